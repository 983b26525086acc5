"""A key list after 100,000 checks against one after 1,000: only what is kept may grow."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.figures import Figure, in_turns
from iottly_keycheck.diagnosis.report import to_json
from iottly_keycheck.keys.list.database import MEMORY, Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import CheckRecord
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from support.findings import finding
from support.reports import make_report

ROUNDS = 100
LONG, SHORT = 100_000, 1_000
POINTS = 500
KEY = 1
YARDSTICK = f"the same after {SHORT:,} checks"


def measure() -> Iterator[Figure]:
    """Measure opening, a chart, one more check, and the size on the disk."""
    with tempfile.TemporaryDirectory() as folder:
        long, short = _written(Path(folder), LONG), _written(Path(folder), SHORT)
        yield _figure("open the list", _opening(long), _opening(short))
        with closing(_list(long)) as ours, closing(_list(short)) as theirs:
            yield _figure(f"chart of {POINTS} checks", _chart(ours), _chart(theirs))
            yield _figure("record a check", _recording(ours), _recording(theirs))
        sizes = [path.stat().st_size / 1e6 for path in (long, short)]
        yield Figure(
            f"size on the disk, after {LONG:,} checks", sizes[0], YARDSTICK, sizes[1], unit="MB"
        )


def _figure(what: str, ours: Callable[[], None], theirs: Callable[[], None]) -> Figure:
    medians = in_turns(ours, theirs, ROUNDS)
    return Figure(f"{what}, after {LONG:,} checks", medians[0], YARDSTICK, medians[1], 1.1)


def _opening(path: Path) -> Callable[[], None]:
    def work() -> None:
        with closing(_list(path)) as keys:
            assert len(keys.rows()) == 1

    return work


def _chart(keys: KeyList) -> Callable[[], None]:
    def work() -> None:
        assert len(keys.history(KEY, POINTS)) == POINTS

    return work


def _recording(keys: KeyList) -> Callable[[], None]:
    def work() -> None:
        keys.record(KEY, _found(LONG))

    return work


def _list(path: Path) -> KeyList:
    return KeyList(Database(path), MemoryStore())


def _written(folder: Path, checks: int) -> Path:
    """Write a list of one key that was checked so often, every five seconds, with ups and downs."""
    path = folder / str(checks)
    database = Database(MEMORY)
    with closing(KeyList(database, MemoryStore())) as keys:
        keys.add("Analytics", f"{KEY:032x}")
        for number in range(checks):
            keys.record(KEY, _found(number))
        # On the disk each record waits for it; here they are to be there, and nothing else.
        with database.reading() as connection, closing(sqlite3.connect(path)) as copy:
            connection.backup(copy)
    return path


def _found(number: int) -> CheckRecord:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=5 * number)
    cause = "dns_unavailable" if number // 100 % 3 == 0 else "ok"
    return finding(cause, moment, report=_REPORT, route_fingerprint=_PATH)


_REPORT = to_json(make_report(exception="x" * 2_500))
"""As long as one that has failed."""
_PATH = '["https://api.cloud.iottly.com/v1.0", "auto", "", ""]'
