"""A button that becomes another one when it is pressed: start, then stop."""

from __future__ import annotations

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QPushButton, QWidget


class StartStopButton(QPushButton):
    """A double click is one press: the second would undo the first.

    Disabled for a while, it gets the focus back that Qt has passed on to the next widget, unless
    the user has moved it since.
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
