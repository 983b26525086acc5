"""How long the window's thread was busy at a stretch."""

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

PROMISED_MS = 50
"""How long it may be; asserted at four times that, since machines that test have much to do."""


class Heartbeat(QObject):
    """Beats on the window's thread and remembers the longest time that it could not."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.longest_ms = 0
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._beat)
        self._since.start()
        self._timer.start()

    def _beat(self) -> None:
        self.longest_ms = max(self.longest_ms, self._since.restart())
