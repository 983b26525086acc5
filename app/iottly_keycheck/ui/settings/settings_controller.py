"""The settings in force, and keeping new ones."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from iottly_keycheck.connection.facts.address import AddressError, parse_proxy
from iottly_keycheck.secret import Secret, SecretStore, StoreError
from iottly_keycheck.settings import Settings, SettingsStore
from iottly_keycheck.ui.keyring.store_access import StoreAccess


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
        access: StoreAccess,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._proxy_passwords = proxy_passwords
        self._access = access
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
        self._access.run(
            partial(self._keep, self.settings, settings, password, old),
            partial(self._kept, settings),
            self._fail,
        )

    def reload(self) -> None:
        """Read the settings anew, which may have been kept after their keeping was given up."""
        settings = self._store.load()
        if settings != self.settings:
            self._kept(settings, None)

    def _keep(
        self, before: Settings, settings: Settings, password: Secret | None, old: str | None
    ) -> None:
        if before.key_store == settings.key_store:
            self._keep_password(password_name(settings), password, old)
        else:
            # Passwords go where new keys go, and that is looked up in the stored settings.
            self._store.save(replace(before, key_store=settings.key_store))
            try:
                self._keep_password(password_name(settings), password, old)
            except StoreError:
                self._store.save(before)
                raise
        self._store.save(settings)

    def _keep_password(self, new: str | None, password: Secret | None, old: str | None) -> None:
        if password and new:
            self._proxy_passwords.set(new, password)
        if old and (old != new or not password):
            self._proxy_passwords.delete(old)

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
