"""A desktop of our own: a screen, a keyring, a screen reader; and a person with mouse and keyboard.

The person is xdotool, which works on the window from outside, as hands do.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from PySide6.QtGui import QImage

from support.accessibility import Reader, Seen, reader
from support.display import x_server
from support.framebuffer import picture
from support.portal import Portal, portal
from support.processes import end, start
from support.secret_service import unlocked_keyring


class Desktop:
    """A screen with one program on it. Made by `desktop`."""

    def __init__(
        self, environment: Mapping[str, str], screen: Path, reader_: Reader, portal_: Portal
    ) -> None:
        self.reader = reader_
        self.portal = portal_
        self.process: subprocess.Popen[bytes] | None = None
        self._environment = environment
        self._screen = screen
        self._complaints = screen / "complaints.txt"

    def run(self, command: Sequence[str]) -> None:
        """Start the program; it is ended with the desktop at the latest."""
        noted = ["sh", "-c", 'exec "$@" 2>"$0"', str(self._complaints), *command]
        self.process = start(noted, env=self._environment, stdout=subprocess.PIPE)

    def end(self) -> str:
        """Wait for the program's own end, and give what it has written on its standard output."""
        assert self.process is not None
        output, _ = self.process.communicate(timeout=20)
        assert self.complaints() == ""
        assert self.process.returncode == 0
        return output.decode()

    def complaints(self) -> str:
        """Give what the program has written on its standard error."""
        return self._complaints.read_text()

    # --- what the person does ---

    def click(self, seen: Seen) -> None:
        """Move the mouse to the middle of something, and click."""
        x, y = self.reader.place(seen).middle
        self._do("mousemove", str(x), str(y), "click", "1")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, by xdotool's names for them ("ctrl+f", "F5")."""
        self._do("key", "--delay", "5", *keys)

    def type(self, text: str) -> None:
        """Type letters and digits into what has the focus."""
        self._do("type", "--delay", "2", text)

    # --- what is on the screen ---

    def picture(self) -> QImage:
        """Give the whole screen."""
        return picture(self._screen)

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True, timeout=20)


@contextmanager
def desktop(folder: Path, variables: Mapping[str, str], *, dark: bool) -> Iterator[Desktop]:
    """Give a desktop whose home is that of the test; `folder` is for what it keeps on the disk."""
    environment = os.environ | variables
    with ExitStack() as stack:
        environment["DISPLAY"] = stack.enter_context(x_server(folder))
        stack.enter_context(_window_manager(environment))
        environment |= {
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            # The one that asks the portal, and needs no libraries of a desktop's.
            "QT_QPA_PLATFORMTHEME": "gnome",
        }
        bus = stack.enter_context(unlocked_keyring(environment)).environment[_BUS]
        environment[_BUS] = bus
        watched = stack.enter_context(reader(bus))
        scheme = stack.enter_context(portal(bus, dark=dark))
        made = Desktop(environment, folder, watched, scheme)
        try:
            yield made
        finally:
            if made.process is not None:
                end(made.process)


@contextmanager
def _window_manager(environment: Mapping[str, str]) -> Iterator[None]:
    """Run what gives windows their frames, and new ones the keyboard."""
    process = start(["openbox", "--sm-disable"], env=environment)
    try:
        yield
    finally:
        end(process)


_BUS = "DBUS_SESSION_BUS_ADDRESS"
