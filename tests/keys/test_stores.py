"""The contract of `SecretStore`, on every implementation that there is."""

import pytest

from iottly_keycheck.keys.stores.keyring_store import KeyringStore
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.secret import Secret, SecretStore

KEY = Secret("719cc48b719cc48b719cc48b719cc48b")


KEYRING_MARKS = [pytest.mark.only_on("linux"), pytest.mark.needs("secret_service")]


@pytest.fixture(params=["memory", pytest.param("keyring", marks=KEYRING_MARKS)])
def store(request: pytest.FixtureRequest) -> SecretStore:
    if request.param == "memory":
        return MemoryStore()
    request.getfixturevalue("secret_service")
    return KeyringStore("iottly-keycheck-test")


def test_what_was_set_is_given_until_it_is_deleted(store):
    assert store.get("key:1") is None
    store.set("key:1", KEY)
    assert store.get("key:1") == KEY
    store.delete("key:1")
    assert store.get("key:1") is None


def test_setting_again_replaces(store):
    store.set("key:1", Secret("before"))
    store.set("key:1", Secret("after"))
    assert store.get("key:1") == Secret("after")
    store.delete("key:1")
    assert store.get("key:1") is None


def test_names_are_kept_apart(store):
    store.set("key:1", Secret("one"))
    store.set("key:2", Secret("two"))
    store.delete("key:2")
    assert store.get("key:1") == Secret("one")
    assert store.get("KEY:1") is None


def test_deleting_what_is_not_there_is_no_error(store):
    store.delete("key:1")
    store.delete("key:1")


@pytest.mark.parametrize("text", ["x", "k" * 4096, "!#$%&()*+,-./:;<=>?@[]^_{|}~", "schlüssel 🔑"])
def test_every_text_comes_back_to_the_letter(store, text):
    store.set("password", Secret(text))
    assert store.get("password") == Secret(text)
