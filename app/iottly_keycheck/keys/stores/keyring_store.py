"""Secrets in the system's keyring, through the `keyring` library.

The library is imported at the first call: it costs more than the first paint can bear.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from iottly_keycheck.deadline import CancelToken, Deadline, Ended, Expired, start_thread
from iottly_keycheck.keys.model import ConfiguredKeyring, StoreSilentError
from iottly_keycheck.keys.stores import keyring_backend, secret_service
from iottly_keycheck.keys.stores.keyring_errors import is_gone, store_error
from iottly_keycheck.secret import Secret, StoreError, StoreFailure, StoreReason

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

PATIENCE_SECONDS = 5.0
_WINDOWS_LIMIT = 2560
"""Bytes of a secret, as UTF-16 (wincred.h, CRED_MAX_CREDENTIAL_BLOB_SIZE)."""


class KeyringStore:
    """A `SecretStore` in the keyring of the person who is logged in, under one service's name.

    A person at one of the keyring's prompts has as long as they need; a keyring that does not
    answer is given up after `patience` seconds with `StoreSilentError`. Where `set` fails as
    `LOCKED` or `UNAVAILABLE`, nothing was written.
    """

    def __init__(self, service: str, *, patience: float = PATIENCE_SECONDS) -> None:
        self._service = service
        self._patience = patience
        self._chosen: keyring_backend.Choice | None = None

    @property
    def configured(self) -> ConfiguredKeyring | None:
        """What somebody has configured in place of the system's own, once it was used."""
        return None if self._chosen is None else self._chosen.configured

    def is_locked(self) -> bool:
        """Tell whether it is locked, or does not say; asks nobody to unlock it.

        Only the Secret Service of free desktops can be asked: others are never called locked.
        """
        try:
            service = secret_service.behind(self._backend())
            return service is not None and Deadline(self._patience).call(
                lambda: secret_service.is_locked(service)
            )
        except Exception:  # noqa: BLE001  # backends raise whatever is under them
            return True

    def get(self, name: str) -> Secret | None:
        """See `SecretStore`."""

        def read(backend: KeyringBackend, _: Deadline) -> str | None:
            place = self._place(backend, name)
            if not _reachable(backend, place):
                return None
            return backend.get_password(*place)

        text = self._run(read)
        return None if text is None else Secret(text)

    def set(self, name: str, secret: Secret) -> None:
        """See `SecretStore`."""

        def write(backend: KeyringBackend, deadline: Deadline) -> None:
            _refuse_oversize(backend, secret)
            place = self._place(backend, name)
            _reachable(backend, place, create=True)
            backend.set_password(*place, secret.reveal())
            if deadline.ended:
                # Given up before it was there: nobody would know of it.
                backend.delete_password(*place)

        self._run(write, secret)
        try:
            kept = self.get(name)
        except StoreError as error:
            if error.failure is StoreFailure.ERROR:
                raise
            # Said of `set`, the other kinds mean that nothing was written.
            raise StoreError.because(StoreReason.NOT_KEPT, f"not read back: {error}") from None
        if kept != secret:
            raise StoreError.because(
                StoreReason.NOT_KEPT, "what was read back is not what was written"
            )

    def delete(self, name: str) -> None:
        """See `SecretStore`."""

        def remove(backend: KeyringBackend, _: Deadline) -> None:
            from keyring.errors import PasswordDeleteError

            place = self._place(backend, name)
            if _reachable(backend, place):
                # The library says so of a secret that is not there, too; what counts comes next.
                with suppress(PasswordDeleteError):
                    backend.delete_password(*place)

        self._run(remove)
        if self.get(name) is not None:
            raise StoreError.because(
                StoreReason.NOT_KEPT, "the secret is still there after its deletion"
            )

    def _place(self, backend: KeyringBackend, name: str) -> tuple[str, str]:
        """Give the names of service and user under which the backend keeps the secret."""
        if _is_windows(backend):
            # One service for several users makes it rename the others' at every write.
            return f"{self._service}/{name}", name
        return self._service, name

    def _run(
        self, action: Callable[[KeyringBackend, Deadline], T], secret: Secret | None = None
    ) -> T | None:
        """Do something with the backend; every failure of it comes as `StoreError`.

        `None` comes, too, where the secret went while it was being worked on.
        """
        failure: StoreError
        try:
            backend = self._backend()
            with self._patient(backend) as deadline:
                return deadline.call(lambda: action(backend, deadline))
        except Ended:
            failure = StoreSilentError.because(
                StoreReason.SILENT, f"the keyring did not answer within {self._patience:g} seconds"
            )
        except Exception as error:  # noqa: BLE001  # backends raise whatever is under them
            if is_gone(error):
                return None
            failure = store_error(error, secret)
        # Raised out here, so that no library's exception, which may hold the secret in its
        # words, hangs on to it as its context.
        raise failure

    def _backend(self) -> KeyringBackend:
        """Give the backend; chosen anew until there is one."""
        if self._chosen is None:
            self._chosen = Deadline(self._patience).call(keyring_backend.choose)
        return self._chosen.backend

    @contextmanager
    def _patient(self, backend: KeyringBackend) -> Iterator[Deadline]:
        """Give a deadline that ends when the keyring is silent, not when a person takes long."""
        service = secret_service.behind(backend)
        if service is None:
            # Windows asks nobody. Others may ask, and cannot be asked whether they do.
            yield Deadline(self._patience if _is_windows(backend) else math.inf)
            return
        token, done = CancelToken(), threading.Event()

        def watch() -> None:
            while not done.wait(self._patience / 5):
                try:
                    Deadline(self._patience * 4 / 5).call(lambda: secret_service.ask(service))
                except Expired:
                    token.cancel()
                    return
                except Exception:  # noqa: BLE001, S112  # an answer, if not a good one
                    continue

        start_thread(watch, name="keyring watch")
        try:
            yield Deadline(token=token)
        finally:
            done.set()


def _reachable(backend: KeyringBackend, place: tuple[str, str], *, create: bool = False) -> bool:
    """Unlock what is locked, so far as it is ours to do; `False` where nothing can be there."""
    service = secret_service.behind(backend)
    return service is None or secret_service.unlock(service, *place, create=create)


def _is_windows(backend: KeyringBackend) -> bool:
    return type(backend).__module__ == "keyring.backends.Windows"


def _refuse_oversize(backend: KeyringBackend, secret: Secret) -> None:
    """Say what Windows says with a number only."""
    size = len(secret.reveal().encode("utf-16-le"))
    if _is_windows(backend) and size > _WINDOWS_LIMIT:
        raise StoreError.because(
            StoreReason.TOO_LONG,
            f"the Windows Credential Manager keeps {_WINDOWS_LIMIT // 2} characters, "
            f"this key has {size // 2}",
            limit=str(_WINDOWS_LIMIT // 2),
            length=str(size // 2),
        )
