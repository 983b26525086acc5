"""Whether a window can be opened here."""

import os
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path


def usable(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether the display that `environment` names really answers.

    A variable alone proves little: it outlives its X server in `su`, tmux and cron.
    """
    if sys.platform in {"darwin", "win32"}:
        return True
    if environment.get("QT_QPA_PLATFORM", "xcb").partition(":")[0] not in {"xcb", "wayland"}:
        return True
    return _wayland_answers(environment) or _x11_answers(environment.get("DISPLAY", ""))


def plugins(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return the names of Qt's platform plugins that open the window on a display that answers."""
    if chosen := environment.get("QT_QPA_PLATFORM"):
        return (chosen.partition(":")[0],)
    wayland = ("wayland",) if _wayland_answers(environment) else ()
    return (*wayland, "xcb") if _x11_answers(environment.get("DISPLAY", "")) else wayland


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY")
    if not name:
        return False
    # An absolute name replaces the folder.
    return _accepts(str(Path(environment.get("XDG_RUNTIME_DIR", "/")) / name))


def _x11_answers(display: str) -> bool:
    parts = re.fullmatch(r"(?P<host>[^:]*):(?P<number>\d+)(\.\d+)?", display)
    if parts is None:
        return False
    number = int(parts["number"])
    if parts["host"] in {"", "unix"}:
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - the protocol's fixed place
        # Linux knows the same name without a file, too.
        return _accepts(f"\0{path}") or _accepts(path)
    try:
        with socket.create_connection((parts["host"], 6000 + number), timeout=2):
            return True
    except OSError:
        return False


def _accepts(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2)
        try:
            probe.connect(path)
        except (OSError, ValueError):
            return False
    return True
