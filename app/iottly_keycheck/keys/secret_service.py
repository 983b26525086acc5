"""The Secret Service of free desktops: whether it answers, and unlocking it.

`keyring` unlocks too, but it leaves its connection open where the prompt is dismissed, and asks
to create a collection where there is only something to be looked up.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection  # type: ignore[import-untyped]  # it has none
    from keyring.backend import KeyringBackend
    from keyring.backends.SecretService import Keyring
    from secretstorage import Collection


def behind(backend: KeyringBackend) -> Keyring | None:
    """Give the backend as the one for the Secret Service, if it is that."""
    from keyring.backends.SecretService import Keyring

    return backend if isinstance(backend, Keyring) else None


def ask(backend: Keyring) -> None:
    """Ask the service for what it has; one that is well answers at once, locked or not."""
    import secretstorage

    with closing(secretstorage.dbus_init()) as connection:
        _collection(backend, connection)


def unlock(backend: Keyring, service: str, name: str, *, create: bool) -> bool:
    """See that a secret can be reached, asking the person at the screen where it is locked.

    Returns `False` where there is no collection, and so no secret; `create` makes one. Raises
    `KeyringLocked` where nobody can be asked or the prompt is dismissed.
    """
    import secretstorage
    from keyring.errors import KeyringLocked

    scheme = backend.schemes[backend.scheme]
    attributes = {scheme["username"]: name, scheme["service"]: service}
    with closing(secretstorage.dbus_init()) as connection:
        collection = _collection(backend, connection)
        if collection is None:
            if create:
                secretstorage.create_collection(connection, "Default", "default")
            return create
        if collection.is_locked():
            collection.unlock()
            if collection.is_locked():
                raise KeyringLocked("the keyring is locked, and was not unlocked when asked")
        # KeePassXC asks for every item that a program was not allowed to see before.
        for item in collection.search_items(attributes):
            if item.is_locked():
                item.unlock()
                if item.is_locked():
                    raise KeyringLocked("the keyring did not allow the key to be read")
    return True


def _collection(backend: Keyring, connection: DBusConnection) -> Collection | None:
    """Give the collection that the backend uses; making the object asks the service for it."""
    import secretstorage
    from secretstorage.collection import DEFAULT_COLLECTION

    path = getattr(backend, "preferred_collection", DEFAULT_COLLECTION)
    try:
        return secretstorage.Collection(connection, path)
    except secretstorage.ItemNotFoundException:
        return None
