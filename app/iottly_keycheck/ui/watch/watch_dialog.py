"""The watch over a key: how often, what has come of it, and the failures."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from iottly_keycheck.ui.controls.plain_text import PlainLabel, shortened
from iottly_keycheck.ui.history.check_summary import usual_ms
from iottly_keycheck.ui.history.history_section import CaptionedChart
from iottly_keycheck.ui.history.history_table import HistoryTable
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class
from iottly_keycheck.ui.text.translation import duration, local_second
from iottly_keycheck.ui.watch.watch_controller import Watched
from iottly_keycheck.watch import LONGEST_SECONDS, SHORTEST_SECONDS

USUAL_SECONDS = 30
_ON_CHART = 60
_LONGEST_DESCRIPTION = 60


class WatchDialog(QDialog):
    """Stands beside the window, which can be used meanwhile; closing it ends the watch.

    Signals:
        start_requested(float): watch, with so many seconds from start to start.
        stop_requested(): end the watch.
        opened(object): the `CheckSummary` whose report is to be seen.
    """

    start_requested = Signal(float)
    stop_requested = Signal()
    opened = Signal(object)

    def __init__(self, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Watch"))
        self._going_on = False
        self._counted = 0
        self.heading = PlainLabel(parent=self)
        self._name_key(description)
        set_style_class(self.heading, StyleClass.HEADING)
        self.about = PlainLabel(
            self.tr(
                "Tests this key again and again, for trouble that comes and goes, and tells you"
                " when the result changes, also while the window is minimised."
            ),
            self,
        )
        set_style_class(self.about, StyleClass.MUTED)
        self.seconds = QLineEdit(str(USUAL_SECONDS), self)
        self.seconds.setValidator(QIntValidator(0, round(LONGEST_SECONDS), self))
        self.seconds.setFixedWidth(em(self.font(), 5))
        self.seconds.setAccessibleName(self.tr("Seconds from one test to the next"))
        self.switch = QPushButton(self)
        self.switch.setDefault(True)
        self.switch.clicked.connect(self._press)
        self.chart = CaptionedChart(_ON_CHART, self)
        self.chart.opened.connect(self.opened)
        self.causes = PlainLabel(parent=self)
        self.failures = HistoryTable(self.tr("Failures"), self)
        self.failures.opened.connect(self.opened)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self._show_switch()
        self._show_found(False)

    def show_watched(self, watched: Watched) -> None:
        """Show how the watch stands."""
        self._going_on = watched.going_on
        self._name_key(watched.key.description)
        self.seconds.setText(str(round(watched.seconds)))
        new = watched.tally.checks - self._counted
        self._counted = watched.tally.checks
        for check in watched.checks[-new:] if new > 0 else ():
            if not check.works:
                self.failures.checks.put_first(check)
        self.chart.show_checks(watched.checks)
        self.chart.heading.setText(self._summary(watched))
        self.causes.setText("\n".join(self._causes(watched)))
        self._show_found(bool(watched.checks))
        self._show_switch()

    def begin_anew(self) -> None:
        """Forget what was found so far."""
        self._counted = 0
        self.failures.checks.clear()

    def _name_key(self, description: str) -> None:
        name = shortened(description, _LONGEST_DESCRIPTION)
        self.heading.setText(self.tr("Watch “{description}”").format(description=name))

    def _summary(self, watched: Watched) -> str:
        checks = watched.checks
        if not checks:
            return ""
        failed = watched.tally.failed
        usual = usual_ms(checks)
        template = self.tr("{checks} since {time} · {problems}")
        if usual is not None:
            template = self.tr("{checks} since {time} · median {median} · {problems}")
        return template.format(
            checks=self.tr("%n check(s)", "", watched.tally.checks),
            time=local_second(watched.began_at),
            median=duration(usual or 0),
            problems=self.tr("%n failure(s)", "", failed) if failed else self.tr("no failure"),
        )

    def _causes(self, watched: Watched) -> list[str]:
        """Say how often each cause was met, the most frequent first."""
        headlines = {check.cause: check.headline for check in watched.checks}
        often = sorted(watched.tally.failures.items(), key=lambda pair: -pair[1])
        line = self.tr("{count} × {cause}")
        return [
            line.format(count=count, cause=headlines.get(cause, cause)) for cause, count in often
        ]

    # --- what it looks like ---

    def _lay_out(self) -> None:
        unit = em(self.font())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[round(unit * 1.5)] * 4)
        layout.setSpacing(round(unit * 0.8))
        layout.addWidget(self.heading)
        layout.addWidget(self.about)
        row = QHBoxLayout()
        row.setSpacing(round(unit * 0.6))
        every = QLabel(self.tr("Test every"), self)
        every.setBuddy(self.seconds)
        row.addWidget(every)
        row.addWidget(self.seconds)
        least = self.tr("seconds, at least {count}").format(count=round(SHORTEST_SECONDS))
        row.addWidget(QLabel(least, self))
        row.addStretch(1)
        row.addWidget(self.switch)
        layout.addLayout(row)
        layout.addWidget(self.chart)
        layout.addWidget(self.causes)
        layout.addWidget(self.failures, stretch=1)
        layout.addStretch()
        layout.addWidget(self.buttons)
        self.switch.setFocus()

    def _show_found(self, found: bool) -> None:
        failed = found and self.failures.checks.rowCount() > 0
        self.about.setHidden(found)
        self.chart.setVisible(found)
        self.causes.setVisible(failed)
        self.failures.setVisible(failed)
        self._grow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._grow()  # the style sheet is in force from now on

    def _grow(self) -> None:
        """Be as high as what there is to show, where the screen has room for it."""
        if layout := self.layout():
            unit, room = em(self.font()), self.screen().availableSize()
            width = max(
                self.width() if self.isVisible() else 0, min(unit * 60, room.width() - unit)
            )
            height = min(layout.totalHeightForWidth(width), room.height() - 4 * unit)
            self.resize(width, max(height, self.height() if self.isVisible() else 0))

    def _show_switch(self) -> None:
        self.switch.setText(self.tr("Stop") if self._going_on else self.tr("Start"))
        set_style_class(self.switch, StyleClass.STOP if self._going_on else StyleClass.ACCENT)
        self.seconds.setEnabled(not self._going_on)

    def _press(self) -> None:
        if self._going_on:
            self.stop_requested.emit()
        else:
            typed = float(self.seconds.text() or 0)
            self.start_requested.emit(min(max(typed, SHORTEST_SECONDS), LONGEST_SECONDS))
