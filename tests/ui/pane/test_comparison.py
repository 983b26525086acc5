"""A test with and without the proxy, in the window: two real checks, a switch between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from iottly_keycheck.both_ways import RouteMode, proxy_known
from iottly_keycheck.check import Checker
from iottly_keycheck.connection.ping import Ping
from iottly_keycheck.connection.proxy_choice.route import SystemProxy
from iottly_keycheck.diagnosis.rules.comparison import Comparison
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.settings import Settings, SettingsInMemory
from iottly_keycheck.ui.controls.icons import Badge
from iottly_keycheck.ui.pane.diagnostics_pane import DiagnosticsPane
from iottly_keycheck.ui.pane.stations import StationId
from iottly_keycheck.ui.shell.dependencies import WindowDependencies
from iottly_keycheck.ui.shell.main_window import MainWindow, make_window
from iottly_keycheck.ui.style.theme import Theme
from support.answers import hold, response, say
from support.certificates import Authority
from support.pings import PROGRAM
from support.proxies import refusal
from support.servers import Script, Server
from ui.conftest import ScriptedChecker

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
    proxy: Server
    keys: KeyList

    @property
    def pane(self) -> DiagnosticsPane:
        return self.window.main_view.pane

    @property
    def offered(self) -> bool:
        return bool(self.window.main_view.menu_actions.compare.isVisible())

    def compare(self) -> None:
        self.window.main_view.menu_actions.compare.trigger()

    def says(self, found: Comparison) -> bool:
        routes = self.pane.answer.routes
        return routes.isVisible() and routes.sentence.text() == messages.comparison(found)

    def choose(self, mode: RouteMode) -> None:
        self.pane.answer.routes.ways[mode].click()

    @property
    def headline(self) -> str:
        return self.pane.answer.card.headline.text()


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

        def ask_system(_url: str) -> SystemProxy:
            return SystemProxy()

        checker = Checker(Ping(environ, ask_system, "lab/0"), lambda: keys, MemoryStore(), PROGRAM)
        settings = SettingsInMemory(Settings(url=service.url(HOST), timeout=20))
        known = partial(proxy_known, environ=environ, ask_system=ask_system)
        window = make_window(
            WindowDependencies(keys, checker, settings, MemoryStore(), proxy_known=known)
        )
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.controllers.list.loaded):
            window.show()
        scene = Scene(window, service, proxy, keys)
        qtbot.waitUntil(lambda: scene.offered)
        yield scene
        window.close()


def test_two_ordinary_reports_stand_behind_a_switch_below_one_sentence(
    qtbot: QtBot, scene: Scene
) -> None:
    scene.compare()
    qtbot.waitUntil(lambda: scene.says(Comparison.ONLY_DIRECT_WORKS))
    ways = scene.pane.answer.routes.ways
    assert ways[RouteMode.PROXY].text() == f"Through {HOST}:{scene.proxy.port}"
    assert ways[RouteMode.PROXY].isChecked()
    assert scene.pane.answer.card.badge.badge is Badge.FAILS
    assert StationId.PROXY in {button.station.id for button in scene.pane.answer.path.buttons}
    title = scene.pane.title.text()
    scene.choose(RouteMode.DIRECT)
    assert ways[RouteMode.DIRECT].isChecked()
    assert scene.says(Comparison.ONLY_DIRECT_WORKS)
    assert scene.headline == "This key works."
    assert scene.pane.title.text() == title
    assert StationId.PROXY not in {button.station.id for button in scene.pane.answer.path.buttons}
    scene.choose(RouteMode.PROXY)
    assert scene.pane.answer.card.badge.badge is Badge.FAILS


def test_the_switch_keeps_the_keyboard(qtbot: QtBot, scene: Scene) -> None:
    scene.compare()
    qtbot.waitUntil(lambda: scene.says(Comparison.ONLY_DIRECT_WORKS))
    scene.window.activateWindow()
    qtbot.waitUntil(scene.window.isActiveWindow)
    ways = scene.pane.answer.routes.ways
    ways[RouteMode.PROXY].setFocus()
    QTest.keyClick(ways[RouteMode.PROXY], Qt.Key.Key_Right)
    assert scene.headline == "This key works."
    assert ways[RouteMode.DIRECT].hasFocus()


def test_what_is_shown_can_be_copied(qtbot: QtBot, scene: Scene) -> None:
    scene.compare()
    qtbot.waitUntil(lambda: scene.says(Comparison.ONLY_DIRECT_WORKS))
    scene.choose(RouteMode.DIRECT)
    QGuiApplication.clipboard().clear()
    scene.window.main_view.menu_actions.copy_report.trigger()
    qtbot.waitUntil(lambda: "This key works." in QGuiApplication.clipboard().text())


def test_the_list_shows_the_usual_way(qtbot: QtBot, scene: Scene) -> None:
    scene.compare()
    qtbot.waitUntil(lambda: scene.says(Comparison.ONLY_DIRECT_WORKS))
    (row,) = (row for row in scene.keys.rows() if row.last)
    assert row.last is not None
    assert row.last.cause == "proxy_auth_required"
    assert len(scene.keys.history(row.id, 5)) == 2


@pytest.mark.parametrize("proxy_script", [hold])
def test_cancel_stops_both(qtbot: QtBot, scene: Scene) -> None:
    scene.compare()
    button = scene.pane.test_button
    assert button.text() == "Cancel"
    qtbot.waitUntil(lambda: scene.pane.answer.path.buttons[1].state_text == "trying…")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: button.text() == "Test connection", timeout=2_000)
    assert not scene.pane.answer.routes.isVisible()


def test_another_key_has_the_pane_for_itself(qtbot: QtBot, scene: Scene) -> None:
    first, second = scene.keys.rows()[:2]
    scene.compare()
    qtbot.waitUntil(lambda: scene.says(Comparison.ONLY_DIRECT_WORKS))
    scene.window.main_view.panel.view.select_key(second.id)
    assert not scene.pane.answer.routes.isVisible()
    assert scene.pane.title.text() == second.description
    scene.window.main_view.panel.view.select_key(first.id)
    assert scene.says(Comparison.ONLY_DIRECT_WORKS)


def test_a_later_test_has_no_switch(qtbot: QtBot, scene: Scene) -> None:
    scene.compare()
    qtbot.waitUntil(lambda: scene.says(Comparison.ONLY_DIRECT_WORKS))
    scene.window.main_view.menu_actions.test.trigger()
    assert not scene.pane.answer.routes.isVisible()
    qtbot.waitUntil(lambda: "proxy asks" in scene.headline)
    assert not scene.pane.answer.routes.isVisible()


def test_the_button_is_offered_beside_a_result(qtbot: QtBot, scene: Scene) -> None:
    scene.window.main_view.menu_actions.test.trigger()
    qtbot.waitUntil(scene.pane.compare_button.isVisible)
    QTest.mouseClick(scene.pane.compare_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: scene.says(Comparison.ONLY_DIRECT_WORKS))


def test_where_no_proxy_is_known_it_is_not_offered(
    qtbot: QtBot, window: MainWindow, checker: ScriptedChecker
) -> None:
    checker.may_end.set()
    actions, pane = window.main_view.menu_actions, window.main_view.pane
    actions.test.trigger()
    qtbot.waitUntil(pane.answer.facts.isVisible)
    assert not actions.compare.isVisible()
    assert not pane.compare_button.isVisible()


def test_it_stays_when_the_language_changes(qtbot: QtBot, scene: Scene) -> None:
    scene.compare()
    qtbot.waitUntil(lambda: scene.says(Comparison.ONLY_DIRECT_WORKS))
    before = scene.pane
    scene.window.controllers.language.changed.emit()
    qtbot.waitUntil(lambda: scene.pane is not before)
    assert scene.says(Comparison.ONLY_DIRECT_WORKS)
    assert scene.offered


@pytest.mark.parametrize("proxy_script", [hold])
def test_a_key_that_is_deleted_meanwhile_leaves_nothing_behind(qtbot: QtBot, scene: Scene) -> None:
    scene.compare()
    scene.window.main_view.panel.view.commands.delete.trigger()
    qtbot.waitUntil(lambda: scene.pane.title.text() == "Reporting")
    qtbot.waitUntil(lambda: scene.pane.test_button.text() == "Test connection")
    assert not scene.pane.answer.routes.isVisible()


@pytest.mark.parametrize("proxy_script", [hold])
def test_the_window_closes_at_once_meanwhile(qtbot: QtBot, scene: Scene) -> None:
    scene.compare()
    qtbot.waitUntil(lambda: scene.pane.answer.path.buttons[1].state_text == "trying…")
    assert scene.window.close()
