"""Writing a file so that it is there whole or not at all, and as a rule nobody else's to read."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

_UNFINISHED = ".new-"
_OURS_ALONE = 0o600


def replace(path: Path, data: bytes, *, mode: int = _OURS_ALONE) -> None:
    """Put a file in the place of that name, and see it on the disk. Raises `OSError`."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = _written_beside(path, data, mode)
    try:
        temporary.replace(path)
    except OSError:
        _discard(temporary)
        raise
    _sync_folder(path.parent)


def create(path: Path, data: bytes) -> None:
    """Make a file that is not there yet. Raises `FileExistsError`, or another `OSError`."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, _OURS_ALONE)
    try:
        _write(descriptor, data)
    except OSError:
        _discard(path)
        raise
    _sync_folder(path.parent)


def _written_beside(path: Path, data: bytes, mode: int) -> Path:
    import tempfile  # with OpenSSL (by `random`), which is 3.5 MB that a start has no use for

    # A temporary file is made with mode 0600 (tempfile, "mkstemp").
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}{_UNFINISHED}")
    try:
        _write(descriptor, data, mode)
    except OSError:
        _discard(Path(name))
        raise
    return Path(name)


def _write(descriptor: int, data: bytes, mode: int = _OURS_ALONE) -> None:
    with os.fdopen(descriptor, "wb") as file:
        if mode != _OURS_ALONE and sys.platform != "win32":
            os.fchmod(descriptor, mode)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _discard(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _sync_folder(folder: Path) -> None:
    """Have the name itself on the disk; some file systems, and Windows, know no such thing."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


_BINARY = getattr(os, "O_BINARY", 0)
