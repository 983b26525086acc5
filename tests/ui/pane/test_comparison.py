"""With and without the proxy, in the window: two real checks of a key, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from iottly_keycheck.both_ways import RouteComparison, RouteMode
from iottly_keycheck.check import Checker
from iottly_keycheck.connection.ping import Ping
from iottly_keycheck.connection.proxy_choice.route import SystemProxy
from iottly_keycheck.diagnosis.rules.comparison import Comparison
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.settings import Settings, SettingsInMemory
from iottly_keycheck.ui.controls.icons import Badge
from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.pane.route_comparison_view import ComparisonView
from iottly_keycheck.ui.pane.stations import StationId
from iottly_keycheck.ui.shell.dependencies import WindowDependencies
from iottly_keycheck.ui.shell.main_window import MainWindow, make_window
from iottly_keycheck.ui.style.theme import Theme
from support.answers import hold, response, say
from support.certificates import Authority
from support.pings import PROGRAM
from support.proxies import refusal
from support.servers import Script, Server

HOST = "127.0.0.1"
REFUSES = say(refusal(407, [("Proxy-Authenticate", "Basic")]))


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@dataclass
class Scene:
    """A window, and the service that it tests, which a proxy stands before."""

    window: MainWindow
    service: Server
    keys: KeyList

    @property
    def comparison(self) -> ComparisonView:
        assert self.window.main_view.pane.comparison is not None
        return self.window.main_view.pane.comparison

    def compare(self) -> None:
        self.window.main_view.menu_actions.compare.trigger()

    def says(self, found: Comparison) -> bool:
        view = self.window.main_view.pane.comparison
        return view is not None and view.sentence.headline.text() == messages.comparison(found)


@pytest.fixture
def proxy_script() -> Script:
    return REFUSES


@pytest.fixture
def service_script() -> Script:
    return say(response())


@pytest.fixture
def scene(
    qtbot: QtBot,
    theme: Theme,
    keys: KeyList,
    authority: Authority,
    monkeypatch: pytest.MonkeyPatch,
    proxy_script: Script,
    service_script: Script,
) -> Iterator[Scene]:
    """The window with its first key, before a proxy that asks for a password."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.trust_file))
    with Server(proxy_script) as proxy, Server(service_script, authority.good) as service:
        environ = {
            "HTTPS_PROXY": f"http://{HOST}:{proxy.port}",
            "SSL_CERT_FILE": str(authority.trust_file),
        }
        ping = Ping(environ, lambda _: SystemProxy(), "lab/0")
        checker = Checker(ping, lambda: keys, MemoryStore(), PROGRAM)
        settings = SettingsInMemory(Settings(url=service.url(HOST), timeout=20))
        window = make_window(WindowDependencies(keys, checker, settings, MemoryStore()))
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.controllers.list.loaded):
            window.show()
        yield Scene(window, service, keys)
        window.close()


def test_both_ways_stand_side_by_side_below_one_sentence(qtbot: QtBot, scene: Scene) -> None:
    scene.compare()
    qtbot.waitUntil(lambda: scene.says(Comparison.ONLY_DIRECT_WORKS))
    ways = scene.comparison.ways
    assert ways[RouteMode.PROXY].card.badge.badge is Badge.FAILS
    assert ways[RouteMode.DIRECT].card.headline.text() == "This key works."
    stations = [button.station.id for button in ways[RouteMode.PROXY].way.path.buttons]
    assert StationId.PROXY in stations
    assert scene.comparison.isVisible()
    assert not scene.window.main_view.pane.answer.isVisible()


def test_neither_check_is_in_the_history(qtbot: QtBot, scene: Scene) -> None:
    scene.compare()
    qtbot.waitUntil(lambda: scene.says(Comparison.ONLY_DIRECT_WORKS))
    assert all(not scene.keys.history(row.id, 5) for row in scene.keys.rows())


@pytest.mark.parametrize("service_script", [hold])
def test_cancel_stops_both(qtbot: QtBot, scene: Scene) -> None:
    scene.compare()
    button = scene.window.main_view.pane.test_button
    assert button.text() == "Cancel"
    direct = scene.comparison.ways[RouteMode.DIRECT].way
    qtbot.waitUntil(lambda: direct.path.buttons[-2].state_text == "trying…")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: scene.says(Comparison.STOPPED), timeout=2_000)
    assert button.text() == "Test connection"


def test_back_leads_to_the_key(qtbot: QtBot, scene: Scene) -> None:
    scene.compare()
    qtbot.waitUntil(lambda: scene.says(Comparison.ONLY_DIRECT_WORKS))
    QTest.mouseClick(scene.comparison.close_button, Qt.MouseButton.LeftButton)
    assert not scene.comparison.isVisible()
    assert scene.window.main_view.pane.answer.card.headline.text() == "Not tested yet"


def test_another_key_has_the_pane_for_itself(qtbot: QtBot, scene: Scene) -> None:
    scene.compare()
    qtbot.waitUntil(lambda: scene.says(Comparison.ONLY_DIRECT_WORKS))
    second = scene.keys.rows()[1]
    scene.window.main_view.panel.view.select_key(second.id)
    qtbot.waitUntil(lambda: not scene.comparison.isVisible())
    assert scene.window.main_view.pane.title.text() == second.description


def test_a_test_begun_meanwhile_takes_its_place(qtbot: QtBot, scene: Scene) -> None:
    scene.compare()
    scene.window.main_view.menu_actions.test.trigger()
    assert not scene.comparison.isVisible()
    headline = scene.window.main_view.pane.answer.card.headline
    qtbot.waitUntil(lambda: "proxy asks" in headline.text())


def test_the_button_is_offered_beside_a_result(qtbot: QtBot, scene: Scene) -> None:
    pane = scene.window.main_view.pane
    scene.window.main_view.menu_actions.test.trigger()
    qtbot.waitUntil(pane.compare_button.isVisible)
    QTest.mouseClick(pane.compare_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: scene.says(Comparison.ONLY_DIRECT_WORKS))


def test_a_station_shows_what_was_seen_on_that_way(qtbot: QtBot, scene: Scene) -> None:
    scene.compare()
    qtbot.waitUntil(lambda: scene.says(Comparison.ONLY_DIRECT_WORKS))
    way = scene.comparison.ways[RouteMode.PROXY].way
    QTest.mouseClick(way.path.buttons[1], Qt.MouseButton.LeftButton)
    assert ("Sign-in offered", "Basic") in {
        (fact.name, fact.value) for fact in way.station.facts.facts
    }


def test_it_stays_when_the_language_changes(qtbot: QtBot, scene: Scene) -> None:
    scene.compare()
    qtbot.waitUntil(lambda: scene.says(Comparison.ONLY_DIRECT_WORKS))
    before = scene.window.main_view.pane
    scene.window.controllers.language.changed.emit()
    qtbot.waitUntil(lambda: scene.window.main_view.pane is not before)
    assert scene.comparison.isVisible()
    assert scene.says(Comparison.ONLY_DIRECT_WORKS)


@pytest.mark.parametrize("service_script", [hold])
def test_a_key_that_is_deleted_meanwhile_leaves_nothing_behind(qtbot: QtBot, scene: Scene) -> None:
    scene.compare()
    scene.window.main_view.panel.view.commands.delete.trigger()
    qtbot.waitUntil(lambda: not scene.comparison.isVisible())
    assert scene.window.main_view.pane.title.text() == "Reporting"
    assert scene.window.main_view.pane.test_button.text() == "Test connection"


@pytest.mark.parametrize("service_script", [hold])
def test_the_window_closes_at_once_meanwhile(qtbot: QtBot, scene: Scene) -> None:
    scene.compare()
    direct = scene.comparison.ways[RouteMode.DIRECT].way
    qtbot.waitUntil(lambda: direct.path.buttons[-2].state_text == "trying…")
    assert scene.window.close()


class Broken:
    """A checker for which nothing works."""

    def with_secret_cache(self) -> None:
        raise OSError(5, "Input/output error")


def test_what_fails_is_said_and_the_key_is_shown_again(qtbot: QtBot, scene: Scene) -> None:
    comparison = scene.window.controllers.comparison
    comparison._services = replace(comparison._services, checker=Broken())
    scene.compare()
    qtbot.waitUntil(lambda: "Input/output error" in scene.window.main_view.messages.text)
    assert not scene.comparison.isVisible()
    assert scene.window.main_view.pane.test_button.text() == "Test connection"


def test_where_there_is_little_room_one_way_stands_below_the_other(
    qtbot: QtBot, theme: Theme, qapp: QApplication, scene: Scene
) -> None:
    scene.compare()
    qtbot.waitUntil(lambda: scene.says(Comparison.ONLY_DIRECT_WORKS))
    both = scene.window.controllers.comparison.compared.both
    usual = qapp.font()
    font = QFont(usual)
    font.setPointSizeF(usual.pointSizeF() * 2)
    qapp.setFont(font)
    try:
        view = shown(qtbot, both, 700)
        proxied, direct = view.ways.values()
        assert direct.y() >= proxied.geometry().bottom()
        qtbot.waitUntil(lambda: cut_off(view) == [])
    finally:
        qapp.setFont(usual)


def shown(qtbot: QtBot, both: RouteComparison, width: int) -> ComparisonView:
    view = ComparisonView()
    qtbot.addWidget(view)
    view.show_both(both)
    view.resize(width, 700)
    with qtbot.waitExposed(view):
        view.show()
    return view


def cut_off(view: ComparisonView) -> list[str]:
    """Give the texts that have not the room that they need."""
    return [
        label.text()
        for label in view.findChildren(PlainLabel)
        if label.isVisible() and label.height() < label.heightForWidth(label.width())
    ]
