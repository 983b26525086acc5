"""The window says everything in another language at once, and goes on with what it was doing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import SIGNAL, QCoreApplication, QDate, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from iottly_keycheck.ui.key_panel import KeyPanel
from iottly_keycheck.ui.language import Language
from iottly_keycheck.ui.window import MainWindow


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


def change(window: MainWindow, loud: QTranslator, qtbot: QtBot) -> None:
    """Change the language, and wait for the window's new face."""
    before = window.face.panel
    QCoreApplication.installTranslator(loud)
    window.sessions.language.changed.emit()
    qtbot.waitUntil(lambda: window.face.panel is not before)
    qtbot.waitUntil(lambda: window.findChildren(KeyPanel) == [window.face.panel])


def labels(window: MainWindow) -> set[str]:
    return {label.text() for label in window.findChildren(QLabel) if label.isVisible()}


def test_what_was_shown_is_said_in_the_new_language(window, checker, loud, qtbot: QtBot) -> None:
    checker.may_end.set()
    with qtbot.waitSignal(window.sessions.checks.finished):
        window.sessions.checks.test_current()
    assert "This key works." in labels(window)
    change(window, loud, qtbot)
    assert "THIS KEY WORKS." in labels(window)
    assert "This key works." not in labels(window)
    assert window.face.pane.test_button.text() == "TEST CONNECTION"


def test_selection_and_typed_text_are_still_there(window, loud, qtbot: QtBot) -> None:
    window.face.panel.view.select_key(window.sessions.list.model.rows[2].id)
    window.face.panel.form.description.setText("Dash")
    change(window, loud, qtbot)
    assert window.face.panel.view.current_key == window.sessions.list.model.rows[2].id
    assert window.face.panel.form.description.text() == "Dash"


def test_a_check_goes_on_and_ends_in_the_new_language(window, checker, loud, qtbot: QtBot) -> None:
    window.sessions.checks.test_current()
    qtbot.waitUntil(lambda: checker.checked == ["Analytics"])
    change(window, loud, qtbot)
    assert window.face.pane.test_button.text() == "CANCEL"
    with qtbot.waitSignal(window.sessions.checks.finished):
        checker.may_end.set()
    assert "THIS KEY WORKS." in labels(window)


def test_a_deleted_key_can_still_be_brought_back(window, loud, qtbot: QtBot) -> None:
    window.face.panel.view.delete_wanted.emit([window.face.panel.view.current_key])
    qtbot.waitUntil(window.face.panel.undo.isVisible)
    change(window, loud, qtbot)
    assert window.face.panel.undo.isVisible()
    window.face.panel.undo.acted.emit()
    qtbot.waitUntil(
        lambda: "Analytics" in [row.description for row in window.sessions.list.model.rows]
    )


def choose(window: MainWindow, language: str, qtbot: QtBot) -> None:
    """Choose a language in the settings, as a person does who reads its name there."""
    before = window.face.panel
    window.face.menu_actions.settings.trigger()
    dialog = QApplication.activeModalWidget()
    dialog.language.setCurrentText(language)
    dialog.accept()
    qtbot.waitUntil(lambda: window.face.panel is not before)


def test_a_language_is_chosen_in_the_settings_and_spoken_at_once(window, qtbot: QtBot) -> None:
    choose(window, "Italiano", qtbot)
    assert window.face.menu_actions.settings.text() == "Impostazioni"
    assert window.sessions.settings.settings.language == "it"
    choose(window, "English", qtbot)
    assert window.face.menu_actions.settings.text() == "Settings"


def test_qts_own_buttons_are_translated_too(window, qtbot: QtBot) -> None:
    choose(window, "Italiano", qtbot)
    window.face.menu_actions.settings.trigger()
    dialog = QApplication.activeModalWidget()
    assert "Annulla" in [button.text() for button in dialog.buttons.buttons()]


def test_nothing_stays_connected_to_a_face_that_is_gone(window, qtbot: QtBot) -> None:
    def listeners() -> list[int]:
        return [
            window.sessions.checks.receivers(SIGNAL("report_shown(PyObject,bool)")),
            window.sessions.list.receivers(SIGNAL("added(PyObject)")),
            window.sessions.list.model.receivers(
                SIGNAL("dataChanged(QModelIndex,QModelIndex,QList<int>)")
            ),
            window.sessions.settings.receivers(SIGNAL("changed(PyObject)")),
        ]

    before = listeners()
    assert all(before)
    for language in ("Italiano", "English", "Italiano"):
        choose(window, language, qtbot)
    qtbot.waitUntil(lambda: window.findChildren(KeyPanel) == [window.face.panel])
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
    language.leave()
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
    language.leave()
    written = QLocale().toString(QDate(2026, 11, 24), QLocale.FormatType.ShortFormat)
    assert written == date
