"""The row of a key and its secret, kept in step whatever interrupts.

No interruption loses a key or leaves a secret behind unseen: the row is written before the secret
and goes after it, so a secret without a row does not exist, and what was interrupted shows by the
state of its row (`State`) and is finished at the next start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

from iottly_keycheck.keys.list.key_table import KeyRecord, KeyTable, State
from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode, StoreSilentError
from iottly_keycheck.keys.rules.description import numbered
from iottly_keycheck.keys.stores.key_stores import KeyStores
from iottly_keycheck.secret import Secret, StoreError, StoreFailure, StoreReason

_ADDING_AT_MOST = timedelta(hours=1)
"""A person may sit before the keyring's prompt; later than this nobody does."""


class KeyTransactions:
    """Takes secrets to their stores and out of them, each with its row.

    Every call raises `StoreError` for a store, and `KeyListError` for the list. What is done for
    many keys goes on with other stores where one fails, and gives the first failure: nobody is
    asked to unlock once for every key.
    """

    def __init__(self, keys: KeyTable, stores: KeyStores, now: Callable[[], datetime]) -> None:
        self._keys = keys
        self._stores = stores
        self._now = now

    def keep(self, entry: KeyRecord, key: Secret) -> None:
        """Store the secret of a row that is being added, then show the row."""
        try:
            self._stores.at(entry.store).set(entry.secret_name, key)
        except StoreError as error:
            if self._withdraw(entry, error):
                raise
            return  # another program's `finish_interrupted` has found the secret and shown the row
        try:
            self._keys.publish(entry, self._now())
        except KeyListError as error:
            if error.code is KeyListErrorCode.DESCRIPTION_TAKEN:
                self._give_up(entry)
            raise

    def secret(self, entry: KeyRecord) -> Secret | None:
        """Read the secret of a row; `None` where the store has lost it."""
        return self._stores.at(entry.store).get(entry.secret_name)

    def forget(self, entry: KeyRecord) -> None:
        """Remove the secret of a row in state `REMOVING`, then the row."""
        self._stores.at(entry.store).delete(entry.secret_name)
        self._keys.drop(entry.id, State.REMOVING)

    def purge(self, deleted_until: datetime) -> StoreError | None:
        """Remove the secrets of the keys that were deleted by then, and afterwards their rows."""
        for entry in self._keys.in_state(State.DELETED):
            # Marked first: from here on no undo can bring back a row without its secret.
            if entry.changed_at <= deleted_until:
                self._keys.change(
                    entry.id, State.DELETED, State.REMOVING, self._now(), since=deleted_until
                )
        return self._for_each(self._keys.in_state(State.REMOVING), self.forget)

    def finish_adding(self) -> StoreError | None:
        """Show or drop the rows whose adding was interrupted."""
        return self._for_each(self._keys.in_state(State.ADDING), self._finish)

    def drop_ended_sessions(self) -> None:
        """Drop the rows whose secrets went with the memory of a program that has ended."""
        for store in self._stores.ended(self._keys.stores()):
            self._keys.drop_store(store)

    def _for_each(
        self, entries: Iterable[KeyRecord], action: Callable[[KeyRecord], object]
    ) -> StoreError | None:
        failures: dict[str, StoreError] = {}
        for entry in entries:
            if entry.store in failures:
                continue
            try:
                action(entry)
            except StoreError as error:
                # What another program has in memory is for that program to forget.
                if error.reason is not StoreReason.OTHER_SESSION:
                    failures[entry.store] = error
        return next(iter(failures.values()), None)

    def _withdraw(self, entry: KeyRecord, error: StoreError) -> bool:
        """Take back a row whose secret could not be stored; `False` where it is shown by now."""
        if error.failure is not StoreFailure.ERROR:
            return self._keys.drop(entry.id, State.ADDING)  # nothing was written
        return self._give_up(entry, at_once=not isinstance(error, StoreSilentError))

    def _give_up(self, entry: KeyRecord, *, at_once: bool = True) -> bool:
        """Remove an added row and what may be in the store of it, now or at the next purge."""
        marked = self._keys.change(entry.id, State.ADDING, State.REMOVING, self._now())
        if marked and at_once:
            # Where it fails the row stays, so that `purge` knows of the secret.
            with suppress(StoreError):
                self.forget(entry)
        return marked

    def _finish(self, entry: KeyRecord) -> None:
        key = self.secret(entry)
        if key is None:
            # Younger, another program may be about to store it.
            self._keys.drop(entry.id, State.ADDING, self._now() - _ADDING_AT_MOST)
            return
        wanted = entry.row.description
        holder = self._keys.named(wanted)
        if holder is not None and self.secret(holder) == key:
            self._give_up(entry)  # it was added once more meanwhile
            return
        for number in count(2):
            try:
                self._keys.publish(entry, self._now())
                return
            except KeyListError as error:
                if error.code is not KeyListErrorCode.DESCRIPTION_TAKEN:
                    raise
            entry = replace(entry, row=replace(entry.row, description=numbered(wanted, number)))
