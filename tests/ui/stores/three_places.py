"""A window with a key in each of the places where keys can be kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pytestqt.qtbot import QtBot

from iottly_keycheck.keys.list.database import MEMORY, Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.file_store import FileStore
from iottly_keycheck.keys.stores.key_stores import KeyStores
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.keys.stores.sealed import Effort
from iottly_keycheck.secret import Secret, StoreError, StoreFailure
from iottly_keycheck.settings import KeyStore, Settings, SettingsInMemory
from iottly_keycheck.ui.shell.dependencies import WindowDependencies
from iottly_keycheck.ui.shell.main_window import MainWindow, make_window
from ui.conftest import KEY, ScriptedChecker

LIGHT = Effort(iterations=1, lanes=1, memory_kib=8)
PASSPHRASE = Secret("correct horse battery")
FILE, KEYRING, SESSION = KeyStore.FILE, KeyStore.KEYRING, KeyStore.SESSION


class Keyring(MemoryStore):
    """A keyring that fails as the test says."""

    failure: StoreError | None = None
    tries = 0

    def get(self, name: str) -> Secret | None:
        self._fail()
        return super().get(name)

    def set(self, name: str, secret: Secret) -> None:
        self._fail()
        super().set(name, secret)

    def delete(self, name: str) -> None:
        self._fail()
        super().delete(name)

    def _fail(self) -> None:
        if self.failure:
            self.tries += 1
            raise self.failure


class Kept:
    """A window whose keys are in three places, one in each."""

    def __init__(self, folder: Path) -> None:
        self.keyring = Keyring()
        self.file = FileStore(folder / "keys.sealed", effort=LIGHT)
        self.file.create(PASSPHRASE)
        self.settings = SettingsInMemory(Settings())
        self.stores = KeyStores(
            self.keyring, self.file, chosen=lambda: self.settings.load().key_store
        )
        self.keys = KeyList(Database(MEMORY), self.stores)
        for number, store in enumerate((KEYRING, FILE, SESSION)):
            self.choose(store)
            self.keys.add(store.value, f"{number}{KEY[1:]}")
        self.choose(KEYRING)

    def choose(self, store: KeyStore) -> None:
        self.settings.save(Settings(key_store=store))

    def open(self, qtbot: QtBot, *, practice: bool = False) -> MainWindow:
        checker = ScriptedChecker(lambda: self.keys)
        checker.may_end.set()
        self.window = make_window(
            WindowDependencies(self.keys, checker, self.settings, MemoryStore(), practice=practice)
        )
        qtbot.addWidget(self.window)
        with qtbot.waitSignal(self.window.controllers.list.loaded):
            self.window.show()
        return self.window

    def places(self) -> dict[str, KeyStore]:
        return {row.description: row.store for row in self.keys.rows()}


@contextmanager
def kept_window(folder: Path) -> Iterator[Kept]:
    """Give the keys, whose test opens the window; what is open then is closed unasked."""
    kept = Kept(folder)
    yield kept
    kept.window.close_unasked()
    kept.keys.close()


def locked() -> StoreError:
    """Give the failure of a keyring that stays locked."""
    return StoreError(StoreFailure.LOCKED, "nobody could be asked")
