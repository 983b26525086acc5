"""Many keys tested from the window: how far it is, how it is stopped, what came of it."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.observation import Stage, StageId, StageState
from iottly_keycheck.keys.key_list import KeyList
from iottly_keycheck.keys.memory_store import MemoryStore
from iottly_keycheck.ui.icons import Badge
from iottly_keycheck.ui.key_list_model import Role
from iottly_keycheck.ui.key_order import Order
from iottly_keycheck.ui.window import MainWindow


def badges(window: MainWindow) -> list[Badge]:
    model = window.sessions.list.model
    return [Badge(model.index_of(row.id).data(Role.BADGE)) for row in model.rows]


def test_all_keys_are_tested_at_the_press_of_a_button(window, checker, qtbot: QtBot) -> None:
    QTest.mouseClick(window.face.panel.tools.test, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(checker.checked) == 3)
    progress = window.face.panel.tools.progress
    assert progress.isVisible()
    assert progress.count.text() == "0 of 3"
    checker.may_end.set()
    qtbot.waitUntil(window.face.panel.summary.isVisible)
    assert window.face.panel.summary.text == "3 keys tested: all work."
    assert not progress.isVisible()
    assert badges(window) == [Badge.WORKS] * 3


def test_results_show_and_are_counted_as_they_come(
    window, checker, keys: KeyList, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, released = type(checker).check, threading.Event()

    def check(self, target, *rest):
        if target.description == "Reporting":
            self.cause = Cause.KEY_REJECTED
            self.may_end.set()
        else:
            released.wait()
            self.cause = Cause.OK
        return original(self, target, *rest)

    monkeypatch.setattr(type(checker), "check", check)
    window.face.panel.test_all()
    qtbot.waitUntil(lambda: window.face.panel.tools.progress.count.text() == "1 of 3, 1 failed")
    assert window.face.panel.tools.progress.bar.value() == 1
    assert badges(window) == [Badge.UNTESTED, Badge.FAILS, Badge.UNTESTED]
    released.set()
    qtbot.waitUntil(window.face.panel.summary.isVisible)
    assert window.face.panel.summary.text == "3 keys tested: 1 does not work."


def test_the_key_that_is_looked_at_shows_its_stages(window, checker, qtbot: QtBot) -> None:
    seen: list[Stage] = []
    window.sessions.checks.stage_seen.connect(seen.append)
    window.face.panel.test_all()
    qtbot.waitUntil(lambda: Stage(StageId.DNS, StageState.RUNNING) in seen)
    assert window.face.pane.test_button.text() == "Cancel"
    seen.clear()
    window.face.panel.view.select_key(window.sessions.list.model.rows[2].id)
    assert Stage(StageId.DNS, StageState.RUNNING) in seen
    checker.may_end.set()
    qtbot.waitUntil(lambda: window.face.pane.test_button.text() == "Test connection")


def test_all_of_it_can_be_cancelled(window, checker, qtbot: QtBot) -> None:
    window.face.panel.test_all()
    qtbot.waitUntil(lambda: len(checker.checked) == 3)
    QTest.mouseClick(window.face.panel.tools.progress.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.face.panel.summary.isVisible, timeout=1000)
    assert window.face.panel.summary.text == "Stopped: 0 of 3 keys were tested."
    assert badges(window) == [Badge.UNTESTED] * 3
    assert window.face.pane.test_button.text() == "Test connection"


def test_one_key_can_be_stopped_and_the_others_go_on(window, checker, qtbot: QtBot) -> None:
    window.face.panel.test_all()
    qtbot.waitUntil(lambda: window.face.pane.test_button.text() == "Cancel")
    QTest.mouseClick(window.face.pane.test_button, Qt.MouseButton.LeftButton)
    # The stand-in lets all go when one is stopped; the others end as they would have.
    qtbot.waitUntil(window.face.panel.summary.isVisible)
    assert badges(window)[0] is Badge.UNTESTED
    assert window.face.panel.summary.text == "2 keys tested: all work."


def test_a_selection_is_tested_and_nothing_else(window, checker, qtbot: QtBot) -> None:
    checker.may_end.set()
    view = window.face.panel.view
    view.select_keys([row.id for row in window.sessions.list.model.rows[1:]])
    QTest.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(window.face.panel.summary.isVisible)
    assert sorted(checker.checked) == ["John Smith", "Reporting"]


def test_the_button_is_about_what_is_selected(window, checker, qtbot: QtBot) -> None:
    checker.may_end.set()
    view, button = window.face.panel.view, window.face.panel.tools.test
    view.select_keys([row.id for row in window.sessions.list.model.rows[1:]])
    assert button.text() == "Test 2 selected"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.face.panel.summary.isVisible)
    assert sorted(checker.checked) == ["John Smith", "Reporting"]
    view.select_key(window.sessions.list.model.rows[0].id)
    assert button.text() == "Test all"


def test_what_a_search_has_found_is_tested_and_nothing_else(window, checker, qtbot) -> None:
    checker.may_end.set()
    QTest.keyClicks(window.face.panel.tools.search, "smith")
    assert window.face.panel.tools.test.text() == "Test the one found"
    QTest.mouseClick(window.face.panel.tools.test, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.face.panel.summary.isVisible)
    assert checker.checked == ["John Smith"]
    assert window.face.panel.summary.text == "1 key tested: it works."


def test_the_failures_can_be_looked_at(window, checker, qtbot: QtBot) -> None:
    checker.cause = Cause.KEY_REJECTED
    checker.may_end.set()
    window.face.panel.test_all()
    qtbot.waitUntil(window.face.panel.summary.isVisible)
    assert window.face.panel.summary.text == "3 keys tested: 3 do not work."
    QTest.mouseClick(window.face.panel.summary.button, Qt.MouseButton.LeftButton)
    assert window.sessions.list.model.order is Order.RESULT
    assert window.face.panel.tools.order.currentText() == "by result"
    assert window.face.panel.view.currentIndex().row() == 0
    assert not window.face.panel.summary.isVisible()


def test_a_key_that_is_deleted_meanwhile_is_not_counted(window, checker, qtbot: QtBot) -> None:
    window.face.panel.test_all()
    qtbot.waitUntil(lambda: len(checker.checked) == 3)
    QTest.keyClick(window.face.panel.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(window.face.panel.summary.isVisible)
    assert window.face.panel.summary.text == "2 keys tested: all work."


def test_a_keyring_that_is_waited_for_says_so_and_can_be_given_up(
    window, checker, store: MemoryStore, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = threading.Event()
    monkeypatch.setattr(store, "get", lambda _name: answer.wait() and None)
    window.face.panel.test_all()
    qtbot.waitUntil(window.face.waiting.isVisible)
    QTest.mouseClick(window.face.waiting.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.face.panel.summary.isVisible)
    assert checker.checked == []
    answer.set()


def test_a_defect_is_told_and_the_next_tests_can_be_made(
    window, checker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(type(checker), "check", lambda *_: {}["a defect"])
        with qtbot.captureExceptions() as seen:
            window.face.panel.test_all()
            qtbot.waitUntil(lambda: len(seen) == 1)
    assert seen[0][0] is KeyError
    assert not window.sessions.batches.running
    checker.may_end.set()
    window.face.panel.test_all()
    qtbot.waitUntil(lambda: badges(window) == [Badge.WORKS] * 3)


def test_the_window_closes_at_once_in_the_middle_of_it(window, checker, qtbot: QtBot) -> None:
    window.face.panel.test_all()
    qtbot.waitUntil(lambda: len(checker.checked) == 3)
    window.close()
    assert checker.may_end.is_set()  # each check was told to stop


def test_it_goes_on_in_another_language(window, checker, qtbot: QtBot) -> None:
    window.face.panel.test_all()
    qtbot.waitUntil(lambda: len(checker.checked) == 3)
    before = window.face.panel
    window.sessions.language.changed.emit()
    qtbot.waitUntil(lambda: window.face.panel is not before)
    assert window.face.panel.tools.progress.isVisible()
    assert window.face.panel.tools.progress.count.text() == "0 of 3"
    checker.may_end.set()
    qtbot.waitUntil(window.face.panel.summary.isVisible)
    assert badges(window) == [Badge.WORKS] * 3


def test_a_second_press_while_keys_are_tested_starts_nothing(window, checker, qtbot) -> None:
    window.face.panel.test_all()
    qtbot.waitUntil(lambda: len(checker.checked) == 3)
    QTest.keyClick(window, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    window.face.panel.view.selectAll()
    QTest.keyClick(window, Qt.Key.Key_F5)
    checker.may_end.set()
    qtbot.waitUntil(window.face.panel.summary.isVisible)
    assert len(checker.checked) == 3


def test_a_key_is_tested_on_its_own_meanwhile(window, checker, qtbot: QtBot) -> None:
    window.face.panel.view.select_keys([row.id for row in window.sessions.list.model.rows[:2]])
    window.face.work.test()
    qtbot.waitUntil(lambda: len(checker.checked) == 2)
    window.face.panel.view.select_key(window.sessions.list.model.rows[2].id)
    QTest.mouseClick(window.face.pane.test_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: checker.checked[-1] == "John Smith")
    checker.may_end.set()
    qtbot.waitUntil(window.face.panel.summary.isVisible)
    qtbot.waitUntil(lambda: badges(window) == [Badge.WORKS] * 3)
    assert window.face.panel.summary.text == "2 keys tested: all work."


def test_deleting_all_of_them_ends_it(window, checker, qtbot: QtBot) -> None:
    window.face.panel.test_all()
    qtbot.waitUntil(lambda: len(checker.checked) == 3)
    window.face.panel.view.selectAll()
    QTest.keyClick(window.face.panel.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not window.sessions.batches.running)
    assert window.face.panel.empty.isVisible()
    assert not window.face.panel.summary.isVisible()
    assert not window.face.panel.tools.progress.isVisible()
