"""Work leaves the window's thread and comes back on it, or not at all."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from iottly_keycheck.ui.tasks import Tasks


class Listener(QObject):
    """Remembers what arrived, and whether it arrived on the window's thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.on_own_thread: list[bool] = []

    def hear(self, value: object) -> None:
        self.heard.append(value)
        self.on_own_thread.append(QThread.currentThread() is self.thread())

    def hear_named(self, name: str, value: object) -> None:
        self.hear((name, value))


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def listener(qapp: object) -> Listener:
    return Listener()


def settle(qtbot: QtBot, tasks: Tasks) -> None:
    """Wait until everything that was sent before has been delivered."""
    marker = Listener()
    tasks.run(lambda: "settled", marker.hear)
    qtbot.waitUntil(lambda: marker.heard == ["settled"])


def test_a_result_arrives_on_the_windows_thread(
    qtbot: QtBot, tasks: Tasks, listener: Listener
) -> None:
    workers: list[threading.Thread] = []

    def work() -> int:
        workers.append(threading.current_thread())
        return 42

    tasks.run(work, listener.hear)
    qtbot.waitUntil(lambda: listener.heard == [42])
    assert listener.on_own_thread == [True]
    assert workers[0] is not threading.current_thread()
    assert workers[0].daemon


def test_an_exception_arrives_in_place_of_the_result(
    qtbot: QtBot, tasks: Tasks, listener: Listener
) -> None:
    error = OSError("no")

    def work() -> None:
        raise error

    tasks.run(work, partial(listener.hear_named, "result"), partial(listener.hear_named, "failure"))
    qtbot.waitUntil(lambda: listener.heard == [("failure", error)])
    assert listener.on_own_thread == [True]


def test_steps_arrive_in_their_order_and_before_the_result(
    qtbot: QtBot, tasks: Tasks, listener: Listener
) -> None:
    def work(report: object) -> str:
        for step in range(20):
            report(step)
        return "end"

    tasks.run_in_steps(work, listener.hear, listener.hear)
    qtbot.waitUntil(lambda: listener.heard[-1:] == ["end"])
    assert listener.heard == [*range(20), "end"]
    assert all(listener.on_own_thread)


def test_an_exception_that_nobody_handles_is_told_to_the_excepthook(
    qtbot: QtBot, tasks: Tasks, listener: Listener
) -> None:
    def work() -> None:
        raise LookupError("a defect")

    with qtbot.captureExceptions() as seen:
        tasks.run(work, listener.hear)
        qtbot.waitUntil(lambda: len(seen) == 1)
    assert seen[0][0] is LookupError
    assert listener.heard == []


def test_what_was_dropped_is_not_delivered(qtbot: QtBot, tasks: Tasks, listener: Listener) -> None:
    go = threading.Event()
    tasks.run(go.wait, listener.hear, listener.hear).drop()
    go.set()
    settle(qtbot, tasks)
    assert listener.heard == []


def test_a_receiver_that_is_gone_is_passed_over(
    qtbot: QtBot, tasks: Tasks, listener: Listener
) -> None:
    go = threading.Event()
    tasks.run(go.wait, listener.hear)
    tasks.run(go.wait, partial(listener.hear_named, "late"))
    delete(listener)
    go.set()
    settle(qtbot, tasks)  # an exception in a slot would fail the test
    assert listener.heard == []


def test_after_closing_nothing_is_delivered_and_nobody_is_waited_for(
    qtbot: QtBot, tasks: Tasks, listener: Listener
) -> None:
    go, gone = threading.Event(), threading.Event()

    def stuck() -> None:
        go.wait()
        gone.set()

    tasks.run(stuck, listener.hear)
    tasks.close()  # returns although the worker is stuck
    go.set()
    assert gone.wait(5)
    other = Tasks()
    settle(qtbot, other)
    other.close()
    assert listener.heard == []


def test_a_carrier_that_is_gone_is_left_alone_by_its_workers(qtbot: QtBot) -> None:
    go = threading.Event()
    owner = QObject()
    tasks = Tasks(owner)
    tasks.run(go.wait, print)
    tasks.close()
    delete(owner)
    before = threading.active_count()
    go.set()  # an exception in the worker would fail the test
    qtbot.waitUntil(lambda: threading.active_count() < before)
