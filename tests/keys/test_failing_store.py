"""Adding to a store that fails: what was not kept is neither shown nor left behind."""

import pytest

from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode, StoreSilentError
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.secret import Secret, StoreError, StoreFailure

KEY = "719cc48b719cc48b719cc48b719c6f64"
OTHER = "0" * 32
ERROR = StoreError(StoreFailure.ERROR, "broken")
SILENT = StoreSilentError(StoreFailure.ERROR, "silent")
LOCKED = StoreError(StoreFailure.LOCKED, "locked")
UNAVAILABLE = StoreError(StoreFailure.UNAVAILABLE, "none")


class FaultyStore(MemoryStore):
    """Fails where it is told to, before or after doing what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.before_set: BaseException | None = None
        self.after_set: BaseException | None = None
        self.before_get: BaseException | None = None
        self.before_delete: BaseException | None = None
        self.deletions = 0

    @property
    def names(self) -> set[str]:
        return set(self._secrets)

    def set(self, name: str, secret: Secret) -> None:
        if self.before_set:
            raise self.before_set
        super().set(name, secret)
        if self.after_set:
            raise self.after_set

    def get(self, name: str) -> Secret | None:
        if self.before_get:
            raise self.before_get
        return super().get(name)

    def delete(self, name: str) -> None:
        self.deletions += 1
        if self.before_delete:
            raise self.before_delete
        super().delete(name)

    def well(self) -> None:
        self.before_set = self.after_set = self.before_get = self.before_delete = None


@pytest.fixture
def store() -> FaultyStore:
    return FaultyStore()


def states(path) -> list[str]:
    database = Database(path)
    with database.reading() as connection:
        found = [state for (state,) in connection.execute("SELECT state FROM keys ORDER BY id")]
    database.close()
    return found


def start(path, store, clock) -> KeyList:
    """The program starts anew."""
    key_list = KeyList(Database(path), store, clock)
    assert key_list.finish_interrupted() is None
    return key_list


@pytest.mark.parametrize("failure", [LOCKED, UNAVAILABLE])
def test_nothing_remains_where_nothing_was_written_and_nobody_is_asked_again(
    keys, store, path, failure
):
    store.before_set = failure
    with pytest.raises(StoreError) as raised:
        keys.add("Analytics", KEY)
    assert raised.value is failure
    assert keys.rows() == ()
    assert states(path) == []
    assert store.deletions == 0


@pytest.mark.parametrize("moment", ["before_set", "after_set"])
def test_what_may_have_been_written_is_taken_back(keys, store, path, moment):
    setattr(store, moment, ERROR)
    with pytest.raises(StoreError):
        keys.add("Analytics", KEY)
    assert store.names == set()
    assert states(path) == []
    store.well()
    keys.add("Analytics", KEY)


@pytest.mark.parametrize("failure", [ERROR, LOCKED, SILENT])
def test_what_cannot_be_taken_back_is_remembered_and_goes_later(keys, store, path, failure):
    store.after_set = ERROR
    store.before_delete = failure
    with pytest.raises(StoreError) as raised:
        keys.add("Analytics", KEY)
    assert raised.value is ERROR
    assert keys.rows() == ()
    assert states(path) == ["removing"]
    store.well()
    keys.add("Analytics", KEY)
    keys.purge_deleted()
    assert len(store.names) == 1
    assert len(keys.rows()) == 1


def test_a_silent_store_is_not_asked_a_second_time(keys, store, path):
    store.after_set = SILENT
    with pytest.raises(StoreSilentError):
        keys.add("Analytics", KEY)
    assert store.deletions == 0
    assert states(path) == ["removing"]
    keys.purge_deleted()
    assert store.names == set()
    assert states(path) == []


def test_a_store_that_cannot_be_read_adds_nothing_that_might_be_there_already(keys, store):
    keys.add("Analytics", KEY)
    store.before_get = LOCKED
    with pytest.raises(StoreError):
        keys.add("Reporting", KEY)
    assert [row.description for row in keys.rows()] == ["Analytics"]


class TestRecovery:
    """The program was ended in the middle of adding a key."""

    @pytest.fixture
    def interrupted(self, keys, store):
        """`interrupted(moment)` ends it before or after the secret is stored."""

        def interrupt(moment: str, description: str = "Analytics", key: str = KEY) -> None:
            setattr(store, moment, KeyboardInterrupt())
            with pytest.raises(KeyboardInterrupt):
                keys.add(description, key)
            store.well()

        return interrupt

    def test_a_key_that_was_stored_is_shown_at_the_next_start(
        self, interrupted, path, store, clock
    ):
        interrupted("after_set")
        keys = start(path, store, clock)
        (row,) = keys.rows()
        assert row.description == "Analytics"
        assert keys.secret(row.id) == Secret(KEY)
        keys.close()

    def test_a_key_that_was_not_stored_is_dropped_when_nobody_can_be_at_it(
        self, interrupted, path, store, clock
    ):
        interrupted("before_set")
        for minutes, left in ((59, ["adding"]), (2, [])):
            clock.pass_(minutes=minutes)
            keys = start(path, store, clock)
            assert keys.rows() == ()
            keys.close()
            assert states(path) == left

    def test_until_then_it_blocks_neither_its_name_nor_its_key(
        self, interrupted, path, store, clock
    ):
        interrupted("before_set")
        keys = start(path, store, clock)
        keys.add("Analytics", KEY)
        keys.close()

    def test_a_keyring_that_fails_hides_no_list_and_loses_no_row(
        self, interrupted, keys, store, path, clock
    ):
        keys.add("Reporting", OTHER)
        interrupted("after_set")
        clock.pass_(days=1)
        store.before_get = store.before_delete = UNAVAILABLE
        later = KeyList(Database(path), store, clock)
        assert later.finish_interrupted() is UNAVAILABLE
        assert [row.description for row in later.rows()] == ["Reporting"]
        store.well()
        assert later.finish_interrupted() is None
        assert {row.description for row in later.rows()} == {"Analytics", "Reporting"}
        later.close()

    def test_a_key_that_was_added_once_more_is_kept_once(
        self, interrupted, keys, store, path, clock
    ):
        interrupted("after_set")
        keys.add("Analytics", KEY)
        keys = start(path, store, clock)
        assert [row.description for row in keys.rows()] == ["Analytics"]
        assert len(store.names) == 1
        keys.close()

    def test_a_key_whose_name_was_given_away_gets_a_number(
        self, interrupted, keys, store, path, clock
    ):
        interrupted("after_set")
        keys.add("Analytics", OTHER)
        keys.add("analytics (2)", "1" * 32)
        keys = start(path, store, clock)
        found = {row.description: keys.secret(row.id) for row in keys.rows()}
        assert found == {
            "Analytics (3)": Secret(KEY),
            "Analytics": Secret(OTHER),
            "analytics (2)": Secret("1" * 32),
        }
        keys.close()


class TestAnotherProgramMeanwhile:
    """While one program stores a secret, another starts on the same list."""

    def during_set(self, store, monkeypatch, action, failure: StoreError | None = None):
        plain = store.set

        def set_(name: str, secret: Secret) -> None:
            plain(name, secret)
            monkeypatch.undo()
            action()
            if failure:
                raise failure

        monkeypatch.setattr(store, "set", set_)

    @pytest.mark.parametrize("failure", [None, ERROR])
    def test_that_shows_the_key_first(self, keys, path, store, clock, monkeypatch, failure):
        self.during_set(store, monkeypatch, lambda: start(path, store, clock).close(), failure)
        added = keys.add("Analytics", KEY)
        assert keys.rows() == (added.row,)
        assert keys.secret(added.row.id) == Secret(KEY)

    def test_that_takes_the_name(self, keys, path, store, clock, monkeypatch):
        def take() -> None:
            other = KeyList(Database(path), store, clock)
            other.add("Analytics", OTHER)
            other.close()

        self.during_set(store, monkeypatch, take)
        with pytest.raises(KeyListError) as refused:
            keys.add("ANALYTICS", KEY)
        assert refused.value.code is KeyListErrorCode.DESCRIPTION_TAKEN
        assert refused.value.arguments == {"description": "Analytics"}
        assert len(store.names) == 1
        assert states(path) == ["ready"]

    def test_that_gives_the_row_up_after_an_hour_at_the_prompt(
        self, keys, path, store, clock, monkeypatch
    ):
        def give_up() -> None:
            secrets, store._secrets = store._secrets, {}
            clock.pass_(hours=2)
            start(path, store, clock).close()
            assert states(path) == []
            store._secrets = secrets

        self.during_set(store, monkeypatch, give_up)
        added = keys.add("Analytics", KEY)
        assert keys.secret(added.row.id) == Secret(KEY)


def test_a_list_that_fails_after_the_secret_is_stored_shows_the_key_at_the_next_start(
    keys, store, path, clock, monkeypatch
):
    def full(*_: object) -> None:
        raise KeyListError(KeyListErrorCode.LIST_NOT_WRITABLE, path=str(path), detail="disk full")

    monkeypatch.setattr(keys._keys, "publish", full)
    with pytest.raises(KeyListError):
        keys.add("Analytics", KEY)
    later = start(path, store, clock)
    assert [row.description for row in later.rows()] == ["Analytics"]
    later.close()
