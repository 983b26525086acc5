"""The dialogs of the window, each made when it is first wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from iottly_keycheck.ui.crash.crash_reporter import Crash
from iottly_keycheck.ui.settings.settings_controller import SettingsController
from iottly_keycheck.ui.tasks import Tasks

if TYPE_CHECKING:
    from iottly_keycheck.ui.settings.settings_dialog import SettingsDialog


class Dialogs(QObject):
    """Opens dialogs over the window."""

    def __init__(
        self,
        settings: SettingsController,
        tasks: Tasks,
        window: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or window)
        self._settings = settings
        self._tasks = tasks
        self._window = window

    def open_settings(self) -> None:
        """Let the user change the settings."""
        from iottly_keycheck.ui.settings.settings_dialog import SettingsDialog

        controller = self._settings
        dialog = SettingsDialog(
            controller.settings,
            controller.defaults,
            password_stored=controller.password_stored,
            parent=self._window,
        )
        dialog.accepted.connect(partial(self._save_settings, dialog))
        # It outlives its closing, so that what was typed can be shown again if it was not saved.
        controller.changed.connect(dialog.deleteLater)
        dialog.rejected.connect(dialog.deleteLater)
        controller.failed.connect(dialog.open)
        dialog.open()

    def _save_settings(self, dialog: SettingsDialog) -> None:
        self._settings.save(dialog.settings, dialog.password, forget=dialog.forget_password)

    def open_help(self) -> None:
        """Show the help."""
        from iottly_keycheck.ui.help.help_dialog import HelpDialog

        dialog = HelpDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def open_about(self) -> None:
        """Show version and licences."""
        from iottly_keycheck.ui.help.about_dialog import AboutDialog

        dialog = AboutDialog(self._tasks, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def open_crash(self, crash: Crash) -> None:
        """Show what a defect leaves for support."""
        from iottly_keycheck.ui.crash.crash_dialog import CrashDialog

        dialog = CrashDialog(crash, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
