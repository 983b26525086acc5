"""Which of the `keyring` library's backends to trust with secrets."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iottly_keycheck.keys.model import ConfiguredKeyring
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


@dataclass(frozen=True, slots=True)
class Choice:
    """A backend, and what there is to be said of it where somebody has configured it."""

    backend: KeyringBackend
    configured: ConfiguredKeyring | None = None


def choose() -> Choice:
    """Give the backend that is configured for `keyring`, else the operating system's own.

    What is configured is honoured even if it keeps plain text; the library's own choice, which can
    fall through to such a one, is never left to it. Blocks as long as a session bus does. Raises
    `StoreError` where there is none to be had.
    """
    configured = _configured()
    if configured is not None:
        for backend in configured:
            if _keeps_something(backend):
                keyring = ConfiguredKeyring(backend.name, _keeps_plain_text(backend))
                return Choice(backend, keyring)
        raise StoreError.because(StoreReason.TURNED_OFF, "the keyring is turned off")
    if own := _of_the_system():
        return Choice(own[0])
    if sys.platform not in _OF_THE_SYSTEM and not bus_answers():
        raise StoreError.because(StoreReason.NO_BUS, "no session bus")
    raise StoreError(StoreFailure.UNAVAILABLE, "no keyring service")


def _configured() -> Iterable[KeyringBackend] | None:
    """Give what PYTHON_KEYRING_BACKEND or the library's own file names; of a chain its links."""
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
    if backend is None:
        return None
    if isinstance(backend, ChainerBackend):
        # Sorted by safety first: the library's own order is by priority alone.
        return sorted(backend.backends, key=_keeps_plain_text)
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


def _keeps_something(backend: KeyringBackend) -> bool:
    """Tell a keyring from those that are set to have none."""
    from keyring.backends import fail, null

    return not isinstance(backend, fail.Keyring | null.Keyring)


def _keeps_plain_text(backend: KeyringBackend) -> bool:
    """Tell a backend by its family: `keyrings.alt`, or a name that says so."""
    return any(
        kind.__module__.startswith("keyrings.alt") or "plaintext" in kind.__name__.lower()
        for kind in type(backend).__mro__
    )
