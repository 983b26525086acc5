"""A secret on the clipboard: marked as one, and taken back after a while."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard

from iottly_keycheck.secret import Secret

COPIED_MS = 30_000

_NO = bytes(4)  # a DWORD
_WINDOWS = 'application/x-qt-windows-mime;value="{name}"'
"""How Qt names a format of Windows itself (QWindowsMimeConverter::registerMimeType)."""

_HINTS: Mapping[str, Mapping[str, bytes]] = {
    # Microsoft: "Cloud Clipboard and Clipboard History Formats". Tested as to what Qt is handed,
    # not on Windows.
    "win32": {
        _WINDOWS.format(name="ExcludeClipboardContentFromMonitorProcessing"): b"secret",
        _WINDOWS.format(name="CanIncludeInClipboardHistory"): _NO,
        _WINDOWS.format(name="CanUploadToCloudClipboard"): _NO,
    },
    # Managers made with Qt know it by this name. Others look for "org.nspasteboard.ConcealedType",
    # which only a QUtiMimeConverter could write; PySide6 has none (6.11). Not tested on macOS.
    "darwin": {"application/x-nspasteboard-concealed-type": b"secret"},
}
_ELSEWHERE = {"x-kde-passwordManagerHint": b"secret"}
"""Klipper's, which other managers on X11 and Wayland heed too."""


def hints(platform: str = sys.platform) -> Mapping[str, bytes]:
    """Give what tells the clipboard managers of a `sys.platform` to keep something out of theirs.

    Keys are names of formats as Qt's `QMimeData` takes them.
    """
    return _HINTS.get(platform, _ELSEWHERE)


class SecretClipboard(QObject):
    """Puts a secret on the clipboard, and takes it back if it is still there after a while."""

    def __init__(self, clipboard: QClipboard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._there: Secret | None = None
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(COPIED_MS)
        self.timer.timeout.connect(self.clear)

    def put(self, secret: Secret) -> None:
        """Have it on the clipboard, but not in what a middle click inserts on X11 (PRIMARY)."""
        content = QMimeData()
        content.setText(secret.reveal())
        for name, value in hints().items():
            content.setData(name, value)
        self._clipboard.setMimeData(content)
        self._there = secret
        self.timer.start()

    def clear(self) -> None:
        """Clear the clipboard if it still holds what was put there."""
        put, self._there = self._there, None
        self.timer.stop()
        # Another program's clipboard is not even asked for: it might keep us waiting.
        ours = put is not None and self._clipboard.ownsClipboard()
        if ours and Secret(self._clipboard.text()) == put:
            self._clipboard.clear()
