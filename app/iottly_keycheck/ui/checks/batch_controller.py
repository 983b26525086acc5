"""Many checks at work: "Test all", and what is told while it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from iottly_keycheck.batch import Batch, Begun, Done, Event, LeftOut, StageSeen
from iottly_keycheck.check import StoredKey
from iottly_keycheck.deadline import CancelToken
from iottly_keycheck.ui.checks.check_controller import CheckController
from iottly_keycheck.ui.checks.check_services import CheckServices


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is: of `total` keys `done` were tested, and `failed` of these do not work.

    `stopped` tells that the user has stopped it, `over` that nothing is under way any more.
    """

    total: int
    done: int = 0
    failed: int = 0
    stopped: bool = False
    over: bool = False


class BatchController(QObject):
    """Tests many keys, several at a time, beside the check that is made on its own.

    Signals:
        progressed(object): the `Progress`, at most twenty times a second.
        failed(object): an exception.
    """

    progressed = Signal(object)
    failed = Signal(object)

    def __init__(
        self, services: CheckServices, checks: CheckController, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._checks = checks
        self._batch: Batch | None = None
        self._token = CancelToken()
        self.progress: Progress | None = None

    @property
    def running(self) -> bool:
        """Whether keys are being tested."""
        return self._batch is not None

    def start(self, key_ids: Sequence[int]) -> None:
        """Test these keys, unless others are being tested."""
        rows = [row for row in map(self._services.model.row_of, key_ids) if row is not None]
        if self.running or not rows:
            return
        targets = [StoredKey(row.id, row.description) for row in rows]
        self._batch = Batch(self._services.checker, targets, self._checks.settings)
        self._token = CancelToken()
        wait = self._services.wait.begin(self._token.cancel)

        self._services.tasks.run_in_steps(
            partial(self._batch.run, self._token),
            partial(self._on_events, self._batch, wait),
            partial(self._ended, wait),
            partial(self._crashed, wait),
        )
        self._progress(Progress(len(targets)))

    def cancel(self) -> None:
        """Stop all of it."""
        self._token.cancel()

    def forget(self, key_id: int) -> None:
        """Do not test a key that was deleted."""
        if self._batch:
            self._batch.leave_out(key_id)

    def _on_events(self, batch: Batch, wait: int, events: Sequence[Event]) -> None:
        self._services.wait.end(wait)  # there is a first key in hand
        done = [event for event in events if isinstance(event, Done)]
        records = {each.key.id: each.result.record for each in done if each.result.record}
        self._services.model.set_results(records)
        for event in events:
            match event:
                case Begun(key):
                    self._checks.on_started(key, partial(batch.leave_out, key.id))
                case StageSeen(key, stage):
                    self._checks.on_stage(key.id, stage)
                case Done(key, result):
                    self._checks.on_finished(key.id, result)
        self._count(events)

    def _count(self, events: Sequence[Event]) -> None:
        assert self.progress is not None
        reports = [
            event.report for event in events if isinstance(event, Done) and event.result.record
        ]
        # What a stop leaves out is still to be seen as not tested.
        left_out = 0 if self._token.cancelled else len(list(filter(_is_left_out, events)))
        now = self.progress
        self._progress(
            replace(
                now,
                total=now.total - left_out,
                done=now.done + len(reports),
                failed=now.failed + len([report for report in reports if not report.works]),
            )
        )

    def _ended(self, wait: int, _result: object) -> None:
        self._close(wait)

    def _crashed(self, wait: int, error: BaseException) -> None:
        self._checks.cancel_all()
        self._close(wait)
        self.failed.emit(error)

    def _close(self, wait: int) -> None:
        assert self.progress is not None
        self._services.wait.end(wait)
        self._batch = None
        self._services.model.sort_again()
        self._progress(replace(self.progress, over=True))

    def _progress(self, progress: Progress) -> None:
        self.progress = replace(progress, stopped=self._token.cancelled)
        self.progressed.emit(self.progress)


def _is_left_out(event: Event) -> bool:
    """Tell whether a key is not counted: it was deleted, or its check was stopped."""
    return isinstance(event, LeftOut) or (isinstance(event, Done) and event.result.record is None)
