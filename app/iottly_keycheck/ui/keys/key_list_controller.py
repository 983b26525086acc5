"""The key list at work: what the panel asks for, done off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from iottly_keycheck.keys.list.key_list import UNDO_SECONDS, KeyList
from iottly_keycheck.keys.model import AddedKey, KeyRow
from iottly_keycheck.secret import StoreError, StoreFailure
from iottly_keycheck.ui.keyring.keyring_wait import KeyringWait
from iottly_keycheck.ui.list_model.key_list_model import KeyListModel
from iottly_keycheck.ui.tasks import Task, Tasks

UNDO_MS = UNDO_SECONDS * 1000 + 200
"""A little longer than the key list keeps what was deleted, so that it lets go when asked."""


class KeyListController(QObject):
    """Adds, renames and deletes keys and keeps the model in step with the key list.

    Signals:
        loaded(): the rows are there, for the first time.
        added(object): an `AddedKey`; the row is in the model.
        add_failed(object): the exception that came instead, `Cancelled` where it was given up.
        renamed(int): the id of a key whose row has its new description.
        rename_failed(int, str, object): the key's id, what was typed, the exception.
        deleted_changed(object): the descriptions of the keys that Undo would bring back; none when
            there are none.
        undone(object): the ids of the keys that are back in the model.
        list_damaged(object): a `ListProblem`: what was saved of a damaged list is shown.
        purge_failed(object): the `StoreError` because of which keys that were deleted are still
            in their store; they leave it another time.
        failed(object): an exception of anything else.
    """

    loaded = Signal()
    added = Signal(object)
    add_failed = Signal(object)
    renamed = Signal(int)
    rename_failed = Signal(int, str, object)
    deleted_changed = Signal(object)
    undone = Signal(object)
    list_damaged = Signal(object)
    purge_failed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        keys: KeyList,
        tasks: Tasks,
        wait: KeyringWait,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = KeyListModel(self)
        self._keys = keys
        self._tasks = tasks
        self._wait = wait
        self._problems_told = 0
        self.is_loaded = False
        self._reading: Task | None = None
        self._deleted: list[Sequence[KeyRow]] = []
        self.undo_timer = QTimer(self)
        self.undo_timer.setSingleShot(True)
        self.undo_timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.undo_timer.setInterval(UNDO_MS)
        self.undo_timer.timeout.connect(self.purge)
        self.model.rename_requested.connect(self.rename)
        wait.came_late.connect(self.reload)

    # --- reading ---

    def load(self) -> None:
        """Read the list, then put right what an interrupted run may have left behind."""
        self._reading = self._tasks.run(self._keys.rows, self._first_read, self._fail)

    def reload(self) -> None:
        """Read the list anew; only the newest reading counts."""
        if self._reading:
            self._reading.drop()
        self._reading = self._tasks.run(self._keys.rows, self._read, self._fail)

    def _first_read(self, rows: Sequence[KeyRow]) -> None:
        self.is_loaded = True
        self._read(rows)
        self.loaded.emit()
        self.finish_interrupted()

    def finish_interrupted(self) -> None:
        """Finish what was interrupted, so far as the stores can be reached."""
        self._wait.run(self._keys.finish_interrupted, self._recovered, self._fail)

    def _recovered(self, left_over: StoreError | None) -> None:
        self.reload()
        # A store that is locked, or not there, has time until the user wants something of it.
        if left_over and left_over.failure is StoreFailure.ERROR:
            self.failed.emit(left_over)

    def _read(self, rows: Sequence[KeyRow]) -> None:
        self.model.set_rows(rows)
        problems = self._keys.problems
        for problem in problems[self._problems_told :]:
            self.list_damaged.emit(problem)
        self._problems_told = len(problems)

    def _fail(self, error: BaseException) -> None:
        self.failed.emit(error)

    # --- adding and renaming ---

    def add(self, description: str, pasted: str) -> None:
        """Add a key as it was pasted; see `added` and `add_failed`."""
        self._wait.run(partial(self._keys.add, description, pasted), self._added, self._add_failed)

    def _added(self, added: AddedKey) -> None:
        # The row is shown at once, so that it can be selected and tested; reading follows.
        self.model.set_rows([*self.model.rows, added.row])
        self.reload()
        self.added.emit(added)

    def _add_failed(self, error: BaseException) -> None:
        self.add_failed.emit(error)

    def rename(self, key_id: int, description: str) -> None:
        """Give a key another description."""
        self._wait.run(
            partial(self._keys.rename, key_id, description),
            self._renamed,
            partial(self._rename_failed, key_id, description),
        )

    def _renamed(self, renamed: KeyRow) -> None:
        rows = [renamed if row.id == renamed.id else row for row in self.model.rows]
        self.model.set_rows(rows)
        self.reload()
        self.renamed.emit(renamed.id)

    def _rename_failed(self, key_id: int, description: str, error: BaseException) -> None:
        self.rename_failed.emit(key_id, description, error)

    # --- deleting ---

    def delete(self, key_ids: Sequence[int]) -> None:
        """Take keys off the list; for ten seconds `undo` brings them back."""
        rows = [row for row in map(self.model.row_of, key_ids) if row is not None]
        if not rows:
            return
        if self._reading:
            self._reading.drop()  # it would show the keys once more
        ids = [row.id for row in rows]
        self.model.remove(*ids)
        self._tasks.run(
            partial(self._keys.delete, *ids), partial(self._is_deleted, rows), self._delete_failed
        )

    def undo(self) -> None:
        """Bring the keys back that were deleted last."""
        if not self._deleted:
            return
        rows = self._deleted.pop()
        self._deletions_changed()
        ids = [row.id for row in rows]
        self._tasks.run(
            partial(self._keys.undo_delete, *ids),
            partial(self._is_back, ids),
            partial(self._undo_failed, rows),
        )

    def purge(self) -> None:
        """Let the secrets of deleted keys leave the keyring; nothing is undone from now on.

        What is deleted when the window closes waits for the next start.
        """
        self._deleted.clear()
        self._deletions_changed()
        self._wait.run(self._keys.purge_deleted, self._purged, self._purge_failed)

    def _is_deleted(self, rows: Sequence[KeyRow], _result: object) -> None:
        self._deleted.append(rows)
        self._deletions_changed()
        self.reload()

    def _delete_failed(self, error: BaseException) -> None:
        self.reload()
        self.failed.emit(error)

    def _is_back(self, key_ids: Sequence[int], _result: object) -> None:
        if self._reading:
            self._reading.drop()
        self._reading = self._tasks.run(
            self._keys.rows, partial(self._read_with, key_ids), self._fail
        )

    def _undo_failed(self, rows: Sequence[KeyRow], error: BaseException) -> None:
        # Another key may have a description by now: with that one renamed, these can come back.
        self._deleted.append(rows)
        self._deletions_changed()
        self.failed.emit(error)

    def _read_with(self, key_ids: Sequence[int], rows: Sequence[KeyRow]) -> None:
        self._read(rows)
        self.undone.emit(key_ids)

    def _purged(self, _result: object) -> None:
        pass

    def _purge_failed(self, error: BaseException) -> None:
        if isinstance(error, StoreError):
            self.purge_failed.emit(error)
        else:
            self.failed.emit(error)

    def _deletions_changed(self) -> None:
        if self._deleted:
            self.undo_timer.start()
        else:
            self.undo_timer.stop()
        self.emit_deleted()

    def emit_deleted(self) -> None:
        """Say which keys Undo would bring back; see `deleted_changed`."""
        rows = self._deleted[-1] if self._deleted else ()
        self.deleted_changed.emit([row.description for row in rows])
