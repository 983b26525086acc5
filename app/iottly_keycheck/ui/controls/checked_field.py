"""A named field of a form, with a sentence under it when what it holds cannot be used."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class


class CheckedField(QWidget):
    """The name above the field and the fault below it; without a fault there is no gap."""

    def __init__(self, name: str, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.fault = PlainLabel(parent=self)
        set_style_class(self.fault, StyleClass.FAULT)
        label = PlainLabel(name, self)
        label.setBuddy(field)
        field.setAccessibleName(name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em(self.font(), 0.2))
        layout.addWidget(label)
        layout.addWidget(field)
        layout.addWidget(self.fault)
        self.show_fault("")

    def show_fault(self, sentence: str) -> None:
        """Say why the field cannot be used as it is; nothing where it can."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        self.field.setAccessibleDescription(sentence)
        if isinstance(self.field, QLineEdit):
            set_style_class(self.field, StyleClass.FAULT if sentence else StyleClass.PLAIN)
