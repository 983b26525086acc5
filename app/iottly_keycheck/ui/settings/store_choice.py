"""The places where keys can be kept, as choices."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from iottly_keycheck.settings import KeyStore
from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class

WITHOUT_KEYRING = (KeyStore.FILE, KeyStore.SESSION)
"""Places for whoever has no keyring, the better one first."""


class StoreChoice(QWidget):
    """A button for each place, and what is to be known about it.

    Signals: `changed()`: another one is chosen.
    """

    changed = Signal()

    def __init__(self, stores: Iterable[KeyStore], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: dict[KeyStore, QRadioButton] = {}
        unit = em(self.font())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(round(unit * 0.2))
        for store in stores:
            name, explanation = self._words(store)
            choice = QRadioButton(name, self)
            choice.setAccessibleDescription(explanation)
            choice.toggled.connect(self.changed)
            about = PlainLabel(explanation, self)
            set_style_class(about, StyleClass.MUTED)
            about.setContentsMargins(round(unit * 1.7), 0, 0, round(unit * 0.5))
            layout.addWidget(choice)
            layout.addWidget(about)
            self.choices[store] = choice

    @property
    def value(self) -> KeyStore | None:
        """The place that is chosen, `None` for none yet."""
        chosen = (store for store, choice in self.choices.items() if choice.isChecked())
        return next(chosen, None)

    def choose(self, store: KeyStore) -> None:
        """Choose a place."""
        self.choices[store].setChecked(True)

    def _words(self, store: KeyStore) -> tuple[str, str]:
        match store:
            case KeyStore.KEYRING:
                return (
                    self.tr("In the keyring of this computer"),
                    self.tr("The system's own safe place, which is usually open while you work."),
                )
            case KeyStore.FILE:
                return (
                    self.tr("In an encrypted file"),
                    self.tr("Its passphrase is asked for once each time this program runs."),
                )
            case KeyStore.SESSION:
                return (
                    self.tr("For this session only"),
                    self.tr("In memory: when the window closes, the keys are forgotten."),
                )
