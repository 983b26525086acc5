# ruff: noqa: T201  # it tells its caller by printing
"""A program that is killed at random while it changes the key list, and started again.

`python killed_program.py FOLDER KILLS SEED SECONDS` goes on for so many kills or seconds and prints
what was wrong afterwards. Every run is a process of its own with the real keyring and database,
which does random things until it is killed (SIGKILL) and says what it begins and
what it has done; the next start has to have all of what was done, and all or nothing of what was
only begun. Now and then gnome-keyring dies of a client that dies: then it is started anew.
"""

import json
import os
import random
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

# Loaded once: every run is a fork of this process.
import keyring.backends.SecretService
import secretstorage.exceptions
import secretstorage.util

from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.keyring_store import KeyringStore
from iottly_keycheck.secret import StoreError

sys.path.append(str(Path(__file__).parent.parent))
from support.secret_service import unlock

assert keyring.backends.SecretService

SERVICE = "killed"
KEYRING_ENDED = 7
MOST_KEYRINGS = 20
LONGEST_LIFE = 0.08
MOST_KEYS = 4

Model = dict[str, str]
"""The keys by their descriptions."""
Tell = Callable[..., None]


def later() -> datetime:
    """Give a time by which everything that was interrupted is to be put right."""
    return datetime.now(UTC) + timedelta(hours=2)


def open_list(folder: Path, now: Callable[[], datetime]) -> KeyList:
    return KeyList(Database(folder / "keys.db"), KeyringStore(SERVICE), now)


class Person:
    """Does random things to a list, and says before and after each what it is."""

    def __init__(self, keys: KeyList, chance: random.Random, tell: Tell) -> None:
        self._keys = keys
        self._chance = chance
        self._tell = tell

    def act(self) -> None:
        rows = self._keys.rows()
        actions = [self._add] * (len(rows) < MOST_KEYS)
        if rows:
            row = self._chance.choice(rows)
            actions += [
                partial(self._rename, row.id, row.description),
                partial(self._delete_and_undo, row.id, row.description),
                partial(self._remove, row.id, row.description),
            ]
        self._chance.choice(actions)()

    def _new_name(self) -> str:
        return f"Key {self._chance.getrandbits(40):010x}"

    def _add(self) -> None:
        name, key = self._new_name(), f"{self._chance.getrandbits(128):032x}"
        self._tell("begin", "add", name, key)
        self._keys.add(name, key)
        self._tell("done", "add", name, key)

    def _rename(self, key_id: int, old: str) -> None:
        name = self._new_name()
        self._tell("begin", "rename", old, name)
        self._keys.rename(key_id, name)
        self._tell("done", "rename", old, name)

    def _delete_and_undo(self, key_id: int, name: str) -> None:
        self._tell("begin", "remove", name)
        self._keys.delete(key_id)
        self._keys.undo_delete(key_id)
        self._tell("done", "nothing")

    def _remove(self, key_id: int, name: str) -> None:
        self._tell("begin", "remove", name)
        self._keys.remove(key_id)
        self._tell("done", "remove", name)


def after(model: Model, change: list[str]) -> Model:
    match change:
        case ["add", name, key]:
            return model | {name: key}
        case ["rename", old, new]:
            return {new if name == old else name: key for name, key in model.items()}
        case ["remove", gone]:
            return {name: key for name, key in model.items() if name != gone}
        case _:
            return model


def live(folder: Path, seed: int, pipe: int) -> None:
    """Do random things for ever."""
    chance = random.Random(seed)
    keys = open_list(folder, lambda: datetime.now(UTC))

    def tell(*words: str) -> None:
        os.write(pipe, json.dumps(words).encode() + b"\n")

    keys.finish_interrupted()
    tell("ready")
    person = Person(keys, chance, tell)
    while True:
        person.act()


def look(folder: Path, pipe: int) -> None:
    """Start again, and tell what there is: first at once, then two hours later."""
    with closing(open_list(folder, lambda: datetime.now(UTC))) as keys:
        failure = keys.finish_interrupted()
        if failure is not None:
            raise failure
        assert secrets().keys() <= names(keys), "a secret without a row"
    with closing(open_list(folder, later)) as keys:
        assert keys.finish_interrupted() is None
        assert secrets().keys() == names(keys), "rows and secrets do not match"
        found = {row.description: keys.secret(row.id) for row in keys.rows()}
        assert len(found) == len(secrets()), "more than what is shown"
        assert all(found.values()), "a key is lost"
    os.write(pipe, json.dumps({name: key.reveal() for name, key in found.items()}).encode())


def secrets() -> dict[str, str]:
    found = {}
    with closing(secretstorage.dbus_init()) as connection:
        session = secretstorage.util.open_session(connection)
        collection = secretstorage.Collection(connection, session=session)
        for item in collection.search_items({"service": SERVICE}):
            found[item.get_attributes()["username"]] = item.get_secret().decode()
    return found


def names(keys: KeyList) -> set[str]:
    with keys._database.reading() as connection:
        return {name for (name,) in connection.execute("SELECT secret_name FROM keys")}


def forked(function: Callable[[int], None]) -> tuple[int, int]:
    """Run a function in a process of its own; give its id and the reading end of its pipe."""
    ours, its = os.pipe()
    process = os.fork()
    if process == 0:
        status = 1
        try:
            os.close(ours)
            function(its)
            status = 0
        except (StoreError, secretstorage.exceptions.SecretStorageException):
            status = KEYRING_ENDED
        except Exception:  # noqa: BLE001  # whatever it is, the parent tells
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(its)
    return process, ours


def all_of(pipe: int) -> bytes:
    with os.fdopen(pipe, "rb") as file:
        return file.read()


def kill_once(
    folder: Path, seed: int, life: float, model: Model
) -> tuple[str | None, Model, Model]:
    """Let a program live that long.

    Gives the change that it died in, what must be there, and what may be there instead.
    """
    process, pipe = forked(lambda own: live(folder, seed, own))
    os.read(pipe, 10)  # ["ready"] and a line end
    # Nobody writes there: a wait that is exact and can be interrupted.
    select.select([], [], [], life)
    os.kill(process, signal.SIGKILL)
    told = [json.loads(line) for line in all_of(pipe).decode().splitlines()]
    status = os.waitpid(process, 0)[1]
    ends = {-signal.SIGKILL, KEYRING_ENDED}
    assert os.waitstatus_to_exitcode(status) in ends, "it ended by itself"
    unfinished: list[str] = []
    for what, *change in told:
        unfinished = change if what == "begin" else []
        if what == "done":
            model = after(model, change)
    return next(iter(unfinished), None), model, after(model, unfinished)


def look_again(folder: Path) -> tuple[int, bytes]:
    """Start the program again; give its exit status, and what it found."""
    process, pipe = forked(lambda own: look(folder, own))
    answer = all_of(pipe)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), answer


def main(folder: Path, kills: int, seed: int, seconds: float) -> int:
    chance = random.Random(seed)
    model: Model = {}
    keyrings = 1
    inside: dict[str, int] = {}
    end = time.monotonic() + seconds
    number = 0
    while number < kills and time.monotonic() < end:
        number += 1
        whole_seed, life = chance.getrandbits(32), chance.random() * LONGEST_LIFE
        died_in, done, maybe = kill_once(folder, whole_seed, life, model)
        if died_in:
            inside[died_in] = inside.get(died_in, 0) + 1
        status, answer = look_again(folder)
        while status == KEYRING_ENDED and keyrings < MOST_KEYRINGS:
            keyrings += 1
            unlock()
            status, answer = look_again(folder)
        model = json.loads(answer) if status == 0 else {}
        if status != 0 or model not in (done, maybe):
            print(f"wrong after kill {number} of seed {seed} ({status}):")
            print(f"{model} is not {done} or {maybe}")
            return 1
    print(f"killed {number} times, inside {json.dumps(inside)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])))
