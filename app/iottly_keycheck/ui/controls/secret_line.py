"""A line to type a secret into."""

from __future__ import annotations

from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class SecretLine(QLineEdit):
    """Hides what is typed; while it is shown on demand, selecting it hands it to nobody.

    On X11 what is selected is there for a middle click in any program (PRIMARY).
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def set_shown(self, shown: bool) -> None:
        """Show what is typed, or hide it again."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        self._take_back_selection()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._take_back_selection()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._take_back_selection()

    def _take_back_selection(self) -> None:
        # Nobody has got it yet: who asks is answered by the event loop.
        clipboard, mode = QGuiApplication.clipboard(), QClipboard.Mode.Selection
        if self.hasSelectedText() and clipboard.ownsSelection():
            clipboard.clear(mode)
