"""Which language the window speaks, and how it writes dates and numbers."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from iottly_keycheck.ui.style.resource import resource

LANGUAGES = {"en": "English", "it": "Italiano"}
"""What the window is translated into; each calls itself by its own name, in every language."""


class Language(QObject):
    """Installs the translations of a language: ours, and Qt's for its own buttons and dialogs.

    English has translations too: those of words that depend on a number.

    Signals: `changed()`: what is written from now on is in another language.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None, system: QLocale | None = None) -> None:
        super().__init__(parent)
        self._system = system or QLocale.system()
        self._translators: list[QTranslator] = []
        self.spoken = ""

    def use(self, choice: str) -> None:
        """Speak what the settings say: a language, or else the system's (English for others)."""
        language = choice if choice in LANGUAGES else _first_known(self._system.uiLanguages())
        if language == self.spoken:
            return
        self.spoken = language
        QLocale.setDefault(self._locale(language))
        self.uninstall()
        self._translators = [
            self._install(f"qtbase_{language}", _qts_folder()),
            self._install(f"iottly-keycheck_{language}", str(resource("translations"))),
        ]
        self.changed.emit()

    def uninstall(self) -> None:
        """Leave the program with the words that are in its source."""
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        self._translators = []

    def _install(self, name: str, folder: str) -> QTranslator:
        translator = QTranslator(self)
        # Qt has no file for English; without one its words stay as they are.
        if translator.load(name, folder):
            QCoreApplication.installTranslator(translator)
        return translator

    def _locale(self, language: str) -> QLocale:
        """Give the system's ways with dates and numbers, or those of the language in its country.

        Whoever reads Italian on an English system wants Italian dates, and whoever reads English
        in Italy does not want American ones.
        """
        if language == _code(self._system.name()):
            return self._system
        return QLocale(QLocale(language).language(), self._system.territory())


def _first_known(languages: Iterable[str]) -> str:
    known = (_code(language) for language in languages)
    return next((code for code in known if code in LANGUAGES), "en")


def _code(name: str) -> str:
    """Give the language of a name such as `it-CH`, `it_CH` or `C`."""
    return name.replace("_", "-").partition("-")[0]


def _qts_folder() -> str:
    return QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
