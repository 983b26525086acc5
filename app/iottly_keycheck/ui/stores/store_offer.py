"""The question where keys are to be kept, for somebody whose keyring cannot keep them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from iottly_keycheck.settings import KeyStore
from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.settings.store_choice import StoreChoice
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class


class StoreOffer(QDialog):
    """Offers places for keys, the first of them chosen; `value` is the one after `accepted`.

    `reason` says why it is asked, `advice` what could be done instead; either may be empty.
    """

    def __init__(
        self,
        stores: Sequence[KeyStore],
        reason: str = "",
        advice: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keep keys elsewhere"))
        self.setAccessibleDescription(reason)
        self.choice = StoreChoice(stores, self)
        self.choice.choose(stores[0])
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.keep = QPushButton(self.tr("Keep keys there"), self)
        self.keep.setDefault(True)
        set_style_class(self.keep, StyleClass.PRIMARY)
        self.buttons.addButton(self.keep, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out(reason, advice)

    @property
    def value(self) -> KeyStore | None:
        """The place that is chosen."""
        return self.choice.value

    def _lay_out(self, reason: str, advice: str) -> None:
        unit = em(self.font())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[round(unit * 1.8)] * 4)
        layout.setSpacing(round(unit * 0.8))
        self._say(reason, StyleClass.STRONG, layout)
        self._say(self.tr("Where shall your keys be kept?"), StyleClass.PLAIN, layout)
        layout.addWidget(self.choice)
        if advice:
            instead = self.tr("Or put that right first: {advice}").format(advice=advice)
            self._say(instead, StyleClass.PLAIN, layout)
        layout.addWidget(self.buttons)
        width = em(self.font(), 38)
        self.setFixedSize(width, layout.totalHeightForWidth(width))
        self.choice.choices[next(iter(self.choice.choices))].setFocus()

    def _say(self, text: str, look: StyleClass, layout: QVBoxLayout) -> None:
        if text:
            label = PlainLabel(text, self)
            set_style_class(label, look)
            layout.addWidget(label)
