"""The rows of the key list in the database, each with the state that its key is in.

Optimistic locking: every change states in its `WHERE` what it expects to find. Of two programs
only one makes the change, and the other one is told.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, StrEnum
from typing import Any

from iottly_keycheck.keys.list.columns import (
    check_record,
    ends_from_text,
    time_from_text,
    time_to_text,
)
from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode, KeyRow
from iottly_keycheck.keys.rules.description import case_fold, is_one
from iottly_keycheck.keys.stores.key_stores import is_for_session


class State(StrEnum):
    """Where a key is between being added and being gone."""

    ADDING = "adding"
    """The secret may be in the store, or not yet; not shown."""
    READY = "ready"
    """The secret is in the store; the only state that is shown and holds its name."""
    DELETED = "deleted"
    """Deleted, and can still be had back."""
    REMOVING = "removing"
    """The secret has to leave the store, then the row goes; there is no way back."""


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """One row with what is not shown of it; `changed_at` is when it came into its state.

    The secret is in the store that `KeyStores` knows by the label `store`, as `secret_name`.
    """

    row: KeyRow
    store: str
    secret_name: str
    state: State
    changed_at: datetime

    @property
    def id(self) -> int:
        return self.row.id


_SHOWN = """
    k.id, k.description, k.first, k.last, k.created_at, k.position, k.store,
    c.id, c.key_id, c.checked_at, c.cause, c.remark, c.http_status, c.elapsed_ms,
    c.route_fingerprint
"""
_NOT_SHOWN = "k.secret_name, k.state, k.changed_at"
_SELECT = """
    SELECT {columns}
    FROM keys AS k
    LEFT JOIN checks AS c ON c.id = (SELECT max(id) FROM checks WHERE key_id = k.id)
    WHERE {condition}
    ORDER BY k.position, k.id
"""


class _RowFilter(Enum):
    """Which rows a query is about: a condition for each, as SQLite uses no index for all in one."""

    IN_STATE = "k.state = :state"
    BY_ID = "k.id = :id"
    # The state in words, as the indices of the shown rows have it: by that SQLite knows them again.
    NAMED = "k.state = 'ready' AND k.folded = :folded"
    WITH_ENDS = "k.state = 'ready' AND k.first IS :first AND k.last IS :last"


class KeyTable:
    """The rows, each call one transaction. Every call raises `KeyListError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def shown(self) -> tuple[KeyRow, ...]:
        """Give the rows that are shown, in the list's order, by one query."""
        columns = self._read(_SHOWN, _RowFilter.IN_STATE, state=State.READY)
        with self._undamaged():
            return tuple(map(_row, columns))

    def in_state(self, state: State) -> tuple[KeyRecord, ...]:
        """Give the rows in that state, in the list's order, by one query."""
        return self._select(_RowFilter.IN_STATE, state=state)

    def ready(self, key_id: int) -> KeyRecord:
        """Give a row that is shown; `KEY_UNKNOWN` where there is none."""
        entry = self.entry(key_id)
        if entry is not None and entry.state is State.READY:
            return entry
        raise KeyListError(KeyListErrorCode.KEY_UNKNOWN)

    def entry(self, key_id: int) -> KeyRecord | None:
        """Give a row in whatever state."""
        return next(iter(self._select(_RowFilter.BY_ID, id=key_id)), None)

    def named(self, description: str) -> KeyRecord | None:
        """Give the row that is shown under that description, letter case aside."""
        return next(iter(self._select(_RowFilter.NAMED, folded=case_fold(description))), None)

    def with_ends(self, ends: tuple[str, str] | None) -> tuple[KeyRecord, ...]:
        """Give the rows that are shown whose keys have these ends, in the list's order."""
        first, last = ends or (None, None)
        return self._select(_RowFilter.WITH_ENDS, first=first, last=last)

    def insert(
        self, description: str, ends: tuple[str, str] | None, store: str, at: datetime
    ) -> KeyRecord:
        """Write a new row behind the others, in state `ADDING`, for a secret in that store."""
        secret_name = f"key:{uuid.uuid4().hex}"
        with self._database.writing() as connection:
            (position,) = connection.execute(
                "SELECT coalesce(max(position) + 1, 0) FROM keys"
            ).fetchone()
            row = KeyRow(0, description, ends, at, position, session_only=is_for_session(store))
            entry = KeyRecord(row, store, secret_name, State.ADDING, at)
            id_ = insert_record(connection, entry, id_=None)
        return replace(entry, row=replace(row, id=id_))

    def publish(self, entry: KeyRecord, at: datetime) -> None:
        """Show a row that was being added, under the description that the entry has now.

        Nothing changes where another program has shown it already; a row that another program
        has given up is written again, for its secret is there. `DESCRIPTION_TAKEN` where the
        name is not free any more.
        """
        description = entry.row.description
        with self._holding_name(description), self._database.writing() as connection:
            connection.execute(
                """
                UPDATE keys SET state = 'ready', changed_at = ?, description = ?, folded = ?
                WHERE id = ? AND state = 'adding'
                """,
                (time_to_text(at), description, case_fold(description), entry.id),
            )
            if (
                connection.execute("SELECT 1 FROM keys WHERE id = ?", (entry.id,)).fetchone()
                is None
            ):
                shown = replace(entry, state=State.READY, changed_at=at)
                insert_record(connection, shown, id_=entry.id)

    def rename(self, key_id: int, description: str) -> bool:
        """Give a shown row another description; `False` where it is not there (any more)."""
        with self._holding_name(description), self._database.writing() as connection:
            cursor = connection.execute(
                "UPDATE keys SET description = ?, folded = ? WHERE id = ? AND state = 'ready'",
                (description, case_fold(description), key_id),
            )
        return cursor.rowcount == 1

    def delete(self, key_ids: Sequence[int], at: datetime) -> int:
        """Take shown rows off the list, all in one go; give how many there were."""
        return self._change_all(key_ids, State.READY, State.DELETED, at)

    def restore(self, key_ids: Sequence[int], at: datetime) -> int:
        """Show deleted rows again, all of them or none; give how many there were."""
        try:
            return self._change_all(key_ids, State.DELETED, State.READY, at)
        except sqlite3.IntegrityError:
            entries = [entry for entry in map(self.entry, key_ids) if entry is not None]
            for entry in entries:
                if entry.state is State.DELETED and (holder := self.named(entry.row.description)):
                    taken = holder.row.description
                    raise KeyListError(
                        KeyListErrorCode.DESCRIPTION_TAKEN, description=taken
                    ) from None
            raise

    def _change_all(self, key_ids: Sequence[int], before: State, after: State, at: datetime) -> int:
        with self._database.writing() as connection:
            cursor = connection.executemany(
                "UPDATE keys SET state = ?, changed_at = ? WHERE id = ? AND state = ?",
                [(after, time_to_text(at), key_id, before) for key_id in key_ids],
            )
        return cursor.rowcount

    def change(
        self, key_id: int, before: State, after: State, at: datetime, since: datetime | None = None
    ) -> bool:
        """Take a row from one state to another, if it is in it (since then or longer)."""
        with self._database.writing() as connection:
            cursor = connection.execute(
                """
                UPDATE keys SET state = ?, changed_at = ?
                WHERE id = ? AND state = ? AND changed_at <= ?
                """,
                (after, time_to_text(at), key_id, before, _latest(since)),
            )
        return cursor.rowcount == 1

    def drop(self, key_id: int, state: State, since: datetime | None = None) -> bool:
        """Forget a row and its history, if it is in that state (since then or longer)."""
        with self._database.writing() as connection:
            cursor = connection.execute(
                "DELETE FROM keys WHERE id = ? AND state = ? AND changed_at <= ?",
                (key_id, state, _latest(since)),
            )
        return cursor.rowcount == 1

    def stores(self) -> frozenset[str]:
        """Give the labels of the stores in which secrets are."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT DISTINCT store FROM keys").fetchall()
        return frozenset(str(store) for (store,) in rows)

    def drop_store(self, store: str) -> None:
        """Forget the rows whose secrets went with their store."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM keys WHERE store = ?", (store,))

    def _select(self, wanted: _RowFilter, **values: str | int | None) -> tuple[KeyRecord, ...]:
        columns = self._read(f"{_SHOWN}, {_NOT_SHOWN}", wanted, **values)
        with self._undamaged():
            return tuple(map(_entry, columns))

    def _read(
        self, columns: str, wanted: _RowFilter, **values: str | int | None
    ) -> list[tuple[Any, ...]]:
        query = _SELECT.format(columns=columns, condition=wanted.value)
        with self._database.reading() as connection:
            return connection.execute(query, values).fetchall()

    @contextmanager
    def _undamaged(self) -> Iterator[None]:
        """Call the list damaged where a column holds what is not written there."""
        try:
            yield
        except (TypeError, ValueError) as error:
            raise self._database.damaged(str(error)) from error

    @contextmanager
    def _holding_name(self, description: str) -> Iterator[None]:
        """Say who has the name where the change inside meets the index of names."""
        try:
            yield
        except sqlite3.IntegrityError:
            holder = self.named(description)
            taken = holder.row.description if holder else description
            raise KeyListError(KeyListErrorCode.DESCRIPTION_TAKEN, description=taken) from None


def _row(columns: tuple[Any, ...]) -> KeyRow:
    """Make a row of the columns that are `_SHOWN`."""
    id_, description, first, last, created_at, position, store, *check = columns
    if not is_one(description) or not isinstance(position, int):
        raise ValueError("a description or position that was not written here")
    return KeyRow(
        id=id_,
        description=description,
        ends=ends_from_text(first, last),
        created_at=time_from_text(created_at),
        position=position,
        last=None if check[0] is None else check_record(*check),
        session_only=is_for_session(store),
    )


def _entry(columns: tuple[Any, ...]) -> KeyRecord:
    """Make an entry of the columns that are `_SHOWN`, and those that are `_NOT_SHOWN`."""
    *shown, secret_name, state, changed_at = columns
    if not isinstance(secret_name, str):
        raise TypeError("a secret's name that was not written here")
    return KeyRecord(
        _row(tuple(shown)), str(shown[6]), secret_name, State(state), time_from_text(changed_at)
    )


def insert_record(connection: sqlite3.Connection, entry: KeyRecord, *, id_: int | None) -> int:
    """Write an entry under that id, or under a new one, and give the id."""
    row = entry.row
    first, last = row.ends or (None, None)
    cursor = connection.execute(
        """
        INSERT INTO keys (id, description, folded, first, last, store, secret_name, created_at,
                          position, state, changed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            id_,
            row.description,
            case_fold(row.description),
            first,
            last,
            entry.store,
            entry.secret_name,
            time_to_text(row.created_at),
            row.position,
            entry.state,
            time_to_text(entry.changed_at),
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _latest(since: datetime | None) -> str:
    # "~" is behind every moment in text order.
    return "~" if since is None else time_to_text(since)
