"""The head of the pane: which key, where its test goes, and the buttons that start and stop it."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from iottly_keycheck.ui.controls.plain_text import PlainLabel, shortened
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class

_LONGEST_TITLE = 80


class Phase(Enum):
    """Whether a test is under way."""

    IDLE = auto()
    RUNNING = auto()
    STOPPING = auto()


class StartStopButton(QPushButton):
    """A double click is one press: the second would undo the first.

    While the button is disabled, Qt moves the focus to the next widget. The button takes the focus
    back when it is enabled, unless the user has moved it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heir: QWidget | None = None

    def setEnabled(self, enabled: bool) -> None:
        had_focus = self.hasFocus()
        super().setEnabled(enabled)
        if had_focus and not enabled:
            self._heir = self.window().focusWidget()
        elif enabled and self._heir is not None:
            if self.window().focusWidget() is self._heir:
                self.setFocus()
            self._heir = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


class PaneHeader(QWidget):
    """The title, and the big button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel(parent=self)
        set_style_class(self.title, StyleClass.TITLE)
        self.subtitle = PlainLabel(parent=self)
        set_style_class(self.subtitle, StyleClass.MUTED)
        self.test_button = StartStopButton(self)
        unit = em(self.font())
        titles = QVBoxLayout()
        titles.setSpacing(round(unit * 0.3))
        titles.addWidget(self.title)
        titles.addWidget(self.subtitle)
        row = QHBoxLayout(self)
        row.setSpacing(unit)
        # The answer below leaves as much to its scroll bar.
        row.setContentsMargins(0, 0, round(unit * 0.5), 0)
        row.addLayout(titles, 1)
        row.addWidget(self.test_button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_title(self, title: str, subtitle: str) -> None:
        """Show which key it is, and where its test goes."""
        self.title.setText(shortened(title, _LONGEST_TITLE))
        self.title.setAccessibleName(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))

    def show_buttons(self, phase: Phase, *, testable: bool, offered: bool) -> None:
        """Show what can be started or stopped; nothing where tests are not `offered`."""
        text = {
            Phase.IDLE: self.tr("Test connection"),
            Phase.RUNNING: self.tr("Cancel"),
            Phase.STOPPING: self.tr("Stopping…"),
        }[phase]
        idle = phase is Phase.IDLE
        self.test_button.setText(text)
        self.test_button.setVisible(offered)
        self.test_button.setEnabled(testable if idle else phase is Phase.RUNNING)
        set_style_class(self.test_button, StyleClass.ACCENT if idle else StyleClass.STOP)
