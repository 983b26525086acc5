"""What the system ends a program for (a fault in compiled code), told by the next start."""

from __future__ import annotations

import faulthandler
import os
from contextlib import suppress
from pathlib import Path
from typing import TextIO

_NAME = "fatal-{process}.txt"
_LONGEST = 100_000
"""Characters: some hundreds of threads."""


class FatalErrors:
    """Has Python write where in the code it was; nothing but file names, lines and functions.

    The file is there as long as the program runs, and stays only where that could not end it.
    Without a folder, or where it cannot be written to, there is none.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._file: TextIO | None = None

    def begin(self) -> tuple[str, ...]:
        """Begin to watch; give what earlier runs have left behind, which is forgotten by that."""
        if self._folder is None:
            return ()
        left = tuple(filter(None, map(_taken, self._folder.glob(_NAME.format(process="*")))))
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path = self._folder / _NAME.format(process=os.getpid())
            self._file = path.open("w", encoding="utf-8")
            faulthandler.enable(self._file)
        return left

    def end(self) -> None:
        """Stop watching: the program has come to its own end."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            with suppress(OSError):
                Path(self._file.name).unlink()


def _taken(path: Path) -> str:
    """Read a file and take it away; empty where nothing is in it, or it is somebody else's."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            text = file.read(_LONGEST)
        path.unlink()
    except OSError:
        return ""
    return text
