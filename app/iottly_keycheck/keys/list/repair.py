"""A damaged key list: set aside as it is, and what can be read of it put into a new one."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import Any

from filelock import FileLock

from iottly_keycheck.keys.list.columns import check_record, ends_from_text, time_from_text
from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.list.key_table import KeyRecord, KeyTable, State, insert_record
from iottly_keycheck.keys.model import KeyListError, KeyRow, ListProblem
from iottly_keycheck.keys.rules.description import case_fold, normalize, numbered
from iottly_keycheck.keys.stores.key_stores import is_for_session

_PATIENCE_SECONDS = 30.0
_HEADER_BYTES = 100
_MOST_IDS = 50_000
"""How many single rows are asked for at either end of a table that cannot be read as one."""

_CHECK = (
    "id",
    "key_id",
    "checked_at",
    "cause",
    "remark",
    "http_status",
    "elapsed_ms",
    "route_fingerprint",
)

Row = Mapping[str, Any]


def repair(path: Path) -> ListProblem | None:
    """Put a new list in the place of a damaged one, with what could be saved of it.

    The damaged file is kept beside it, byte for byte. `None` where the list is whole: another
    program was quicker. Raises `OSError` where that cannot be done, and nothing has changed then.
    """
    try:
        lock = path.with_name(f"{path.name}.mending.lock")
        with FileLock(lock, timeout=_PATIENCE_SECONDS, mode=0o600):
            if _is_whole(path):
                return None
            kept_as = _keep_aside(path)
            with tempfile.TemporaryDirectory(
                dir=path.parent, prefix=f"{path.name}.mending-"
            ) as own:
                keys, checks = _read(_copy(path, Path(own) / "damaged"), Path(own) / "pattern")
                new = Path(own) / "new"
                saved = _write(new, keys, checks)
                # It belongs to the damaged list, and SQLite would roll it into the new one.
                _journal(path).unlink(missing_ok=True)
                new.replace(path)
    except (sqlite3.Error, KeyListError) as error:
        raise OSError(str(error)) from error
    return ListProblem(path, kept_as, *saved)


def _is_whole(path: Path) -> bool:
    try:
        with closing(Database(path)) as database:
            with database.reading() as connection:
                if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                    return False
                for row in connection.execute(
                    """
                    SELECT id, key_id, checked_at, cause, remark, http_status, elapsed_ms,
                    route_fingerprint FROM checks
                    """
                ):
                    check_record(*row)
            for state in State:
                KeyTable(database).in_state(state)
    except (KeyListError, ValueError, TypeError):
        return False
    return True


def _keep_aside(path: Path) -> Path:
    for number in count(1):
        kept_as = path.with_name(f"{path.name}.damaged-{number}")
        if not kept_as.exists():
            break
    return _copy(path, kept_as)


def _copy(path: Path, target: Path) -> Path:
    for source, copy in ((path, target), (_journal(path), _journal(target))):
        if source.exists():
            shutil.copyfile(source, copy)
            copy.chmod(0o600)
            with copy.open("rb+") as file:
                os.fsync(file.fileno())
    return target


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


# --- reading what is left ---


def _read(damaged: Path, pattern: Path) -> tuple[list[Row], list[Row]]:
    """Read the rows of a damaged list, which is a copy of our own and may be changed."""
    keys, checks = _tables(damaged)
    if not keys:
        # The first bytes of a list are always much the same: those of a new one may do.
        with closing(Database(pattern)) as database, database.reading():
            pass
        header = bytearray(pattern.read_bytes()[:_HEADER_BYTES])
        # Two counters that differ tell SQLite to measure the file (file format, 1.3.7).
        header[24:28], header[92:96] = b"\0\0\0\1", b"\0\0\0\0"
        header[32:40] = b"\0" * 8  # no free pages
        content = damaged.read_bytes()
        damaged.write_bytes(bytes(header) + content[_HEADER_BYTES:])
        keys, checks = _tables(damaged)
    return keys, checks


def _tables(path: Path) -> tuple[list[Row], list[Row]]:
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        connection.text_factory = _text
        return _rows(connection, "keys"), _rows(connection, "checks")
    return [], []


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _rows(connection: sqlite3.Connection, table: str) -> list[Row]:
    """Read a table from both ends, and row by row what lies between two broken places."""
    found: dict[object, Row] = {}
    broken = False
    for order in ("ASC", "DESC"):
        try:
            for row in connection.execute(f"SELECT * FROM {table} ORDER BY id {order}"):  # noqa: S608 - one of two names of ours
                found.setdefault(row["id"], dict(row))
        except (sqlite3.Error, IndexError):
            broken = True
    if broken:
        highest = _highest_id(connection, table, found)
        oldest = range(1, min(highest, _MOST_IDS) + 1)
        newest = range(max(_MOST_IDS, highest - _MOST_IDS) + 1, highest + 1)
        for id_ in chain(oldest, newest):
            with suppress(sqlite3.Error, IndexError):
                if id_ not in found:
                    query = f"SELECT * FROM {table} WHERE id = ?"  # noqa: S608 - as above
                    for row in connection.execute(query, (id_,)):
                        found[id_] = dict(row)
    return [found[id_] for id_ in sorted(found, key=str)]


def _highest_id(connection: sqlite3.Connection, table: str, found: Iterable[object]) -> int:
    highest = max((id_ for id_ in found if isinstance(id_, int)), default=0)
    with suppress(sqlite3.Error):
        query = "SELECT seq FROM sqlite_sequence WHERE name = ?"
        for (sequence,) in connection.execute(query, (table,)):
            if isinstance(sequence, int):
                highest = max(highest, sequence)
    return max(highest, 1_000)


# --- writing the new list ---


def _write(path: Path, keys: Iterable[Row], checks: Iterable[Row]) -> tuple[int, int]:
    """Write a new list; give the numbers of keys and of checks that are in it."""
    saved_keys = saved_checks = 0
    with closing(Database(path)) as database, database.writing() as connection:
        ids: set[int] = set()
        for entry in _distinct(_entries(keys)):
            insert_record(connection, entry, id_=entry.id)
            ids.add(entry.id)
            saved_keys += entry.state is State.READY
        for check in checks:
            saved_checks += _insert_check(connection, check, ids)
    return saved_keys, saved_checks


def _entries(rows: Iterable[Row]) -> Iterator[KeyRecord]:
    """Make entries of the rows that tell where a secret is; without that a row is of no use."""
    for row in rows:
        with suppress(ValueError, TypeError, KeyError, AttributeError, OverflowError):
            yield _entry(row)


def _entry(row: Row) -> KeyRecord:
    id_, store, name = row["id"], row["store"], row["secret_name"]
    if not isinstance(id_, int) or id_ < 1 or not isinstance(name, str) or not name:
        raise ValueError
    return KeyRecord(
        KeyRow(
            id=id_,
            description=_description(row["description"], id_),
            ends=_ends(row["first"], row["last"]),
            created_at=_moment(row["created_at"]),
            position=row["position"] if isinstance(row["position"], int) else id_,
            session_only=is_for_session(store),
        ),
        store,
        name,
        # One that is lost may be that of a key which is shown: it is better shown than removed.
        State(row["state"]) if row["state"] in set(State) else State.READY,
        _moment(row["changed_at"]),
    )


def _distinct(entries: Iterable[KeyRecord]) -> Iterator[KeyRecord]:
    """Give no secret and no name twice; a name that is taken gets a number."""
    secrets: set[str] = set()
    names: set[str] = set()
    for entry in entries:
        if entry.secret_name in secrets:
            continue
        wanted = description = entry.row.description
        for number in count(2):
            if entry.state is not State.READY or case_fold(description) not in names:
                break
            description = numbered(wanted, number)
        if entry.state is State.READY:
            names.add(case_fold(description))
        secrets.add(entry.secret_name)
        yield replace(entry, row=replace(entry.row, description=description))


def _insert_check(connection: sqlite3.Connection, row: Row, ids: set[int]) -> bool:
    try:
        values = [row[name] for name in _CHECK]
        whole = [values[0], values[1], values[4], values[6], values[5] or 0]
        if row["key_id"] not in ids or not all(isinstance(value, int) for value in whole):
            return False
        texts = [values[3], values[7], row["report"]]
        if not all(isinstance(text, str) for text in texts):
            return False
        check_record(*values)
        connection.execute(
            f"INSERT INTO checks ({', '.join(_CHECK)}, report, landmark)"  # noqa: S608 - names of ours
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, row["report"], int(row.get("landmark") != 0)),
        )
    except (ValueError, TypeError, KeyError, OverflowError, sqlite3.IntegrityError):
        return False
    return True


def _description(value: object, id_: int) -> str:
    with suppress(KeyListError, TypeError):
        return normalize(str(value))
    return f"Recovered key {id_}"


def _ends(first: object, last: object) -> tuple[str, str] | None:
    with suppress(ValueError):
        return ends_from_text(first, last)
    return None


def _moment(value: object) -> datetime:
    with suppress(ValueError, TypeError, OverflowError):
        return time_from_text(str(value))
    return datetime.now(UTC)
