"""A check of a key of the list, while another program works on that list."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from iottly_keycheck.cause import Cause
from iottly_keycheck.check import Checker, StoredKey
from iottly_keycheck.connection.ping import Ping
from iottly_keycheck.connection.proxy_choice.route import SystemProxy
from iottly_keycheck.deadline import CancelToken
from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.settings import PROXY_NONE, Settings
from support.checks import KEY
from support.pings import PROGRAM


def test_a_key_that_another_program_has_deleted_is_missing(tmp_path: Path) -> None:
    file, store = tmp_path / "keys.sqlite3", MemoryStore()
    with (
        closing(KeyList(Database(file), store)) as ours,
        closing(KeyList(Database(file), store)) as theirs,
    ):
        row = ours.add("Analytics", KEY).row
        theirs.delete(row.id)
        ping = Ping({}, lambda _: SystemProxy(), "lab/0")
        checker = Checker(ping, lambda: ours, MemoryStore(), PROGRAM)
        settings = Settings(url="https://localhost:1/v1.0", proxy=PROXY_NONE, timeout=5)
        found = checker.check(StoredKey(row.id, row.description), settings, CancelToken())
        report = found.report
    assert (report.cause, report.key_sent) == (Cause.KEY_MISSING, False)
