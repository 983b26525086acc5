"""The stores in which the keys of one list are, each under a label, and the one for new keys."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from iottly_keycheck.keys.stores.file_store import FileStore
from iottly_keycheck.keys.stores.keyring_store import KeyringStore
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.keys.stores.session_store import SessionStore, is_session
from iottly_keycheck.secret import Secret, SecretStore, StoreError, StoreReason
from iottly_keycheck.settings import KeyStore

_log = logging.getLogger(__name__)


def _keyring() -> str:
    return KeyStore.KEYRING


class KeyStores:
    """Knows the stores by their labels: `keyring`, `file`, and `session:…`, one for each session.

    `file` is the encrypted file, `None` where there is none to be had; it is unlocked by whoever
    can ask for the passphrase. `chosen` gives the setting, `Settings.key_store`, each time anew.
    """

    def __init__(
        self,
        keyring: SecretStore,
        file: FileStore | None = None,
        session: SessionStore | None = None,
        chosen: Callable[[], str] = _keyring,
    ) -> None:
        self.file = file
        self.session = session or SessionStore()
        self._keyring = keyring
        self._chosen = chosen

    @property
    def chosen(self) -> KeyStore:
        """The store for new keys. Raises `StoreError` (`UNKNOWN_STORE`)."""
        name = self._chosen()
        if name not in list(KeyStore) or (name == KeyStore.FILE and self.file is None):
            raise StoreError.because(StoreReason.UNKNOWN_STORE, f"key_store is {name!r:.40}")
        return KeyStore(name)

    def label(self, store: KeyStore) -> str:
        """Give the label under which new keys go to a store. Raises `StoreError`."""
        if store is not KeyStore.SESSION:
            return store.value
        try:
            self.session.begin()
        except OSError as error:
            raise StoreError.because(
                StoreReason.FOLDER_NOT_WRITABLE, str(error), path=str(error.filename)
            ) from None
        return self.session.label

    def keyring_answers(self) -> bool:
        """Tell whether there is a keyring that answers, locked or not; asks nobody to unlock it."""
        return not isinstance(self._keyring, KeyringStore) or self._keyring.answers()

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
        if label == KeyStore.KEYRING:
            return self._keyring
        if label == KeyStore.FILE and self.file is not None:
            return self.file
        if label == self.session.label:
            return self.session
        if is_session(label):
            if self.session.has_ended(label):
                return MemoryStore()
            raise StoreError.because(StoreReason.OTHER_SESSION, "another program has it in memory")
        raise StoreError.because(StoreReason.UNKNOWN_STORE, f"{label!r:.40}")


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
