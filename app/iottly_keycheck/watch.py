"""Testing again and again: when the next check is due, and what the checks have found so far.

Pure, for window and command line alike: clock and timer are theirs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from iottly_keycheck.cause import Cause
from iottly_keycheck.diagnosis.report import Report

SHORTEST_SECONDS, LONGEST_SECONDS = 5.0, 86_400.0
"""How far apart the checks of a watch start, at least and at most."""

MOST_OUTCOMES = 1_000
MOST_CHANGES = 200
"""How many of the newest a tally keeps: a watch may go on for weeks."""


def usable(seconds: float) -> bool:
    """Tell whether a watch may have this rhythm; not a number is none."""
    return SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS


def next_start(first: float, seconds: float, now: float) -> float:
    """Give when the next check starts, by the clock of `first` and `now`, in seconds.

    The rhythm is from start to start of the first check on. A check that takes longer is not
    overlapped: the starts that it has missed are left out.
    """
    return first + (math.floor((now - first) / seconds) + 1) * seconds


@dataclass(frozen=True, slots=True)
class WatchedCheck:
    """How one check of a watch ended. `checked_at` is UTC."""

    checked_at: datetime
    cause: Cause
    remark: bool
    elapsed_ms: int
    http_status: int | None

    @classmethod
    def of(cls, report: Report) -> WatchedCheck:
        """Give what a tally keeps of a report."""
        return cls(
            report.checked_at, report.cause, report.remark, report.elapsed_ms, report.http_status
        )

    @property
    def works(self) -> bool:
        """Whether the key worked, with a remark or without."""
        return self.cause is Cause.OK

    def differs(self, other: WatchedCheck) -> bool:
        """Tell whether a person would call it another state: works, a remark, another cause."""
        return (self.cause, self.remark) != (other.cause, other.remark)


@dataclass(frozen=True, slots=True)
class Change:
    """The state became another one: the last check of the old, the first of the new."""

    before: WatchedCheck
    now: WatchedCheck


@dataclass(frozen=True, slots=True)
class WatchStatistics:
    """What a watch of one key has found so far; `after` gives the next.

    `checks` counts all, `failures` those of each cause; `outcomes` and `changes` are the newest
    in the order of time. A check that was stopped does not count.
    """

    checks: int = 0
    failures: Mapping[Cause, int] = field(default_factory=dict)
    outcomes: tuple[WatchedCheck, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def failed(self) -> int:
        """How many checks have failed."""
        return sum(self.failures.values())

    @property
    def last(self) -> WatchedCheck | None:
        """The newest outcome, if there is one yet."""
        return self.outcomes[-1] if self.outcomes else None

    @property
    def changed(self) -> bool:
        """Whether the newest check has changed the state; the first one does not."""
        return bool(self.changes) and self.changes[-1].now is self.last

    def after(self, report: Report) -> WatchStatistics:
        """Give the tally with one more check."""
        if report.cause is Cause.CANCELLED:
            return self
        outcome = WatchedCheck.of(report)
        failures, changes = dict(self.failures), self.changes
        if not outcome.works:
            failures[outcome.cause] = failures.get(outcome.cause, 0) + 1
        if self.last is not None and outcome.differs(self.last):
            changes = (*changes, Change(self.last, outcome))[-MOST_CHANGES:]
        outcomes = (*self.outcomes, outcome)[-MOST_OUTCOMES:]
        return WatchStatistics(self.checks + 1, failures, outcomes, changes)
