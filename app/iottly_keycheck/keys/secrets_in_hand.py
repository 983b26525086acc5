"""Secrets that were read once, and are in hand from then on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable

from iottly_keycheck.secret import Secret, StoreError, StoreFailure, StoreReason

_NOBODY_WAS_ASKED = frozenset({StoreReason.PASSPHRASE_NEEDED, StoreReason.PASSPHRASE_WRONG})


class SecretsInHand:
    """Spares a person the same question again and again while a watch goes on.

    What was read stays in memory as long as this object does; so does the answer that a store is
    locked, where somebody may have been asked to unlock it. Any other answer may be another one
    the next time. Safe to use from every thread.
    """

    def __init__(self) -> None:
        self._asking = threading.Lock()
        self._found: dict[Hashable, Secret] = {}
        self._locked: dict[Hashable, StoreError] = {}

    def get(self, name: Hashable, read: Callable[[], Secret | None]) -> Secret | None:
        """Give the secret of that name; `read` is for when it is not in hand yet.

        One is read at a time: two checks of a key do not make two questions. Raises `StoreError`:
        what `read` raises, or has raised.
        """
        with self._asking:
            return self._get(name, read)

    def _get(self, name: Hashable, read: Callable[[], Secret | None]) -> Secret | None:
        if name in self._found:
            return self._found[name]
        if name in self._locked:
            raise self._locked[name].with_traceback(None)
        try:
            secret = read()
        except StoreError as error:
            if error.failure is StoreFailure.LOCKED and error.reason not in _NOBODY_WAS_ASKED:
                self._locked[name] = error
            raise
        if secret is not None:
            self._found[name] = secret
        return secret
