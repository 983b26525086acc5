"""Waiting for the keyring is said aloud, and can be given up."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from iottly_keycheck.deadline import Cancelled
from iottly_keycheck.secret import StoreError, StoreFailure
from iottly_keycheck.ui.keyring.keyring_wait import KeyringWait
from iottly_keycheck.ui.tasks import Tasks


class Desk:
    """Somebody who asks the keyring for something, and a keyring that answers when it is told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.tasks = Tasks()
        self.wait = KeyringWait(self.tasks)
        self.answer = threading.Event()
        self.results: list[object] = []
        self.failures: list[BaseException] = []
        self.waiting: list[bool] = []
        self.wait.waiting_changed.connect(self.waiting.append)

    def ask(self, error: Exception | None = None) -> None:
        def keyring() -> str:
            self.answer.wait()
            if error:
                raise error
            return "secret"

        self.wait.run(keyring, self.results.append, self.failures.append)


@pytest.fixture
def presenter(qtbot: QtBot) -> Iterator[Desk]:
    presenter = Desk(qtbot)
    yield presenter
    presenter.answer.set()
    presenter.tasks.close()


def test_a_keyring_that_answers_at_once_is_not_mentioned(presenter: Desk) -> None:
    presenter.answer.set()
    presenter.ask()
    presenter.qtbot.waitUntil(lambda: presenter.results == ["secret"])
    with presenter.qtbot.assertNotEmitted(presenter.wait.waiting_changed, wait=400):
        pass


def test_a_slow_keyring_is_mentioned_until_it_answers(presenter: Desk) -> None:
    presenter.ask()
    presenter.qtbot.waitUntil(lambda: presenter.waiting == [True])
    presenter.answer.set()
    presenter.qtbot.waitUntil(lambda: presenter.waiting == [True, False])
    assert presenter.results == ["secret"]


def test_two_calls_are_one_wait(presenter: Desk) -> None:
    presenter.ask()
    presenter.ask()
    presenter.qtbot.waitUntil(lambda: presenter.waiting == [True])
    presenter.answer.set()
    presenter.qtbot.waitUntil(lambda: presenter.results == ["secret", "secret"])
    assert presenter.waiting == [True, False]


def test_giving_up_is_a_failure_at_once(presenter: Desk) -> None:
    presenter.ask()
    presenter.qtbot.waitUntil(lambda: presenter.waiting == [True])
    presenter.wait.give_up()
    assert [type(failure) for failure in presenter.failures] == [Cancelled]
    assert presenter.waiting == [True, False]


@pytest.mark.parametrize("error", [None, StoreError(StoreFailure.LOCKED, "dismissed")])
def test_what_was_given_up_is_not_heard_but_mentioned(
    presenter: Desk, error: StoreError | None
) -> None:
    presenter.ask(error)
    presenter.wait.give_up()
    with presenter.qtbot.waitSignal(presenter.wait.came_late):
        presenter.answer.set()
    assert presenter.results == []
    assert len(presenter.failures) == 1


def test_a_defect_is_no_secret_even_when_it_comes_late(presenter: Desk) -> None:
    presenter.ask(LookupError("a defect"))
    presenter.wait.give_up()
    with presenter.qtbot.captureExceptions() as seen:
        presenter.answer.set()
        presenter.qtbot.waitUntil(lambda: len(seen) == 1)
    assert seen[0][0] is LookupError
