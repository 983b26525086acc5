"""The libraries of the operating system that the window loads, asked of the loader itself.

On Linux, Qt comes from PyPI and these come from the distribution. macOS and Windows have them all.
"""

import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

_DEBIAN, _FEDORA, _OPENSUSE, _ARCH = range(4)

LIBRARIES = {
    # the library: its package in Debian and Ubuntu, Fedora, openSUSE, Arch
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd", "libglvnd"),
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd", "libglvnd"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb", "libX11-xcb1", "libx11"),
    "libX11.so.6": ("libx11-6", "libX11", "libX11-6", "libx11"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "libdbus-1-3", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype", "libfreetype6", "freetype2"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "libglib-2_0-0", "glib2"),
    "libgssapi_krb5.so.2": ("libgssapi-krb5-2", "krb5-libs", "krb5", "krb5"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2", "libgthread-2_0-0", "glib2"),
    "libwayland-client.so.0": (
        "libwayland-client0", "libwayland-client", "libwayland-client0", "wayland",
    ),
    "libwayland-cursor.so.0": (
        "libwayland-cursor0", "libwayland-cursor", "libwayland-cursor0", "wayland",
    ),
    "libxcb-cursor.so.0": (
        "libxcb-cursor0", "xcb-util-cursor", "libxcb-cursor0", "xcb-util-cursor",
    ),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": (
        "libxcb-keysyms1", "xcb-util-keysyms", "libxcb-keysyms1", "xcb-util-keysyms",
    ),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb", "libxcb-randr0", "libxcb"),
    "libxcb-render-util.so.0": (
        "libxcb-render-util0", "xcb-util-renderutil", "libxcb-render-util0", "xcb-util-renderutil",
    ),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb", "libxcb-render0", "libxcb"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb", "libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb", "libxcb-sync1", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util", "libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb", "libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb", "libxcb-xkb1", "libxcb"),
    "libxcb.so.1": ("libxcb1", "libxcb", "libxcb1", "libxcb"),
    "libxkbcommon-x11.so.0": (
        "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11-0", "libxkbcommon-x11",
    ),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon0", "libxkbcommon"),
}  # fmt: skip

DEBIAN = tuple(dict.fromkeys(names[_DEBIAN] for names in LIBRARIES.values()))
"""All of them on Debian and Ubuntu."""

_MODULES = ("QtCore", "QtGui", "QtNetwork", "QtWidgets")
"""The parts of Qt that the window is made of."""

_INSTALLERS = {
    # an ID of os-release(5): how to install there, and the column of the table above
    "fedora": ("dnf install", _FEDORA),
    "rhel": ("dnf install", _FEDORA),
    "opensuse": ("zypper install", _OPENSUSE),
    "suse": ("zypper install", _OPENSUSE),
    "arch": ("pacman -S", _ARCH),
}


def missing(python: Path, plugins: Iterable[str]) -> list[str]:
    """Return the libraries that the loader does not find, for these platform plugins of Qt.

    Qt is the one that is installed beside `python`.
    """
    loader = shutil.which("ldd")
    if not sys.platform.startswith("linux") or loader is None:
        return []
    folders = list(python.parent.parent.glob("lib/python*/site-packages/PySide6"))
    if not folders:
        return []
    files = [folders[0] / f"{module}.abi3.so" for module in _MODULES]
    files += [folders[0] / "Qt" / "plugins" / "platforms" / f"libq{name}.so" for name in plugins]
    there = [str(file) for file in files if file.exists()]
    answer = subprocess.run([loader, *there], capture_output=True, text=True, check=False)
    return sorted(set(re.findall(r"^\s*(\S+) => not found", answer.stdout, re.MULTILINE)))


def debian_packages(libraries: Sequence[str]) -> list[str]:
    """Return the Debian packages of these libraries; those that the table has not are left out."""
    return list(dict.fromkeys(LIBRARIES[name][_DEBIAN] for name in libraries if name in LIBRARIES))


def how_to_install(libraries: Sequence[str]) -> str:
    """Say what the window lacks and, for a distribution that the table knows, what to type."""
    sentence = f"The window needs libraries that are not here: {', '.join(libraries)}."
    command = _command(libraries)
    return f"{sentence} Please type:\n  {command}" if command else sentence


def _command(libraries: Sequence[str]) -> str | None:
    try:
        told = platform.freedesktop_os_release()
    except OSError:
        return None
    for name in (told.get("ID", ""), *told.get("ID_LIKE", "").split()):
        for known, (command, column) in _INSTALLERS.items():
            if name.startswith(known):
                packages = dict.fromkeys(
                    LIBRARIES[library][column] for library in libraries if library in LIBRARIES
                )
                return f"sudo {command} {' '.join(packages)}"
    return None
