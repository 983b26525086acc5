"""A computer without a keyring: keys and passwords for one session of the window."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode
from iottly_keycheck.keys.stores.key_stores import KeyStores
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.keys.stores.password_store import PasswordStore
from iottly_keycheck.keys.stores.session_store import SessionStore
from iottly_keycheck.secret import Secret, StoreError, StoreFailure, StoreReason

KEY = "719cc48b719cc48b719cc48b719c6f64"
UNAVAILABLE = StoreError(StoreFailure.UNAVAILABLE, "no service")


class Keyring(MemoryStore):
    """A keyring that fails as it is told to."""

    failure: StoreError | None = None

    def get(self, name: str) -> Secret | None:
        self._fail()
        return super().get(name)

    def set(self, name: str, secret: Secret) -> None:
        self._fail()
        super().set(name, secret)

    def delete(self, name: str) -> None:
        self._fail()
        super().delete(name)

    def _fail(self) -> None:
        if self.failure:
            raise self.failure


class Computer:
    """One computer: the keyring is there for all programs that run on it, or not there."""

    def __init__(self, folder: Path, clock) -> None:
        self.folder = folder
        self.keyring = Keyring()
        self.keyring.failure = UNAVAILABLE
        self._clock = clock

    def program(self, *, window: bool = True) -> KeyList:
        stores = KeyStores(self.keyring, SessionStore(self.folder), session_fallback=window)
        return KeyList(Database(self.folder / "keys.db"), stores, self._clock)


@pytest.fixture
def computer(tmp_path: Path, clock) -> Computer:
    return Computer(tmp_path, clock)


@pytest.fixture
def keys(computer: Computer) -> Iterator[KeyList]:
    with closing(computer.program()) as keys:
        yield keys


class TestKeys:
    def test_a_window_keeps_a_key_in_memory_and_says_so(self, keys, computer):
        row = keys.add("Analytics", KEY).row
        assert row.session_only
        assert keys.rows() == (row,)
        assert keys.secret(row.id) == Secret(KEY)
        assert computer.keyring._secrets == {}

    def test_a_command_keeps_none_that_it_would_forget_at_once(self, computer):
        with closing(computer.program(window=False)) as command:
            with pytest.raises(StoreError) as failed:
                command.add("Analytics", KEY)
            assert failed.value is UNAVAILABLE
            assert command.rows() == ()

    @pytest.mark.parametrize("failure", [StoreFailure.LOCKED, StoreFailure.ERROR])
    def test_a_keyring_that_is_there_and_fails_is_not_passed_by(self, keys, computer, failure):
        computer.keyring.failure = StoreError(failure, "broken")
        with pytest.raises(StoreError):
            keys.add("Analytics", KEY)
        assert keys.rows() == ()

    def test_a_list_may_be_mixed_and_knows_a_key_wherever_it_is(self, keys, computer):
        keys.add("Analytics", KEY)
        computer.keyring.failure = None
        keys.add("Reporting", "0" * 32)
        assert [row.session_only for row in keys.rows()] == [True, False]
        for row in keys.rows():
            with pytest.raises(KeyListError) as refused:
                keys.add("Again", keys.secret(row.id).reveal())
            assert refused.value.code is KeyListErrorCode.KEY_KNOWN

    def test_a_key_that_cannot_be_had_any_more_may_be_kept_once_more(self, keys, computer):
        computer.keyring.failure = None
        keys.add("Analytics", KEY)
        computer.keyring.failure = UNAVAILABLE
        assert keys.add("Again", KEY).row.session_only

    def test_a_key_is_forgotten_with_the_program_that_has_it(self, computer):
        with closing(computer.program()) as keys:
            keys.add("Analytics", KEY)
        with closing(computer.program()) as later:
            assert later.rows() == ()
        assert not list(computer.folder.glob("session-*"))

    def test_another_program_shows_it_and_says_where_it_is(self, keys, computer):
        row = keys.add("Analytics", KEY).row
        with closing(computer.program()) as other:
            assert other.finish_interrupted() is None
            assert other.rows() == (row,)
            with pytest.raises(StoreError) as failed:
                other.secret(row.id)
            assert failed.value.reason is StoreReason.OTHER_SESSION
            other.add("Mine too", KEY)
        assert keys.secret(row.id) == Secret(KEY)

    @pytest.mark.parametrize("window", [True, False])
    def test_a_program_that_was_killed_leaves_rows_that_go_at_the_next_start(
        self, computer, window
    ):
        killed = computer.program()
        row_id = killed.add("Analytics", KEY).row.id
        killed._database.close()
        with closing(computer.program(window=window)) as other:
            # What the system does for a program that ends.
            killed.stores.session._lock.release()
            assert other.secret(row_id) is None
            assert other.finish_interrupted() is None
            assert other.rows() == ()

    def test_a_label_leads_to_no_other_folder(self, tmp_path):
        outside = tmp_path / "outside.lock"
        outside.touch()
        session = SessionStore(tmp_path / "data")
        session.begin()
        assert session.has_ended("session:../outside")
        assert outside.exists()
        session.end()


class TestPasswords:
    NAME, PASSWORD = "proxy:user@host:3128", Secret("canary")

    def test_it_is_in_the_keyring_or_for_this_session(self, keys, computer):
        passwords = PasswordStore(lambda: keys.stores)
        passwords.set(self.NAME, self.PASSWORD)
        assert passwords.get(self.NAME) == self.PASSWORD
        computer.keyring.failure = None
        assert passwords.get(self.NAME) == self.PASSWORD
        passwords.set(self.NAME, Secret("new"))
        assert computer.keyring._secrets == {self.NAME: Secret("new")}
        assert passwords.get(self.NAME) == Secret("new")
        passwords.delete(self.NAME)
        assert passwords.get(self.NAME) is None

    def test_it_is_deleted_where_there_is_no_keyring(self, keys):
        passwords = PasswordStore(lambda: keys.stores)
        passwords.set(self.NAME, self.PASSWORD)
        passwords.delete(self.NAME)
        assert keys.stores.session.get(self.NAME) is None
        with pytest.raises(StoreError):
            passwords.delete(self.NAME)

    @pytest.mark.parametrize("failure", [StoreFailure.LOCKED, StoreFailure.ERROR])
    def test_a_keyring_that_is_there_and_fails_is_not_passed_by(self, keys, computer, failure):
        computer.keyring.failure = StoreError(failure, "broken")
        with pytest.raises(StoreError):
            PasswordStore(lambda: keys.stores).set(self.NAME, self.PASSWORD)
        assert keys.stores.session.get(self.NAME) is None

    def test_a_command_sets_none_that_it_would_forget_at_once(self, computer):
        with closing(computer.program(window=False)) as command, pytest.raises(StoreError):
            PasswordStore(lambda: command.stores).set(self.NAME, self.PASSWORD)
