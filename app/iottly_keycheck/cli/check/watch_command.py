"""The command `check --watch`: the same keys again and again, a line on each check."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from iottly_keycheck.cause import Cause
from iottly_keycheck.check import PastedKey, StoredKey
from iottly_keycheck.cli.check.report_output import mark
from iottly_keycheck.cli.console import Console
from iottly_keycheck.cli.exit_status import ExitStatus
from iottly_keycheck.cli.interrupt import run_until_interrupted
from iottly_keycheck.deadline import CancelToken
from iottly_keycheck.diagnosis.report import Report, to_json_line
from iottly_keycheck.watch import WatchStatistics, next_start

Target = StoredKey | PastedKey
CheckOne = Callable[[Target, CancelToken], Report]
KeepRound = Callable[[Sequence[Report]], bool]

_LONGEST_CAUSE = max(map(len, Cause))


@dataclass(slots=True)
class Watch:
    """A watch over some keys: in each round one check of each, `seconds` from start to start.

    `keep_round` is handed the reports of a whole round, and tells whether that went well.
    """

    seconds: float
    targets: Sequence[Target]
    check_one: CheckOne
    keep_round: KeepRound
    json: bool
    console: Console
    status: ExitStatus = ExitStatus.WORKS
    tally: WatchStatistics = field(default_factory=WatchStatistics)

    def run(self) -> ExitStatus:
        """Go on until Ctrl-C, or until nobody reads any more; give the last round's status.

        Ctrl-C in a round stops it: its status is `INTERRUPTED`.
        """
        run_until_interrupted(self._go_on)
        if not self.console.reader_gone:
            self.console.warn(summary(self.tally))
        return self.status

    def _go_on(self, token: CancelToken) -> None:
        over = threading.Event()
        self.console.when_reader_goes(over.set)
        with token.listening(over.set):
            first = time.monotonic()
            while True:
                self.status = self._round(token)
                now = time.monotonic()
                if over.wait(next_start(first, self.seconds, now) - now):
                    return

    def _round(self, token: CancelToken) -> ExitStatus:
        reports: list[Report] = []
        for target in self.targets:
            if token.cancelled and reports:
                return ExitStatus.INTERRUPTED
            report = self.check_one(target, token)
            self.tally = self.tally.after(report)
            self._print_result(report)
            if report.cause is Cause.CANCELLED:
                return ExitStatus.INTERRUPTED
            reports.append(report)
            if self.console.reader_gone:
                break
        kept = self.console.reader_gone or self.keep_round(reports)
        works = kept and all(report.works for report in reports)
        return ExitStatus.WORKS if works else ExitStatus.PROBLEM

    def _print_result(self, report: Report) -> None:
        if self.json:
            self.console.document(to_json_line(report))
        else:
            self.console.line(line(report), mark(report))


def line(report: Report) -> str:
    """Say in one line how a check ended: local time, cause, HTTP status, duration, which key."""
    status = "–" if report.http_status is None else report.http_status
    return (
        f"{report.checked_at.astimezone():%Y-%m-%d %H:%M:%S}  {report.cause:<{_LONGEST_CAUSE}}"
        f"  HTTP {status:<3}  {report.elapsed_ms:>6} ms  {report.description or ''}"
    ).rstrip()


def summary(tally: WatchStatistics) -> str:
    """Say how many checks there were and what failed: `12 checks, 2 failed: dns_unavailable 2`."""
    checks = "1 check" if tally.checks == 1 else f"{tally.checks} checks"
    if not tally.failed:
        return f"{checks}, none failed"
    most_first = sorted(tally.failures.items(), key=lambda pair: -pair[1])
    causes = ", ".join(f"{cause} {count}" for cause, count in most_first)
    return f"{checks}, {tally.failed} failed: {causes}"
