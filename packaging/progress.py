"""One line that says how far something is: rewritten on a terminal, told now and then elsewhere."""

import shutil
import sys
import time
from typing import TextIO

_SECONDS_BETWEEN_LINES = 10


class Progress:
    """Shows one state after the other; in a `with` statement, the last one goes at its end."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._rewrites = self._stream.isatty()
        self._told = 0.0
        self._shown = False

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown and self._rewrites:
            self._write("\r\x1b[K")

    def show(self, state: str) -> None:
        """Show a state in place of the last one; into a file or pipe one every ten seconds."""
        if self._rewrites:
            width = shutil.get_terminal_size().columns - 1
            self._write(f"\r\x1b[K  {state}"[: width + 4])
        elif time.monotonic() - self._told >= _SECONDS_BETWEEN_LINES:
            self._told = time.monotonic()
            self._write(f"  {state}\n")
        self._shown = True

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
