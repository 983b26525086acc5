"""The program's life: from the first window to the exit status."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from iottly_keycheck import __version__
from iottly_keycheck.ui.crash import CrashHook
from iottly_keycheck.ui.icons import program_icon
from iottly_keycheck.ui.parts import WindowParts
from iottly_keycheck.ui.quitting import QuitSignals
from iottly_keycheck.ui.theme import Theme
from iottly_keycheck.ui.window import PROGRAM_NAME, MainWindow


def run(parts: WindowParts, argv: Sequence[str]) -> int:
    """Open the window on these parts and give the exit status when it is closed.

    `argv` is the program's name and what Qt may read of the command line.
    """
    app = QApplication(list(argv))
    app.setApplicationName("iottly-keycheck")
    app.setApplicationDisplayName(PROGRAM_NAME)
    app.setApplicationVersion(__version__)
    # By this name a Wayland desktop finds the icon.
    app.setDesktopFileName("iottly-keycheck")
    app.setWindowIcon(program_icon())
    Theme(app)
    window = MainWindow(parts)
    hook = CrashHook()
    hook.crashed.connect(window.tell_defect)
    signals = QuitSignals()
    signals.received.connect(window.close)
    window.show()
    try:
        return app.exec()
    finally:
        signals.close()
        hook.close()
