"""The list under mouse and keyboard."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from iottly_keycheck.ui.keys.key_list_view import KeyListView
from iottly_keycheck.ui.list_model.key_order import Order
from iottly_keycheck.ui.shell.main_window import MainWindow


@pytest.fixture
def view(window: MainWindow) -> KeyListView:
    return window.main_view.panel.view


def row_rect(view: KeyListView, place: int) -> QRect:
    return view.visualRect(view.model().index(place, 0))


def shown_buttons(view: KeyListView) -> list[str]:
    found = view.viewport().findChildren(QPushButton) + view.viewport().findChildren(QToolButton)
    return sorted(button.accessibleName() for button in found if button.isVisible())


def test_the_first_key_is_looked_at_from_the_start(view: KeyListView) -> None:
    assert view.currentIndex().data() == "Analytics"
    assert shown_buttons(view) == [
        "Copy key: Analytics",
        "Delete: Analytics",
        "Show key: Analytics",
    ]


def test_a_row_under_the_mouse_has_buttons_too(view: KeyListView, qtbot: QtBot) -> None:
    QTest.mouseMove(view.viewport(), row_rect(view, 2).center())
    qtbot.waitUntil(lambda: "Delete: John Smith" in shown_buttons(view))
    assert "Delete: Analytics" in shown_buttons(view)
    QTest.mouseMove(view.viewport(), row_rect(view, 0).center())
    qtbot.waitUntil(lambda: "Delete: John Smith" not in shown_buttons(view))


def test_the_buttons_lie_within_their_row(view: KeyListView) -> None:
    delete = next(b for b in view.viewport().findChildren(QPushButton) if b.isVisible())
    place = QRect(delete.mapTo(view.viewport(), QPoint(0, 0)), delete.size())
    assert row_rect(view, 0).contains(place)


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("Delete: Analytics", "delete_requested"),
        ("Show key: Analytics", "reveal_requested"),
        ("Copy key: Analytics", "copy_requested"),
    ],
)
def test_a_press_is_about_the_buttons_row(
    view: KeyListView, qtbot: QtBot, name: str, signal: str
) -> None:
    analytics = view.current_key
    found = view.viewport().findChildren(QPushButton) + view.viewport().findChildren(QToolButton)
    button = next(b for b in found if b.isVisible() and b.accessibleName() == name)
    with qtbot.waitSignal(getattr(view, signal)) as pressed:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed.args == [[analytics] if signal == "delete_requested" else analytics]


def test_the_delete_key_deletes_the_current_row(view: KeyListView, qtbot: QtBot) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row_rect(view, 1).center())
    reporting = view.current_key
    with qtbot.waitSignal(view.delete_requested) as wanted:
        QTest.keyClick(view, Qt.Key.Key_Delete)
    assert wanted.args == [[reporting]]


def test_an_empty_list_takes_the_delete_key_calmly(
    view: KeyListView, window: MainWindow, qtbot: QtBot
) -> None:
    window.controllers.list.model.set_rows([])
    assert shown_buttons(view) == []
    with qtbot.assertNotEmitted(view.delete_requested):
        QTest.keyClick(view, Qt.Key.Key_Delete)


def test_the_menu_has_every_action_of_a_row(view: KeyListView, qtbot: QtBot) -> None:
    place = row_rect(view, 1).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place)
    )
    QGuiApplication.sendEvent(view.viewport(), event)
    menu = view.findChild(QMenu)
    names = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert names == ["Test connection", "Show key", "Copy key", "Rename", "Delete"]
    with qtbot.waitSignal(view.delete_requested):
        menu.actions()[-1].trigger()
    menu.close()


@pytest.fixture
def rename(view: KeyListView) -> Callable[[str], None]:
    def rename(text: str) -> None:
        QTest.keyClick(view, Qt.Key.Key_F2)
        editor = view.viewport().findChild(QLineEdit)
        editor.selectAll()
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return)

    return rename


def test_a_description_is_renamed_in_its_place(
    view: KeyListView, rename: Callable[[str], None], qtbot: QtBot
) -> None:
    rename("Analytics, second floor")
    qtbot.waitUntil(lambda: view.currentIndex().data() == "Analytics, second floor")


def test_a_refused_description_can_be_mended_where_it_was_typed(
    view: KeyListView, rename: Callable[[str], None], window: MainWindow, qtbot: QtBot
) -> None:
    rename("reporting")
    qtbot.waitUntil(lambda: bool(window.main_view.messages.text))
    qtbot.waitUntil(lambda: view.viewport().findChild(QLineEdit) is not None)
    assert view.viewport().findChild(QLineEdit).text() == "reporting"
    assert view.currentIndex().data() == "Analytics"


def test_refreshed_ages_disturb_nobody_who_types(view: KeyListView, window: MainWindow) -> None:
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.viewport().findChild(QLineEdit)
    QTest.keyClicks(editor, "half a na")
    window.controllers.list.model.refresh()
    assert editor.text() == "half a na"


def names(view: KeyListView) -> list[str]:
    return [row.description for row in view.model().shown]


def selected(view: KeyListView) -> list[str]:
    return [view.model().row_of(key_id).description for key_id in view.selected_keys]


def click(view: KeyListView, place: int, modifier: Qt.KeyboardModifier) -> None:
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, modifier, row_rect(view, place).center()
    )


class TestSeveralKeys:
    def test_they_are_selected_with_the_usual_keys(self, view: KeyListView) -> None:
        click(view, 2, Qt.KeyboardModifier.ControlModifier)
        assert selected(view) == ["Analytics", "John Smith"]
        click(view, 0, Qt.KeyboardModifier.NoModifier)
        click(view, 2, Qt.KeyboardModifier.ShiftModifier)
        assert selected(view) == ["Analytics", "Reporting", "John Smith"]
        click(view, 1, Qt.KeyboardModifier.NoModifier)
        assert selected(view) == ["Reporting"]
        QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert selected(view) == ["Analytics", "Reporting", "John Smith"]

    def test_the_delete_key_is_about_all_of_them(self, view: KeyListView, qtbot: QtBot) -> None:
        everyone = [row.id for row in view.model().rows]
        view.selectAll()
        with qtbot.waitSignal(view.delete_requested) as wanted:
            QTest.keyClick(view, Qt.Key.Key_Delete)
        assert wanted.args == [everyone]

    def test_the_menu_says_how_many_it_is_about(self, view: KeyListView, qtbot: QtBot) -> None:
        view.selectAll()
        commands = view.commands
        assert "3" in commands.delete.text()
        assert "3" in commands.test.text()
        assert not commands.copy.isEnabled()
        assert not commands.reveal.isEnabled()
        with qtbot.waitSignal(view.test_requested) as wanted:
            commands.test.trigger()
        assert len(wanted.args[0]) == 3

    def test_a_right_click_among_them_keeps_them(self, view: KeyListView) -> None:
        view.select_keys([row.id for row in view.model().rows[:2]])
        for place, left in ((1, ["Analytics", "Reporting"]), (2, ["John Smith"])):
            middle = row_rect(view, place).center()
            event = QContextMenuEvent(
                QContextMenuEvent.Reason.Mouse, middle, view.viewport().mapToGlobal(middle)
            )
            QGuiApplication.sendEvent(view.viewport(), event)
            view.findChild(QMenu).close()
            assert selected(view) == left


def test_a_key_is_looked_at_alone_whatever_is_held_down(view: KeyListView) -> None:
    QTest.keyPress(view, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    try:
        view.select_key(view.model().rows[1].id)
        view.select_key(view.model().rows[1].id)
        assert selected(view) == ["Reporting"]
    finally:
        QTest.keyRelease(view, Qt.Key.Key_Control)


class TestRearranging:
    def test_what_is_selected_stays_so_in_another_order(
        self, view: KeyListView, qtbot: QtBot
    ) -> None:
        view.select_keys([row.id for row in view.model().rows[1:]])
        with qtbot.assertNotEmitted(view.current_changed):
            view.model().set_order(Order.NAME)
        assert names(view) == ["Analytics", "John Smith", "Reporting"]
        assert selected(view) == ["John Smith", "Reporting"]
        assert view.currentIndex().data() == "Reporting"

    def test_the_next_key_is_looked_at_when_one_goes(self, view: KeyListView) -> None:
        model = view.model()
        view.select_key(model.rows[1].id)
        model.remove(model.rows[1].id)
        assert view.currentIndex().data() == "John Smith"
        model.remove(model.rows[1].id)
        assert view.currentIndex().data() == "Analytics"
        with telling(view) as told:
            model.remove(model.rows[0].id)
        assert told == [None]

    def test_the_best_of_what_is_found_is_looked_at_once_one_stops_typing(
        self, view: KeyListView, qtbot: QtBot
    ) -> None:
        view.select_key(view.model().rows[2].id)
        with qtbot.waitSignal(view.current_changed) as told:
            view.model().search("repor")
        assert told.args == [view.model().rows[1].id]
        assert selected(view) == ["Reporting"]

    def test_who_renames_goes_on_with_what_is_typed(self, view: KeyListView) -> None:
        view.select_key(view.model().rows[1].id)
        QTest.keyClick(view, Qt.Key.Key_F2)
        QTest.keyClicks(view.viewport().findChild(QLineEdit), "half a na")
        view.model().set_order(Order.NAME)
        editors = [e for e in view.viewport().findChildren(QLineEdit) if e.isVisible()]
        assert [editor.text() for editor in editors] == ["half a na"]
        QTest.keyClick(editors[0], Qt.Key.Key_Escape)
        assert view.currentIndex().data() == "Reporting"


@contextmanager
def telling(view: KeyListView) -> Iterator[list[object]]:
    """Gather which keys are told to be looked at."""
    told: list[object] = []
    view.current_changed.connect(told.append)
    yield told
    view.current_changed.disconnect(told.append)
