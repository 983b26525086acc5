"""Many checks of the key list, several at a time."""

from __future__ import annotations

import itertools
import queue
import threading
import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from iottly_keycheck.check import Checker, CheckResult, StoredKey
from iottly_keycheck.connection.facts.observation import Stage
from iottly_keycheck.deadline import Cancelled, CancelToken, Deadline, start_thread
from iottly_keycheck.diagnosis.hint import Hint
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode, StoreSilentError
from iottly_keycheck.keys.stores.secret_cache import SecretCache
from iottly_keycheck.secret import Secret, StoreError, StoreFailure
from iottly_keycheck.settings import Settings

AT_ONCE = 8
"""As many requests at a time as a browser's handful: iottly's own limit is not known."""
BURST_SECONDS = 0.05
"""For how long what happens is gathered before it is told."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The check of a key has begun: its secret is in hand, or there is none to be had."""

    key: StoredKey


@dataclass(frozen=True, slots=True)
class StageSeen:
    """A stage of that key's check stands so."""

    key: StoredKey
    stage: Stage


@dataclass(frozen=True, slots=True)
class Done:
    """The check of that key has ended."""

    key: StoredKey
    result: CheckResult

    @property
    def report(self) -> Report:
        """The report of it."""
        return self.result.report


@dataclass(frozen=True, slots=True)
class LeftOut:
    """That key is not checked: it left the list meanwhile, or was left out by `Batch.leave_out`."""

    key: StoredKey


Event = Begun | StageSeen | Done | LeftOut
_Given = Secret | Exception | None
"""What reading a key came to: the secret, no secret, or the failure."""


class Batch:
    """Checks keys of the list, so many at a time, in their order; made for one `run`.

    Their secrets are prefetched one by one while other checks run, at most one ahead, so that a
    slow store delays the network as little as possible. A keyring that is locked, absent or silent
    is asked once, not once for every key. `extra_hints` are as in `Checker.check`.
    """

    def __init__(
        self,
        checker: Checker,
        keys: Sequence[StoredKey],
        settings: Settings,
        at_once: int = AT_ONCE,
        extra_hints: tuple[Hint, ...] = (),
    ) -> None:
        self._checker = checker
        self._keys = iter(keys)
        self._settings = settings
        self._at_once = at_once
        self._extra_hints = extra_hints
        self._token = CancelToken()
        self._events: queue.SimpleQueue[Event | BaseException | None] = queue.SimpleQueue()
        self._reading = threading.Lock()
        self._room = threading.BoundedSemaphore(at_once)
        self._session_only: dict[int, bool] = {}
        self._keyring_failure: StoreError | None = None
        self._passwords = SecretCache()  # of the proxy, which all checks want at once
        self._guard = threading.Lock()
        self._left_out: set[int] = set()
        self._running: dict[int, CancelToken] = {}

    def run(self, token: CancelToken, tell: Callable[[Sequence[Event]], None]) -> None:
        """Make the checks until all are done or the token is cancelled; blocks as long.

        `enqueue` is called on this thread, with what happened since the last time. Raises
        `KeyListError` where the list cannot be read, and what `enqueue` raises, which stops it.
        """
        self._session_only = {row.id: row.session_only for row in self._checker.keys().rows()}
        # One more than there is room for: while the others wait for iottly it reads the next key.
        workers = self._at_once + 1
        with token.listening(self._token.cancel):
            for number in range(workers):
                start_thread(self._work, name=f"batch {number}")
            try:
                while workers:
                    burst = self._gather(workers)
                    workers -= burst.count(None)
                    events = [event for event in burst if event is not None]
                    if events:
                        tell(events)
            except BaseException:
                self._token.cancel()
                raise

    def leave_out(self, key_id: int) -> None:
        """Do not check that key, or stop its check where it is under way; from any thread."""
        with self._guard:
            self._left_out.add(key_id)
            running = self._running.get(key_id)
        if running:
            running.cancel()

    def _gather(self, workers: int) -> list[Event | None]:
        """Give what happens within a short while of the next thing that happens.

        The end of the last worker is not waited beyond: then nothing happens any more.
        """
        burst = [self._events.get()]
        until = time.monotonic() + BURST_SECONDS
        while burst.count(None) < workers and (left := until - time.monotonic()) > 0:
            try:
                burst.append(self._events.get(timeout=left))
            except queue.Empty:
                break
        for event in burst:
            if isinstance(event, BaseException):
                raise event
        return [event for event in burst if not isinstance(event, BaseException)]

    # --- on the workers' threads ---

    def _work(self) -> None:
        try:
            while ready := self._next():
                self._check(*ready)
        except Cancelled:
            self._events.put(None)
        except BaseException as error:  # noqa: BLE001 - handed to who runs the batch
            self._events.put(error)
        else:
            self._events.put(None)

    def _next(self) -> tuple[StoredKey, _Given] | None:
        """Take the next key, with what its store gave and with room for its check."""
        with self._reading:
            for key in itertools.takewhile(lambda _: not self._token.cancelled, self._keys):
                if key.id in self._left_out or key.id not in self._session_only:
                    self._events.put(LeftOut(key))
                    continue
                given = self._read(key)
                if isinstance(given, KeyListError) and given.code is KeyListErrorCode.KEY_UNKNOWN:
                    self._events.put(LeftOut(key))
                    continue
                self._room.acquire()
                if self._token.cancelled:  # it was not begun, and is not any more
                    return None
                return key, given
        return None

    def _read(self, key: StoredKey) -> _Given:
        """Read a secret. Raises `Cancelled`; every other outcome is given."""
        session_only = self._session_only[key.id]
        if self._keyring_failure and not session_only:
            return self._keyring_failure
        try:
            return Deadline(token=self._token).call(partial(self._checker.keys().secret, key.id))
        except StoreError as error:
            silent = error.failure is not StoreFailure.ERROR or isinstance(error, StoreSilentError)
            if silent and not session_only:
                self._keyring_failure = error
            return error
        except KeyListError as error:
            return error

    def _check(self, key: StoredKey, given: _Given) -> None:
        token = CancelToken()
        with self._guard:
            self._running[key.id] = token
            if key.id in self._left_out:
                token.cancel()
        self._events.put(Begun(key))
        checker = replace(self._checker, secret_cache=_BatchSecrets(key.id, given, self._passwords))
        try:
            with self._token.listening(token.cancel):
                result = checker.check(
                    key, self._settings, token, partial(self._see, key), self._extra_hints
                )
        finally:
            with self._guard:
                del self._running[key.id]
            self._room.release()
        self._events.put(Done(key, result))

    def _see(self, key: StoredKey, stage: Stage) -> None:
        self._events.put(StageSeen(key, stage))


class _BatchSecrets(SecretCache):
    """For one check: its key as it was given, and the proxy's password as all of them have it."""

    def __init__(self, key_id: int, given: _Given, passwords: SecretCache) -> None:
        super().__init__()
        self._key_id = key_id
        self._given = given
        self._passwords = passwords

    def get(self, name: Hashable, read: Callable[[], Secret | None]) -> Secret | None:
        """See `SecretCache`."""
        if name != self._key_id:
            return self._passwords.get(name, read)
        if isinstance(self._given, Exception):
            raise self._given.with_traceback(None)
        return self._given
