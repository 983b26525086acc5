"""The shape of the key list's database, as the steps that lead to it.

A step that was released is never changed. No `STRICT` and no `RETURNING`: the SQLite of
long-lived Linux releases has neither.
"""

from __future__ import annotations

STEPS: tuple[tuple[str, ...], ...] = (
    (
        # An id is never used twice (AUTOINCREMENT), so that the late result of a check cannot
        # land on another key.
        """
        CREATE TABLE keys (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            description TEXT NOT NULL,
            folded TEXT NOT NULL,
            first TEXT,
            last TEXT,
            store TEXT NOT NULL,
            secret_name TEXT NOT NULL UNIQUE,
            created_at TEXT NOT NULL,
            position INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('adding', 'ready', 'deleted', 'removing')),
            changed_at TEXT NOT NULL
        )
        """,
        # A key that is being added or deleted does not block its name.
        "CREATE UNIQUE INDEX keys_by_name ON keys (folded) WHERE state = 'ready'",
        """
        CREATE TABLE checks (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key_id INTEGER NOT NULL REFERENCES keys (id) ON DELETE CASCADE,
            checked_at TEXT NOT NULL,
            cause TEXT NOT NULL,
            remark INTEGER NOT NULL,
            http_status INTEGER,
            elapsed_ms INTEGER NOT NULL,
            route_fingerprint TEXT NOT NULL,
            report TEXT NOT NULL,
            landmark INTEGER NOT NULL
        )
        """,
        "CREATE INDEX checks_by_key ON checks (key_id, id)",
        # So that thinning never reads the others, whose column is behind their long reports.
        "CREATE INDEX ordinary_checks ON checks (key_id, id) WHERE landmark = 0",
        # So that adding a key reads those that it could be, and not the whole list.
        "CREATE INDEX keys_by_ends ON keys (first, last) WHERE state = 'ready'",
        "CREATE INDEX keys_by_position ON keys (position)",
    ),
)
