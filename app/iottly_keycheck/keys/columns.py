"""How values stand in the columns of the database, and how they are read back."""

from __future__ import annotations

from datetime import UTC, datetime

from iottly_keycheck.keys.model import CheckEntry


def time_to_text(moment: datetime) -> str:
    """Write a moment so that text order is time order: UTC, always with microseconds."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def time_from_text(text: str) -> datetime:
    """Read a moment. Raises `ValueError` or `TypeError` for what was not written as one."""
    return datetime.fromisoformat(text).astimezone(UTC)


def check_entry(
    id_: int,
    key_id: int,
    checked_at: str,
    cause: str,
    remark: int,
    http_status: int | None,
    elapsed_ms: int,
    path_id: str,
) -> CheckEntry:
    """Make a check of its columns, in the order in which every query names them."""
    return CheckEntry(
        id=id_,
        key_id=key_id,
        checked_at=time_from_text(checked_at),
        cause=cause,
        remark=bool(remark),
        http_status=http_status,
        elapsed_ms=elapsed_ms,
        path_id=path_id,
    )
