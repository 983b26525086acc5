"""Ages move on while somebody sees them; an idle window sleeps otherwise."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent
from pytestqt.qtbot import QtBot

from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import CheckRecord
from iottly_keycheck.ui.keys.age_timer import AgeTimer
from iottly_keycheck.ui.keys.key_list_view import KeyListView
from iottly_keycheck.ui.keys.key_panel import AGES_MS
from iottly_keycheck.ui.list_model.key_list_model import KeyListModel, Role
from iottly_keycheck.ui.shell.main_window import MainWindow


class Painted(QObject):
    """Remembers what of the list was painted."""

    def __init__(self, view: KeyListView) -> None:
        super().__init__(view)
        self.places: list[QRect] = []
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See `QObject.eventFilter`."""
        if isinstance(event, QPaintEvent):
            self.places.append(event.rect())
        return False


def result(keys: KeyList, key_id: int, ago: timedelta) -> dict[int, CheckRecord]:
    found = CheckRecord(datetime.now(UTC) - ago, "ok", False, 200, 6, "", "")
    return {key_id: keys.record(key_id, found)}


@pytest.fixture
def clock(window: MainWindow) -> AgeTimer:
    return window.main_view.panel.ages


@pytest.fixture
def model(window: MainWindow) -> KeyListModel:
    return window.controllers.list.model


class TestWindow:
    def test_it_sleeps_while_no_key_was_ever_tested(self, clock: AgeTimer) -> None:
        assert not clock.timer.isActive()

    def test_it_sleeps_while_there_are_dates_only(
        self, clock: AgeTimer, model: KeyListModel, keys: KeyList
    ) -> None:
        model.set_results(result(keys, 1, timedelta(days=30)))
        assert not clock.timer.isActive()

    def test_once_a_minute_it_looks_at_ages(
        self, clock: AgeTimer, model: KeyListModel, keys: KeyList
    ) -> None:
        model.set_results(result(keys, 3, timedelta(minutes=5)))
        assert clock.timer.isActive()
        assert clock.timer.interval() == AGES_MS == 60_000

    def test_it_sleeps_while_minimised(
        self, window: MainWindow, clock: AgeTimer, model: KeyListModel, keys: KeyList, qtbot: QtBot
    ) -> None:
        model.set_results(result(keys, 1, timedelta(minutes=5)))
        window.showMinimized()
        qtbot.waitUntil(lambda: not clock.timer.isActive())
        model.set_results(result(keys, 2, timedelta()))
        assert not clock.timer.isActive()
        window.showNormal()
        qtbot.waitUntil(clock.timer.isActive)

    def test_it_sleeps_while_hidden(
        self, window: MainWindow, clock: AgeTimer, model: KeyListModel, keys: KeyList, qtbot: QtBot
    ) -> None:
        model.set_results(result(keys, 1, timedelta(minutes=5)))
        window.hide()
        assert not clock.timer.isActive()
        window.show()
        qtbot.waitUntil(clock.timer.isActive)

    @pytest.mark.parametrize("away", [MainWindow.showMinimized, MainWindow.hide])
    def test_the_ages_are_right_when_it_comes_back(
        self, window: MainWindow, model: KeyListModel, keys: KeyList, away: object, qtbot: QtBot
    ) -> None:
        assert callable(away)
        model.set_results(result(keys, 2, timedelta(seconds=59.8)))
        view, index = window.main_view.panel.view, model.index_of(2)
        assert str(index.data(Role.AGE)).startswith("just now")
        away(window)
        qtbot.waitUntil(lambda: str(index.data(Role.AGE)).startswith("1 minute ago"))
        painted = Painted(view)
        window.showNormal()
        row = view.visualRect(index)
        qtbot.waitUntil(lambda: any(place.contains(row) for place in painted.places))


class TestSeen:
    @pytest.fixture
    def view(self, qtbot: QtBot, keys: KeyList, theme: object) -> Iterator[KeyListView]:
        """The list alone, with a clock that is a thousand times faster."""
        model = KeyListModel()
        model.set_rows(keys.rows())
        model.set_results(result(keys, 1, timedelta(hours=3)))
        model.set_results(result(keys, 3, timedelta(seconds=59)))
        view = KeyListView(model)
        AgeTimer(view, model, AGES_MS // 1000)
        qtbot.addWidget(view)
        view.resize(400, 400)
        view.show()
        qtbot.waitExposed(view)
        yield view
        view.close()

    def test_an_age_moves_on_and_the_other_rows_are_left_alone(
        self, view: KeyListView, qtbot: QtBot
    ) -> None:
        first, last = (view.visualRect(view.model().index(place, 0)) for place in (0, 2))
        clock = view.findChild(AgeTimer)
        assert isinstance(clock, AgeTimer)
        with qtbot.waitSignal(clock.timer.timeout):
            pass  # it knows now what stands there
        view.viewport().repaint()
        painted = Painted(view)
        qtbot.waitUntil(lambda: bool(painted.places))
        assert str(view.model().index(2, 0).data(Role.AGE)).startswith("1 minute")
        assert painted.places[0].intersects(last)
        assert not painted.places[0].intersects(first)
