"""What is said of past checks: one alone, and several together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from iottly_keycheck.ui.history.check_summary import CheckSummary, usual_ms
from iottly_keycheck.ui.text.translation import duration, local_second


def describe(check: CheckSummary) -> str:
    """Say when a check was, and what came of it."""
    return _CheckMessages().one(check)


def summary(checks: Sequence[CheckSummary]) -> str:
    """Say how many checks there are, how long they take, and how many failed."""
    return _CheckMessages().several(checks)


def span(checks: Sequence[CheckSummary]) -> str:
    """Say from when to when checks were."""
    return _CheckMessages().span(checks)


class _CheckMessages(QObject):
    """In a class: of counted words, `lupdate` finds those of `self.tr` only."""

    def one(self, check: CheckSummary) -> str:
        template = self.tr("{time} · {result} · {duration}")
        if check.http_status is not None:
            template = self.tr("{time} · {result} · HTTP {status} · {duration}")
        return template.format(
            time=local_second(check.checked_at),
            result=check.headline,
            status=check.http_status,
            duration=duration(check.elapsed_ms),
        )

    def several(self, checks: Sequence[CheckSummary]) -> str:
        counted = self.tr("Last %n check(s)", "", len(checks))
        failed = sum(not check.works for check in checks)
        problems = self.tr("%n problem(s)", "", failed) if failed else self.tr("no problem")
        usual = usual_ms(checks)
        if usual is None:
            return self.tr("{checks} · {problems}").format(checks=counted, problems=problems)
        return self.tr("{checks} · median {time} · {problems}").format(
            checks=counted, time=duration(usual), problems=problems
        )

    def span(self, checks: Sequence[CheckSummary]) -> str:
        if not checks:
            return ""
        first, last = local_second(checks[0].checked_at), local_second(checks[-1].checked_at)
        if first == last:
            return first
        return self.tr("from {begin} to {end}").format(begin=first, end=last)
