"""The past checks of the key that is looked at, read off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import KeyRow
from iottly_keycheck.ui.history.check_summary import CheckSummary, read_page, read_report
from iottly_keycheck.ui.list_model.key_list_model import KeyListModel
from iottly_keycheck.ui.tasks import Task, Tasks

ON_CHART = 24
"""So many of the newest checks are on the chart."""
ON_PAGE = 50


class HistoryController(QObject):
    """Reads the newest checks for a chart, all of them page by page, and their reports.

    Signals:
        newest_read(object): the newest `CheckSummary`s of the key that is looked at, in the order
        of
            time; none while they are not known.
        page_read(object): a further page of them, the newest first; none where it was the last.
        report_read(object): the `Report` of a past check, under the key's name of today.
        last_requested(): the last check was asked for, whose report is at hand.
        unreadable(): that report cannot be read.
        failed(object): an exception.
    """

    newest_read = Signal(object)
    page_read = Signal(object)
    report_read = Signal(object)
    last_requested = Signal()
    unreadable = Signal()
    failed = Signal(object)

    def __init__(
        self, keys: KeyList, model: KeyListModel, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._model = model
        self._tasks = tasks
        self._current_key: int | None = None
        self._reading: Task | None = None
        self._paging: Task | None = None
        self._opening: Task | None = None

    @property
    def row(self) -> KeyRow | None:
        """The key that is looked at."""
        return None if self._current_key is None else self._model.row_of(self._current_key)

    def set_current_key(self, key_id: int | None) -> None:
        """Read the newest checks of that key from now on."""
        self._current_key = key_id
        for task in (self._reading, self._paging, self._opening):
            if task:
                task.drop()
        self.newest_read.emit(())
        self._read()

    def on_finished(self, key_id: int) -> None:
        """Know that a check of that key has ended."""
        if key_id == self._current_key:
            self._read()

    def read_page(self, before: int | None) -> None:
        """Read the checks that are older than that one; see `page_read`."""
        if self._paging:
            self._paging.drop()
        if self._current_key is not None:
            self._paging = self._tasks.run(
                partial(read_page, self._keys, self._current_key, ON_PAGE, before),
                self.page_read.emit,
                self.failed.emit,
            )

    def open(self, check: CheckSummary) -> None:
        """Have the report of a check; see `report_read`."""
        row = self.row
        if row is None or check.id is None:
            return
        if row.last and row.last.id == check.id:
            self.last_requested.emit()
            return
        self._opening = self._tasks.run(
            partial(read_report, self._keys, check.id),
            partial(self._report_is_read, row),
            self.failed.emit,
        )

    def _read(self) -> None:
        if self._reading:
            self._reading.drop()
        if self._current_key is not None:
            self._reading = self._tasks.run(
                partial(read_page, self._keys, self._current_key, ON_CHART),
                self._newest_are_read,
                self.failed.emit,
            )

    def _newest_are_read(self, newest_first: Sequence[CheckSummary]) -> None:
        self.newest_read.emit(tuple(reversed(newest_first)))

    def _report_is_read(self, row: KeyRow, report: Report | None) -> None:
        if report:
            self.report_read.emit(replace(report, description=row.description))
        else:
            self.unreadable.emit()
