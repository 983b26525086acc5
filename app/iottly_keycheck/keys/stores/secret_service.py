"""The Secret Service of free desktops: whether it answers, and unlocking it.

`keyring` unlocks too, but it leaves its connection open where the prompt is dismissed, and asks
to create a collection where there is only something to be looked up.
"""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

from iottly_keycheck.secret import StoreError, StoreReason

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection  # type: ignore[import-untyped]  # it has none
    from keyring.backend import KeyringBackend
    from keyring.backends.SecretService import Keyring
    from secretstorage import Collection, Item


_SOONEST_REPLY_SECONDS = 0.3
"""Nobody reads a prompt and dismisses it in less: then nobody was asked."""


def bus_answers() -> bool:
    """Tell whether there is a session bus."""
    from jeepney.io.blocking import open_dbus_connection

    try:
        open_dbus_connection("SESSION").close()
    except Exception:  # noqa: BLE001 - no address, no socket, no permission: no bus
        return False
    return True


def behind(backend: KeyringBackend) -> Keyring | None:
    """Give the backend as the one for the Secret Service, if it is that."""
    from keyring.backends.SecretService import Keyring

    return backend if isinstance(backend, Keyring) else None


def ask(backend: Keyring) -> None:
    """Ask the service for what it has; one that is well answers at once, locked or not."""
    import secretstorage

    with closing(secretstorage.dbus_init()) as connection:
        _collection(backend, connection)


def is_locked(backend: Keyring) -> bool:
    """Tell whether the collection that the backend uses is locked; asks nobody to unlock it."""
    import secretstorage

    with closing(secretstorage.dbus_init()) as connection:
        collection = _collection(backend, connection)
        return collection is not None and collection.is_locked()


def unlock(backend: Keyring, service: str, name: str, *, create: bool) -> bool:
    """See that a secret can be reached, asking the person at the screen where it is locked.

    Returns `False` where there is no collection, and so no secret; `create` makes one. Raises
    `KeyringLocked` where nobody can be asked, `StoreError` where the prompt is dismissed.
    """
    import secretstorage

    scheme = backend.schemes[backend.scheme]
    attributes = {scheme["username"]: name, scheme["service"]: service}
    with closing(secretstorage.dbus_init()) as connection:
        collection = _collection(backend, connection)
        if collection is None:
            if create:
                secretstorage.create_collection(connection, "Default", "default")
            return create
        if collection.is_locked():
            _unlock(collection)
        # KeePassXC asks for every item that a program was not allowed to see before.
        for item in collection.search_items(attributes):
            if item.is_locked():
                _unlock(item)
    return True


def _unlock(what: Collection | Item) -> None:
    from keyring.errors import KeyringLocked

    asked_at = time.monotonic()
    what.unlock()
    if what.is_locked():
        if time.monotonic() - asked_at >= _SOONEST_REPLY_SECONDS:
            raise StoreError.because(StoreReason.DISMISSED, "the keyring was not unlocked")
        raise KeyringLocked("the keyring is locked, and nobody could be asked")


def _collection(backend: Keyring, connection: DBusConnection) -> Collection | None:
    """Give the collection that the backend uses; making the object asks the service for it."""
    import secretstorage
    from secretstorage.collection import DEFAULT_COLLECTION

    path = getattr(backend, "preferred_collection", DEFAULT_COLLECTION)
    try:
        return secretstorage.Collection(connection, path)
    except secretstorage.ItemNotFoundException:
        return None
