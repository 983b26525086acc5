"""What the desktop shows of a watch, and a click on it."""

import itertools
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic
from typing import IO, Any

import pytest
from jeepney import message_bus
from jeepney.io.blocking import open_dbus_connection
from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from iottly_keycheck.cause import Cause
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.ui.shell.main_window import MainWindow
from iottly_keycheck.ui.watch.notification_service import NotificationService, NotShownError
from iottly_keycheck.ui.watch.notifications import Notifications
from support import notifications
from support.processes import end, start
from support.secret_service import await_owner, session_bus

from .flapping import QUICK, FlappingChecker, flap, going_on, tally


@pytest.fixture
def checker(keys: KeyList) -> Iterator[FlappingChecker]:
    yield from going_on(keys)


# what the desktop is told


Shown = list[dict[str, Any]]


@contextmanager
def service(bus: str, way: str = "well") -> Iterator[Shown]:
    """Run the desktop's service in a process of its own; what it shows comes into the list."""
    command = [sys.executable, "-P", notifications.__file__, bus, way]
    process = start(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    shown: Shown = []
    reader = threading.Thread(target=_read, args=(process.stdout, shown))
    reader.start()
    try:
        await_owner(bus, notifications.NAME)
        yield shown
    finally:
        process.kill()
        reader.join()
        end(process)


def _read(lines: IO[bytes], shown: Shown) -> None:
    for line in lines:
        shown.append(json.loads(line))


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with session_bus({"XDG_RUNTIME_DIR": str(tmp_path)}, with_services=False) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


def test_the_desktop_is_told_when_the_result_changes(
    bus: str, window: MainWindow, checker: FlappingChecker, keys: KeyList, qtbot: QtBot
) -> None:
    become = flap(checker)
    key = keys.find("Analytics").id
    keys.rename(key, "R&D <b>")
    window.controllers.list.reload()
    qtbot.waitUntil(lambda: window.controllers.list.model.row_of(key).description == "R&D <b>")
    with service(bus) as desktop:
        window.showMinimized()
        window.controllers.watches.start(key, QUICK)
        qtbot.waitUntil(lambda: tally(window) >= 2)
        become(Cause.CONNECTION_TIMEOUT)
        qtbot.waitUntil(lambda: len(desktop) == 1)
        told = desktop[0]
        assert told["title"] == "“R&D <b>” does not work"
        assert told["text"] == "api.cloud.iottly.com does not answer: the connection gets no reply."
        become(Cause.OK)
        qtbot.waitUntil(lambda: len(desktop) == 2)
        again = desktop[1]
        assert again["title"] == "“R&D <b>” works again"
        assert again["replaces"] == 1
        window.controllers.watches.stop()


def test_what_is_told_is_never_taken_for_markup(bus: str, qtbot: QtBot) -> None:
    with service(bus) as desktop, closing(NotificationService("iottly", "name", bus)) as shown:
        shown.show("a <b>", "<img src=x> & more", "Show")
        qtbot.waitUntil(lambda: len(desktop) == 1)
        assert desktop[0]["text"] == "&lt;img src=x&gt; &amp; more"


def test_a_service_that_is_started_anew_is_found_again(bus: str, qtbot: QtBot) -> None:
    with closing(NotificationService("iottly", "name", bus)) as shown:
        for _ in range(2):
            with service(bus) as desktop:
                shown.show("title", "text", "Show")
                qtbot.waitUntil(lambda desktop=desktop: len(desktop) == 1)
            with pytest.raises(NotShownError):
                shown.show("title", "text", "Show")


def test_nobody_waits_for_a_service_that_does_not_answer(
    bus: str, window: MainWindow, checker: FlappingChecker, keys: KeyList, qtbot: QtBot
) -> None:
    checker.causes = itertools.cycle([Cause.OK, Cause.SERVER_ERROR])
    with service(bus, "silent"):
        window.controllers.watches.start(keys.find("Analytics").id, QUICK)
        longest, last = 0.0, monotonic()

        def many() -> bool:
            nonlocal longest, last
            longest, last = max(longest, monotonic() - last), monotonic()
            return tally(window) >= 8

        qtbot.waitUntil(many)
        window.controllers.watches.stop()
    assert longest < 1  # the service would have five seconds


def test_without_a_service_the_watch_goes_on(
    window: MainWindow,
    checker: FlappingChecker,
    keys: KeyList,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    checker.causes = itertools.cycle([Cause.OK, Cause.SERVER_ERROR])
    window.controllers.watches.start(keys.find("Analytics").id, QUICK)
    qtbot.waitUntil(lambda: tally(window) >= 4)
    assert not window.main_view.messages.isVisible()


# a click on what the desktop shows


def show(window: MainWindow, desktop: Shown, key: int, qtbot: QtBot) -> dict[str, Any]:
    """Have the desktop show something of a key, and give what it was asked for."""
    before = len(desktop)
    window.controllers.notifications.show("title", "text", key)
    qtbot.waitUntil(lambda: len(desktop) > before)
    return desktop[-1]


def listens(window: MainWindow) -> bool:
    """Tell whether something the service says would wake the window."""
    return any(
        ear.isEnabled() for ear in window.controllers.notifications.findChildren(QSocketNotifier)
    )


def clicks(window: MainWindow) -> list[tuple[int, str]]:
    """Give a list that grows by each click that reaches the window."""
    found: list[tuple[int, str]] = []
    window.controllers.notifications.clicked.connect(lambda key, token: found.append((key, token)))
    return found


@pytest.mark.parametrize("to_one", [False, True])
def test_a_click_brings_the_window_and_the_key(
    bus: str,
    window: MainWindow,
    checker: FlappingChecker,
    keys: KeyList,
    qtbot: QtBot,
    to_one: bool,
) -> None:
    become, found = flap(checker), clicks(window)
    key, other = keys.find("Reporting").id, keys.find("Analytics").id
    with service(bus) as desktop:
        window.controllers.watches.start(key, QUICK)
        qtbot.waitUntil(lambda: tally(window) >= 2)
        become(Cause.SERVER_ERROR)
        qtbot.waitUntil(lambda: len(desktop) == 1)
        window.controllers.watches.stop()
        window.main_view.panel.view.select_key(other)
        window.main_view.panel.tools.search.setText("Anal")
        window.showMinimized()
        asked = desktop[0]
        assert asked["actions"] == ["default", "Show"]
        to = asked["asked_by"] if to_one else ""
        notifications.emit(bus, "ActivationToken", asked["number"], "a token", to)
        notifications.emit(bus, "ActionInvoked", asked["number"], "default", to)
        qtbot.waitUntil(lambda: not window.isMinimized())
        assert found == [(key, "a token")]
        assert window.main_view.panel.view.current_key == key
        qtbot.waitUntil(window.isActiveWindow)


def test_the_click_is_of_the_key_that_was_shown_last(
    bus: str, window: MainWindow, qtbot: QtBot
) -> None:
    found = clicks(window)
    with service(bus) as desktop:
        show(window, desktop, 1, qtbot)
        asked = show(window, desktop, 2, qtbot)
        notifications.emit(bus, "ActionInvoked", asked["number"], "default")
        qtbot.waitUntil(lambda: bool(found))
    assert found == [(2, "")]


def test_nothing_else_that_is_said_on_the_bus_is_a_click(
    bus: str, window: MainWindow, qtbot: QtBot
) -> None:
    found = clicks(window)
    with service(bus) as desktop, closing(open_dbus_connection(bus)) as impostor:
        asked = show(window, desktop, 1, qtbot)
        number = asked["number"]
        notifications.emit(bus, "ActivationToken", number + 1, "of another")
        notifications.emit(bus, "ActionInvoked", number + 1, "default")
        notifications.emit(bus, "NotificationClosed", number + 1, 1)
        notifications.emit(bus, "ActionInvoked", number, "another action")
        notifications.emit(bus, "ActionInvoked", number, 7)
        for to in ("", asked["asked_by"]):
            impostor.send(notifications.signal("ActionInvoked", number, "default", to))
        # The bus has passed these on by the time of its answer.
        impostor.send_and_get_reply(message_bus.GetId(), timeout=10)
        notifications.emit(bus, "ActivationToken", number, "ours")
        notifications.emit(bus, "ActionInvoked", number, "default")
        qtbot.waitUntil(lambda: bool(found))
    assert found == [(1, "ours")]


def test_nobody_listens_once_nothing_is_shown(bus: str, window: MainWindow, qtbot: QtBot) -> None:
    found = clicks(window)
    with service(bus) as desktop:
        assert not listens(window)
        asked = show(window, desktop, 1, qtbot)
        qtbot.waitUntil(lambda: listens(window))
        notifications.emit(bus, "NotificationClosed", asked["number"], 2)
        qtbot.waitUntil(lambda: not listens(window))
        again = show(window, desktop, 2, qtbot)
        assert again["replaces"] == 0
        notifications.emit(bus, "ActionInvoked", again["number"], "default")
        qtbot.waitUntil(lambda: bool(found))
    assert found == [(2, "")]
    qtbot.waitUntil(lambda: listens(window))


def test_a_bus_that_ends_is_let_go(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    with session_bus({"XDG_RUNTIME_DIR": str(tmp_path)}, with_services=False) as address:
        notices = Notifications(
            NotificationService("iottly", "name", address), window.controllers.tasks, window
        )
        with service(address) as desktop:
            notices.show("title", "text", 1)
            qtbot.waitUntil(lambda: len(desktop) == 1)
            qtbot.waitUntil(lambda: bool(notices.findChildren(QSocketNotifier)))
    qtbot.waitUntil(lambda: not notices.findChildren(QSocketNotifier))
    notices.close()


def test_a_service_without_actions_shows_all_the_same(
    bus: str, window: MainWindow, keys: KeyList, qtbot: QtBot
) -> None:
    with service(bus, "plain") as desktop:
        assert show(window, desktop, 1, qtbot)["actions"] == []
        assert show(window, desktop, 1, qtbot)["replaces"] == 1
        assert not listens(window)


def test_closing_the_window_ends_the_listening(bus: str, window: MainWindow, qtbot: QtBot) -> None:
    with service(bus) as desktop:
        threads = set(threading.enumerate())
        asked = show(window, desktop, 1, qtbot)
        qtbot.waitUntil(lambda: listens(window))
        assert has_owner(bus, asked["asked_by"])
        window.close()
        assert not listens(window)
        qtbot.waitUntil(lambda: not has_owner(bus, asked["asked_by"]))
        qtbot.waitUntil(lambda: set(threading.enumerate()) <= threads)


def test_closing_the_window_while_the_service_is_asked_ends_it_too(
    bus: str, window: MainWindow
) -> None:
    shown = NotificationService("iottly", "name", bus)
    with service(bus):
        shown.close()
        shown.show("title", "text", "Show")
        assert shown.descriptor is None


def has_owner(bus: str, name: str) -> bool:
    """Tell whether a connection of that name is on the bus."""
    with closing(open_dbus_connection(bus)) as connection:
        call = message_bus.NameHasOwner(name)
        owned: bool = connection.send_and_get_reply(call, timeout=10).body[0]
        return owned


def test_a_click_beside_the_clock_does_the_same(
    window: MainWindow, keys: KeyList, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No display of the tests has a tray; the icon is Qt's own.
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    notices = Notifications(None, window.controllers.tasks, window)
    notices.clicked.connect(window.main_view.watch_presenter._follow)
    notices.show("title", "text", keys.find("Reporting").id)
    window.showMinimized()
    notices.findChild(QSystemTrayIcon).messageClicked.emit()
    assert not window.isMinimized()
    assert window.main_view.panel.view.current_key == keys.find("Reporting").id
    notices.close()
