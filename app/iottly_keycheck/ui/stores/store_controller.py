"""Where keys are kept: choosing another place, taking keys there, and noticing a keyring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import KeyRow
from iottly_keycheck.secret import SecretStore
from iottly_keycheck.settings import KeyStore
from iottly_keycheck.ui.keyring.store_access import StoreAccess
from iottly_keycheck.ui.list_model.key_list_model import KeyListModel
from iottly_keycheck.ui.settings.settings_controller import SettingsController, password_name
from iottly_keycheck.ui.settings.store_form import Kept
from iottly_keycheck.ui.stores.key_moving import KeyMoving
from iottly_keycheck.ui.tasks import Tasks


class StoreController(QObject):
    """Knows where keys are kept, and takes them elsewhere.

    Signals:
        changed(): `chosen`, `in_session` or `keyring_there` may be another one.
        keyring_appeared(): a keyring that was missed before is there.
    """

    changed = Signal()
    keyring_appeared = Signal()

    def __init__(
        self,
        keys: KeyList,
        model: KeyListModel,
        settings: SettingsController,
        passwords: SecretStore,
        access: StoreAccess,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._model = model
        self._settings = settings
        self._access = access
        self._tasks = tasks
        self.moving = KeyMoving(keys, passwords, access, self)
        self.keyring_there = False
        self._missed = False
        self._looking = False
        self._forgetful = False
        self._wanted: tuple[KeyStore, Callable[[], object]] | None = None
        settings.changed.connect(self._settings_changed)
        settings.failed.connect(self._not_chosen)
        model.keys_changed.connect(self._keys_changed)

    # --- what there is ---

    @property
    def chosen(self) -> KeyStore | None:
        """The place for new keys; `None` where the settings name none that there is."""
        name = self._settings.settings.key_store
        return KeyStore(name) if name in list(KeyStore) else None

    @property
    def in_session(self) -> tuple[KeyRow, ...]:
        """The keys that are forgotten when the window closes."""
        return tuple(row for row in self._model.rows if row.store is KeyStore.SESSION)

    @property
    def choosable(self) -> bool:
        """Whether there is a choice of places now: the practice API has its own."""
        return self._keys.stores.file is not None and not self.moving.under_way

    @property
    def kept(self) -> Kept:
        """Where the keys of the list are now."""
        stores = tuple(row.store for row in self._model.rows)
        return Kept(stores, self._access.file_there)

    # --- choosing and moving ---

    def choose(self, store: KeyStore, then: Callable[[], object]) -> None:
        """Keep new keys there from now on, and go on with `then`; nothing where that fails."""
        if store is KeyStore.FILE:
            # First, so that whoever gives no passphrase has changed nothing.
            self._access.when_open(partial(self._choose, store, then))
        else:
            self._choose(store, then)

    def move_all(self, store: KeyStore, otherwise: Callable[[], object] | None = None) -> None:
        """Take every key there that is kept elsewhere, and the proxy's password with them.

        `otherwise` is for who gives no passphrase where one is needed for that.
        """
        rows = [row for row in self._model.rows if row.store is not store]
        password = password_name(self._settings.settings)
        if not rows and password is None:
            return
        move = partial(self.moving.move, rows, store, password)
        if store is KeyStore.FILE or self._access.locked:
            self._access.when_open(move, otherwise)
        else:
            move()

    def choose_and_move(self, store: KeyStore) -> None:
        """Keep all keys there from now on, those of the list and new ones."""
        self.choose(store, partial(self.move_all, store))

    def expect(self, store: str, *, move: bool) -> None:
        """Know that settings are about to be saved with that place, and whether keys go there."""
        if store in list(KeyStore):
            self._wanted = KeyStore(store), partial(self._settle_in, KeyStore(store), move=move)

    def _settle_in(self, store: KeyStore, *, move: bool) -> None:
        if move:
            self.move_all(store)
        elif store is KeyStore.FILE and not self._access.file_there:
            self._access.when_open(self.changed.emit)  # a new file, so a new passphrase

    def _choose(self, store: KeyStore, then: Callable[[], object]) -> None:
        self._wanted = store, then
        settings = replace(self._settings.settings, key_store=store.value)
        self._settings.save(settings, None, forget=False)

    def _settings_changed(self, _settings: object) -> None:
        wanted, self._wanted = self._wanted, None
        self.changed.emit()
        if wanted and wanted[0] is self.chosen:
            wanted[1]()

    def _not_chosen(self, _error: object = None) -> None:
        self._wanted = None

    # --- the keyring ---

    def miss_keyring(self) -> None:
        """Remember that there was no keyring, to notice when there is one."""
        self._missed = True
        self.keyring_there = False

    def look_for_keyring(self) -> None:
        """Find out whether a keyring is there by now, where somebody would like one."""
        wanted = self._missed or self.chosen is KeyStore.SESSION or self.in_session
        if wanted and self.choosable and not self._looking:
            self._looking = True
            self._tasks.run(self._keys.stores.keyring_answers, self._looked)

    def _keys_changed(self) -> None:
        self.changed.emit()
        before, self._forgetful = self._forgetful, bool(self.in_session)
        if self._forgetful and not before:
            self.look_for_keyring()

    def _looked(self, there: bool) -> None:
        self._looking = False
        appeared = there and self._missed
        self._missed = self._missed and not there
        if there != self.keyring_there:
            self.keyring_there = there
            self.changed.emit()
        if appeared:
            self.keyring_appeared.emit()
