"""At twice the size, on a small screen and in a long-winded language, every word has its room."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from iottly_keycheck.cause import Cause
from iottly_keycheck.settings import Settings, SettingsInMemory
from iottly_keycheck.ui.shell.dependencies import WindowDependencies
from iottly_keycheck.ui.shell.main_window import MainWindow, make_window
from ui.screen import Screen

from .stretched import Stretched, clipped

SCREEN = (1366, 768)


@pytest.fixture(params=["en", "it", "stretched"])
def window(
    request: pytest.FixtureRequest, qapp: QApplication, theme, keys, checker, store, qtbot: QtBot
) -> Iterator[MainWindow]:
    """The window as large as the screen, with letters of twice the usual size."""
    usual = QFont(QApplication.font())
    double = QFont(usual)
    double.setPointSizeF(usual.pointSizeF() * 2)
    qapp.setFont(double)
    stretched = Stretched()
    settings = SettingsInMemory(Settings(language="it" if request.param == "it" else "en"))
    window = make_window(WindowDependencies(keys, checker, settings, store, practice=True))
    if request.param == "stretched":
        QCoreApplication.installTranslator(stretched)
        Screen(window, qtbot).rebuild()
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.controllers.list.loaded):
        window.show()
    window.resize(*SCREEN)
    yield window
    window.close()
    QCoreApplication.removeTranslator(stretched)
    qapp.setFont(usual)


@pytest.mark.parametrize("cause", [Cause.OK, Cause.KEY_REJECTED, Cause.PROXY_AUTH_REQUIRED])
def test_of_an_answer_with_its_details(
    window: MainWindow, checker, cause: Cause, qtbot: QtBot
) -> None:
    checker.cause = cause
    checker.may_end.set()
    screen = Screen(window, qtbot)
    screen.test_to_the_end()
    screen.show_details()
    has_room(window, qtbot)
    assert (window.width(), window.height()) == SCREEN


def test_of_every_dialog_that_the_menus_open(window: MainWindow, qtbot: QtBot) -> None:
    for action in opening_actions(window):
        action.trigger()
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            continue
        if not isinstance(dialog, QFileDialog):  # which is the desktop's, or Qt's
            has_room(dialog, qtbot)
            assert dialog.width() <= SCREEN[0]
            assert dialog.height() <= SCREEN[1]
        dialog.close()


def has_room(shown: QWidget, qtbot: QtBot) -> None:
    """Wait for the layouts to settle, and look."""
    with suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: clipped(shown) == [], timeout=1000)
    assert clipped(shown) == []


def opening_actions(window: MainWindow) -> Iterator[QAction]:
    """Give the actions that open a dialog: they end in dots, but for three."""
    actions = window.main_view.menu_actions
    yield from (actions.settings, actions.help, actions.about)
    for title in window.main_view.top.menus.actions():
        menu = title.menu()
        assert isinstance(menu, QMenu)
        yield from (each for each in menu.actions() if each.text().endswith("…"))
