"""How values stand in the columns of the database, and how they are read back."""

from __future__ import annotations

from datetime import UTC, datetime

from iottly_keycheck.keys.model import END_LENGTH, CheckRecord


def time_to_text(moment: datetime) -> str:
    """Write a moment so that text order is time order: UTC, always with microseconds."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def time_from_text(text: str) -> datetime:
    """Read a moment. Raises `ValueError` or `TypeError` for what was not written as one."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except OverflowError as error:  # a year that no other time zone has
        raise ValueError(str(error)) from None


def ends_from_text(first: object, last: object) -> tuple[str, str] | None:
    """Read the ends of a key. Raises `ValueError` for what was not written as such."""
    if first is None or last is None:
        return None
    if isinstance(first, str) and isinstance(last, str):
        text = first + last
        if len(first) == len(last) == END_LENGTH and text.isprintable():
            return first, last
    raise ValueError("not the ends of a key")


def check_record(
    id_: int,
    key_id: int,
    checked_at: str,
    cause: str,
    remark: int,
    http_status: int | None,
    elapsed_ms: int,
    route_fingerprint: str,
) -> CheckRecord:
    """Make a check of its columns, in the order in which every query names them.

    Raises `ValueError` or `TypeError` for what was not written as one: SQLite keeps any type.
    """
    for number in (id_, key_id, remark, elapsed_ms, http_status or 0):
        if not isinstance(number, int):
            raise TypeError("not a number")
    for text in (cause, route_fingerprint):
        if not isinstance(text, str):
            raise TypeError("not a text")
    return CheckRecord(
        id=id_,
        key_id=key_id,
        checked_at=time_from_text(checked_at),
        cause=cause,
        remark=bool(remark),
        http_status=http_status,
        elapsed_ms=elapsed_ms,
        route_fingerprint=route_fingerprint,
    )
