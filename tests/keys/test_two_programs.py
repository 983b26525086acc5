"""Two programs, and many threads, on one list: nothing is overwritten, nothing is lost."""

import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from functools import partial

import pytest

from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode
from iottly_keycheck.secret import Secret
from support.findings import finding


@pytest.fixture
def lists(path, store, clock):
    """Two programs' views of one list and one keyring."""
    pair = [KeyList(Database(path), store, clock) for _ in range(2)]
    yield pair
    for key_list in pair:
        key_list.close()


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Do all at the same time, and give what each returned or was refused with."""
    results: list[object] = [None] * len(actions)
    start = threading.Barrier(len(actions))

    def run(number: int, action: Callable[[], object]) -> None:
        start.wait(timeout=10)
        try:
            results[number] = action()
        except KeyListError as error:
            results[number] = error.code

    threads = [
        threading.Thread(target=run, args=(number, action)) for number, action in enumerate(actions)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
        assert not thread.is_alive()
    return results


def consistent(keys: KeyList, store) -> None:
    """Every key that is shown has its secret, and there is no other secret."""
    rows = keys.rows()
    assert all(keys.secret(row.id) is not None for row in rows)
    assert len(store._secrets) == len(rows)


def test_what_one_program_adds_the_other_shows(lists):
    one, other = lists
    assert other.rows() == ()
    row = one.add("Analytics", "a" * 32).row
    assert other.rows() == (row,)
    other.rename(row.id, "Reporting")
    assert one.find("Reporting") == other.find("Reporting")
    one.delete(row.id)
    with pytest.raises(KeyListError) as refused:
        other.rename(row.id, "Dashboard")
    assert refused.value.code is KeyListErrorCode.KEY_UNKNOWN


def test_many_threads_in_two_programs_add_all_their_keys(lists, store):
    def adder(number: int) -> Callable[[], object]:
        def add() -> None:
            for key in range(5):
                lists[number % 2].add(f"Key {number}.{key}", f"{number}{key}".ljust(32, "0"))

        return add

    assert at_once(*(adder(number) for number in range(6))) == [None] * 6
    rows = lists[0].rows()
    assert len(rows) == 30
    assert len({row.position for row in rows}) == 30
    consistent(lists[1], store)


def test_one_name_wanted_by_many_is_given_once(lists, store):
    for round_ in range(5):
        results = at_once(
            *(
                partial(lists[number % 2].add, f"Name {round_}", f"{round_}{number}".ljust(32, "0"))
                for number in range(4)
            )
        )
        assert Counter(results)[KeyListErrorCode.DESCRIPTION_TAKEN] == 3
    assert len(lists[0].rows()) == 5
    consistent(lists[0], store)


def test_of_undo_and_the_end_of_the_time_for_it_one_wins(lists, store, clock):
    one, other = lists
    for number in range(10):
        row = one.add(f"Key {number}", f"{number:032x}").row
        one.delete(row.id)
        clock.pass_(seconds=10)
        undone, _ = at_once(partial(one.undo_delete, row.id), other.purge_deleted)
        assert undone in ((row,), KeyListErrorCode.KEY_UNKNOWN)
        assert (undone == (row,)) == (row in other.rows())
        consistent(one, store)


def test_a_key_is_deleted_by_one_only(lists, store):
    row = lists[0].add("Analytics", "a" * 32).row
    results = at_once(*(partial(keys.remove, row.id) for keys in lists))
    assert set(results) == {None, KeyListErrorCode.KEY_UNKNOWN}
    assert store._secrets == {}


PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.keys.model import CheckRecord
keys = KeyList(Database(Path(sys.argv[1])), MemoryStore())
for number in range(10):
    row = keys.add(f"{sys.argv[2]} {number}", f"{sys.argv[2]}{number:031x}").row
    keys.rename(row.id, f"{row.description} renamed")
    keys.record(row.id, CheckRecord(datetime.now(UTC), "ok", False, 200, 1, "", "{}"))
keys.close()
"""


def test_several_processes_write_at_once(path):
    processes = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", PROGRAM, str(path), name],
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in "abc"
    ]
    for process in processes:
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")
    with closing(Database(path)) as database:
        rows = KeyList(database, None).rows()
    assert len(rows) == 30
    assert all(row.description.endswith("renamed") and row.last for row in rows)


def test_a_list_in_memory_is_shared_by_the_threads_of_one_program(store):
    with closing(KeyList(Database(":memory:"), store)) as keys:
        at_once(*(partial(keys.add, f"Key {number}", f"{number:032x}") for number in range(8)))
        row = keys.find("Key 3")
        assert keys.secret(row.id) == Secret(f"{3:032x}")
        at_once(*(partial(keys.record, row.id, finding()) for _ in range(8)))
        assert len(keys.history(row.id, 100)) == 8
