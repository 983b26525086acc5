"""The history: what the checks of a key found, and their reports."""

from __future__ import annotations

from dataclasses import asdict, replace

from iottly_keycheck.keys.list.columns import check_record, time_to_text
from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.model import CheckRecord, KeyListError, KeyListErrorCode

NEWEST = 500
OLDER = 500

_END = 2**63 - 1
"""Behind every id (SQLite, "Rowid tables")."""

# A landmark is what the rule below keeps of old checks.
_INSERT = """
    INSERT INTO checks
        (key_id, checked_at, cause, remark, http_status, elapsed_ms, route_fingerprint, report,
        landmark)
    SELECT id, :checked_at, :cause, :remark, :http_status, :elapsed_ms, :route_fingerprint, :report,
           NOT EXISTS (
               SELECT 1 FROM checks
               WHERE id = (SELECT max(id) FROM checks WHERE key_id = :key_id)
                 AND cause = :cause AND remark = :remark
                 AND substr(checked_at, 1, 10) = substr(:checked_at, 1, 10)
           )
    FROM keys WHERE id = :key_id AND state IN ('ready', 'deleted')
"""
_THIN = (
    """
    DELETE FROM checks WHERE key_id = :key_id AND landmark = 0 AND id <= (
        SELECT id FROM checks WHERE key_id = :key_id ORDER BY id DESC LIMIT 1 OFFSET :newest
    )
    """,
    # What is left behind the newest are landmarks.
    """
    DELETE FROM checks WHERE key_id = :key_id AND id <= (
        SELECT id FROM checks WHERE key_id = :key_id ORDER BY id DESC LIMIT 1 OFFSET :all
    )
    """,
)


class History:
    """The past checks of the keys in one database. Every call raises `KeyListError`.

    Of each key the newest 500 checks are kept. Of older ones those stay that were the first of
    a day (UTC), or whose result, cause or remark, was another than that of the check before:
    500 at most. So a watch of weeks fits, and every change that it saw is there for long.
    """

    def __init__(self, database: Database, newest: int = NEWEST, older: int = OLDER) -> None:
        self._database = database
        self._limits = {"newest": newest, "all": newest + older}

    def record(self, key_id: int, found: CheckRecord) -> CheckRecord:
        """Keep a check and give it with its id; `KEY_UNKNOWN` where its key is gone for good."""
        values = {
            **asdict(found),
            "key_id": key_id,
            "checked_at": time_to_text(found.checked_at),
        }
        with self._database.writing() as connection:
            cursor = connection.execute(_INSERT, values)
            if cursor.rowcount != 1 or cursor.lastrowid is None:
                raise KeyListError(KeyListErrorCode.KEY_UNKNOWN)
            for statement in _THIN:
                connection.execute(statement, {"key_id": key_id, **self._limits})
        return replace(found, report="", id=cursor.lastrowid, key_id=key_id)

    def page(self, key_id: int, limit: int, before: int | None = None) -> tuple[CheckRecord, ...]:
        """Give the newest checks of a key that are older than the check `before`, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """
                SELECT id, key_id, checked_at, cause, remark, http_status, elapsed_ms,
                route_fingerprint FROM checks WHERE key_id = ? AND id < ? ORDER BY id DESC LIMIT ?
                """,
                (key_id, _END if before is None else before, limit),
            ).fetchall()
        try:
            return tuple(check_record(*row) for row in rows)
        except (TypeError, ValueError) as error:
            raise self._database.damaged(str(error)) from error

    def report(self, check_id: int) -> str | None:
        """Give the report of a check as it was recorded; `None` where there is none."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT report FROM checks WHERE id = ?", (check_id,)
            ).fetchone()
        return None if row is None else str(row[0])
