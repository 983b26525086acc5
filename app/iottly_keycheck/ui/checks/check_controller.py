"""One check at a time, and the result of the current key."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from iottly_keycheck.both_ways import RouteComparison, compare_routes
from iottly_keycheck.check import CheckResult, StoredKey
from iottly_keycheck.connection.facts.observation import Stage, StageId
from iottly_keycheck.deadline import CancelToken
from iottly_keycheck.diagnosis.report import Report, ReportError, from_json
from iottly_keycheck.keys.model import KeyRow
from iottly_keycheck.settings import Settings
from iottly_keycheck.ui.checks.check_services import CheckServices
from iottly_keycheck.ui.tasks import Task

_MOST_CACHED_REPORTS = 50
"""So many reports are shown again without reading them from the history."""


@dataclass(slots=True)
class _Running:
    """A check under way: how to stop it, what was seen so far."""

    stop: Callable[[], object]
    stages: list[Stage] = field(default_factory=list)


class CheckController(QObject):
    """Makes one check at a time and shows the result of the current key.

    A check goes on when the user selects another key, and is shown again when the user comes
    back. Other controllers report their checks by `on_started`, `on_stage` and `on_finished`;
    these are shown in the same way. The newest reports are cached.

    Signals, for whatever shows a check:
        nothing_shown(): no key is looked at.
        key_shown(str, str): description and API address of a key without a result in hand.
        started(str): the check of the key looked at is under way; its description.
        stage_seen(object): a `Stage` of that check.
        report_shown(object, bool, object): a `Report`, whether it was made with other settings,
            and the `RouteComparison` that it is of, or `None`.
        testable_changed(bool): whether the key looked at can be tested now.
        comparable_changed(bool): whether there is a proxy to test with and without.
        finished(int): a check of that key has ended; its history has it.
        failed(object): an exception.
    """

    nothing_shown = Signal()
    key_shown = Signal(str, str)
    started = Signal(str)
    stage_seen = Signal(object)
    report_shown = Signal(object, bool, object)
    testable_changed = Signal(bool)
    comparable_changed = Signal(bool)
    finished = Signal(int)
    failed = Signal(object)

    def __init__(
        self, services: CheckServices, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._settings = settings
        self._current_key: int | None = None
        self._running: dict[int, _Running] = {}
        self._single: int | None = None
        self._next: int | None = None
        self._reports: OrderedDict[int, tuple[Report, str]] = OrderedDict()
        self._comparison: RouteComparison | None = None
        self._reading: Task | None = None
        self._looking_for_proxy: Task | None = None
        self.comparable = False

    # --- looking ---

    def set_current_key(self, key_id: int | None) -> None:
        """Show what there is of that key, or nothing."""
        self._current_key = key_id
        self._show()

    def set_settings(self, settings: Settings) -> None:
        """Make checks with these settings from now on; results made with others look old."""
        self._settings = settings
        if self._looking_for_proxy:
            self._looking_for_proxy.drop()
        self._looking_for_proxy = self._services.tasks.run(
            partial(self._services.proxy_known, settings), self._set_comparable, self.failed.emit
        )
        self._show()

    def _set_comparable(self, comparable: bool) -> None:
        self.comparable = comparable
        self.comparable_changed.emit(comparable)

    def show_again(self) -> None:
        """Show the key that is looked at anew: its description may be another one."""
        self._show()

    def _show(self) -> None:
        if self._reading:
            self._reading.drop()
        row = None if self._current_key is None else self._services.model.row_of(self._current_key)
        self.testable_changed.emit(row is not None and self._single is None)
        if row is None:
            self.nothing_shown.emit()
        elif running := self._running.get(row.id):
            self.key_shown.emit(row.description, self._settings.url)
            self.started.emit(row.description)
            for stage in running.stages:
                self.stage_seen.emit(stage)
        elif row.id in self._reports:
            self._show_report(row, *self._reports[row.id])
        else:
            self.key_shown.emit(row.description, self._settings.url)
            self._read_report(row)

    def _read_report(self, row: KeyRow) -> None:
        if row.last:
            self._reading = self._services.tasks.run(
                partial(self._stored_report, row.last.id),
                partial(self._report_read, row, row.last.route_fingerprint),
                self.failed.emit,
            )

    def _stored_report(self, check_id: int) -> Report | None:
        text = self._services.keys.report(check_id)
        try:
            return from_json(text) if text else None
        except ReportError:
            return None  # written by a later version: the badge is all that is left of it

    def _report_read(self, row: KeyRow, route_fingerprint: str, report: Report | None) -> None:
        if report:
            self._keep(row.id, report, route_fingerprint)
            self._show_report(row, report, route_fingerprint)

    def _keep(self, key_id: int, report: Report, route_fingerprint: str) -> None:
        self._reports[key_id] = (report, route_fingerprint)
        self._reports.move_to_end(key_id)
        if len(self._reports) > _MOST_CACHED_REPORTS:
            self._reports.popitem(last=False)

    def _show_report(self, row: KeyRow, report: Report, route_fingerprint: str) -> None:
        both = self._comparison
        if both and both.reports[both.usual] is not report:
            both = None  # of another key, or of an earlier check
        # The report keeps the description that the key had then; people look for today's.
        report = replace(report, description=row.description)
        outdated = route_fingerprint != self._settings.route_fingerprint
        self.report_shown.emit(report, outdated, both)

    # --- testing ---

    @property
    def settings(self) -> Settings:
        """What checks are made with now."""
        return self._settings

    @property
    def running_key(self) -> int | None:
        """The id of the key that is being tested on its own."""
        return self._single

    def test_current(self) -> None:
        """Test the key that is looked at, unless a check is under way."""
        if self._current_key is not None and self._single is None:
            self.test(self._current_key)

    def compare_current(self) -> None:
        """Test the key that is looked at through the proxy and without it, as `test_current`."""
        if self._current_key is not None and self._single is None and self.comparable:
            self.test(self._current_key, both_ways=True)

    def test(self, key_id: int, *, both_ways: bool = False) -> None:
        """Test a key, now or as soon as the check under way has ended."""
        row = self._services.model.row_of(key_id)
        if row is None:
            return
        if self._single is not None:
            self._next = key_id
            return
        checker = self._services.checker
        make = partial(compare_routes, checker) if both_ways else checker.check
        key, token = StoredKey(row.id, row.description), CancelToken()
        wait = self._services.wait.begin(token.cancel)
        self._single = key.id
        self.on_started(key, token.cancel)
        self._services.tasks.run_in_steps(
            partial(make, key, self._settings, token),
            partial(self._stage, key.id, wait),
            partial(self._ended, key.id, wait),
            partial(self._crashed, key.id, wait),
        )
        self._show()

    def cancel(self) -> None:
        """Stop the check of the key that is looked at, or the one that is made on its own."""
        shown = None if self._current_key is None else self._running.get(self._current_key)
        single = None if self._single is None else self._running.get(self._single)
        if running := shown or single:
            running.stop()

    def cancel_all(self) -> None:
        """Stop all checks."""
        for running in list(self._running.values()):
            running.stop()

    def forget(self, key_id: int) -> None:
        """Stop what is under way for a key that was deleted."""
        if self._next == key_id:
            self._next = None
        if running := self._running.get(key_id):
            running.stop()

    # --- every check under way, whoever makes it ---

    def on_started(self, key: StoredKey, stop: Callable[[], object]) -> None:
        """Know that the check of a key has begun, and how to stop it."""
        self._running[key.id] = _Running(stop)
        if self._current_key == key.id:
            self._show()

    def on_stage(self, key_id: int, stage: Stage) -> None:
        """Know how a stage of that key's check stands."""
        if running := self._running.get(key_id):
            running.stages.append(stage)
            if self._current_key == key_id:
                self.stage_seen.emit(stage)

    def on_finished(
        self, key_id: int, result: CheckResult, both: RouteComparison | None = None
    ) -> None:
        """Know that a check has ended; the list is told by who has made it.

        `both` has the same check by the other way, too, where both were asked for.
        """
        self._running.pop(key_id, None)
        self._keep(key_id, result.report, self._route_of(result))
        if both:
            self._comparison = both
        if self._current_key == key_id:
            self._show()
        self.finished.emit(key_id)

    def is_testing(self, key_id: int) -> bool:
        """Tell whether a check of that key is under way."""
        return key_id in self._running

    def add_result(self, key_id: int, result: CheckResult) -> None:
        """Know of a check that was made unseen; shown where it came to something else."""
        report, route_fingerprint = result.report, self._route_of(result)
        before = self._reports.get(key_id)
        self._keep(key_id, report, route_fingerprint)
        told = before is not None and _same_result(before, (report, route_fingerprint))
        if self._current_key == key_id and not told and not self.is_testing(key_id):
            self._show()
        self.finished.emit(key_id)

    def _route_of(self, result: CheckResult) -> str:
        """Give the `route_fingerprint` of the settings that a check was made with."""
        made_with = result.record or self._settings
        return made_with.route_fingerprint

    # --- the check that is made on its own ---

    def _stage(self, key_id: int, wait: int, stage: Stage) -> None:
        if stage.id is not StageId.KEY:
            self._services.wait.end(wait)  # the key is in hand: the way to iottly has begun
        self.on_stage(key_id, stage)

    def _ended(self, key_id: int, wait: int, made: CheckResult | RouteComparison) -> None:
        self._let_go(wait)
        both = None
        if isinstance(made, RouteComparison):
            both = made if made.complete else None
            made = CheckResult(made.reports[made.usual], made.record)
        result = made
        if result.record:
            self._services.model.set_results({key_id: result.record})
            self._services.model.sort_again()
        self.on_finished(key_id, result, both)
        self._go_on()

    def _crashed(self, key_id: int, wait: int, error: BaseException) -> None:
        self._let_go(wait)
        self._running.pop(key_id, None)
        self._show()
        self.finished.emit(key_id)
        self.failed.emit(error)
        self._go_on()

    def _let_go(self, wait: int) -> None:
        self._services.wait.end(wait)
        self._single = None

    def _go_on(self) -> None:
        self.testable_changed.emit(
            self._current_key is not None
            and self._services.model.row_of(self._current_key) is not None
        )
        if self._next is not None:
            following, self._next = self._next, None
            self.test(following)


def _same_result(one: tuple[Report, str], other: tuple[Report, str]) -> bool:
    """Tell whether two reports, each with the settings' `route_fingerprint`, look the same at a
    glance.
    """
    results = [
        (report.cause, report.remark, route_fingerprint)
        for report, route_fingerprint in (one, other)
    ]
    return results[0] == results[1]
