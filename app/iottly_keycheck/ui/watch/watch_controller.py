"""A key that is tested again and again, at work."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from iottly_keycheck.cause import Cause
from iottly_keycheck.check import CheckResult, StoredKey, utc_now
from iottly_keycheck.connection.facts.observation import Stage, StageId
from iottly_keycheck.deadline import CancelToken
from iottly_keycheck.ui.checks.check_controller import CheckController
from iottly_keycheck.ui.checks.check_services import CheckServices
from iottly_keycheck.ui.history.check_summary import CheckSummary
from iottly_keycheck.ui.tasks import Task
from iottly_keycheck.watch import MOST_OUTCOMES, WatchStatistics, next_start


@dataclass(frozen=True, slots=True)
class Watched:
    """A watch: of which key, how often in seconds, and what it has found so far.

    `checks` are the newest 1,000 at most, in the order of time; `began_at` is UTC; `going_on` is
    false once it has ended.
    """

    key: StoredKey
    seconds: float
    began_at: datetime
    tally: WatchStatistics = field(default_factory=WatchStatistics)
    checks: tuple[CheckSummary, ...] = ()
    going_on: bool = True


class WatchController(QObject):
    """Tests one key periodically; any other test of this key goes first.

    Each check is recorded in the list and in the history, as any other. The pane shows a check
    only when the result has changed, so that it does not disturb somebody who reads.

    Signals:
        changed(): `watched` is another one, has another check, or has ended.
        state_changed(object): the last check of this `Watched` has changed the state of its key.
        failed(object): an exception.
    """

    changed = Signal()
    state_changed = Signal(object)
    failed = Signal(object)

    def __init__(
        self, services: CheckServices, checks: CheckController, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._checks = checks
        self._checker = services.checker
        self._token = CancelToken()
        self._task: Task | None = None
        self._waits = 0
        self._first = 0.0
        self.watched: Watched | None = None
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._check)

    def start(self, key_id: int, seconds: float) -> None:
        """Watch that key from now on, and no other."""
        row = self._services.model.row_of(key_id)
        if row is None:
            return
        self.stop()
        self._checker = self._services.checker.with_secret_cache()
        self._first = time.monotonic()
        self.watched = Watched(StoredKey(row.id, row.description), seconds, utc_now())
        self._check()
        self.changed.emit()

    def stop(self) -> None:
        """End the watch at once. What it has found can still be seen."""
        self.timer.stop()
        self._token.cancel()
        self._services.wait.end(self._waits)
        self._checker = self._services.checker  # which has no secrets in hand
        if self._task:
            self._task.drop()
        if self.watched and self.watched.going_on:
            self.watched = replace(self.watched, going_on=False)
            self.changed.emit()

    def forget(self, key_ids: Collection[int]) -> None:
        """End the watch of a key that is deleted."""
        if self.watched and self.watched.key.id in key_ids:
            self.stop()

    def _check(self) -> None:
        assert self.watched is not None
        row = self._services.model.row_of(self.watched.key.id)
        if row is None:
            self.stop()
            return
        if self._checks.is_testing(row.id):
            self._wait_for_next()
            return
        key, settings = StoredKey(row.id, row.description), self._checks.settings
        self.watched = replace(self.watched, key=key)
        self._token = CancelToken()
        self._waits = self._services.wait.begin(self._token.cancel)
        self._task = self._services.tasks.run_in_steps(
            partial(self._checker.check, key, settings, self._token),
            self._stage,
            self._ended,
            self._crashed,
        )

    def _stage(self, stage: Stage) -> None:
        if stage.id is not StageId.KEY:
            self._services.wait.end(self._waits)  # the key is in hand

    def _ended(self, result: CheckResult) -> None:
        self._services.wait.end(self._waits)
        if self.watched is None or result.report.cause is Cause.CANCELLED:
            self.stop()  # the keyring was not waited for
            return
        past = CheckSummary.of_report(result.report)
        key_id = self.watched.key.id
        if result.record:
            # What could not be recorded has no report to be opened.
            past = replace(past, id=result.record.id or None)
            self._services.model.set_results({key_id: result.record})
        tally = self.watched.tally.after(result.report)
        checks = (*self.watched.checks, past)[-MOST_OUTCOMES:]
        self.watched = replace(self.watched, tally=tally, checks=checks)
        self._checks.add_result(key_id, result)
        self._wait_for_next()
        self.changed.emit()
        if tally.changed:
            self._services.model.sort_again()
            self.state_changed.emit(self.watched)

    def _crashed(self, error: BaseException) -> None:
        self.stop()
        self.failed.emit(error)

    def _wait_for_next(self) -> None:
        assert self.watched is not None
        now = time.monotonic()
        due = next_start(self._first, self.watched.seconds, now)
        self.timer.start(round((due - now) * 1000))
