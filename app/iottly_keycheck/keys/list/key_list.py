"""The key list: what can be done with the keys that the user has handed in."""

from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Concatenate, ParamSpec, TypeVar

from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.list.history import History
from iottly_keycheck.keys.list.key_table import KeyTable, State
from iottly_keycheck.keys.list.key_transactions import KeyTransactions
from iottly_keycheck.keys.model import (
    END_LENGTH,
    SHORTEST_WITH_ENDS,
    AddedKey,
    CheckRecord,
    KeyListError,
    KeyListErrorCode,
    KeyRow,
    ListProblem,
)
from iottly_keycheck.keys.rules.cleaning import looks_usual
from iottly_keycheck.keys.rules.description import (
    holds_key,
    looks_like_key,
    may_hold_key,
    normalize,
)
from iottly_keycheck.keys.rules.validation import validate_new_key
from iottly_keycheck.keys.stores.key_stores import KEYRING, KeyStores
from iottly_keycheck.secret import Secret, SecretStore, StoreError, StoreFailure

_log = logging.getLogger(__name__)

UNDO_SECONDS = 10
"""How long a deleted key can be had back."""
_UNDO = timedelta(seconds=UNDO_SECONDS)


Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _repairing(
    call: Callable[Concatenate[KeyList, Parameters], Result],
) -> Callable[Concatenate[KeyList, Parameters], Result]:
    """Make a call that meets a damaged list once more, after that was put right."""

    @functools.wraps(call)
    def mended(self: KeyList, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        try:
            return call(self, *args, **kwargs)
        except KeyListError as error:
            if error.code is not KeyListErrorCode.LIST_DAMAGED or not self._repair():
                raise
        return call(self, *args, **kwargs)

    return mended


class KeyList:
    """The keys that the user has handed in; safe to use from every thread.

    Calls that reach the secrets (`add`, `secret`, `remove`, `purge_deleted`, `finish_interrupted`,
    at times `rename`) block as `SecretStore` says and raise `StoreError`. Every call raises
    `KeyListError`. `stores` are those that it was made with; a single one is the keyring.

    A damaged list is set aside, and what can be read of it is saved; `problems` tells of that.
    """

    def __init__(
        self,
        database: Database,
        store: SecretStore | KeyStores,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.stores = store if isinstance(store, KeyStores) else KeyStores(store)
        self._database = database
        self._keys = KeyTable(database)
        self._history = History(database)
        self._transactions = KeyTransactions(self._keys, self.stores, now)
        self._now = now
        self._guard = threading.Lock()
        self.problems: tuple[ListProblem, ...] = ()

    @_repairing
    def rows(self) -> tuple[KeyRow, ...]:
        """Give the list in its order, each key with its newest check; reads no secret."""
        return self._keys.shown()

    @_repairing
    def find(self, description: str) -> KeyRow | None:
        """Give the key with that description, letter case and outer white space aside."""
        try:
            name = normalize(description)
        except KeyListError:
            return None  # no key can be called that
        entry = self._keys.named(name)
        return None if entry is None else entry.row

    @_repairing
    def add(self, description: str, pasted: str) -> AddedKey:
        """Clean a pasted key and keep it in the keyring; it was read back from there on return.

        Where there is no keyring, a window keeps it in memory for its session.

        Refused: what cannot be a description or a key, a description that is taken, holds the key
        or what looks like one, and a key that is in the list already, as far as that can be told.
        """
        name, key = validate_new_key(description, pasted)
        if holder := self._keys.named(name):
            raise KeyListError(
                KeyListErrorCode.DESCRIPTION_TAKEN, description=holder.row.description
            )
        self._refuse_known(key, _ends(key))
        usual = looks_usual(key)
        try:
            row = self._keep(name, key, KEYRING)
        except StoreError as error:
            # Nothing was written where there is no keyring.
            if error.failure is not StoreFailure.UNAVAILABLE or not self.stores.session_fallback:
                raise
            row = self._keep(name, key, self.stores.begin_session())
            return AddedKey(row, usual, failure=error)
        return AddedKey(row, usual, self.stores.configured_keyring)

    @_repairing
    def rename(self, key_id: int, description: str) -> KeyRow:
        """Give a key another description, refused as in `add`."""
        name = normalize(description)
        entry = self._keys.ready(key_id)
        if looks_like_key(name):
            raise KeyListError(KeyListErrorCode.DESCRIPTION_HOLDS_KEY)
        if may_hold_key(name, entry.row.ends):
            key = self._transactions.secret(entry)
            if key is not None and holds_key(name, key):
                raise KeyListError(KeyListErrorCode.DESCRIPTION_HOLDS_KEY)
        if not self._keys.rename(key_id, name):
            raise KeyListError(KeyListErrorCode.KEY_UNKNOWN)
        return self._keys.ready(key_id).row

    @_repairing
    def delete(self, *key_ids: int) -> None:
        """Take keys off the list; for `UNDO_SECONDS` their secrets stay for `undo_delete`.

        `KEY_UNKNOWN` where none of them was there.
        """
        if not self._keys.delete(key_ids, self._now()):
            raise KeyListError(KeyListErrorCode.KEY_UNKNOWN)

    @_repairing
    def undo_delete(self, *key_ids: int) -> tuple[KeyRow, ...]:
        """Put deleted keys back; refused as a whole where a description was taken meanwhile."""
        if not self._keys.restore(key_ids, self._now()):
            raise KeyListError(KeyListErrorCode.KEY_UNKNOWN)
        wanted = set(key_ids)
        return tuple(row for row in self.rows() if row.id in wanted)

    @_repairing
    def remove(self, key_id: int) -> None:
        """Delete a key and its secret at once, without a way back.

        Where the store fails the key is off the list, and `finish_interrupted` removes the secret.
        """
        entry = self._keys.ready(key_id)
        if not self._keys.change(key_id, State.READY, State.REMOVING, self._now()):
            raise KeyListError(KeyListErrorCode.KEY_UNKNOWN)
        self._transactions.forget(entry)

    @_repairing
    def purge_deleted(self) -> None:
        """Let the secrets of deleted keys leave the store, once their time for undo is over.

        What a store that fails has is left for the next time.
        """
        if failure := self._transactions.purge(self._now() - _UNDO):
            raise failure

    @_repairing
    def finish_interrupted(self) -> StoreError | None:
        """Finish what an earlier run was interrupted in; for the start of the program.

        Gives the failure of a store that left something for the next time. Does not disturb
        other programs that are in the middle of something on the same list.
        """
        failures = (
            self._transactions.finish_adding(),
            self._transactions.purge(self._now() - _UNDO),
        )
        self._transactions.drop_ended_sessions()
        return next(filter(None, failures), None)

    @_repairing
    def secret(self, key_id: int) -> Secret | None:
        """Read a key out of its store; `None` where the store has lost it."""
        return self._transactions.secret(self._keys.ready(key_id))

    @_repairing
    def record(self, key_id: int, found: CheckRecord) -> CheckRecord:
        """Keep what a check found. The key may be deleted, but not gone."""
        return self._history.record(key_id, found)

    @_repairing
    def history(
        self, key_id: int, limit: int, before: int | None = None
    ) -> tuple[CheckRecord, ...]:
        """Give the newest checks of a key, the newest first; `History` says what is kept.

        For a further page, `before` is the id of the last check of the one in hand.
        """
        return self._history.page(key_id, limit, before)

    @_repairing
    def report(self, check_id: int) -> str | None:
        """Give the report of a check, as it was recorded."""
        return self._history.report(check_id)

    def close(self) -> None:
        """Let go of the database, and forget the keys that were kept for this session only."""
        if self.stores.session.begun:
            with suppress(KeyListError):  # then it is done at the next start
                self._keys.drop_store(self.stores.session.label)
            self.stores.session.end()
        self._database.close()

    def _repair(self) -> bool:
        """Put a damaged list right; tell whether it is worth trying again."""
        from iottly_keycheck.keys.list import repair  # few lists are ever damaged

        with self._guard:
            try:
                problem = self._database.replaced(repair.repair)
            except OSError as error:
                _log.warning("The damaged list could not be put right: %s", error)
                return False
        if problem is not None:
            _log.info("damaged list: %d keys saved", problem.keys_saved)
            self.problems = (*self.problems, problem)
        return True

    def _keep(self, name: str, key: Secret, store: str) -> KeyRow:
        entry = self._keys.insert(name, _ends(key), store, self._now())
        self._transactions.keep(entry, key)
        return self._keys.ready(entry.id).row

    def _refuse_known(self, key: Secret, ends: tuple[str, str] | None) -> None:
        for entry in self._keys.with_ends(ends):
            if self.stores.is_elsewhere(entry.store):
                continue
            try:
                known = self._transactions.secret(entry)
            except StoreError as error:
                # Whoever has no keyring any more may keep the key once more, for the session.
                if error.failure is not StoreFailure.UNAVAILABLE:
                    raise
                continue
            if known == key:
                raise KeyListError(KeyListErrorCode.KEY_KNOWN, description=entry.row.description)


def _ends(key: Secret) -> tuple[str, str] | None:
    text = key.reveal()
    if len(text) < SHORTEST_WITH_ENDS:
        return None
    return text[:END_LENGTH], text[-END_LENGTH:]
