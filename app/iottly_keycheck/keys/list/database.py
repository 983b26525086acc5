"""The database file of the key list: opening it, keeping it private, transactions, failures."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from iottly_keycheck.keys.list.schema import STEPS
from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode, ListProblem

MEMORY: Final = ":memory:"
"""In place of a path: a database that is forgotten with the program."""

BUSY_SECONDS = 5.0

_REFUSALS = {
    sqlite3.SQLITE_BUSY: KeyListErrorCode.LIST_BUSY,
    sqlite3.SQLITE_LOCKED: KeyListErrorCode.LIST_BUSY,
    sqlite3.SQLITE_READONLY: KeyListErrorCode.LIST_NOT_WRITABLE,
    sqlite3.SQLITE_FULL: KeyListErrorCode.LIST_NOT_WRITABLE,
    sqlite3.SQLITE_CANTOPEN: KeyListErrorCode.LIST_NOT_WRITABLE,
    sqlite3.SQLITE_IOERR: KeyListErrorCode.LIST_NOT_WRITABLE,
    sqlite3.SQLITE_PERM: KeyListErrorCode.LIST_NOT_WRITABLE,
}
"""By SQLite's primary result code; any other means that the file is not what it should be."""


class Database:
    """One SQLite database, opened at its first use; safe to use from every thread.

    It keeps SQLite's rollback journal: WAL fails on network homes and in read-only folders. Each
    block raises `KeyListError` for what the file does (`LIST_…`), and passes on
    `sqlite3.IntegrityError`, which its caller expects or not. A newer or a damaged file is left
    as it is, until `replaced`. Blocks are not nested.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        busy_seconds: float = BUSY_SECONDS,
        steps: Sequence[Sequence[str]] = STEPS,
    ) -> None:
        self._path = path
        self._busy_seconds = busy_seconds
        self._steps = steps
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for queries."""
        with self._lock, self._refusing():
            yield self._opened()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection inside a transaction, which is on the disk when the block ends.

        An exception inside the block undoes all of it.
        """
        with self._lock, self._refusing(), _transaction(self._opened()) as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file. The next use opens it again; a database in memory is lost."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def replaced(self, repair: Callable[[Path], ListProblem | None]) -> ListProblem | None:
        """Let go of the file while it is put right; the next use opens what is there then.

        Raises `OSError` for a database in memory, and what `repair` raises.
        """
        if not isinstance(self._path, Path):
            raise OSError("a database in memory")
        self.close()
        return repair(self._path)

    def damaged(self, detail: str) -> KeyListError:
        """Make the error for content that cannot be what this program wrote."""
        return KeyListError(KeyListErrorCode.LIST_DAMAGED, path=str(self._path), detail=detail)

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except sqlite3.ProgrammingError:
            raise  # our own misuse of the library, not the file's state
        except (sqlite3.Error, OSError) as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
            default = (
                KeyListErrorCode.LIST_NOT_WRITABLE
                if isinstance(error, OSError)
                else KeyListErrorCode.LIST_DAMAGED
            )
            raise KeyListError(
                _REFUSALS.get(code, default), path=str(self._path), detail=str(error)
            ) from error

    def _opened(self) -> sqlite3.Connection:
        if self._connection is not None and self._file != _identity(self._path):
            # Another program has put a new list in the place of a damaged one.
            self._connection.close()
            self._connection = None
        if self._connection is None:
            connection = self._connect()
            try:
                self._prepare(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
            self._file = _identity(self._path)
        return self._connection

    def _connect(self) -> sqlite3.Connection:
        if isinstance(self._path, Path):
            _make_private(self._path)
            # "rw" opens a write-protected file for reading, and never makes one with our umask.
            target = f"{self._path.absolute().as_uri()}?mode=rw"
        else:
            target = self._path
        return sqlite3.connect(
            target,
            uri=isinstance(self._path, Path),
            timeout=self._busy_seconds,
            isolation_level=None,  # transactions are begun by us, see _transaction
            check_same_thread=False,  # the lock sees to that
        )

    def _prepare(self, connection: sqlite3.Connection) -> None:
        for pragma in ("foreign_keys = ON", "synchronous = EXTRA", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")
        if self._version(connection) < len(self._steps):
            self._migrate(connection)

    def _migrate(self, connection: sqlite3.Connection) -> None:
        with _transaction(connection):
            # Another program may have been quicker.
            version = self._version(connection)
            for step in self._steps[version:]:
                for statement in step:
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(self._steps)}")

    def _version(self, connection: sqlite3.Connection) -> int:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(self._steps):
            raise KeyListError(KeyListErrorCode.LIST_NEWER, path=str(self._path))
        if version == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise self.damaged("the database of another program")
        return version


def _identity(path: Path | str) -> tuple[int, int] | None:
    """Tell one file from another that has its name later."""
    if not isinstance(path, Path):
        return None
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    # IMMEDIATE: whoever writes waits at the beginning, never in the middle.
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        # SQLite has rolled some failures back by itself (a full disk).
        if connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise


def _make_private(path: Path) -> None:
    """See that folder and file are there and nobody else's to read. Raises `OSError`."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        # Never open a file that SQLite may have open: closing it would drop SQLite's locks.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    for place, mode in ((path.parent, 0o700), (path, 0o600)):
        found = place.stat().st_mode
        # A folder with the sticky bit is shared on purpose, and not the list's own.
        if stat.S_IMODE(found) & 0o077 and not found & stat.S_ISVTX:
            # Where it is not ours to change, it stays.
            with contextlib.suppress(OSError):
                place.chmod(mode)
