"""Keys shown whole and keys copied, both for a short while only."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QClipboard

from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.secret import Secret
from iottly_keycheck.ui.keyring.keyring_wait import KeyringWait
from iottly_keycheck.ui.keys.secret_clipboard import SecretClipboard

REVEALED_MS = 20_000


class KeySecrets(QObject):
    """Fetches keys from their store to show or copy them, and hides or clears them after a timeout.

    One key is shown at a time. `reveal_timer` and `clipboard.timer` bound how long.

    Signals:
        revealed(int, object): the key's id and its `Secret`.
        hidden(int): that key is to be masked again.
        copied(int): that key is on the clipboard now.
        missing(int): its store has no secret for that key.
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
        self.clipboard = SecretClipboard(clipboard, self)
        self._wanted: int | None = None
        self._shown: int | None = None
        self.reveal_timer = QTimer(self)
        self.reveal_timer.setSingleShot(True)
        self.reveal_timer.setInterval(REVEALED_MS)
        self.reveal_timer.timeout.connect(self.hide)

    def toggle(self, key_id: int) -> None:
        """Show the key, or mask it again where it is shown."""
        shown = self._shown
        self.hide()
        if key_id != shown:
            self._wanted = key_id
            self._fetch(key_id, self._reveal)

    def hide(self) -> None:
        """Mask the key that is shown, and show none that is still being fetched."""
        shown, self._shown, self._wanted = self._shown, None, None
        self.reveal_timer.stop()
        if shown is not None:
            self.hidden.emit(shown)

    def hide_others(self, key_id: int | None) -> None:
        """Mask the key that is shown unless it is this one."""
        if key_id != (self._wanted if self._shown is None else self._shown):
            self.hide()

    def copy(self, key_id: int) -> None:
        """Put the key on the clipboard."""
        self._fetch(key_id, self._copy)

    def forget_copy(self) -> None:
        """Clear the clipboard if it still holds a key that was copied here."""
        self.clipboard.clear()

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
        # By now the user may look at another key, or at nothing here.
        if key_id == self._wanted:
            self._wanted, self._shown = None, key_id
            self.reveal_timer.start()
            self.revealed.emit(key_id, secret)

    def _copy(self, key_id: int, secret: Secret) -> None:
        self.clipboard.put(secret)
        self.copied.emit(key_id)
