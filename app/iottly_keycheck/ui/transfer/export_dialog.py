"""The question what a list is written as."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class
from iottly_keycheck.ui.transfer.transfer_controller import ExportForm


class ExportDialog(QDialog):
    """Offers the forms; `form` is the chosen one after `accepted`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export keys"))
        self.choices: dict[ExportForm, QRadioButton] = {}
        self.go_on = QPushButton(self.tr("Choose a file…"), self)
        self.go_on.setDefault(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.buttons.addButton(self.go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()

    @property
    def form(self) -> ExportForm:
        """What is chosen."""
        return next(form for form, choice in self.choices.items() if choice.isChecked())

    def _lay_out(self) -> None:
        unit = em(self.font())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[round(unit * 1.8)] * 4)
        layout.setSpacing(round(unit * 0.2))
        for form in (ExportForm.SEALED, ExportForm.CSV, ExportForm.JSON):
            name, explanation = self._words(form)
            choice = QRadioButton(name, self)
            choice.setAccessibleDescription(explanation)
            about = PlainLabel(explanation, self)
            set_style_class(about, StyleClass.MUTED)
            about.setContentsMargins(round(unit * 1.7), 0, 0, round(unit * 0.5))
            layout.addWidget(choice)
            layout.addWidget(about)
            self.choices[form] = choice
        self.choices[ExportForm.SEALED].setChecked(True)
        layout.addSpacing(round(unit * 0.6))
        layout.addWidget(self.buttons)
        width = em(self.font(), 36)
        self.setFixedSize(width, layout.totalHeightForWidth(width))
        self.choices[ExportForm.SEALED].setFocus()

    def _words(self, form: ExportForm) -> tuple[str, str]:
        match form:
            case ExportForm.SEALED:
                return (
                    self.tr("With the keys, encrypted"),
                    self.tr(
                        "For this program on another computer. You choose a passphrase, without"
                        " which nobody can open the file."
                    ),
                )
            case ExportForm.CSV:
                return (
                    self.tr("Without the keys, as a table (CSV)"),
                    self.tr("Descriptions and last results, for a spreadsheet."),
                )
            case ExportForm.JSON:
                return (
                    self.tr("Without the keys, as JSON"),
                    self.tr("The same, for other programs."),
                )
