"""The left side of the window, for the page object: the list of keys, and the form under it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
)
from pytestqt.qtbot import QtBot

from iottly_keycheck.ui.controls.icons import Badge
from iottly_keycheck.ui.controls.notice_bar import NoticeBar
from iottly_keycheck.ui.keys.add_key_form import AddKeyForm
from iottly_keycheck.ui.keys.empty_list import EmptyList
from iottly_keycheck.ui.keys.key_list_view import KeyListView
from iottly_keycheck.ui.keys.key_panel import KeyPanel
from iottly_keycheck.ui.keys.list_tools import ListTools
from iottly_keycheck.ui.list_model.key_list_model import KeyListModel, Role
from iottly_keycheck.ui.shell.main_window import MainWindow

Widget = TypeVar("Widget")
Seen = TypeVar("Seen")

CONTROL = Qt.KeyboardModifier.ControlModifier


def click(button: QAbstractButton) -> None:
    """Press a button with the mouse."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def text_of(shown: NoticeBar | QLabel) -> str:
    """Give what stands there, if it can be seen in its window."""
    text = shown.text() if isinstance(shown, QLabel) else shown.text
    return text if shown.isVisibleTo(shown.window()) else ""


class KeysOnScreen:
    """The keys of one window; its widgets are looked for anew each time.

    Another language makes other widgets.
    """

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    def wait_for(self, seen: Callable[[], Seen], timeout: int = 5000) -> Seen:
        """Wait until there is something to be seen, and give it: `wait_for(screen.notice)`."""
        self._qtbot.waitUntil(lambda: bool(seen()), timeout=timeout)
        return seen()

    def _the(self, kind: type[Widget]) -> Widget:
        found = self.window.centralWidget().findChild(kind)
        assert found is not None, kind
        return found

    # --- the list of keys ---

    @property
    def list(self) -> KeyListView:
        return self._the(KeyListView)

    @property
    def _model(self) -> KeyListModel:
        return self.list.model()

    def _row(self, description: str) -> QModelIndex:
        return next(index for index in self._rows() if index.data() == description)

    def _rows(self) -> Sequence[QModelIndex]:
        model = self._model
        return [model.index(place, 0) for place in range(model.rowCount())]

    def descriptions(self) -> Sequence[str]:
        """Tell which keys are in the list, from top to bottom."""
        return [index.data() for index in self._rows()]

    def key_count(self) -> int:
        return self._model.rowCount()

    def key_id(self, description: str) -> int:
        return next(row.id for row in self._model.rows if row.description == description)

    def current(self) -> str | None:
        """Tell which key is looked at."""
        return self.list.currentIndex().data()

    def select(self, *descriptions: str) -> None:
        """Select keys, and look at the first of them."""
        ids = [self.key_id(description) for description in descriptions]
        if len(ids) == 1:
            self.list.select_key(ids[0])
        else:
            self.list.select_keys(ids)

    def select_all(self) -> None:
        self.list.selectAll()

    def badge(self, description: str) -> Badge:
        return Badge(self._row(description).data(Role.BADGE))

    def badges(self) -> Sequence[Badge]:
        return [Badge(index.data(Role.BADGE)) for index in self._rows()]

    def is_outdated(self, description: str) -> bool:
        """Tell whether the key's result is shown as one of other settings."""
        return bool(self._row(description).data(Role.OUTDATED))

    def revealed(self) -> Sequence[str]:
        """Tell which keys stand there whole."""
        whole = [index for index in self._rows() if "•" not in index.data(Role.KEY_TEXT)]
        assert whole == [index for index in self._rows() if index.data(Role.REVEALED)]
        return [index.data() for index in whole]

    def show_key(self, description: str) -> None:
        """Ask for the key to be shown, or masked again."""
        self.list.reveal_requested.emit(self.key_id(description))

    def copy_key(self) -> None:
        self._press(Qt.Key.Key_C, CONTROL)

    def delete(self) -> None:
        """Delete what is selected."""
        self._press(Qt.Key.Key_Delete)

    def rename(self, description: str) -> None:
        """Give the key that is looked at another description."""
        self._press(Qt.Key.Key_F2)
        editor = self.list.viewport().findChild(QLineEdit)
        editor.selectAll()
        QTest.keyClicks(editor, description)
        QTest.keyClick(editor, Qt.Key.Key_Return)

    def _press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.list.setFocus()  # where the list's shortcuts are at home
        QTest.keyClick(self.list, key, modifier)

    def search(self, text: str) -> None:
        """Type what to search for; nothing clears the search."""
        field = self._the(ListTools).search
        field.clear()
        QTest.keyClicks(field, text)

    def order(self) -> str:
        """Tell by what the list is sorted."""
        return self._the(ListTools).order.currentText()

    @property
    def empty_list(self) -> EmptyList:
        """What stands in the place of a list without keys."""
        return self._the(EmptyList)

    def deleted(self) -> str:
        """Give the offer to undo a deletion, if there is one."""
        return text_of(self._the(KeyPanel).undo)

    def undo(self) -> None:
        click(self._the(KeyPanel).undo.button)

    # --- the form ---

    @property
    def form(self) -> AddKeyForm:
        return self._the(AddKeyForm)

    def add_key(self, description: str, key: str) -> None:
        self.form.description.setText(description)
        self.form.key.setText(key)
        click(self.form.add)
