"""What a check may have found, for tests of the history."""

from datetime import UTC, datetime

from iottly_keycheck.keys.model import Finding


def finding(
    cause: str = "ok",
    checked_at: datetime | None = None,
    *,
    remark: bool = False,
    http_status: int | None = 200,
    elapsed_ms: int = 1,
    path_id: str = "",
    report: str = "{}",
) -> Finding:
    """Make a finding, of now if no time is given."""
    moment = checked_at or datetime.now(UTC)
    return Finding(moment, cause, remark, http_status, elapsed_ms, path_id, report)
