"""Keys shown whole and keys copied, both for a short while only."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard

from iottly_keycheck.keys.key_list import KeyList
from iottly_keycheck.secret import Secret
from iottly_keycheck.ui.keyring_wait import KeyringWait

REVEALED_MS = 20_000
COPIED_MS = 30_000

# Clipboard managers of KDE and others keep out of their history what carries this.
_SECRET_HINT = "x-kde-passwordManagerHint"


class KeySecrets(QObject):
    """Fetches keys from the keyring to show or copy them, and takes them back after a while.

    Signals:
        revealed(int, object): the key's id and its `Secret`.
        hidden(int): that key is to be masked again.
        copied(int): that key is on the clipboard now.
        missing(int): the keyring has no secret for that key.
        failed(object): the exception that came instead.
    """

    revealed = Signal(int, object)
    hidden = Signal(int)
    copied = Signal(int)
    missing = Signal(int)
    failed = Signal(object)

    def __init__(
        self,
        keys: KeyList,
        wait: KeyringWait,
        clipboard: QClipboard,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._wait = wait
        self._clipboard = clipboard
        self._shown: dict[int, QTimer] = {}
        self._on_clipboard: Secret | None = None
        self._forget_timer = _single_shot(self, COPIED_MS, self.forget_copy)

    def toggle(self, key_id: int) -> None:
        """Show the key, or mask it again where it is shown."""
        if key_id in self._shown:
            self.hide(key_id)
        else:
            self._fetch(key_id, self._reveal)

    def hide(self, key_id: int) -> None:
        """Mask the key again."""
        if timer := self._shown.pop(key_id, None):
            timer.stop()
            timer.deleteLater()
            self.hidden.emit(key_id)

    def copy(self, key_id: int) -> None:
        """Put the key on the clipboard."""
        self._fetch(key_id, self._copy)

    def forget_copy(self) -> None:
        """Clear the clipboard if it still holds a key that was copied here."""
        copied, self._on_clipboard = self._on_clipboard, None
        self._forget_timer.stop()
        # Another program's clipboard is not even asked for: it might keep us waiting.
        ours = copied is not None and self._clipboard.ownsClipboard()
        if ours and Secret(self._clipboard.text()) == copied:
            self._clipboard.clear()

    def _fetch(self, key_id: int, use: Callable[[int, Secret], None]) -> None:
        self._wait.run(
            partial(self._keys.secret, key_id), partial(self._use, key_id, use), self._fail
        )

    def _use(self, key_id: int, use: Callable[[int, Secret], None], secret: Secret | None) -> None:
        if secret is None:
            self.missing.emit(key_id)
        else:
            use(key_id, secret)

    def _fail(self, error: BaseException) -> None:
        self.failed.emit(error)

    def _reveal(self, key_id: int, secret: Secret) -> None:
        self.hide(key_id)
        timer = _single_shot(self, REVEALED_MS, partial(self.hide, key_id))
        timer.start()
        self._shown[key_id] = timer
        self.revealed.emit(key_id, secret)

    def _copy(self, key_id: int, secret: Secret) -> None:
        content = QMimeData()
        content.setText(secret.reveal())
        content.setData(_SECRET_HINT, b"secret")
        self._clipboard.setMimeData(content)
        self._on_clipboard = secret
        self._forget_timer.start()
        self.copied.emit(key_id)


def _single_shot(parent: QObject, milliseconds: int, slot: Callable[[], object]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer
