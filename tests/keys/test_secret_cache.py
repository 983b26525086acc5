"""A watch asks the keyring once for each key, and takes a lock for an answer."""

from collections.abc import Iterator

import pytest

from iottly_keycheck.keys.stores.keyring_store import KeyringStore
from iottly_keycheck.keys.stores.secret_cache import SecretCache
from iottly_keycheck.secret import Secret, StoreError, StoreFailure, StoreReason
from support.secret_service import SecretService


class Keyring:
    """A store that answers in turn as it is told."""

    def __init__(self, *answers: Secret | StoreError | None) -> None:
        self._answers: Iterator[Secret | StoreError | None] = iter(answers)
        self.asked = 0

    def read(self) -> Secret | None:
        self.asked += 1
        answer = next(self._answers)
        if isinstance(answer, StoreError):
            raise answer
        return answer


def test_a_key_is_read_once() -> None:
    keyring, secret_cache = Keyring(Secret("a")), SecretCache()
    assert [secret_cache.get(1, keyring.read) for _ in range(3)] == [Secret("a")] * 3
    assert keyring.asked == 1


def test_each_key_is_its_own() -> None:
    keyring, secret_cache = Keyring(Secret("a"), Secret("b")), SecretCache()
    assert secret_cache.get(1, keyring.read) == Secret("a")
    assert secret_cache.get("1", keyring.read) == Secret("b")


@pytest.mark.parametrize(
    "locked",
    [
        StoreError.because(StoreReason.DISMISSED, "the person said no"),
        StoreError(StoreFailure.LOCKED, "and it is not known whether somebody was asked"),
    ],
)
def test_a_question_that_was_dismissed_is_not_asked_again(locked: StoreError) -> None:
    keyring, secret_cache = Keyring(locked), SecretCache()
    for _ in range(3):
        with pytest.raises(StoreError) as caught:
            secret_cache.get(1, keyring.read)
        assert caught.value is locked
    assert keyring.asked == 1


@pytest.mark.parametrize(
    "failure",
    [
        StoreError(StoreFailure.UNAVAILABLE, "none"),
        StoreError.because(StoreReason.SILENT, "no answer"),
    ],
)
def test_a_failure_that_asks_nobody_may_pass(failure: StoreError) -> None:
    keyring, secret_cache = Keyring(failure, None, Secret("a")), SecretCache()
    with pytest.raises(StoreError):
        secret_cache.get(1, keyring.read)
    assert secret_cache.get(1, keyring.read) is None
    assert secret_cache.get(1, keyring.read) == Secret("a")


def test_a_keyring_that_somebody_has_unlocked_meanwhile_is_asked_again(
    secret_service: SecretService,
) -> None:
    store = KeyringStore("iottly-keycheck tests")
    store.set("key:1", Secret("a"))
    secret_service.lock()
    secret_cache = SecretCache(store.is_locked)
    for _ in range(2):
        with pytest.raises(StoreError):
            secret_cache.get(1, lambda: store.get("key:1"))
    secret_service.unlock()
    assert secret_cache.get(1, lambda: store.get("key:1")) == Secret("a")


def test_one_that_is_as_locked_as_it_was_is_not() -> None:
    locked = StoreError.because(StoreReason.DISMISSED, "the person said no")
    keyring, secret_cache = Keyring(locked), SecretCache(lambda: True)
    for _ in range(3):
        with pytest.raises(StoreError):
            secret_cache.get(1, keyring.read)
    assert keyring.asked == 1
