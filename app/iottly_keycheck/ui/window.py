"""The window: it makes the parts, lays them out and connects them."""

from __future__ import annotations

import os
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QMainWindow, QSplitter, QVBoxLayout, QWidget

from iottly_keycheck.diagnosis import words
from iottly_keycheck.keys.model import ListProblem
from iottly_keycheck.settings import KeyStore, Settings
from iottly_keycheck.ui.actions import Actions
from iottly_keycheck.ui.attention import Attention
from iottly_keycheck.ui.batch_session import BatchSession
from iottly_keycheck.ui.check_means import CheckMeans
from iottly_keycheck.ui.check_session import CheckSession
from iottly_keycheck.ui.comparison_session import ComparisonSession
from iottly_keycheck.ui.crash_file import Crash
from iottly_keycheck.ui.diagnostics_pane import DiagnosticsPane
from iottly_keycheck.ui.dialogs import Dialogs
from iottly_keycheck.ui.exchange_desk import ExchangeDesk
from iottly_keycheck.ui.exchange_session import ExchangeSession
from iottly_keycheck.ui.file_drop import FileDrop
from iottly_keycheck.ui.history_desk import HistoryDesk
from iottly_keycheck.ui.history_session import HistorySession
from iottly_keycheck.ui.key_panel import KeyPanel, rule
from iottly_keycheck.ui.key_secrets import KeySecrets
from iottly_keycheck.ui.key_work import KeyWork
from iottly_keycheck.ui.keyring_wait import KeyringWait
from iottly_keycheck.ui.language import Language
from iottly_keycheck.ui.list_session import ListSession
from iottly_keycheck.ui.notice_bar import MessageBar, NoticeBar
from iottly_keycheck.ui.notices import Notices, service_here
from iottly_keycheck.ui.pane_desk import PaneDesk
from iottly_keycheck.ui.parts import WindowParts
from iottly_keycheck.ui.passphrase_questions import PassphraseQuestions
from iottly_keycheck.ui.practice_window import PracticeWindow
from iottly_keycheck.ui.report_desk import ReportDesk
from iottly_keycheck.ui.report_session import ReportSession
from iottly_keycheck.ui.settings_session import SettingsSession
from iottly_keycheck.ui.store_access import StoreAccess
from iottly_keycheck.ui.store_desk import StoreDesk
from iottly_keycheck.ui.store_session import StoreSession
from iottly_keycheck.ui.tasks import Tasks
from iottly_keycheck.ui.theme import Look
from iottly_keycheck.ui.top_bar import TopBar
from iottly_keycheck.ui.watch_desk import WatchDesk
from iottly_keycheck.ui.watch_session import WatchSession
from iottly_keycheck.ui.window_state import WindowState
from iottly_keycheck.ui.wording import in_language

PROGRAM_NAME = "iottly Key Check"


class MainWindow(QMainWindow):
    """Key panel at the left, diagnostics pane at the right, messages over both.

    What works (the sessions, the model) is made once, in `__init__`. What is seen is made in
    `_build`, with the `face` as its parent, and made anew when the language changes: so every
    word is right in the new language without each widget's having to know how to say all its
    words again. Checks go on meanwhile; the selection, what is typed and the sizes are handed
    over (`_build_anew`), messages are not. Whoever shows the state of a session asks the session
    for it when it is built. `language` is that of the program where another window has it already.
    """

    def __init__(self, parts: WindowParts, language: Language | None = None) -> None:
        super().__init__()
        self._practice = parts.practice
        self.tasks = Tasks(self)
        self.wait = KeyringWait(self.tasks, self)
        self.access = StoreAccess(parts.keys.stores.file, self.tasks, self.wait, self)
        self.settings = SettingsSession(parts.settings, parts.proxy_passwords, self.access, self)
        self.list = ListSession(parts.keys, self.tasks, self.wait, self.access, self)
        self.secrets = KeySecrets(parts.keys, self.access, QGuiApplication.clipboard(), self)
        Attention(self).lost.connect(self.secrets.hide)
        means = CheckMeans(
            parts.keys, parts.checker, self.list.model, self.tasks, self.wait, self.access
        )
        self.checks = CheckSession(means, self.settings.settings, self)
        self.batches = BatchSession(means, self.checks, self)
        self.comparison = ComparisonSession(means, self.checks, self)
        self.watches = WatchSession(means, self.checks, self)
        self.history = HistorySession(parts.keys, self.list.model, self.tasks, self)
        self.checks.finished.connect(self.history.has_ended)
        self.notices = Notices(service_here(), self.tasks, self)
        self.stores = StoreSession(
            parts.keys,
            self.list.model,
            self.settings,
            parts.proxy_passwords,
            self.access,
            self.tasks,
            self,
        )
        self.stores.moving.ended.connect(self.list.reload)
        self.exchange = ExchangeSession(parts.keys, self.access, self.tasks, self)
        self.exchange.list_changed.connect(self.list.reload)
        self.reports = ReportSession(self.tasks, self)
        self.wait.came_late.connect(self.settings.reload)
        # A program speaks one language: the practice window has it from this one.
        self.language = language or Language(self)
        make = partial(MainWindow, language=self.language)
        self.practice = PracticeWindow(parts.practice_parts, make, self.settings, self)
        self._painted = False
        self.settings.changed.connect(self._use)
        self._use(self.settings.settings)
        self._build()
        self._state = WindowState(parts.window_state)
        self._state.restore(self)
        for problem in self.settings.problems:
            self.messages.tell(words.settings_problem(problem, in_language))
        # Later: the menu in which a language is chosen cannot go while it is open.
        self.language.changed.connect(self._build_anew, Qt.ConnectionType.QueuedConnection)

    def _build(self) -> None:
        face = QWidget(self)
        self.messages = MessageBar(Look.WARNING, face)
        self.waiting = NoticeBar(Look.CARD, dismissible=False, parent=face)
        self.panel = KeyPanel(self.list.model, face, practice=self.practice.offered)
        self.pane = DiagnosticsPane(face)
        self.store_desk = StoreDesk(self.stores, self.messages, self, parent=face)
        self.passphrases = PassphraseQuestions(self.access, self, parent=face)
        self.work = KeyWork(
            self.panel,
            self.list,
            self.secrets,
            self.checks,
            self.batches,
            self.messages,
            self.store_desk,
            parent=face,
        )
        self.exchange_desk = ExchangeDesk(
            self.exchange, self.messages, self.store_desk, self, parent=face
        )
        self.report_desk = ReportDesk(
            self.reports,
            self.pane.report_actions,
            self.settings,
            self.messages,
            self,
            parent=face,
        )
        FileDrop(self, parent=face).dropped.connect(self.report_desk.open_dropped)
        self.report_desk.dropped_else.connect(self.exchange_desk.open_file)
        self.dialogs = Dialogs(
            self.settings, self.stores, self.passphrases, self.tasks, self, parent=face
        )
        self.menu_actions = Actions(self, self.panel.view.commands, parent=face)
        self._lay_out(face)
        self._connect_actions()
        self.desk = PaneDesk(self.pane, self.checks, self.comparison, parent=face)
        self.history_desk = HistoryDesk(self.history, self.desk, self.messages, self, parent=face)
        self.watch_desk = WatchDesk(self.watches, self.history, self.notices, self, parent=face)
        self._connect_desk()
        self._connect_messages()

    def _build_anew(self) -> None:
        """Say everything again, in another language."""
        self.watch_desk.let_go()
        for dialog in self.findChildren(QDialog):
            dialog.close()
        panel, desk, sizes = self.panel, self.desk, self.splitter.saveState()
        details = self.pane.report_actions.details.isChecked()
        scrolled = panel.view.verticalScrollBar().value()
        self._build()
        self.splitter.restoreState(sizes)
        self.pane.report_actions.details.setChecked(details)
        if self.list.is_loaded:
            self.panel.show_loaded()
        if panel.view.current_key is not None:
            self.panel.view.select_key(panel.view.current_key)
        self.desk.take_over(desk)
        self.watch_desk.take_over()
        self.panel.form.take_over(panel.form)
        self.list.tell_deleted()
        self._show_waiting(self.wait.waiting)
        # Later: before it is laid out, the list has no height to scroll in.
        QTimer.singleShot(0, partial(self._scroll_list, scrolled))

    def _scroll_list(self, value: int) -> None:
        self.panel.view.verticalScrollBar().setValue(value)

    # --- what it looks like ---

    def _lay_out(self, face: QWidget) -> None:
        title = self.tr("Practice – {program}").format(program=PROGRAM_NAME)
        self.setWindowTitle(title if self._practice else PROGRAM_NAME)
        mark = self.tr("Practice API: nothing here is real") if self._practice else ""
        self.top = TopBar(self.menu_actions, mark, face)
        # Messages stand over the pane, which scrolls: the list and the form stay where they are.
        desk = self.store_desk
        over = (desk.strip, desk.progress, self.waiting, self.messages)
        right = _stacked(QWidget(face), *over, self.pane)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, face)
        self.splitter.setHandleWidth(5)
        self.splitter.setChildrenCollapsible(False)
        for place, side in enumerate((self.panel, right)):
            self.splitter.addWidget(side)
            self.splitter.setStretchFactor(place, place + 1)
        # As shares of far more than there is: of less, Qt gives each its least first.
        self.splitter.setSizes([10_000, 20_000])
        # The face that was there before goes, and all that was in it.
        self.setCentralWidget(_stacked(face, self.top, rule(face), self.splitter))

    # --- who tells whom ---

    def _connect_actions(self) -> None:
        actions = self.menu_actions
        actions.settings.triggered.connect(self.dialogs.open_settings)
        actions.help.triggered.connect(self.dialogs.open_help)
        actions.about.triggered.connect(self.dialogs.open_about)
        actions.import_keys.triggered.connect(self.exchange_desk.ask_for_file)
        actions.export_keys.triggered.connect(self.exchange_desk.ask_for_form)
        actions.test.triggered.connect(self.work.test)
        actions.test_all.triggered.connect(self.panel.test_all)
        actions.find.triggered.connect(self.panel.tools.search.begin)
        actions.practice.triggered.connect(self.practice.open)
        actions.practice.setVisible(self.practice.offered)
        self.panel.practice_wanted.connect(self.practice.open)
        actions.new_key.triggered.connect(self.panel.form.begin)
        actions.undo.triggered.connect(self.list.undo)
        self.list.deleted_changed.connect(actions.offer_undo)
        actions.quit.triggered.connect(self.close)

    def _connect_desk(self) -> None:
        self.report_desk.connect_actions(self.menu_actions)
        self.report_desk.opened.connect(self.desk.open_report)
        self.menu_actions.compare.triggered.connect(self.desk.compare)
        self.menu_actions.test.triggered.connect(self.desk.leave)
        self.panel.view.test_wanted.connect(self.desk.leave)
        self.panel.view.current_changed.connect(self.desk.look_at)
        self.panel.view.current_changed.connect(self.history.look_at)
        self.pane.add_section(self.history_desk.section)
        self.history_desk.section.watch_wanted.connect(self.watch_desk.open)
        self.watch_desk.key_wanted.connect(self.panel.view.select_key)
        self.menu_actions.watch.triggered.connect(self.watch_desk.open)
        self.panel.view.delete_wanted.connect(self.watches.forget)

    def _connect_messages(self) -> None:
        for worker in (
            self.list,
            self.secrets,
            self.checks,
            self.comparison,
            self.settings,
            self.history,
            self.watches,
        ):
            worker.failed.connect(self.work.tell_failure)
        self.list.list_damaged.connect(self._tell_damage)
        self.passphrases.told.connect(self.messages.tell)
        self.checks.keyring_missed.connect(self.store_desk.offer_after_check)
        self.wait.waiting_changed.connect(self._show_waiting)
        self.waiting.acted.connect(self.wait.give_up)

    def _use(self, settings: Settings) -> None:
        self.language.use(settings.language)
        self.checks.set_settings(settings)
        self.list.model.set_path_id(settings.path_id)

    # --- messages ---

    def _show_waiting(self, waiting: bool) -> None:
        if not waiting:
            self.waiting.clear()
            return
        sentence = self.tr("Waiting for your keyring… It may be asking for its password.")
        if self.stores.chosen is KeyStore.FILE and not self.stores.moving.under_way:
            sentence = self.tr("Waiting for the place where your keys are kept…")
        self.waiting.say(sentence, self.tr("Cancel"))

    def _tell_damage(self, problem: ListProblem) -> None:
        self.messages.tell(words.list_problem(problem, in_language))

    def tell_defect(self, crash: Crash) -> None:
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
        self.messages.tell(sentence, self.tr("Show report"), show)

    # --- the life of the window ---

    def come_forward(self, token: str) -> None:
        """Come to the front; `token` is what a Wayland desktop wants for it, or empty."""
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # where Qt looks for it, and removes it
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def load(self) -> None:
        """Begin to work; called once the window was painted."""
        self.list.load()

    def event(self, event: QEvent) -> bool:
        """Begin to work after the first paint, so that the window is there at once."""
        if event.type() is QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.load)
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let everything go at once; nobody waits for what is stuck."""
        self._state.save(self)
        self.practice.close()
        self.batches.cancel()
        self.checks.cancel_all()
        self.comparison.cancel()
        self.watches.stop()
        self.notices.close()
        self.secrets.forget_copy()
        self.tasks.close()
        super().closeEvent(event)


def _stacked(column: QWidget, *widgets: QWidget) -> QWidget:
    """Stack widgets in a column without gaps; the last one takes what room there is."""
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget, stretch=int(widget is widgets[-1]))
    return column
