"""Waiting for the keyring is said aloud, and can be given up."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from iottly_keycheck.deadline import Cancelled
from iottly_keycheck.secret import StoreError, StoreFailure
from iottly_keycheck.ui.keyring_wait import KeyringWait
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
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.answer.set()
    desk.tasks.close()


def test_a_keyring_that_answers_at_once_is_not_mentioned(desk: Desk) -> None:
    desk.answer.set()
    desk.ask()
    desk.qtbot.waitUntil(lambda: desk.results == ["secret"])
    with desk.qtbot.assertNotEmitted(desk.wait.waiting_changed, wait=400):
        pass


def test_a_slow_keyring_is_mentioned_until_it_answers(desk: Desk) -> None:
    desk.ask()
    desk.qtbot.waitUntil(lambda: desk.waiting == [True])
    desk.answer.set()
    desk.qtbot.waitUntil(lambda: desk.waiting == [True, False])
    assert desk.results == ["secret"]


def test_two_calls_are_one_wait(desk: Desk) -> None:
    desk.ask()
    desk.ask()
    desk.qtbot.waitUntil(lambda: desk.waiting == [True])
    desk.answer.set()
    desk.qtbot.waitUntil(lambda: desk.results == ["secret", "secret"])
    assert desk.waiting == [True, False]


def test_giving_up_is_a_failure_at_once(desk: Desk) -> None:
    desk.ask()
    desk.qtbot.waitUntil(lambda: desk.waiting == [True])
    desk.wait.give_up()
    assert [type(failure) for failure in desk.failures] == [Cancelled]
    assert desk.waiting == [True, False]


@pytest.mark.parametrize("error", [None, StoreError(StoreFailure.LOCKED, "dismissed")])
def test_what_was_given_up_is_not_heard_but_mentioned(desk: Desk, error: StoreError | None) -> None:
    desk.ask(error)
    desk.wait.give_up()
    with desk.qtbot.waitSignal(desk.wait.came_late):
        desk.answer.set()
    assert desk.results == []
    assert len(desk.failures) == 1


def test_a_defect_is_no_secret_even_when_it_comes_late(desk: Desk) -> None:
    desk.ask(LookupError("a defect"))
    desk.wait.give_up()
    with desk.qtbot.captureExceptions() as seen:
        desk.answer.set()
        desk.qtbot.waitUntil(lambda: len(seen) == 1)
    assert seen[0][0] is LookupError
