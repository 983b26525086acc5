"""The history: what every check of a key found, and its report."""

from __future__ import annotations

from iottly_keycheck.keys.columns import check_entry, time_to_text
from iottly_keycheck.keys.database import Database
from iottly_keycheck.keys.model import CheckEntry, Finding, KeyListError, Refusal


class History:
    """The past checks of the keys in one database. Every call raises `KeyListError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, key_id: int, found: Finding) -> CheckEntry:
        """Keep a check; `KEY_UNKNOWN` where its key is gone for good."""
        values = (
            time_to_text(found.checked_at),
            found.cause,
            int(found.remark),
            found.http_status,
            found.elapsed_ms,
            found.path_id,
        )
        with self._database.writing() as connection:
            cursor = connection.execute(
                """
                INSERT INTO checks
                    (checked_at, cause, remark, http_status, elapsed_ms, path_id, report, key_id)
                SELECT ?, ?, ?, ?, ?, ?, ?, id FROM keys
                WHERE id = ? AND state IN ('ready', 'deleted')
                """,
                (*values, found.report, key_id),
            )
            if cursor.rowcount != 1 or cursor.lastrowid is None:
                raise KeyListError(Refusal.KEY_UNKNOWN)
        return check_entry(cursor.lastrowid, key_id, *values)

    def newest(self, key_id: int, limit: int) -> tuple[CheckEntry, ...]:
        """Give the checks of a key, the newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """
                SELECT id, key_id, checked_at, cause, remark, http_status, elapsed_ms, path_id
                FROM checks WHERE key_id = ? ORDER BY id DESC LIMIT ?
                """,
                (key_id, limit),
            ).fetchall()
        try:
            return tuple(check_entry(*row) for row in rows)
        except (TypeError, ValueError) as error:
            raise self._database.damaged(str(error)) from error

    def report(self, check_id: int) -> str | None:
        """Give the report of a check as it was recorded; `None` where there is none."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT report FROM checks WHERE id = ?", (check_id,)
            ).fetchone()
        return None if row is None else str(row[0])
