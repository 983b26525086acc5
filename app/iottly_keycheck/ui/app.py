"""The program's life: from the first window to the exit status."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication

from iottly_keycheck import __version__
from iottly_keycheck.ui.crash import CrashHook
from iottly_keycheck.ui.crash_file import CrashFiles
from iottly_keycheck.ui.fatal_errors import FatalErrors
from iottly_keycheck.ui.first_window import FirstWindow
from iottly_keycheck.ui.icons import program_icon
from iottly_keycheck.ui.parts import WindowParts
from iottly_keycheck.ui.quitting import QuitSignals
from iottly_keycheck.ui.theme import Theme
from iottly_keycheck.ui.window import PROGRAM_NAME, MainWindow


@contextmanager
def watched(files: CrashFiles) -> Iterator[CrashHook]:
    """Have defects told of; one that ends the program is shown before it is passed on."""
    hook = CrashHook(files)
    fatal = FatalErrors(files.folder)
    hook.earlier = tuple(map(files.write_earlier, fatal.begin()))
    try:
        yield hook
    except Exception as error:
        if crash := hook.keep(error):
            from iottly_keycheck.ui.crash_dialog import show_end

            show_end(crash)
        raise
    finally:
        fatal.end()
        hook.close()


def run(
    app: QApplication, parts: WindowParts, hook: CrashHook, first: FirstWindow | None = None
) -> int:
    """Open the window on these parts and give the exit status when it is closed.

    `first` tells of later starts, which want this window to come to the front.
    """
    app.setApplicationDisplayName(PROGRAM_NAME)
    app.setApplicationVersion(__version__)
    app.setWindowIcon(program_icon())
    Theme(app)
    window = MainWindow(parts)
    hook.crashed.connect(window.tell_defect)
    for crash in hook.earlier:
        window.tell_defect(crash)
    signals = QuitSignals()
    signals.received.connect(window.close)
    if first:
        first.raise_wanted.connect(window.come_forward)
    window.show()
    try:
        return app.exec()
    finally:
        if first:
            first.close()
        signals.close()
