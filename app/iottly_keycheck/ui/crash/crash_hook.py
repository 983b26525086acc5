"""What happens to an exception that nobody expected."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Signal

from iottly_keycheck.logbook import story
from iottly_keycheck.ui.crash.crash_file import Crash, CrashFiles

_log = logging.getLogger(__name__)

QUIET_SECONDS = 5.0
"""What comes again so soon, as in a loop, is counted only."""
MOST_DEFECTS = 20
"""So many are kept and told in one run; the log has other things to tell, too."""


class CrashHook(QObject):
    """Logs what nobody caught, writes a file for support and tells of it, on whatever thread.

    Only the places in the code are written, not the text of an exception: it may hold a key.
    `earlier` is what has ended earlier runs.

    Signals: `crashed(object)`: the `Crash`; connect to a slot of a QObject, which then runs on its
        own thread.
    """

    crashed = Signal(object)

    def __init__(
        self,
        files: CrashFiles,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self.earlier: tuple[Crash, ...] = ()
        self._files = files
        self._clock = clock
        self._lock = threading.Lock()
        self._seen: dict[str, _KnownDefect] = {}
        self._previous = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_any_thread
        threading.excepthook = self._on_worker

    def close(self) -> None:
        """Put back what was there before."""
        sys.excepthook, threading.excepthook = self._previous

    def keep(self, error: BaseException) -> Crash | None:
        """Log a defect and write its file; `None` where it, or too many, have just been there."""
        text = story(error)
        with self._lock:
            seen = self._seen.get(text)
            now = self._clock()
            if seen is not None and now - seen.last < QUIET_SECONDS:
                seen.times += 1
                return None
            if seen is None and len(self._seen) == MOST_DEFECTS:
                return None
            if seen is None:
                _log.critical("%s", text)
                crash = self._files.write(text, threading.current_thread().name)
                seen = self._seen[text] = _KnownDefect(crash, now)
            else:
                _log.critical("again, for the %d. time: %s", seen.times + 1, seen.crash.path)
            seen.last, seen.times = now, seen.times + 1
            return seen.crash

    def _on_any_thread(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        # Qt hands exceptions of its own worker threads here too.
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
        elif error is not None and (crash := self.keep(error)):
            self.crashed.emit(crash)

    def _on_worker(self, arguments: threading.ExceptHookArgs) -> None:
        if not issubclass(arguments.exc_type, SystemExit):
            self._on_any_thread(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)


class _KnownDefect:
    """A defect, and when and how often it has come up."""

    def __init__(self, crash: Crash, now: float) -> None:
        self.crash = crash
        self.last = now
        self.times = 0
