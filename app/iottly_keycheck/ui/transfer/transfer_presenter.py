"""Import and export as the user sees them: the files that are asked for, and what came of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from iottly_keycheck.deadline import Cancelled
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.keys.transfer.exchange_file import TransferError
from iottly_keycheck.secret import Secret, StoreError
from iottly_keycheck.ui.controls.notice_bar import MessageBar
from iottly_keycheck.ui.keyring.passphrase_dialog import Asking, PassphraseDialog
from iottly_keycheck.ui.stores.store_presenter import StorePresenter
from iottly_keycheck.ui.text.error_messages import message_of
from iottly_keycheck.ui.text.translation import translated
from iottly_keycheck.ui.transfer.transfer_controller import (
    ExportForm,
    ExportResult,
    ImportPreview,
    ImportResult,
    TransferController,
)

if TYPE_CHECKING:
    from iottly_keycheck.ui.transfer.export_dialog import ExportDialog

_UNANSWERED = 2
"""Neither of `QDialog.DialogCode`, so that nobody takes it for an answer."""


class TransferPresenter(QObject):
    """Opens the dialogs of an `TransferController` over the window, one at a time."""

    def __init__(
        self,
        controller: TransferController,
        message_bar: MessageBar,
        stores: StorePresenter,
        window: QWidget,
        parent: QObject,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._messages = message_bar
        self._stores = stores
        self._window = window
        self._open_url = open_url
        self._dialog: QDialog | None = None
        self._foreseen: ImportPreview | None = None
        controller.passphrase_requested.connect(self._ask_passphrase)
        controller.passphrase_refused.connect(self._refuse_passphrase)
        controller.previewed.connect(self._show_preview)
        controller.imported.connect(self._show_imported)
        controller.exported.connect(self._show_exported)
        controller.not_exported.connect(self._show_not_exported)
        controller.failed.connect(self._show_not_imported)

    # --- import ---

    def ask_for_file(self) -> None:
        """Let the user choose a file to import."""
        dialog = QFileDialog(self._window, self.tr("Import keys"), QDir.homePath())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                self.tr("Lists of keys ({pattern})").format(
                    pattern=" ".join(f"*.{form}" for form in ExportForm)
                ),
                self.tr("All files ({pattern})").format(pattern="*"),
            ]
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.open_file)
        dialog.open()

    def open_file(self, path: str) -> None:
        """Show what importing that file would do, and offer it."""
        self._close()
        self._controller.open_file(path)

    def _ask_passphrase(self, name: str) -> None:
        explanation = self.tr(
            "“{name}” is encrypted. Type the passphrase that was chosen when it was exported."
        )
        dialog = PassphraseDialog(
            self.tr("Passphrase of the file"),
            explanation.format(name=name),
            Asking.KNOWN,
            parent=self._window,
        )
        dialog.given.connect(self._unseal)
        dialog.rejected.connect(self._controller.discard)
        self._open(dialog)

    def _unseal(self, known: Secret, _new: object) -> None:
        self._controller.unseal(known)

    def _refuse_passphrase(self, error: TransferError) -> None:
        if isinstance(self._dialog, PassphraseDialog):
            self._dialog.refuse(messages.transfer_error(error, translated))

    def _show_preview(self, foreseen: ImportPreview) -> None:
        from iottly_keycheck.ui.transfer.import_dialog import ImportDialog

        self._foreseen = foreseen
        dialog = ImportDialog(foreseen, self._window)
        dialog.import_requested.connect(partial(self._controller.import_previewed, foreseen))
        dialog.stop_requested.connect(self._controller.stop)
        dialog.rejected.connect(self._controller.discard)
        self._controller.progressed.connect(dialog.show_progress)
        self._controller.imported.connect(dialog.show_end)
        self._open(dialog)

    def _show_imported(self, imported: ImportResult) -> None:
        error = imported.error
        if imported.added or error is None:
            self._messages.enqueue(self.tr("%n key(s) were added.", "", imported.added))
        if imported.refused:
            sentence = self.tr(
                "%n key(s) could not be added. Open the file again to see why.",
                "",
                imported.refused,
            )
            self._messages.enqueue(sentence)
        if error is not None and not isinstance(error, Cancelled):
            self._messages.enqueue(message_of(error))
        if isinstance(error, StoreError) and self._foreseen:
            # What is in the list by then is not added twice.
            again = partial(self._controller.import_previewed, self._foreseen)
            self._stores.offer(error, again)
        else:
            self._controller.discard()

    # --- export ---

    def ask_for_form(self) -> None:
        """Let the user choose what the list is written as, and where to."""
        from iottly_keycheck.ui.transfer.export_dialog import ExportDialog

        self._controller.discard()
        dialog = ExportDialog(self._window)
        dialog.accepted.connect(partial(self._ask_where, dialog))
        self._open(dialog)

    def _ask_where(self, asked: ExportDialog) -> None:
        form = asked.form
        dialog = QFileDialog(self._window, self.tr("Export keys"), QDir.homePath())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"*.{form}")
        dialog.setDefaultSuffix(form)
        dialog.selectFile(f"iottly-keys-{date.today():%Y%m%d}.{form}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self.export_to, form))
        dialog.open()

    def export_to(self, form: ExportForm, path: str) -> None:
        """Write the list there; with keys, ask for a passphrase first."""
        if form is not ExportForm.SEALED:
            self._controller.export(path, form)
            return
        dialog = PassphraseDialog(
            self.tr("Passphrase of the file"),
            self.tr(
                "Choose a passphrase for the exported file; a few words make a good one. Whoever"
                " is to import it needs it. Do not send it along with the file."
            ),
            Asking.NEW,
            parent=self._window,
        )
        dialog.given.connect(partial(self._export_sealed, path))
        self._open(dialog)

    def _export_sealed(self, path: str, _known: object, new: Secret) -> None:
        self._controller.export(path, ExportForm.SEALED, new)

    def _show_not_exported(self, form: ExportForm, error: BaseException) -> None:
        if form is ExportForm.SEALED:
            self._close()
        self._show_failure(error)

    def _show_exported(self, exported: ExportResult) -> None:
        if exported.form is ExportForm.SEALED:
            self._close()
        name = exported.path.name
        if exported.form is ExportForm.SEALED:
            sentence = self.tr("%n key(s) were exported, encrypted, as {name}.", "", exported.count)
        else:
            sentence = self.tr(
                "%n description(s) were exported, without the keys, as {name}.", "", exported.count
            )
        folder = QUrl.fromLocalFile(str(exported.path.parent))
        self._messages.enqueue(
            sentence.format(name=name),
            self.tr("Open folder"),
            partial(self._open_url, folder),
        )
        if exported.lost:
            sentence = self.tr(
                "%n key(s) were left out, “{description}” for one: what was kept of them is not"
                " there any more.",
                "",
                len(exported.lost),
            )
            self._messages.enqueue(sentence.format(description=exported.lost[0]))

    # --- what goes wrong, and dialogs ---

    def _show_not_imported(self, error: BaseException) -> None:
        self._close()
        self._show_failure(error)

    def _show_failure(self, error: BaseException) -> None:
        match error:
            case Cancelled():
                return
            case TransferError():
                sentence = messages.transfer_error(error, translated)
            case OSError():
                reason = error.strerror or type(error).__name__
                sentence = self.tr("The file cannot be read or written: {reason}.")
                sentence = sentence.format(reason=reason)
            case _:
                sentence = message_of(error)
        self._messages.enqueue(sentence)

    def _open(self, dialog: QDialog) -> None:
        self._close()
        self._dialog = dialog
        dialog.finished.connect(partial(self._finished, dialog))
        dialog.open()

    def _close(self) -> None:
        """Take the dialog away that is there, neither accepted nor rejected."""
        if self._dialog is not None:
            self._dialog.done(_UNANSWERED)

    def _finished(self, dialog: QDialog, _result: int) -> None:
        if self._dialog is dialog:
            self._dialog = None
        dialog.deleteLater()
