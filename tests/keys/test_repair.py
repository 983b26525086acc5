"""A damaged list: kept as it is under another name, and what can be read of it goes on."""

import random
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.secret import Secret
from support.findings import finding

KEYS = 40
PAGE = 4096


def key(number: int) -> str:
    return f"{number:08x}".ljust(32, "0")


@pytest.fixture
def written(path: Path, store: MemoryStore, clock) -> Path:
    """A list of many keys, each with some past checks."""
    with closing(KeyList(Database(path), store, clock)) as keys:
        for number in range(1, KEYS + 1):
            row = keys.add(f"Key {number}", key(number)).row
            for _ in range(3):
                keys.record(row.id, finding(route_fingerprint="x" * 100, report="{}" + " " * 300))
    return path


def mended(path: Path, store: MemoryStore, clock) -> tuple[KeyList, set[str]]:
    """The program starts on a damaged list; give the list and the descriptions that it has."""
    before = path.read_bytes()
    keys = KeyList(Database(path), store, clock)
    found = {row.description for row in keys.rows()}
    (problem,) = keys.problems
    assert problem.path == path
    assert problem.kept_as.read_bytes() == before
    assert stat.S_IMODE(problem.kept_as.stat().st_mode) == 0o600
    assert problem.keys_saved == len(found)
    # It is a list like any other from now on, and its keys have their secrets.
    for row in keys.rows():
        assert keys.secret(row.id) == Secret(key(int(row.description.split()[-1])))
        keys.history(row.id, 10)
    keys.add("New", "f" * 32)
    assert keys.problems == (problem,)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    others = {file.name for file in path.parent.iterdir()}
    assert others == {path.name, problem.kept_as.name, f"{path.name}.mending.lock"}
    return keys, found


ALL = {f"Key {number}" for number in range(1, KEYS + 1)}


def test_a_file_that_is_no_list_is_kept_and_a_new_one_begun(path, store, clock):
    path.parent.mkdir()
    path.write_bytes(b"these are my notes, not a database\n" * 100)
    keys, found = mended(path, store, clock)
    assert found == set()
    keys.close()


def test_the_database_of_another_program_is_kept(path, store, clock):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    keys, found = mended(path, store, clock)
    assert found == set()
    keys.close()


def test_of_a_list_whose_beginning_is_lost_everything_is_saved(written, store, clock):
    written.write_bytes(b"\0" * 100 + written.read_bytes()[100:])
    keys, found = mended(written, store, clock)
    assert found == ALL
    assert keys.problems[0].checks_saved == 3 * KEYS
    keys.close()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE keys SET created_at = 'yesterday' WHERE id = 7",
        "UPDATE keys SET changed_at = 12 WHERE id = 7",
        "UPDATE keys SET position = 'first', first = 12 WHERE id = 7",
        "UPDATE keys SET description = CAST(x'4B657920ff37' AS TEXT) WHERE id = 7",
    ],
)
def test_a_row_that_says_what_no_row_says_costs_no_key(written, store, clock, damage):
    with closing(sqlite3.connect(written)) as connection, connection:
        connection.execute(damage)
        connection.execute("UPDATE keys SET created_at = 'never' WHERE id = 8")
    with closing(KeyList(Database(written), store, clock)) as keys:
        assert len(keys.rows()) == KEYS
        assert len(keys.problems) == 1


def test_a_row_without_its_place_goes_and_two_of_one_name_are_told_apart(written, store, clock):
    with closing(sqlite3.connect(written)) as connection, connection:
        connection.execute("UPDATE keys SET store = 'cloud' WHERE id = 7")
        connection.execute("DROP INDEX keys_by_name")
        connection.execute("UPDATE keys SET description = 'Key 9', folded = 'key 9' WHERE id = 8")
    with closing(KeyList(Database(written), store, clock)) as keys:
        found = {row.description for row in keys.rows()}
        assert found == ALL - {"Key 7", "Key 8"} | {"Key 9 (2)"}


def test_a_history_that_cannot_be_read_costs_no_key(written, store, clock):
    with closing(sqlite3.connect(written)) as connection, connection:
        connection.execute("UPDATE checks SET checked_at = 'sometime' WHERE id = 2")
    with closing(KeyList(Database(written), store, clock)) as keys:
        assert keys.problems == ()
        assert len(keys.history(1, 10)) == 2
        (problem,) = keys.problems
        assert (problem.keys_saved, problem.checks_saved) == (KEYS, 3 * KEYS - 1)


def test_pages_of_rubbish_take_no_more_than_what_stood_on_them(written, store, clock):
    content = bytearray(written.read_bytes())
    pages = len(content) // PAGE
    # The last pages hold past checks.
    for page in range(pages - 4, pages):
        content[page * PAGE : (page + 1) * PAGE] = b"\xa5" * PAGE
    written.write_bytes(content)
    with closing(KeyList(Database(written), store, clock)) as keys:
        for row in keys.rows():
            keys.history(row.id, 10)
        assert {row.description for row in keys.rows()} == ALL
        assert 0 < keys.problems[0].checks_saved < 3 * KEYS


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_damaged_the_program_goes_on_and_nothing_is_made_up(
    written, store, clock, seed
):
    chance = random.Random(seed)
    content = bytearray(written.read_bytes())
    match seed % 3:
        case 0:
            for _ in range(40):
                content[chance.randrange(len(content))] = chance.randrange(256)
        case 1:
            del content[chance.randrange(len(content)) :]
        case 2:
            place = chance.randrange(len(content) - 2 * PAGE)
            content[place : place + PAGE] = chance.randbytes(PAGE)
    written.write_bytes(content)
    with closing(KeyList(Database(written), store, clock)) as keys:
        # A number that is damaged is another one, but no row is there that was not written.
        assert len(keys.rows()) <= KEYS
        for row in keys.rows():
            keys.history(row.id, 10)
        keys.finish_interrupted()
        keys.add("New", "f" * 32)
        assert "New" in {row.description for row in keys.rows()}
    if keys.problems:
        assert keys.problems[0].kept_as.read_bytes() == bytes(content)


def test_a_second_damage_is_kept_under_another_name(written, store, clock):
    for _ in range(2):
        written.write_bytes(b"\0" * 100 + written.read_bytes()[100:])
        with closing(KeyList(Database(written), store, clock)) as keys:
            assert len(keys.rows()) == KEYS
    names = sorted(file.name for file in written.parent.glob("*.damaged-*"))
    assert names == ["keys.db.damaged-1", "keys.db.damaged-2"]


def test_a_program_that_was_running_finds_the_new_list(written, store, clock):
    with (
        closing(KeyList(Database(written), store, clock)) as running,
        closing(KeyList(Database(written), store, clock)) as starting,
    ):
        assert len(running.rows()) == KEYS
        content = written.read_bytes()
        written.write_bytes(b"\0" * 100 + content[100:])
        assert len(starting.rows()) == KEYS
        starting.delete(1)
        assert len(running.rows()) == KEYS - 1
        running.delete(2)
        assert len(starting.rows()) == KEYS - 2
        assert len(running.problems + starting.problems) == 1


def test_where_nothing_can_be_written_the_damaged_list_is_left_alone(
    written, store, clock, monkeypatch, log_warnings
):
    written.write_bytes(b"\0" * 100 + written.read_bytes()[100:])
    before = written.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    log_warnings.expect("could not be put right")
    monkeypatch.setattr("shutil.copyfile", full)
    with closing(KeyList(Database(written), store, clock)) as keys:
        with pytest.raises(KeyListError) as refused:
            keys.rows()
        assert refused.value.code is KeyListErrorCode.LIST_DAMAGED
    assert written.read_bytes() == before


def test_an_interrupted_change_is_rolled_back_before_anything_is_read(written, store, clock):
    with closing(sqlite3.connect(written, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE keys SET description = 'half', folded = id")
        connection.execute("UPDATE checks SET report = zeroblob(9000)")
        journal = written.with_name("keys.db-journal").read_bytes()
        half = written.read_bytes()
    written.write_bytes(half[:-PAGE])
    written.with_name("keys.db-journal").write_bytes(journal)
    with closing(KeyList(Database(written), store, clock)) as keys:
        assert {row.description for row in keys.rows()} == ALL
