"""What the desktop is to show, also while the window is minimised."""

from __future__ import annotations

import sys
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from iottly_keycheck.ui.notification_service import NotificationService, NotShownError
from iottly_keycheck.ui.program_icon import program_icon
from iottly_keycheck.ui.tasks import Tasks


class Notices(QObject):
    """Shows notifications by the desktop's service, or beside the clock where there is none."""

    def __init__(self, service: NotificationService | None, tasks: Tasks, window: QWidget) -> None:
        """`service` is that of free desktops, on which there is one."""
        super().__init__(window)
        self._service = service
        self._tasks = tasks
        self._window = window
        self._tray: QSystemTrayIcon | None = None

    def show(self, title: str, text: str) -> None:
        """Show this; the window asks for attention where it is not looked at."""
        QApplication.alert(self._window)
        if self._service:
            show = partial(self._service.show, title, text)
            self._tasks.run(show, self._is_shown, self._is_not_shown)
        elif QSystemTrayIcon.isSystemTrayAvailable():
            if self._tray is None:
                self._tray = QSystemTrayIcon(program_icon(), self)
            self._tray.show()
            self._tray.showMessage(title, text, program_icon())

    def close(self) -> None:
        """Show nothing any more."""
        if self._service:
            self._service.close()
        if self._tray:
            self._tray.hide()

    def _is_shown(self, _result: object) -> None:
        pass

    def _is_not_shown(self, error: BaseException) -> None:
        # The window has asked for attention already.
        if not isinstance(error, NotShownError):
            raise error


def service_here() -> NotificationService | None:
    """Give the service of free desktops, where this is one."""
    if sys.platform in ("darwin", "win32"):
        return None
    return NotificationService("iottly Key Check", QApplication.desktopFileName())
