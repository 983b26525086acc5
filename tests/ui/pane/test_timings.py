"""The waterfall: what took its time stands on one axis, in order, whatever a report claims."""

from dataclasses import replace
from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import Attempt, Stage, StageId, StageState
from iottly_keycheck.diagnosis.report import ProgramInfo, Report
from iottly_keycheck.ui.pane.timings import Bar, bars_of
from iottly_keycheck.ui.pane.waterfall import Waterfall
from iottly_keycheck.ui.style.theme import DARK, LIGHT, Theme

OK, FAILED, SKIPPED = StageState.OK, StageState.FAILED, StageState.SKIPPED
REPORT = Report(
    program=ProgramInfo("iottly-keycheck", "0", "test"),
    checked_at=datetime(2026, 11, 24, tzinfo=UTC),
    description=None,
    url="https://api.cloud.iottly.com/v1.0/project/ping",
    cause=Cause.TLS_EXPIRED,
    headline="",
    next_steps=(),
    hints=(),
    hint_texts=(),
    stages=(
        Stage(StageId.PROXY, SKIPPED),
        Stage(StageId.DNS, OK, 10, "192.0.2.7", 2),
        Stage(StageId.TCP, OK, 30, "", 12),
        Stage(StageId.TLS, FAILED, 20, "", 42),
        Stage(StageId.HTTP, SKIPPED),
        Stage(StageId.KEY, SKIPPED),
    ),
    attempts=(
        Attempt("the clock", 70, 9, "200"),
        Attempt("resolve", 2, 10, "1 address"),
        Attempt("connect 192.0.2.7:443", 12, 30, "connected"),
    ),
    elapsed_ms=80,
)


def test_attempts_stand_below_the_stage_that_they_began_in() -> None:
    assert [bar.stage or bar.what for bar in bars_of(REPORT)] == [
        StageId.DNS,
        "resolve",
        StageId.TCP,
        "connect 192.0.2.7:443",
        StageId.TLS,
        "the clock",
    ]


def test_bars_begin_where_their_stages_did() -> None:
    stages = [bar for bar in bars_of(REPORT) if bar.stage]
    assert [(bar.at_ms, bar.end_ms) for bar in stages] == [(2, 12), (12, 42), (42, 62)]


def test_stages_of_earlier_reports_follow_each_other() -> None:
    stages = tuple(replace(stage, at_ms=None) for stage in REPORT.stages)
    bars = bars_of(replace(REPORT, stages=stages, attempts=()))
    assert [bar.at_ms for bar in bars] == [0, 10, 40]


def test_what_takes_no_time_has_no_bar() -> None:
    stages = (*REPORT.stages[:5], Stage(StageId.KEY, OK, 0))
    assert StageId.KEY not in {bar.stage for bar in bars_of(replace(REPORT, stages=stages))}


def test_a_strangers_report_is_bounded() -> None:
    attempts = tuple(Attempt("x" * 500, -(10**12), 10**12, "?") for _ in range(500))
    bars = bars_of(replace(REPORT, attempts=attempts))
    assert len(bars) < 60
    assert min(bar.at_ms for bar in bars) == 0


def test_the_failed_stage_is_said_and_not_only_coloured(qtbot: QtBot, theme: Theme) -> None:
    waterfall = shown(qtbot, bars_of(REPORT))
    assert "Encryption: from 42 ms, took 20 ms. ✕ failed" in waterfall.accessibleDescription()


def test_light_and_dark_have_their_own_colours(qtbot: QtBot, theme: Theme) -> None:
    waterfall = shown(qtbot, (Bar(0, 100, StageId.DNS),))
    image = waterfall.grab().toImage()
    colours = {image.pixelColor(image.width() // 2, y).name() for y in range(image.height())}
    assert LIGHT.good in colours
    assert DARK.good not in colours


def test_any_numbers_can_be_drawn(qtbot: QtBot, theme: Theme) -> None:
    bars = (Bar(10**12, 10**12, StageId.DNS, failed=True), Bar(0, 0, what="\u202e" * 900))
    waterfall = shown(qtbot, bars)
    waterfall.resize(90, 40)
    assert not waterfall.grab().isNull()


def shown(qtbot: QtBot, bars: tuple[Bar, ...]) -> Waterfall:
    waterfall = Waterfall()
    qtbot.addWidget(waterfall)
    waterfall.show_bars(bars, 1)
    waterfall.resize(600, 200)
    with qtbot.waitExposed(waterfall):
        waterfall.show()
    return waterfall
