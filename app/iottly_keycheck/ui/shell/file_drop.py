"""Files that are dropped on the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Takes one file at a time, dropped anywhere on the window.

    Signals: `dropped(str)`: the path of the file, which may be anything.
    """

    dropped = Signal(str)

    def __init__(self, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent or window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See `QObject.eventFilter`."""
        if not isinstance(event, QDropEvent):
            return False
        path = _one_file(event.mimeData())
        if not path:
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            self.dropped.emit(path)
        return True


def _one_file(content: QMimeData) -> str:
    """Give the path of the file that is dragged, if it is one, and on this computer."""
    urls = content.urls()
    return urls[0].toLocalFile() if len(urls) == 1 else ""
