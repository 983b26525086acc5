"""What the desktop is to show, also while the window is minimised."""

from __future__ import annotations

import sys
from functools import partial

from PySide6.QtCore import QObject, QSocketNotifier, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from iottly_keycheck.ui.style.program_icon import program_icon
from iottly_keycheck.ui.tasks import Tasks
from iottly_keycheck.ui.watch.notification_service import NotificationService, NotShownError


class Notifications(QObject):
    """Shows notifications by the desktop's service, or beside the clock where there is none.

    The service is listened to while it shows something, and by the window's own event loop: no
    thread waits, and nothing wakes the window but what the service says.

    Signals:
        clicked(int, str): what is shown of that key was clicked; the string is the token which a
            Wayland desktop wants of a window that comes to the front, or empty.
    """

    clicked = Signal(int, str)

    def __init__(self, service: NotificationService | None, tasks: Tasks, window: QWidget) -> None:
        """`service` is that of free desktops, on which there is one."""
        super().__init__(window)
        self._service = service
        self._tasks = tasks
        self._window = window
        self._tray: QSystemTrayIcon | None = None
        self._key = 0
        self._under_way = 0
        self._ear: QSocketNotifier | None = None

    def show(self, title: str, text: str, key_id: int) -> None:
        """Show this of a key; the window asks for attention where it is not looked at."""
        QApplication.alert(self._window)
        if self._service:
            self._under_way += 1
            self._stop_listening()  # the answer to the call comes by the same way
            show = partial(self._service.show, title, text, self.tr("Show"))
            self._tasks.run(show, partial(self._is_shown, key_id), self._is_not_shown)
        elif QSystemTrayIcon.isSystemTrayAvailable():
            if self._tray is None:
                self._tray = QSystemTrayIcon(program_icon(), self)
                self._tray.messageClicked.connect(self._tray_is_clicked)
            self._key = key_id
            self._tray.show()
            self._tray.showMessage(title, text, program_icon())

    def close(self) -> None:
        """Show nothing any more."""
        self._stop_listening()
        if self._service:
            self._service.close()
        if self._tray:
            self._tray.hide()

    def _is_shown(self, key_id: int, _result: object) -> None:
        self._key = key_id
        self._has_ended()

    def _is_not_shown(self, error: BaseException) -> None:
        self._has_ended()
        # The window has asked for attention already.
        if not isinstance(error, NotShownError):
            raise error

    def _has_ended(self) -> None:
        self._under_way -= 1
        if not self._under_way:
            self._hear()  # at once: some of it may have come with the answer

    def _hear(self) -> None:
        assert self._service is not None
        self._stop_listening()
        tokens = self._service.hear()
        descriptor = self._service.descriptor
        if descriptor is not None:
            self._ear = QSocketNotifier(descriptor, QSocketNotifier.Type.Read, self)
            self._ear.activated.connect(self._hear)
        for token in tokens:
            self.clicked.emit(self._key, token)

    def _stop_listening(self) -> None:
        if self._ear:
            self._ear.setEnabled(False)
            self._ear.deleteLater()
            self._ear = None

    def _tray_is_clicked(self) -> None:
        self.clicked.emit(self._key, "")


def service_here() -> NotificationService | None:
    """Give the service of free desktops, where this is one."""
    if sys.platform in ("darwin", "win32"):
        return None
    return NotificationService("iottly Key Check", QApplication.desktopFileName())
