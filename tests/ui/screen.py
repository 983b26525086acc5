"""The window as whoever sits in front of it has it: what one does there, and what one sees.

Tests of the window go through this page object, so that a widget that moves changes nothing but it.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
)
from pytestqt.qtbot import QtBot

from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.ui.add_key_form import AddKeyForm
from iottly_keycheck.ui.answer_view import AnswerView
from iottly_keycheck.ui.empty_list import EmptyList
from iottly_keycheck.ui.history_section import HistorySection
from iottly_keycheck.ui.icons import Badge
from iottly_keycheck.ui.key_list_model import KeyListModel, Role
from iottly_keycheck.ui.key_list_view import KeyListView
from iottly_keycheck.ui.key_panel import KeyPanel
from iottly_keycheck.ui.list_tools import ListTools
from iottly_keycheck.ui.notice_bar import MessageBar, NoticeBar
from iottly_keycheck.ui.pane_header import PaneHeader
from iottly_keycheck.ui.past_checks import PastCheck
from iottly_keycheck.ui.progress_line import ProgressLine
from iottly_keycheck.ui.report_actions import ReportActions
from iottly_keycheck.ui.top_bar import TopBar
from iottly_keycheck.ui.watch_dialog import WatchDialog
from iottly_keycheck.ui.window import MainWindow

Widget = TypeVar("Widget")
Seen = TypeVar("Seen")

CONTROL = Qt.KeyboardModifier.ControlModifier


def click(button: QAbstractButton) -> None:
    """Press a button with the mouse."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


class Screen:
    """One window; its widgets are looked for anew each time, as another language makes others."""

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
        self.list.reveal_wanted.emit(self.key_id(description))

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
        return _text(self._the(KeyPanel).undo)

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

    # --- testing ---

    def test(self) -> None:
        """Press the big button, which starts the test of the key that is looked at or stops it."""
        click(self.test_button)

    @property
    def test_button(self) -> QAbstractButton:
        return self._the(PaneHeader).test_button

    def test_to_the_end(self) -> None:
        """Test the key that is looked at, and wait for the verdict."""
        idle = self.test_label()
        self.test()
        self._qtbot.waitUntil(lambda: self.test_label() == idle)

    def test_label(self) -> str:
        """Tell what the big button says."""
        return self.test_button.text()

    def is_testing(self) -> bool:
        """Tell whether the key that is looked at is being tested."""
        return self.test_label() != "Test connection"

    def can_test(self) -> bool:
        return self.test_button.isEnabled()

    def test_selected(self) -> None:
        """Test what is selected."""
        QTest.keyClick(self.window, Qt.Key.Key_F5)

    def test_all(self) -> None:
        self.choose("Test all")

    @property
    def test_many(self) -> QAbstractButton:
        """The button over the list, which says how many keys it tests."""
        return self._the(ListTools).test

    def progress(self) -> str:
        """Tell how many of many keys are tested, while they are."""
        line = self._the(ProgressLine)
        return line.count.text() if line.isVisible() else ""

    def progress_bar(self) -> int:
        return self._the(ProgressLine).bar.value()

    def stop_all(self) -> None:
        click(self._the(ProgressLine).cancel)

    def summary(self) -> str:
        """Tell what came of the test of many keys, as long as it is said."""
        return _text(self._the(KeyPanel).summary)

    def show_failures(self) -> None:
        click(self._the(KeyPanel).summary.button)

    # --- the answer ---

    def title(self) -> str:
        """Tell whose answer it is."""
        return self._the(PaneHeader).title.text()

    def verdict(self) -> str:
        return self._the(AnswerView).card.headline.text()

    @property
    def report_actions(self) -> ReportActions:
        """The bar under the answer."""
        return self._the(ReportActions)

    def report(self) -> Report | None:
        return self.report_actions.report

    def report_done(self) -> str:
        """Tell what is said to have been done with the report."""
        return self.report_actions.done.text()

    def show_details(self) -> None:
        self.report_actions.details.setChecked(True)

    def open_report(self, report: Report, file_name: str = "customer.json") -> None:
        """Show a report as one that was read from a file."""
        self.window.face.desk.open_report(report, file_name)

    def open_past(self, report: Report) -> None:
        """Show a report as that of an earlier check of the key."""
        self.window.face.desk.open_past(report)

    def origin(self) -> str:
        """Tell where the report comes from, unless it is the last one of the key."""
        return _text(self.window.face.pane.origin)

    def leave_report(self) -> None:
        """Go back to the last report of the key."""
        click(self.window.face.pane.origin.button)

    @property
    def history(self) -> HistorySection:
        """The chart of past checks, below the answer."""
        return self._the(HistorySection)

    def open_check(self, check: PastCheck) -> None:
        """Show the report of a past check."""
        self.window.sessions.history.open(check)

    def reload(self) -> None:
        """Have the list read again, as after an import."""
        self.window.sessions.list.reload()

    def look_again(self) -> None:
        """Have what is known of the key that is looked at shown anew."""
        self.window.sessions.checks.look_again()
        self.window.sessions.history.look_at(self.list.current_key)

    # --- what is said ---

    def notice(self) -> str:
        """Give the message over the answer, if there is one."""
        return _text(self._the(MessageBar))

    def dismiss_notice(self) -> None:
        click(self._the(MessageBar).dismiss)

    def act_on_notice(self) -> None:
        click(self._the(MessageBar).button)

    def notices(self) -> Sequence[str]:
        """Give all messages, and dismiss them."""
        told = []
        while text := self.notice():
            told.append(text)
            self.dismiss_notice()
        return told

    def waiting(self) -> str:
        """Tell what is waited for, if anything is."""
        return _text(self.window.face.waiting)

    def give_up_waiting(self) -> None:
        click(self.window.face.waiting.button)

    def mark(self) -> str:
        """Tell what the top bar says of the whole window, if anything."""
        return _text(self._the(TopBar).mark)

    def show_all_bars(self) -> None:
        """Have what hardly comes at once: a keyring that is waited for, and a deletion."""
        self.window.face.waiting.say(
            "Waiting for your keyring… It may be asking for its password.", "Cancel"
        )
        self._the(KeyPanel).show_deleted(["Analytics"])

    # --- menus and dialogs ---

    def actions(self) -> Sequence[QAction]:
        """Give what the menus offer."""
        menus = [title.menu() for title in self._the(QMenuBar).actions()]
        return [each for menu in menus if isinstance(menu, QMenu) for each in menu.actions()]

    def action(self, text: str) -> QAction:
        return next(action for action in self.actions() if action.text() == text)

    def choose(self, text: str) -> None:
        """Choose something in the menus."""
        self.action(text).trigger()

    def dialog(self, kind: type[Widget]) -> Widget:
        """Wait for a dialog of that kind, and give it."""
        self._qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
        return QApplication.activeModalWidget()

    def open_settings(self) -> QDialog:
        role = QAction.MenuRole.PreferencesRole  # whatever its name is in this language
        next(action for action in self.actions() if action.menuRole() is role).trigger()
        return self.dialog(QDialog)

    def rebuild(self) -> None:
        """Have everything said anew, as it is when the language changes."""
        before = self.window.face
        self.window.sessions.language.changed.emit()
        self._qtbot.waitUntil(lambda: self.window.face is not before)

    def drop(self, content: QMimeData) -> bool:
        """Drag something over the window and let it go; tell whether it was taken."""
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPoint(9, 9), copy, content, left, none)
        enter.setAccepted(False)
        QApplication.sendEvent(self.window, enter)
        if enter.isAccepted():
            drop = QDropEvent(QPointF(9, 9), copy, content, left, none)
            QApplication.sendEvent(self.window, drop)
        return enter.isAccepted()

    def drop_file(self, path: Path) -> bool:
        content = QMimeData()
        content.setUrls([QUrl.fromLocalFile(str(path))])
        return self.drop(content)

    # --- watching ---

    def open_watch(self) -> WatchDialog:
        self.choose("Watch…")
        return self.wait_for(self.watch_dialog)

    def watch_dialog(self) -> WatchDialog | None:
        return self.window.face.watch_desk.dialog

    def watch(self, description: str, seconds: float) -> None:
        """Watch a key, more often than the dialog would have it."""
        self.window.sessions.watches.start(self.key_id(description), seconds)

    def stop_watch(self) -> None:
        self.window.sessions.watches.stop()

    def watched(self) -> int:
        """Tell how many checks of the watch there have been."""
        watched = self.window.sessions.watches.watched
        return watched.tally.checks if watched else 0

    def is_watching(self) -> bool:
        return self.window.sessions.watches.watched.going_on


def _text(shown: NoticeBar | QLabel) -> str:
    """Give what stands there, if it can be seen in its window."""
    text = shown.text() if isinstance(shown, QLabel) else shown.text
    return text if shown.isVisibleTo(shown.window()) else ""
