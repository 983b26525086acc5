"""The window: it makes the parts, lays them out and connects them."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from iottly_keycheck.deadline import Cancelled
from iottly_keycheck.diagnosis import words
from iottly_keycheck.keys.model import Added, KeyListError
from iottly_keycheck.settings import Settings
from iottly_keycheck.ui.check_session import CheckSession
from iottly_keycheck.ui.diagnostics_pane import DiagnosticsPane
from iottly_keycheck.ui.failure_words import sentence_of
from iottly_keycheck.ui.key_panel import KeyPanel, rule
from iottly_keycheck.ui.key_secrets import KeySecrets
from iottly_keycheck.ui.keyring_wait import KeyringWait
from iottly_keycheck.ui.list_session import ListSession
from iottly_keycheck.ui.notice_bar import MessageBar, NoticeBar
from iottly_keycheck.ui.parts import WindowParts
from iottly_keycheck.ui.settings_session import SettingsSession
from iottly_keycheck.ui.tasks import Tasks
from iottly_keycheck.ui.theme import Look
from iottly_keycheck.ui.top_bar import TopBar
from iottly_keycheck.ui.wording import in_language

if TYPE_CHECKING:
    from iottly_keycheck.ui.settings_dialog import SettingsDialog

PROGRAM_NAME = "iottly Key Check"
_SIZE = (1180, 780)


class MainWindow(QMainWindow):
    """Key panel at the left, diagnostics pane at the right, messages over both."""

    def __init__(self, parts: WindowParts) -> None:
        super().__init__()
        self.tasks = Tasks(self)
        self.wait = KeyringWait(self.tasks, self)
        self.settings = SettingsSession(parts.settings, parts.proxy_passwords, self.wait, self)
        self.list = ListSession(parts.keys, self.tasks, self.wait, self)
        self.secrets = KeySecrets(parts.keys, self.wait, QGuiApplication.clipboard(), self)
        self.checks = CheckSession(
            parts.keys,
            parts.checker,
            self.list.model,
            self.settings.settings,
            self.tasks,
            self.wait,
            self,
        )
        self.messages = MessageBar(Look.WARNING, self)
        self.waiting = NoticeBar(Look.CARD, dismissible=False, parent=self)
        self.panel = KeyPanel(self.list.model, self)
        self.pane = DiagnosticsPane(self)
        self._painted = False
        self._lay_out(practice=parts.practice)
        self._connect_list()
        self._connect_checks()
        self._use(self.settings.settings)
        for problem in self.settings.problems:
            self.messages.tell(words.settings_problem(problem, in_language))

    # --- what it looks like ---

    def _lay_out(self, *, practice: bool) -> None:
        title = self.tr("Practice – {program}").format(program=PROGRAM_NAME)
        self.setWindowTitle(title if practice else PROGRAM_NAME)
        mark = self.tr("Practice API: nothing here is real") if practice else ""
        self.top = TopBar(PROGRAM_NAME, self._make_actions(), mark, self)
        # Messages stand over the pane, which scrolls: the list and the form stay where they are.
        right = _column(self.waiting, self.messages, self.pane)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(5)
        splitter.setChildrenCollapsible(False)
        for place, side in enumerate((self.panel, right)):
            splitter.addWidget(side)
            splitter.setStretchFactor(place, place + 1)
        splitter.setSizes([_SIZE[0] // 3, _SIZE[0] * 2 // 3])
        self.setCentralWidget(_column(self.top, rule(self), splitter))
        room = self.screen().availableSize()
        self.resize(min(_SIZE[0], room.width()), min(_SIZE[1], room.height()))

    def _make_actions(self) -> tuple[QAction, ...]:
        """Make the actions of the whole window; give those that have a button at the top."""
        settings = self._action(self.tr("Settings"), "Ctrl+,")
        settings.triggered.connect(self.open_settings)
        help_ = self._action(self.tr("Help"), "F1")
        help_.triggered.connect(self.open_help)
        self._action(self.tr("Test connection"), "F5").triggered.connect(self.checks.test_current)
        self._action(self.tr("New key"), "Ctrl+N").triggered.connect(self.panel.form.begin)
        self._action(self.tr("Undo delete"), "Ctrl+Z").triggered.connect(self.list.undo)
        self._action(self.tr("Quit"), "Ctrl+Q").triggered.connect(self.close)
        return settings, help_

    def _action(self, text: str, shortcut: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(shortcut))
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        tip = self.tr("{action} ({shortcut})")
        action.setToolTip(tip.format(action=text, shortcut=key))
        self.addAction(action)
        return action

    # --- who tells whom ---

    def _connect_list(self) -> None:
        panel, view = self.panel, self.panel.view
        panel.form.add_wanted.connect(self._add)
        panel.undo.acted.connect(self.list.undo)
        view.current_changed.connect(self.checks.look_at)
        view.delete_wanted.connect(self._delete)
        view.reveal_wanted.connect(self.secrets.toggle)
        view.copy_wanted.connect(self.secrets.copy)
        self.list.loaded.connect(panel.show_loaded)
        self.list.added.connect(self._added)
        self.list.add_failed.connect(self._add_failed)
        self.list.renamed.connect(self.checks.look_again)
        self.list.rename_failed.connect(self._rename_failed)
        self.list.deleted_changed.connect(panel.show_deleted)
        self.list.undone.connect(view.select_key)
        self.secrets.revealed.connect(self.list.model.reveal)
        self.secrets.hidden.connect(self.list.model.hide)
        self.secrets.copied.connect(view.say_copied)
        self.secrets.missing.connect(self._key_missing)
        for worker in (self.list, self.secrets, self.checks, self.settings):
            worker.failed.connect(self._tell_failure)
        self.wait.waiting_changed.connect(self._show_waiting)
        self.waiting.acted.connect(self.wait.give_up)

    def _connect_checks(self) -> None:
        pane = self.pane
        pane.test_requested.connect(self.checks.test_current)
        pane.cancel_requested.connect(self.checks.cancel)
        self.checks.nothing_shown.connect(pane.show_nothing)
        self.checks.key_shown.connect(pane.show_key)
        self.checks.started.connect(pane.start)
        self.checks.stage_seen.connect(pane.stage)
        self.checks.report_shown.connect(pane.show_report)
        self.checks.testable_changed.connect(pane.set_testable)
        self.checks.finished.connect(self.list.reload)
        self.settings.changed.connect(self._use)

    def _use(self, settings: Settings) -> None:
        self.checks.set_settings(settings)
        self.list.model.set_path_id(settings.path_id)

    # --- keys ---

    def _add(self, description: str, pasted: str) -> None:
        self.panel.form.set_busy(True)
        self.list.add(description, pasted)

    def _added(self, added: Added) -> None:
        self.panel.form.set_busy(False)
        self.panel.form.clear()
        self.panel.view.select_key(added.row.id)
        self.panel.view.setFocus()
        if not added.usual_shape:
            remark = self.tr(
                "“{description}” does not look like an iottly key (32 digits and letters a to f)."
                " It was added all the same."
            )
            self.messages.tell(remark.format(description=added.row.description))
        self.checks.test(added.row.id)

    def _add_failed(self, error: BaseException) -> None:
        self.panel.form.set_busy(False)
        match error:
            case Cancelled():
                self.panel.form.refuse(
                    self.tr("The key was not added: the keyring was not waited for.")
                )
            case KeyListError():
                self.panel.form.refuse(sentence_of(error), error.refusal)
            case _:
                self.panel.form.refuse(sentence_of(error))

    def _rename_failed(self, key_id: int, typed: str, error: BaseException) -> None:
        self._tell_failure(error)
        self.panel.view.edit_again(key_id, typed)

    def _delete(self, key_id: int) -> None:
        self.checks.forget(key_id)
        self.list.delete(key_id)

    def _key_missing(self, key_id: int) -> None:
        if row := self.list.model.row_of(key_id):
            sentence = self.tr(
                "Your keyring has no key for “{description}” any more."
                " Delete it here and add the key again."
            )
            self.messages.tell(sentence.format(description=row.description))

    # --- messages and dialogs ---

    def _tell_failure(self, error: BaseException) -> None:
        if not isinstance(error, Cancelled):
            self.messages.tell(sentence_of(error))

    def _show_waiting(self, waiting: bool) -> None:
        if waiting:
            self.waiting.say(
                self.tr("Waiting for your keyring… It may be asking for its password."),
                self.tr("Cancel"),
            )
        else:
            self.waiting.clear()

    def tell_defect(self) -> None:
        """Say that something happened that nobody expected."""
        self.messages.tell(
            self.tr(
                "Something went wrong inside the program, and what you did last may not have"
                " happened. Please try again; if it comes back, tell iottly support."
            )
        )

    def open_settings(self) -> None:
        """Let the user change the settings."""
        from iottly_keycheck.ui.settings_dialog import SettingsDialog

        dialog = SettingsDialog(
            self.settings.settings,
            self.settings.defaults,
            password_stored=self.settings.password_stored,
            parent=self,
        )
        dialog.accepted.connect(partial(self._save_settings, dialog))
        # It outlives its closing, so that what was typed can be shown again if it was not saved.
        self.settings.changed.connect(dialog.deleteLater)
        dialog.rejected.connect(dialog.deleteLater)
        self.settings.failed.connect(dialog.open)
        dialog.open()

    def _save_settings(self, dialog: SettingsDialog) -> None:
        self.settings.save(dialog.settings, dialog.password, forget=dialog.forget_password)

    def open_help(self) -> None:
        """Show the help."""
        from iottly_keycheck.ui.help_dialog import HelpDialog

        dialog = HelpDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

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
        self.checks.cancel()
        self.secrets.forget_copy()
        self.tasks.close()
        super().closeEvent(event)


def _column(*widgets: QWidget) -> QWidget:
    """Stack widgets without gaps; the last one takes what room there is."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget, stretch=int(widget is widgets[-1]))
    return column
