"""The list under mouse and keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from iottly_keycheck.ui.key_list_view import KeyListView
from iottly_keycheck.ui.window import MainWindow


@pytest.fixture
def view(window: MainWindow) -> KeyListView:
    return window.panel.view


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
        ("Delete: Analytics", "delete_wanted"),
        ("Show key: Analytics", "reveal_wanted"),
        ("Copy key: Analytics", "copy_wanted"),
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
    assert pressed.args == [analytics]


def test_the_delete_key_deletes_the_current_row(view: KeyListView, qtbot: QtBot) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row_rect(view, 1).center())
    reporting = view.current_key
    with qtbot.waitSignal(view.delete_wanted) as wanted:
        QTest.keyClick(view, Qt.Key.Key_Delete)
    assert wanted.args == [reporting]


def test_an_empty_list_takes_the_delete_key_calmly(
    view: KeyListView, window: MainWindow, qtbot: QtBot
) -> None:
    window.list.model.set_rows([])
    assert shown_buttons(view) == []
    with qtbot.assertNotEmitted(view.delete_wanted):
        QTest.keyClick(view, Qt.Key.Key_Delete)


def test_the_menu_has_every_action_of_a_row(view: KeyListView, qtbot: QtBot) -> None:
    place = row_rect(view, 1).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place)
    )
    QGuiApplication.sendEvent(view.viewport(), event)
    menu = view.findChild(QMenu)
    names = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert names == ["Show key", "Copy key", "Rename", "Delete"]
    with qtbot.waitSignal(view.delete_wanted):
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
    qtbot.waitUntil(lambda: bool(window.messages.text))
    qtbot.waitUntil(lambda: view.viewport().findChild(QLineEdit) is not None)
    assert view.viewport().findChild(QLineEdit).text() == "reporting"
    assert view.currentIndex().data() == "Analytics"


def test_refreshed_ages_disturb_nobody_who_types(view: KeyListView, window: MainWindow) -> None:
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.viewport().findChild(QLineEdit)
    QTest.keyClicks(editor, "half a na")
    window.list.model.refresh()
    assert editor.text() == "half a na"
