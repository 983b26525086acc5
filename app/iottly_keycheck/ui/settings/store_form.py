"""The part of the settings about the place where keys are kept."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from iottly_keycheck.settings import KeyStore
from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.settings.store_choice import WITHOUT_KEYRING, StoreChoice
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the keys of the list are now, one place for each, and whether there is a file."""

    stores: tuple[KeyStore, ...] = ()
    file_there: bool = False


class StoreForm(QWidget):
    """Chooses the place for new keys, and whether those that there are come along.

    Signals: `passphrase_change_requested()`.
    """

    passphrase_change_requested = Signal()

    def __init__(self, kept: Kept, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = kept
        self._setting = ""
        self.choice = StoreChoice((KeyStore.KEYRING, *WITHOUT_KEYRING), self)
        self.move_too = QCheckBox(self.tr("Move the keys there that are kept elsewhere now"), self)
        self.move_too.setChecked(True)
        self.change_passphrase = QPushButton(self.tr("Change the passphrase of the file…"), self)
        self.change_passphrase.setAutoDefault(False)
        self.change_passphrase.setVisible(kept.file_there)
        set_style_class(self.change_passphrase, StyleClass.LINK)
        self._lay_out()
        self.choice.changed.connect(self._offer_move)
        self.change_passphrase.clicked.connect(self.passphrase_change_requested)
        self._offer_move()

    @property
    def value(self) -> str:
        """The setting; one that cannot be used stays until a place is chosen."""
        return self.choice.value or self._setting

    @property
    def move_keys(self) -> bool:
        """Whether keys are to be moved to the place that is chosen."""
        return not self.move_too.isHidden() and self.move_too.isChecked()

    def fill(self, setting: str) -> None:
        """Show a setting."""
        self._setting = setting
        if setting in list(KeyStore):
            self.choice.choose(KeyStore(setting))

    def _lay_out(self) -> None:
        unit = em(self.font())
        heading = PlainLabel(self.tr("Keep keys"), self)
        set_style_class(heading, StyleClass.STRONG)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(round(unit * 0.4))
        layout.addWidget(heading)
        layout.addWidget(self.choice)
        layout.addWidget(self.move_too)
        layout.addWidget(self.change_passphrase, 0, Qt.AlignmentFlag.AlignLeft)

    def _offer_move(self) -> None:
        chosen = self.choice.value
        self.move_too.setVisible(
            chosen is not None and any(store is not chosen for store in self._kept.stores)
        )
