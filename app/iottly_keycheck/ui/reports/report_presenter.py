"""What the user does with reports: the files that are asked for, and what came of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from iottly_keycheck.diagnosis.report import Report, ReportError
from iottly_keycheck.ui.controls.notice_bar import MessageBar
from iottly_keycheck.ui.pane.report_actions import ReportActions
from iottly_keycheck.ui.reports.report_controller import (
    Attachment,
    PreparedReport,
    ReportController,
)
from iottly_keycheck.ui.reports.report_file import NoReportError, suggested_name
from iottly_keycheck.ui.settings.settings_controller import SettingsController

if TYPE_CHECKING:
    from iottly_keycheck.ui.reports.report_preview import ReportPreview


class ReportPresenter(QObject):
    """Opens the dialogs of a `ReportController` over the window, and tells what it did.

    Signals:
        opened(object, str): a `Report` from elsewhere, and the name of its file.
        dropped_else(str): the path of a file that was dropped and is no report.
    """

    opened = Signal(object, str)
    dropped_else = Signal(str)

    def __init__(
        self,
        controller: ReportController,
        bar: ReportActions,
        settings: SettingsController,
        messages: MessageBar,
        window: QWidget,
        parent: QObject,
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._bar = bar
        self._settings = settings
        self._messages = messages
        self._window = window
        self._open_url = open_url
        self._dropped = ""
        bar.copy_requested.connect(self.copy_text)
        bar.save_requested.connect(self.ask_where)
        bar.send_requested.connect(self.show_preview)
        controller.copy_ready.connect(self._copy)
        controller.written.connect(self._show_written)
        controller.not_written.connect(self._show_not_written)
        controller.attachable.connect(self._open_mail)
        controller.opened.connect(self.opened)
        controller.not_opened.connect(self._not_opened)

    # --- copying ---

    def copy_text(self) -> None:
        """Copy the report that is shown, as text."""
        if self._bar.report:
            self._controller.copy_text(self._bar.report)

    def copy_curl(self) -> None:
        """Copy its request as a curl command, without the key."""
        if self._bar.report:
            self._controller.copy_curl(self._bar.report, self._settings.settings.timeout)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._bar.show_message(self.tr("Copied."))

    # --- saving ---

    def ask_where(self) -> None:
        """Let the user choose where the report that is shown is saved."""
        if self._bar.report:
            self._ask_where(self._window, self._bar.report)

    def _ask_where(self, over: QWidget, report: Report) -> None:
        dialog = QFileDialog(over, self.tr("Save report"), QDir.homePath())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self._filter())
        dialog.setDefaultSuffix("json")
        dialog.selectFile(suggested_name(report))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self._controller.write, report))
        dialog.open()

    def _filter(self) -> str:
        return self.tr("Reports ({pattern})").format(pattern="*.json")

    def _show_written(self, path: Path) -> None:
        self._bar.show_message(self.tr("Saved as {name}.").format(name=path.name))

    def _show_not_written(self, path: str, error: BaseException) -> None:
        sentence = self.tr("Could not be saved as {name}: {reason}.")
        self._messages.enqueue(sentence.format(name=Path(path).name, reason=_reason(error)))

    # --- sending ---

    def show_preview(self) -> None:
        """Show what would be sent of the report, and let the user choose how."""
        report, controller = self._bar.report, self._controller
        if report is None:
            return
        # Not before the first paint: most starts send no report.
        from iottly_keycheck.diagnosis.sharing.email import suggested_recipient
        from iottly_keycheck.ui.reports.report_preview import ReportPreview

        dialog = ReportPreview(suggested_recipient(report), Path(_folder()), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        controller.prepared.connect(dialog.show_prepared)
        dialog.without_requested.connect(partial(controller.prepare, report))
        dialog.copy_requested.connect(self._copy_prepared)
        dialog.save_requested.connect(partial(self._save_prepared, dialog))
        dialog.mail_requested.connect(partial(self._mail, dialog))
        controller.prepare(report, ())
        dialog.open()

    def _copy_prepared(self, prepared: PreparedReport) -> None:
        self._copy(prepared.text)

    def _save_prepared(self, dialog: ReportPreview, prepared: PreparedReport) -> None:
        self._ask_where(dialog, prepared.report)

    def _mail(self, dialog: ReportPreview, prepared: PreparedReport) -> None:
        self._controller.attach(prepared, dialog.recipient, _folder())
        dialog.accept()

    def _open_mail(self, attachment: Attachment) -> None:
        path = attachment.path
        if self._open_url(QUrl(attachment.email.url)):
            sentence = self.tr(
                "Your mail program opens. Attach the report to the e-mail: {name}, in {folder}."
            )
        else:
            sentence = self.tr(
                "There is no mail program here that can be opened. The report is {name}, in"
                " {folder}."
            )
        self._messages.enqueue(
            sentence.format(name=path.name, folder=path.parent),
            self.tr("Show in folder"),
            partial(self._open_url, QUrl.fromLocalFile(str(path.parent))),
        )

    # --- opening ---

    def ask_for_file(self) -> None:
        """Let the user choose a report to open."""
        dialog = QFileDialog(self._window, self.tr("Open report"), QDir.homePath())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        every = self.tr("All files ({pattern})").format(pattern="*")
        dialog.setNameFilters([self._filter(), every])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._controller.open_file)
        dialog.open()

    def open_dropped(self, path: str) -> None:
        """Open a file if it is a report; see `dropped_else`."""
        self._dropped = path
        self._controller.open_file(path)

    def _not_opened(self, path: str, error: BaseException) -> None:
        dropped, self._dropped = self._dropped, ""
        match error:
            case NoReportError() if path == dropped:
                self.dropped_else.emit(path)
                return
            case NoReportError():
                sentence = self.tr("“{name}” is not a report of this program.")
            case ReportError():
                sentence = self.tr(
                    "“{name}” cannot be shown: the report is damaged, or was made by a newer"
                    " version of this program."
                )
            case _:
                sentence = self.tr("“{name}” cannot be read: {reason}.")
        self._messages.enqueue(sentence.format(name=Path(path).name, reason=_reason(error)))


def _reason(error: BaseException) -> str:
    """Say why a file could not be read or written. What is no such failure is raised: a defect."""
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    if isinstance(error, ReportError):
        return ""
    raise error


def _folder() -> str:
    """Give the folder in which people look for what they are going to attach."""
    place = QStandardPaths.StandardLocation
    for folder in (place.DownloadLocation, place.DocumentsLocation):
        if found := QStandardPaths.writableLocation(folder):
            return found
    return QDir.homePath()
