"""What happens between the wish to close the window and its end, where keys would be forgotten."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from iottly_keycheck.settings import KeyStore
from iottly_keycheck.ui.stores.closing_question import ClosingChoice, ClosingQuestion
from iottly_keycheck.ui.stores.key_moving import Moved
from iottly_keycheck.ui.stores.store_controller import StoreController


class ClosingPresenter(QObject):
    """Asks before keys are forgotten, and closes the window itself once that is answered."""

    def __init__(self, controller: StoreController, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._window = window
        self._question: ClosingQuestion | None = None
        self._closes_after_move = False
        self._closes_without: frozenset[int] | None = None
        self._may_forget = False
        controller.moving.ended.connect(self._moved)
        controller.changed.connect(self._close_if_moved)

    def holds(self) -> bool:
        """Tell whether the window has to stay for now; then the user is asked, by one question."""
        if self._may_forget or not self._controller.in_session:
            return False
        if self._question is None:
            self._ask()
        else:
            self._question.raise_()
            self._question.activateWindow()
        return True

    @property
    def _store(self) -> KeyStore:
        """The place where keys can be kept for good."""
        return KeyStore.KEYRING if self._controller.keyring_there else KeyStore.FILE

    def _ask(self) -> None:
        # A window can be closed from the task bar while it is minimised, and the question with it.
        if self._window.isMinimized():
            self._window.setWindowState(
                self._window.windowState() & ~Qt.WindowState.WindowMinimized
            )
            self._window.activateWindow()
        descriptions = [row.description for row in self._controller.in_session]
        question = ClosingQuestion(descriptions, self._store, self._window)
        self._question = question
        question.finished.connect(self._answered)
        question.finished.connect(question.deleteLater)
        question.open()

    def _answered(self, answer: int) -> None:
        self._question = None
        self._closes_after_move = False
        self._closes_without = None
        if answer == ClosingChoice.FORGET:
            self._may_forget = True
            self._window.close()
        elif answer == ClosingChoice.KEEP and self._controller.moving.under_way:
            self._closes_after_move = True
        elif answer == ClosingChoice.KEEP:
            store = self._store
            self._controller.choose(store, partial(self._move, store))

    def _move(self, store: KeyStore) -> None:
        if not self._controller.in_session:
            self._window.close()  # they were deleted meanwhile
            return
        # Not sooner: whoever gives no passphrase has the window stay.
        self._closes_after_move = True
        self._controller.move_all(store, self._stay)

    def _stay(self) -> None:
        self._closes_after_move = False

    def _moved(self, moved: Moved) -> None:
        closes, self._closes_after_move = self._closes_after_move, False
        if closes and not moved.failures and not moved.left:
            self._closes_without = self._forgettable

    def _close_if_moved(self) -> None:
        # The list is read anew after a move. Where it has keys of this session even so, added or
        # taken there meanwhile, the user is asked about those.
        if self._closes_without not in (None, self._forgettable):
            self._closes_without = None
            if self._question is not None:
                self._question.reject()
            self._window.close()

    @property
    def _forgettable(self) -> frozenset[int]:
        return frozenset(row.id for row in self._controller.in_session)
