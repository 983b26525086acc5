"""What a check may have found, for tests of the history."""

from datetime import UTC, datetime

from iottly_keycheck.keys.model import CheckRecord


def finding(
    cause: str = "ok",
    checked_at: datetime | None = None,
    *,
    remark: bool = False,
    http_status: int | None = 200,
    elapsed_ms: int = 1,
    route_fingerprint: str = "",
    report: str = "{}",
) -> CheckRecord:
    """Make a finding, of now if no time is given."""
    moment = checked_at or datetime.now(UTC)
    return CheckRecord(moment, cause, remark, http_status, elapsed_ms, route_fingerprint, report)
