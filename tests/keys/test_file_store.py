"""The encrypted file: nothing but ciphertext on the disk, and every way in which it fails."""

import base64
import json
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from iottly_keycheck import atomic_file, file_lock
from iottly_keycheck.keys.stores import sealed
from iottly_keycheck.keys.stores.file_store import FileStore
from iottly_keycheck.keys.stores.sealed import Effort, Sealer, SealError, SealFault
from iottly_keycheck.secret import Secret, StoreError, StoreFailure, StoreReason

LIGHT = Effort(iterations=1, lanes=1, memory_kib=8)
PASSPHRASE = Secret("correct horse battery")
KEY = Secret("719cc48b719cc48b719cc48b719c6f64")

not_on_windows = pytest.mark.only_on("linux", "darwin")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "keys.sealed"


@pytest.fixture
def store(path: Path) -> FileStore:
    store = FileStore(path, effort=LIGHT)
    store.create(PASSPHRASE)
    store.set("key:1", KEY)
    return store


def again(path: Path, passphrase: Secret = PASSPHRASE) -> FileStore:
    """The program starts anew, and is given the passphrase."""
    store = FileStore(path, effort=LIGHT)
    store.unlock(passphrase)
    return store


def reason_of(call) -> StoreReason | None:
    with pytest.raises(StoreError) as failed:
        call()
    return failed.value.reason


def test_the_keys_are_there_for_who_has_the_passphrase(store, path):
    assert again(path).get("key:1") == KEY


@pytest.mark.parametrize("wrong", ["", "correct horse batter", "Correct horse battery"])
def test_another_passphrase_is_called_wrong_and_changes_nothing(store, path, wrong):
    before = path.read_bytes()
    locked = FileStore(path)
    assert reason_of(lambda: locked.unlock(Secret(wrong))) is StoreReason.PASSPHRASE_WRONG
    assert not locked.unlocked
    assert path.read_bytes() == before


def test_it_is_locked_until_it_is_unlocked(store, path):
    locked = FileStore(path)
    for call in (
        lambda: locked.get("key:1"),
        lambda: locked.set("key:2", KEY),
        lambda: locked.delete("key:1"),
    ):
        with pytest.raises(StoreError) as failed:
            call()
        assert failed.value.failure is StoreFailure.LOCKED
        assert failed.value.reason is StoreReason.PASSPHRASE_NEEDED
    store.lock()
    assert reason_of(lambda: store.get("key:1")) is StoreReason.PASSPHRASE_NEEDED


def test_where_there_is_no_file_nobody_is_asked_for_its_passphrase(path):
    none_yet = FileStore(path, effort=LIGHT)
    assert none_yet.get("key:1") is None
    none_yet.delete("key:1")
    for call in (
        lambda: none_yet.set("key:1", KEY),
        lambda: none_yet.change_passphrase(PASSPHRASE),
    ):
        assert reason_of(call) is StoreReason.PASSPHRASE_NEEDED
    assert not path.exists()


def test_a_file_that_nobody_can_open_is_kept_and_another_one_begun(store, path):
    locked = FileStore(path, effort=LIGHT)
    before = path.read_bytes()
    kept_as = locked.set_aside()
    assert kept_as is not None
    assert kept_as.read_bytes() == before
    assert not locked.exists
    locked.create(Secret("another passphrase"))
    assert locked.get("key:1") is None
    assert locked.set_aside() != kept_as
    assert locked.set_aside() is None


@not_on_windows
def test_nothing_but_ciphertext_is_on_the_disk_and_it_is_the_user_s_alone(store, path):
    assert {file.name for file in path.parent.iterdir()} == {"keys.sealed", "keys.sealed.lock"}
    for file in path.parent.iterdir():
        data = file.read_bytes()
        for text in (KEY.reveal(), PASSPHRASE.reveal(), "key:1"):
            assert text.encode() not in data
            assert base64.b64encode(text.encode())[:-4] not in data
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_every_write_has_a_nonce_of_its_own_and_the_same_salt(store, path):
    documents = [json.loads(path.read_text())]
    for number in range(20):
        store.set("key:2", Secret(f"{number:032x}"))
        documents.append(json.loads(path.read_text()))
    assert len({document["nonce"] for document in documents}) == len(documents)
    assert len({document["header"]["salt"] for document in documents}) == 1


def test_the_file_tells_how_it_was_made_and_the_defaults_are_those_of_rfc_9106(path):
    FileStore(path).create(PASSPHRASE)
    document = json.loads(path.read_text())
    assert document["version"] == 1
    assert document["header"]["argon2id"] == {"iterations": 3, "lanes": 4, "memory_kib": 65536}
    assert document["header"]["cipher"] == "AES-256-GCM"
    assert len(base64.b64decode(document["header"]["salt"])) == 16
    assert again(path).get("key:1") is None


def test_a_changed_passphrase_is_the_only_one_from_then_on_also_for_other_programs(store, path):
    other = again(path)
    store.change_passphrase(Secret("new one"))
    assert store.get("key:1") == KEY
    assert reason_of(lambda: other.get("key:1")) is StoreReason.PASSPHRASE_NEEDED
    assert not other.unlocked
    assert reason_of(lambda: again(path)) is StoreReason.PASSPHRASE_WRONG
    other.unlock(Secret("new one"))
    assert other.get("key:1") == KEY


def test_a_file_that_another_program_has_made_meanwhile_is_not_replaced(store, path):
    late = FileStore(path, effort=LIGHT)
    assert reason_of(lambda: late.create(Secret("other"))) is StoreReason.PASSPHRASE_NEEDED
    assert again(path).get("key:1") == KEY


class TestDamage:
    def outcome(self, path: Path) -> Secret | StoreReason | None:
        try:
            return again(path).get("key:1")
        except StoreError as error:
            return error.reason

    def test_any_byte_that_is_lost_or_changed_is_called_damage_not_a_wrong_passphrase(
        self, store, path
    ):
        whole = path.read_bytes()
        damaged = [whole[:length] for length in range(0, len(whole) - 2, 7)]
        damaged += [
            whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
            for place in range(0, len(whole) - 1, 5)
        ]
        for data in (*damaged, b"notes", b"[]", b"[" * 100_000, b"\0" * 4096, b"\xff\xfe{"):
            path.write_bytes(data)
            # White space between the values may be any.
            assert self.outcome(path) in (
                KEY,
                StoreReason.FILE_DAMAGED,
                StoreReason.FILE_NEWER,
            ), data
            assert path.read_bytes() == data

    def test_a_file_of_a_newer_version_is_left_alone(self, store, path):
        document = json.loads(path.read_text()) | {"version": 2}
        path.write_text(json.dumps(document))
        assert reason_of(lambda: again(path)) is StoreReason.FILE_NEWER

    def test_a_file_that_was_tampered_with_does_not_open(self, store, path):
        document = json.loads(path.read_text())
        sealed_text = bytearray(base64.b64decode(document["text"]))
        sealed_text[3] ^= 1
        fields = {name: document[name] for name in ("header", "nonce")}
        fields["text"] = base64.b64encode(sealed_text).decode()
        path.write_text(json.dumps(document | fields | {"sha256": sealed._digest(fields)}))
        assert reason_of(lambda: again(path)) is StoreReason.PASSPHRASE_WRONG

    @pytest.mark.parametrize(
        "effort",
        [
            {"iterations": 10**9, "lanes": 1, "memory_kib": 8},
            {"iterations": 1, "lanes": 1, "memory_kib": 10**9},
            {"iterations": 0, "lanes": 1, "memory_kib": 8},
            {"iterations": 1.5, "lanes": 1, "memory_kib": 8},
            {"iterations": True, "lanes": 1, "memory_kib": 8},
            {"lanes": "many", "iterations": 1, "memory_kib": 8},
            [],
        ],
    )
    def test_a_file_that_asks_for_too_much_work_is_refused_at_once(self, store, path, effort):
        document = json.loads(path.read_text())
        fields = {name: document[name] for name in ("header", "nonce", "text")}
        fields["header"]["argon2id"] = effort
        path.write_text(json.dumps(document | fields | {"sha256": sealed._digest(fields)}))
        assert reason_of(lambda: again(path)) is StoreReason.FILE_DAMAGED

    def test_what_was_sealed_for_something_else_is_no_list_of_secrets(self, path):
        path.parent.mkdir()
        path.write_bytes(Sealer.new(PASSPHRASE, "keys", LIGHT).seal("[1, 2"))
        assert reason_of(lambda: again(path).get("key:1")) is StoreReason.FILE_DAMAGED

    def test_no_file_any_more_is_no_keys(self, store, path):
        path.unlink()
        assert store.get("key:1") is None
        assert not store.exists
        assert reason_of(lambda: again(path)) is StoreReason.PASSPHRASE_NEEDED

    def test_an_error_holds_nothing_of_what_was_sealed(self, store, path):
        with pytest.raises(SealError) as failed:
            Sealer.of(path.read_bytes(), Secret("wrong"))
        assert failed.value.fault is SealFault.PASSPHRASE
        assert failed.value.__cause__ is None
        assert "wrong" not in str(failed.value)


class TestNotWritable:
    @not_on_windows
    def test_a_disk_that_is_full_takes_nothing_away(self, store, path, monkeypatch):
        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        assert reason_of(lambda: store.set("key:2", KEY)) is StoreReason.FILE_NOT_WRITABLE
        monkeypatch.undo()
        assert again(path).get("key:1") == KEY
        assert again(path).get("key:2") is None
        assert not list(path.parent.glob("*.new-*"))

    def test_a_folder_that_cannot_be_made(self, tmp_path):
        (tmp_path / "data").touch()
        store = FileStore(tmp_path / "data" / "keys.sealed", effort=LIGHT)
        assert reason_of(lambda: store.create(PASSPHRASE)) is StoreReason.FILE_NOT_WRITABLE

    def test_a_folder_in_its_place(self, path):
        path.mkdir(parents=True)
        assert reason_of(lambda: again(path)) is StoreReason.FILE_NOT_WRITABLE

    def test_what_a_killed_program_left_is_cleared_at_the_next_write(self, store, path):
        left = atomic_file._written_beside(path, b"half", 0o600)
        store.set("key:2", KEY)
        assert not left.exists()

    def test_another_program_that_holds_it_too_long_is_named(self, store, path):
        hasty = FileStore(path, patience=0.05)
        hasty.unlock(PASSPHRASE)
        with file_lock.holding(path.with_name("keys.sealed.lock"), 1):
            assert reason_of(lambda: hasty.set("key:2", KEY)) is StoreReason.FILE_BUSY
        hasty.set("key:2", KEY)


ADDER = """
import sys
from pathlib import Path
from iottly_keycheck.keys.stores.file_store import FileStore
from iottly_keycheck.secret import Secret
store = FileStore(Path(sys.argv[1]), patience=30)
store.unlock(Secret(sys.argv[2]))
for number in range(20):
    store.set(f"{sys.argv[3]}:{number}", Secret(f"{number:032x}"))
    store.delete(f"{sys.argv[3]}:{number - 10}")
"""


def test_several_programs_and_threads_that_write_at_once_lose_nothing(store, path):
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", ADDER, str(path), PASSPHRASE.reveal(), name],
            stderr=subprocess.PIPE,
        )
        for name in "abc"
    ]
    threads = [
        threading.Thread(target=store.set, args=(f"thread:{number}", KEY)) for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    for program in programs:
        _, errors = program.communicate(timeout=60)
        assert (program.returncode, errors) == (0, b"")
    found = again(path)
    assert all(found.get(f"thread:{number}") == KEY for number in range(8))
    for name in "abc":
        kept = [number for number in range(20) if found.get(f"{name}:{number}") is not None]
        assert kept == list(range(10, 20))
