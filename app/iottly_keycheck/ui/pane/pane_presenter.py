"""What the pane shows: the key that is looked at, or a report from a file."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from iottly_keycheck.both_ways import RouteComparison
from iottly_keycheck.connection.facts.observation import Stage
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.ui.checks.check_controller import CheckController
from iottly_keycheck.ui.pane.diagnostics_pane import DiagnosticsPane


@dataclass(frozen=True, slots=True)
class OpenedReport:
    """A report that was opened: the file that it was in, or none where it is of the history."""

    report: Report
    file_name: str | None = None


class PanePresenter(QObject):
    """Brings pane and checks together.

    The pane follows the current key. A report that was opened stays in the pane until the user
    leaves it, selects another key or begins a test.
    """

    def __init__(
        self,
        pane: DiagnosticsPane,
        checks: CheckController,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pane = pane
        self._checks = checks
        self._opened: OpenedReport | None = None
        pane.test_requested.connect(self._test)
        pane.compare_requested.connect(self.compare)
        pane.cancel_requested.connect(checks.cancel)
        pane.left.connect(self.show_current_key)
        checks.testable_changed.connect(pane.set_testable)
        checks.nothing_shown.connect(self._show_nothing)
        checks.key_shown.connect(self._show_key)
        checks.started.connect(self._start)
        checks.stage_seen.connect(self._stage)
        checks.report_shown.connect(self._show_report)
        checks.comparable_changed.connect(pane.set_comparable)
        pane.set_comparable(checks.comparable)

    def restore_from(self, other: PanePresenter) -> None:
        """Show what another presenter has shown, whose pane is gone."""
        if other._opened:
            self._open(other._opened)

    def open_report(self, report: Report, file_name: str) -> None:
        """Show a report from elsewhere."""
        self._open(OpenedReport(report, file_name))

    def open_past(self, report: Report) -> None:
        """Show an earlier check of the key that is looked at."""
        self._open(OpenedReport(report))

    def _open(self, opened: OpenedReport) -> None:
        self._opened = opened
        if opened.file_name is None:
            self._pane.show_past(opened.report)
        else:
            self._pane.show_foreign(opened.report, opened.file_name)

    def show_current_key(self) -> None:
        """Show the key that is looked at again."""
        opened, self._opened = self._opened, None
        if opened:
            self._checks.show_again()

    def show_last(self) -> None:
        """Show the last check of the key that is looked at, whatever the pane shows now."""
        self._opened = None
        self._checks.show_again()

    def compare(self) -> None:
        """Test the key that is looked at through the proxy and without it."""
        self.show_current_key()
        self._checks.compare_current()

    def _test(self) -> None:
        self.show_current_key()
        self._checks.test_current()

    # --- what checks tell ---

    def _show_nothing(self) -> None:
        if not self._opened:
            self._pane.show_nothing()

    def _show_key(self, description: str, url: str) -> None:
        if not self._opened:
            self._pane.show_key(description, url)

    def _start(self, description: str) -> None:
        if not self._opened:
            self._pane.start(description)

    def _stage(self, stage: Stage) -> None:
        if not self._opened:
            self._pane.stage(stage)

    def _show_report(self, report: Report, outdated: bool, both: RouteComparison | None) -> None:
        if not self._opened:
            self._pane.show_report(report, outdated, both)
