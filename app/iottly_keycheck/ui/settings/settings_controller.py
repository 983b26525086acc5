"""The settings in force, and keeping new ones."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from iottly_keycheck.connection.facts.address import AddressError, parse_proxy
from iottly_keycheck.secret import Secret, SecretStore
from iottly_keycheck.settings import Settings, SettingsStore
from iottly_keycheck.ui.keyring.keyring_wait import KeyringWait


class SettingsController(QObject):
    """Holds the settings that checks go by.

    Signals:
        changed(object): the `Settings` that are in force and kept from now on.
        failed(object): the exception because of which nothing was changed.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        store: SettingsStore,
        proxy_passwords: SecretStore,
        wait: KeyringWait,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._proxy_passwords = proxy_passwords
        self._wait = wait
        # Two small files: read before the window is painted, so that nothing changes under it.
        self.settings = store.load()
        self.problems = store.problems
        self.defaults = store.defaults()

    @property
    def password_stored(self) -> bool:
        """Whether there should be a password for the proxy of the settings in force.

        The keyring is not asked: it might prompt, or not answer, and only a check needs to know.
        """
        return bool(self.settings.proxy_username)

    def save(self, settings: Settings, password: Secret | None, *, forget: bool) -> None:
        """Keep new settings, and the proxy's password where a new one was typed.

        `forget` tells that the password of the proxy so far is to be deleted.
        """
        old = password_name(self.settings) if forget else None
        self._wait.run(
            partial(self._keep, settings, password, old),
            partial(self._kept, settings),
            self._fail,
        )

    def reload(self) -> None:
        """Read the settings anew, which may have been kept after their keeping was given up."""
        settings = self._store.load()
        if settings != self.settings:
            self._kept(settings, None)

    def _keep(self, settings: Settings, password: Secret | None, old: str | None) -> None:
        new = password_name(settings)
        if password and new:
            self._proxy_passwords.set(new, password)
        if old and (old != new or not password):
            self._proxy_passwords.delete(old)
        self._store.save(settings)

    def _kept(self, settings: Settings, _result: object) -> None:
        self.settings = settings
        self.changed.emit(settings)

    def _fail(self, error: BaseException) -> None:
        self.failed.emit(error)


def password_name(settings: Settings) -> str | None:
    """Give the name under which the password of the settings' own proxy is kept."""
    if not settings.proxy_username:
        return None
    try:
        return parse_proxy(settings.proxy).secret_name(settings.proxy_username)
    except AddressError:
        return None
