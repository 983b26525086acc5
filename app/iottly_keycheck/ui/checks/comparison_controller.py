"""A key's check through the proxy and without it, at work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal

from iottly_keycheck.both_ways import RouteComparison, RouteMode, compare_routes
from iottly_keycheck.check import Checker, StoredKey
from iottly_keycheck.connection.facts.observation import Stage, StageId
from iottly_keycheck.deadline import CancelToken
from iottly_keycheck.settings import Settings
from iottly_keycheck.ui.checks.check_controller import CheckController
from iottly_keycheck.ui.checks.check_services import CheckServices
from iottly_keycheck.ui.tasks import Task


@dataclass(slots=True)
class Compared:
    """A comparison: of which key, how far it came, and what came of it."""

    key: StoredKey
    stages: dict[RouteMode, list[Stage]] = field(default_factory=lambda: defaultdict(list))
    both: RouteComparison | None = None


class ComparisonController(QObject):
    """Compares the two ways for one key at a time; nothing of it is in the key's history.

    Signals:
        changed(): `compared` began, went on, ended or is gone.
        failed(object): an exception.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self, services: CheckServices, checks: CheckController, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._checks = checks
        self._token = CancelToken()
        self._task: Task | None = None
        self._waits = 0
        self.compared: Compared | None = None

    def start(self, key_id: int) -> None:
        """Compare for that key, and stop what is compared so far."""
        row = self._services.model.row_of(key_id)
        if row is None:
            return
        if self._checks.needs_file([row]):
            self._services.access.when_open(partial(self.start, key_id))
            return
        self.drop()
        key = StoredKey(row.id, row.description)
        self._token = CancelToken()
        self._waits = self._services.wait.begin(self._token.cancel)
        self.compared = Compared(key)
        self._task = self._services.tasks.run_in_steps(
            partial(_check, self._services.checker, key, self._checks.settings, self._token),
            self._stage,
            self._ended,
            self._broke,
        )
        self.changed.emit()

    def cancel(self) -> None:
        """Stop both checks; the comparison then says so."""
        self._token.cancel()

    def drop(self) -> None:
        """Stop both checks and forget them."""
        self._token.cancel()
        self._services.wait.end(self._waits)
        if self._task:
            self._task.drop()
        if self.compared:
            self.compared = None
            self.changed.emit()

    def _stage(self, step: tuple[RouteMode, Stage]) -> None:
        way, stage = step
        if self.compared is None:
            return
        if stage.id is not StageId.KEY:
            self._services.wait.end(self._waits)  # the key is in hand
        self.compared.stages[way].append(stage)
        self.changed.emit()

    def _ended(self, both: RouteComparison) -> None:
        self._services.wait.end(self._waits)
        if self.compared:
            self.compared.both = both
            self.changed.emit()

    def _broke(self, error: BaseException) -> None:
        self.drop()
        self.failed.emit(error)


def _check(
    checker: Checker,
    key: StoredKey,
    settings: Settings,
    token: CancelToken,
    tell: Callable[[tuple[RouteMode, Stage]], None],
) -> RouteComparison:
    def told(way: RouteMode, stage: Stage) -> None:
        tell((way, stage))

    return compare_routes(checker, key, settings, token, told)
