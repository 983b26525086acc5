"""Compiled modules: what they import cannot be read from them."""

from PyInstaller.utils.hooks import collect_submodules

hiddenimports = collect_submodules("krb5")
