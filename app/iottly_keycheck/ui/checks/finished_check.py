"""How a check has ended, for the list and for the pane."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

from iottly_keycheck.both_ways import RouteComparison, compare_routes
from iottly_keycheck.cause import Cause
from iottly_keycheck.check import Checker, StoredKey
from iottly_keycheck.connection.facts.observation import OnStage
from iottly_keycheck.deadline import CancelToken
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import CheckRecord, KeyListError
from iottly_keycheck.settings import Settings


@dataclass(frozen=True, slots=True)
class FinishedCheck:
    """How a check has ended; `entry` is what the list shows of it, `None` where it was stopped.

    `comparison` has the same check by the other way, too, where both were asked for.
    """

    key: StoredKey
    report: Report
    entry: CheckRecord | None
    comparison: RouteComparison | None = None


def check(
    checker: Checker,
    keys: KeyList,
    key: StoredKey,
    settings: Settings,
    token: CancelToken,
    on_stage: OnStage,
) -> FinishedCheck:
    """Check one key of the list, from start to end; blocks as `Checker.check` does."""
    return finish(keys, key, settings, checker.check(key, settings, token, on_stage))


def check_both_ways(
    checker: Checker,
    keys: KeyList,
    key: StoredKey,
    settings: Settings,
    token: CancelToken,
    on_stage: OnStage,
) -> FinishedCheck:
    """Check one key of the list through the proxy and without it; blocks as `check` does."""
    both = compare_routes(checker, key, settings, token, on_stage)
    finished = finish(keys, key, settings, both.reports[both.usual])
    return replace(finished, comparison=both) if both.complete else finished


def finish(keys: KeyList, key: StoredKey, settings: Settings, report: Report) -> FinishedCheck:
    """Find the check in the history. Where it could not be recorded the list shows it all the same.

    Blocks for a moment, as the database does.
    """
    if report.cause is Cause.CANCELLED:
        return FinishedCheck(key, report, None)
    with suppress(KeyListError):
        for entry in keys.history(key.id, 1):
            if entry.checked_at >= report.checked_at:
                return FinishedCheck(key, report, entry)
    entry = CheckRecord(
        id=0,  # no check in the history has it
        key_id=key.id,
        checked_at=report.checked_at,
        cause=report.cause,
        remark=report.remark,
        http_status=report.http_status,
        elapsed_ms=report.elapsed_ms,
        route_fingerprint=settings.route_fingerprint,
    )
    return FinishedCheck(key, report, entry)
