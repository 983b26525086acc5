"""The rows of the key list in the database, each with the state that its key is in.

Every change names in its `WHERE` what it expects to find, so that of two programs only one makes
it, and the other learns so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from iottly_keycheck.keys.columns import check_entry, time_from_text, time_to_text
from iottly_keycheck.keys.database import Database
from iottly_keycheck.keys.description import fold
from iottly_keycheck.keys.model import KeyListError, KeyRow, Refusal


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
class Entry:
    """One row with what is not shown of it; `changed_at` is when it came into its state."""

    row: KeyRow
    secret_name: str
    state: State
    changed_at: datetime

    @property
    def id(self) -> int:
        return self.row.id


_SELECT = """
    SELECT k.id, k.description, k.first, k.last, k.created_at, k.position,
           k.secret_name, k.state, k.changed_at,
           c.id, c.key_id, c.checked_at, c.cause, c.remark, c.http_status, c.elapsed_ms, c.path_id
    FROM keys AS k
    LEFT JOIN checks AS c ON c.id = (SELECT max(id) FROM checks WHERE key_id = k.id)
    WHERE (:id IS NULL OR k.id = :id)
      AND (:state IS NULL OR k.state = :state)
      AND (:folded IS NULL OR k.folded = :folded)
    ORDER BY k.position, k.id
"""


class KeyTable:
    """The rows, each call one transaction. Every call raises `KeyListError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def in_state(self, state: State) -> tuple[Entry, ...]:
        """Give the rows in that state, in the list's order, by one query."""
        return self._select(state=state)

    def ready(self, key_id: int) -> Entry:
        """Give a row that is shown; `KEY_UNKNOWN` where there is none."""
        for entry in self._select(key_id=key_id, state=State.READY):
            return entry
        raise KeyListError(Refusal.KEY_UNKNOWN)

    def named(self, description: str) -> Entry | None:
        """Give the row that is shown under that description, letter case aside."""
        for entry in self._select(folded=fold(description), state=State.READY):
            return entry
        return None

    def insert(
        self, description: str, ends: tuple[str, str] | None, secret_name: str, at: datetime
    ) -> Entry:
        """Write a new row behind the others, in state `ADDING`."""
        with self._database.writing() as connection:
            (position,) = connection.execute(
                "SELECT coalesce(max(position) + 1, 0) FROM keys"
            ).fetchone()
            row = KeyRow(0, description, ends, created_at=at, position=position)
            id_ = _insert(connection, Entry(row, secret_name, State.ADDING, at), id_=None)
        return Entry(replace(row, id=id_), secret_name, State.ADDING, at)

    def publish(self, entry: Entry, at: datetime) -> None:
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
                (time_to_text(at), description, fold(description), entry.id),
            )
            if (
                connection.execute("SELECT 1 FROM keys WHERE id = ?", (entry.id,)).fetchone()
                is None
            ):
                shown = replace(entry, state=State.READY, changed_at=at)
                _insert(connection, shown, id_=entry.id)

    def rename(self, key_id: int, description: str) -> bool:
        """Give a shown row another description; `False` where it is not there (any more)."""
        with self._holding_name(description), self._database.writing() as connection:
            cursor = connection.execute(
                "UPDATE keys SET description = ?, folded = ? WHERE id = ? AND state = 'ready'",
                (description, fold(description), key_id),
            )
        return cursor.rowcount == 1

    def restore(self, key_id: int, at: datetime) -> bool:
        """Show a deleted row again; `False` where it is not there (any more)."""
        for entry in self._select(key_id=key_id, state=State.DELETED):
            with self._holding_name(entry.row.description):
                return self.change(key_id, State.DELETED, State.READY, at)
        return False

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

    def move(self, key_id: int, position: int) -> bool:
        """Put a shown row at that place among the shown ones, counted from 0."""
        with self._database.writing() as connection:
            rows = connection.execute(
                "SELECT id FROM keys WHERE state = 'ready' ORDER BY position, id"
            ).fetchall()
            ids = [id_ for (id_,) in rows]
            if key_id not in ids:
                return False
            ids.remove(key_id)
            ids.insert(position, key_id)
            connection.executemany(
                "UPDATE keys SET position = ? WHERE id = ?", list(enumerate(ids))
            )
        return True

    def _select(
        self, *, key_id: int | None = None, state: State | None = None, folded: str | None = None
    ) -> tuple[Entry, ...]:
        with self._database.reading() as connection:
            rows = connection.execute(
                _SELECT, {"id": key_id, "state": state, "folded": folded}
            ).fetchall()
        try:
            return tuple(_entry(row) for row in rows)
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
            raise KeyListError(Refusal.DESCRIPTION_TAKEN, description=taken) from None


def _entry(columns: tuple[Any, ...]) -> Entry:
    """Make an entry of the columns of `_SELECT`."""
    key, check = columns[:9], columns[9:]
    id_, description, first, last, created_at, position, secret_name, state, changed_at = key
    row = KeyRow(
        id=id_,
        description=description,
        ends=None if first is None or last is None else (first, last),
        created_at=time_from_text(created_at),
        position=position,
        last=None if check[0] is None else check_entry(*check),
    )
    return Entry(row, secret_name, State(state), time_from_text(changed_at))


def _insert(connection: sqlite3.Connection, entry: Entry, *, id_: int | None) -> int:
    """Write an entry under that id, or under a new one, and give the id."""
    row = entry.row
    first, last = row.ends or (None, None)
    cursor = connection.execute(
        """
        INSERT INTO keys (id, description, folded, first, last, secret_name, created_at,
                          position, state, changed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            id_,
            row.description,
            fold(row.description),
            first,
            last,
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
