"""Adding, naming, finding and testing keys, and what is refused."""

import subprocess
import sys
import unicodedata
from collections.abc import Callable
from contextlib import closing

import pytest

from iottly_keycheck.keys.list.database import MEMORY, Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.secret import Secret
from support.findings import finding
from support.modules import KEYRING_MODULES, assert_not_loaded

KEY = "719cc48b719cc48b719cc48b719c6f64"
OTHER = "719ceeeeeeeeeeeeeeeeeeeeeeee6f64"  # with the same ends


def refused(call) -> tuple[KeyListErrorCode, dict[str, str]]:
    with pytest.raises(KeyListError) as error:
        call()
    return error.value.code, dict(error.value.arguments)


def descriptions(keys: KeyList) -> list[str]:
    return [row.description for row in keys.rows()]


def steps(database: Database, action: Callable[[], object]) -> int:
    """Count the steps that SQLite makes for an action."""
    count = 0

    def step() -> None:
        nonlocal count
        count += 1

    with database.reading() as connection:
        connection.set_progress_handler(step, 1)
    action()
    with database.reading() as connection:
        connection.set_progress_handler(None, 1)
    return count


class TestAdding:
    def test_a_key_is_in_the_list_and_its_secret_in_the_store(self, keys, clock):
        added = keys.add(" Analytics ", f"Authentication: bearer {KEY}\n")
        assert added.usual_shape
        assert keys.rows() == (added.row,)
        assert added.row.description == "Analytics"
        assert added.row.ends == ("719c", "6f64")
        assert added.row.masked == "719c •••••••• 6f64"
        assert added.row.created_at == clock()
        assert added.row.last is None
        assert keys.secret(added.row.id) == Secret(KEY)

    def test_another_shape_is_kept_with_a_remark(self, keys):
        added = keys.add("Analytics", "not-32-hex-digits-but-quite-long")
        assert not added.usual_shape
        assert keys.secret(added.row.id) == Secret("not-32-hex-digits-but-quite-long")

    @pytest.mark.parametrize(("length", "shown"), [(23, None), (24, ("kkkk", "kkkk"))])
    def test_a_short_key_shows_nothing_of_itself(self, keys, length, shown):
        row = keys.add("Analytics", "k" * length).row
        assert row.ends == shown
        assert ("k" in row.masked) is (shown is not None)

    def test_the_order_is_that_of_adding(self, keys: KeyList) -> None:
        for number in range(3):
            keys.add(f"Key {number}", str(number) * 32)
        assert [row.description for row in keys.rows()] == ["Key 0", "Key 1", "Key 2"]

    def test_what_cannot_be_a_key_is_refused_with_the_reason(self, keys):
        assert refused(lambda: keys.add("Analytics", "two words")) == (
            KeyListErrorCode.KEY_MALFORMED,
            {"fault": "white_space"},
        )
        assert keys.rows() == ()

    @pytest.mark.parametrize("again", ["Analytics", "ANALYTICS", " analytics\t"])
    def test_a_description_is_given_once_letter_case_aside(self, keys, again):
        row = keys.add("Analytics", KEY).row
        taken = (KeyListErrorCode.DESCRIPTION_TAKEN, {"description": "Analytics"})
        assert refused(lambda: keys.add(again, OTHER)) == taken
        other = keys.add("Reporting", OTHER).row
        assert refused(lambda: keys.rename(other.id, again)) == taken
        assert keys.rename(row.id, again).id == row.id

    @pytest.mark.parametrize("key", [KEY, "short"])
    def test_a_description_that_holds_the_key_is_refused(self, keys, key):
        telling = f"Key {key.upper()}"
        assert refused(lambda: keys.add(telling, key))[0] is KeyListErrorCode.DESCRIPTION_HOLDS_KEY
        row = keys.add("Analytics", key).row
        assert (
            refused(lambda: keys.rename(row.id, telling))[0]
            is KeyListErrorCode.DESCRIPTION_HOLDS_KEY
        )
        assert descriptions(keys) == ["Analytics"]

    @pytest.mark.parametrize("telling", [OTHER, f"the key {OTHER}"])
    def test_another_key_is_no_description_either(self, keys, telling):
        row = keys.add("Analytics", KEY).row
        assert (
            refused(lambda: keys.add(telling, "1" * 32))[0]
            is KeyListErrorCode.DESCRIPTION_HOLDS_KEY
        )
        assert (
            refused(lambda: keys.rename(row.id, telling))[0]
            is KeyListErrorCode.DESCRIPTION_HOLDS_KEY
        )
        assert descriptions(keys) == ["Analytics"]

    @pytest.mark.parametrize("key", [KEY, "short"])
    def test_a_key_that_is_there_already_is_named_with_its_description(self, keys, key):
        keys.add("Analytics", key)
        assert refused(lambda: keys.add("Reporting", f"bearer {key}")) == (
            KeyListErrorCode.KEY_KNOWN,
            {"description": "Analytics"},
        )

    def test_keys_that_look_alike_are_told_apart(self, keys):
        keys.add("Analytics", KEY)
        keys.add("Reporting", OTHER)
        keys.add("Short", "abc")
        keys.add("Shorter", "ab")
        assert len(keys.rows()) == 4

    def test_to_compare_few_keys_are_read(self, keys, store, monkeypatch):
        for number in range(20):
            keys.add(f"Key {number}", f"{number:032x}")
        keys.add("Analytics", KEY)
        read = []
        get = store.get
        monkeypatch.setattr(store, "get", lambda name: read.append(name) or get(name))
        keys.add("Reporting", OTHER)
        assert len(read) == 1

    def test_it_costs_as_much_in_a_long_list_as_in_a_short_one(self):
        with closing(Database(MEMORY)) as database:
            keys = KeyList(database, MemoryStore())
            for number in range(20):
                keys.add(f"Key {number}", f"{number:032x}")
            in_short = steps(database, lambda: keys.add("Analytics", KEY))
            for number in range(20, 1_000):
                keys.add(f"Key {number}", f"{number:032x}")
            in_long = steps(database, lambda: keys.add("Reporting", OTHER))
        assert in_long < 2 * in_short


class TestFinding:
    @pytest.mark.parametrize(
        "typed", ["Café au lait", "CAFÉ  AU LAIT ", unicodedata.normalize("NFD", "café au lait")]
    )
    def test_a_key_is_found_by_its_description_as_people_type_it(self, keys, typed):
        row = keys.add("Café au lait", KEY).row
        assert keys.find(typed) == row

    @pytest.mark.parametrize("typed", ["", "Reporting", "\x07", "\udcff", "x" * 10_000])
    def test_what_is_no_description_of_the_list_finds_nothing(self, keys, typed):
        keys.add("Analytics", KEY)
        assert keys.find(typed) is None

    def test_a_renamed_key_is_found_under_its_new_description_only(self, keys):
        row = keys.add("Analytics", KEY).row
        assert keys.rename(row.id, "  Dash\nboard ").description == "Dash board"
        assert keys.find("Analytics") is None
        assert keys.find("dash board").id == row.id
        assert keys.secret(row.id) == Secret(KEY)

    def test_a_key_that_is_not_there_is_called_unknown(self, keys):
        for call in (
            lambda: keys.rename(1, "Analytics"),
            lambda: keys.delete(1),
            lambda: keys.undo_delete(1),
            lambda: keys.remove(1),
            lambda: keys.secret(1),
        ):
            assert refused(call)[0] is KeyListErrorCode.KEY_UNKNOWN

    def test_a_secret_that_the_keyring_has_lost_is_none(self, keys, store):
        row = keys.add("Analytics", KEY).row
        store._secrets.clear()
        assert keys.secret(row.id) is None
        assert keys.rows() == (row,)


class TestHistory:
    def record(self, keys, key_id, clock, **facts):
        clock.pass_(minutes=1)
        return keys.record(key_id, finding(checked_at=clock(), report='{"schema": 1}', **facts))

    def test_the_newest_check_is_in_the_row_and_all_are_in_the_history(self, keys, clock):
        row = keys.add("Analytics", KEY).row
        first = self.record(keys, row.id, clock)
        second = self.record(
            keys, row.id, clock, cause="dns_unavailable", http_status=None, remark=True
        )
        assert keys.rows()[0].last == second
        assert keys.find("Analytics").last == second
        assert keys.history(row.id, 10) == (second, first)
        assert keys.history(row.id, 1) == (second,)
        assert second.checked_at == clock()
        assert keys.report(first.id) == '{"schema": 1}'
        assert keys.report(99) is None

    def test_the_newest_check_is_the_last_recorded_whatever_the_clock_says(self, keys, clock):
        row = keys.add("Analytics", KEY).row
        self.record(keys, row.id, clock)
        clock.pass_(days=-365)
        last = self.record(keys, row.id, clock, cause="key_rejected")
        assert keys.rows()[0].last == last

    def test_a_result_that_comes_after_undo_or_deletion_finds_its_key_or_none(self, keys, clock):
        row = keys.add("Analytics", KEY).row
        keys.delete(row.id)
        entry = self.record(keys, row.id, clock)
        assert keys.undo_delete(row.id)[0].last == entry
        keys.remove(row.id)
        with pytest.raises(KeyListError):
            self.record(keys, row.id, clock)
        assert keys.report(entry.id) is None
        again = keys.add("Analytics", KEY).row
        assert again.id != row.id
        assert again.last is None


class NoStore:
    """A store that nobody may ask."""

    def get(self, name):
        raise AssertionError("a secret was read")

    set = delete = get


def test_opening_the_list_reads_no_secret(keys, path):
    row = keys.add("Analytics", KEY).row
    other = KeyList(Database(path), NoStore())
    assert other.finish_interrupted() is None
    assert other.rows() == (row,)
    assert other.find("analytics") == row
    assert other.history(row.id, 10) == ()
    other.rename(row.id, "Reporting")
    other.close()


def test_opening_the_list_imports_neither_keyring_nor_network(keys, path):
    keys.add("Analytics", KEY)
    program = f"""
import sys
from pathlib import Path
from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.keyring_store import KeyringStore
keys = KeyList(Database(Path({str(path)!r})), KeyringStore("iottly-keycheck"))
assert keys.finish_interrupted() is None
assert len(keys.rows()) == 1
print(*sys.modules)
keys.close()
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=30
    )
    assert_not_loaded(KEYRING_MODULES | {"requests", "ssl"}, done.stdout.split())


def test_the_file_holds_no_key(keys, path):
    row = keys.add("Analytics", KEY).row
    keys.add("Short", "canary-canary")
    keys.rename(row.id, "Reporting")
    content = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert KEY.encode() not in content
    assert KEY[4:-4].encode() not in content
    assert b"canary" not in content
