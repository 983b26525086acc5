"""The picture of the way: it says in words what it shows, and is reached without a mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from iottly_keycheck.connection.facts.observation import StageId
from iottly_keycheck.ui.pane.station_diagram import StationDiagram
from iottly_keycheck.ui.pane.stations import Station, StationId, StationState
from iottly_keycheck.ui.style.theme import LIGHT, Theme, em

BROKEN = (
    Station(StationId.COMPUTER, StationState.PASSED),
    Station(StationId.PROXY, StationState.PASSED, 12),
    Station(StationId.NETWORK, StationState.BROKEN, 1284, StageId.TLS),
    Station(StationId.SERVICE),
    Station(StationId.KEY),
)
DIRECT = tuple(
    Station(station, StationState.PASSED, 10)
    for station in StationId
    if station is not StationId.PROXY
)


@pytest.fixture
def path(qtbot: QtBot, theme: Theme) -> StationDiagram:
    """The picture of a way that breaks in the network, on the screen."""
    view = StationDiagram()
    qtbot.addWidget(view)
    view.show_stations(BROKEN, ended=True)
    resize(view, em(view.font(), 60))
    with qtbot.waitExposed(view):
        view.show()
    return view


def resize(view: StationDiagram, width: int) -> None:
    view.resize(width, view.heightForWidth(width))


def test_the_picture_is_said_in_words(path: StationDiagram) -> None:
    assert path.accessibleDescription() == (
        "This computer: ready. Proxy: lets through, 12 ms. Network: no secure connection, 1.3 s."
        " iottly: not reached. Your key: not reached."
    )


def test_each_station_says_its_own_part(path: StationDiagram) -> None:
    assert path.buttons[2].accessibleName() == "Network: no secure connection, 1.3 s"


def test_what_is_not_reached_yet_may_still_be(path: StationDiagram) -> None:
    path.show_stations(BROKEN, ended=False)
    assert path.buttons[4].state_text == "not yet"


def test_the_proxy_is_left_out_of_a_direct_way(path: StationDiagram) -> None:
    path.show_stations(DIRECT, ended=True)
    assert [button.text() for button in path.buttons] == [
        "This computer",
        "Network",
        "iottly",
        "Your key",
    ]


def test_stations_stand_side_by_side_where_there_is_room(path: StationDiagram) -> None:
    assert len({button.y() for button in path.buttons}) == 1


def test_stations_stand_one_below_the_other_where_there_is_none(path: StationDiagram) -> None:
    resize(path, em(path.font(), 16))
    tops = [button.y() for button in path.buttons]
    assert tops == sorted(set(tops))


@pytest.mark.parametrize("width", [16, 30, 45, 90])
def test_no_station_reaches_outside(path: StationDiagram, width: int) -> None:
    resize(path, em(path.font(), width))
    assert all(path.rect().contains(button.geometry()) for button in path.buttons)


def test_a_larger_font_needs_more_height(
    qtbot: QtBot, qapp: QApplication, path: StationDiagram
) -> None:
    before, small = path.heightForWidth(2000), qapp.font()
    large = QFont(small)
    large.setPointSizeF(small.pointSizeF() * 2)
    qapp.setFont(large)
    try:
        qtbot.waitUntil(lambda: path.heightForWidth(2000) > 1.7 * before)
    finally:
        qapp.setFont(small)


def test_the_broken_station_is_filled(path: StationDiagram) -> None:
    image = path.grab().toImage()
    ring = path.buttons[2].ring_in_parent()
    inside = image.pixelColor(ring.center().x(), ring.top() + ring.height() // 5)
    assert inside.name() == LIGHT.bad


def test_the_way_is_drawn_up_to_the_broken_station(path: StationDiagram) -> None:
    image = path.grab().toImage()

    def colours_after(index: int) -> set[str]:
        ring = path.buttons[index].ring_in_parent()
        x = (ring.right() + path.buttons[index + 1].ring_in_parent().left()) // 2
        return {image.pixelColor(x, ring.center().y() + offset).name() for offset in range(-3, 4)}

    assert LIGHT.good in colours_after(1)
    assert LIGHT.good not in colours_after(2)


def test_tab_leads_to_the_broken_station(path: StationDiagram) -> None:
    stops = [
        button.station.id
        for button in path.buttons
        if button.focusPolicy() is Qt.FocusPolicy.StrongFocus
    ]
    assert stops == [StationId.NETWORK]


def test_arrow_keys_lead_to_the_others(qtbot: QtBot, path: StationDiagram) -> None:
    path.buttons[2].setFocus()
    qtbot.keyClick(path.buttons[2], Qt.Key.Key_Right)
    assert path.focusWidget() is path.buttons[3]
    qtbot.keyClick(path.buttons[3], Qt.Key.Key_Left)
    assert path.focusWidget() is path.buttons[2]


def test_the_ends_hold_the_arrow_keys(qtbot: QtBot, path: StationDiagram) -> None:
    path.buttons[0].setFocus()
    qtbot.keyClick(path.buttons[0], Qt.Key.Key_Left)
    assert path.focusWidget() is path.buttons[0]


def test_a_station_is_chosen_by_mouse(qtbot: QtBot, path: StationDiagram) -> None:
    with qtbot.waitSignal(path.station_chosen) as chosen:
        qtbot.mouseClick(path.buttons[1], Qt.MouseButton.LeftButton)
    assert chosen.args == [StationId.PROXY]


def test_a_station_is_chosen_by_keyboard(qtbot: QtBot, path: StationDiagram) -> None:
    path.buttons[2].setFocus()
    with qtbot.waitSignal(path.station_chosen) as chosen:
        qtbot.keyClick(path.buttons[2], Qt.Key.Key_Space)
    assert chosen.args == [StationId.NETWORK]
