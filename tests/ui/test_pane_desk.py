"""Who has the pane: the key that is looked at, unless a report was opened."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from iottly_keycheck.cause import Cause
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.keys.key_list import KeyList
from iottly_keycheck.ui.window import MainWindow
from support.reports import make_report
from ui.conftest import ScriptedChecker

REPORT = make_report(Cause.KEY_REJECTED, description="Customer")


def title(window: MainWindow) -> str:
    return window.face.pane.title.text()


@pytest.fixture
def opened(window: MainWindow) -> Report:
    window.face.desk.open_report(REPORT, "customer.json")
    assert title(window) == "Customer"
    return REPORT


def test_closing_it_leads_back_to_the_key(window: MainWindow, opened: Report) -> None:
    QTest.mouseClick(window.face.pane.origin.button, Qt.MouseButton.LeftButton)
    assert title(window) == "Analytics"
    assert window.face.pane.test_button.isVisible()


def test_another_key_takes_its_place(
    qtbot: QtBot, window: MainWindow, keys: KeyList, opened: Report
) -> None:
    window.face.panel.view.select_key(keys.rows()[1].id)
    qtbot.waitUntil(lambda: title(window) == "Reporting")


def test_f5_tests_the_key_that_is_looked_at(
    qtbot: QtBot, window: MainWindow, checker: ScriptedChecker, opened: Report
) -> None:
    QTest.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: checker.checked == ["Analytics"])
    assert title(window) == "Analytics"
    assert window.face.pane.test_button.text() == "Cancel"


def test_a_check_that_ends_meanwhile_does_not_take_it_away(
    qtbot: QtBot, window: MainWindow, checker: ScriptedChecker
) -> None:
    window.sessions.checks.test_current()
    qtbot.waitUntil(lambda: checker.checked == ["Analytics"])
    window.face.desk.open_report(REPORT, "customer.json")
    with qtbot.waitSignal(window.sessions.checks.finished):
        checker.may_end.set()
    assert title(window) == "Customer"
    window.face.desk.leave()
    assert window.face.pane.answer.card.headline.text() == "This key works."


def test_it_stays_when_the_language_changes(
    qtbot: QtBot, window: MainWindow, opened: Report
) -> None:
    before = window.face.pane
    window.sessions.language.changed.emit()
    qtbot.waitUntil(lambda: window.face.pane is not before)
    assert title(window) == "Customer"
    assert "customer.json" in window.face.pane.origin.text


def test_an_earlier_check_of_the_key_is_opened(window: MainWindow) -> None:
    window.face.desk.open_past(make_report(Cause.KEY_REJECTED))
    assert title(window) == "Analytics"
    assert window.face.pane.origin.text.startswith("An earlier check")
