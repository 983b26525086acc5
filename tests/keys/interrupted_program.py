# ruff: noqa: T201  # it tells its caller by printing
"""A program that is ended at every step of every change to the key list, and started again.

`python interrupted_program.py FOLDER` prints one line per change: its name, at how many steps it
was ended, and what was wrong afterwards. Each run is a process of its own with the real keyring,
ended by `os._exit`; the steps are every SQL statement, and before and after every call of the
keyring.
"""

import os
import sys
import traceback
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

# Loaded once: every run is a fork of this process.
import keyring.backends.SecretService
import secretstorage.util

from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.keyring_store import KeyringStore
from iottly_keycheck.secret import Secret, SecretStore

assert keyring.backends.SecretService
KEY, BYSTANDER = Secret("a" * 32), Secret("b" * 32)
STOPPED = 9


class Fuse:
    """Ends the process at the so-manieth step."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def __call__(self, *_: object) -> None:
        self._left -= 1
        if self._left == 0:
            os._exit(STOPPED)


class FusedStore:
    """A keyring with a step before and after each call."""

    def __init__(self, store: SecretStore, fuse: Fuse) -> None:
        self._store = store
        self._fuse = fuse

    def get(self, name: str) -> Secret | None:
        self._fuse()
        secret = self._store.get(name)
        self._fuse()
        return secret

    def set(self, name: str, secret: Secret) -> None:
        self._fuse()
        self._store.set(name, secret)
        self._fuse()

    def delete(self, name: str) -> None:
        self._fuse()
        self._store.delete(name)
        self._fuse()


class Clock:
    def __init__(self, **later: float) -> None:
        self._time = datetime(2026, 11, 24, 10, 0, tzinfo=UTC) + timedelta(**later)

    def __call__(self) -> datetime:
        return self._time


class Trial:
    """A list and a keyring's items for one change, put back after every interruption."""

    def __init__(self, folder: Path, change: "Change") -> None:
        self._path = folder / change.name / "keys.db"
        self._change = change

    def prepare(self) -> None:
        with closing(KeyList(Database(self._path), self._store(), Clock())) as keys:
            keys.add("Bystander", BYSTANDER.reveal())
            if self._change.needs_key:
                keys.add("Analytics", KEY.reveal())
            if self._change.needs_deletion:
                keys.delete(2)
        self._prepared = {file: file.read_bytes() for file in self._path.parent.iterdir()}
        self._kept = self._in_keyring()

    def put_back(self) -> None:
        for file in self._path.parent.iterdir():
            file.unlink()
        for file, content in self._prepared.items():
            file.write_bytes(content)
        there = self._in_keyring()
        for name in there.keys() - self._kept.keys():
            self._store().delete(name)
        for name in self._kept.keys() - there.keys():
            self._store().set(name, self._kept[name])

    def run(self, steps: int) -> None:
        fuse = Fuse(steps)
        database = Database(self._path)
        with database.reading() as connection:
            connection.set_trace_callback(fuse)
        now = Clock(seconds=self._change.seconds_later)
        self._change.make(KeyList(database, FusedStore(self._store(), fuse), now))

    def look(self) -> None:
        """Start again: at once, and two hours later."""
        with closing(Database(self._path)) as database:
            unseen = self._in_keyring().keys() - _names(database).keys()
            assert not unseen, "a secret without a row"
            for now in (Clock(seconds=self._change.seconds_later), Clock(hours=2)):
                keys = KeyList(database, self._store(), now)
                assert keys.finish_interrupted() is None, "recovery failed"
                secrets, names = self._in_keyring(), _names(database)
                shown = {row.description for row in keys.rows()}
                found = {names[name]: secrets[name] for name in names if names[name] in shown}
                assert found in self._change.outcomes, f"unexpected: {sorted(found)}"
            assert secrets.keys() == names.keys(), "more than what is shown"

    def _store(self) -> KeyringStore:
        return KeyringStore(self._change.name)

    def _in_keyring(self) -> dict[str, Secret]:
        with closing(secretstorage.dbus_init()) as connection:
            # Each item would make a session of its own.
            session = secretstorage.util.open_session(connection)
            collection = secretstorage.Collection(connection, session=session)
            return {
                item.get_attributes()["username"]: Secret(item.get_secret().decode())
                for item in collection.search_items({"service": self._change.name})
            }


def _names(database: Database) -> dict[str, str]:
    """Give the description of every row, whatever its state, by the names of its secret."""
    with database.reading() as connection:
        return dict(connection.execute("SELECT secret_name, description FROM keys"))


WITHOUT = {"Bystander": BYSTANDER}
WITH = WITHOUT | {"Analytics": KEY}


class Change:
    """What is done to a list, and how the list may look after it, whole or in part."""

    def __init__(
        self,
        name: str,
        make: Callable[[KeyList], object],
        *outcomes: dict[str, Secret],
        needs_key: bool = True,
        needs_deletion: bool = False,
        seconds_later: float = 0,
    ) -> None:
        self.name = name
        self.make = make
        self.outcomes = outcomes
        self.needs_key = needs_key
        self.needs_deletion = needs_deletion
        self.seconds_later = seconds_later


CHANGES = [
    Change("add", lambda keys: keys.add("Analytics", "a" * 32), WITHOUT, WITH, needs_key=False),
    Change(
        "rename",
        lambda keys: keys.rename(2, "Reporting"),
        WITH,
        WITHOUT | {"Reporting": KEY},
    ),
    Change("delete", lambda keys: keys.delete(2), WITH, WITHOUT),
    Change("undo", lambda keys: keys.undo_delete(2), WITH, WITHOUT, needs_deletion=True),
    Change(
        "purge",
        lambda keys: keys.purge_deleted(),
        WITHOUT,
        needs_deletion=True,
        seconds_later=11,
    ),
    Change("remove", lambda keys: keys.remove(2), WITH, WITHOUT),
]


def forked(function: Callable[[], None]) -> int:
    """Run a function in a process of its own and give its exit status; 1 where it raised."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            function()
            status = 0
        except Exception:  # noqa: BLE001  # whatever it is, the parent tells
            traceback.print_exc()
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def main(folder: Path) -> int:
    wrong = 0
    for change in CHANGES:
        trial = Trial(folder, change)
        trial.prepare()
        for steps in count(1):
            trial.put_back()
            status = forked(partial(trial.run, steps))
            if status not in {0, STOPPED} or forked(trial.look) != 0:
                print(f"{change.name}: wrong when ended at step {steps}")
                wrong += 1
            if status != STOPPED:
                print(f"{change.name}: ended at {steps - 1} steps")
                break
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
