"""The window says everything in another language at once, and goes on with what it was doing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import SIGNAL, QCoreApplication, QDate, QLocale, QTranslator
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from iottly_keycheck.ui.keys.key_panel import KeyPanel
from iottly_keycheck.ui.text.language import Language
from ui.screen import Screen


class Loud(QTranslator):
    """Says everything LOUD, but for the places in it."""

    def translate(self, context, source, disambiguation=None, n=-1) -> str:
        return source if "{" in source else source.upper()


@pytest.fixture
def loud(qapp: object) -> Iterator[QTranslator]:
    translator = Loud()
    yield translator
    QCoreApplication.removeTranslator(translator)


@pytest.fixture(autouse=True)
def locale() -> Iterator[None]:
    """Put back how dates and numbers are written."""
    before = QLocale()
    yield
    QLocale.setDefault(before)


def change(screen: Screen, loud: QTranslator, qtbot: QtBot) -> None:
    """Change the language, and wait until the window says everything in it."""
    QCoreApplication.installTranslator(loud)
    screen.rebuild()
    qtbot.waitUntil(lambda: len(screen.window.findChildren(KeyPanel)) == 1)


def labels(screen: Screen) -> set[str]:
    return {label.text() for label in screen.window.findChildren(QLabel) if label.isVisible()}


def test_what_was_shown_is_said_in_the_new_language(screen, checker, loud, qtbot: QtBot) -> None:
    checker.may_end.set()
    screen.test_to_the_end()
    assert "This key works." in labels(screen)
    change(screen, loud, qtbot)
    assert "THIS KEY WORKS." in labels(screen)
    assert "This key works." not in labels(screen)
    assert screen.test_label() == "TEST CONNECTION"


def test_selection_and_typed_text_are_still_there(screen, loud, qtbot: QtBot) -> None:
    screen.select("John Smith")
    screen.form.description.setText("Dash")
    change(screen, loud, qtbot)
    assert screen.current() == "John Smith"
    assert screen.form.description.text() == "Dash"


def test_a_check_goes_on_and_ends_in_the_new_language(screen, checker, loud, qtbot: QtBot) -> None:
    screen.test()
    qtbot.waitUntil(lambda: checker.checked == ["Analytics"])
    change(screen, loud, qtbot)
    assert screen.test_label() == "CANCEL"
    checker.may_end.set()
    qtbot.waitUntil(lambda: "THIS KEY WORKS." in labels(screen))


def test_a_deleted_key_can_still_be_brought_back(screen, loud, qtbot: QtBot) -> None:
    screen.delete()
    screen.wait_for(screen.deleted)
    change(screen, loud, qtbot)
    assert screen.deleted()
    screen.undo()
    qtbot.waitUntil(lambda: "Analytics" in screen.descriptions())


def choose(screen: Screen, language: str, qtbot: QtBot) -> None:
    """Choose a language in the settings, as a person does who reads its name there."""
    before = screen.list
    dialog = screen.open_settings()
    dialog.language.setCurrentText(language)
    dialog.accept()
    qtbot.waitUntil(lambda: screen.list is not before)


def test_a_language_is_chosen_in_the_settings_and_spoken_at_once(
    window, screen, qtbot: QtBot
) -> None:
    choose(screen, "Italiano", qtbot)
    assert screen.action("Impostazioni")
    assert window.controllers.settings.settings.language == "it"
    choose(screen, "English", qtbot)
    assert screen.action("Settings")


def test_qts_own_buttons_are_translated_too(screen, qtbot: QtBot) -> None:
    choose(screen, "Italiano", qtbot)
    dialog = screen.open_settings()
    assert "Annulla" in [button.text() for button in dialog.buttons.buttons()]


def test_nothing_stays_connected_to_a_face_that_is_gone(window, screen, qtbot: QtBot) -> None:
    def listeners() -> list[int]:
        return [
            window.controllers.checks.receivers(SIGNAL("report_shown(PyObject,bool,PyObject)")),
            window.controllers.list.receivers(SIGNAL("added(PyObject)")),
            window.controllers.list.model.receivers(
                SIGNAL("dataChanged(QModelIndex,QModelIndex,QList<int>)")
            ),
            window.controllers.settings.receivers(SIGNAL("changed(PyObject)")),
        ]

    before = listeners()
    assert all(before)
    for language in ("Italiano", "English", "Italiano"):
        choose(screen, language, qtbot)
    qtbot.waitUntil(lambda: len(window.findChildren(KeyPanel)) == 1)
    assert listeners() == before


@pytest.mark.parametrize(
    ("system", "choice", "spoken"),
    [
        ("it_IT", "system", "it"),
        ("it_CH", "system", "it"),
        ("en_GB", "system", "en"),
        ("de_DE", "system", "en"),
        ("C", "system", "en"),
        ("it_IT", "en", "en"),
        ("en_US", "it", "it"),
        ("en_US", "xx", "en"),
    ],
)
def test_which_language_is_spoken(qapp, system: str, choice: str, spoken: str) -> None:
    language = Language(system=QLocale(system))
    language.use(choice)
    language.uninstall()
    assert language.spoken == spoken


@pytest.mark.parametrize(
    ("system", "choice", "date"),
    [
        ("it_IT", "system", "24/11/26"),
        ("en_US", "it", "24/11/26"),
        ("it_IT", "en", "24/11/2026"),
        ("en_US", "system", "11/24/26"),
        ("de_DE", "system", "24/11/2026"),
    ],
)
def test_dates_are_written_as_the_reader_is_used_to(
    qapp, system: str, choice: str, date: str
) -> None:
    language = Language(system=QLocale(system))
    language.use(choice)
    language.uninstall()
    written = QLocale().toString(QDate(2026, 11, 24), QLocale.FormatType.ShortFormat)
    assert written == date
