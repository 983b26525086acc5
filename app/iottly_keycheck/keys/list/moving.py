"""Secrets on their way from one store to another, kept in step with their rows whatever interrupts.

The row has a second place as long as a secret may be in two: noted before the copy is made, and
forgotten after the original is gone. The original goes when the copy was read back and the row
says that the copy is the secret. So an interrupted move is taken back before that, and finished
after it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from iottly_keycheck import file_lock
from iottly_keycheck.keys.list.key_table import KeyRecord, KeyTable, Move, Place
from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode, StoreSilentError
from iottly_keycheck.keys.stores.key_stores import KeyStores
from iottly_keycheck.secret import StoreError, StoreReason
from iottly_keycheck.settings import KeyStore

_PATIENCE_SECONDS = 5.0


def new_name() -> str:
    """Give a name for a secret that no other has."""
    return f"key:{uuid.uuid4().hex}"


class Moving:
    """Moves secrets. Every call raises `StoreError` for a store and `KeyListError` for the list.

    `lock` is the file that the program holds while it moves one, so that nobody takes back what
    goes on; `None` for a list of one program.
    """

    def __init__(self, keys: KeyTable, stores: KeyStores, lock: Path | None) -> None:
        self._keys = keys
        self._stores = stores
        self._lock = lock
        self._patience = _PATIENCE_SECONDS

    def move(self, key_id: int, store: KeyStore) -> None:
        """Move the secret of a shown row; one that its store has lost is left as it is."""
        target = self._stores.label(store)
        with self._alone():
            entry = self._keys.ready(key_id)
            if entry.move:
                self._finish(entry)
            if entry.place.store == target:
                return
            secret = self._stores.at(entry.place.store).get(entry.place.name)
            if secret is None:
                return
            other = Place(target, new_name())
            if not self._keys.begin_move(entry, other):
                raise KeyListError(KeyListErrorCode.KEY_UNKNOWN)
            copying = replace(entry, move=Move.COPYING, other=other)
            try:
                self._stores.at(target).set(other.name, secret)  # which reads it back
            except StoreError as error:
                # A silent store may still do it: then it is taken back at the next start.
                if not isinstance(error, StoreSilentError):
                    with suppress(StoreError):
                        self._finish(copying)
                raise
            self._keys.change_over(copying)
            self._finish(replace(entry, move=Move.CLEARING, place=other, other=entry.place))

    def finish(self, key_id: int) -> KeyRecord | None:
        """Finish or take back a move that was interrupted, and give the row as it is then.

        `LIST_BUSY` while another program is at it.
        """
        with self._alone():
            # Read in here: what was a copy before may be the secret by now.
            entry = self._keys.entry(key_id)
            if entry is not None and entry.move:
                self._finish(entry)
        return self._keys.entry(key_id)

    def _finish(self, entry: KeyRecord) -> None:
        if entry.other is not None:
            self._stores.at(entry.other.store).delete(entry.other.name)
            self._keys.end_move(entry)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if self._lock is None:
            yield
            return
        try:
            with file_lock.holding(self._lock, self._patience):
                yield
        except file_lock.Busy:
            raise KeyListError(
                KeyListErrorCode.LIST_BUSY, path=str(self._lock), detail="a key is being moved"
            ) from None
        except OSError as error:
            raise StoreError.because(
                StoreReason.FOLDER_NOT_WRITABLE, str(error), path=str(self._lock)
            ) from None
