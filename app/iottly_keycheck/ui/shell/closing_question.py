"""The question before the window closes and forgets keys."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class


class ClosingQuestion(QDialog):
    """Asks whether keys that are kept for this session only may be forgotten: then `accepted`.

    `descriptions` are those of the keys. The answer that loses nothing is the default.
    """

    def __init__(self, descriptions: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Before the window closes"))
        self.forget = QPushButton(self.tr("Forget and close"), self)
        self.forget.clicked.connect(self.accept)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.buttons.addButton(self.forget, QDialogButtonBox.ButtonRole.DestructiveRole)
        self.buttons.rejected.connect(self.reject)
        loss = self._loss(descriptions)
        self.setAccessibleDescription(loss)
        self._lay_out(loss)

    def _loss(self, descriptions: list[str]) -> str:
        if len(descriptions) == 1:
            return self.tr(
                "The key “{description}” is kept for this session only: when this window closes,"
                " it is forgotten."
            ).format(description=descriptions[0])
        return self.tr(
            "%n key(s) are kept for this session only: when this window closes, they are"
            " forgotten.",
            "",
            len(descriptions),
        )

    def _lay_out(self, loss: str) -> None:
        unit = em(self.font())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[round(unit * 1.8)] * 4)
        layout.setSpacing(round(unit * 0.8))
        label = PlainLabel(loss, self)
        set_style_class(label, StyleClass.STRONG)
        layout.addWidget(label)
        layout.addSpacing(round(unit * 0.4))
        layout.addWidget(self.buttons)
        width = max(em(self.font(), 42), layout.minimumSize().width())
        self.setFixedSize(width, layout.totalHeightForWidth(width))
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setDefault(True)
        cancel.setFocus()
