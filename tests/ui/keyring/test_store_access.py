"""The passphrase is asked for when it is needed, once, and whoever waits for it goes on."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from iottly_keycheck.keys.stores.file_store import FileStore
from iottly_keycheck.keys.stores.sealed import Effort
from iottly_keycheck.secret import Secret, StoreError, StoreReason
from iottly_keycheck.ui.keyring.keyring_wait import KeyringWait
from iottly_keycheck.ui.keyring.store_access import NotUnlocked, StoreAccess
from iottly_keycheck.ui.tasks import Tasks

LIGHT = Effort(iterations=1, lanes=1, memory_kib=8)
PASSPHRASE = Secret("correct horse battery")
KEY = Secret("719cc48b13aa7be9a89a433493966f64")


class Desk:
    """Somebody who wants secrets of a file, and what came of it."""

    def __init__(self, path: Path) -> None:
        self.file = FileStore(path, effort=LIGHT)
        self.tasks = Tasks()
        self.access = StoreAccess(self.file, self.tasks, KeyringWait(self.tasks))
        self.questions: list[bool] = []
        self.refusals: list[StoreReason | None] = []
        self.came: list[object] = []
        self.access.passphrase_requested.connect(self.questions.append)
        self.access.passphrase_refused.connect(self._refused)

    def want(self, call: Callable[[], object]) -> None:
        self.access.run(call, self.came.append, self.came.append)

    def _refused(self, error: BaseException) -> None:
        assert isinstance(error, StoreError)
        self.refusals.append(error.reason)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.sealed"


@pytest.fixture
def file(path: Path) -> FileStore:
    """The file as another program has it open."""
    file = FileStore(path, effort=LIGHT)
    file.create(PASSPHRASE)
    file.set("key:1", KEY)
    return file


@pytest.fixture
def presenter(qtbot: QtBot, path: Path) -> Iterator[Desk]:
    presenter = Desk(path)
    yield presenter
    presenter.tasks.close()


def test_two_who_need_it_are_one_question(presenter: Desk, file: FileStore, qtbot: QtBot) -> None:
    presenter.want(lambda: presenter.file.get("key:1"))
    presenter.want(lambda: presenter.file.get("key:2"))
    qtbot.waitUntil(lambda: presenter.questions == [False])
    presenter.access.give(PASSPHRASE, new=False)
    qtbot.waitUntil(lambda: len(presenter.came) == 2)
    assert KEY in presenter.came
    presenter.want(lambda: presenter.file.get("key:1"))
    qtbot.waitUntil(lambda: len(presenter.came) == 3)
    assert presenter.questions == [False]


def test_a_wrong_one_is_refused_and_asked_again(
    presenter: Desk, file: FileStore, qtbot: QtBot
) -> None:
    presenter.want(lambda: presenter.file.get("key:1"))
    qtbot.waitUntil(lambda: presenter.questions == [False])
    presenter.access.give(Secret("wrong"), new=False)
    qtbot.waitUntil(lambda: presenter.refusals == [StoreReason.PASSPHRASE_WRONG])
    assert presenter.came == []
    presenter.access.give(PASSPHRASE, new=False)
    qtbot.waitUntil(lambda: presenter.came == [KEY])


def test_who_gives_it_up_gives_it_up_for_all(
    presenter: Desk, file: FileStore, qtbot: QtBot
) -> None:
    presenter.want(lambda: presenter.file.get("key:1"))
    presenter.want(lambda: presenter.file.delete("key:1"))
    qtbot.waitUntil(lambda: presenter.questions == [False])
    qtbot.waitUntil(lambda: len(presenter.access._asking) == 2)
    presenter.access.give_up()
    assert [type(each) for each in presenter.came] == [NotUnlocked, NotUnlocked]
    assert file.get("key:1") == KEY


def test_a_new_file_needs_a_new_passphrase(presenter: Desk, path: Path, qtbot: QtBot) -> None:
    presenter.want(partial(presenter.file.set, "key:1", KEY))
    qtbot.waitUntil(lambda: presenter.questions == [True])
    presenter.access.give(PASSPHRASE, new=True)
    qtbot.waitUntil(lambda: len(presenter.came) == 1)
    assert presenter.file.get("key:1") == KEY


def test_a_file_that_another_program_makes_meanwhile_wants_its_own_passphrase(
    presenter: Desk, path: Path, qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    presenter.want(partial(presenter.file.set, "key:2", KEY))
    qtbot.waitUntil(lambda: presenter.questions == [True])
    other = request.getfixturevalue("file")
    presenter.access.give(Secret("another passphrase"), new=True)
    qtbot.waitUntil(lambda: presenter.questions == [True, False])
    presenter.access.give(PASSPHRASE, new=False)
    qtbot.waitUntil(lambda: len(presenter.came) == 1)
    assert (other.get("key:1"), other.get("key:2")) == (KEY, KEY)


def test_a_passphrase_that_another_program_has_changed_is_asked_for_again(
    presenter: Desk, file: FileStore, qtbot: QtBot
) -> None:
    presenter.file.unlock(PASSPHRASE)
    file.change_passphrase(Secret("another passphrase"))
    presenter.want(lambda: presenter.file.get("key:1"))
    qtbot.waitUntil(lambda: presenter.questions == [False])
    presenter.access.give(PASSPHRASE, new=False)
    qtbot.waitUntil(lambda: presenter.refusals == [StoreReason.PASSPHRASE_WRONG])
    presenter.access.give(Secret("another passphrase"), new=False)
    qtbot.waitUntil(lambda: presenter.came == [KEY])


def test_where_there_is_no_file_for_keys_nobody_is_asked(qtbot: QtBot) -> None:
    tasks = Tasks()
    access = StoreAccess(None, tasks, KeyringWait(tasks))
    went_on: list[str] = []
    access.when_open(lambda: went_on.append("yes"))
    assert went_on == ["yes"]
    assert not access.locked
    tasks.close()
