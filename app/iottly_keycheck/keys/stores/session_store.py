"""Secrets for this session only: in the memory of the program, and gone when it ends."""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path

from iottly_keycheck import file_lock
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.settings import KeyStore

_BEGINNING = f"{KeyStore.SESSION}:"


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
        self._lock: int | None = None

    def begin(self) -> None:
        """Let other programs know that the session goes on. Raises `OSError`."""
        with self._guard:
            if self._folder is not None and self._lock is None:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._lock = file_lock.take(_lock_file(self._folder, self.label))

    @property
    def begun(self) -> bool:
        """Whether there may be rows that tell of its secrets."""
        return self._lock is not None

    def end(self) -> None:
        """Let other programs know that the session is over."""
        with self._guard:
            if self._lock is not None and self._folder is not None:
                file_lock.release(self._lock)
                self._lock = None
                _clear(self._folder, self.label)

    def has_ended(self, label: str) -> bool:
        """Tell whether the session of that label is over, and its secrets are gone."""
        if label == self.label or self._folder is None:
            return False
        path = _lock_file(self._folder, label)
        if not path.exists():
            return True
        try:
            file_lock.release(file_lock.take(path))
        except file_lock.Busy:
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


def _clear(folder: Path, label: str) -> None:
    with contextlib.suppress(OSError):
        _lock_file(folder, label).unlink()
