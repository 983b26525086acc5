"""The stores in which the keys of one list are: the keyring, and the memory of programs."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from iottly_keycheck.keys.model import ConfiguredKeyring
from iottly_keycheck.keys.stores.keyring_store import KeyringStore
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.keys.stores.session_store import SessionStore, is_session
from iottly_keycheck.secret import Secret, SecretStore, StoreError, StoreReason

_log = logging.getLogger(__name__)

KEYRING = "keyring"
"""The label of the keyring."""


def is_for_session(label: str) -> bool:
    """Tell whether a store with that label forgets its secrets; `ValueError` for another text."""
    if label != KEYRING and not is_session(label):
        raise ValueError("not the label of a store")
    return label != KEYRING


class KeyStores:
    """Knows the stores by their labels: `keyring`, and `session:…`, one for each session.

    `session_fallback` tells that this program lasts long enough to keep keys in its memory where
    there is no keyring.
    """

    def __init__(
        self,
        keyring: SecretStore,
        session: SessionStore | None = None,
        *,
        session_fallback: bool = False,
    ) -> None:
        self.session = session or SessionStore()
        self.session_fallback = session_fallback
        self._keyring = keyring

    @property
    def configured_keyring(self) -> ConfiguredKeyring | None:
        """What somebody has configured in place of the system's own keyring, once it was used."""
        return self._keyring.configured if isinstance(self._keyring, KeyringStore) else None

    @property
    def keyring(self) -> SecretStore:
        """The keyring."""
        return self.at(KEYRING)

    def begin_session(self) -> str:
        """Let other programs know that keys are kept in memory here, and give the label.

        Raises `StoreError`.
        """
        try:
            self.session.begin()
        except OSError as error:
            raise StoreError.because(
                StoreReason.FOLDER_NOT_WRITABLE, str(error), path=str(error.filename)
            ) from None
        return self.session.label

    def keyring_is_locked(self) -> bool:
        """Tell whether there is a keyring that is locked; asks nobody to unlock it."""
        return isinstance(self._keyring, KeyringStore) and self._keyring.is_locked()

    def at(self, label: str) -> SecretStore:
        """Give the store of that label. Raises `StoreError` where it is not to be had here."""
        return _Logged(self._at(label), label.partition(":")[0])

    def is_elsewhere(self, label: str) -> bool:
        """Tell whether the secrets of that label are in the memory of another program."""
        return is_session(label) and label != self.session.label

    def ended(self, labels: Iterable[str]) -> Iterator[str]:
        """Give those of the labels that are of sessions that are over."""
        return (label for label in labels if is_session(label) and self.session.has_ended(label))

    def _at(self, label: str) -> SecretStore:
        if label == KEYRING:
            return self._keyring
        if label == self.session.label:
            return self.session
        if self.session.has_ended(label):
            return MemoryStore()
        raise StoreError.because(StoreReason.OTHER_SESSION, "another program has it in memory")


class _Logged:
    """A `SecretStore` whose failures are in the log."""

    def __init__(self, store: SecretStore, label: str) -> None:
        self._store = store
        self._label = label

    def get(self, name: str) -> Secret | None:
        with self._logging("get"):
            return self._store.get(name)

    def set(self, name: str, secret: Secret) -> None:
        with self._logging("set"):
            self._store.set(name, secret)

    def delete(self, name: str) -> None:
        with self._logging("delete"):
            self._store.delete(name)

    @contextmanager
    def _logging(self, call: str) -> Iterator[None]:
        try:
            yield
        except StoreError as error:
            _log.info("store %s: %s failed: %s", self._label, call, error)
            raise
