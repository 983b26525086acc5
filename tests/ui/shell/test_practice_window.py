"""From the user's own window to the practice API and back."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from iottly_keycheck.check import Checker
from iottly_keycheck.connection.ping import Ping
from iottly_keycheck.connection.proxy_choice.route import SystemProxy
from iottly_keycheck.keys.list.database import MEMORY, Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.practice import PracticeApi
from iottly_keycheck.settings import PROXY_NONE, Settings, SettingsInMemory
from iottly_keycheck.ui.controls.icons import Badge
from iottly_keycheck.ui.shell.dependencies import WindowDependencies
from iottly_keycheck.ui.shell.main_window import MainWindow, make_window
from support.pings import PROGRAM
from ui.screen import Screen
from ui.screen_keys import click


@pytest.fixture
def gone() -> threading.Event:
    """Set once the practice API of a window has stopped."""
    return threading.Event()


@pytest.fixture
def practice_parts(gone: threading.Event) -> Callable:
    @contextmanager
    def practice_parts() -> Iterator[WindowDependencies]:
        with PracticeApi() as api, closing(KeyList(Database(MEMORY), MemoryStore())) as keys:
            for sample in api.sample_keys[:2]:
                keys.add(sample.description, sample.secret.reveal())
            ping = Ping({}, lambda _: SystemProxy(), "test/0")
            checker = Checker(ping, lambda: keys, MemoryStore(), PROGRAM)
            settings = SettingsInMemory(Settings(url=api.url, proxy=PROXY_NONE))
            yield WindowDependencies(keys, checker, settings, MemoryStore(), practice=True)
        gone.set()

    return practice_parts


@pytest.fixture
def own(theme, checker, settings, store, practice_parts, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window of somebody who has no key yet."""
    with closing(KeyList(Database(MEMORY), store)) as keys:
        parts = WindowDependencies(keys, checker, settings, store, practice_parts=practice_parts)
        window = make_window(parts)
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.controllers.list.loaded):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        yield window
        window.close()
        window.controllers.language.uninstall()  # else the next test may have its words


def practice_windows() -> list[MainWindow]:
    return [
        window
        for window in QApplication.topLevelWidgets()
        if isinstance(window, MainWindow) and window.main_view.top.mark.isVisible()
    ]


def test_the_practice_api_opens_beside_an_empty_list(own, gone, qtbot: QtBot) -> None:
    click(Screen(own, qtbot).empty_list.practice)
    (practice,) = practice_windows()
    there = Screen(practice, qtbot)
    there.wait_for(there.descriptions)
    assert Screen(own, qtbot).descriptions() == []
    there.test_all()
    there.wait_for(there.summary)
    assert there.badges()[0] is Badge.WORKS
    practice.close()
    qtbot.waitUntil(gone.is_set)
    qtbot.waitUntil(lambda: practice_windows() == [])
    assert own.isVisible()


def test_it_opens_once_and_closes_with_the_users_own(own, gone, qtbot: QtBot) -> None:
    Screen(own, qtbot).choose("Try the practice API")
    Screen(own, qtbot).choose("Try the practice API")
    assert len(practice_windows()) == 1
    own.close()
    qtbot.waitUntil(gone.is_set)
    assert practice_windows() == []


def test_it_can_be_opened_again(own, gone, qtbot: QtBot) -> None:
    for _ in range(2):
        Screen(own, qtbot).choose("Try the practice API")
        (practice,) = practice_windows()
        practice.close()
        qtbot.waitUntil(gone.is_set)
        gone.clear()
        qtbot.waitUntil(lambda: practice_windows() == [])


def test_a_language_chosen_there_is_spoken_by_both_windows(own, qtbot: QtBot) -> None:
    Screen(own, qtbot).choose("Try the practice API")
    (practice,) = practice_windows()
    italian = replace(practice.controllers.settings.settings, language="it")
    practice.controllers.settings.save(italian, None, forget=False)
    for window in (practice, own):
        texts = Screen(window, qtbot).menu_texts
        qtbot.waitUntil(lambda texts=texts: "Impostazioni" in texts())


def test_a_practice_window_offers_no_other(own, qtbot: QtBot) -> None:
    Screen(own, qtbot).choose("Try the practice API")
    (practice,) = practice_windows()
    there = Screen(practice, qtbot)
    assert not there.action("Try the practice API").isVisible()
    practice.controllers.list.model.set_rows([])
    assert not there.empty_list.practice.isVisible()


def test_a_copied_key_is_pasted_by_the_button_that_says_so(own, qtbot: QtBot) -> None:
    key = "719cc48b13aa7be9a89a433493966f64"
    QApplication.clipboard().setText(f"{key}\n")
    screen = Screen(own, qtbot)
    click(screen.empty_list.paste)
    form = screen.form
    assert form.key.text().strip() == key
    assert form.focusWidget() is form.description
    QApplication.clipboard().clear()


def test_what_is_no_key_is_left_on_the_clipboard(own, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("a shopping list")
    screen = Screen(own, qtbot)
    click(screen.empty_list.paste)
    form = screen.form
    assert form.key.text() == ""
    assert form.focusWidget() is form.key
    QApplication.clipboard().clear()
