"""Files that tell support of a defect: where in the code it came up, and nothing of what it said.

The texts of exceptions may hold keys, so that none of them is written (see `logbook.story`).
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from iottly_keycheck import atomic_file
from iottly_keycheck.logbook import redacted

_NAME = "crash-{when:%Y%m%d-%H%M%S}-{process}-{number}.txt"
_MOST_FILES = 10
"""Older ones go when a new one is written."""


@dataclass(frozen=True, slots=True)
class Crash:
    """A defect that came up: its text for support, and the file that has it, if there is one.

    `earlier` tells that it has ended an earlier run of the program.
    """

    text: str
    path: Path | None
    earlier: bool = False


class CrashFiles:
    """Writes crash files into a folder; `about` is the line that says what program this is.

    Without a folder, or where it cannot be written to, the text is all there is.
    """

    def __init__(self, folder: Path | None, about: str) -> None:
        self.folder = folder
        self._about = about
        self._written = 0

    def write(self, story: str, thread: str) -> Crash:
        """Keep the story of a defect that came up on a thread."""
        return self._write(f"thread {thread}", story)

    def write_earlier(self, story: str) -> Crash:
        """Keep what has ended an earlier run, which could not write it in this form."""
        return replace(self._write("told by the next start", story), earlier=True)

    def _write(self, circumstance: str, story: str) -> Crash:
        now = datetime.now(UTC)
        text = f"{self._about}\n{now:%Y-%m-%d %H:%M:%S} UTC, {circumstance}\n\n{story}\n"
        return Crash(redacted(text), self._file(now, redacted(text)))

    def _file(self, now: datetime, text: str) -> Path | None:
        if self.folder is None:
            return None
        self._written += 1
        name = _NAME.format(when=now, process=os.getpid(), number=self._written)
        path = self.folder / name
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            atomic_file.create(path, text.encode())
        except OSError:
            return None
        self._tidy(self.folder)
        return path

    def _tidy(self, folder: Path) -> None:
        for path in sorted(folder.glob("crash-*.txt"))[:-_MOST_FILES]:
            with contextlib.suppress(OSError):
                path.unlink()
