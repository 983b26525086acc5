"""Deleting with ten seconds to undo it, and what is gone after that."""

import pytest

from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode
from iottly_keycheck.secret import Secret, StoreError, StoreFailure

KEY = "719cc48b719cc48b719cc48b719c6f64"
OTHER = "0" * 32


@pytest.fixture
def row(keys):
    return keys.add("Analytics", KEY).row


@pytest.fixture
def second_program(path, store, clock):
    """Another program on the same list and keyring."""
    key_list = KeyList(Database(path), store, clock)
    yield key_list
    key_list.close()


def test_a_deleted_key_is_off_the_list_at_once_and_out_of_the_store_after_ten_seconds(
    keys, store, clock, row
):
    keys.delete(row.id)
    assert keys.rows() == ()
    assert keys.find("Analytics") is None
    with pytest.raises(KeyListError):
        keys.secret(row.id)
    clock.pass_(seconds=9.999)
    keys.purge_deleted()
    assert len(store._secrets) == 1
    clock.pass_(seconds=0.001)
    keys.purge_deleted()
    assert store._secrets == {}


def test_undo_puts_the_key_back_as_it_was(keys, clock, row):
    keys.delete(row.id)
    clock.pass_(seconds=9)
    assert keys.undo_delete(row.id) == (row,)
    clock.pass_(seconds=9)
    keys.purge_deleted()
    assert keys.rows() == (row,)
    assert keys.secret(row.id) == Secret(KEY)


def test_several_keys_are_deleted_and_put_back_in_one_go(keys, row):
    others = [keys.add(f"Operator {n}", f"{n:032x}").row for n in range(3)]
    keys.delete(row.id, others[0].id, others[2].id)
    assert keys.rows() == (others[1],)
    assert keys.undo_delete(row.id, others[0].id, others[2].id) == (row, others[0], others[2])
    assert keys.rows() == (row, *others)


def test_several_keys_come_back_all_or_none(keys, row):
    other = keys.add("Reporting", OTHER).row
    keys.delete(row.id, other.id)
    taker = keys.add("reporting", "1" * 32).row
    with pytest.raises(KeyListError) as refused:
        keys.undo_delete(row.id, other.id)
    assert refused.value.code is KeyListErrorCode.DESCRIPTION_TAKEN
    assert refused.value.arguments == {"description": "reporting"}
    assert keys.rows() == (taker,)
    keys.rename(taker.id, "Reporting, the new one")
    assert keys.undo_delete(row.id, other.id) == (row, other)


def test_a_key_that_another_program_took_away_does_not_hold_up_the_others(
    keys, second_program, row
):
    other = keys.add("Reporting", OTHER).row
    second_program.remove(other.id)
    keys.delete(row.id, other.id)
    assert keys.rows() == ()
    assert keys.undo_delete(row.id, other.id) == (row,)


def test_deleting_again_after_undo_gives_ten_seconds_again(keys, clock, row):
    keys.delete(row.id)
    clock.pass_(seconds=9)
    keys.undo_delete(row.id)
    keys.delete(row.id)
    clock.pass_(seconds=9)
    keys.purge_deleted()
    assert keys.undo_delete(row.id) == (row,)


def test_a_deleted_key_does_not_block_its_name_nor_itself(keys, row):
    keys.delete(row.id)
    keys.add("Analytics", KEY)
    with pytest.raises(KeyListError) as refused:
        keys.undo_delete(row.id)
    assert refused.value.code is KeyListErrorCode.DESCRIPTION_TAKEN
    assert refused.value.arguments == {"description": "Analytics"}
    keys.rename(keys.find("Analytics").id, "Another")
    assert keys.undo_delete(row.id) == (row,)


def test_deleting_twice_is_refused(keys, row):
    keys.delete(row.id)
    with pytest.raises(KeyListError) as refused:
        keys.delete(row.id)
    assert refused.value.code is KeyListErrorCode.KEY_UNKNOWN


def test_after_the_end_there_is_no_undo(keys, clock, row):
    keys.delete(row.id)
    clock.pass_(seconds=10)
    keys.purge_deleted()
    with pytest.raises(KeyListError) as refused:
        keys.undo_delete(row.id)
    assert refused.value.code is KeyListErrorCode.KEY_UNKNOWN


def test_removing_leaves_nothing_to_undo(keys, store, row):
    keys.remove(row.id)
    assert keys.rows() == ()
    assert store._secrets == {}


def test_the_next_start_finishes_what_the_last_run_has_deleted(keys, store, clock, row, path):
    keys.delete(row.id)
    keys.close()
    clock.pass_(hours=1)
    later = KeyList(Database(path), store, clock)
    assert later.finish_interrupted() is None
    assert store._secrets == {}
    later.close()


def test_a_second_start_does_not_cut_the_first_one_s_ten_seconds_short(
    keys, second_program, clock, row
):
    keys.delete(row.id)
    clock.pass_(seconds=5)
    assert second_program.finish_interrupted() is None
    assert keys.undo_delete(row.id) == (row,)
    assert keys.secret(row.id) == Secret(KEY)


class TestStoreThatFails:
    @pytest.fixture
    def failing(self, keys, store, row, monkeypatch):
        """The keyring is locked when the time is over."""
        keys.add("Reporting", OTHER)
        for entry in keys.rows():
            keys.delete(entry.id)
        self.calls = 0

        def delete(name: str) -> None:
            self.calls += 1
            raise StoreError(StoreFailure.LOCKED, "locked")

        with monkeypatch.context() as patch:
            patch.setattr(store, "delete", delete)
            yield patch

    def test_nothing_is_forgotten_and_nobody_is_asked_twice(self, keys, store, clock, failing):
        clock.pass_(seconds=10)
        with pytest.raises(StoreError):
            keys.purge_deleted()
        assert self.calls == 1
        assert len(store._secrets) == 2
        assert keys.rows() == ()
        error = keys.finish_interrupted()
        assert error is not None
        assert error.failure is StoreFailure.LOCKED
        failing.undo()
        keys.purge_deleted()
        assert store._secrets == {}

    def test_a_key_whose_secret_is_about_to_go_cannot_be_had_back(self, keys, clock, row, failing):
        clock.pass_(seconds=10)
        with pytest.raises(StoreError):
            keys.purge_deleted()
        with pytest.raises(KeyListError) as refused:
            keys.undo_delete(row.id)
        assert refused.value.code is KeyListErrorCode.KEY_UNKNOWN
