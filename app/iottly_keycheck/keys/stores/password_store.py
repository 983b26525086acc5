"""Passwords, kept as keys are: a `SecretStore` that has no list beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from iottly_keycheck.secret import Secret, StoreError, StoreFailure

if TYPE_CHECKING:
    from iottly_keycheck.keys.stores.key_stores import KeyStores


class PasswordStore:
    """A `SecretStore` in the keyring, or in the window's memory where there is no keyring.

    `stores` gives the stores, which are asked for with the first password: most proxies want none.
    """

    def __init__(self, stores: Callable[[], KeyStores]) -> None:
        self._stores = stores

    def get(self, name: str) -> Secret | None:
        """See `SecretStore`."""
        stores = self._stores()
        return stores.session.get(name) or stores.keyring.get(name)

    def set(self, name: str, secret: Secret) -> None:
        """See `SecretStore`."""
        stores = self._stores()
        try:
            stores.keyring.set(name, secret)
        except StoreError as error:
            if error.failure is not StoreFailure.UNAVAILABLE or not stores.session_fallback:
                raise
            stores.session.set(name, secret)
        else:
            stores.session.delete(name)

    def delete(self, name: str) -> None:
        """See `SecretStore`."""
        stores = self._stores()
        kept = stores.session.get(name)
        stores.session.delete(name)
        try:
            stores.keyring.delete(name)
        except StoreError as error:
            if error.failure is not StoreFailure.UNAVAILABLE or kept is None:
                raise
