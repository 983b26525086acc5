"""Disks that are full and homes that cannot be written: one sentence, and nothing is lost."""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.secret import Secret, StoreError
from support.disks import KIB, leave, make_room, read_only, small_disk

pytestmark = pytest.mark.only_on("linux")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    with small_disk(folder := tmp_path / "disk"):
        yield folder


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def keys(disk: Path, store: MemoryStore) -> Iterator[KeyList]:
    with closing(KeyList(Database(disk / "keys.db"), store)) as keys:
        keys.add("Analytics", "a" * 32)
        yield keys


def test_whatever_room_is_left_a_key_is_added_whole_or_not_at_all(keys, store, disk, log_warnings):
    outcomes = set()
    for number, room in enumerate(range(0, 48 * KIB, 2 * KIB)):
        leave(disk, room)
        name, key = f"Key {number}", f"{number:08x}".ljust(32, "0")
        outcomes.add(outcome(partial(keys.add, name, key)))
        make_room(disk)
        assert keys.finish_interrupted() is None
        rows = keys.rows()
        assert keys.secret(1) == Secret("a" * 32)
        assert len(store._secrets) == len(rows)
        for row in rows[1:]:
            keys.remove(row.id)
    assert outcomes == {"done", KeyListErrorCode.LIST_NOT_WRITABLE}
    assert not list(disk.glob("*.new-*"))


def test_whatever_room_is_left_a_key_is_deleted_and_renamed_whole_or_not_at_all(keys, disk):
    for room in range(0, 24 * KIB, 2 * KIB):
        for change in (
            lambda: keys.rename(1, "Reporting"),
            lambda: keys.delete(1),
            lambda: keys.undo_delete(1),
        ):
            leave(disk, room)
            # What there is to undo may not have been deleted.
            assert outcome(change) in (
                "done",
                KeyListErrorCode.LIST_NOT_WRITABLE,
                KeyListErrorCode.KEY_UNKNOWN,
            )
            make_room(disk)
            assert keys.secret(1) == Secret("a" * 32) if keys.rows() else keys.history(1, 1) == ()
        if not keys.rows():
            keys.undo_delete(1)
        keys.rename(1, "Analytics")
        assert keys.secret(1) == Secret("a" * 32)


def outcome(call: Callable[[], object]) -> str | None:
    """Tell what a call came to, and see that a failure has its sentence."""
    try:
        call()
    except KeyListError as error:
        sentence, kind = messages.key_list_error(error), error.code
    except StoreError as error:
        sentence, kind = messages.store_error(error), error.reason
    else:
        return "done"
    assert sentence.count("\n") == 0
    return kind


@pytest.fixture
def read_only_home(home: Path) -> Iterator[None]:
    """A home that cannot be written."""
    with read_only(home):
        yield


@pytest.mark.needs("mounts")
@pytest.mark.parametrize("command", [["list"], ["add", "Analytics"], ["check"]])
def test_a_home_that_cannot_be_written_gets_one_sentence(read_only_home, run_program, command):
    done = run_program(*command, stdin="a" * 32)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "cannot be written" in done.err
