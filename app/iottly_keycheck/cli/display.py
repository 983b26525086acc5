"""Whether a window can be opened here."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

_DEFAULT_PLATFORMS = "wayland;xcb"
_FIRST_X11_PORT = 6000
_PATIENCE = 2.0


def can_open_window(environment: Mapping[str, str]) -> bool:
    """Tell whether Qt will find a display; where it does not, it aborts the program.

    A variable alone proves little, as it outlives its display in `su`, tmux and cron, so the
    display is called on.
    """
    if sys.platform in ("win32", "darwin"):
        return True
    platforms = environment.get("QT_QPA_PLATFORM") or _DEFAULT_PLATFORMS
    return any(
        _answers(platform.partition(":")[0], environment) for platform in platforms.split(";")
    )


def _answers(platform: str, environment: Mapping[str, str]) -> bool:
    match platform:
        case "xcb":
            return _x11_answers(environment.get("DISPLAY", ""))
        case "wayland" | "wayland-egl":
            return _wayland_answers(environment)
        case _:
            return True  # "offscreen" and its like draw nowhere that could be missing


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY")
    if not name:
        return False
    # An absolute name replaces the folder (wl_display_connect(3)).
    return _accepts(str(Path(environment.get("XDG_RUNTIME_DIR", "/")) / name))


def _x11_answers(display: str) -> bool:
    parts = re.fullmatch(r"(?P<host>.*):(?P<number>\d{1,5})(\.\d+)?", display)
    if parts is None:
        return False
    number = int(parts["number"])
    if parts["host"] in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108  # the protocol's fixed place
        return _accepts(f"\0{path}") or _accepts(path)  # Linux knows the name without a file, too
    try:
        with socket.create_connection((parts["host"], _FIRST_X11_PORT + number), _PATIENCE):
            return True
    except (OSError, OverflowError):
        return False


def _accepts(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(_PATIENCE)
        try:
            caller.connect(path)
        except (OSError, ValueError):
            return False
    return True
