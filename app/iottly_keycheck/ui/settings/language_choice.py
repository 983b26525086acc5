"""The choice of the window's language."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from iottly_keycheck.settings import SYSTEMS_LANGUAGE
from iottly_keycheck.ui.controls.choice_box import ChoiceBox
from iottly_keycheck.ui.text.language import LANGUAGES


class LanguageChoice(ChoiceBox):
    """The system's language, or one of those that the window speaks, each by its own name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem(self.tr("As the system"), SYSTEMS_LANGUAGE)
        for code, name in LANGUAGES.items():
            self.addItem(name, code)

    @property
    def value(self) -> str:
        """The setting."""
        return str(self.currentData())

    def fill(self, language: str) -> None:
        """Show a setting; one that this version does not know counts as the system's."""
        self.setCurrentIndex(max(0, self.findData(language)))
