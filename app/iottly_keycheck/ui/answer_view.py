"""The answer to a check, from the verdict down to the details; it scrolls as one."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from iottly_keycheck.connection.observation import Stage
from iottly_keycheck.diagnosis import words
from iottly_keycheck.diagnosis.hint import Level
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.ui.details_view import DetailsView
from iottly_keycheck.ui.fact_table import Fact, FactTable, StageTable
from iottly_keycheck.ui.icons import badge_of
from iottly_keycheck.ui.path_view import PathView
from iottly_keycheck.ui.plain_text import PlainLabel
from iottly_keycheck.ui.stations import (
    STAGES_AT,
    WAY_AHEAD,
    StationId,
    stations_of,
    stations_so_far,
)
from iottly_keycheck.ui.theme import Look, em, set_look
from iottly_keycheck.ui.verdict_card import VerdictCard
from iottly_keycheck.ui.wording import in_language


class AnswerView(QScrollArea):
    """Verdict, picture, facts, stages and details; only those about which there is something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What can be focused inside is scrolled to; the area itself is no stop on the way.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget(self)
        self.outdated = PlainLabel(
            self.tr("This result was made with other settings. Test again to see how it is now."),
            content,
        )
        set_look(self.outdated, Look.WARNING)
        self.card = VerdictCard(content)
        self.path = PathView(content)
        self.path.station_chosen.connect(self._show_station)
        self._rule = QFrame(content)
        self._rule.setFixedHeight(1)
        set_look(self._rule, Look.RULE)
        self.facts = FactTable(content)
        self._stages_heading = PlainLabel(self.tr("Step by step"), content)
        set_look(self._stages_heading, Look.STRONG)
        self.stages = StageTable(content)
        self.details = DetailsView(content)

        unit = em(self.font())
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, round(unit * 0.5), 0)
        layout.setSpacing(round(unit * 1.1))
        self._parts: tuple[QWidget, ...] = (
            self.outdated,
            self.card,
            self.path,
            self._rule,
            self.facts,
            self._stages_heading,
            self.stages,
            self.details,
        )
        for part in self._parts:
            layout.addWidget(part)
        layout.addStretch(1)
        self.setWidget(content)
        self.details.hide()

    def show_explanation(self, headline: str, explanation: str) -> None:
        """Show a card that says what can be done here, and nothing else."""
        self.card.show_verdict(badge_of(None), headline, steps=(explanation,))
        self._show_only(self.card)

    def show_untested(self, headline: str, explanation: str) -> None:
        """Show the same above the way that a test is going to take."""
        self.show_explanation(headline, explanation)
        self.path.show_stations(WAY_AHEAD, ended=False)
        self.path.show()

    def show_running(self, headline: str, stages: Iterable[Stage]) -> None:
        """Show a check under way, with what is known of its stages."""
        stages = list(stages)
        self.card.show_verdict(badge_of(None), headline)
        self.path.show_stations(stations_so_far(stages), ended=False)
        self.stages.show_stages(stages)
        self._show_only(self.card, self.path, self._rule, self._stages_heading, self.stages)

    def show_report(self, report: Report, *, outdated: bool, details: bool) -> None:
        """Show a check that has ended."""
        self.card.show_verdict(
            badge_of(report.cause, remark=report.remark),
            words.headline(report, in_language),
            words.who(report, in_language),
            _remarks(report) if report.remark else words.next_steps(report, in_language),
        )
        self.path.show_stations(stations_of(report), ended=True)
        self.facts.show_facts(self._facts(report))
        self.stages.show_stages(report.stages)
        self.details.show_report(report)
        self._show_only(
            self.card, self.path, self._rule, self.facts, self._stages_heading, self.stages
        )
        self.outdated.setVisible(outdated)
        self.show_details(details)
        self.verticalScrollBar().setValue(0)

    def show_details(self, shown: bool) -> None:
        """Show the details for support, or fold them away."""
        self.details.setVisible(shown)

    def _show_only(self, *shown: QWidget) -> None:
        for part in self._parts:
            part.setVisible(part in shown)

    def _facts(self, report: Report) -> list[Fact]:
        return [
            Fact(self.tr("HTTP status"), self._status(report)),
            Fact(self.tr("Error"), report.error or self.tr("–"), foreign=bool(report.error)),
            Fact(self.tr("Proxy"), words.proxy(report, in_language)),
            *(Fact(self.tr("Hint"), hint) for hint in words.hints(report, in_language)),
        ]

    def _status(self, report: Report) -> str:
        if report.http_status is not None:
            if report.http_status not in HTTPStatus.__members__.values():
                return str(report.http_status)
            phrase = HTTPStatus(report.http_status).phrase
            return self.tr("{status} {phrase}").format(status=report.http_status, phrase=phrase)
        if report.proxy.status is not None:
            return self.tr("none from iottly (the proxy answered {status})").format(
                status=report.proxy.status
            )
        return self.tr("none")

    @Slot(object)
    def _show_station(self, station: StationId) -> None:
        """Bring what was seen at a station into sight."""
        self.stages.point_at(STAGES_AT[station])
        self.ensureWidgetVisible(self.stages)


def _remarks(report: Report) -> tuple[str, ...]:
    """Give what there is to say of a key that works, but."""
    return tuple(
        words.hint(hint, in_language) for hint in report.hints if hint.level is Level.WARNING
    )
