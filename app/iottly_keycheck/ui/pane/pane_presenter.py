"""What the pane shows: the key that is looked at, a comparison of it, or a report from a file."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from iottly_keycheck.connection.facts.observation import Stage
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.ui.checks.check_controller import CheckController
from iottly_keycheck.ui.checks.comparison_controller import ComparisonController
from iottly_keycheck.ui.pane.diagnostics_pane import DiagnosticsPane


@dataclass(frozen=True, slots=True)
class OpenedReport:
    """A report that was opened: the file that it was in, or none where it is of the history."""

    report: Report
    file_name: str | None = None


class PanePresenter(QObject):
    """Brings pane, checks and comparison together.

    What a key's checks tell is shown unless something else has the pane; that has it until the
    user leaves it, looks at another key or begins a test.
    """

    def __init__(
        self,
        pane: DiagnosticsPane,
        checks: CheckController,
        comparison: ComparisonController,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pane = pane
        self._checks = checks
        self._comparison = comparison
        self._current_key: int | None = None
        self._comparing = False
        self._opened: OpenedReport | None = None
        pane.test_requested.connect(self._test)
        pane.compare_requested.connect(self.compare)
        pane.cancel_requested.connect(self._cancel)
        pane.left.connect(self.show_current_key)
        checks.testable_changed.connect(pane.set_testable)
        checks.nothing_shown.connect(self._show_nothing)
        checks.key_shown.connect(self._show_key)
        checks.started.connect(self._start)
        checks.stage_seen.connect(self._stage)
        checks.report_shown.connect(self._show_report)
        comparison.changed.connect(self._show_comparison)

    @property
    def _shows_other(self) -> bool:
        return self._opened is not None or self._comparison.compared is not None

    def set_current_key(self, key_id: int | None) -> None:
        """Know that another key is looked at, which is shown then."""
        self._current_key = key_id
        compared = self._comparison.compared
        if self._opened or (compared and compared.key.id != key_id):
            self.show_current_key()

    def restore_from(self, other: PanePresenter) -> None:
        """Show what another desk has shown, whose pane is gone."""
        if other._opened:
            self._open(other._opened)
        elif self._comparison.compared:
            self._show_comparison()

    def open_report(self, report: Report, file_name: str) -> None:
        """Show a report from elsewhere."""
        self._open(OpenedReport(report, file_name))

    def open_past(self, report: Report) -> None:
        """Show an earlier check of the key that is looked at."""
        self._open(OpenedReport(report))

    def _open(self, opened: OpenedReport) -> None:
        self._opened = opened
        self._comparison.drop()
        if opened.file_name is None:
            self._pane.show_past(opened.report)
        else:
            self._pane.show_foreign(opened.report, opened.file_name)

    def show_current_key(self) -> None:
        """Show the key that is looked at again."""
        opened, self._opened = self._opened, None
        if self._comparison.compared:
            self._comparison.drop()
        elif opened:
            self._checks.show_again()

    def show_last(self) -> None:
        """Show the last check of the key that is looked at, whatever the pane shows now."""
        if self._shows_other:
            self.show_current_key()
        else:
            self._checks.show_again()

    def compare(self) -> None:
        """Test the key that is looked at through the proxy and without it."""
        if self._current_key is not None:
            self.show_current_key()
            self._comparison.start(self._current_key)

    def _test(self) -> None:
        self.show_current_key()
        self._checks.test_current()

    def _cancel(self) -> None:
        if self._comparison.compared:
            self._comparison.cancel()
        else:
            self._checks.cancel()

    # --- what checks tell ---

    def _show_nothing(self) -> None:
        if not self._shows_other:
            self._pane.show_nothing()

    def _show_key(self, description: str, url: str) -> None:
        if not self._shows_other:
            self._pane.show_key(description, url)

    def _start(self, description: str) -> None:
        if not self._shows_other:
            self._pane.start(description)

    def _stage(self, stage: Stage) -> None:
        if not self._shows_other:
            self._pane.stage(stage)

    def _show_report(self, report: Report, outdated: bool) -> None:
        if not self._shows_other:
            self._pane.show_report(report, outdated)

    # --- what the comparison tells ---

    def _show_comparison(self) -> None:
        compared = self._comparison.compared
        if compared is None:
            self._comparing = False
            self._checks.show_again()
            return
        description = compared.key.description
        if compared.both:
            self._pane.show_comparison(description, compared.both)
            self._comparing = False
            return
        if not self._comparing:
            self._comparing = True
            self._pane.start_comparison(description)
        self._pane.compare_stages(compared.stages)
