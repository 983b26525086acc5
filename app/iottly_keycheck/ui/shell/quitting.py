"""How the program ends when the terminal or the system says so."""

from __future__ import annotations

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class QuitSignals(QObject):
    """Turns SIGINT and SIGTERM into a signal on the window's thread.

    Python runs a signal handler only between its own instructions, and Qt's event loop runs none.
    So the signal's number is written to a socket that wakes the event loop
    (`signal.set_wakeup_fd`, the self-pipe trick).

    Signals: `received()`.
    """

    received = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours, self._pythons = socket.socketpair()
        self._ours.setblocking(False)
        self._pythons.setblocking(False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._previous_fd = signal.set_wakeup_fd(self._pythons.fileno())
        self._previous = {
            number: signal.signal(number, _leave_it_to_the_socket)
            for number in (signal.SIGINT, signal.SIGTERM)
        }

    def close(self) -> None:
        """Put back what was there before."""
        for number, handler in self._previous.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._previous_fd)
        self._notifier.setEnabled(False)
        self._ours.close()
        self._pythons.close()

    def _read(self) -> None:
        self._ours.recv(64)
        self.received.emit()


def _leave_it_to_the_socket(_number: int, _frame: FrameType | None) -> None:
    pass
