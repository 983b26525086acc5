"""What the desktop shows of a watch, and a click on it.

No display of these tests has a tray; the icon is Qt's own. `tests/system` has a desktop with one.
"""

import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from iottly_keycheck.cause import Cause
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.ui.shell.main_window import MainWindow

from .flapping import QUICK, FlappingChecker, flap, going_on, tally

Shown = list[tuple[str, str]]


@pytest.fixture
def checker(keys: KeyList) -> Iterator[FlappingChecker]:
    yield from going_on(keys)


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Shown:
    """Have a tray, and give what it is told to show."""
    shown: Shown = []

    def show(_icon: QSystemTrayIcon, title: str, text: str, _picture: QIcon) -> None:
        shown.append((title, text))

    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", show)
    return shown


def tray(window: MainWindow) -> QSystemTrayIcon | None:
    """Give the icon that stands in the tray, if one does."""
    icon: QSystemTrayIcon | None = window.controllers.notifications.findChild(QSystemTrayIcon)
    return icon if icon and icon.isVisible() else None


def test_the_desktop_is_told_when_the_result_changes(
    desktop: Shown, window: MainWindow, checker: FlappingChecker, keys: KeyList, qtbot: QtBot
) -> None:
    become = flap(checker)
    key = keys.find("Analytics").id
    keys.rename(key, "R&D <b>")
    window.controllers.list.reload()
    qtbot.waitUntil(lambda: window.controllers.list.model.row_of(key).description == "R&D <b>")
    window.showMinimized()
    window.controllers.watches.start(key, QUICK)
    qtbot.waitUntil(lambda: tally(window) >= 2)
    assert tray(window) is None
    become(Cause.CONNECTION_TIMEOUT)
    qtbot.waitUntil(lambda: len(desktop) == 1)
    title, text = desktop[0]
    assert title == "“R&D <b>” does not work"
    assert text == "api.cloud.iottly.com does not answer: the connection gets no reply."
    assert tray(window) is not None
    become(Cause.OK)
    qtbot.waitUntil(lambda: len(desktop) == 2)
    assert desktop[1][0] == "“R&D <b>” works again"
    window.controllers.watches.stop()
    assert tray(window) is None


def test_without_a_tray_the_watch_goes_on(
    window: MainWindow, checker: FlappingChecker, keys: KeyList, qtbot: QtBot
) -> None:
    checker.causes = itertools.cycle([Cause.OK, Cause.SERVER_ERROR])
    window.controllers.watches.start(keys.find("Analytics").id, QUICK)
    qtbot.waitUntil(lambda: tally(window) >= 4)
    assert not window.main_view.messages.isVisible()
    assert tray(window) is None


@pytest.mark.parametrize("clicked", ["what is shown", "the icon"])
def test_a_click_brings_the_window_and_the_key(
    desktop: Shown, window: MainWindow, keys: KeyList, qtbot: QtBot, clicked: str
) -> None:
    other, key = keys.find("Analytics").id, keys.find("Reporting").id
    window.controllers.notifications.show("title", "text", other)
    window.controllers.notifications.show("title", "text", key)
    window.main_view.panel.view.select_key(other)
    window.main_view.panel.tools.search.setText("Anal")
    window.showMinimized()
    icon = tray(window)
    assert icon is not None
    if clicked == "the icon":
        icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    else:
        icon.messageClicked.emit()
    assert not window.isMinimized()
    assert window.main_view.panel.view.current_key == key
    qtbot.waitUntil(window.isActiveWindow)


def test_closing_the_window_takes_the_icon_away(
    desktop: Shown, window: MainWindow, keys: KeyList
) -> None:
    window.controllers.notifications.show("title", "text", keys.find("Analytics").id)
    assert tray(window) is not None
    window.close()
    assert tray(window) is None
