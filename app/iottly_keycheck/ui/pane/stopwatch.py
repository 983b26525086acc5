"""How long a test has been going on, said once a second."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

_SECOND = 1000


class Stopwatch(QObject):
    """Counts the seconds of a test.

    Signals: `ticked()`: another second has passed.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._since_start = QElapsedTimer()
        self._ticks = QTimer(self, interval=_SECOND)
        self._ticks.timeout.connect(self.ticked)

    def start(self) -> None:
        """Count from zero."""
        self._since_start.start()
        self._ticks.start()

    def stop(self) -> None:
        """Count no more."""
        self._ticks.stop()

    def headline(self) -> str:
        """Say that the test goes on, and for how long."""
        seconds = self._since_start.elapsed() // _SECOND
        if not seconds:
            return self.tr("Testing…")
        return self.tr("Testing… {seconds} s").format(seconds=seconds)
