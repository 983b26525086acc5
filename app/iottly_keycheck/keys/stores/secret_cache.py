"""A cache of secrets in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from iottly_keycheck.secret import Secret, StoreError, StoreFailure


@dataclass(frozen=True, slots=True)
class _CachedError:
    """What a store has raised; `with_keyring` where the keyring was locked, and not the item."""

    error: StoreError
    with_keyring: bool


class SecretCache:
    """Keeps the keyring from prompting the user again and again, in a watch for instance.

    Caches each secret for the lifetime of this object. A LOCKED error is cached too, so that the
    user is prompted once; it is dropped when `keyring_is_locked`, which never prompts, says that
    the keyring was unlocked meanwhile. No other error is cached. Thread-safe.
    """

    def __init__(self, keyring_is_locked: Callable[[], bool] = lambda: False) -> None:
        self._keyring_is_locked = keyring_is_locked
        self._asking = threading.Lock()
        self._found: dict[Hashable, Secret] = {}
        self._locked: dict[Hashable, _CachedError] = {}

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
        locked = self._locked.get(name)
        if locked and not (locked.with_keyring and not self._keyring_is_locked()):
            raise locked.error.with_traceback(None)
        try:
            secret = read()
        except StoreError as error:
            if error.failure is StoreFailure.LOCKED:
                self._locked[name] = _CachedError(error, self._keyring_is_locked())
            raise
        if secret is not None:
            self._found[name] = secret
        return secret
