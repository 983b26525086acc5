"""Which of the `keyring` library's backends to trust with secrets."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from iottly_keycheck.keys.stores.secret_service import bus_answers
from iottly_keycheck.secret import StoreError, StoreFailure, StoreReason

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_OF_THE_SYSTEM = {
    "win32": ("keyring.backends.Windows.WinVaultKeyring",),
    "darwin": ("keyring.backends.macOS.Keyring",),
}
_OF_FREE_DESKTOPS = (
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.libsecret.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
)


def choose() -> KeyringBackend:
    """Give the backend that the user has set for `keyring`, else the operating system's own.

    Never one that keeps plain text, to which the library's own choice can fall through. Blocks as
    long as a session bus does. Raises `StoreError` where there is none to be had.
    """
    wanted = _set_by_user()
    for backend in _of_the_system() if wanted is None else wanted:
        if _keeps_secrets(backend):
            return backend
    if wanted is not None:
        raise StoreError.because(StoreReason.TURNED_OFF, "the keyring is turned off")
    if sys.platform not in _OF_THE_SYSTEM and not bus_answers():
        raise StoreError.because(StoreReason.NO_BUS, "no session bus")
    raise StoreError(StoreFailure.UNAVAILABLE, "no keyring service")


def _set_by_user() -> Iterable[KeyringBackend] | None:
    """Give what PYTHON_KEYRING_BACKEND or the library's own file names, if it can be used."""
    from keyring import core
    from keyring.backends.chainer import ChainerBackend

    try:
        name = os.environ.get("PYTHON_KEYRING_BACKEND")
        backend = core.load_keyring(name) if name else core.load_config()
    except Exception as error:
        # Importing what a user names can fail in every way.
        raise StoreError.because(
            StoreReason.SETTING_UNUSABLE, f"the keyring that is set cannot be used: {error}"
        ) from error
    if backend is None or _keeps_plain_text(backend):
        return None
    if isinstance(backend, ChainerBackend):
        chained: Iterable[KeyringBackend] = backend.backends
        return chained
    return (backend,)


def _of_the_system() -> list[KeyringBackend]:
    """Give those of the operating system's backends that are there, the preferred one first."""
    from keyring.core import load_keyring

    found: list[KeyringBackend] = []
    for name in _OF_THE_SYSTEM.get(sys.platform, _OF_FREE_DESKTOPS):
        try:
            found.append(load_keyring(name))
        except Exception:  # noqa: BLE001, S112  # the library's ways to say "not here" are many
            continue
    return sorted(found, key=lambda backend: backend.priority, reverse=True)


def _keeps_secrets(backend: KeyringBackend) -> bool:
    """Tell whether something is kept at all, and not in plain text."""
    from keyring.backends import fail, null

    return not isinstance(backend, fail.Keyring | null.Keyring) and not _keeps_plain_text(backend)


def _keeps_plain_text(backend: KeyringBackend) -> bool:
    """Tell a backend by its family: `keyrings.alt`, or a name that says so."""
    return any(
        kind.__module__.startswith("keyrings.alt") or "plaintext" in kind.__name__.lower()
        for kind in type(backend).__mro__
    )
