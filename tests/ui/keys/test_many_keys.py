"""A list of 10,000 keys, and 200 keys tested against a real service: the window stays live."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QElapsedTimer
from pytestqt.qtbot import QtBot

from iottly_keycheck.check import Checker
from iottly_keycheck.connection.ping import Ping
from iottly_keycheck.connection.proxy_choice.route import SystemProxy
from iottly_keycheck.keys.list.database import MEMORY, Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.list.key_table import KeyTable
from iottly_keycheck.keys.stores.key_stores import KEYRING
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.secret import Secret
from iottly_keycheck.settings import PROXY_NONE, Settings, SettingsInMemory
from iottly_keycheck.ui.shell.dependencies import WindowDependencies
from iottly_keycheck.ui.shell.main_window import MainWindow, make_window
from support.answers import failure, response
from support.heartbeat import PROMISED_MS, Heartbeat
from support.pings import PROGRAM
from support.servers import Peer, Server
from ui.screen import Screen

ANSWER_SECONDS = 0.05
STOP_MS = 200


def key_list(count: int) -> KeyList:
    """Give a list of so many keys, made without looking at each whether it is there already."""
    database, store = Database(MEMORY), MemoryStore()
    table, now = KeyTable(database), datetime.now(UTC)
    for number in range(count):
        entry = table.insert(f"Opérator {number}", ("0000", "abcd"), KEYRING, now)
        store.set(entry.secret_name, Secret(f"{number:032d}"))
        table.publish(entry, now)
    return KeyList(database, store)


def answer(peer: Peer) -> None:
    """Take a while; keys whose number ends with 7 are not accepted."""
    accepted = not re.search(rb"bearer \d*7\r\n", peer.read_head())
    peer.stopping.wait(ANSWER_SECONDS)
    peer.send(response() if accepted else failure(401))


def opened(keys: KeyList, url: str, qtbot: QtBot) -> tuple[MainWindow, Heartbeat]:
    ping = Ping({}, lambda _: SystemProxy(), "test/0")
    checker = Checker(ping, lambda: keys, MemoryStore(), PROGRAM)
    settings = SettingsInMemory(Settings(url=url, proxy=PROXY_NONE))
    window = make_window(WindowDependencies(keys, checker, settings, MemoryStore()))
    qtbot.addWidget(window)
    window.show()
    window.repaint()
    heart = Heartbeat(window)
    qtbot.waitUntil(lambda: window.controllers.list.is_loaded)
    return window, heart


@pytest.fixture
def window(theme, qtbot: QtBot) -> Iterator[MainWindow]:
    """A window on 200 keys and a service that takes its time."""
    with closing(key_list(200)) as keys, Server(answer) as server:
        window, _ = opened(keys, server.url("127.0.0.1"), qtbot)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        yield window
        window.close()
        window.controllers.language.uninstall()


def live(heart: Heartbeat) -> bool:
    """Tell whether the window's thread was never busy for long; print for how long it was."""
    print(f"longest stall: {heart.longest_ms} ms")  # noqa: T201 - a figure for who reads the run
    return heart.longest_ms < 4 * PROMISED_MS


def test_all_are_tested_while_the_window_stays_live(window: MainWindow, screen: Screen) -> None:
    heart = Heartbeat(window)
    screen.test_all()
    assert screen.wait_for(screen.summary, timeout=30_000) == "200 keys tested: 20 do not work."
    assert live(heart)


def test_all_of_it_stops_at_once(screen: Screen, qtbot: QtBot) -> None:
    screen.test_all()
    qtbot.waitUntil(lambda: screen.progress_bar() > 10)
    since = QElapsedTimer()
    since.start()
    screen.stop_all()
    qtbot.waitUntil(lambda: not screen.progress())
    assert since.elapsed() < 2 * STOP_MS  # machines that test have much to do
    assert screen.summary().startswith("Stopped: ")


def test_a_key_can_be_searched_and_renamed_meanwhile(screen: Screen, qtbot: QtBot) -> None:
    screen.test_all()
    qtbot.waitUntil(lambda: screen.progress_bar() > 10)
    screen.search("operator 150")
    qtbot.waitUntil(lambda: screen.title() == "Opérator 150")
    screen.rename("Dashboard, operator 150")
    assert screen.wait_for(screen.summary, timeout=30_000) == "200 keys tested: 20 do not work."
    assert screen.current() == "Dashboard, operator 150"


def test_ten_thousand_keys_open_and_are_searched_without_a_stall(theme, qtbot: QtBot) -> None:
    with closing(key_list(10_000)) as keys:
        window, heart = opened(keys, "http://127.0.0.1:9/v1.0", qtbot)
        screen = Screen(window, qtbot)
        qtbot.waitUntil(lambda: screen.key_count() == 10_000)
        screen.search("OPERATOR 9999")
        assert screen.key_count() == 1
        screen.search("")
        assert screen.key_count() == 10_000
        assert live(heart)
        window.close()
        window.controllers.language.uninstall()
