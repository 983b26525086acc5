"""The window: first an empty frame, then its content, which takes longer to load."""

from __future__ import annotations

import math
import os
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QMainWindow

from iottly_keycheck.ui.shell.window_state import WindowState

if TYPE_CHECKING:
    from iottly_keycheck.ui.crash.crash_reporter import Crash
    from iottly_keycheck.ui.shell.controllers import Controllers
    from iottly_keycheck.ui.shell.dependencies import WindowDependencies
    from iottly_keycheck.ui.shell.main_view import MainView
    from iottly_keycheck.ui.text.language import Language

PROGRAM_NAME = "iottly Key Check"

_SESSION_ENDS_S = 30
"""So long after the desktop has said that its session ends, a close is not the user's: somebody
may have it go on after all, and close the window later."""

_LIST_MS = 150
"""So long an empty frame waits for the list to be read; a slow disk gets an empty list shown."""


class MainWindow(QMainWindow):
    """An empty frame until `populate` fills it.

    `controllers` do the work behind the window, `main_view` is its content.

    `state_file` keeps sizes and positions from one start to the next.

    Signals: `painted()`: the window was painted for the first time.
    """

    painted = Signal()
    controllers: Controllers
    main_view: MainView

    def __init__(self, state_file: Path | None = None) -> None:
        super().__init__()
        self._painted = False
        self._populated = False
        self._in_practice = False
        self._unasked_until = 0.0
        self._may_forget = False
        self._question: QDialog | None = None
        self.setWindowTitle(PROGRAM_NAME)
        self._state = WindowState(state_file)
        self._state.restore_place(self)
        self.painted.connect(self._load)

    def populate(self, parts: WindowDependencies, language: Language | None = None) -> None:
        """Put everything into the window, made of the parts; called once.

        `language` is that of the program where another window has it already.
        """
        from iottly_keycheck.diagnosis.text import messages
        from iottly_keycheck.ui.shell.controllers import Controllers
        from iottly_keycheck.ui.shell.practice_window import PracticeWindow
        from iottly_keycheck.ui.text.translation import translated

        self._in_practice = parts.practice
        self.controllers = Controllers(parts, self, language)
        settings = self.controllers.settings
        make = partial(make_window, language=self.controllers.language)
        self.practice = PracticeWindow(parts.practice_parts, make, settings, self)
        self._build()
        self._state.restore(self.main_view)
        for problem in settings.problems:
            self.main_view.messages.enqueue(messages.settings_problem(problem, translated))
        # Later: the menu in which a language is chosen cannot go while it is open.
        build_anew = partial(QTimer.singleShot, 0, self, self._rebuild)
        self.controllers.language.changed.connect(build_anew)
        self._populated = True
        if self._painted:
            # Nobody sees how the list comes in: what is inside is painted once, when it is whole.
            self.setUpdatesEnabled(False)
            self.controllers.list.loaded.connect(self._show_contents)
            QTimer.singleShot(_LIST_MS, self, self._show_contents)
            self._load()

    def _build(self) -> None:
        from iottly_keycheck.ui.shell.main_view import MainView

        title = self.tr("Practice – {program}").format(program=PROGRAM_NAME)
        self.setWindowTitle(title if self._in_practice else PROGRAM_NAME)
        mark = self.tr("Practice API: nothing here is real") if self._in_practice else ""
        self.main_view = MainView(self.controllers, self.practice, self, mark)
        # The main view that was there before goes, and all that was in it.
        self.setCentralWidget(self.main_view)

    def _rebuild(self) -> None:
        """Say everything again, in another language."""
        before = self.main_view
        before.watch_presenter.detach()
        for dialog in self.findChildren(QDialog):
            dialog.close()
        self._build()
        self.main_view.restore_from(before)

    def _load(self) -> None:
        """Begin to work, once the window is on the screen and there is something to work with."""
        if self._populated:
            self.controllers.list.load()

    def _show_contents(self) -> None:
        self.setUpdatesEnabled(True)

    def show_defect(self, crash: Crash) -> None:
        """See `MainView.show_defect`."""
        self.main_view.show_defect(crash)

    # --- the life of the window ---

    def bring_to_front(self, token: str) -> None:
        """Come to the front; `token` is what a Wayland desktop wants for it, or empty."""
        from PySide6.QtCore import Qt  # not sooner: it has 100 enumerations, which take 12 ms

        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # where Qt looks for it, and removes it
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def event(self, event: QEvent) -> bool:
        """Tell of the first paint, once it is done."""
        if event.type() is QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)
        return super().event(event)

    def expect_end(self) -> None:
        """Know that the session of the desktop ends, which waits for nobody's answer."""
        self._unasked_until = time.monotonic() + _SESSION_ENDS_S

    def close_unasked(self) -> None:
        """Close for the terminal or the system, in front of which there may be nobody."""
        self._unasked_until = math.inf
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let everything go at once; nobody waits for what is stuck.

        But a user who would lose keys by it is asked first; nothing is real in practice.
        """
        asks = not self._in_practice and time.monotonic() >= self._unasked_until
        if self._populated and asks and self._ask_before_forgetting():
            event.ignore()
            return
        if self._question is not None:
            # It ends in good order, before the window that it belongs to is taken apart.
            self._question.reject()
        if self._populated:
            self._state.save(self)
            self.practice.close()
            self.controllers.close()
        super().closeEvent(event)

    def _ask_before_forgetting(self) -> bool:
        """Ask, by one question, before keys are forgotten; tell whether the window has to stay."""
        rows = [row for row in self.controllers.list.model.rows if row.session_only]
        if self._may_forget or not rows:
            return False
        if self._question is None:
            self._question = self._open_question([row.description for row in rows])
        else:
            self._question.raise_()
            self._question.activateWindow()
        return True

    def _open_question(self, descriptions: list[str]) -> QDialog:
        # Not sooner: most windows never need it, and it would delay their start.
        from PySide6.QtCore import Qt

        from iottly_keycheck.ui.shell.closing_question import ClosingQuestion

        # A window can be closed from the task bar while it is minimised, and the question with it.
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
            self.activateWindow()
        question = ClosingQuestion(descriptions, self)
        question.finished.connect(self._answered)
        question.finished.connect(question.deleteLater)
        question.open()
        return question

    def _answered(self, answer: int) -> None:
        self._question = None
        if answer == QDialog.DialogCode.Accepted:
            self._may_forget = True
            self.close()


def make_window(parts: WindowDependencies, language: Language | None = None) -> MainWindow:
    """Give a window that has everything in it before it is shown; see `MainWindow.populate`."""
    window = MainWindow(parts.window_state)
    window.populate(parts, language)
    return window
