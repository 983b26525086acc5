"""What Windows wants: the version inside of the programs, and an installer for one user."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from recipes import product

SCRIPT = product.ROOT / "packaging" / "windows" / "installer.iss"

_VERSION_RESOURCE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", {authors!r}),
      StringStruct("FileDescription", {title!r}),
      StringStruct("FileVersion", {version!r}),
      StringStruct("ProductName", {title!r}),
      StringStruct("ProductVersion", {version!r}),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0409, 1200])]),
  ],
)
"""


def version_resource() -> str:
    """Give the version as PyInstaller reads it for Windows (VS_VERSIONINFO)."""
    release = [int(part) for part in product.VERSION.split(".") if part.isdigit()]
    return _VERSION_RESOURCE.format(
        numbers=tuple([*release, 0, 0, 0, 0][:4]),
        authors=product.AUTHORS,
        title=product.TITLE,
        version=product.VERSION,
    )


def installer(bundle: Path, icon: Path, dist: Path) -> Path:
    """Make the installer with Inno Setup. Raises `OSError` or `subprocess.CalledProcessError`."""
    compiler = shutil.which("iscc")
    if compiler is None:
        raise FileNotFoundError("Inno Setup's compiler, iscc, is not on the PATH")
    name = f"{product.NAME}-{product.VERSION}-setup"
    values = {
        "Name": product.TITLE,
        "Version": product.VERSION,
        "Publisher": product.AUTHORS,
        "Homepage": product.HOMEPAGE,
        "Program": product.NAME,
        "Bundle": str(bundle),
        "Icon": str(icon),
    }
    defined = [f"/D{key}={value}" for key, value in values.items()]
    subprocess.run([compiler, *defined, f"/O{dist}", f"/F{name}", str(SCRIPT)], check=True)
    return dist / f"{name}.exe"
