"""Asks for the passphrase of the encrypted file, when somebody needs it, and lets it be changed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from iottly_keycheck.secret import Secret
from iottly_keycheck.ui.keyring.passphrase_dialog import Asking, PassphraseDialog
from iottly_keycheck.ui.keyring.store_access import StoreAccess
from iottly_keycheck.ui.text.error_messages import message_of


class PassphraseQuestions(QObject):
    """Shows the questions of a `StoreAccess` over a window, and answers them.

    Signals: `told(str)`: a sentence about what came of it.
    """

    told = Signal(str)

    def __init__(self, access: StoreAccess, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent or window)
        self._access = access
        self._window = window
        self.dialog: PassphraseDialog | None = None
        access.passphrase_requested.connect(self._ask)
        access.passphrase_refused.connect(self._refuse)
        access.opened.connect(self._settle)
        access.set_aside.connect(self._is_aside)

    # --- the file is locked, or not there yet ---

    def _ask(self, new: bool) -> None:
        self._settle()
        if new:
            explanation = self.tr(
                "Your keys go into an encrypted file. Choose a passphrase for it; a few words make"
                " a good one. Without it nobody can open the file, so keep it in mind."
            )
        else:
            explanation = self.tr(
                "Your keys are in an encrypted file. Its passphrase is asked for once, until the"
                " window closes."
            )
        dialog = self.dialog = PassphraseDialog(
            self.tr("New passphrase for your keys") if new else self.tr("Passphrase of your keys"),
            explanation,
            Asking.NEW if new else Asking.KNOWN,
            can_forget=not new,
            parent=self._window,
        )
        dialog.given.connect(self._give)
        dialog.forgotten.connect(self._ask_whether_forgotten)
        dialog.rejected.connect(self._give_up)
        dialog.open()

    def _give(self, known: Secret | None, new: Secret | None) -> None:
        if known is not None:
            self._access.give(known, new=False)
        elif new is not None:
            self._access.give(new, new=True)

    def _refuse(self, error: BaseException) -> None:
        if self.dialog is not None:
            self.dialog.refuse(message_of(error))

    def _give_up(self) -> None:
        self._settle()
        self._access.give_up()

    def _settle(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.accept()
            dialog.deleteLater()

    # --- nobody knows it any more ---

    def _ask_whether_forgotten(self) -> None:
        box = QMessageBox(self.dialog)
        box.setWindowTitle(self.tr("Passphrase forgotten"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Nobody can open the file without its passphrase."))
        box.setInformativeText(
            self.tr(
                "You can start a new file. The old one is kept beside it. The keys that were in it"
                " stay in the list, and have to be added again: delete them there, and paste them"
                " once more."
            )
        )
        start = box.addButton(self.tr("Start a new file"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        start.clicked.connect(self._access.start_anew)
        box.open()

    def _is_aside(self, kept_as: Path | None) -> None:
        self._settle()
        if kept_as is not None:
            sentence = self.tr("The file that could not be opened is kept as {path}.")
            self.told.emit(sentence.format(path=kept_as))

    # --- another passphrase ---

    def change(self, over: QWidget) -> None:
        """Let somebody who knows the passphrase choose another one."""
        dialog = PassphraseDialog(
            self.tr("Change the passphrase"),
            self.tr(
                "The encrypted file with your keys opens with the new passphrase from then on."
            ),
            Asking.CHANGE,
            parent=over,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.given.connect(partial(self._change, dialog))
        dialog.open()

    def _change(self, dialog: PassphraseDialog, known: Secret, new: Secret) -> None:
        self._access.change_passphrase(
            known, new, partial(self._changed, dialog), partial(self._not_changed, dialog)
        )

    def _changed(self, dialog: PassphraseDialog, _result: None) -> None:
        dialog.accept()
        self.told.emit(self.tr("The passphrase is changed."))

    def _not_changed(self, dialog: PassphraseDialog, error: BaseException) -> None:
        dialog.refuse(message_of(error))
