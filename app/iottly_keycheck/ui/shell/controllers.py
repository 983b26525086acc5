"""What works behind the window, made once and connected: controllers, tasks, the list's model."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from iottly_keycheck.settings import Settings
from iottly_keycheck.ui.checks.batch_controller import BatchController
from iottly_keycheck.ui.checks.check_controller import CheckController
from iottly_keycheck.ui.checks.check_services import CheckServices
from iottly_keycheck.ui.history.history_controller import HistoryController
from iottly_keycheck.ui.keyring.keyring_wait import KeyringWait
from iottly_keycheck.ui.keys.key_list_controller import KeyListController
from iottly_keycheck.ui.keys.key_secrets import KeySecrets
from iottly_keycheck.ui.reports.report_controller import ReportController
from iottly_keycheck.ui.settings.settings_controller import SettingsController
from iottly_keycheck.ui.shell.dependencies import WindowDependencies
from iottly_keycheck.ui.shell.focus_monitor import FocusMonitor
from iottly_keycheck.ui.tasks import Tasks
from iottly_keycheck.ui.text.language import Language
from iottly_keycheck.ui.transfer.transfer_controller import TransferController
from iottly_keycheck.ui.watch.notifications import Notifications
from iottly_keycheck.ui.watch.watch_controller import WatchController


class Controllers(QObject):
    """The controllers of one window. They outlive its main view, which a new language makes anew.

    A `FocusMonitor` watches `window`: when it loses the focus, a key that is shown is hidden again.
    `language` is given where another window of the program has it already.
    """

    def __init__(
        self, parts: WindowDependencies, window: QWidget, language: Language | None
    ) -> None:
        super().__init__(window)
        keys = parts.keys
        self.tasks = Tasks(self)
        self.wait = KeyringWait(self.tasks, self)
        self.settings = SettingsController(parts.settings, parts.proxy_passwords, self.wait, self)
        self.list = KeyListController(keys, self.tasks, self.wait, self)
        self.secrets = KeySecrets(keys, self.wait, QGuiApplication.clipboard(), self)
        FocusMonitor(window).lost.connect(self.secrets.hide)
        services = CheckServices(
            keys,
            parts.checker,
            self.list.model,
            self.tasks,
            self.wait,
            parts.proxy_known,
        )
        self.checks = CheckController(services, self.settings.settings, self)
        self.batches = BatchController(services, self.checks, self)
        self.watches = WatchController(services, self.checks, self)
        self.history = HistoryController(keys, self.list.model, self.tasks, self)
        self.checks.finished.connect(self.history.on_finished)
        self.notifications = Notifications(window)
        self.transfer = TransferController(keys, self.wait, self.tasks, self)
        self.transfer.list_changed.connect(self.list.reload)
        self.reports = ReportController(self.tasks, self)
        self.wait.came_late.connect(self.settings.reload)
        # A program speaks one language: the practice window has it from the one that opens it.
        self.language = language or Language(self)
        self.settings.changed.connect(self._use)
        self._use(self.settings.settings)

    def close(self) -> None:
        """Let everything go at once; nobody waits for what is stuck."""
        self.batches.cancel()
        self.checks.cancel_all()
        self.watches.stop()
        self.notifications.hide()
        self.secrets.forget_copy()
        self.tasks.close()

    def _use(self, settings: Settings) -> None:
        self.language.use(settings.language)
        self.checks.set_settings(settings)
        self.list.model.set_route_fingerprint(settings.route_fingerprint)
