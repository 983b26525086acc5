"""A second provider of the Secret Service, which asks a person for each item: KeePassXC."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from iottly_keycheck.keys.stores.keyring_store import KeyringStore
from iottly_keycheck.secret import Secret
from support.keepassxc import KeePassXC, keepassxc

SERVICE = "iottly-keycheck-test"
KEY = Secret("719cc48b719cc48b719cc48b719cc48b")

pytestmark = [
    pytest.mark.only_on("linux"),
    pytest.mark.needs("keepassxc", "Xvfb", "xdotool", "dbus-daemon"),
]

Start = Callable[..., AbstractContextManager[KeePassXC]]


@pytest.fixture
def start(home: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "")
    return lambda *, ask: keepassxc(home, ask=ask)


def test_what_was_set_is_given_until_it_is_deleted(start: Start) -> None:
    with start(ask=False):
        store = KeyringStore(SERVICE)
        assert store.get("key:1") is None
        store.set("key:1", KEY)
        store.set("key:2", Secret("x" * 4096))
        assert store.get("key:1") == KEY
        store.delete("key:1")
        assert store.get("key:1") is None
        assert store.get("key:2") == Secret("x" * 4096)


def test_a_person_who_takes_time_to_allow_it_is_waited_for(start: Start) -> None:
    with start(ask=True) as running:
        store = KeyringStore(SERVICE, patience=0.5)
        # Reading back what was written has to be allowed.
        saver = threading.Thread(target=store.set, args=("key:1", KEY), daemon=True)
        saver.start()
        saver.join(timeout=1.5)
        assert saver.is_alive(), "nobody was asked"
        running.answer()
        saver.join(timeout=20)
        assert not saver.is_alive()
        assert store.get("key:1") == KEY
