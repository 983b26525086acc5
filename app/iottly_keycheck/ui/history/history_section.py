"""What the pane shows of the past checks of a key: a line, a chart, and the way to all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.history.check_chart import CheckChart
from iottly_keycheck.ui.history.check_messages import describe, span, summary
from iottly_keycheck.ui.history.check_summary import CheckSummary
from iottly_keycheck.ui.history.history_controller import ON_CHART
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class


class CaptionedChart(QWidget):
    """A chart between what it shows as a whole and what is looked at in it.

    Signals: `opened(object)`: the `CheckSummary` that is to be seen.
    """

    opened = Signal(object)

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = PlainLabel(parent=self)
        set_style_class(self.heading, StyleClass.MUTED)
        self.chart = CheckChart(most, self)
        self.chart.current_changed.connect(self._show_captions)
        self.chart.opened.connect(self.opened)
        self.said = PlainLabel(parent=self)
        set_style_class(self.said, StyleClass.MUTED)
        self.head = QHBoxLayout()
        self.head.addWidget(self.heading, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self.font(), 0.4))
        column.addLayout(self.head)
        column.addWidget(self.chart)
        column.addWidget(self.said)

    def show_checks(self, checks: Sequence[CheckSummary]) -> None:
        """Show these, which are in the order of time."""
        self.chart.show_checks(checks)
        self.heading.setText(summary(self.chart.checks))

    def _show_captions(self, check: CheckSummary | None) -> None:
        self.said.setText(describe(check) if check else span(self.chart.checks))


class HistorySection(CaptionedChart):
    """The newest checks; not there as long as there are none.

    Signals:
        all_requested(): all checks are to be seen.
        watch_requested(): the key is to be watched.
    """

    all_requested = Signal()
    watch_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ON_CHART, parent)
        self.all = QPushButton(self.tr("All checks…"), self)
        self.all.clicked.connect(self.all_requested)
        self.watch = QPushButton(self.tr("Watch…"), self)
        self.watch.clicked.connect(self.watch_requested)
        for button in (self.all, self.watch):
            set_style_class(button, StyleClass.LINK)
            self.head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_checks(self, checks: Sequence[CheckSummary]) -> None:
        super().show_checks(checks)
        self.setVisible(bool(checks))
