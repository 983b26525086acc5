"""What was seen at one station of the way, shown below the picture when it is pressed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from iottly_keycheck.cause import Party
from iottly_keycheck.connection.facts.observation import Stage, StageId, StageState
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.diagnosis.text.proxy_steps import proxy_steps
from iottly_keycheck.ui.controls.fact_table import Fact, FactTable
from iottly_keycheck.ui.controls.plain_text import PlainLabel, shortened
from iottly_keycheck.ui.pane.detail_texts import status
from iottly_keycheck.ui.pane.stage_messages import stage_line, stage_name
from iottly_keycheck.ui.pane.stations import STAGES_AT, StationId
from iottly_keycheck.ui.pane.timings import attempts_in
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class
from iottly_keycheck.ui.text.translation import duration, local_day, local_time, translated

_MOST_HEADERS = 50
"""The details for support have them all."""
_LONGEST_SPEECH = 1_000
_STYLE_CLASSES = {StageState.FAILED: StyleClass.FAULT, StageState.SKIPPED: StyleClass.MUTED}
_OUR_OWN = frozenset({Party.COMPUTER, Party.PROGRAM})


class StationSection(QFrame):
    """The facts of one station; Escape or its button closes it.

    Signals: `closed()`: the user wants to see no station any more.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_style_class(self, StyleClass.CARD)
        self.heading = PlainLabel(parent=self)
        set_style_class(self.heading, StyleClass.STRONG)
        self.close_button = QPushButton(self.tr("Close"), self)
        set_style_class(self.close_button, StyleClass.LINK)
        self.close_button.clicked.connect(self.closed)
        self.facts = FactTable(self)
        unit = em(self.font())
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(round(unit * 1.2), round(unit * 0.7), unit, unit)
        layout.setSpacing(round(unit * 0.6))
        layout.addLayout(head)
        layout.addWidget(self.facts)
        self.hide()

    def show_stages(self, station: StationId, name: str, stages: Iterable[Stage]) -> None:
        """Show what is known of a station while the check goes on."""
        known = {stage.id: stage for stage in stages}
        self._show(name, self._stage_facts(station, known))

    def show_report(self, station: StationId, name: str, report: Report) -> None:
        """Show what a check saw at a station."""
        known = {stage.id: stage for stage in report.stages}
        self._show(name, [*self._stage_facts(station, known), *self._facts(station, report)])

    def accessible_text(self) -> str:
        """Give what it shows as it is read out."""
        rows = (self.facts.accessible_text(fact.name, fact.value) for fact in self.facts.facts)
        return shortened("\n".join((self.heading.text(), *rows)), _LONGEST_SPEECH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, name: str, facts: list[Fact]) -> None:
        self.heading.setText(self.tr("Seen at: {station}").format(station=name))
        self.setAccessibleName(self.heading.text())
        self.facts.show_facts(facts or [Fact(self.tr("Result"), self.tr("not reached"))])

    def _stage_facts(self, station: StationId, known: dict[StageId, Stage]) -> list[Fact]:
        stages = [known[stage] for stage in STAGES_AT[station] if stage in known]
        alone = len(STAGES_AT[station]) == 1
        return [
            Fact(
                self.tr("Result") if alone else stage_name(stage.id),
                stage_line(stage),
                style_class=_STYLE_CLASSES.get(stage.state, StyleClass.PLAIN),
            )
            for stage in stages
        ]

    def _facts(self, station: StationId, report: Report) -> Iterator[Fact]:
        match station:
            case StationId.COMPUTER:
                return self._about_computer(report)
            case StationId.PROXY:
                return self._about_proxy(report)
            case StationId.NETWORK:
                return self._about_network(report)
            case StationId.SERVICE:
                return self._about_answer(report)
            case StationId.KEY:
                return self._about_key(report)

    def _about_computer(self, report: Report) -> Iterator[Fact]:
        program = report.program
        yield Fact(self.tr("API address"), report.url)
        yield Fact(self.tr("Checked"), local_time(report.checked_at))
        yield Fact(self.tr("Program"), f"{program.name} {program.version}")
        yield Fact(self.tr("System"), program.platform)
        if report.exception and report.party in _OUR_OWN:
            yield Fact(self.tr("Exception"), report.exception, foreign=True)

    def _about_proxy(self, report: Report) -> Iterator[Fact]:
        yield Fact(self.tr("Proxy"), messages.proxy(report, translated))
        if report.proxy.status is not None:
            yield Fact(self.tr("Its answer"), status(report.proxy.status))
        if report.proxy.offers:
            yield Fact(self.tr("Sign-in offered"), ", ".join(report.proxy.offers))
        for number, step in enumerate(proxy_steps(report, translated), start=1):
            line = self.tr("{number}. {step}").format(number=number, step=step)
            yield Fact(self.tr("Step by step"), line)
        yield from self._tried(StationId.PROXY, report)

    def _about_network(self, report: Report) -> Iterator[Fact]:
        if report.addresses:
            yield Fact(self.tr("Addresses"), ", ".join(report.addresses))
        yield from self._tried(StationId.NETWORK, report)
        if report.tls:
            yield Fact(self.tr("Cipher"), report.tls.cipher)
        if report.certificate:
            yield Fact(self.tr("Certificate for"), report.certificate.subject)
            yield Fact(self.tr("Issued by"), report.certificate.issuer)
            valid = self.tr("{begin} to {end}")
            begin, end = report.certificate.not_before, report.certificate.not_after
            days = valid.format(begin=local_day(begin), end=local_day(end))
            yield Fact(self.tr("Valid from"), days)

    def _about_answer(self, report: Report) -> Iterator[Fact]:
        if report.http_status is not None:
            yield Fact(self.tr("HTTP status"), status(report.http_status))
        if report.response is None:
            return
        headers = "\n".join(
            f"{name}: {value}" for name, value in report.response.headers[:_MOST_HEADERS]
        )
        if headers:
            yield Fact(self.tr("Headers"), headers, foreign=True)
        if report.response.body:
            yield Fact(self.tr("Body"), report.response.body, foreign=True)

    def _about_key(self, report: Report) -> Iterator[Fact]:
        if report.error:
            yield Fact(self.tr("Error"), report.error, foreign=True)
        if not report.key_sent:
            yield Fact(self.tr("Sent"), self.tr("The key was not sent."))
            return
        sent = dict(report.request.headers).get("Authentication") if report.request else None
        if sent:
            line = self.tr("{header}: {value}").format(header="Authentication", value=sent)
            yield Fact(self.tr("Sent"), line)
        else:
            yield Fact(self.tr("Sent"), self.tr("The key was sent."))

    def _tried(self, station: StationId, report: Report) -> Iterator[Fact]:
        for attempt in attempts_in(report, STAGES_AT[station]):
            line = self.tr("{what} – {outcome}, {time}").format(
                what=attempt.what, outcome=attempt.outcome, time=duration(attempt.ms)
            )
            yield Fact(self.tr("Tried"), line)
