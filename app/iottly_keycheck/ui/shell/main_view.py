"""What is seen in the window: it makes the parts, lays them out and connects them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.keys.model import ListProblem
from iottly_keycheck.ui.controls.notice_bar import MessageBar, NoticeBar
from iottly_keycheck.ui.crash.crash_reporter import Crash
from iottly_keycheck.ui.history.history_presenter import HistoryPresenter
from iottly_keycheck.ui.keys.key_panel import KeyPanel, rule
from iottly_keycheck.ui.pane.diagnostics_pane import DiagnosticsPane
from iottly_keycheck.ui.pane.pane_presenter import PanePresenter
from iottly_keycheck.ui.reports.report_presenter import ReportPresenter
from iottly_keycheck.ui.shell.actions import Actions
from iottly_keycheck.ui.shell.controllers import Controllers
from iottly_keycheck.ui.shell.dialogs import Dialogs
from iottly_keycheck.ui.shell.file_drop import FileDrop
from iottly_keycheck.ui.shell.keys_presenter import KeysPresenter
from iottly_keycheck.ui.shell.practice_window import PracticeWindow
from iottly_keycheck.ui.shell.top_bar import TopBar
from iottly_keycheck.ui.style.theme import StyleClass
from iottly_keycheck.ui.text.translation import translated
from iottly_keycheck.ui.transfer.transfer_presenter import TransferPresenter
from iottly_keycheck.ui.watch.watch_presenter import WatchPresenter

if TYPE_CHECKING:
    from iottly_keycheck.ui.shell.main_window import MainWindow


class MainView(QWidget):
    """Key panel at the left, diagnostics pane at the right, messages over the pane.

    A new language replaces the whole view, so no widget has to translate itself again. Checks go
    on meanwhile. `restore_from` copies the selection, typed text and sizes; messages are lost.
    A part that shows the state of a controller reads this state when the part is made.
    """

    def __init__(
        self, controllers: Controllers, practice: PracticeWindow, window: MainWindow, mark: str
    ) -> None:
        """`mark` is what the top bar says of the whole window, if anything."""
        super().__init__(window)
        self._controllers = controllers
        self._practice = practice
        self.messages = MessageBar(StyleClass.WARNING, self)
        self.waiting = NoticeBar(StyleClass.CARD, dismissible=False, parent=self)
        self.panel = KeyPanel(controllers.list.model, self, practice=practice.offered)
        self.pane = DiagnosticsPane(self)
        self.keys_presenter = KeysPresenter(
            self.panel,
            controllers.list,
            controllers.secrets,
            controllers.checks,
            controllers.batches,
            self.messages,
            parent=self,
        )
        self.transfer_presenter = TransferPresenter(
            controllers.transfer, self.messages, window, parent=self
        )
        self.report_presenter = ReportPresenter(
            controllers.reports,
            self.pane.report_actions,
            controllers.settings,
            self.messages,
            window,
            parent=self,
        )
        FileDrop(window, parent=self).dropped.connect(self.report_presenter.open_dropped)
        self.report_presenter.dropped_else.connect(self.transfer_presenter.open_file)
        self.dialogs = Dialogs(
            controllers.settings,
            controllers.tasks,
            window,
            parent=self,
        )
        self.menu_actions = Actions(window, self.panel.view.commands, parent=self)
        self.top = TopBar(self.menu_actions, mark, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._lay_out()
        self._connect_actions(window)
        self.pane_presenter = PanePresenter(self.pane, controllers.checks, parent=self)
        self.history_presenter = HistoryPresenter(
            controllers.history, self.pane_presenter, self.messages, window, parent=self
        )
        self.watch_presenter = WatchPresenter(
            controllers.watches, controllers.history, controllers.notifications, window, parent=self
        )
        self._connect_presenters()
        self._connect_messages()

    def restore_from(self, before: MainView) -> None:
        """Show what the main view before this one showed."""
        self.splitter.restoreState(before.splitter.saveState())
        details = before.pane.report_actions.details.isChecked()
        self.pane.report_actions.details.setChecked(details)
        view, key = self.panel.view, before.panel.view.current_key
        if self._controllers.list.is_loaded:
            self.panel.show_loaded()
        if key is not None:
            view.select_key(key)
        self.pane_presenter.restore_from(before.pane_presenter)
        self.watch_presenter.restore()
        self.panel.form.restore_from(before.panel.form)
        self._controllers.list.emit_deleted()
        self._show_waiting(self._controllers.wait.waiting)
        # Later: before it is laid out, the list has no height to scroll in.
        scrolled = before.panel.view.verticalScrollBar().value()
        QTimer.singleShot(0, self, partial(view.verticalScrollBar().setValue, scrolled))

    # --- what it looks like ---

    def _lay_out(self) -> None:
        # Messages stand over the pane, which scrolls: the list and the form stay where they are.
        right = _stacked(QWidget(self), self.waiting, self.messages, self.pane)
        self.splitter.setHandleWidth(5)
        self.splitter.setChildrenCollapsible(False)
        for place, side in enumerate((self.panel, right)):
            self.splitter.addWidget(side)
            self.splitter.setStretchFactor(place, place + 1)
        # As shares of far more than there is: of less, Qt gives each its least first.
        self.splitter.setSizes([10_000, 20_000])
        _stacked(self, self.top, rule(self), self.splitter)

    # --- who tells whom ---

    def _connect_actions(self, window: QWidget) -> None:
        actions = self.menu_actions
        actions.settings.triggered.connect(self.dialogs.open_settings)
        actions.help.triggered.connect(self.dialogs.open_help)
        actions.about.triggered.connect(self.dialogs.open_about)
        actions.import_keys.triggered.connect(self.transfer_presenter.ask_for_file)
        actions.export_keys.triggered.connect(self.transfer_presenter.ask_where)
        actions.test.triggered.connect(self.keys_presenter.test)
        actions.test_all.triggered.connect(self.panel.test_all)
        actions.find.triggered.connect(self.panel.tools.search.begin)
        actions.practice.triggered.connect(self._practice.open)
        actions.practice.setVisible(self._practice.offered)
        self.panel.practice_requested.connect(self._practice.open)
        actions.new_key.triggered.connect(self.panel.form.begin)
        actions.undo.triggered.connect(self._controllers.list.undo)
        self._controllers.list.deleted_changed.connect(actions.offer_undo)
        actions.quit.triggered.connect(window.close)

    def _connect_presenters(self) -> None:
        actions, reports = self.menu_actions, self.report_presenter
        actions.copy_report.triggered.connect(reports.copy_text)
        actions.copy_curl.triggered.connect(reports.copy_curl)
        actions.save_report.triggered.connect(reports.ask_where)
        actions.send_report.triggered.connect(reports.show_preview)
        actions.open_report.triggered.connect(reports.ask_for_file)
        self.pane.report_actions.report_changed.connect(actions.offer_report)
        self.report_presenter.opened.connect(self.pane_presenter.open_report)
        actions.compare.triggered.connect(self.pane_presenter.compare)
        actions.compare.setVisible(self._controllers.checks.comparable)
        self._controllers.checks.comparable_changed.connect(actions.compare.setVisible)
        actions.test.triggered.connect(self.pane_presenter.show_current_key)
        self.panel.view.test_requested.connect(self.pane_presenter.show_current_key)
        self.panel.view.current_changed.connect(self.pane_presenter.show_current_key)
        self.panel.view.current_changed.connect(self._controllers.history.set_current_key)
        self.pane.add_section(self.history_presenter.section)
        self.history_presenter.section.watch_requested.connect(self.watch_presenter.open)
        self.watch_presenter.key_requested.connect(self._show_key)
        actions.watch.triggered.connect(self.watch_presenter.open)
        self.panel.view.delete_requested.connect(self._controllers.watches.forget)

    def _show_key(self, key_id: int) -> None:
        self.panel.show_keys([key_id])

    def _connect_messages(self) -> None:
        controllers = self._controllers
        for worker in (
            controllers.list,
            controllers.secrets,
            controllers.checks,
            controllers.settings,
            controllers.history,
            controllers.watches,
        ):
            worker.failed.connect(self.keys_presenter.show_failure)
        controllers.list.list_damaged.connect(self._show_damage)
        controllers.wait.waiting_changed.connect(self._show_waiting)
        self.waiting.acted.connect(controllers.wait.give_up)

    # --- messages ---

    def show_defect(self, crash: Crash) -> None:
        """Say that something happened that nobody expected, and offer its report."""
        sentence = self.tr(
            "Something went wrong inside the program, and what you did last may not have"
            " happened. Please try again; if it comes back, send the report to iottly support."
        )
        if crash.earlier:
            sentence = self.tr(
                "The program ended unexpectedly when it ran last. If that comes back, send the"
                " report to iottly support."
            )
        show = partial(self.dialogs.open_crash, crash)
        self.messages.enqueue(sentence, self.tr("Show report"), show)

    def _show_waiting(self, waiting: bool) -> None:
        if not waiting:
            self.waiting.clear()
            return
        sentence = self.tr("Waiting for your keyring… It may be asking for its password.")
        self.waiting.show_message(sentence, self.tr("Cancel"))

    def _show_damage(self, problem: ListProblem) -> None:
        self.messages.enqueue(messages.list_problem(problem, translated))


def _stacked(column: QWidget, *widgets: QWidget) -> QWidget:
    """Stack widgets in a column without gaps; the last one takes what room there is."""
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget, stretch=int(widget is widgets[-1]))
    return column
