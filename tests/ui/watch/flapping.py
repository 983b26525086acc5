"""Checks of a key whose results come and go, one soon after the other."""

import itertools
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from iottly_keycheck.cause import Cause
from iottly_keycheck.check import CheckResult, StoredKey, ignore_stage, record_of
from iottly_keycheck.connection.facts.observation import OnStage
from iottly_keycheck.deadline import CancelToken
from iottly_keycheck.diagnosis.hint import Hint
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import CheckRecord
from iottly_keycheck.settings import Settings
from iottly_keycheck.ui.shell.main_window import MainWindow
from support.reports import make_report

QUICK = 0.02
"""Seconds from check to check: less than a person may choose."""


@dataclass
class FlappingChecker:
    """Stands in for `Checker`: its checks end as `causes` say, one after the other.

    While it may not go on, they hang.
    """

    keys: KeyList
    causes: Iterator[Cause] = field(default_factory=lambda: itertools.repeat(Cause.OK))
    may_go_on: threading.Event = field(default_factory=threading.Event)
    at_once: int = 0
    most_at_once: int = 0
    checks: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def with_secret_cache(self) -> "FlappingChecker":
        return self

    def check(
        self,
        target: StoredKey,
        settings: Settings,
        token: CancelToken,
        on_stage: OnStage = ignore_stage,
        extra_hints: tuple[Hint, ...] = (),
        *,
        record: bool = True,
    ) -> CheckResult:
        with self.lock:
            self.checks += 1
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        stopped = threading.Event()
        with token.listening(stopped.set):
            while not (self.may_go_on.wait(0.005) or stopped.is_set()):
                pass
        with self.lock:
            self.at_once -= 1
            cause = Cause.CANCELLED if token.cancelled else next(self.causes)
        report = make_report(cause, description=target.description)
        return CheckResult(report, self.record(target, settings, report) if record else None)

    def record(self, target: StoredKey, settings: Settings, report: Report) -> CheckRecord | None:
        if report.cause is Cause.CANCELLED:
            return None
        return self.keys.record(target.id, record_of(report, settings))


def going_on(keys: KeyList) -> Iterator[FlappingChecker]:
    """Give one whose checks end at once, until the test is over, and let none of them hang."""
    checker = FlappingChecker(keys)
    checker.may_go_on.set()
    yield checker
    checker.may_go_on.set()


def flap(checker: FlappingChecker) -> Callable[[Cause], None]:
    """Have each check end as the last call says."""
    now = [Cause.OK]
    checker.causes = (now[0] for _ in iter(int, 1))
    return lambda cause: now.__setitem__(0, cause)


def tally(window: MainWindow) -> int:
    return (
        window.controllers.watches.watched.tally.checks if window.controllers.watches.watched else 0
    )
