"""Many keys tested from the window: how far it is, how it is stopped, what came of it."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import Stage, StageId, StageState
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.ui.controls.icons import Badge
from iottly_keycheck.ui.list_model.key_order import Order
from ui.screen_keys import click


def test_all_keys_are_tested_at_the_press_of_a_button(screen, checker, qtbot: QtBot) -> None:
    click(screen.test_many)
    qtbot.waitUntil(lambda: len(checker.checked) == 3)
    assert screen.progress() == "0 of 3"
    checker.may_end.set()
    assert screen.wait_for(screen.summary) == "3 keys tested: all work."
    assert screen.progress() == ""
    assert screen.badges() == [Badge.WORKS] * 3


def test_results_show_and_are_counted_as_they_come(
    screen, checker, keys: KeyList, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
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
    screen.test_all()
    qtbot.waitUntil(lambda: screen.progress() == "1 of 3, 1 failed")
    assert screen.progress_bar() == 1
    assert screen.badges() == [Badge.UNTESTED, Badge.FAILS, Badge.UNTESTED]
    released.set()
    assert screen.wait_for(screen.summary) == "3 keys tested: 1 does not work."


def test_the_key_that_is_looked_at_shows_its_stages(window, screen, checker, qtbot: QtBot) -> None:
    seen: list[Stage] = []
    window.controllers.checks.stage_seen.connect(seen.append)
    screen.test_all()
    qtbot.waitUntil(lambda: Stage(StageId.DNS, StageState.RUNNING) in seen)
    assert screen.test_label() == "Cancel"
    seen.clear()
    screen.select("John Smith")
    assert Stage(StageId.DNS, StageState.RUNNING) in seen
    checker.may_end.set()
    qtbot.waitUntil(lambda: not screen.is_testing())


def test_all_of_it_can_be_cancelled(screen, checker, qtbot: QtBot) -> None:
    screen.test_all()
    qtbot.waitUntil(lambda: len(checker.checked) == 3)
    screen.stop_all()
    assert screen.wait_for(screen.summary, timeout=1000) == "Stopped: 0 of 3 keys were tested."
    assert screen.badges() == [Badge.UNTESTED] * 3
    assert screen.test_label() == "Test connection"


def test_one_key_can_be_stopped_and_the_others_go_on(screen, checker, qtbot: QtBot) -> None:
    screen.test_all()
    qtbot.waitUntil(lambda: screen.test_label() == "Cancel")
    screen.test()
    # The stand-in lets all go when one is stopped; the others end as they would have.
    screen.wait_for(screen.summary)
    assert screen.badges()[0] is Badge.UNTESTED
    assert screen.summary() == "2 keys tested: all work."


def test_a_selection_is_tested_and_nothing_else(screen, checker) -> None:
    checker.may_end.set()
    screen.select("Reporting", "John Smith")
    screen.test_selected()
    screen.wait_for(screen.summary)
    assert sorted(checker.checked) == ["John Smith", "Reporting"]


def test_the_button_is_about_what_is_selected(screen, checker) -> None:
    checker.may_end.set()
    screen.select("Reporting", "John Smith")
    assert screen.test_many.text() == "Test 2 selected"
    click(screen.test_many)
    screen.wait_for(screen.summary)
    assert sorted(checker.checked) == ["John Smith", "Reporting"]
    screen.select("Analytics")
    assert screen.test_many.text() == "Test all"


def test_what_a_search_has_found_is_tested_and_nothing_else(screen, checker) -> None:
    checker.may_end.set()
    screen.search("smith")
    assert screen.test_many.text() == "Test the one found"
    click(screen.test_many)
    screen.wait_for(screen.summary)
    assert checker.checked == ["John Smith"]
    assert screen.summary() == "1 key tested: it works."


def test_the_failures_can_be_looked_at(screen, checker) -> None:
    checker.cause = Cause.KEY_REJECTED
    checker.may_end.set()
    screen.test_all()
    assert screen.wait_for(screen.summary) == "3 keys tested: 3 do not work."
    screen.show_failures()
    assert screen.list.model().order is Order.RESULT
    assert screen.order() == "by result"
    assert screen.list.currentIndex().row() == 0
    assert screen.summary() == ""


def test_a_key_that_is_deleted_meanwhile_is_not_counted(screen, checker, qtbot: QtBot) -> None:
    screen.test_all()
    qtbot.waitUntil(lambda: len(checker.checked) == 3)
    screen.delete()
    assert screen.wait_for(screen.summary) == "2 keys tested: all work."


def test_a_keyring_that_is_waited_for_says_so_and_can_be_given_up(
    screen, checker, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = threading.Event()
    monkeypatch.setattr(store, "get", lambda _name: answer.wait() and None)
    screen.test_all()
    screen.wait_for(screen.waiting)
    screen.give_up_waiting()
    screen.wait_for(screen.summary)
    assert checker.checked == []
    answer.set()


def test_a_defect_is_told_and_the_next_tests_can_be_made(
    screen, checker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(type(checker), "check", lambda *_: {}["a defect"])
        with qtbot.captureExceptions() as seen:
            screen.test_all()
            qtbot.waitUntil(lambda: len(seen) == 1)
    assert seen[0][0] is KeyError
    assert screen.progress() == ""
    checker.may_end.set()
    screen.test_all()
    qtbot.waitUntil(lambda: screen.badges() == [Badge.WORKS] * 3)


def test_the_window_closes_at_once_in_the_middle_of_it(
    window, screen, checker, qtbot: QtBot
) -> None:
    screen.test_all()
    qtbot.waitUntil(lambda: len(checker.checked) == 3)
    window.close()
    assert checker.may_end.is_set()  # each check was told to stop


def test_it_goes_on_in_another_language(screen, checker, qtbot: QtBot) -> None:
    screen.test_all()
    qtbot.waitUntil(lambda: len(checker.checked) == 3)
    screen.rebuild()
    assert screen.progress() == "0 of 3"
    checker.may_end.set()
    screen.wait_for(screen.summary)
    assert screen.badges() == [Badge.WORKS] * 3


def test_a_second_press_while_keys_are_tested_starts_nothing(
    window, screen, checker, qtbot
) -> None:
    screen.test_all()
    qtbot.waitUntil(lambda: len(checker.checked) == 3)
    QTest.keyClick(window, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    screen.select_all()
    screen.test_selected()
    checker.may_end.set()
    screen.wait_for(screen.summary)
    assert len(checker.checked) == 3


def test_a_key_is_tested_on_its_own_meanwhile(screen, checker, qtbot: QtBot) -> None:
    screen.select("Analytics", "Reporting")
    screen.test_selected()
    qtbot.waitUntil(lambda: len(checker.checked) == 2)
    screen.select("John Smith")
    screen.test()
    qtbot.waitUntil(lambda: checker.checked[-1] == "John Smith")
    checker.may_end.set()
    screen.wait_for(screen.summary)
    qtbot.waitUntil(lambda: screen.badges() == [Badge.WORKS] * 3)
    assert screen.summary() == "2 keys tested: all work."


def test_deleting_all_of_them_ends_it(screen, checker, qtbot: QtBot) -> None:
    screen.test_all()
    qtbot.waitUntil(lambda: len(checker.checked) == 3)
    screen.select_all()
    screen.delete()
    qtbot.waitUntil(lambda: screen.progress() == "")
    assert screen.empty_list.isVisible()
    assert screen.summary() == ""
    assert screen.progress() == ""
