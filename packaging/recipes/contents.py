"""What goes into the bundle of what PyInstaller finds: of Qt, only what the program uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath, PureWindowsPath

Entry = tuple[str, str, str]
"""Where a file goes in the bundle, where it is now, and PyInstaller's word for its kind."""

RESOURCES = ("icons", "style", "translations")
"""The folders of `resources/` that the program reads."""

HIDDEN_IMPORTS = [
    # By what a person's or the system's setting names; see keys.keyring_backend.
    "keyring.backends.SecretService",
    "keyring.backends.Windows",
    "keyring.backends.chainer",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
    "keyring.backends.macOS",
    # Where they are installed; see connection.kerberos.
    "gssapi",
    "krb5",
]
"""Modules that are imported by name only."""

EXCLUDED_MODULES = [
    "Cython", "IPython", "PIL", "_pytest", "argcomplete", "distutils", "ensurepip", "hypothesis",
    "idlelib", "lib2to3", "mypy", "numpy", "pip", "pydoc_data", "pytest", "setuptools", "shtab",
    "tkinter", "trustme", "turtle",
]  # fmt: skip
"""Modules that are mentioned somewhere, but never used by the program."""

PLUGINS = {
    "iconengines": ("qsvgicon",),
    "imageformats": ("qsvg",),
    "platforminputcontexts": ("composeplatforminputcontext", "ibusplatforminputcontext"),
    "platforms": ("qcocoa", "qwayland", "qwindows", "qxcb"),
    "platformthemes": ("qxdgdesktopportal",),
    "styles": ("qmacstyle", "qmodernwindowsstyle"),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-shell-integration": ("xdg-shell",),
}
"""Of Qt's plugins, those that a window of buttons, text and drawn icons can need."""

_PLUGIN = re.compile(
    r"PySide6/(?:Qt/)?plugins/(?P<kind>[^/]+)/(?:lib)?(?P<name>[^/]+?)(?:plugin)?\."
)
_QT_LIBRARY = re.compile(
    r"(?:^|/)(?:lib)?Qt6?(?P<name>[A-Z][A-Za-z0-9]*)(?:\.framework/|\.so|\.dll)"
)
_LIBRARIES = frozenset(
    {"Core", "DBus", "Gui", "Network", "OpenGL", "Svg", "WaylandClient", "Widgets"}
    | {"WlShellIntegration", "XcbQpa"}
)
_QT_WORDS = re.compile(
    r"PySide6/(?:Qt/)?translations/(?P<catalogue>[a-z]+)_(?P<language>[^/]+)\.qm$"
)

_UNUSED = re.compile(
    # Qt draws windows in memory here: no OpenGL in software, no shader compiler.
    r"(?:^|/)(?:opengl32sw|d3dcompiler_\d+)\.dll$"
    # Of how and from where something was installed, and licences, which the notices have.
    r"|^[^/]+\.dist-info/(?!METADATA$|entry_points\.txt$)"
    # What translators edit; the program reads what is made of it.
    r"|^iottly_keycheck/resources/translations/[^/]*\.ts$"
    # Trust is the operating system's (truststore); these belong to other uses of `requests`.
    r"|^setuptools/|^pip/"
)


def languages(resources: Path) -> list[str]:
    """Give the languages that the program has been translated to: "de", "it", …"""
    found = (resources / "translations").glob("*.qm")
    return sorted({path.stem.partition("_")[2] for path in found} - {""})


def plugin_wanted(path: str) -> bool | None:
    """Tell whether a Qt plugin is wanted; `None` where `connector` is no plugin."""
    found = _PLUGIN.search(path)
    return found and found["name"] in PLUGINS.get(found["kind"], ())


def wanted(path: str, languages: Iterable[str]) -> bool:
    """Tell whether the file at `connector` in the bundle (with slashes) is used.

    `languages` are those that the program speaks; Qt's own words are in them too.
    """
    if (plugin := plugin_wanted(path)) is not None:
        return plugin
    if library := _QT_LIBRARY.search(path):
        return library["name"] in _LIBRARIES
    if words := _QT_WORDS.search(path):
        return words["catalogue"] == "qtbase" and words["language"] in languages
    return not _UNUSED.search(path)


def slim(entries: Iterable[Entry], languages: Iterable[str]) -> list[Entry]:
    """Leave out what is not used."""
    spoken = tuple(languages)
    return [entry for entry in entries if wanted(with_slashes(entry[0]), spoken)]


def with_slashes(path: str) -> str:
    """Write a path of any platform with slashes."""
    return PureWindowsPath(path).as_posix() if "\\" in path else PurePosixPath(path).as_posix()


def referenced(entries: Iterable[Entry], imports_of: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Leave out the libraries that only something left out had wanted.

    They lie at the top of the bundle; `imports_of` gives the names of the libraries that a file
    links to.
    """
    all_entries = list(entries)
    loose = {entry[0]: entry for entry in all_entries if _is_loose_library(entry)}
    kept = [entry for entry in all_entries if entry[0] not in loose]
    waiting = list(kept)
    while waiting:
        for name in imports_of(waiting.pop()[1]):
            if library := loose.pop(name, None):
                kept.append(library)
                waiting.append(library)
    return kept


def _is_loose_library(entry: Entry) -> bool:
    # The interpreter's own is loaded by the program's first instructions.
    return re.match(r"lib(?!python)[^/]*\.so", entry[0]) is not None and entry[2] != "SYMLINK"
