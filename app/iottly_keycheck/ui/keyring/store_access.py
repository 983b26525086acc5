"""The way to the secrets: the keyring is waited for, and the encrypted file is opened first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from iottly_keycheck.deadline import Cancelled
from iottly_keycheck.keys.stores.file_store import FileStore
from iottly_keycheck.secret import Secret, StoreError, StoreReason
from iottly_keycheck.ui.keyring.keyring_wait import KeyringWait
from iottly_keycheck.ui.tasks import Tasks

Result = TypeVar("Result")


class NotUnlocked(Cancelled):
    """The passphrase of the encrypted file was asked for, and not given."""


class StoreAccess(QObject):
    """Runs calls that need secrets; one that needs the passphrase is made again when it is given.

    Whoever shows the question answers it with `give`, `start_anew` or `give_up`.

    Signals:
        passphrase_requested(bool): the question; whether the file is a new one.
        passphrase_refused(object): the exception because of which the file is still locked.
        opened(): it is unlocked, and the question is settled.
        set_aside(object): the `Connector` at which the file is now that nobody can open.
    """

    passphrase_requested = Signal(bool)
    passphrase_refused = Signal(object)
    opened = Signal()
    set_aside = Signal(object)

    def __init__(
        self,
        file: FileStore | None,
        tasks: Tasks,
        wait: KeyringWait,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._tasks = tasks
        self._wait = wait
        self._asking: list[tuple[Callable[[], object], Callable[[], object] | None]] = []

    @property
    def file_there(self) -> bool:
        """Whether there is an encrypted file, open or not."""
        return self._file is not None and self._file.exists

    @property
    def locked(self) -> bool:
        """Whether what is in the encrypted file cannot be had before the passphrase is given."""
        return self._file is not None and not self._file.unlocked and self._file.exists

    def run(
        self,
        function: Callable[[], Result],
        on_result: Callable[[Result], object],
        on_failure: Callable[[BaseException], object],
    ) -> None:
        """Run a call as `KeyringWait.run` does; `NotUnlocked` where the passphrase is not given."""
        again = partial(self.run, function, on_result, on_failure)
        self._wait.run(function, on_result, partial(self._failed, again, on_failure))

    def when_open(
        self, then: Callable[[], object], otherwise: Callable[[], object] | None = None
    ) -> None:
        """Have the encrypted file open, or made, for `then`; `otherwise` is for who gives up."""
        if self._file is None or self._file.unlocked:
            then()
            return
        self._asking.append((then, otherwise))
        if len(self._asking) == 1:
            self._ask()

    def give(self, passphrase: Secret, *, new: bool) -> None:
        """Answer the question; see `opened` and `passphrase_refused`."""
        if self._file is not None:
            action = self._file.create if new else self._file.unlock
            self._tasks.run(partial(action, passphrase), self._opened, self._refused)

    def give_up(self) -> None:
        """Answer that the passphrase is not given."""
        asking, self._asking = self._asking, []
        for _then, otherwise in asking:
            if otherwise:
                otherwise()

    def start_anew(self) -> None:
        """Answer that nobody knows the passphrase: the file goes aside, and a new one can begin."""
        if self._file is not None:
            self._tasks.run(self._file.set_aside, self._is_aside, self._refused)

    def change_passphrase(
        self,
        current: Secret,
        new: Secret,
        on_result: Callable[[None], object],
        on_failure: Callable[[BaseException], object],
    ) -> None:
        """Seal the file behind another passphrase, for somebody who knows the one so far."""
        if self._file is not None:
            change = partial(_change_passphrase, self._file, current, new)
            self._tasks.run(change, on_result, on_failure)

    def _ask(self) -> None:
        self.passphrase_requested.emit(not self.file_there)

    def _failed(
        self,
        again: Callable[[], object],
        on_failure: Callable[[BaseException], object],
        error: BaseException,
    ) -> None:
        if isinstance(error, StoreError) and error.reason is StoreReason.PASSPHRASE_NEEDED:
            self.when_open(again, partial(on_failure, NotUnlocked()))
        else:
            on_failure(error)

    def _opened(self, _result: object) -> None:
        self.opened.emit()
        self._go_on()

    def _is_aside(self, kept_as: object) -> None:
        self.set_aside.emit(kept_as)
        # What needs a new file asks for its passphrase; what was in the old one is missing now.
        self._go_on()

    def _go_on(self) -> None:
        asking, self._asking = self._asking, []
        for then, _otherwise in asking:
            then()

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, StoreError):
            raise error
        if error.reason is StoreReason.PASSPHRASE_NEEDED:
            self._ask()  # another program has made the file meanwhile, or taken it away
        else:
            self.passphrase_refused.emit(error)


def _change_passphrase(file: FileStore, current: Secret, new: Secret) -> None:
    file.unlock(current)
    file.change_passphrase(new)
