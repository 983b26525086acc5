"""The file of the key list: private, careful with what it does not understand, plain about why."""

import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from iottly_keycheck.keys.list.database import MEMORY, Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.list.schema import STEPS
from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode
from iottly_keycheck.keys.stores.memory_store import MemoryStore

NOBODY = 65534
not_on_windows = pytest.mark.only_on("linux", "darwin")


def refusal_of(call) -> KeyListError:
    with pytest.raises(KeyListError) as refused:
        call()
    return refused.value


@contextmanager
def opened(path: Path | str, **options: object) -> Iterator[KeyList]:
    key_list = KeyList(Database(path, **options), MemoryStore())
    try:
        yield key_list
    finally:
        key_list.close()


@pytest.fixture
def public(tmp_path: Path) -> Iterator[Path]:
    """A folder that belongs to this process without root's powers, which no mode would stop."""
    if os.geteuid() != 0:
        yield tmp_path
        return
    folder = Path(tempfile.mkdtemp())
    os.chown(folder, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        os.seteuid(0)
        shutil.rmtree(folder)


def test_making_the_list_touches_nothing(path):
    with opened(path):
        assert not path.parent.exists()


@not_on_windows
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_folder_file_and_journal_are_the_user_s_alone(path, umask):
    before = os.umask(umask)
    try:
        with closing(Database(path)) as database, database.writing() as connection:
            connection.execute("CREATE TABLE written (x)")
            modes = {file: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert modes == {path: 0o600, path.with_name("keys.db-journal"): 0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@not_on_windows
def test_a_list_that_others_could_read_is_closed_to_them(path):
    with opened(path) as keys:
        keys.add("Analytics", "a" * 32)
    path.parent.chmod(0o755)
    path.chmod(0o644)
    with opened(path) as keys:
        assert len(keys.rows()) == 1
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@not_on_windows
def test_a_folder_that_is_shared_on_purpose_stays_so(tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    with opened(shared / "keys.db") as keys:
        assert keys.rows() == ()
    assert stat.S_IMODE(shared.stat().st_mode) == 0o1777
    assert stat.S_IMODE((shared / "keys.db").stat().st_mode) == 0o600


def test_the_rollback_journal_is_kept_and_writes_are_on_the_disk(path):
    with closing(Database(path)) as database, database.reading() as connection:
        settings = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "user_version")
        }
    assert settings == {
        "journal_mode": "delete",
        "synchronous": 3,  # EXTRA
        "foreign_keys": 1,
        "user_version": len(STEPS),
    }


def test_a_path_with_the_characters_of_an_address_is_a_path(tmp_path):
    path = tmp_path / "50% of #1?mode=memory" / "schlüssel.db"
    with opened(path) as keys:
        keys.add("Analytics", "a" * 32)
    assert path.is_file()


def test_a_list_in_memory_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())
    with opened(MEMORY) as keys:
        keys.add("Analytics", "a" * 32)
        assert [row.description for row in keys.rows()] == ["Analytics"]
    assert set(tmp_path.iterdir()) == before


class TestMigrations:
    FIRST = ("CREATE TABLE notes (text)",)
    SECOND = ("ALTER TABLE notes ADD COLUMN author", "UPDATE notes SET author = 'me'")

    def test_an_older_list_is_brought_up_to_date_with_what_is_in_it(self, path):
        with (
            closing(Database(path, steps=[self.FIRST])) as database,
            database.writing() as connection,
        ):
            connection.execute("INSERT INTO notes VALUES ('kept')")
        with (
            closing(Database(path, steps=[self.FIRST, self.SECOND])) as database,
            database.reading() as connection,
        ):
            assert connection.execute("SELECT * FROM notes").fetchall() == [("kept", "me")]
            assert connection.execute("PRAGMA user_version").fetchone() == (2,)

    def test_a_step_that_fails_leaves_the_older_list_whole(self, path):
        with closing(Database(path, steps=[self.FIRST])) as database, database.reading():
            pass
        before = path.read_bytes()
        broken = Database(path, steps=[self.FIRST, (*self.SECOND, "nonsense")])
        with pytest.raises(KeyListError), broken.reading():
            pass
        assert path.read_bytes() == before

    def test_an_empty_file_becomes_a_list(self, path):
        path.parent.mkdir()
        path.touch()
        with opened(path) as keys:
            assert keys.rows() == ()


class TestLeftAlone:
    @pytest.fixture
    def written(self, path):
        with opened(path) as keys:
            for number in range(12):
                keys.add(f"Key {number}", f"{number:032x}")
        return path

    def check(self, path: Path, refusal: KeyListErrorCode) -> None:
        """Every call refuses, and not a byte changes."""
        before = path.read_bytes()
        with opened(path) as keys:
            for call in (
                keys.rows,
                keys.finish_interrupted,
                lambda: keys.add("Analytics", "a" * 32),
                lambda: keys.delete(1),
            ):
                error = refusal_of(call)
                assert error.code is refusal
                assert error.arguments["path"] == str(path)
        assert path.read_bytes() == before
        assert list(path.parent.iterdir()) == [path]

    def test_a_newer_list(self, written):
        with closing(sqlite3.connect(written)) as connection:
            connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
        self.check(written, KeyListErrorCode.LIST_NEWER)


@not_on_windows
class TestNotWritable:
    @pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o500, 0o600), (0o500, 0o400)])
    def test_a_read_only_list_is_still_read(self, public, folder_mode, file_mode):
        path = public / "data" / "keys.db"
        with opened(path) as keys:
            keys.add("Analytics", "a" * 32)
        path.chmod(file_mode)
        path.parent.chmod(folder_mode)
        try:
            with opened(path) as keys:
                (row,) = keys.rows()
                assert keys.finish_interrupted() is None
                for call in (
                    lambda: keys.add("Reporting", "b" * 32),
                    lambda: keys.delete(row.id),
                    lambda: keys.rename(row.id, "Dashboard"),
                ):
                    error = refusal_of(call)
                    assert error.code is KeyListErrorCode.LIST_NOT_WRITABLE
                    assert error.arguments["detail"]
                assert [row.description for row in keys.rows()] == ["Analytics"]
        finally:
            path.parent.chmod(0o700)

    def test_no_place_for_a_folder(self, public):
        public.chmod(0o500)
        try:
            with opened(public / "data" / "keys.db") as keys:
                assert refusal_of(keys.rows).code is KeyListErrorCode.LIST_NOT_WRITABLE
        finally:
            public.chmod(0o700)

    def test_a_list_that_is_not_ours_to_read(self, public):
        path = public / "keys.db"
        path.touch(mode=0o000)
        with opened(path) as keys:
            assert refusal_of(keys.rows).code is KeyListErrorCode.LIST_NOT_WRITABLE


def test_a_folder_in_the_file_s_place_is_named_as_such(path):
    path.mkdir(parents=True)
    with opened(path) as keys:
        assert refusal_of(keys.rows).code is KeyListErrorCode.LIST_NOT_WRITABLE


def test_a_full_disk_takes_nothing_away(path):
    store = MemoryStore()
    with closing(Database(path)) as database:
        keys = KeyList(database, store)
        keys.add("Analytics", "a" * 32)
        with database.reading() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")
        with suppress(KeyListError):
            for number in range(1000):
                keys.add(f"Key {number}", f"{number:032x}")
        error = refusal_of(lambda: keys.add("x" * 200, "b" * 32))
        assert error.code is KeyListErrorCode.LIST_NOT_WRITABLE
        assert "full" in error.arguments["detail"]
        for row in keys.rows():
            assert keys.secret(row.id) is not None


def test_another_program_that_holds_the_list_too_long_is_named(path):
    with opened(path) as keys:
        keys.add("Analytics", "a" * 32)
    with closing(sqlite3.connect(path)) as other, opened(path, busy_seconds=0.05) as keys:
        other.execute("BEGIN EXCLUSIVE")
        assert refusal_of(keys.rows).code is KeyListErrorCode.LIST_BUSY
        other.execute("COMMIT")
        other.execute("BEGIN IMMEDIATE")
        assert len(keys.rows()) == 1
        assert refusal_of(lambda: keys.delete(1)).code is KeyListErrorCode.LIST_BUSY
        other.execute("ROLLBACK")
        keys.delete(1)


def test_a_mistake_of_ours_is_not_blamed_on_the_file(path):
    with (
        closing(Database(path)) as database,
        pytest.raises(sqlite3.ProgrammingError),
        database.reading() as connection,
    ):
        connection.execute("SELECT ?", ())
