"""The system's keyring as it is in the field: a real gnome-keyring on a bus of its own."""

import queue
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import closing

import pytest
from keyring.backends.SecretService import Keyring
from keyring.errors import InitError

from iottly_keycheck.keys.model import StoreSilentError
from iottly_keycheck.keys.stores import keyring_store
from iottly_keycheck.keys.stores import secret_service as secret_service_module
from iottly_keycheck.keys.stores.keyring_errors import store_error
from iottly_keycheck.keys.stores.keyring_store import KeyringStore
from iottly_keycheck.secret import Secret, StoreError, StoreFailure, StoreReason

SERVICE = "iottly-keycheck-test"
KEY = Secret("719cc48b719cc48b719cc48b719cc48b")
QUICK = 0.5

CALLS: dict[str, Callable[[KeyringStore], object]] = {
    "get": lambda store: store.get("key:1"),
    "set": lambda store: store.set("key:2", KEY),
    "delete": lambda store: store.delete("key:1"),
}
each_call = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())

pytestmark = pytest.mark.only_on("linux")


def failure_of(call: Callable[[KeyringStore], object], patience: float = 5) -> StoreError:
    with pytest.raises(StoreError) as failed:
        call(KeyringStore(SERVICE, patience=patience))
    return failed.value


@each_call
def test_a_locked_keyring_is_called_locked_when_nobody_can_be_asked(locked_secret_service, call):
    error = failure_of(call)
    assert error.failure is StoreFailure.LOCKED
    assert error.reason is None


@each_call
def test_no_keyring_on_the_bus_is_called_unavailable(no_secret_service, call):
    assert failure_of(call).failure is StoreFailure.UNAVAILABLE


@each_call
def test_no_session_bus_is_called_unavailable(home, call):
    error = failure_of(call)
    assert error.failure is StoreFailure.UNAVAILABLE
    assert error.reason is StoreReason.NO_BUS


def test_a_bus_that_has_gone_is_called_unavailable(home, monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={home}/nobody")
    assert failure_of(CALLS["get"]).failure is StoreFailure.UNAVAILABLE


@each_call
def test_a_frozen_keyring_is_given_up_in_time(secret_service, call):
    secret_service.freeze()
    begun = time.monotonic()
    error = failure_of(call, patience=QUICK)
    took = time.monotonic() - begun
    secret_service.thaw()
    assert isinstance(error, StoreSilentError)
    assert error.failure is StoreFailure.ERROR
    assert error.reason is StoreReason.SILENT
    assert QUICK <= took < QUICK + 0.4


def test_a_frozen_keyring_is_used_again_when_it_goes_on(secret_service):
    store = KeyringStore(SERVICE, patience=QUICK)
    store.set("key:1", KEY)
    secret_service.freeze()
    with pytest.raises(StoreSilentError):
        store.get("key:1")
    secret_service.thaw()
    assert store.get("key:1") == KEY


def test_a_person_may_take_longer_than_a_silent_keyring(secret_service, monkeypatch):
    store = KeyringStore(SERVICE, patience=QUICK)
    store.set("key:1", KEY)
    secret_service.lock()
    asked: queue.SimpleQueue[float] = queue.SimpleQueue()
    ask = secret_service_module.ask

    def note(backend: Keyring) -> None:
        ask(backend)
        asked.put(time.monotonic())

    def slow_person(_: object) -> bool:
        # A prompt needs a display and somebody before it; everything around it is real.
        begun = time.monotonic()
        while asked.get(timeout=10) < begun + 2 * QUICK:
            pass
        return True

    monkeypatch.setattr(secret_service_module, "ask", note)
    monkeypatch.setattr("secretstorage.Collection.unlock", slow_person)
    begun = time.monotonic()
    with pytest.raises(StoreError) as failed:
        store.get("key:1")
    assert failed.value.failure is StoreFailure.LOCKED
    assert failed.value.reason is StoreReason.DISMISSED
    assert time.monotonic() - begun >= 2 * QUICK


def test_a_killed_keyring_comes_back_locked(secret_service):
    store = KeyringStore(SERVICE)
    store.set("key:1", KEY)
    secret_service.kill()
    with pytest.raises(StoreError) as failed:
        store.get("key:1")
    assert failed.value.failure is StoreFailure.LOCKED


@pytest.mark.parametrize("name", CALLS)
def test_a_keyring_that_is_killed_in_the_middle_of_a_call_is_given_up(secret_service, name):
    store = KeyringStore(SERVICE, patience=2)
    store.set("key:1", KEY)
    # Frozen, it has the call but cannot answer it any more.
    secret_service.freeze()
    failures: queue.SimpleQueue[StoreError | None] = queue.SimpleQueue()

    def call() -> None:
        try:
            CALLS[name](store)
        except StoreError as error:
            failures.put(error)
        else:
            failures.put(None)

    caller = threading.Thread(target=call)
    begun = time.monotonic()
    caller.start()
    with pytest.raises(queue.Empty):
        failures.get(timeout=0.3)
    secret_service.kill()
    error = failures.get(timeout=5)
    caller.join(timeout=5)
    assert error is not None
    # Never "unavailable": that would mean that nothing was written.
    assert (error.failure, error.reason) == (StoreFailure.ERROR, StoreReason.BROKEN_OFF)
    assert time.monotonic() - begun < 3


def test_a_keyring_that_is_unlocked_later_is_used(secret_service):
    store = KeyringStore(SERVICE)
    store.set("key:1", KEY)
    secret_service.lock()
    with pytest.raises(StoreError):
        store.get("key:1")
    secret_service.unlock()
    assert store.get("key:1") == KEY


def test_a_keyring_tells_whether_it_is_locked_and_asks_nobody_to_unlock_it(
    secret_service,
):
    store = KeyringStore(SERVICE, patience=QUICK)
    assert not store.is_locked()
    secret_service.lock()
    assert store.is_locked()
    secret_service.unlock()
    assert not store.is_locked()
    secret_service.freeze()
    assert store.is_locked()
    secret_service.thaw()
    assert not store.is_locked()


@pytest.mark.needs("secret_service")
def test_a_keyring_that_appears_later_is_found(home, monkeypatch, request):
    store = KeyringStore(SERVICE)
    with pytest.raises(StoreError):
        store.get("key:1")
    request.getfixturevalue("secret_service")
    store.set("key:1", KEY)
    assert store.get("key:1") == KEY


def test_a_secret_that_was_changed_or_taken_behind_our_back_is_seen(secret_service):
    import secretstorage

    store = KeyringStore(SERVICE)
    store.set("key:1", KEY)
    with closing(secretstorage.dbus_init()) as connection:
        collection = secretstorage.get_default_collection(connection)
        (item,) = collection.search_items({"service": SERVICE, "username": "key:1"})
        item.set_secret(b"changed")
        assert store.get("key:1") == Secret("changed")
        item.delete()
    assert store.get("key:1") is None


def test_saved_is_not_said_of_what_cannot_be_read_back(secret_service, monkeypatch):
    monkeypatch.setattr(Keyring, "set_password", lambda *_: None)
    error = failure_of(CALLS["set"])
    assert error.failure is StoreFailure.ERROR
    assert error.reason is StoreReason.NOT_KEPT
    assert "read back" in error.detail


def test_what_the_library_repeats_of_a_secret_is_left_out(secret_service, monkeypatch):
    def talkative(self: Keyring, service: str, name: str, password: str) -> None:
        raise ValueError(f"cannot keep {password}")

    monkeypatch.setattr(Keyring, "set_password", talkative)
    error = failure_of(CALLS["set"])
    assert error.failure is StoreFailure.ERROR
    assert error.detail == "ValueError: cannot keep [key]"
    assert KEY.reveal() not in "".join(traceback.format_exception(error, chain=True))
    assert error.__context__ is None
    assert error.__cause__ is None


def test_a_secret_too_long_for_windows_is_refused_with_the_limit(monkeypatch):
    class WinVaultKeyring:
        """Stands in for the backend, which exists on Windows only."""

    WinVaultKeyring.__module__ = "keyring.backends.Windows"
    with pytest.raises(StoreError, match=r"keeps 1280 characters, this key has 1281"):
        keyring_store._refuse_oversize(WinVaultKeyring(), Secret("k" * 1281))
    keyring_store._refuse_oversize(WinVaultKeyring(), Secret("k" * 1280))


def test_a_dismissed_prompt_for_a_new_keyring_is_called_locked():
    from secretstorage import PromptDismissedException

    error = InitError("Failed to create the collection: Prompt dismissed.")
    error.__cause__ = PromptDismissedException("Prompt dismissed.")
    assert store_error(error).failure is StoreFailure.LOCKED
    assert store_error(error).reason is StoreReason.DISMISSED
