"""What happens to an exception that nobody expected."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Signal

from iottly_keycheck.logbook import places

_log = logging.getLogger(__name__)


class CrashHook(QObject):
    """Logs what nobody caught, and tells of it where it came up on the window's thread.

    Only the places in the code are logged, not the text of the exception: it may hold a key.

    Signals: `crashed()`: a defect came up on the window's thread.
    """

    crashed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._previous = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_any_thread
        threading.excepthook = self._on_worker

    def close(self) -> None:
        """Put back what was there before."""
        sys.excepthook, threading.excepthook = self._previous

    def _on_any_thread(
        self,
        kind: type[BaseException],
        _error: BaseException,
        traceback: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        _log.critical("%s", places(kind, traceback))
        # Qt hands exceptions of its own worker threads here too; a dialog there would crash.
        if threading.current_thread() is threading.main_thread():
            self.crashed.emit()

    def _on_worker(self, arguments: threading.ExceptHookArgs) -> None:
        if not issubclass(arguments.exc_type, SystemExit):
            _log.critical("%s", places(arguments.exc_type, arguments.exc_traceback))
