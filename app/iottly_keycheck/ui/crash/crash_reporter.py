"""A defect of the program itself: it is logged, told, and kept in a file for support.

Only the places in the code are written, not the text of an exception: it may hold a key.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QCoreApplication, QObject, Signal

from iottly_keycheck import atomic_file
from iottly_keycheck.logbook import redacted, story

_log = logging.getLogger(__name__)

QUIET_SECONDS = 5.0
"""What comes again so soon, as in a loop, is counted only."""
MOST_DEFECTS = 20
"""So many are kept and told in one run; the log has other things to tell, too."""
_MOST_FILES = 10
"""Older ones go when a new one is written."""
_LONGEST = 100_000
"""Characters of what faulthandler writes: some hundreds of threads."""


@dataclass(frozen=True, slots=True)
class Crash:
    """A defect that came up: its text for support, and the file that has it, if there is one.

    `earlier` tells that it has ended an earlier run of the program.
    """

    text: str
    path: Path | None
    earlier: bool = False


@dataclass(slots=True)
class _KnownDefect:
    """A defect, and when and how often it has come up."""

    crash: Crash
    last: float
    times: int = 1


class CrashReporter(QObject):
    """Reports what nobody caught, on whatever thread, and what has ended an earlier run.

    The files are written into `folder`. Without one, or where it cannot be written to, the text is
    all there is. `about` is the line that says what program this is.

    Signals: `crashed(object)`: the `Crash`; connect to a slot of a QObject, which then runs on its
        own thread.
    """

    crashed = Signal(object)

    def __init__(
        self, folder: Path | None, about: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self._folder = folder
        self._about = about
        self._clock = clock
        self._lock = threading.Lock()
        self._seen: dict[str, _KnownDefect] = {}
        self._written = 0
        self._fatal: TextIO | None = None
        self._previous = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_any_thread
        threading.excepthook = self._on_worker

    def close(self) -> None:
        """Put back what was there before: the program has come to its own end."""
        sys.excepthook, threading.excepthook = self._previous
        if self._fatal is not None:
            faulthandler.disable()
            self._fatal.close()
            with contextlib.suppress(OSError):
                Path(self._fatal.name).unlink()

    def keep(self, error: BaseException) -> Crash | None:
        """Log a defect and write its file; `None` where it, or too many, have just been there."""
        text = story(error)
        with self._lock:
            seen = self._seen.get(text)
            now = self._clock()
            if seen is None:
                if len(self._seen) == MOST_DEFECTS:
                    return None
                _log.critical("%s", text)
                crash = self.write(f"thread {threading.current_thread().name}", text)
                self._seen[text] = _KnownDefect(crash, now)
                return crash
            seen.times += 1
            if now - seen.last < QUIET_SECONDS:
                return None
            seen.last = now
            _log.critical("again, for the %d. time: %s", seen.times, seen.crash.path)
            return seen.crash

    def watch_for_fatal_errors(self) -> tuple[Crash, ...]:
        """Have a fault in compiled code told by the next start; give what earlier runs have left.

        Python writes file names, lines and functions, nothing else. Its file stays only where this
        run could not end it.
        """
        if self._folder is None:
            return ()
        left = tuple(filter(None, map(_taken, self._folder.glob("fatal-*.txt"))))
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path = self._folder / f"fatal-{os.getpid()}.txt"
            self._fatal = path.open("w", encoding="utf-8")
            faulthandler.enable(self._fatal)
        crashes = (self.write("told by the next start", each) for each in left)
        return tuple(replace(crash, earlier=True) for crash in crashes)

    def write(self, circumstance: str, story: str) -> Crash:
        """Keep the story of a defect in a file."""
        now = datetime.now(UTC)
        text = f"{self._about}\n{now:%Y-%m-%d %H:%M:%S} UTC, {circumstance}\n\n{story}\n"
        return Crash(redacted(text), self._file(now, redacted(text)))

    def _file(self, now: datetime, text: str) -> Path | None:
        if self._folder is None:
            return None
        self._written += 1
        path = self._folder / f"crash-{now:%Y%m%d-%H%M%S}-{os.getpid()}-{self._written}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            atomic_file.create(path, text.encode())
        except OSError:
            return None
        for old in sorted(self._folder.glob("crash-*.txt"))[:-_MOST_FILES]:
            with contextlib.suppress(OSError):
                old.unlink()
        return path

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


def _taken(path: Path) -> str:
    """Read a file and take it away; empty where nothing is in it, or it is somebody else's."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            text = file.read(_LONGEST)
        path.unlink()
    except OSError:
        return ""
    return text
