"""Passwords, kept where new keys are kept: a `SecretStore` that has no list beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from iottly_keycheck.secret import Secret, SecretStore, StoreError
from iottly_keycheck.settings import KeyStore

if TYPE_CHECKING:
    from iottly_keycheck.keys.stores.key_stores import KeyStores


class PasswordStore:
    """A `SecretStore` in the store that is chosen for new keys.

    What was kept before another one was chosen is found in the other stores, as far as they can
    be reached, and leaves them when it is set anew or deleted. `stores` gives the stores, which
    are asked for with the first password: most proxies want none.
    """

    def __init__(self, stores: Callable[[], KeyStores]) -> None:
        self._stores = stores

    def get(self, name: str) -> Secret | None:
        """See `SecretStore`."""
        secret = self._chosen().get(name)
        if secret is not None:
            return secret
        for store in self._others():
            with suppress(StoreError):
                secret = secret or store.get(name)
        return secret

    def set(self, name: str, secret: Secret) -> None:
        """See `SecretStore`."""
        self._chosen().set(name, secret)
        for store in self._others():
            with suppress(StoreError):
                store.delete(name)

    def delete(self, name: str) -> None:
        """See `SecretStore`."""
        for store in self._others():
            with suppress(StoreError):
                store.delete(name)
        self._chosen().delete(name)

    def _chosen(self) -> SecretStore:
        stores = self._stores()
        return stores.at(stores.label(stores.chosen))

    def _others(self) -> Iterator[SecretStore]:
        stores = self._stores()
        chosen = stores.chosen
        if chosen is not KeyStore.KEYRING:
            yield stores.at(KeyStore.KEYRING)
        if chosen is not KeyStore.FILE and stores.file and stores.file.unlocked:
            yield stores.at(KeyStore.FILE)
        if chosen is not KeyStore.SESSION:
            yield stores.session
