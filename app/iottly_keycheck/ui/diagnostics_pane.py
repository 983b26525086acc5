"""The right side of the window: test a key, watch the test, read the answer."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from iottly_keycheck.connection.observation import Stage, StageId
from iottly_keycheck.diagnosis import words
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.ui.answer_view import AnswerView
from iottly_keycheck.ui.notice_bar import NoticeBar
from iottly_keycheck.ui.plain_text import PlainLabel
from iottly_keycheck.ui.report_actions import ReportActions
from iottly_keycheck.ui.steady_button import SteadyButton
from iottly_keycheck.ui.theme import Look, em, set_look
from iottly_keycheck.ui.wording import in_language, local_time

_SECOND = 1000
_LONGEST_TITLE = 80


class DiagnosticsPane(QWidget):
    """Shows one key's test: not made yet, under way, or its report.

    It knows no keys, sockets or databases: it is told, and says what the user wants.

    Signals:
        test_requested(): test the key that is shown.
        cancel_requested(): stop the test that is under way.
        foreign_closed(): the user has seen enough of a report from elsewhere.
    """

    test_requested = Signal()
    cancel_requested = Signal()
    foreign_closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages: dict[StageId, Stage] = {}
        self._running = False
        self._stopping = False
        self._testable = False
        self._foreign = False
        self._description = ""
        self._since_start = QElapsedTimer()
        self._ticks = QTimer(self)
        self._ticks.setInterval(_SECOND)
        self._ticks.timeout.connect(self._show_elapsed)

        self.origin = NoticeBar(Look.WARNING, dismissible=False, parent=self)
        self.origin.acted.connect(self.foreign_closed)
        if around := self.origin.layout():
            # It stands in line with the answer, which leaves as much to its scroll bar.
            around.setContentsMargins(0, 0, em(self.font(), 0.5), 0)
        self.title = PlainLabel(parent=self)
        set_look(self.title, Look.TITLE)
        self.subtitle = PlainLabel(parent=self)
        set_look(self.subtitle, Look.MUTED)
        self.test_button = SteadyButton(self)
        self.test_button.clicked.connect(self._press)
        self.answer = AnswerView(self)
        self.report_actions = ReportActions(self)
        self.report_actions.details_toggled.connect(self._unfold)
        self._lay_out()
        self.show_nothing()

    def _lay_out(self) -> None:
        unit = em(self.font())
        titles = QVBoxLayout()
        titles.setSpacing(round(unit * 0.3))
        titles.addWidget(self.title)
        titles.addWidget(self.subtitle)
        header = QHBoxLayout()
        header.setSpacing(unit)
        # The answer below leaves as much to its scroll bar.
        header.setContentsMargins(0, 0, round(unit * 0.5), 0)
        header.addLayout(titles, 1)
        header.addWidget(self.test_button, 0, Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * unit, round(1.7 * unit), round(1.5 * unit), round(1.2 * unit))
        layout.setSpacing(round(1.2 * unit))
        layout.addWidget(self.origin)
        layout.addLayout(header)
        layout.addWidget(self.answer, 1)
        layout.addWidget(self.report_actions)

    # states

    def show_nothing(self) -> None:
        """Show that no key is chosen."""
        self._show_idle(self.tr("No key chosen"), "")
        self.answer.show_explanation(
            self.tr("Does my API key work from this computer?"),
            self.tr("Choose a key on the left, or add one. Then test it here."),
        )
        self.set_testable(False)

    def show_key(self, description: str, url_text: str) -> None:
        """Show a key that has no result yet; `url_text` says where its test goes."""
        self._show_idle(description, url_text)
        self.answer.show_untested(
            self.tr("Not tested yet"),
            self.tr(
                "Press “Test connection”. One small request goes to iottly with this key, and you"
                " see here how far it came and what iottly said."
            ),
        )

    def start(self, description: str) -> None:
        """Show that the test of a key has begun."""
        self._show_idle(description, self.subtitle.text())
        self._running = True
        self._since_start.start()
        self._ticks.start()
        self._show_stages()
        self._show_button()

    def stage(self, stage: Stage) -> None:
        """Show how a stage of the test under way stands."""
        if self._running:
            self._stages[stage.id] = stage
            self._show_stages()

    def show_report(self, report: Report, outdated: bool) -> None:
        """Show a report; `outdated` tells that it was made with other settings."""
        title = self._description if report.description is None else report.description
        announce = self._running
        self._show_idle(title, self._where(report))
        self._show(report, outdated=outdated)
        if announce:
            self._announce(report)

    def show_foreign(self, report: Report, file_name: str) -> None:
        """Show a report that was made elsewhere, until something else is shown.

        Nothing in it does anything: it is plain text, bounded by `report.from_json`.
        """
        self._show_idle(report.description or self.tr("Key in hand"), self._where(report))
        self._foreign = True
        self._show_button()
        self._show(report, outdated=False)
        self.origin.say(
            self.tr(
                "Report from a file: {name}, made on {time}. It says how it was on the computer"
                " where it was made, not on this one."
            ).format(name=_shortened(file_name), time=local_time(report.checked_at)),
            self.tr("Close report"),
        )
        self._announce(report)

    def add_section(self, section: QWidget) -> None:
        """Show something more about the key that is looked at, below the facts."""
        self.answer.add_section(section)

    def _show(self, report: Report, *, outdated: bool) -> None:
        self.answer.show_report(
            report,
            outdated=outdated,
            details=self.report_actions.details.isChecked(),
            foreign=self._foreign,
        )
        self.report_actions.show_report(report)
        self.report_actions.show()

    def _announce(self, report: Report) -> None:
        message = QAccessibleAnnouncementEvent(self, words.headline(report, in_language))
        QAccessible.updateAccessibility(message)

    def set_testable(self, testable: bool) -> None:
        """Tell whether a test can be started now. One under way can be stopped in any case."""
        self._testable = testable
        self._show_button()

    def _show_idle(self, title: str, subtitle: str) -> None:
        self._running = False
        self._stopping = False
        self._foreign = False
        self.origin.clear()
        self._ticks.stop()
        self._stages = {}
        self._description = title
        self.title.setText(_shortened(title))
        self.title.setAccessibleName(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        self.report_actions.hide()
        self._show_button()

    def _show_button(self) -> None:
        if self._stopping:
            text = self.tr("Stopping…")
        else:
            text = self.tr("Cancel") if self._running else self.tr("Test connection")
        self.test_button.setText(text)
        self.test_button.setHidden(self._foreign)
        self.test_button.setEnabled(self._testable if not self._running else not self._stopping)
        set_look(self.test_button, Look.STOP if self._running else Look.ACCENT)

    def _show_stages(self) -> None:
        stages = [self._stages[stage_id] for stage_id in StageId if stage_id in self._stages]
        self.answer.show_running(self._headline(), stages)

    @Slot()
    def _show_elapsed(self) -> None:
        self.answer.card.show_headline(self._headline())

    def _headline(self) -> str:
        seconds = self._since_start.elapsed() // _SECOND
        if not seconds:
            return self.tr("Testing…")
        return self.tr("Testing… {seconds} s").format(seconds=seconds)

    def _where(self, report: Report) -> str:
        host = _host(report.url)
        if report.proxy.url is None:
            return self.tr("{host} · without a proxy").format(host=host)
        return self.tr("{host} · through {proxy}").format(
            host=host, proxy=words.proxy(report, in_language)
        )

    # what the user does

    @Slot()
    def _press(self) -> None:
        if not self._running:
            self.test_requested.emit()
            return
        self._stopping = True
        self._show_button()
        self.cancel_requested.emit()

    @Slot(bool)
    def _unfold(self, shown: bool) -> None:
        self.answer.show_details(shown)


def _shortened(description: str) -> str:
    """Cut a description that would take the room of the answer."""
    if len(description) <= _LONGEST_TITLE:
        return description
    return description[: _LONGEST_TITLE - 1] + "…"


def _host(url: str) -> str:
    """Give the host of a URL, or the text itself where there is none."""
    try:
        return urlsplit(url).netloc or url
    except ValueError:
        return url
