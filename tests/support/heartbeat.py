"""How long the window's thread was busy at a stretch."""

import threading
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

PROMISED_MS = 50
"""How long it may be; asserted at four times that, since machines that test are slow ones."""


class Heartbeat(QObject):
    """Beats on the window's thread and remembers the longest time that it could not.

    What the machine has given to other programs meanwhile does not count, where it tells.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.longest_ms = 0
        self._waited_ms = _waited_ms()
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._beat)
        self._since.start()
        self._timer.start()

    def _beat(self) -> None:
        waited, before = _waited_ms(), self._waited_ms
        self._waited_ms = waited
        self.longest_ms = max(self.longest_ms, self._since.restart() - (waited - before))


def _waited_ms() -> int:
    """For how long this thread was ready to run and another one did (Linux, sched-stats.rst)."""
    with suppress(OSError):
        stat = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat").read_text()
        return int(stat.split()[1]) // 1_000_000
    return 0
