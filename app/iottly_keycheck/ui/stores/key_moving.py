"""Keys on their way from one place to another, one after the other, off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from iottly_keycheck.deadline import Cancelled
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import KeyRow
from iottly_keycheck.secret import SecretStore, StoreError, StoreReason
from iottly_keycheck.settings import KeyStore
from iottly_keycheck.ui.keyring.store_access import StoreAccess


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of a move: how many keys arrived, and how many stay without having failed.

    `failures` has a description with each error, an empty one for the proxy's password.
    """

    store: KeyStore
    done: int
    failures: tuple[tuple[str, BaseException], ...]
    left: int


class KeyMoving(QObject):
    """Moves keys one at a time: whatever stops it, each is whole in one place or the other.

    Signals:
        progressed(object, int, int): to which `KeyStore`, and so many keys of so many are done.
        ended(object): a `Moved`.
    """

    progressed = Signal(object, int, int)
    ended = Signal(object)

    def __init__(
        self,
        keys: KeyList,
        passwords: SecretStore,
        access: StoreAccess,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._passwords = passwords
        self._access = access
        self._store = KeyStore.KEYRING
        self._rows: list[KeyRow] = []
        self._tried = 0
        self._done = 0
        self._total = 0
        self._failures: list[tuple[str, BaseException]] = []
        self._failed_stores: set[KeyStore] = set()
        self._password: str | None = None
        self.under_way = False

    def move(self, rows: Sequence[KeyRow], store: KeyStore, password: str | None = None) -> None:
        """Move these keys there, and the password of that name to the place for new ones.

        One move at a time: nothing is begun while one is under way.
        """
        if self.under_way:
            return
        self.under_way = True
        self._store, self._rows, self._password = store, list(rows), password
        self._tried = self._done = 0
        self._total = len(rows)
        self._failures.clear()
        self._failed_stores.clear()
        self._go_on()

    def stop(self) -> None:
        """Leave the rest where it is; a key that is under way arrives."""
        self._rows = self._rows[: self._tried]
        self._password = None

    def _go_on(self) -> None:
        # Nobody is asked to unlock a store once for every key in it.
        while self._tried < len(self._rows) and self._next.store in self._failed_stores:
            self._tried += 1
        self.progressed.emit(self._store, self._tried, self._total)
        if self._tried < len(self._rows):
            row = self._next
            move = partial(self._keys.set_store, row.id, self._store)
            self._access.run(move, self._arrived, partial(self._stayed, row))
        elif self._password is not None and not self._failures:
            name, self._password = self._password, None
            move_password = partial(_move_password, self._passwords, name)
            self._access.run(move_password, self._end, self._password_stayed)
        else:
            self._end()

    @property
    def _next(self) -> KeyRow:
        return self._rows[self._tried]

    def _arrived(self, row: KeyRow) -> None:
        self._tried += 1
        self._done += row.store is self._store  # a key that its store has lost stays as it is
        self._go_on()

    def _stayed(self, row: KeyRow, error: BaseException) -> None:
        self._tried += 1
        if isinstance(error, Cancelled):
            self.stop()
        else:
            self._failures.append((row.description, error))
            # What another program has in its memory says nothing of the other keys.
            if isinstance(error, StoreError) and error.reason is not StoreReason.OTHER_SESSION:
                self._failed_stores.add(row.store)
        self._go_on()

    def _password_stayed(self, error: BaseException) -> None:
        if not isinstance(error, Cancelled):
            self._failures.append(("", error))
        self._end()

    def _end(self, _result: object = None) -> None:
        self.under_way = False
        left = self._total - self._done - sum(bool(name) for name, _ in self._failures)
        self.ended.emit(Moved(self._store, self._done, tuple(self._failures), left))


def _move_password(passwords: SecretStore, name: str) -> None:
    """Set it anew, which takes it out of the other places."""
    password = passwords.get(name)
    if password is not None:
        passwords.set(name, password)
