"""What the user is told about the place where keys are kept, and what is offered there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.secret import StoreError, StoreFailure
from iottly_keycheck.settings import KeyStore
from iottly_keycheck.ui.controls.notice_bar import MessageBar, NoticeBar
from iottly_keycheck.ui.settings.store_choice import WITHOUT_KEYRING
from iottly_keycheck.ui.stores.key_moving import Moved
from iottly_keycheck.ui.stores.store_controller import StoreController
from iottly_keycheck.ui.stores.store_offer import StoreOffer
from iottly_keycheck.ui.style.theme import StyleClass
from iottly_keycheck.ui.text.error_messages import message_of
from iottly_keycheck.ui.text.translation import translated

if TYPE_CHECKING:
    from iottly_keycheck.ui.stores.closing_presenter import ClosingPresenter

_FOR_GOOD = (KeyStore.FILE, KeyStore.KEYRING)


class StorePresenter(QObject):
    """Its bars are public: `strip` tells of keys that will be forgotten, `progress` of a move."""

    def __init__(
        self, controller: StoreController, message_bar: MessageBar, window: QWidget, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._messages = message_bar
        self._window = window
        self._closing: ClosingPresenter | None = None
        self.strip = NoticeBar(StyleClass.CARD, dismissible=False, parent=parent)
        self.progress = NoticeBar(StyleClass.CARD, dismissible=False, parent=parent)
        controller.changed.connect(self._show_strip)
        controller.keyring_appeared.connect(self._show_keyring_found)
        controller.moving.progressed.connect(self._show_progress)
        controller.moving.ended.connect(self._show_moved)
        self.strip.acted.connect(self._keep_for_good)
        self.progress.acted.connect(controller.moving.stop)
        window.installEventFilter(self)
        self._show_strip()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look for a keyring when somebody comes back, who may have started one."""
        if event.type() is QEvent.Type.WindowActivate:
            self._controller.look_for_keyring()
        return False

    def holds_window(self) -> bool:
        """Tell whether the window has to stay: before it forgets keys, the user is asked."""
        if self._closing is None:
            if not self._controller.in_session:
                return False
            # Not sooner: most windows never need it, and it would delay their start.
            from iottly_keycheck.ui.stores.closing_presenter import ClosingPresenter

            self._closing = ClosingPresenter(self._controller, self._window, self)
        return self._closing.holds()

    # --- a keyring that fails ---

    def offer(self, error: StoreError, again: Callable[[], object]) -> None:
        """Offer other places where keys cannot be added; `again` adds once more."""
        choose = partial(self._choose, again)
        if not self._controller.choosable:
            return
        if self._controller.chosen is None:
            self._ask(
                (KeyStore.KEYRING, *WITHOUT_KEYRING),
                choose,
                messages.store_error(error, translated),
            )
        # What names a path is about a file.
        elif self._controller.chosen is KeyStore.KEYRING and "path" not in error.arguments:
            if error.failure is StoreFailure.UNAVAILABLE:
                self._controller.miss_keyring()
                self._ask(
                    WITHOUT_KEYRING,
                    choose,
                    messages.store_error(error, translated),
                    messages.store_steps(error, translated)[0],
                )
            else:
                sentence = self.tr("If the keyring stays like this, keys can be kept elsewhere.")
                self._tell_elsewhere(sentence, choose)

    def offer_after_check(self) -> None:
        """Say that there are other places, after a test that found no keyring."""
        if self._controller.choosable and self._controller.chosen is KeyStore.KEYRING:
            self._controller.miss_keyring()
            self._tell_elsewhere(
                self.tr("As long as there is no keyring, new keys can be kept elsewhere."),
                partial(self._choose, self._controller.changed.emit),
            )

    def _tell_elsewhere(self, sentence: str, choose: Callable[[KeyStore], object]) -> None:
        self._messages.enqueue(
            sentence,
            self.tr("Keep keys elsewhere…"),
            partial(self._ask, WITHOUT_KEYRING, choose),
        )

    def _ask(
        self,
        stores: Sequence[KeyStore],
        on_chosen: Callable[[KeyStore], object],
        reason: str = "",
        advice: str = "",
    ) -> None:
        dialog = StoreOffer(stores, reason, advice, self._window)
        dialog.accepted.connect(partial(self._chosen, dialog, on_chosen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _chosen(self, dialog: StoreOffer, on_chosen: Callable[[KeyStore], object]) -> None:
        if dialog.value is not None:
            on_chosen(dialog.value)

    def _choose(self, then: Callable[[], object], store: KeyStore) -> None:
        self._controller.choose(store, then)

    # --- keys that will be forgotten, and a keyring that appears ---

    def _show_strip(self) -> None:
        controller = self._controller
        if controller.chosen is KeyStore.SESSION:
            sentence = self.tr(
                "Keys are kept for this session only: when this window closes, they are forgotten."
            )
        elif controller.in_session:
            sentence = self.tr(
                "Some keys are kept for this session only: when this window closes, they are"
                " forgotten."
            )
        else:
            self.strip.clear()
            return
        action = self.tr("Move keys to the keyring")
        if not controller.keyring_there:
            action = self.tr("Keep them for good…")
        # Said once: it comes up for every change of the list.
        if (sentence, action) != (self.strip.text, self.strip.button.text()):
            self.strip.show_message(sentence, action)

    def _keep_for_good(self) -> None:
        if not self._controller.choosable:
            return
        if self._controller.keyring_there:
            self._controller.choose_and_move(KeyStore.KEYRING)
        else:
            self._ask(_FOR_GOOD, self._controller.choose_and_move)

    def _show_keyring_found(self) -> None:
        if self._controller.chosen is KeyStore.FILE:
            self._messages.enqueue(
                self.tr("There is a keyring now. Your keys can be kept there."),
                self.tr("Move keys to the keyring"),
                partial(self._controller.choose_and_move, KeyStore.KEYRING),
            )

    # --- keys on their way ---

    def _show_progress(self, store: KeyStore, done: int, total: int) -> None:
        sentence = {
            KeyStore.KEYRING: self.tr("Moving keys to the keyring: {done} of {total}"),
            KeyStore.FILE: self.tr("Moving keys to the encrypted file: {done} of {total}"),
            KeyStore.SESSION: self.tr("Taking keys into this session: {done} of {total}"),
        }[store]
        sentence = sentence.format(done=done, total=total)
        if self.progress.isHidden():
            self.progress.show_message(sentence, self.tr("Stop"))
        else:
            self.progress.replace_text(sentence)

    def _show_moved(self, moved: Moved) -> None:
        self.progress.clear()
        left = moved.left
        reasons: dict[str, list[str]] = {}
        for description, error in moved.failures:
            reasons.setdefault(message_of(error), []).append(description)
        for reason, descriptions in reasons.items():
            # Those that were not tried any more stay for the same reason.
            self._tell_not_moved(descriptions, len(descriptions) + left, reason)
            left = 0
        if left:
            sentence = self.tr("Keys that stay where they were: {count}")
            self._messages.enqueue(sentence.format(count=left))

    def _tell_not_moved(self, descriptions: Sequence[str], count: int, reason: str) -> None:
        if not descriptions[0]:
            sentence = self.tr("The proxy's password stays where it was. {reason}")
        elif count == 1:
            sentence = self.tr("“{description}” stays where it was. {reason}")
        else:
            sentence = self.tr("{count} keys stay where they were. {reason}")
        self._messages.enqueue(
            sentence.format(description=descriptions[0], count=count, reason=reason)
        )
