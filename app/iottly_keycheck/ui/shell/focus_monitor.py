"""Whether somebody still looks at the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

AWAY_MS = 10_000
"""Long enough to compare what is shown with what stands in another program's window."""


class FocusMonitor(QObject):
    """Watches one window.

    Signals: `lost()`: the window was minimised or hidden, or has been without the keyboard for
        `AWAY_MS` (the interval of `timer`).
    """

    lost = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(AWAY_MS)
        self.timer.timeout.connect(self.lost)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See `QObject.eventFilter`; nothing is kept from the window."""
        match event.type():
            case QEvent.Type.WindowDeactivate:
                self.timer.start()
            case QEvent.Type.WindowActivate:
                self.timer.stop()
            case QEvent.Type.Hide:
                self.lost.emit()
            case QEvent.Type.WindowStateChange if self._window.isMinimized():
                self.lost.emit()
        return False
