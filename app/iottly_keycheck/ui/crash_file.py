"""Files that tell support of a defect: where in the code it came up, and nothing of what it said.

The texts of exceptions may hold keys, so that none of them is written (see `logbook.story`).
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from iottly_keycheck.keys import safe_file
from iottly_keycheck.logbook import redacted

_NAME = "crash-{when:%Y%m%d-%H%M%S}-{process}-{number}.txt"
_MOST_FILES = 10
"""Older ones go when a new one is written."""


@dataclass(frozen=True, slots=True)
class Crash:
    """A defect that came up: its text for support, and the file that has it, if there is one."""

    text: str
    path: Path | None


class CrashFiles:
    """Writes crash files into a folder; `about` is the line that says what program this is.

    Without a folder, or where it cannot be written to, the text is all there is.
    """

    def __init__(self, folder: Path | None, about: str) -> None:
        self._folder = folder
        self._about = about
        self._written = 0

    def write(self, story: str, thread: str) -> Crash:
        """Keep the story of a defect that came up on a thread."""
        now = datetime.now(UTC)
        text = redacted(f"{self._about}\n{now:%Y-%m-%d %H:%M:%S} UTC, thread {thread}\n\n{story}\n")
        return Crash(text, self._file(now, text))

    def _file(self, now: datetime, text: str) -> Path | None:
        if self._folder is None:
            return None
        self._written += 1
        name = _NAME.format(when=now, process=os.getpid(), number=self._written)
        path = self._folder / name
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            safe_file.create(path, text.encode())
        except OSError:
            return None
        self._tidy(self._folder)
        return path

    def _tidy(self, folder: Path) -> None:
        for path in sorted(folder.glob("crash-*.txt"))[:-_MOST_FILES]:
            with contextlib.suppress(OSError):
                path.unlink()
