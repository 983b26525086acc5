"""The row of a key and its secret, kept in step whatever interrupts.

No interruption loses a key or leaves a secret behind unseen: the row is written before the secret
and goes after it, so a secret without a row does not exist, and what was interrupted shows by the
state of its row (`State`) and is finished at the next start.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

from iottly_keycheck.keys.description import numbered
from iottly_keycheck.keys.key_table import Entry, KeyTable, State
from iottly_keycheck.keys.model import KeyListError, Refusal, StoreSilentError
from iottly_keycheck.secret import Secret, SecretStore, StoreError, StoreFailure

_ADDING_AT_MOST = timedelta(hours=1)
"""A person may sit before the keyring's prompt; later than this nobody does."""


class Custody:
    """Takes secrets to the store and out of it, each with its row.

    Every call raises `StoreError` for the store, and `KeyListError` for the list.
    """

    def __init__(self, keys: KeyTable, store: SecretStore, now: Callable[[], datetime]) -> None:
        self._keys = keys
        self._store = store
        self._now = now

    def keep(self, entry: Entry, key: Secret) -> None:
        """Store the secret of a row that is being added, then show the row."""
        try:
            self._store.set(entry.secret_name, key)
        except StoreError as error:
            if self._withdraw(entry, error):
                raise
            return  # another program's `recover` has found the secret there, and shown the row
        try:
            self._keys.publish(entry, self._now())
        except KeyListError as error:
            if error.refusal is Refusal.DESCRIPTION_TAKEN:
                self._give_up(entry)
            raise

    def forget(self, entry: Entry) -> None:
        """Remove the secret of a row in state `REMOVING`, then the row."""
        self._store.delete(entry.secret_name)
        self._keys.drop(entry.id, State.REMOVING)

    def purge(self, deleted_until: datetime) -> None:
        """Remove the secrets of the keys that were deleted by then, and afterwards their rows."""
        for entry in self._keys.in_state(State.DELETED):
            # Marked first: from here on no undo can bring back a row without its secret.
            if entry.changed_at <= deleted_until:
                self._keys.change(
                    entry.id, State.DELETED, State.REMOVING, self._now(), since=deleted_until
                )
        for entry in self._keys.in_state(State.REMOVING):
            self.forget(entry)

    def finish_adding(self) -> None:
        """Show or drop the rows whose adding was interrupted."""
        for entry in self._keys.in_state(State.ADDING):
            self._finish(entry)

    def _withdraw(self, entry: Entry, error: StoreError) -> bool:
        """Take back a row whose secret could not be stored; `False` where it is shown by now."""
        if error.failure is not StoreFailure.ERROR:
            return self._keys.drop(entry.id, State.ADDING)  # nothing was written
        return self._give_up(entry, at_once=not isinstance(error, StoreSilentError))

    def _give_up(self, entry: Entry, *, at_once: bool = True) -> bool:
        """Remove an added row and what may be in the store of it, now or at the next purge."""
        marked = self._keys.change(entry.id, State.ADDING, State.REMOVING, self._now())
        if marked and at_once:
            # Where it fails the row stays, so that `purge` knows of the secret.
            with suppress(StoreError):
                self.forget(entry)
        return marked

    def _finish(self, entry: Entry) -> None:
        key = self._store.get(entry.secret_name)
        if key is None:
            # Younger, another program may be about to store it.
            self._keys.drop(entry.id, State.ADDING, self._now() - _ADDING_AT_MOST)
            return
        wanted = entry.row.description
        holder = self._keys.named(wanted)
        if holder is not None and self._store.get(holder.secret_name) == key:
            self._give_up(entry)  # it was added once more meanwhile
            return
        for number in count(2):
            try:
                self._keys.publish(entry, self._now())
                return
            except KeyListError as error:
                if error.refusal is not Refusal.DESCRIPTION_TAKEN:
                    raise
            entry = replace(entry, row=replace(entry.row, description=numbered(wanted, number)))
