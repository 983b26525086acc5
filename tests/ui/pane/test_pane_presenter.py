"""Who has the pane: the key that is looked at, unless a report was opened."""

import pytest
from pytestqt.qtbot import QtBot

from iottly_keycheck.cause import Cause
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.ui.controls.icons import Badge
from support.reports import make_report
from ui.conftest import ScriptedChecker
from ui.screen import Screen

REPORT = make_report(Cause.KEY_REJECTED, description="Customer")


@pytest.fixture
def opened(screen: Screen) -> Report:
    screen.open_report(REPORT, "customer.json")
    assert screen.title() == "Customer"
    return REPORT


def test_closing_it_leads_back_to_the_key(screen: Screen, opened: Report) -> None:
    screen.leave_report()
    assert screen.title() == "Analytics"
    assert screen.test_button.isVisible()


def test_another_key_takes_its_place(
    qtbot: QtBot, screen: Screen, keys: KeyList, opened: Report
) -> None:
    screen.select("Reporting")
    qtbot.waitUntil(lambda: screen.title() == "Reporting")


def test_f5_tests_the_key_that_is_looked_at(
    qtbot: QtBot, screen: Screen, checker: ScriptedChecker, opened: Report
) -> None:
    screen.test_selected()
    qtbot.waitUntil(lambda: checker.checked == ["Analytics"])
    assert screen.title() == "Analytics"
    assert screen.test_label() == "Cancel"


def test_a_check_that_ends_meanwhile_does_not_take_it_away(
    qtbot: QtBot, screen: Screen, checker: ScriptedChecker
) -> None:
    screen.test()
    qtbot.waitUntil(lambda: checker.checked == ["Analytics"])
    screen.open_report(REPORT, "customer.json")
    checker.may_end.set()
    qtbot.waitUntil(lambda: screen.badge("Analytics") is Badge.WORKS)
    assert screen.title() == "Customer"
    screen.leave_report()
    assert screen.verdict() == "This key works."


def test_it_stays_when_the_language_changes(qtbot: QtBot, screen: Screen, opened: Report) -> None:
    screen.rebuild()
    assert screen.title() == "Customer"
    assert "customer.json" in screen.origin()


def test_an_earlier_check_of_the_key_is_opened(screen: Screen) -> None:
    screen.open_past(make_report(Cause.KEY_REJECTED))
    assert screen.title() == "Analytics"
    assert screen.origin().startswith("An earlier check")
