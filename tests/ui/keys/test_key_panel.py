"""The left side of the window: searching, sorting, an empty list, little room, and idleness."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from iottly_keycheck.ui.keys.key_panel import AGES_MS, KeyPanel
from iottly_keycheck.ui.shell.main_window import MainWindow
from ui.screen import Screen

KEY = "a04ecc48b13aa7be9a89a433493991bc"


@pytest.fixture
def panel(window: MainWindow) -> KeyPanel:
    return window.main_view.panel


def shown(panel: KeyPanel) -> list[str]:
    model = panel.view.model()
    return [model.index(place).data() for place in range(model.rowCount())]


class TestSearch:
    def test_ctrl_f_goes_there_and_escape_comes_back_to_all_keys(
        self, window: MainWindow, panel: KeyPanel
    ) -> None:
        QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert window.focusWidget() is panel.tools.search
        QTest.keyClicks(panel.tools.search, "REPORT")
        assert shown(panel) == ["Reporting"]
        QTest.keyClick(panel.tools.search, Qt.Key.Key_Escape)
        assert shown(panel) == ["Analytics", "Reporting", "John Smith"]
        assert window.focusWidget() is panel.view

    @pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
    def test_from_there_one_gets_to_what_was_found(
        self, window: MainWindow, screen: Screen, panel: KeyPanel, key: Qt.Key
    ) -> None:
        panel.tools.search.begin()
        QTest.keyClicks(panel.tools.search, "smith")
        QTest.keyClick(panel.tools.search, key)
        assert window.focusWidget() is panel.view
        assert screen.title() == "John Smith"

    def test_a_search_that_finds_nothing_says_so(self, screen: Screen, panel: KeyPanel) -> None:
        QTest.keyClicks(panel.tools.search, "nobody")
        assert panel.nothing_found.isVisible()
        assert "“nobody”" in panel.nothing_found.text.text()
        assert not panel.tools.test.isEnabled()
        QTest.mouseClick(panel.nothing_found.clear, Qt.MouseButton.LeftButton)
        assert panel.view.isVisible()
        assert len(shown(panel)) == 3
        assert panel.view.currentIndex().data() == "Analytics"
        assert screen.title() == "Analytics"

    def test_a_new_key_is_shown_whatever_was_searched_for(
        self, window: MainWindow, panel: KeyPanel, qtbot: QtBot
    ) -> None:
        QTest.keyClicks(panel.tools.search, "smith")
        panel.form.description.setText("Dashboard")
        panel.form.key.setText(KEY)
        panel.form.add.click()
        qtbot.waitUntil(lambda: panel.view.currentIndex().data() == "Dashboard")


class TestOrder:
    def test_it_is_chosen_from_a_list(self, panel: KeyPanel) -> None:
        panel.tools.order.setFocus()
        QTest.keyClick(panel.tools.order, Qt.Key.Key_Down)
        assert panel.tools.order.currentText() == "by name"
        assert shown(panel) == ["Analytics", "John Smith", "Reporting"]


class TestManyDeleted:
    def test_several_keys_are_deleted_and_brought_back_together(
        self, window: MainWindow, panel: KeyPanel, qtbot: QtBot
    ) -> None:
        panel.view.selectAll()
        QTest.keyClick(panel.view, Qt.Key.Key_Delete)
        qtbot.waitUntil(panel.undo.isVisible)
        assert panel.undo.text == "Deleted 3 keys. This does not revoke them at iottly."
        assert panel.empty.isVisible()
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: len(shown(panel)) == 3)
        assert len(panel.view.selected_keys) == 3
        assert not panel.undo.isVisible()


class TestLittleRoom:
    @pytest.fixture
    def big_font(self, qapp: QApplication) -> Iterator[None]:
        usual = QApplication.font()
        font = QFont(usual)
        font.setPointSizeF(usual.pointSizeF() * 2)
        qapp.setFont(font)
        yield
        qapp.setFont(usual)

    @pytest.fixture
    def narrow(
        self, big_font: None, window: MainWindow, screen: Screen, qtbot: QtBot
    ) -> MainWindow:
        """At 200 % on the screen of a small laptop."""
        window.resize(1366, 768)
        qtbot.waitUntil(lambda: screen.form.folded)
        return window

    def test_the_list_has_room_and_the_form_is_folded(self, narrow: MainWindow) -> None:
        panel = narrow.main_view.panel
        row = panel.view.visualRect(panel.view.model().index(0)).height()
        assert panel.view.height() >= 1.5 * row
        assert not panel.form.description.isVisible()
        assert panel.form.add.isVisible()

    def test_it_unfolds_for_who_wants_to_add_a_key(self, narrow: MainWindow, qtbot: QtBot) -> None:
        form = narrow.main_view.panel.form
        QTest.mouseClick(form.add, Qt.MouseButton.LeftButton)
        assert narrow.focusWidget() is form.description
        QTest.keyClicks(form.description, "Dashboard")
        QTest.keyClick(form.description, Qt.Key.Key_Escape)
        assert not form.folded  # something was typed
        form.key.setText(KEY)
        form.add.click()
        qtbot.waitUntil(lambda: form.folded)
        assert "Dashboard" in shown(narrow.main_view.panel)

    def test_escape_folds_what_nobody_has_filled_in(self, narrow: MainWindow) -> None:
        form = narrow.main_view.panel.form
        QTest.keyClick(narrow, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        assert form.description.isVisible()
        QTest.keyClick(form.description, Qt.Key.Key_Escape)
        assert form.folded

    def test_the_window_does_not_grow_for_it(self, narrow: MainWindow, qtbot: QtBot) -> None:
        narrow.main_view.panel.form.begin()
        qtbot.waitUntil(narrow.main_view.panel.form.description.isVisible)
        narrow.main_view.panel.show_deleted(["Analytics", "Reporting"])
        qtbot.waitUntil(narrow.main_view.panel.undo.isVisible)
        assert narrow.minimumSizeHint().height() <= 768


class TestIdle:
    def test_nothing_wakes_more_often_than_once_a_minute(self, window: MainWindow) -> None:
        awake = [t for t in window.findChildren(QTimer) if t.isActive() and not t.isSingleShot()]
        assert [timer for timer in awake if timer.interval() < AGES_MS] == []
        assert len(awake) <= 1

    def test_ages_rest_while_nobody_sees_them_and_are_right_when_somebody_does(
        self, window: MainWindow, qtbot: QtBot
    ) -> None:
        timers = window.main_view.panel.findChildren(QTimer)
        window.hide()
        assert [timer for timer in timers if timer.isActive() and not timer.isSingleShot()] == []
        with qtbot.waitSignal(window.controllers.list.model.dataChanged):
            window.show()


def test_undo_is_offered_only_where_there_is_something_to_undo(
    screen: Screen, panel: KeyPanel, qtbot: QtBot
) -> None:
    undo = screen.action("Undo delete")
    assert not undo.isEnabled()
    QTest.keyClick(panel.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(undo.isEnabled)
    undo.trigger()
    qtbot.waitUntil(lambda: len(shown(panel)) == 3)
    assert not undo.isEnabled()
