"""A key that is watched: tested again and again, while one does something else."""

import itertools
import threading
from collections.abc import Iterator
from time import monotonic

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from iottly_keycheck.cause import Cause
from iottly_keycheck.compose import _practice_parts
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.secret import Secret
from iottly_keycheck.settings import SettingsInMemory
from iottly_keycheck.ui.controls.icons import Badge
from iottly_keycheck.ui.history.history_model import Column
from iottly_keycheck.ui.shell.dependencies import WindowDependencies
from iottly_keycheck.ui.shell.main_window import MainWindow, make_window
from iottly_keycheck.ui.style.theme import Theme
from support.reports import make_report
from ui.screen import Screen
from ui.screen_keys import click

from .flapping import QUICK, FlappingChecker, going_on


@pytest.fixture
def checker(keys: KeyList) -> Iterator[FlappingChecker]:
    yield from going_on(keys)


# starting, counting, stopping


def test_a_watch_tests_at_once_and_counts_until_it_is_stopped(
    window: MainWindow, screen: Screen, checker: FlappingChecker, qtbot: QtBot
) -> None:
    checker.causes = itertools.cycle([Cause.OK, Cause.KEY_REJECTED])
    dialog = screen.open_watch()
    assert dialog.heading.text() == "Watch “Analytics”"
    assert dialog.seconds.text() == "30"
    QTest.mouseClick(dialog.switch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.watched() == 1)
    assert dialog.switch.text() == "Stop"
    screen.watch("Analytics", QUICK)
    qtbot.waitUntil(lambda: screen.watched() >= 6)
    QTest.mouseClick(dialog.switch, Qt.MouseButton.LeftButton)
    assert dialog.switch.text() == "Start"
    found = window.controllers.watches.watched.tally
    assert dialog.chart.heading.text().startswith(f"{found.checks} checks since ")
    assert dialog.chart.heading.text().endswith(f"{found.failed} failures")
    assert dialog.causes.text() == f"{found.failed} × iottly does not accept this key."
    rows = range(dialog.failures.checks.rowCount())
    results = [dialog.failures.checks.index(row, Column.RESULT).data() for row in rows]
    assert results == ["iottly does not accept this key."] * found.failed
    assert not window.controllers.watches.timer.isActive()
    made = checker.checks
    qtbot.waitUntil(lambda: checker.at_once == 0)
    assert checker.checks == made


@pytest.mark.parametrize(("typed", "seconds"), [("1", 5), ("", 5), ("7", 7)])
def test_nobody_watches_more_often_than_every_five_seconds(
    window: MainWindow, screen: Screen, qtbot: QtBot, typed: str, seconds: int
) -> None:
    dialog = screen.open_watch()
    dialog.seconds.setText(typed)
    dialog.switch.click()
    qtbot.waitUntil(lambda: screen.watched() == 1)
    assert window.controllers.watches.watched.seconds == seconds
    assert dialog.seconds.text() == str(seconds)
    assert 0 < window.controllers.watches.timer.remainingTime() <= seconds * 1000


def test_checks_never_overlap_and_missed_ones_are_left_out(
    screen: Screen, checker: FlappingChecker, keys: KeyList, qtbot: QtBot
) -> None:
    checker.may_go_on.clear()
    screen.watch("Analytics", QUICK)
    qtbot.waitUntil(lambda: checker.at_once == 1)
    began = monotonic()
    qtbot.waitUntil(lambda: monotonic() - began > 5 * QUICK)
    assert checker.checks == 1
    checker.may_go_on.set()
    qtbot.waitUntil(lambda: screen.watched() >= 5)
    assert checker.most_at_once == 1


def test_each_check_is_in_the_list_and_in_the_history(
    screen: Screen, keys: KeyList, qtbot: QtBot
) -> None:
    key = keys.find("Analytics").id
    screen.watch("Analytics", QUICK)
    qtbot.waitUntil(lambda: screen.watched() >= 3)
    screen.stop_watch()
    assert screen.badge("Analytics") is Badge.WORKS
    assert len(keys.history(key, 10)) >= 3
    qtbot.waitUntil(lambda: len(screen.history.chart.checks) >= 3)


def test_closing_the_watch_ends_it(window: MainWindow, screen: Screen, qtbot: QtBot) -> None:
    dialog = screen.open_watch()
    dialog.switch.click()
    qtbot.waitUntil(lambda: screen.watched() == 1)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not screen.is_watching()
    assert not window.controllers.watches.timer.isActive()
    assert screen.watch_dialog() is None


def test_deleting_the_key_ends_its_watch(screen: Screen, keys: KeyList, qtbot: QtBot) -> None:
    screen.watch("Analytics", QUICK)
    qtbot.waitUntil(lambda: screen.watched() >= 1)
    screen.delete()
    assert not screen.is_watching()


def test_the_program_ends_at_once_while_a_check_hangs(
    window: MainWindow, screen: Screen, checker: FlappingChecker, keys: KeyList, qtbot: QtBot
) -> None:
    checker.may_go_on.clear()
    screen.watch("Analytics", 30)
    qtbot.waitUntil(lambda: checker.at_once == 1)
    began = monotonic()
    window.close()
    assert monotonic() - began < 0.5
    qtbot.waitUntil(lambda: checker.at_once == 0)


# what goes on beside it


def test_a_test_of_the_same_key_can_be_made_meanwhile(
    screen: Screen, checker: FlappingChecker, keys: KeyList, qtbot: QtBot
) -> None:
    checker.may_go_on.clear()
    screen.watch("Analytics", QUICK)
    qtbot.waitUntil(lambda: checker.at_once == 1)
    screen.test_selected()
    qtbot.waitUntil(lambda: checker.at_once == 2)
    assert screen.test_label() == "Cancel"
    checker.may_go_on.set()
    qtbot.waitUntil(lambda: not screen.is_testing())
    qtbot.waitUntil(lambda: screen.watched() >= 2)
    assert screen.verdict() == "This key works."


def test_the_watch_leaves_its_check_out_while_the_key_is_tested(
    window: MainWindow, screen: Screen, checker: FlappingChecker, keys: KeyList, qtbot: QtBot
) -> None:
    checker.may_go_on.clear()
    screen.test()
    qtbot.waitUntil(lambda: checker.at_once == 1)
    screen.watch("Analytics", QUICK)
    with qtbot.waitSignal(window.controllers.watches.timer.timeout):
        pass
    assert checker.checks == 1
    assert screen.test_label() == "Cancel"
    checker.may_go_on.set()
    qtbot.waitUntil(lambda: screen.watched() >= 2)
    assert checker.most_at_once == 1


def test_a_reader_is_left_in_peace_until_the_result_changes(
    screen: Screen, checker: FlappingChecker, keys: KeyList, qtbot: QtBot
) -> None:
    change = threading.Event()
    checker.causes = (Cause.SERVER_ERROR if change.is_set() else Cause.OK for _ in iter(int, 1))
    screen.watch("Analytics", QUICK)
    shown = screen.wait_for(screen.report)
    seen = screen.watched()
    qtbot.waitUntil(lambda: screen.watched() > seen + 3)
    assert screen.report() is shown
    change.set()
    qtbot.waitUntil(lambda: screen.report().cause is Cause.SERVER_ERROR)


def test_a_failure_is_opened_from_the_list(
    window: MainWindow, screen: Screen, checker: FlappingChecker, qtbot: QtBot
) -> None:
    checker.causes = itertools.chain([Cause.KEY_REJECTED], itertools.repeat(Cause.OK))
    dialog = screen.open_watch()
    dialog.switch.click()
    qtbot.waitUntil(lambda: screen.watched() == 1)
    window.controllers.watches.timer.start(0)
    qtbot.waitUntil(lambda: screen.watched() == 2)
    dialog.failures.setCurrentIndex(dialog.failures.checks.index(0, 0))
    QTest.keyClick(dialog.failures, Qt.Key.Key_Return)
    screen.wait_for(screen.origin)
    assert screen.verdict() == "iottly does not accept this key."


def test_a_failure_is_opened_while_another_key_is_looked_at(
    window: MainWindow, screen: Screen, checker: FlappingChecker, keys: KeyList, qtbot: QtBot
) -> None:
    checker.causes = itertools.chain([Cause.KEY_REJECTED], itertools.repeat(Cause.OK))
    dialog = screen.open_watch()
    dialog.switch.click()
    qtbot.waitUntil(lambda: screen.watched() == 1)
    window.controllers.watches.timer.start(0)
    qtbot.waitUntil(lambda: screen.watched() == 2)
    screen.select("Reporting")
    dialog.failures.opened.emit(window.controllers.watches.watched.checks[0])
    screen.wait_for(screen.origin)
    assert screen.title() == "Analytics"
    assert screen.verdict() == "iottly does not accept this key."
    dialog.chart.opened.emit(window.controllers.watches.watched.checks[1])
    assert screen.origin() == ""
    assert screen.verdict() == "This key works."


def test_every_control_has_a_name(
    window: MainWindow, screen: Screen, checker: FlappingChecker, qtbot: QtBot
) -> None:
    checker.causes = itertools.repeat(Cause.KEY_REJECTED)
    dialog = screen.open_watch()
    dialog.switch.click()
    qtbot.waitUntil(dialog.failures.isVisible)
    click(screen.history.all)
    screen.open_report(make_report(), "x.json")
    click(screen.report_actions.send)
    for each in window.findChildren(QDialog):
        for control in each.findChildren(QWidget):
            if control.isVisible() and control.focusPolicy() & Qt.FocusPolicy.TabFocus:
                interface = QAccessible.queryAccessibleInterface(control)
                assert interface.text(QAccessible.Text.Name), control
        each.close()


def test_the_watch_goes_on_in_another_language(
    screen: Screen, checker: FlappingChecker, qtbot: QtBot
) -> None:
    checker.causes = itertools.repeat(Cause.KEY_REJECTED)
    dialog = screen.open_watch()
    dialog.switch.click()
    qtbot.waitUntil(lambda: screen.watched() == 1)
    screen.rebuild()
    qtbot.waitUntil(lambda: screen.watch_dialog() not in (None, dialog))
    assert screen.is_watching()
    assert screen.watch_dialog().failures.checks.rowCount() == 1
    screen.watch_dialog().close()
    assert not screen.is_watching()


class CountingStore(MemoryStore):
    """Counts how often it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def get(self, name: str) -> Secret | None:
        self.asked += 1
        return super().get(name)


def test_the_keyring_is_asked_once(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[CountingStore] = []

    def store() -> CountingStore:
        made.append(CountingStore())
        return made[-1]

    monkeypatch.setattr("iottly_keycheck.keys.stores.memory_store.MemoryStore", store)
    with _practice_parts() as parts:
        window = make_window(
            WindowDependencies(
                parts.keys(), parts.checker(), SettingsInMemory(parts.settings().load()), store()
            )
        )
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.controllers.list.loaded):
            window.show()
        before = sum(each.asked for each in made)
        screen = Screen(window, qtbot)
        screen.watch("Analytics", QUICK)
        qtbot.waitUntil(lambda: screen.watched() >= 3, timeout=20_000)
        assert sum(each.asked for each in made) == before + 1
        assert window.controllers.watches.watched.tally.failed == 0
        window.close()
