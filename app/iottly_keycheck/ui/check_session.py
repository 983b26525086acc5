"""The check at work, and which key's result is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from iottly_keycheck.cause import Cause
from iottly_keycheck.check import Checker, StoredKey
from iottly_keycheck.connection.observation import OnStage, Stage, StageId
from iottly_keycheck.deadline import CancelToken
from iottly_keycheck.diagnosis.report import Report, ReportError, from_json
from iottly_keycheck.keys.key_list import KeyList
from iottly_keycheck.keys.model import KeyRow
from iottly_keycheck.settings import KeyStore, Settings
from iottly_keycheck.ui.key_list_model import KeyListModel
from iottly_keycheck.ui.keyring_wait import KeyringWait
from iottly_keycheck.ui.store_access import StoreAccess
from iottly_keycheck.ui.tasks import Task, Tasks


@dataclass(slots=True)
class _Running:
    """The check under way: of which key, how to stop it, what was seen so far."""

    key: StoredKey
    wait: int
    token: CancelToken = field(default_factory=CancelToken)
    stages: list[Stage] = field(default_factory=list)


class CheckSession(QObject):
    """Makes one check at a time and shows what belongs to the key that is looked at.

    A check goes on when another key is looked at, and is shown again when one comes back.

    Signals, for whatever shows a check:
        nothing_shown(): no key is looked at.
        key_shown(str, str): description and API address of a key without a result in hand.
        started(str): the check of the key looked at is under way; its description.
        stage_seen(object): a `Stage` of that check.
        report_shown(object, bool): a `Report`, and whether it was made with other settings.
        testable_changed(bool): whether the key looked at can be tested now.
        finished(int): a check of that key has ended; its history has it.
        keyring_missed(): there was no keyring for the check that has ended.
        failed(object): an exception.
    """

    nothing_shown = Signal()
    key_shown = Signal(str, str)
    started = Signal(str)
    stage_seen = Signal(object)
    report_shown = Signal(object, bool)
    testable_changed = Signal(bool)
    finished = Signal(int)
    keyring_missed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        keys: KeyList,
        checker: Checker,
        model: KeyListModel,
        settings: Settings,
        tasks: Tasks,
        wait: KeyringWait,
        access: StoreAccess,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._checker = checker
        self._model = model
        self._settings = settings
        self._tasks = tasks
        self._wait = wait
        self._access = access
        self._looked_at: int | None = None
        self._running: _Running | None = None
        self._next: int | None = None
        self._reports: dict[int, tuple[Report, str]] = {}
        self._reading: Task | None = None

    # --- looking ---

    def look_at(self, key_id: int | None) -> None:
        """Show what there is of that key, or nothing."""
        self._looked_at = key_id
        self._show()

    def set_settings(self, settings: Settings) -> None:
        """Make checks with these settings from now on; results made with others look old."""
        self._settings = settings
        self._show()

    def look_again(self) -> None:
        """Show the key that is looked at anew: its description may be another one."""
        self._show()

    def _show(self) -> None:
        if self._reading:
            self._reading.drop()
        row = None if self._looked_at is None else self._model.row_of(self._looked_at)
        self.testable_changed.emit(row is not None and self._running is None)
        if row is None:
            self.nothing_shown.emit()
        elif self._running and self._running.key.id == row.id:
            self.key_shown.emit(row.description, self._settings.url)
            self.started.emit(row.description)
            for stage in self._running.stages:
                self.stage_seen.emit(stage)
        elif row.id in self._reports:
            self._show_report(row, *self._reports[row.id])
        else:
            self.key_shown.emit(row.description, self._settings.url)
            self._read_report(row)

    def _read_report(self, row: KeyRow) -> None:
        if row.last:
            self._reading = self._tasks.run(
                partial(self._stored_report, row.last.id),
                partial(self._report_read, row, row.last.path_id),
                self._fail,
            )

    def _stored_report(self, check_id: int) -> Report | None:
        text = self._keys.report(check_id)
        try:
            return from_json(text) if text else None
        except ReportError:
            return None  # written by a later version: the badge is all that is left of it

    def _report_read(self, row: KeyRow, path_id: str, report: Report | None) -> None:
        if report:
            self._reports[row.id] = (report, path_id)
            self._show_report(row, report, path_id)

    def _show_report(self, row: KeyRow, report: Report, path_id: str) -> None:
        # The report keeps the description that the key had then; people look for today's.
        report = replace(report, description=row.description)
        self.report_shown.emit(report, path_id != self._settings.path_id)

    # --- testing ---

    @property
    def running_key(self) -> int | None:
        """The id of the key that is being tested."""
        return self._running.key.id if self._running else None

    def test_current(self) -> None:
        """Test the key that is looked at, unless a check is under way."""
        if self._looked_at is not None and self._running is None:
            self.test(self._looked_at)

    def test(self, key_id: int) -> None:
        """Test a key, now or as soon as the check under way has ended."""
        row = self._model.row_of(key_id)
        if row is None:
            return
        if self._running:
            self._next = key_id
            return
        if self._access.locked and self._needs_file(row):
            self._access.when_open(partial(self.test, key_id))
            return
        running = _Running(StoredKey(row.id, row.description), self._wait.begin(self.cancel))
        self._running = running
        self._tasks.run_in_steps(
            partial(self._check, running.key, self._settings, running.token),
            partial(self._stage, running),
            partial(self._ended, running, self._settings.path_id),
            partial(self._broke, running),
        )
        self._show()

    def _needs_file(self, row: KeyRow) -> bool:
        password = self._settings.proxy_username and self._settings.key_store == KeyStore.FILE
        return row.store is KeyStore.FILE or bool(password)

    def cancel(self) -> None:
        """Stop the check under way."""
        if self._running:
            self._running.token.cancel()

    def forget(self, key_id: int) -> None:
        """Stop what is under way for a key that was deleted."""
        if self._next == key_id:
            self._next = None
        if self._running and self._running.key.id == key_id:
            self._running.token.cancel()

    def _check(
        self, key: StoredKey, settings: Settings, token: CancelToken, on_stage: OnStage
    ) -> Report:
        return self._checker.check(key, settings, token, on_stage)

    def _stage(self, running: _Running, stage: Stage) -> None:
        if stage.id is not StageId.KEY:
            self._wait.end(running.wait)  # the key is in hand: the way to iottly has begun
        running.stages.append(stage)
        if self._looked_at == running.key.id:
            self.stage_seen.emit(stage)

    def _ended(self, running: _Running, path_id: str, report: Report) -> None:
        self._reports[running.key.id] = (report, path_id)
        self._finish(running)
        if report.cause is Cause.KEYRING_UNAVAILABLE:
            self.keyring_missed.emit()

    def _broke(self, running: _Running, error: BaseException) -> None:
        self._finish(running)
        self.failed.emit(error)

    def _finish(self, running: _Running) -> None:
        self._wait.end(running.wait)
        self._running = None
        self._show()
        self.finished.emit(running.key.id)
        if self._next is not None:
            following, self._next = self._next, None
            self.test(following)

    def _fail(self, error: BaseException) -> None:
        self.failed.emit(error)
