"""The same check through the proxy and without it, side by side, and what that tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from iottly_keycheck.both_ways import RouteComparison, RouteMode
from iottly_keycheck.connection.facts.observation import Stage
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.diagnosis.rules.comparison import Comparison
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.ui.controls.fact_table import Fact, FactTable
from iottly_keycheck.ui.controls.icons import Badge, badge_of
from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.controls.scroll_column import ScrollColumn
from iottly_keycheck.ui.pane.detail_texts import status
from iottly_keycheck.ui.pane.route_view import RouteView
from iottly_keycheck.ui.pane.verdict_card import VerdictCard
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class
from iottly_keycheck.ui.text.translation import duration, translated

_NARROW = 40
"""Ems: where there is less room, one way stands below the other."""

_BADGES = {
    Comparison.BOTH_WORK: Badge.WORKS,
    Comparison.ONLY_DIRECT_WORKS: Badge.REMARK,
    Comparison.ONLY_PROXY_WORKS: Badge.REMARK,
    Comparison.NO_PROXY: Badge.UNTESTED,
    Comparison.STOPPED: Badge.UNTESTED,
}


class RouteColumn(QWidget):
    """One of the two ways: its name, its verdict, its stations and its facts."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = PlainLabel(name, self)
        set_style_class(self.heading, StyleClass.STRONG)
        self.card = VerdictCard(self)
        self.way = RouteView(self, upright=True)  # the two are compared line by line
        self.facts = FactTable(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em(self.font(), 0.9))
        for part in (self.heading, self.card, self.way, self.facts):
            layout.addWidget(part)
        layout.addStretch(1)

    def show_running(self, stages: Iterable[Stage]) -> None:
        """Show the check of this way while it goes on."""
        self.card.hide()
        self.way.show_stages(stages)
        self.facts.show_facts([])

    def show_report(self, report: Report) -> None:
        """Show how the check of this way has ended."""
        self.card.show_verdict(
            badge_of(report.cause, remark=report.remark),
            messages.headline(report, translated),
            messages.responsible_party(report, translated),
        )
        self.card.show()
        self.way.show_report(report)
        self.facts.show_facts(self._facts(report))

    def _facts(self, report: Report) -> list[Fact]:
        code = report.http_status
        facts = [
            Fact(self.tr("HTTP status"), self.tr("none") if code is None else status(code)),
            Fact(self.tr("Time"), duration(report.elapsed_ms)),
            Fact(self.tr("Proxy"), messages.proxy(report, translated)),
        ]
        if report.error:
            facts.append(Fact(self.tr("Error"), report.error, foreign=True))
        return facts


class ComparisonView(ScrollColumn):
    """Two ways in two columns below the sentence that compares them.

    Signals: `closed()`: the user has seen enough of it.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        content = self.content
        self.close_button = QPushButton(self.tr("‹ Back to the key"), content)
        self.close_button.setAccessibleName(self.tr("Back to the key"))
        set_style_class(self.close_button, StyleClass.LINK)
        self.close_button.clicked.connect(self.closed)
        self.sentence = VerdictCard(content)
        self.ways: Mapping[RouteMode, RouteColumn] = {
            RouteMode.PROXY: RouteColumn(self.tr("Through the proxy"), content),
            RouteMode.DIRECT: RouteColumn(self.tr("Without a proxy"), content),
        }
        unit = em(self.font())
        back = QHBoxLayout()
        back.addWidget(self.close_button)
        back.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(round(unit * 1.4))
        for way in self.ways.values():
            self._columns.addWidget(way, 1)
            way.way.opened.connect(self.bring_into_sight)
        self.column.addLayout(back)
        self.column.addWidget(self.sentence)
        self.column.addLayout(self._columns)
        self.column.addStretch(1)

    def show_running(self, headline: str, stages: Mapping[RouteMode, Sequence[Stage]]) -> None:
        """Show both checks while they go on, with what is known of their stages."""
        self.sentence.show_verdict(badge_of(None), headline)
        for way, shown in self.ways.items():
            shown.show_running(stages.get(way, ()))

    def show_both(self, both: RouteComparison) -> None:
        """Show how both have ended, and what that tells."""
        found = both.comparison
        badge = _BADGES.get(found, Badge.FAILS)
        self.sentence.show_verdict(badge, messages.comparison(found, translated))
        self.ways[RouteMode.PROXY].show_report(both.proxied)
        self.ways[RouteMode.DIRECT].show_report(both.direct)
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.viewport().width() < em(self.font(), _NARROW)
        sides = QBoxLayout.Direction
        self._columns.setDirection(sides.TopToBottom if narrow else sides.LeftToRight)
