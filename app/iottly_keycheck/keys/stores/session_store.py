"""Secrets for this session only: in the memory of the program, and gone when it ends."""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from iottly_keycheck.keys.stores.memory_store import MemoryStore

if TYPE_CHECKING:
    from filelock import BaseFileLock

_BEGINNING = "session:"


class SessionStore(MemoryStore):
    """A `SecretStore` for as long as the program runs; `label` tells its session from others.

    Rows in the list tell of its secrets, and other programs see them: a lock on a file in
    `folder`, which the system lets go of at the latest when the program ends, tells them that
    the session goes on. Without a folder there are no other programs.
    """

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        self.label = f"{_BEGINNING}{os.urandom(16).hex()}"
        self._folder = folder
        self._guard = threading.Lock()
        self._lock: BaseFileLock | None = None

    def begin(self) -> None:
        """Let other programs know that the session goes on. Raises `OSError`."""
        with self._guard:
            if self._folder is not None and self._lock is None:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                lock = _lock(self._folder, self.label)
                lock.acquire()
                self._lock = lock

    @property
    def begun(self) -> bool:
        """Whether there may be rows that tell of its secrets."""
        return self._lock is not None

    def end(self) -> None:
        """Let other programs know that the session is over."""
        with self._guard:
            if self._lock is not None and self._folder is not None:
                self._lock.release()
                self._lock = None
                _clear(self._folder, self.label)

    def has_ended(self, label: str) -> bool:
        """Tell whether the session of that label is over, and its secrets are gone."""
        if label == self.label or self._folder is None:
            return False
        if not _lock_file(self._folder, label).exists():
            return True
        try:
            _lock(self._folder, label).acquire().lock.release()
        except TimeoutError:
            return False
        except OSError:
            return True
        _clear(self._folder, label)
        return True


def is_session(label: str) -> bool:
    """Tell whether a store's label is that of a session."""
    return label.startswith(_BEGINNING)


def _lock_file(folder: Path, label: str) -> Path:
    # The label comes out of the list: no part of it may lead elsewhere.
    digits = "".join(filter(str.isalnum, label.removeprefix(_BEGINNING)))
    return folder / f"session-{digits}.lock"


def _lock(folder: Path, label: str) -> BaseFileLock:
    from filelock import FileLock  # few computers have no keyring

    # Where another program has it nobody waits. One thread may take it and another let it go.
    return FileLock(_lock_file(folder, label), timeout=0, mode=0o600, thread_local=False)


def _clear(folder: Path, label: str) -> None:
    with contextlib.suppress(OSError):
        _lock_file(folder, label).unlink()
