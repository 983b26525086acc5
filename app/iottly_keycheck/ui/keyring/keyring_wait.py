"""Calls that may wait for a person to answer the keyring's prompt, and how one gets out of them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from iottly_keycheck.deadline import Cancelled
from iottly_keycheck.keys.model import KeyListError
from iottly_keycheck.secret import StoreError
from iottly_keycheck.ui.tasks import Tasks

Result = TypeVar("Result")

PATIENCE_MS = 300
"""A keyring that is open answers in a tenth of this; later, somebody wonders what is going on."""


class KeyringWait(QObject):
    """Knows who waits for the keyring, and whether that takes noticeably long.

    Signals:
        waiting_changed(bool): whether to tell the user that the keyring is waited for.
        came_late(): a call that was given up has ended after all; the list may have changed.
    """

    waiting_changed = Signal(bool)
    came_late = Signal()

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._numbers = itertools.count(1)
        self._give_up: dict[int, Callable[[], object]] = {}
        self.waiting = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self._lost_patience)

    def run(
        self,
        function: Callable[[], Result],
        on_result: Callable[[Result], object],
        on_failure: Callable[[BaseException], object],
    ) -> None:
        """Run a call that may wait for the keyring; `Cancelled` is the failure if it is given up.

        What is given up goes on unheard: nothing can call a prompt back.
        """
        number = self.begin(partial(on_failure, Cancelled()))
        self._tasks.run(
            function,
            partial(self._succeeded, number, on_result),
            partial(self._failed, number, on_failure),
        )

    def begin(self, give_up: Callable[[], object]) -> int:
        """Begin to wait; `give_up` is called if the user does not want to. Gives a number."""
        number = next(self._numbers)
        self._give_up[number] = give_up
        if not self._timer.isActive():
            self._timer.start()
        return number

    def end(self, number: int) -> bool:
        """End that wait. Gives whether somebody still waited."""
        known = self._give_up.pop(number, None) is not None
        if not self._give_up:
            self._timer.stop()
            self._set_waiting(False)
        return known

    def give_up(self) -> None:
        """Wait no longer, for nothing."""
        waits, self._give_up = self._give_up, {}
        self._timer.stop()
        self._set_waiting(False)
        for give_up in waits.values():
            give_up()

    def _succeeded(
        self, number: int, on_result: Callable[[Result], object], result: Result
    ) -> None:
        if self.end(number):
            on_result(result)
        else:
            self.came_late.emit()

    def _failed(
        self, number: int, on_failure: Callable[[BaseException], object], error: BaseException
    ) -> None:
        if self.end(number):
            on_failure(error)
            return
        self.came_late.emit()
        if not isinstance(error, (KeyListError, StoreError)):
            raise error

    def _lost_patience(self) -> None:
        self._set_waiting(bool(self._give_up))

    def _set_waiting(self, waiting: bool) -> None:
        if waiting != self.waiting:
            self.waiting = waiting
            self.waiting_changed.emit(waiting)
