"""Pressing a station shows what was seen there, by mouse and keyboard, and puts it away again."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import (
    Attempt,
    Certificate,
    ProxySource,
    Stage,
    StageId,
    StageState,
    TlsFacts,
)
from iottly_keycheck.diagnosis.hint import Hint, HintId, Level
from iottly_keycheck.diagnosis.report import (
    ProgramInfo,
    Report,
    ReportProxy,
    ReportRequest,
    ReportResponse,
)
from iottly_keycheck.ui.pane.result_view import ResultView
from iottly_keycheck.ui.pane.station_button import StationButton
from iottly_keycheck.ui.pane.stations import StationId
from iottly_keycheck.ui.style.theme import Theme

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
OK, FAILED, SKIPPED = StageState.OK, StageState.FAILED, StageState.SKIPPED

REJECTED = Report(
    program=ProgramInfo("iottly-keycheck", "0.1.0", "Linux"),
    checked_at=NOON,
    description="Reporting",
    url="https://api.cloud.iottly.com/v1.0/project/ping",
    cause=Cause.KEY_REJECTED,
    headline="",
    next_steps=(),
    hints=(Hint(HintId.PROXY_FROM, Level.INFO, {"source": "system", "variable": "proxy"}),),
    hint_texts=("",),
    stages=(
        Stage(StageId.PROXY, OK, 20, "192.0.2.1", 0),
        Stage(StageId.DNS, SKIPPED),
        Stage(StageId.TCP, SKIPPED),
        Stage(StageId.TLS, OK, 30, "TLSv1.3", 20),
        Stage(StageId.HTTP, OK, 40, "401 Unauthorized", 50),
        Stage(StageId.KEY, FAILED, 0),
    ),
    elapsed_ms=90,
    http_status=401,
    error="Invalid or missing API key",
    key_sent=True,
    proxy=ReportProxy("http://proxy.example:3128", ProxySource.SYSTEM, 200, ("Basic", "NTLM")),
    certificate=Certificate("CN=api.cloud.iottly.com", "CN=R11", NOON, NOON),
    tls=TlsFacts("TLSv1.3", "TLS_AES_256_GCM_SHA384"),
    request=ReportRequest("GET", (("Authentication", "bearer [key]"),)),
    response=ReportResponse((("Server", "nginx"),), '{"status": 401}'),
    attempts=(
        Attempt("connect 192.0.2.1:3128", 3, 5, "connected"),
        Attempt("CONNECT api.cloud.iottly.com:443", 8, 12, "200"),
        Attempt("Authorization header", 95, 20, "401"),
    ),
)


@pytest.fixture
def answer(qtbot: QtBot, theme: Theme) -> ResultView:
    """The answer about a key that iottly rejects, on the screen."""
    view = ResultView()
    qtbot.addWidget(view)
    view.resize(800, 900)
    view.show_report(REJECTED, outdated=False, details=False)
    with qtbot.waitExposed(view):
        view.show()
    return view


def station(answer: ResultView, wanted: StationId) -> StationButton:
    return next(each for each in answer.path.buttons if each.station.id is wanted)


def press(qtbot: QtBot, answer: ResultView, wanted: StationId) -> dict[str, str]:
    """Press a station and give what is shown then, several values of a name on lines."""
    qtbot.mouseClick(station(answer, wanted), Qt.MouseButton.LeftButton)
    shown: dict[str, str] = {}
    for fact in answer.station.facts.facts:
        shown[fact.name] = "\n".join(filter(None, (shown.get(fact.name), fact.value)))
    return shown


def test_no_station_is_opened_before_one_is_pressed(answer: ResultView) -> None:
    assert not answer.station.isVisible()


def test_the_proxy_shows_which_from_where_and_what_it_answered(
    qtbot: QtBot, answer: ResultView
) -> None:
    shown = press(qtbot, answer, StationId.PROXY)
    assert answer.station.isVisible()
    assert answer.station.heading.text() == "Seen at: Proxy"
    assert shown["Proxy"].startswith("http://proxy.example:3128, from this computer")
    assert shown["Its answer"] == "200 OK"
    assert shown["Sign-in offered"] == "Basic, NTLM"
    assert "network settings name the proxy" in shown["Step by step"]
    assert "CONNECT api.cloud.iottly.com:443 – 200, 12 ms" in shown["Tried"]
    assert "Authorization" not in shown["Tried"]


def test_the_network_shows_encryption_and_certificate(qtbot: QtBot, answer: ResultView) -> None:
    shown = press(qtbot, answer, StationId.NETWORK)
    assert shown["Name lookup"] == "– not done"
    assert shown["Encryption"] == "✓ ok in 30 ms: TLSv1.3"
    assert shown["Certificate for"] == "CN=api.cloud.iottly.com"
    assert shown["Issued by"] == "CN=R11"


def test_iottly_shows_the_answer_to_the_letter(qtbot: QtBot, answer: ResultView) -> None:
    shown = press(qtbot, answer, StationId.SERVICE)
    assert shown["HTTP status"] == "401 Unauthorized"
    assert shown["Headers"] == "Server: nginx"
    assert shown["Body"] == '{"status": 401}'


def test_the_key_shows_the_error_and_how_it_was_sent(qtbot: QtBot, answer: ResultView) -> None:
    shown = press(qtbot, answer, StationId.KEY)
    assert shown["Error"] == "Invalid or missing API key"
    assert shown["Sent"] == "Authentication: bearer [key]"


def test_a_station_that_was_not_reached_says_so(qtbot: QtBot, answer: ResultView) -> None:
    skipped = tuple(Stage(stage, SKIPPED) for stage in StageId)
    locked = replace(REJECTED, cause=Cause.KEYRING_LOCKED, stages=skipped, response=None)
    answer.show_report(locked, outdated=False, details=False)
    assert press(qtbot, answer, StationId.SERVICE)["Result"] == "– not done"


def test_pressing_it_again_puts_it_away(qtbot: QtBot, answer: ResultView) -> None:
    press(qtbot, answer, StationId.PROXY)
    press(qtbot, answer, StationId.PROXY)
    assert not answer.station.isVisible()
    assert not station(answer, StationId.PROXY).isChecked()


def test_only_one_station_is_open(qtbot: QtBot, answer: ResultView) -> None:
    press(qtbot, answer, StationId.PROXY)
    press(qtbot, answer, StationId.NETWORK)
    assert [each.station.id for each in answer.path.buttons if each.isChecked()] == [
        StationId.NETWORK
    ]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_keyboard_opens_and_escape_closes(
    qtbot: QtBot, answer: ResultView, key: Qt.Key
) -> None:
    proxy = station(answer, StationId.PROXY)
    proxy.setFocus()
    qtbot.keyClick(proxy, key)
    assert answer.station.isVisible()
    qtbot.keyClick(proxy, Qt.Key.Key_Escape)
    assert not answer.station.isVisible()
    assert answer.path.focusWidget() is proxy


def test_closing_gives_the_focus_back_to_the_station(qtbot: QtBot, answer: ResultView) -> None:
    press(qtbot, answer, StationId.NETWORK)
    answer.station.close_button.setFocus()
    qtbot.keyClick(answer.station.close_button, Qt.Key.Key_Escape)
    assert not answer.station.isVisible()
    assert answer.path.focusWidget() is station(answer, StationId.NETWORK)


def test_an_open_station_follows_the_next_report(qtbot: QtBot, answer: ResultView) -> None:
    press(qtbot, answer, StationId.SERVICE)
    answer.show_report(replace(REJECTED, http_status=403), outdated=False, details=False)
    shown = {fact.name: fact.value for fact in answer.station.facts.facts}
    assert shown["HTTP status"] == "403 Forbidden"


def test_a_station_that_is_not_on_the_way_any_more_is_closed(
    qtbot: QtBot, answer: ResultView
) -> None:
    press(qtbot, answer, StationId.PROXY)
    stages = (Stage(StageId.PROXY, SKIPPED), *REJECTED.stages[1:])
    direct = replace(REJECTED, proxy=ReportProxy(), stages=stages)
    answer.show_report(direct, outdated=False, details=False)
    assert not answer.station.isVisible()


def test_what_was_pressed_for_is_scrolled_into_sight(qtbot: QtBot, answer: ResultView) -> None:
    answer.resize(800, 260)
    press(qtbot, answer, StationId.NETWORK)
    viewport = answer.viewport()

    def is_seen() -> bool:
        top = answer.station.mapTo(viewport, QPoint()).y()
        return 0 <= top < viewport.height() - answer.station.heading.height()

    qtbot.waitUntil(is_seen)


def test_what_was_pressed_for_is_read_out(qtbot: QtBot, answer: ResultView) -> None:
    press(qtbot, answer, StationId.KEY)
    assert answer.station.accessible_text() == (
        "Seen at: Your key\nResult: ✕ failed\nError: Invalid or missing API key"
        "\nSent: Authentication: bearer [key]"
    )
