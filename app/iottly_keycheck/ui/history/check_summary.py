"""Past checks of a key as chart and list show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from iottly_keycheck.diagnosis.report import Report, ReportError, from_json
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import CheckRecord
from iottly_keycheck.ui.controls.icons import Badge, badge_of
from iottly_keycheck.ui.text.translation import translated


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """How one check ended; `headline` says so in the reader's language, `cause` is its id.

    `id` is that of the history, `None` where the history does not have it.
    """

    id: int | None
    checked_at: datetime
    cause: str
    badge: Badge
    elapsed_ms: int
    http_status: int | None
    headline: str

    @classmethod
    def of_report(cls, report: Report) -> CheckSummary:
        """Give what there is to say of a check that has just ended."""
        return cls(
            None,
            report.checked_at,
            report.cause,
            badge_of(report.cause, remark=report.remark),
            report.elapsed_ms,
            report.http_status,
            messages.headline(report, translated),
        )

    @property
    def works(self) -> bool:
        """Whether the key worked, with a remark or without."""
        return self.badge in (Badge.WORKS, Badge.REMARK)


def read_page(
    keys: KeyList, key_id: int, limit: int, before: int | None = None
) -> tuple[CheckSummary, ...]:
    """Read the newest checks that are older than the check `before`, the newest first.

    Blocks for a moment; raises `KeyListError`.
    """
    return tuple(_with_headline(keys, entry) for entry in keys.history(key_id, limit, before))


def read_report(keys: KeyList, check_id: int) -> Report | None:
    """Read the report of a check; `None` where there is none that can be read."""
    text = keys.report(check_id)
    try:
        return from_json(text) if text else None
    except ReportError:
        return None  # written by a later version


def _with_headline(keys: KeyList, entry: CheckRecord) -> CheckSummary:
    # The sentence names hosts and the like, which the report alone has.
    report = read_report(keys, entry.id)
    return CheckSummary(
        entry.id,
        entry.checked_at,
        entry.cause,
        badge_of(entry.cause, remark=entry.remark),
        entry.elapsed_ms,
        entry.http_status,
        messages.headline(report, translated) if report else entry.cause,
    )


def usual_ms(checks: Sequence[CheckSummary]) -> int | None:
    """Give the (low) median of the times of those that worked, if any did."""
    times = sorted(check.elapsed_ms for check in checks if check.works)
    return times[(len(times) - 1) // 2] if times else None
