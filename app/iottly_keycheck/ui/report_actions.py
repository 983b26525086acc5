"""The bar under the answer: copy the report, save it, unfold the details."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QDir, QIODevice, QSaveFile, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from iottly_keycheck.diagnosis import report as reports
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.ui.plain_text import PlainLabel
from iottly_keycheck.ui.theme import Look, em, set_look

_NOT_IN_FILE_NAMES = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 40


class ReportActions(QWidget):
    """What can be done with a report, and a line that says what was done.

    Signals: `details_toggled(shown)`: the details are to be shown or folded away.
    """

    details_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        self.copy = QPushButton(self.tr("Copy report"), self)
        self.copy.clicked.connect(self._copy)
        self.save = QPushButton(self.tr("Save report…"), self)
        self.save.clicked.connect(self._ask_where)
        self.done = PlainLabel(parent=self)
        set_look(self.done, Look.MUTED)
        self.details = QPushButton(self.tr("▸ Details for support"), self)
        self.details.setAccessibleName(self.tr("Details for support"))
        self.details.setCheckable(True)
        set_look(self.details, Look.LINK)
        self.details.toggled.connect(self._unfold)

        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em(self.font(), 0.7))
        row.addWidget(self.copy)
        row.addWidget(self.save)
        row.addWidget(self.done, 1)
        row.addWidget(self.details)

    def show_report(self, report: Report) -> None:
        """Offer what can be done with this report."""
        self._report = report
        self.done.setText("")

    @Slot(bool)
    def _unfold(self, shown: bool) -> None:
        self.details.setText(
            self.tr("▾ Details for support") if shown else self.tr("▸ Details for support")
        )
        self.details_toggled.emit(shown)

    @Slot()
    def _copy(self) -> None:
        if self._report:
            QGuiApplication.clipboard().setText(reports.to_json(self._report))
            self.done.setText(self.tr("Copied."))

    @Slot()
    def _ask_where(self) -> None:
        if self._report is None:
            return
        dialog = QFileDialog(self, self.tr("Save report"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Reports ({pattern})").format(pattern="*.json"))
        dialog.setDefaultSuffix("json")
        dialog.setDirectory(QDir.homePath())
        dialog.selectFile(suggested_name(self._report))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.write_to)
        dialog.open()

    @Slot(str)
    def write_to(self, path: str) -> None:
        """Save the report there, whole or not at all, and say how that went."""
        if self._report is None:
            return
        file = QSaveFile(path)
        data = reports.to_json(self._report).encode()
        written = (
            file.open(QIODevice.OpenModeFlag.WriteOnly)
            and file.write(data) == len(data)
            and file.commit()
        )
        name = Path(path).name
        self.done.setText(
            self.tr("Saved as {name}.").format(name=name)
            if written
            else self.tr("Could not be saved as {name}: {reason}").format(
                name=name, reason=file.errorString()
            )
        )


def suggested_name(report: Report) -> str:
    """Give a file name that says which key was checked and when."""
    description = _NOT_IN_FILE_NAMES.sub("-", report.description or "key").strip("-.")
    return f"iottly-{description[:_LONGEST_NAME] or 'key'}-{report.checked_at:%Y%m%d-%H%M%S}.json"
