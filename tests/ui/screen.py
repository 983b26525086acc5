"""The window as whoever sits in front of it has it: what one does there, and what one sees.

Tests of the window go through this page object, so that a widget that moves changes nothing but it.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QMenu,
    QMenuBar,
)

from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.ui.controls.notice_bar import MessageBar
from iottly_keycheck.ui.history.check_summary import CheckSummary
from iottly_keycheck.ui.history.history_section import HistorySection
from iottly_keycheck.ui.keys.key_panel import KeyPanel
from iottly_keycheck.ui.keys.list_tools import ListTools
from iottly_keycheck.ui.keys.progress_line import ProgressLine
from iottly_keycheck.ui.pane.pane_header import PaneHeader
from iottly_keycheck.ui.pane.report_actions import ReportActions
from iottly_keycheck.ui.pane.result_view import ResultView
from iottly_keycheck.ui.shell.top_bar import TopBar
from iottly_keycheck.ui.watch.watch_dialog import WatchDialog

from .screen_keys import KeysOnScreen, Widget, click, text_of


class Screen(KeysOnScreen):
    """One window: its keys, what is done with them, and what comes of it."""

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
        return text_of(self._the(KeyPanel).summary)

    def show_failures(self) -> None:
        click(self._the(KeyPanel).summary.button)

    # --- the answer ---

    def title(self) -> str:
        """Tell whose answer it is."""
        return self._the(PaneHeader).title.text()

    def verdict(self) -> str:
        return self._the(ResultView).card.headline.text()

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
        self.window.main_view.pane_presenter.open_report(report, file_name)

    def open_past(self, report: Report) -> None:
        """Show a report as that of an earlier check of the key."""
        self.window.main_view.pane_presenter.open_past(report)

    def origin(self) -> str:
        """Tell where the report comes from, unless it is the last one of the key."""
        return text_of(self.window.main_view.pane.origin)

    def leave_report(self) -> None:
        """Go back to the last report of the key."""
        click(self.window.main_view.pane.origin.button)

    @property
    def history(self) -> HistorySection:
        """The chart of past checks, below the answer."""
        return self._the(HistorySection)

    def open_check(self, check: CheckSummary) -> None:
        """Show the report of a past check."""
        self.window.controllers.history.open(check)

    def reload(self) -> None:
        """Have the list read again, as after an import."""
        self.window.controllers.list.reload()

    def look_again(self) -> None:
        """Have what is known of the key that is looked at shown anew."""
        self.window.controllers.checks.show_again()
        self.window.controllers.history.set_current_key(self.list.current_key)

    # --- what is said ---

    def notice(self) -> str:
        """Give the message over the answer, if there is one."""
        return text_of(self._the(MessageBar))

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
        return text_of(self.window.main_view.waiting)

    def give_up_waiting(self) -> None:
        click(self.window.main_view.waiting.button)

    def mark(self) -> str:
        """Tell what the top bar says of the whole window, if anything."""
        return text_of(self._the(TopBar).mark)

    def show_all_bars(self) -> None:
        """Have what hardly comes at once: a keyring that is waited for, and a deletion."""
        self.window.main_view.waiting.show_message(
            "Waiting for your keyring… It may be asking for its password.", "Cancel"
        )
        self._the(KeyPanel).show_deleted(["Analytics"])

    # --- menus and dialogs ---

    def actions(self) -> Sequence[QAction]:
        """Give what the menus offer."""
        menus = [title.menu() for title in self._the(QMenuBar).actions()]
        return [each for menu in menus if isinstance(menu, QMenu) for each in menu.actions()]

    def menu_texts(self) -> Sequence[str]:
        return [action.text() for action in self.actions()]

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

    def import_file(self, path: Path | str) -> None:
        """Have a file looked at, as if it were chosen for an import."""
        self.window.main_view.transfer_presenter.open_file(str(path))

    def export_to(self, path: Path) -> None:
        """Export the list, as if that file were chosen."""
        self.window.controllers.transfer.export(str(path))

    def rebuild(self) -> None:
        """Have everything said anew, as it is when the language changes."""
        before = self.window.main_view
        self.window.controllers.language.changed.emit()
        self._qtbot.waitUntil(lambda: self.window.main_view is not before)

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
        return self.window.main_view.watch_presenter.dialog

    def watch(self, description: str, seconds: float) -> None:
        """Watch a key, more often than the dialog would have it."""
        self.window.controllers.watches.start(self.key_id(description), seconds)

    def stop_watch(self) -> None:
        self.window.controllers.watches.stop()

    def watched(self) -> int:
        """Tell how many checks of the watch there have been."""
        watched = self.window.controllers.watches.watched
        return watched.tally.checks if watched else 0

    def is_watching(self) -> bool:
        return self.window.controllers.watches.watched.going_on
