"""What a check may have found, for tests of the history."""

from datetime import UTC, datetime

from iottly_keycheck.diagnosis.report import Report, to_json
from iottly_keycheck.keys.model import NewCheckRecord
from iottly_keycheck.settings import Settings


def finding(
    cause: str = "ok",
    checked_at: datetime | None = None,
    *,
    remark: bool = False,
    http_status: int | None = 200,
    elapsed_ms: int = 1,
    route_fingerprint: str = "",
    report: str = "{}",
) -> NewCheckRecord:
    """Make a finding, of now if no time is given."""
    moment = checked_at or datetime.now(UTC)
    return NewCheckRecord(moment, cause, remark, http_status, elapsed_ms, route_fingerprint, report)


def finding_of(report: Report, settings: Settings) -> NewCheckRecord:
    """Give what a check that ended with this report has found."""
    return NewCheckRecord(
        report.checked_at,
        report.cause,
        report.remark,
        report.http_status,
        report.elapsed_ms,
        settings.route_fingerprint,
        to_json(report),
    )
