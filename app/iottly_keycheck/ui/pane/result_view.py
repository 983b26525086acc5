"""The answer to a check, from the verdict down to the details; it scrolls as one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from iottly_keycheck.connection.facts.observation import Stage
from iottly_keycheck.diagnosis.hint import Level
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.ui.controls.fact_table import Fact, FactTable
from iottly_keycheck.ui.controls.icons import badge_of
from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.controls.scroll_column import ScrollColumn
from iottly_keycheck.ui.pane.detail_texts import status
from iottly_keycheck.ui.pane.details_view import DetailsView
from iottly_keycheck.ui.pane.route_switch import RouteSwitch
from iottly_keycheck.ui.pane.route_view import RouteView
from iottly_keycheck.ui.pane.verdict_card import VerdictCard
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class
from iottly_keycheck.ui.text.translation import translated


class ResultView(ScrollColumn):
    """Verdict, picture, facts and details; only those about which there is something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._go_to_details = False
        self._comparable = False
        self._foreign = False
        content = self.content
        self.outdated = PlainLabel(
            self.tr("This result was made with other settings. Test again to see how it is now."),
            content,
        )
        set_style_class(self.outdated, StyleClass.WARNING)
        unit = em(self.font())
        self.outdated.setContentsMargins(unit, unit // 2, unit, unit // 2)
        self.routes = RouteSwitch(content)
        self.card = VerdictCard(content)
        self.route_view = RouteView(content)
        self.route_view.opened.connect(self.bring_into_sight)
        self.path, self.station = self.route_view.path, self.route_view.station
        self._line = QWidget(content)
        rule = QFrame(self._line)
        rule.setFixedHeight(1)
        set_style_class(rule, StyleClass.RULE)
        self.compare_button = QPushButton(self.tr("Test with and without proxy"), self._line)
        set_style_class(self.compare_button, StyleClass.LINK)
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(rule, 1)
        line.addWidget(self.compare_button)
        self.facts = FactTable(content)
        self._sections = QWidget(content)
        self._section_column = QVBoxLayout(self._sections)
        self._section_column.setContentsMargins(0, 0, 0, 0)
        self.details = DetailsView(content)
        self.details.filled.connect(self._scroll_to_details)
        self._parts: tuple[QWidget, ...] = (
            self.outdated,
            self.routes,
            self.card,
            self.route_view,
            self._line,
            self.facts,
            self._sections,
        )
        for part in (*self._parts, self.details):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self._show_only()

    def add_section(self, section: QWidget) -> None:
        """Show something more of the key below the facts, as long as a key is looked at."""
        self._section_column.addWidget(section)
        self._sections.setVisible(not self.route_view.isHidden())

    def show_explanation(self, headline: str, explanation: str) -> None:
        """Show a card that says what can be done here, and nothing else."""
        self.card.show_verdict(badge_of(None), headline, steps=(explanation,))
        self._show_only(self.card)

    def show_untested(self, headline: str, explanation: str) -> None:
        """Show the same above the way that a test is going to take."""
        self.show_explanation(headline, explanation)
        self.route_view.show_ahead()
        self._show_only(self.card, self.route_view, self._sections)

    def show_running(self, headline: str, stages: Iterable[Stage]) -> None:
        """Show a check under way, with what is known of its stages."""
        self.card.show_verdict(badge_of(None), headline)
        self.route_view.show_stages(stages)
        self._show_only(self.card, self.route_view, self._sections)

    def offer_comparison(self, offered: bool) -> None:
        """Offer a test with and without the proxy beside each result of a key that is known."""
        self._comparable = offered
        self.compare_button.setVisible(offered and not self._foreign)

    def show_report(
        self,
        report: Report,
        *,
        outdated: bool,
        details: bool,
        foreign: bool = False,
        compared: bool = False,
    ) -> None:
        """Show a check that has ended; a `foreign` one is of no key that is known here.

        `compared` tells that it is one of two, between which `routes` switches.
        """
        self._foreign = foreign
        self.card.show_verdict(
            badge_of(report.cause, remark=report.remark),
            messages.headline(report, translated),
            messages.responsible_party(report, translated),
            _remarks(report) if report.remark else messages.next_steps(report, translated),
        )
        self.route_view.show_report(report)
        self.facts.show_facts(self._facts(report))
        self.details.show_report(report)
        shown = (self.card, self.route_view, self._line, self.facts, self._sections, self.details)
        self._show_only(*((self.routes, *shown) if compared else shown))
        self.offer_comparison(self._comparable)
        self._sections.setVisible(self._has_sections and not foreign)
        self.outdated.setVisible(outdated)
        self._put_in_order()
        self.details.unfold(details)
        self.verticalScrollBar().setValue(0)

    def show_details(self, shown: bool) -> None:
        """Show the details for support, or fold them away."""
        self.details.unfold(shown)
        self._go_to_details = shown
        if shown and not self.details.filling:
            self._scroll_to_details()

    @Slot()
    def _scroll_to_details(self) -> None:
        """Bring the details, which stand below everything else, to the top when they are new."""
        if self._go_to_details:
            self.column.activate()
            self.verticalScrollBar().setValue(self.details.y())
        self._go_to_details = False

    def _show_only(self, *shown: QWidget) -> None:
        for part in self._parts:
            part.setVisible(part in shown)
        if self.details not in shown:
            self.details.unfold(False)
        if not self._has_sections:
            self._sections.hide()

    @property
    def _has_sections(self) -> bool:
        return self._section_column.count() > 0

    def _facts(self, report: Report) -> list[Fact]:
        return [
            Fact(self.tr("HTTP status"), self._status(report)),
            Fact(self.tr("Error"), report.error or self.tr("–"), foreign=bool(report.error)),
            Fact(self.tr("Proxy"), messages.proxy(report, translated)),
            *(Fact(self.tr("Hint"), hint) for hint in _hints(report)),
        ]

    def _status(self, report: Report) -> str:
        if report.http_status is not None:
            return status(report.http_status)
        if report.proxy.status is not None:
            return self.tr("none from iottly (the proxy answered {status})").format(
                status=report.proxy.status
            )
        return self.tr("none")

    def _put_in_order(self) -> None:
        """Have Tab lead from top to bottom: what was made later would come last."""
        for before, after in pairwise(
            (*self.route_view.stops, self.compare_button, *self.facts.stops)
        ):
            self.setTabOrder(before, after)


def _hints(report: Report) -> tuple[str, ...]:
    """Give the hints that the card does not show already."""
    said = _remarks(report) if report.remark else ()
    return tuple(hint for hint in messages.hints(report, translated) if hint not in said)


def _remarks(report: Report) -> tuple[str, ...]:
    """Give what there is to say of a key that works, but."""
    return tuple(
        messages.hint(hint, translated) for hint in report.hints if hint.level is Level.WARNING
    )
