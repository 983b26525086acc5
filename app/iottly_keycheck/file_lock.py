"""A lock between programs: a file that one of them holds, and that lets go when it ends."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Busy(Exception):
    """Another program holds the lock."""


def take(path: Path) -> int:
    """Take the lock and give what holds it, for `release`; the end of the process releases, too.

    Raises `Busy` at once where another has it, also another part of this process; `OSError` where
    there can be no such file.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor)
    except OSError:
        os.close(descriptor)
        raise Busy from None
    return descriptor


def release(descriptor: int) -> None:
    """Let go of the lock."""
    os.close(descriptor)


@contextmanager
def holding(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock inside the block; `Busy` where it is not to be had in so many seconds."""
    end = time.monotonic() + patience
    tick = threading.Event()
    while True:
        try:
            descriptor = take(path)
            break
        except Busy:
            if time.monotonic() >= end:
                raise
            # Neither system can wait for a lock with a limit of time.
            tick.wait(0.01)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            release(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        # Of the open file, not of the process: two parts of one program exclude each other.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
