"""Key lists that come from files and go into them, off the window's thread."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from iottly_keycheck import atomic_file
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.transfer import csv_file
from iottly_keycheck.keys.transfer.csv_file import Descriptions, PortableKey, PortableKeys
from iottly_keycheck.keys.transfer.importing import (
    ImportedLine,
    ImportOutcome,
    compare,
    import_keys,
    preview,
)
from iottly_keycheck.ui.keyring.keyring_wait import KeyringWait
from iottly_keycheck.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A file of that name, compared with the list, which has not changed.

    Without keys in it (`has_keys`) nothing of it can be added.
    """

    name: str
    lines: tuple[ImportedLine, ...]
    has_keys: bool

    @property
    def new(self) -> tuple[ImportedLine, ...]:
        """What would be added."""
        return tuple(line for line in self.lines if line.outcome is ImportOutcome.ADDED)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of the keys that were to be added; an `error` has stopped it."""

    lines: tuple[ImportedLine, ...]
    error: BaseException | None = None

    @property
    def added(self) -> int:
        """How many keys are in the list now that were not."""
        return sum(line.outcome is ImportOutcome.ADDED for line in self.lines)

    @property
    def refused(self) -> int:
        """How many the list did not take, having changed since it was looked at."""
        return sum(not line.settled for line in self.lines)


@dataclass(frozen=True, slots=True)
class ExportResult:
    """A list that was written there."""

    path: Path
    count: int


class TransferController(QObject):
    """One file at a time: what is opened while another is looked at takes its place.

    Signals:
        foreseen(object): a `ImportPreview`; see `import_previewed`.
        progressed(int, int): so many keys of so many are done.
        imported(object): an `ImportResult`.
        list_changed(): keys were added.
        exported(object): an `ExportResult`.
        not_exported(object): the exception that came instead.
        failed(object): the exception because of which a file cannot be imported.
    """

    previewed = Signal(object)
    progressed = Signal(int, int)
    imported = Signal(object)
    list_changed = Signal()
    exported = Signal(object)
    not_exported = Signal(object)
    failed = Signal(object)

    def __init__(
        self, keys: KeyList, wait: KeyringWait, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._wait = wait
        self._tasks = tasks
        self._turn = 0
        self._name = ""
        self._portable: tuple[PortableKey, ...] = ()
        self._wanted: list[tuple[int, PortableKey]] = []
        self._done: list[ImportedLine] = []

    # --- a file that comes ---

    def open_file(self, path: str) -> None:
        """Read a file and see what it would change."""
        self.discard()
        self._name = Path(path).name
        self._tasks.run(
            partial(_read, Path(path)), self._still(self._is_read), self._still(self._fail)
        )

    def discard(self) -> None:
        """Forget the file; what is under way of it is not heard of any more."""
        self._turn += 1
        self._portable = ()
        self._wanted.clear()

    def _is_read(self, found: Descriptions | PortableKeys) -> None:
        if isinstance(found, PortableKeys):
            self._portable = found.keys
            self._wait.run(
                partial(_preview, self._keys, found.keys),
                self._still(partial(self._is_previewed, True)),
                self._still(self._fail),
            )
        else:
            self._tasks.run(
                partial(_compare, self._keys, found),
                self._still(partial(self._is_previewed, False)),
                self._still(self._fail),
            )

    def _is_previewed(self, has_keys: bool, lines: tuple[ImportedLine, ...]) -> None:
        self.previewed.emit(ImportPreview(self._name, lines, has_keys))

    # --- its keys, one after the other: whatever stops it, each is in the list or not ---

    def import_previewed(self, foreseen: ImportPreview) -> None:
        """Add what is new in the file; see `imported`."""
        numbers = [line.number for line in foreseen.new]
        self._wanted = [(number, self._portable[number - 1]) for number in numbers]
        self._done.clear()
        self._import_next()

    def stop(self) -> None:
        """Leave the rest; a key that is under way is added."""
        del self._wanted[len(self._done) + 1 :]

    def _import_next(self) -> None:
        done, total = len(self._done), len(self._wanted)
        self.progressed.emit(done, total)
        if done < total:
            number, portable = self._wanted[done]
            self._wait.run(
                partial(_import_one, self._keys, number, portable),
                partial(self._one_done, self._turn),
                self._still(self._end_import),
            )
        else:
            self._end_import()

    def _one_done(self, turn: int, line: ImportedLine) -> None:
        if turn == self._turn:
            self._done.append(line)
            self._import_next()
        else:
            self.list_changed.emit()  # nobody waited for it, but it is there

    def _end_import(self, error: BaseException | None = None) -> None:
        self.list_changed.emit()
        self.imported.emit(ImportResult(tuple(self._done), error))

    # --- a file that goes ---

    def export(self, path: str) -> None:
        """Write the list there, without its keys, in the place of a file of that name.

        The user was asked about a file that is there.
        """
        write = partial(_write, self._keys, Path(path))
        self._tasks.run(write, self._is_exported, self._not_exported)

    def _is_exported(self, exported: ExportResult) -> None:
        self.exported.emit(exported)

    def _not_exported(self, error: BaseException) -> None:
        self.not_exported.emit(error)

    def _fail(self, error: BaseException) -> None:
        self.failed.emit(error)

    def _still(self, handler: Callable[[Any], object]) -> Callable[[Any], object]:
        """Give a handler that is deaf once the file was put away."""
        return partial(self._if_still, self._turn, handler)

    def _if_still(self, turn: int, handler: Callable[[Any], object], value: Any) -> None:
        if turn == self._turn:
            handler(value)


def _read(path: Path) -> Descriptions | PortableKeys:
    # Opening something else than a file may wait for ever, and reading it may never end.
    if not _is_file(path):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    with path.open("rb") as file:
        return csv_file.read(file.read(csv_file.LONGEST_FILE + 1))


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except ValueError:
        return False  # no file can be called that


def _compare(keys: KeyList, found: Descriptions) -> tuple[ImportedLine, ...]:
    return tuple(compare(keys, found.texts))


def _preview(keys: KeyList, portable: Sequence[PortableKey]) -> tuple[ImportedLine, ...]:
    return tuple(preview(keys, portable))


def _import_one(keys: KeyList, number: int, portable: PortableKey) -> ImportedLine:
    (line,) = import_keys(keys, [portable])
    return replace(line, number=number)


def _write(keys: KeyList, path: Path) -> ExportResult:
    rows = keys.rows()
    atomic_file.replace(path, csv_file.to_csv(rows).encode())
    return ExportResult(path, len(rows))
