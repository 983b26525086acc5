"""The question before the window closes and forgets keys."""

from __future__ import annotations

from enum import IntEnum
from functools import partial

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from iottly_keycheck.settings import KeyStore
from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class


class ClosingChoice(IntEnum):
    """What is to become of the window and its keys: the results that the dialog can have."""

    STAY = QDialog.DialogCode.Rejected.value
    KEEP = QDialog.DialogCode.Accepted.value
    FORGET = 2


class ClosingQuestion(QDialog):
    """Asks what is to become of keys that are kept for this session only.

    `descriptions` are those of the keys, `store` is the place where they can be kept for good. It
    is `finished` with an `ClosingChoice`; the one that loses nothing is the default.
    """

    def __init__(
        self, descriptions: list[str], store: KeyStore, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Before the window closes"))
        self.keep = QPushButton(self.tr("Keep for good and close"), self)
        set_style_class(self.keep, StyleClass.PRIMARY)
        self.keep.clicked.connect(partial(self.done, ClosingChoice.KEEP))
        self.forget = QPushButton(self.tr("Forget and close"), self)
        self.forget.clicked.connect(partial(self.done, ClosingChoice.FORGET))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.buttons.addButton(self.keep, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.forget, QDialogButtonBox.ButtonRole.DestructiveRole)
        self.buttons.rejected.connect(self.reject)
        loss = self._loss(descriptions)
        self.setAccessibleDescription(loss)
        self._lay_out(loss, self._way_out(store))

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

    def _way_out(self, store: KeyStore) -> str:
        if store is KeyStore.KEYRING:
            return self.tr(
                "Your keys can be kept for good instead, in the keyring of this computer."
            )
        return self.tr(
            "Your keys can be kept for good instead, in an encrypted file with a passphrase."
        )

    def _lay_out(self, loss: str, way_out: str) -> None:
        unit = em(self.font())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[round(unit * 1.8)] * 4)
        layout.setSpacing(round(unit * 0.8))
        for text, look in ((loss, StyleClass.STRONG), (way_out, StyleClass.PLAIN)):
            label = PlainLabel(text, self)
            set_style_class(label, look)
            layout.addWidget(label)
        layout.addSpacing(round(unit * 0.4))
        layout.addWidget(self.buttons)
        width = max(em(self.font(), 42), layout.minimumSize().width())
        self.setFixedSize(width, layout.totalHeightForWidth(width))
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setDefault(True)
        cancel.setFocus()
