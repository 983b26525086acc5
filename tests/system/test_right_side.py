"""The answer, looked at from all sides: none of it makes the window wait."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import Attempt, Stage, StageId, StageState
from iottly_keycheck.diagnosis.report import ProgramInfo, Report, ReportResponse, from_json, to_json
from iottly_keycheck.ui.shell.main_window import MainWindow
from support.heartbeat import PROMISED_MS, Heartbeat

from .reading import key_id, texts

LINE = "<img src=x> \u202e" + "x" * 960
HUGE = Report(
    program=ProgramInfo("iottly-keycheck", "0", "a stranger's computer"),
    checked_at=datetime(2026, 11, 24, tzinfo=UTC),
    description=LINE[:200],
    url="https://api.cloud.iottly.com/v1.0/project/ping",
    cause=Cause.SERVER_ERROR,
    headline="",
    next_steps=(),
    hints=(),
    hint_texts=(),
    stages=tuple(Stage(stage, StageState.OK, 12, LINE) for stage in StageId),
    elapsed_ms=90,
    http_status=500,
    error=LINE * 40,
    response=ReportResponse(((LINE, LINE),) * 400, f"{LINE}\n" * 45),
    attempts=(Attempt(LINE, 1, 12, LINE),) * 400,
    exception=LINE * 40,
)
"""As large as a report may be that somebody has made by hand."""


def test_nothing_of_it_makes_the_window_wait(practice_window: MainWindow, qtbot: QtBot) -> None:
    window, pane = practice_window, practice_window.main_view.pane
    window.main_view.panel.view.select_key(key_id(window, "Reporting"))
    heartbeat = Heartbeat(window)
    stalls: dict[str, int] = {}

    def watch(step: str, act: Callable[[], object], done: Callable[[], bool]) -> None:
        heartbeat.longest_ms = 0
        act()
        qtbot.waitUntil(done)
        QTest.qWait(100)  # what follows on the event loop is a part of it
        stalls[step] = heartbeat.longest_ms

    def details_are_there() -> bool:
        return not pane.answer.details.filling

    watch(
        "test",
        window.controllers.checks.test_current,
        lambda: "500 Internal Server Error" in texts(pane),
    )
    path = pane.answer.path
    watch("station", path.buttons[2].click, pane.answer.station.isVisible)
    watch("details", pane.report_actions.details.click, details_are_there)
    report = from_json(to_json(HUGE))
    watch(
        "huge report",
        lambda: window.main_view.pane_presenter.open_report(report, "huge.json"),
        details_are_there,
    )
    again = replace(report, http_status=502)
    watch(
        "another",
        lambda: window.main_view.pane_presenter.open_report(again, "huge.json"),
        details_are_there,
    )
    watch("back", window.main_view.pane_presenter.show_current_key, details_are_there)
    sys.stdout.write(f"longest stalls of the window's thread: {stalls} ms\n")
    assert max(stalls.values()) < 4 * PROMISED_MS
