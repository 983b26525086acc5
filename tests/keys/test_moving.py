"""Keys in several stores at once, and on their way from one to another."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode, StoreSilentError
from iottly_keycheck.keys.stores.file_store import FileStore
from iottly_keycheck.keys.stores.key_stores import KeyStores
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.keys.stores.password_store import PasswordStore
from iottly_keycheck.keys.stores.sealed import Effort
from iottly_keycheck.keys.stores.session_store import SessionStore
from iottly_keycheck.secret import Secret, StoreError, StoreFailure, StoreReason
from iottly_keycheck.settings import KeyStore

KEY = "719cc48b719cc48b719cc48b719c6f64"
PASSPHRASE = Secret("correct horse battery")
LIGHT = Effort(iterations=1, lanes=1, memory_kib=8)
ERROR = StoreError(StoreFailure.ERROR, "broken")
SILENT = StoreSilentError.because(StoreReason.SILENT, "silent")


class Keyring(MemoryStore):
    """Fails where it is told to, and tells a test when it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.on_set: Callable[[], object] = lambda: None
        self.failing_set: StoreError | None = None
        self.failing_delete: StoreError | None = None

    @property
    def names(self) -> set[str]:
        return set(self._secrets)

    def set(self, name: str, secret: Secret) -> None:
        super().set(name, secret)
        self.on_set()
        if self.failing_set:
            raise self.failing_set

    def delete(self, name: str) -> None:
        if self.failing_delete:
            raise self.failing_delete
        super().delete(name)


class Computer:
    """One computer: the keyring and the file are there for all programs that run on it."""

    def __init__(self, folder: Path, clock) -> None:
        self.folder = folder
        self.keyring = Keyring()
        self.chosen = KeyStore.KEYRING.value
        self._clock = clock

    def program(self, *, unlocked: bool = True) -> KeyList:
        file = FileStore(self.folder / "keys.sealed", effort=LIGHT)
        if unlocked and file.exists:
            file.unlock(PASSPHRASE)
        elif unlocked:
            file.create(PASSPHRASE)
        session = SessionStore(self.folder)
        stores = KeyStores(self.keyring, file, session, lambda: self.chosen)
        return KeyList(Database(self.folder / "keys.db"), stores, self._clock)

    def in_file(self) -> int:
        file = FileStore(self.folder / "keys.sealed")
        file.unlock(PASSPHRASE)
        return len(file._secrets())


@pytest.fixture
def computer(tmp_path, clock) -> Computer:
    return Computer(tmp_path, clock)


@pytest.fixture
def keys(computer) -> Iterator[KeyList]:
    with closing(computer.program()) as keys:
        yield keys


def add(keys: KeyList, computer: Computer, store: KeyStore, description: str = "Analytics") -> int:
    computer.chosen = store.value
    row = keys.add(description, KEY if description == "Analytics" else description * 8).row
    assert row.store is store
    return row.id


STORES = list(KeyStore)
PAIRS = [(source, target) for source in STORES for target in STORES if source != target]


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_a_moved_key_is_in_the_one_store_and_not_in_the_other(keys, computer, source, target):
    row_id = add(keys, computer, source)
    row = keys.set_store(row_id, target)
    assert (row.store, row.description) == (target, "Analytics")
    assert keys.secret(row_id) == Secret(KEY)
    places = {
        KeyStore.KEYRING: len(computer.keyring.names),
        KeyStore.FILE: computer.in_file(),
        KeyStore.SESSION: len(keys.stores.session._secrets),
    }
    assert places == dict.fromkeys(STORES, 0) | {target: 1}
    assert keys.set_store(row_id, target) == row


def test_a_list_may_be_mixed_and_knows_a_key_wherever_it_is(keys, computer):
    for store, description in zip(STORES, ("Analytics", "Dash", "Reports"), strict=True):
        add(keys, computer, store, description)
    assert [row.store for row in keys.rows()] == STORES
    for row in keys.rows():
        key = keys.secret(row.id)
        assert key is not None
        with pytest.raises(KeyListError) as refused:
            keys.add("Again", key.reveal())
        assert refused.value.code is KeyListErrorCode.KEY_KNOWN


@pytest.mark.parametrize("source", [KeyStore.KEYRING, KeyStore.FILE])
def test_a_key_that_cannot_be_had_any_more_may_be_kept_once_more_elsewhere(
    keys, computer, monkeypatch, source
):
    add(keys, computer, source)

    def fail(*_):
        raise StoreError(StoreFailure.UNAVAILABLE, "no service")

    broken = computer.keyring if source is KeyStore.KEYRING else keys.stores.file
    monkeypatch.setattr(broken, "get", fail)
    with pytest.raises(StoreError):
        keys.add("Again", KEY)
    computer.chosen = KeyStore.SESSION
    assert keys.add("Again", KEY).row.store is KeyStore.SESSION


def test_what_is_chosen_must_be_a_store(keys, computer):
    computer.chosen = "cloud"
    with pytest.raises(StoreError) as failed:
        keys.add("Analytics", KEY)
    assert failed.value.reason is StoreReason.UNKNOWN_STORE
    assert keys.rows() == ()


def test_a_key_that_the_store_has_lost_stays_where_it_was(keys, computer):
    row_id = add(keys, computer, KeyStore.KEYRING)
    computer.keyring._secrets.clear()
    assert keys.set_store(row_id, KeyStore.FILE).store is KeyStore.KEYRING


class TestFailures:
    def test_a_target_that_fails_leaves_the_key_where_it_was(self, keys, computer):
        row_id = add(keys, computer, KeyStore.FILE)
        computer.keyring.failing_set = ERROR
        with pytest.raises(StoreError):
            keys.set_store(row_id, KeyStore.KEYRING)
        assert keys.rows()[0].store is KeyStore.FILE
        assert keys.secret(row_id) == Secret(KEY)
        assert computer.keyring.names == set()

    def test_what_a_silent_target_may_have_kept_goes_at_the_next_start(self, keys, computer):
        row_id = add(keys, computer, KeyStore.FILE)
        computer.keyring.failing_set = SILENT
        with pytest.raises(StoreError):
            keys.set_store(row_id, KeyStore.KEYRING)
        assert len(computer.keyring.names) == 1
        with closing(computer.program()) as later:
            assert later.finish_interrupted() is None
            assert computer.keyring.names == set()
            assert later.secret(row_id) == Secret(KEY)

    def test_a_source_that_fails_is_cleared_later(self, keys, computer):
        row_id = add(keys, computer, KeyStore.KEYRING)
        computer.keyring.failing_delete = ERROR
        with pytest.raises(StoreError):
            keys.set_store(row_id, KeyStore.FILE)
        assert keys.rows()[0].store is KeyStore.FILE
        assert keys.secret(row_id) == Secret(KEY)
        assert keys.finish_interrupted() is ERROR
        computer.keyring.failing_delete = None
        assert keys.finish_interrupted() is None
        assert computer.keyring.names == set()

    def test_a_locked_file_keeps_nothing_else_waiting(self, keys, computer):
        in_file = add(keys, computer, KeyStore.FILE, "Dash")
        in_keyring = add(keys, computer, KeyStore.KEYRING, "Reports")
        keys.delete(in_file)
        keys.delete(in_keyring)
        with closing(computer.program(unlocked=False)) as other:
            computer_clock = other._now
            computer_clock.pass_(seconds=11)
            with pytest.raises(StoreError) as failed:
                other.purge_deleted()
            assert failed.value.reason is StoreReason.PASSPHRASE_NEEDED
            assert computer.keyring.names == set()
            assert computer.in_file() == 1
            other.stores.file.unlock(PASSPHRASE)
            other.purge_deleted()
            assert computer.in_file() == 0


class TestTwoPrograms:
    """While one moves a key, another starts, deletes, or reads it."""

    def during_the_move(self, keys, computer, action) -> int:
        row_id = add(keys, computer, KeyStore.FILE)
        with closing(computer.program()) as other:
            other._moving._patience = 0.1
            results: list[object] = []

            def meanwhile() -> None:
                computer.keyring.on_set = lambda: None
                try:
                    results.append(action(other, row_id))
                except KeyListError as error:
                    results.append(error.code)

            computer.keyring.on_set = meanwhile
            keys.set_store(row_id, KeyStore.KEYRING)
        return results[0]

    def test_that_puts_things_right_at_its_start(self, keys, computer):
        assert (
            self.during_the_move(keys, computer, lambda other, _: other.finish_interrupted())
            is None
        )
        (row,) = keys.rows()
        assert row.store is KeyStore.KEYRING
        assert keys.secret(row.id) == Secret(KEY)
        assert computer.in_file() == 0

    def test_that_removes_the_key_is_told_to_wait(self, keys, computer):
        refusal = self.during_the_move(keys, computer, lambda other, id_: other.remove(id_))
        assert refusal is KeyListErrorCode.LIST_BUSY
        assert len(keys.rows()) == 1

    def test_that_deletes_the_key_has_it_deleted_wherever_it_is_then(self, keys, computer, clock):
        with pytest.raises(KeyListError) as refused:
            self.during_the_move(keys, computer, lambda other, id_: other.delete(id_))
        assert refused.value.code is KeyListErrorCode.KEY_UNKNOWN
        assert keys.rows() == ()
        clock.pass_(seconds=11)
        keys.purge_deleted()
        assert computer.keyring.names == set()
        assert computer.in_file() == 0

    def test_that_reads_the_key_finds_it(self, keys, computer):
        row_id = add(keys, computer, KeyStore.FILE)
        stop = threading.Event()
        missing: list[int] = []

        def read() -> None:
            with closing(computer.program()) as other:
                while not stop.is_set():
                    if other.secret(row_id) != Secret(KEY):
                        missing.append(1)

        reader = threading.Thread(target=read)
        reader.start()
        for _ in range(10):
            keys.set_store(row_id, KeyStore.KEYRING)
            keys.set_store(row_id, KeyStore.FILE)
        stop.set()
        reader.join(timeout=30)
        assert not missing


class TestSession:
    def test_a_key_is_forgotten_with_the_program_that_has_it(self, computer):
        with closing(computer.program()) as keys:
            add(keys, computer, KeyStore.SESSION)
        with closing(computer.program()) as later:
            assert later.rows() == ()
        assert not list(computer.folder.glob("session-*"))

    def test_another_program_shows_it_and_says_where_it_is(self, keys, computer):
        row_id = add(keys, computer, KeyStore.SESSION)
        with closing(computer.program()) as other:
            assert other.finish_interrupted() is None
            assert [row.store for row in other.rows()] == [KeyStore.SESSION]
            with pytest.raises(StoreError) as failed:
                other.secret(row_id)
            assert failed.value.reason is StoreReason.OTHER_SESSION
            computer.chosen = "keyring"
            other.add("Mine too", KEY)
        assert keys.secret(row_id) == Secret(KEY)

    def test_a_program_that_was_killed_leaves_rows_that_go_at_the_next_start(self, computer):
        killed = computer.program()
        row_id = add(killed, computer, KeyStore.SESSION)
        killed._database.close()
        with closing(computer.program()) as other:
            # What the system does for a program that ends.
            from iottly_keycheck import file_lock

            file_lock.release(killed.stores.session._lock)
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

    def test_it_is_kept_where_keys_are_and_found_after_another_choice(self, keys, computer):
        passwords = PasswordStore(lambda: keys.stores)
        passwords.set(self.NAME, self.PASSWORD)
        assert computer.keyring.names == {self.NAME}
        computer.chosen = "file"
        assert passwords.get(self.NAME) == self.PASSWORD
        passwords.set(self.NAME, Secret("new"))
        assert computer.keyring.names == set()
        assert passwords.get(self.NAME) == Secret("new")
        computer.chosen = "session"
        assert passwords.get(self.NAME) == Secret("new")
        passwords.delete(self.NAME)
        assert passwords.get(self.NAME) is None
        assert computer.in_file() == 0

    def test_a_locked_file_is_asked_only_where_it_is_chosen(self, keys, computer):
        passwords = PasswordStore(lambda: keys.stores)
        keys.stores.file.lock()
        assert passwords.get(self.NAME) is None
        computer.chosen = "file"
        with pytest.raises(StoreError):
            passwords.get(self.NAME)
