"""The program's life: from the first window to the exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from iottly_keycheck import __version__
from iottly_keycheck.ui.crash.crash_reporter import CrashReporter
from iottly_keycheck.ui.shell.main_window import PROGRAM_NAME, MainWindow
from iottly_keycheck.ui.shell.quitting import QuitSignals

if TYPE_CHECKING:
    from iottly_keycheck.ui.shell.dependencies import WindowDependencies
    from iottly_keycheck.ui.shell.single_instance import SingleInstance

_PAINTED_MS = 500
"""Longer nobody waits for a window to be painted: one that starts minimised is not."""


@contextmanager
def report_crashes(folder: Path | None, about: str) -> Iterator[CrashReporter]:
    """Have defects told of; one that ends the program is shown before it is passed on."""
    reporter = CrashReporter(folder, about)
    try:
        yield reporter
    except Exception as error:
        if crash := reporter.keep(error):
            from iottly_keycheck.ui.crash.crash_dialog import show_fatal_crash

            show_fatal_crash(crash)
        raise
    finally:
        reporter.close()


def run(
    app: QApplication,
    make_parts: Callable[[], AbstractContextManager[WindowDependencies]],
    state_file: Path | None,
    crashes: CrashReporter,
    first: SingleInstance | None = None,
) -> int:
    """Open the window and give the exit status when it is closed.

    It is on the screen before the rest is loaded, which takes longer than all before it.
    `state_file` is the `MainWindow`'s; `first` tells of later starts, which want this window to
    come to the front.
    """
    app.setApplicationDisplayName(PROGRAM_NAME)
    app.setApplicationVersion(__version__)
    earlier = crashes.watch_for_fatal_errors()
    window = MainWindow(state_file)
    with _close_on_signals(app, window), _raise_for_later_starts(window, first):
        _show(window)
        if not window.isVisible():
            return 0  # somebody was quick to close it
        if first:
            first.listen()
        with make_parts() as parts:
            _apply_style(app)
            window.populate(parts)
            crashes.crashed.connect(window.show_defect)
            for crash in earlier:
                window.show_defect(crash)
            return app.exec()


@contextmanager
def _close_on_signals(app: QApplication, window: MainWindow) -> Iterator[None]:
    """Have the terminal or the system close the window unasked, from the first moment on."""
    signals = QuitSignals()
    signals.received.connect(window.close_unasked)
    # On macOS Qt says the same of every Quit, and whoever logs out there is used to be asked.
    if sys.platform != "darwin":
        app.commitDataRequest.connect(window.expect_end)
    try:
        yield
    finally:
        signals.close()


@contextmanager
def _raise_for_later_starts(window: MainWindow, first: SingleInstance | None) -> Iterator[None]:
    """Have later starts raise the window, once `first` listens to them."""
    if first:
        first.raise_requested.connect(window.bring_to_front)
    try:
        yield
    finally:
        if first:
            first.close()


def _apply_style(app: QApplication) -> None:
    """Give the program its colours and its icon."""
    from iottly_keycheck.ui.style.program_icon import program_icon
    from iottly_keycheck.ui.style.theme import Theme

    Theme(app)
    app.setWindowIcon(program_icon())


def _show(window: MainWindow) -> None:
    """Show the window and wait until it was painted, or closed."""
    loop = QEventLoop()
    window.painted.connect(loop.quit)
    QTimer.singleShot(_PAINTED_MS, loop, loop.quit)
    window.show()
    loop.exec()
