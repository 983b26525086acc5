"""What the desktop is to show, also while the window is minimised."""

from __future__ import annotations

import sys
from html import escape

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from iottly_keycheck.ui.style.program_icon import program_icon


class Notifications(QObject):
    """Shows notifications by an icon in the system tray, which is there from the first one on.

    Where the desktop has no tray, the window's entry in the task bar asks for attention, as it
    does everywhere.

    Signals: `clicked(int)`: the icon, or what is shown of that key, was clicked. Some free desktops
        pass on only the former.
    """

    clicked = Signal(int)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._tray: QSystemTrayIcon | None = None
        self._key = 0

    def show(self, title: str, text: str, key_id: int) -> None:
        """Show this of a key; the window asks for attention where it is not looked at."""
        QApplication.alert(self._window)
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(program_icon(), self)
            self._tray.setToolTip(QApplication.applicationDisplayName())
            self._tray.messageClicked.connect(self._on_click)
            self._tray.activated.connect(self._on_click)
        self._key = key_id
        self._tray.show()
        self._tray.showMessage(title, _plain(text), program_icon())

    def hide(self) -> None:
        """Take the icon away, and what is shown with it."""
        if self._tray:
            self._tray.hide()

    def _on_click(self) -> None:
        self.clicked.emit(self._key)


def _plain(text: str) -> str:
    """Keep free desktops from reading markup (Desktop Notifications Specification 1.2)."""
    return text if sys.platform in ("darwin", "win32") else escape(text, quote=False)
