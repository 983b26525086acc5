"""The right side of the window: test a key, watch the test, read the answer."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from iottly_keycheck.both_ways import RouteComparison, RouteMode
from iottly_keycheck.connection.facts.observation import Stage, StageId
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.ui.controls.notice_bar import NoticeBar
from iottly_keycheck.ui.controls.plain_text import shortened
from iottly_keycheck.ui.pane.pane_header import PaneHeader, Phase
from iottly_keycheck.ui.pane.report_actions import ReportActions
from iottly_keycheck.ui.pane.result_view import ResultView
from iottly_keycheck.ui.pane.stopwatch import Stopwatch
from iottly_keycheck.ui.style.theme import StyleClass, em
from iottly_keycheck.ui.text.translation import local_time, translated

_LONGEST_FILE_NAME = 80


class DiagnosticsPane(QWidget):
    """Shows one key's test: not made yet, under way, or its report.

    It knows no keys, sockets or databases: others tell it what to show, and its signals say what
    the user asks for.

    Signals:
        test_requested(): test the key that is shown.
        compare_requested(): test it through the proxy and without it.
        cancel_requested(): stop the test that is under way.
        left(): the user has seen enough of what is no last result of the key that is looked at: a
            report from elsewhere, an earlier one.
    """

    test_requested = Signal()
    compare_requested = Signal()
    cancel_requested = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages: dict[StageId, Stage] = {}
        self._phase = Phase.IDLE
        self._testable = False
        self._foreign = False
        self._description = ""
        self._both: RouteComparison | None = None
        self._outdated = False
        self._stopwatch = Stopwatch(self)
        self._stopwatch.ticked.connect(self._show_elapsed)

        self.origin = NoticeBar(StyleClass.WARNING, dismissible=False, parent=self)
        self.origin.acted.connect(self.left)
        if around := self.origin.layout():
            # It stands in line with the answer, which leaves as much to its scroll bar.
            around.setContentsMargins(0, 0, em(self.font(), 0.5), 0)
        self.header = PaneHeader(self)
        self.title, self.subtitle = self.header.title, self.header.subtitle
        self.test_button = self.header.test_button
        self.test_button.clicked.connect(self._press)
        self.answer = ResultView(self)
        self.compare_button = self.answer.compare_button
        self.compare_button.clicked.connect(self.compare_requested)
        self.answer.routes.chosen.connect(self._show_route)
        self.report_actions = ReportActions(self)
        self.report_actions.details_toggled.connect(self._unfold)
        self._lay_out()
        self.show_nothing()

    def _lay_out(self) -> None:
        unit = em(self.font())
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * unit, round(1.7 * unit), round(1.5 * unit), round(1.2 * unit))
        column.setSpacing(round(1.2 * unit))
        column.addWidget(self.origin)
        column.addWidget(self.header)
        column.addWidget(self.answer, 1)
        column.addWidget(self.report_actions)

    # the key that is looked at

    def show_nothing(self) -> None:
        """Show that no key is chosen."""
        self._begin(self.tr("No key chosen"), "")
        self.answer.show_explanation(
            self.tr("Does my API key work from this computer?"),
            self.tr("Choose a key on the left, or add one. Then test it here."),
        )
        self.set_testable(False)

    def show_key(self, description: str, url_text: str) -> None:
        """Show a key that has no result yet; `url_text` says where its test goes."""
        self._begin(description, url_text)
        self.answer.show_untested(
            self.tr("Not tested yet"),
            self.tr(
                "Press “Test connection”. One small request goes to iottly with this key, and you"
                " see here how far it came and what iottly said."
            ),
        )

    def start(self, description: str) -> None:
        """Show that the test of a key has begun."""
        self._begin(description, self.subtitle.text(), Phase.RUNNING)
        self._show_stages()

    def stage(self, stage: Stage) -> None:
        """Show how a stage of the test under way stands."""
        if self._phase is not Phase.IDLE:
            self._stages[stage.id] = stage
            self._show_stages()

    def show_report(
        self, report: Report, outdated: bool, both: RouteComparison | None = None
    ) -> None:
        """Show a report; `outdated` tells that it was made with other settings.

        It is the usual one of `both`, where there are two to switch between.
        """
        title = self._description if report.description is None else report.description
        announce = self._phase is not Phase.IDLE
        self._begin(title, self._where(report))
        self._both, self._outdated = both, outdated
        if both:
            self.answer.routes.show_comparison(both)
        self._show(report, outdated=outdated)
        if announce:
            said = messages.headline(report, translated)
            self._announce(messages.comparison(both.comparison, translated) if both else said)

    @Slot(object)
    def _show_route(self, mode: RouteMode) -> None:
        assert self._both is not None
        both, title = self._both, self._description
        report = replace(both.reports[mode], description=title)
        self._begin(title, self._where(report))
        self._both = both
        self._show(report, outdated=self._outdated)
        self._announce(messages.headline(report, translated))

    def set_comparable(self, comparable: bool) -> None:
        """Tell whether there is a proxy to test with and without."""
        self.answer.offer_comparison(comparable)

    def set_testable(self, testable: bool) -> None:
        """Tell whether a test can be started now. One under way can be stopped in any case."""
        self._testable = testable
        self._show_buttons()

    def add_section(self, section: QWidget) -> None:
        """Show something more about the key that is looked at, below the facts."""
        self.answer.add_section(section)

    # reports from elsewhere

    def show_foreign(self, report: Report, file_name: str) -> None:
        """Show a report that was made elsewhere, until something else is shown.

        Nothing in it does anything: it is plain text, bounded by `report.from_json`.
        """
        self._begin(report.description or self.tr("Key in hand"), self._where(report))
        self._foreign = True
        self._show_buttons()
        self._show(report, outdated=False)
        self.origin.show_message(
            self.tr(
                "Report from a file: {name}, made on {time}. It says how it was on the computer"
                " where it was made, not on this one."
            ).format(
                name=shortened(file_name, _LONGEST_FILE_NAME), time=local_time(report.checked_at)
            ),
            self.tr("Close report"),
        )
        self._announce(messages.headline(report, translated))

    def show_past(self, report: Report) -> None:
        """Show a check of the key that is looked at, which was not the last one."""
        self._begin(report.description or self._description, self._where(report))
        self._show(report, outdated=False)
        self.origin.show_message(
            self.tr("An earlier check, made on {time}.").format(time=local_time(report.checked_at)),
            self.tr("Back to the last"),
        )

    # what all of them share

    def _begin(self, title: str, subtitle: str, phase: Phase = Phase.IDLE) -> None:
        """Show something else from now on."""
        self._phase = phase
        self._foreign = False
        self._both = None
        self._stages = {}
        self._description = title
        self._stopwatch.stop()
        if phase is Phase.RUNNING:
            self._stopwatch.start()
        self.origin.clear()
        self.header.show_title(title, subtitle)
        self.report_actions.show_nothing()
        self._show_buttons()

    def _show(self, report: Report, *, outdated: bool) -> None:
        self.answer.show_report(
            report,
            outdated=outdated,
            details=self.report_actions.details.isChecked(),
            foreign=self._foreign,
            compared=self._both is not None,
        )
        self.report_actions.show_report(report)

    def _announce(self, sentence: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _show_buttons(self) -> None:
        # This one first: the focus of a button that is off for a while must not go to it.
        self.compare_button.setEnabled(self._testable and self._phase is Phase.IDLE)
        self.header.show_buttons(self._phase, testable=self._testable, offered=not self._foreign)

    def _show_stages(self) -> None:
        stages = [self._stages[stage_id] for stage_id in StageId if stage_id in self._stages]
        self.answer.show_running(self._stopwatch.headline(), stages)

    @Slot()
    def _show_elapsed(self) -> None:
        self.answer.card.show_headline(self._stopwatch.headline())

    def _where(self, report: Report) -> str:
        host = _host(report.url)
        if report.proxy.url is None:
            return self.tr("{host} · without a proxy").format(host=host)
        proxy = _host(report.proxy.url)
        return self.tr("{host} · through {proxy}").format(host=host, proxy=proxy)

    # what the user does

    @Slot()
    def _press(self) -> None:
        if self._phase is Phase.IDLE:
            self.test_requested.emit()
            return
        self._phase = Phase.STOPPING
        self._show_buttons()
        self.cancel_requested.emit()

    @Slot(bool)
    def _unfold(self, shown: bool) -> None:
        self.answer.show_details(shown)


def _host(url: str) -> str:
    """Give the host of a URL, or the text itself where there is none."""
    try:
        return urlsplit(url).netloc or url
    except ValueError:
        return url
