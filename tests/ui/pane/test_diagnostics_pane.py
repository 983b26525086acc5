"""The pane shows what it is told, in every state, and says what the user wants."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
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
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.ui.controls.icons import Badge
from iottly_keycheck.ui.controls.plain_text import PlainBlock, PlainLabel
from iottly_keycheck.ui.pane.detail_section import DetailSection
from iottly_keycheck.ui.pane.diagnostics_pane import DiagnosticsPane
from iottly_keycheck.ui.pane.stations import StationState
from iottly_keycheck.ui.style.theme import StyleClass, Theme

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script> \u202etxt.exe \x1b[31m " + "x" * 1900


def make_report(cause: Cause, *hints: Hint, **changes: object) -> Report:
    """Make a report with everything in it, worded as the program words it."""
    report = Report(
        program=ProgramInfo("iottly-keycheck", "0.1.0", "Linux"),
        checked_at=NOON,
        description="Reporting",
        url="https://api.cloud.iottly.com/v1.0/project/ping",
        cause=cause,
        headline="",
        next_steps=(),
        hints=hints,
        hint_texts=tuple(messages.hint(hint) for hint in hints),
        stages=tuple(Stage(stage, StageState.OK, 12) for stage in StageId),
        elapsed_ms=84,
        key_sent=True,
    )
    return replace(report, **changes)


PROXY_ASKS = make_report(
    Cause.PROXY_AUTH_REQUIRED,
    Hint(HintId.PROXY_FROM, Level.INFO, {"source": "environment", "variable": "HTTPS_PROXY"}),
    Hint(HintId.DIRECT_WORKS),
    stages=(
        Stage(StageId.PROXY, StageState.FAILED, 12, "407"),
        *(Stage(stage, StageState.SKIPPED) for stage in list(StageId)[1:]),
    ),
    proxy=ReportProxy("http://proxy.example:3128", ProxySource.ENVIRONMENT, 407, ("Basic",)),
    key_sent=False,
)
WORKS = make_report(
    Cause.OK,
    http_status=200,
    addresses=("192.0.2.7",),
    attempts=(Attempt("192.0.2.7", 12, 3, "connected"),),
    certificate=Certificate("CN=api.cloud.iottly.com", "CN=R11", NOON, NOON),
    tls=TlsFacts("TLSv1.3", "TLS_AES_256_GCM_SHA384"),
    response=ReportResponse((("Server", "nginx"),), '{"status": "pong"}'),
    exception="NoError()",
)


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> DiagnosticsPane:
    """The pane on the screen, with a key that was never tested."""
    pane = DiagnosticsPane()
    qtbot.addWidget(pane)
    pane.resize(800, 700)
    pane.show_key("Reporting", "api.cloud.iottly.com")
    pane.set_testable(True)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


def facts(pane: DiagnosticsPane) -> dict[str, str]:
    return {fact.name: fact.value for fact in reversed(pane.answer.facts.facts)}


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


# nothing yet


def test_without_a_key_there_is_nothing_to_test(pane: DiagnosticsPane) -> None:
    pane.show_nothing()
    assert pane.title.text() == "No key chosen"
    assert not pane.test_button.isEnabled()
    assert not pane.report_actions.isVisible()


def test_a_key_that_was_never_tested_is_explained(pane: DiagnosticsPane) -> None:
    assert pane.title.text() == "Reporting"
    assert pane.answer.card.headline.text() == "Not tested yet"
    assert pane.answer.card.badge.badge is Badge.UNTESTED
    assert pane.answer.path.isVisible()


def test_pressing_the_button_asks_for_a_test(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    with qtbot.waitSignal(pane.test_requested):
        click(qtbot, pane.test_button)


def test_the_space_bar_asks_for_a_test(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    pane.test_button.setFocus()
    with qtbot.waitSignal(pane.test_requested):
        qtbot.keyClick(pane.test_button, Qt.Key.Key_Space)


# under way


def test_the_button_becomes_cancel(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    pane.start("Reporting")
    assert pane.test_button.text() == "Cancel"
    with qtbot.waitSignal(pane.cancel_requested), qtbot.assertNotEmitted(pane.test_requested):
        click(qtbot, pane.test_button)


def test_cancel_is_pressed_once(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    pane.start("Reporting")
    click(qtbot, pane.test_button)
    pane.set_testable(True)
    assert pane.test_button.text() == "Stopping…"
    assert not pane.test_button.isEnabled()


def test_a_double_click_does_not_cancel_what_it_started(
    qtbot: QtBot, pane: DiagnosticsPane
) -> None:
    pane.test_requested.connect(lambda: pane.start("Reporting"))
    with qtbot.assertNotEmitted(pane.cancel_requested):
        click(qtbot, pane.test_button)
        qtbot.mouseDClick(pane.test_button, Qt.MouseButton.LeftButton)
    assert pane.test_button.text() == "Cancel"


def test_the_focus_comes_back_to_the_button(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    other = QPushButton("other", pane)
    other.show()
    pane.test_button.setFocus()
    pane.set_testable(False)
    assert not pane.test_button.hasFocus()
    pane.start("Reporting")
    assert pane.test_button.hasFocus()
    pane.set_testable(True)
    click(qtbot, pane.test_button)
    other.setFocus()
    pane.show_report(make_report(Cause.OK), False)
    assert other.hasFocus()


def test_a_test_under_way_can_be_stopped_when_no_other_can_begin(pane: DiagnosticsPane) -> None:
    pane.start("Reporting")
    pane.set_testable(False)
    assert pane.test_button.isEnabled()


def test_stages_fill_in_as_they_come(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    pane.start("Reporting")
    pane.stage(Stage(StageId.DNS, StageState.OK, 12, "2 addresses"))
    pane.stage(Stage(StageId.TCP, StageState.RUNNING))
    click(qtbot, pane.answer.path.buttons[1])
    shown = [(fact.name, fact.value) for fact in pane.answer.station.facts.facts]
    assert shown == [("Name lookup", "✓ ok in 12 ms: 2 addresses"), ("Connection", "trying…")]
    pane.stage(Stage(StageId.TCP, StageState.OK, 3, "192.0.2.7"))
    assert pane.answer.station.facts.facts[1].value == "✓ ok in 3 ms: 192.0.2.7"
    pane.stage(Stage(StageId.TLS, StageState.RUNNING))
    assert pane.answer.path.buttons[1].station.state is StationState.RUNNING


def test_a_late_stage_changes_no_report(pane: DiagnosticsPane) -> None:
    pane.show_report(WORKS, False)
    pane.stage(Stage(StageId.DNS, StageState.RUNNING))
    assert pane.answer.path.buttons[1].station.state is not StationState.RUNNING


def test_the_time_that_has_passed_is_shown(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    pane.start("Reporting")
    qtbot.waitUntil(lambda: "1 s" in pane.answer.card.headline.text())


# the report


def test_the_verdict_says_what_whose_and_what_to_do(pane: DiagnosticsPane) -> None:
    pane.show_report(PROXY_ASKS, False)
    card = pane.answer.card
    assert card.headline.text() == messages.headline(PROXY_ASKS)
    assert card.who.text() == messages.responsible_party(PROXY_ASKS)
    assert card.steps == messages.next_steps(PROXY_ASKS)
    assert card.property("styleClass") == StyleClass.BAD


def test_the_verdict_is_accessible_as_a_whole(pane: DiagnosticsPane) -> None:
    pane.show_report(PROXY_ASKS, False)
    card = pane.answer.card
    assert card.accessibleName() == messages.headline(PROXY_ASKS)
    assert all(step in card.accessibleDescription() for step in messages.next_steps(PROXY_ASKS))


def test_a_key_that_works_is_on_good_ground(pane: DiagnosticsPane) -> None:
    pane.show_report(WORKS, False)
    assert pane.answer.card.badge.badge is Badge.WORKS
    assert pane.answer.card.property("styleClass") == StyleClass.GOOD


def test_a_remark_stands_in_the_card(pane: DiagnosticsPane) -> None:
    remark = Hint(HintId.PROXY_PASSWORD_IN_CLEAR, Level.WARNING)
    pane.show_report(make_report(Cause.OK, remark), False)
    assert pane.answer.card.badge.badge is Badge.REMARK
    assert pane.answer.card.steps == (messages.hint(remark),)


def test_a_test_that_was_stopped_accuses_nobody(pane: DiagnosticsPane) -> None:
    pane.show_report(make_report(Cause.CANCELLED), False)
    assert pane.answer.card.badge.badge is Badge.UNTESTED
    assert pane.answer.card.property("styleClass") == StyleClass.CARD


def test_where_the_test_went_stands_under_the_name(pane: DiagnosticsPane) -> None:
    pane.show_report(PROXY_ASKS, False)
    assert pane.subtitle.text() == "api.cloud.iottly.com · through proxy.example:3128"
    pane.show_report(WORKS, False)
    assert pane.subtitle.text() == "api.cloud.iottly.com · without a proxy"


def test_the_facts_of_a_proxy_that_refuses(pane: DiagnosticsPane) -> None:
    pane.show_report(PROXY_ASKS, False)
    assert facts(pane) == {
        "HTTP status": "none from iottly (the proxy answered 407)",
        "Error": "–",
        "Proxy": messages.proxy(PROXY_ASKS),
        "Hint": messages.hint(Hint(HintId.DIRECT_WORKS)),
    }


@pytest.mark.parametrize(
    ("status", "shown"), [(401, "401 Unauthorized"), (599, "599"), (None, "none")]
)
def test_the_http_status_has_its_name(
    pane: DiagnosticsPane, status: int | None, shown: str
) -> None:
    pane.show_report(make_report(Cause.API_ERROR, http_status=status), False)
    assert facts(pane)["HTTP status"] == shown


def test_the_error_is_shown_to_the_letter(pane: DiagnosticsPane) -> None:
    pane.show_report(make_report(Cause.API_ERROR, error='<b>no</b> "project" & such'), False)
    block = pane.answer.facts.findChild(PlainBlock)
    assert block.text() == '<b>no</b> "project" & such'


def test_an_old_result_says_that_the_settings_are_others_now(pane: DiagnosticsPane) -> None:
    pane.show_report(WORKS, True)
    assert pane.answer.outdated.isVisible()
    pane.show_report(WORKS, False)
    assert not pane.answer.outdated.isVisible()


def test_after_the_report_a_new_test_can_be_asked_for(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    pane.start("Reporting")
    pane.show_report(WORKS, False)
    with qtbot.waitSignal(pane.test_requested):
        click(qtbot, pane.test_button)


def test_a_report_of_a_pasted_key_keeps_the_title(pane: DiagnosticsPane) -> None:
    pane.start("Pasted key")
    pane.show_report(replace(WORKS, description=None), False)
    assert pane.title.text() == "Pasted key"


# details


def test_details_are_folded_away_until_asked_for(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    pane.show_report(WORKS, False)
    assert not pane.answer.details.isVisible()
    click(qtbot, pane.report_actions.details)
    assert pane.answer.details.isVisible()


def test_details_stay_unfolded_for_the_next_report(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    pane.show_report(WORKS, False)
    click(qtbot, pane.report_actions.details)
    pane.show_report(PROXY_ASKS, False)
    assert pane.answer.details.isVisible()


@pytest.mark.parametrize(
    "part",
    [
        "GET https://api.cloud.iottly.com/v1.0/project/ping",
        "The key was sent.",
        "2026-11-24 12:00:00 UTC",
        "192.0.2.7",
        "connected",
        "CN=R11",
        "TLSv1.3",
        "Server: nginx",
        '{"status": "pong"}',
        "NoError()",
    ],
)
def test_details_hold_what_support_needs(pane: DiagnosticsPane, part: str) -> None:
    pane.show_report(WORKS, False)
    assert part in pane.answer.details.text()


def test_details_of_a_proxy_hold_its_answer(pane: DiagnosticsPane) -> None:
    pane.show_report(PROXY_ASKS, False)
    text = pane.answer.details.text()
    assert "The proxy answered 407" in text
    assert "The environment variable HTTPS_PROXY names the proxy" in text
    assert "Nothing was sent to iottly, nor was the key." in text


def test_details_are_copied_as_one_text(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    pane.show_report(WORKS, False)
    click(qtbot, pane.report_actions.details)
    qtbot.waitUntil(lambda: not pane.answer.details.filling)
    click(qtbot, pane.answer.details.copy_all)
    assert QGuiApplication.clipboard().text() == pane.answer.details.text()


def sections(pane: DiagnosticsPane) -> dict[str, DetailSection]:
    """Give the parts of the details that are shown, by their titles."""
    return {each.title: each for each in pane.answer.details.sections if each.isVisible()}


def unfold_details(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    click(qtbot, pane.report_actions.details)
    qtbot.waitUntil(lambda: not pane.answer.details.filling)


def test_each_part_of_the_details_is_copied_by_one_click(
    qtbot: QtBot, pane: DiagnosticsPane
) -> None:
    pane.show_report(WORKS, False)
    unfold_details(qtbot, pane)
    assert len(sections(pane)) == 8
    for section in sections(pane).values():
        click(qtbot, section.copy)
        assert QGuiApplication.clipboard().text() == section.text
        assert section.copy.text() == "✓ Copied"


def test_a_part_without_facts_is_left_out(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    pane.show_report(PROXY_ASKS, False)
    unfold_details(qtbot, pane)
    assert not {"Response headers", "Response body", "Exception"} & set(sections(pane))


def test_a_part_is_folded_away_and_stays_so(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    pane.show_report(WORKS, False)
    unfold_details(qtbot, pane)
    body = sections(pane)["Response body"]
    high = body.height()
    qtbot.keyClick(body.heading, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: body.height() < high)
    pane.show_report(replace(WORKS, http_status=204), False)
    qtbot.waitUntil(lambda: not pane.answer.details.filling)
    assert all(not block.isVisible() for block in body.findChildren(PlainBlock))


def test_the_request_is_shown_as_it_was_sent(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    headers = (("Host", "api.cloud.iottly.com"), ("Authentication", "bearer [key]"))
    pane.show_report(replace(WORKS, request=ReportRequest("GET", headers)), False)
    unfold_details(qtbot, pane)
    assert sections(pane)["Request"].text == (
        "GET https://api.cloud.iottly.com/v1.0/project/ping\n"
        "Host: api.cloud.iottly.com\nAuthentication: bearer [key]"
    )


def test_the_whole_chain_is_shown(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    leaf = Certificate("CN=api.cloud.iottly.com", "CN=R11", NOON, NOON, ("cloud.iottly.com",))
    authority = Certificate("CN=R11", "CN=Root", NOON, NOON)
    pane.show_report(replace(WORKS, chain=(leaf, authority)), False)
    unfold_details(qtbot, pane)
    text = sections(pane)["Encryption and certificates"].text
    assert text.index("CN=api.cloud.iottly.com") < text.index("cloud.iottly.com\n\n[2]")
    assert "issuer      CN=Root" in text


def test_timings_are_a_picture_that_says_what_it_shows(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    pane.show_report(WORKS, False)
    unfold_details(qtbot, pane)
    waterfall = pane.answer.details.waterfall
    assert waterfall.isVisible()
    assert "Name lookup: from 12 ms, took 12 ms. ✓ ok" in waterfall.accessibleDescription()
    assert "192.0.2.7: from 12 ms, took 3 ms. connected" in waterfall.accessibleDescription()


# a report from elsewhere


def test_a_report_from_a_file_is_marked_as_such(pane: DiagnosticsPane) -> None:
    pane.show_foreign(PROXY_ASKS, "customer.json")
    assert pane.origin.isVisible()
    assert "customer.json" in pane.origin.text
    assert pane.answer.card.headline.text() == messages.headline(PROXY_ASKS)


def test_a_report_from_a_file_cannot_be_tested(pane: DiagnosticsPane) -> None:
    pane.show_foreign(PROXY_ASKS, "customer.json")
    pane.set_testable(True)
    assert not pane.test_button.isVisible()


def test_a_report_from_a_file_is_closed(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    pane.show_foreign(PROXY_ASKS, "customer.json")
    with qtbot.waitSignal(pane.left):
        click(qtbot, pane.origin.button)
    pane.show_report(WORKS, False)
    assert not pane.origin.isVisible()
    assert pane.test_button.isVisible()


def test_an_earlier_check_is_marked_as_such(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    pane.show_report(WORKS, False)
    pane.show_past(PROXY_ASKS)
    assert pane.origin.text.startswith("An earlier check, made on ")
    assert pane.test_button.isVisible()
    with qtbot.waitSignal(pane.left):
        click(qtbot, pane.origin.button)


def test_what_is_known_of_a_key_here_is_not_shown_beside_it(
    qtbot: QtBot, pane: DiagnosticsPane
) -> None:
    history = PlainLabel("Last 24 checks")
    pane.add_section(history)
    pane.show_report(WORKS, False)
    assert history.isVisible()
    pane.show_foreign(PROXY_ASKS, "customer.json")
    assert not history.isVisible()
    pane.show_key("Reporting", "api.cloud.iottly.com")
    assert history.isVisible()


# every size, every text


HOSTILE_REPORT = make_report(
    Cause.SERVER_ERROR,
    Hint(HintId.REDIRECTED_TO, Level.INFO, {"location": "http://example.org/" + "a" * 900}),
    description="<i>" + "W" * 197,
    http_status=500,
    error=HOSTILE,
    exception=HOSTILE,
    response=ReportResponse((("X", HOSTILE),), HOSTILE * 2),
)


@pytest.fixture
def large_font(qapp: QApplication, theme: Theme) -> object:
    """Text of twice the size, as the system may be set to."""
    before = qapp.font()
    font = QFont(before)
    font.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(font)
    yield
    qapp.setFont(before)


@pytest.mark.parametrize("report", [PROXY_ASKS, WORKS, HOSTILE_REPORT])
def test_nothing_is_wider_than_the_window_at_twice_the_font(
    qtbot: QtBot, large_font: object, report: Report
) -> None:
    pane = DiagnosticsPane()
    qtbot.addWidget(pane)
    pane.show_report(report, True)
    pane.report_actions.details.setChecked(True)
    pane.resize(850, 690)
    with qtbot.waitExposed(pane):
        pane.show()
    qtbot.waitUntil(lambda: not pane.answer.details.filling)
    assert pane.width() == 850
    content = pane.answer.widget()
    assert content.width() <= pane.answer.viewport().width()
    qtbot.waitUntil(lambda: cut_off(content) == [])


@pytest.mark.parametrize("width", [480, 800, 1400])
def test_no_text_is_cut_off(qtbot: QtBot, pane: DiagnosticsPane, width: int) -> None:
    pane.show_report(HOSTILE_REPORT, True)
    pane.report_actions.details.setChecked(True)
    pane.resize(width, 700)
    qtbot.waitUntil(lambda: not pane.answer.details.filling)
    qtbot.waitUntil(lambda: cut_off(pane.answer.widget()) == [])
    assert pane.width() == width


def cut_off(content: QWidget) -> list[str]:
    """Give the texts that have not the room that they need, inside their parent."""
    texts = [*content.findChildren(PlainLabel), *content.findChildren(PlainBlock)]
    return [
        text.text()
        for text in texts
        if text.isVisible()
        and (
            not text.parentWidget().rect().contains(text.geometry())
            or text.height() < text.heightForWidth(text.width())
        )
    ]


def test_tab_leads_from_top_to_bottom(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    pane.show_report(replace(WORKS, error="no such project"), False)
    click(qtbot, pane.answer.path.buttons[2])
    unfold_details(qtbot, pane)
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    pane.test_button.setFocus()
    stops = [pane.test_button]
    while len(stops) < 50:
        qtbot.keyClick(stops[-1], Qt.Key.Key_Tab)
        if pane.focusWidget() is pane.test_button:
            break
        stops.append(pane.focusWidget())
    assert len(stops) > 20
    heights = [
        stop.mapTo(pane.answer.widget(), QPoint()).y()
        for stop in stops[1:]
        if pane.answer.isAncestorOf(stop)
    ]
    assert heights == sorted(heights)


def test_every_control_has_a_name(qtbot: QtBot, pane: DiagnosticsPane) -> None:
    pane.show_report(HOSTILE_REPORT, False)
    pane.report_actions.details.setChecked(True)
    qtbot.waitUntil(lambda: not pane.answer.details.filling)
    click(qtbot, pane.answer.path.buttons[0])
    controls = [
        widget
        for widget in pane.findChildren(QWidget)
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.isVisible()
    ]
    assert controls
    nameless = [w for w in controls if not (w.accessibleName() or getattr(w, "text", str)())]
    assert nameless == []
