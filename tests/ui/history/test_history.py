"""What a key's past checks look like, and how one gets at their reports."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from iottly_keycheck.cause import Cause
from iottly_keycheck.diagnosis.report import to_json
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import CheckRecord
from iottly_keycheck.ui.controls.icons import Badge
from iottly_keycheck.ui.history.check_messages import describe, summary
from iottly_keycheck.ui.history.check_summary import CheckSummary
from iottly_keycheck.ui.history.history_dialog import HistoryDialog
from iottly_keycheck.ui.history.history_model import Column
from iottly_keycheck.ui.history.history_section import HistorySection
from iottly_keycheck.ui.shell.main_window import MainWindow
from iottly_keycheck.ui.style.theme import DARK, LIGHT, Theme
from support.reports import make_report
from ui.conftest import ScriptedChecker
from ui.screen import Screen
from ui.screen_keys import click

FIRST = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def locale(window: MainWindow) -> Iterator[None]:
    """Read dates as they are written in the United Kingdom, whatever the window has chosen."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


def record(keys: KeyList, minute: int, cause: Cause = Cause.OK, ms: int = 80, **facts) -> None:
    """Put a check of Analytics into the history, so many minutes after the first."""
    at = FIRST + timedelta(minutes=minute)
    report = make_report(cause, checked_at=at, elapsed_ms=ms, http_status=200, **facts)
    finding = CheckRecord(at, cause, report.remark, 200, ms, "", to_json(report))
    keys.record(keys.find("Analytics").id, finding)


def look(screen: Screen, qtbot: QtBot) -> HistorySection:
    """Look at Analytics again, as the list has it now, and wait for its chart."""
    screen.reload()
    qtbot.waitUntil(lambda: screen.badge("Analytics") is not Badge.UNTESTED)
    screen.look_again()
    qtbot.waitUntil(screen.history.isVisible)
    return screen.history


def open_list(screen: Screen, qtbot: QtBot) -> HistoryDialog:
    click(screen.history.all)
    dialog = screen.dialog(HistoryDialog)
    qtbot.waitUntil(lambda: dialog.table.current is not None)
    return dialog


def texts(dialog: HistoryDialog, column: Column) -> list[str]:
    model = dialog.table.checks
    return [model.index(row, column).data() for row in range(model.rowCount())]


# the chart


def test_a_key_without_checks_has_no_chart(screen: Screen) -> None:
    assert not screen.history.isVisible()


def test_the_newest_checks_are_summed_up(screen: Screen, keys: KeyList, qtbot: QtBot) -> None:
    for minute in range(30):
        record(keys, minute, Cause.SERVER_ERROR if minute % 10 == 9 else Cause.OK, 70 + minute)
    section = look(screen, qtbot)
    assert len(section.chart.checks) == 24
    assert section.heading.text() == "Last 24 checks · median 87 ms · 3 problems"
    assert section.chart.accessibleDescription() == section.heading.text()
    assert section.said.text() == "from 24/11/2026 09:06:00 to 24/11/2026 09:29:00"


def test_a_key_that_never_worked_has_no_median(screen: Screen, keys: KeyList, qtbot: QtBot) -> None:
    record(keys, 0, Cause.KEY_REJECTED)
    assert look(screen, qtbot).heading.text() == "Last check · 1 problem"


def test_a_check_that_ends_comes_onto_the_chart(
    screen: Screen, keys: KeyList, checker: ScriptedChecker, qtbot: QtBot
) -> None:
    record(keys, 0)
    section = look(screen, qtbot)
    checker.may_end.set()
    screen.test_selected()
    qtbot.waitUntil(lambda: len(section.chart.checks) == 2)


def test_another_key_has_its_own(screen: Screen, keys: KeyList, qtbot: QtBot) -> None:
    record(keys, 0)
    section = look(screen, qtbot)
    screen.select("Reporting")
    qtbot.waitUntil(lambda: not section.isVisible())


def test_each_check_is_pointed_at(screen: Screen, keys: KeyList, qtbot: QtBot) -> None:
    record(keys, 0)
    record(keys, 1, Cause.KEY_REJECTED, 1234)
    section = look(screen, qtbot)
    chart = section.chart
    said = "24/11/2026 09:01:00 · iottly does not accept this key. · HTTP 200 · 1.2 s"

    def pointed_at() -> bool:
        # Again and again: the layout may move it away from under the mouse.
        QTest.mouseMove(chart, QPoint(round(chart._pitch() * 1.5), 5))
        return section.said.text() == said

    qtbot.waitUntil(pointed_at)
    QTest.mouseMove(screen.form)
    qtbot.waitUntil(lambda: section.said.text().startswith("from "))


def test_the_keyboard_goes_from_check_to_check(screen: Screen, keys: KeyList, qtbot: QtBot) -> None:
    for minute, cause in enumerate((Cause.OK, Cause.KEY_REJECTED, Cause.SERVER_ERROR)):
        record(keys, minute, cause)
    section = look(screen, qtbot)
    chart = section.chart
    chart.setFocus()
    seen = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_End):
        QTest.keyClick(chart, key)
        seen.append(chart.checks.index(chart.current))
        assert chart.accessibleDescription() == section.said.text() == describe(chart.current)
    assert seen == [2, 1, 0, 0, 2]


@pytest.mark.parametrize("dark", [False, True])
def test_a_failure_is_another_shape_than_a_success(
    screen: Screen, theme: Theme, keys: KeyList, qtbot: QtBot, dark: bool
) -> None:
    record(keys, 0)
    record(keys, 1, Cause.KEY_REJECTED)
    record(keys, 2, remark=True)
    section = look(screen, qtbot)
    theme.follow(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    roles = DARK if dark else LIGHT
    picture = section.chart.grab().toImage()
    columns = [(place + 0.5) * section.chart._pitch() for place in range(3)]

    def painted(column: float, colour: str) -> int:
        heights = range(picture.height() - 2)
        return sum(picture.pixelColor(round(column), y) == QColor(colour) for y in heights)

    works, fails, remark = (
        painted(column, colour)
        for column, colour in zip(columns, (roles.good, roles.bad, roles.warning), strict=True)
    )
    theme.follow(Qt.ColorScheme.Light)
    assert fails < works / 2
    assert works >= remark > works / 2


def test_one_slow_check_does_not_hide_the_others(
    screen: Screen, keys: KeyList, qtbot: QtBot
) -> None:
    for minute in range(5):
        record(keys, minute, ms=100)
    record(keys, 5, ms=14_000)
    chart = look(screen, qtbot).chart
    assert chart._longest() == 400


def test_a_bar_is_clicked_to_see_its_report_and_one_comes_back(
    screen: Screen, keys: KeyList, qtbot: QtBot
) -> None:
    record(keys, 0, Cause.KEY_REJECTED)
    record(keys, 1)
    section = look(screen, qtbot)
    screen.wait_for(screen.report)
    QTest.mouseClick(section.chart, Qt.MouseButton.LeftButton, pos=QPoint(4, 5))
    screen.wait_for(screen.origin)
    assert screen.verdict() == "iottly does not accept this key."
    assert screen.title() == "Analytics"
    assert section.isVisible()
    screen.leave_report()
    assert screen.verdict() == "This key works."


# the list


def test_all_checks_are_listed_the_newest_first(
    screen: Screen, keys: KeyList, qtbot: QtBot
) -> None:
    record(keys, 0, Cause.SERVER_ERROR, 1500)
    record(keys, 1, remark=True)
    record(keys, 2)
    look(screen, qtbot)
    dialog = open_list(screen, qtbot)
    assert dialog.heading.text() == "Past checks of “Analytics”"
    assert texts(dialog, Column.TIME) == [
        "24/11/2026 09:02:00",
        "24/11/2026 09:01:00",
        "24/11/2026 09:00:00",
    ]
    assert texts(dialog, Column.RESULT) == [
        "This key works.",
        "This key works, with a remark.",
        "iottly has a fault of its own at the moment (HTTP 200).",
    ]
    assert texts(dialog, Column.STATUS) == ["200", "200", "200"]
    assert texts(dialog, Column.DURATION) == ["80 ms", "80 ms", "1.5 s"]
    dialog.close()


def test_the_list_reads_on_as_it_is_scrolled(screen: Screen, keys: KeyList, qtbot: QtBot) -> None:
    for minute in range(120):
        record(keys, minute)
    look(screen, qtbot)
    dialog = open_list(screen, qtbot)
    assert dialog.table.checks.rowCount() == 50
    for expected in (100, 120):
        dialog.table.scrollToBottom()
        qtbot.waitUntil(lambda expected=expected: dialog.table.checks.rowCount() == expected)
    assert len(set(texts(dialog, Column.TIME))) == 120
    dialog.close()


def test_enter_opens_the_report_of_a_check(screen: Screen, keys: KeyList, qtbot: QtBot) -> None:
    record(keys, 0, Cause.KEY_REJECTED)
    record(keys, 1)
    look(screen, qtbot)
    dialog = open_list(screen, qtbot)
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    screen.wait_for(screen.origin)
    assert QApplication.activeModalWidget() is None
    assert screen.verdict() == "iottly does not accept this key."


def test_the_last_check_is_no_earlier_one(screen: Screen, keys: KeyList, qtbot: QtBot) -> None:
    record(keys, 0, Cause.KEY_REJECTED)
    record(keys, 1)
    section = look(screen, qtbot)
    screen.open_check(section.chart.checks[0])
    screen.wait_for(screen.origin)
    dialog = open_list(screen, qtbot)
    dialog.open_report.click()
    assert screen.origin() == ""
    assert screen.verdict() == "This key works."


def test_a_check_whose_report_nobody_can_read_is_listed_all_the_same(
    screen: Screen, keys: KeyList, qtbot: QtBot
) -> None:
    key = keys.find("Analytics").id
    keys.record(key, CheckRecord(FIRST, "of_tomorrow", False, None, 5, "", '{"schema": 9}'))
    record(keys, 1)
    section = look(screen, qtbot)
    (strange, _) = section.chart.checks
    assert strange.headline == "of_tomorrow"
    screen.open_check(strange)
    assert screen.wait_for(screen.notice).startswith("There is no report of this check")
    assert screen.origin() == ""


def test_what_is_said_comes_from_elsewhere_as_plain_text(window: MainWindow) -> None:
    check = CheckSummary.of_report(make_report(Cause.KEY_REJECTED, checked_at=FIRST))
    assert "{" not in describe(check) + summary([check])
