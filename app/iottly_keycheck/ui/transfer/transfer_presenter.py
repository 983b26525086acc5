"""Import and export as the user sees them: the files that are asked for, and what came of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QDir, QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from iottly_keycheck.deadline import Cancelled
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.keys.transfer.csv_file import TransferError
from iottly_keycheck.ui.controls.notice_bar import MessageBar
from iottly_keycheck.ui.text.error_messages import message_of
from iottly_keycheck.ui.text.translation import translated
from iottly_keycheck.ui.transfer.transfer_controller import (
    ExportResult,
    ImportPreview,
    ImportResult,
    TransferController,
)

_UNANSWERED = 2
"""Neither of `QDialog.DialogCode`, so that nobody takes it for an answer."""


class TransferPresenter(QObject):
    """Opens the dialogs of an `TransferController` over the window, one at a time."""

    def __init__(
        self,
        controller: TransferController,
        message_bar: MessageBar,
        window: QWidget,
        parent: QObject,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._messages = message_bar
        self._window = window
        self._open_url = open_url
        self._dialog: QDialog | None = None
        controller.previewed.connect(self._show_preview)
        controller.imported.connect(self._show_imported)
        controller.exported.connect(self._show_exported)
        controller.not_exported.connect(self._show_failure)
        controller.failed.connect(self._show_not_imported)

    # --- import ---

    def ask_for_file(self) -> None:
        """Let the user choose a file to import."""
        dialog = QFileDialog(self._window, self.tr("Import keys"), QDir.homePath())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                self.tr("Lists of keys ({pattern})").format(pattern="*.csv *.tsv *.txt"),
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

    def _show_preview(self, foreseen: ImportPreview) -> None:
        from iottly_keycheck.ui.transfer.import_dialog import ImportDialog

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
        # All are kept in the same place, so it is said of one.
        added = [line.added for line in imported.lines if line.added]
        if added and (where := messages.kept(added[-1], translated)):
            self._messages.enqueue(where)
        self._controller.discard()

    # --- export ---

    def ask_where(self) -> None:
        """Let the user choose where the list is written to."""
        self._controller.discard()
        dialog = QFileDialog(self._window, self.tr("Export keys"), QDir.homePath())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("*.csv")
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"iottly-keys-{date.today():%Y%m%d}.csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._controller.export)
        dialog.open()

    def _show_exported(self, exported: ExportResult) -> None:
        sentence = self.tr(
            "%n description(s) were exported, without the keys, as {name}.", "", exported.count
        )
        folder = QUrl.fromLocalFile(str(exported.path.parent))
        self._messages.enqueue(
            sentence.format(name=exported.path.name),
            self.tr("Open folder"),
            partial(self._open_url, folder),
        )

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
