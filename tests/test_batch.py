"""Many checks at a time: every key is tested, none longer than it takes, and all can be stopped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import Any

import pytest

from iottly_keycheck.batch import Batch, Begun, Done, Event, LeftOut, StageSeen
from iottly_keycheck.cause import Cause
from iottly_keycheck.check import Checker, StoredKey
from iottly_keycheck.connection.ping import Ping
from iottly_keycheck.connection.proxy_choice.route import SystemProxy
from iottly_keycheck.deadline import CancelToken, start_thread
from iottly_keycheck.keys.list.database import MEMORY, Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.secret import Secret, StoreError, StoreFailure, StoreReason
from iottly_keycheck.settings import Settings
from support.answers import failure, response, say
from support.pings import PROGRAM
from support.servers import Peer, Server

AT_ONCE = 4


class WatchedStore(MemoryStore):
    """Keeps secrets in memory; a test hears of every reading and may do something first."""

    def __init__(self) -> None:
        super().__init__()
        self.before: Callable[[], object] = lambda: None
        self.asked = 0
        self.at_once = 0
        self._reading = 0

    def get(self, name: str) -> Secret | None:
        self.asked += 1
        self._reading += 1
        self.at_once = max(self.at_once, self._reading)
        try:
            self.before()
            return super().get(name)
        finally:
            self._reading -= 1


@pytest.fixture
def store() -> WatchedStore:
    return WatchedStore()


@pytest.fixture
def keys(store: WatchedStore) -> Iterator[KeyList]:
    with closing(KeyList(Database(MEMORY), store)) as keys:
        for number in range(12):
            keys.add(f"Operator {number}", f"{number:032x}")
        store.asked = store.at_once = 0
        yield keys


def make(keys: KeyList, server: Server, timeout: float = 10) -> Batch:
    ping = Ping({}, lambda _: SystemProxy(), "test/0")
    checker = Checker(ping, lambda: keys, MemoryStore(), PROGRAM)
    targets = [StoredKey(row.id, row.description) for row in keys.rows()]
    return Batch(checker, targets, Settings(url=server.url("127.0.0.1"), timeout=timeout), AT_ONCE)


def run(batch: Batch, token: CancelToken | None = None) -> list[Event]:
    events: list[Event] = []
    batch.run(token or CancelToken(), events.extend)
    return events


def of(kind: type[Any], events: Sequence[Event]) -> list[str]:
    return [event.key.description for event in events if isinstance(event, kind)]


def causes(events: Sequence[Event]) -> set[Cause]:
    return {event.report.cause for event in events if isinstance(event, Done)}


def test_every_key_is_tested_once_and_its_result_is_in_its_history(keys: KeyList) -> None:
    with Server(say(response())) as server:
        events = run(make(keys, server))
    everyone = [row.description for row in keys.rows()]
    assert sorted(of(Done, events)) == sorted(of(Begun, events)) == sorted(everyone)
    assert causes(events) == {Cause.OK}
    assert all(row.last is not None and row.last.cause == Cause.OK for row in keys.rows())


def test_each_key_gets_its_own_answer(keys: KeyList) -> None:
    def by_key(peer: Peer) -> None:
        head = peer.read_head()
        peer.send(response() if f"{3:032x}".encode() in head else failure(401))

    with Server(by_key) as server:
        events = run(make(keys, server))
    found = {e.key.description: e.report.cause for e in events if isinstance(e, Done)}
    assert found.pop("Operator 3") is Cause.OK
    assert set(found.values()) == {Cause.KEY_REJECTED}


def test_what_happens_to_a_key_is_told_in_its_order(keys: KeyList) -> None:
    with Server(say(response())) as server:
        events = run(make(keys, server))
    kinds = [type(event) for event in events if event.key.description == "Operator 5"]
    assert kinds[0] is Begun
    assert kinds[-1] is Done
    assert set(kinds[1:-1]) == {StageSeen}


def test_as_many_requests_are_under_way_as_there_is_room_for_and_no_more(keys: KeyList) -> None:
    meeting = threading.Barrier(AT_ONCE)
    under_way = most = 0
    lock = threading.Lock()

    def together(peer: Peer) -> None:
        nonlocal under_way, most
        peer.read_head()
        with lock:
            under_way += 1
            most = max(most, under_way)
        meeting.wait(10)  # breaks where fewer than that come
        with lock:
            under_way -= 1
        peer.send(response())

    with Server(together) as server:
        events = run(make(keys, server))
    assert causes(events) == {Cause.OK}
    assert most == AT_ONCE


def test_secrets_are_read_one_by_one_and_hardly_ahead(keys: KeyList, store: WatchedStore) -> None:
    held, read_ahead = threading.Event(), threading.Event()
    arrived = threading.Barrier(AT_ONCE + 1)
    asked_then: list[int] = []

    def hold(peer: Peer) -> None:
        peer.read_head()
        if not held.is_set():
            arrived.wait(10)
            held.wait(10)
        peer.send(response())

    def release() -> None:
        read_ahead.wait(10)
        arrived.wait(10)
        asked_then.append(store.asked)
        held.set()

    store.before = lambda: read_ahead.set() if store.asked > AT_ONCE else None
    with Server(hold) as server:
        start_thread(release, name="release")
        events = run(make(keys, server))
    assert causes(events) == {Cause.OK}
    # Those under way, and the next one, which waits with its secret in hand.
    assert asked_then == [AT_ONCE + 1]
    assert store.at_once == 1


def test_a_slow_store_is_all_that_a_batch_waits_for(keys: KeyList, store: WatchedStore) -> None:
    pause = threading.Event()
    store.before = partial(pause.wait, 0.05)
    with Server(say(response())) as server:
        started = time.monotonic()
        run(make(keys, server))
        took = time.monotonic() - started
    # Read one after the other it takes 12 × 50 ms; were the checks in its way, it would be more.
    assert 0.6 <= took < 1.2


def test_a_locked_store_is_asked_once_for_all_keys(keys: KeyList, store: WatchedStore) -> None:
    def locked() -> None:
        raise StoreError.because(StoreReason.DISMISSED, "nobody answered the prompt")

    store.before = locked
    with Server(say(response())) as server:
        events = run(make(keys, server))
    assert store.asked == 1
    assert len(of(Done, events)) == 12
    assert causes(events) == {Cause.KEYRING_LOCKED}


def test_a_failure_about_one_key_is_that_keys_alone(keys: KeyList, store: WatchedStore) -> None:
    def third() -> None:
        if store.asked == 3:
            raise StoreError(StoreFailure.ERROR, "an item that is damaged")

    store.before = third
    with Server(say(response())) as server:
        events = run(make(keys, server))
    assert store.asked == 12
    found = [event.report.cause for event in events if isinstance(event, Done)]
    assert sorted(found) == sorted([Cause.KEYRING_ERROR] + [Cause.OK] * 11)


def test_all_of_it_stops_within_a_fifth_of_a_second(keys: KeyList) -> None:
    token = CancelToken()
    silent = Server(lambda peer: peer.hold())
    with silent as server:
        stopped_at = 0.0

        def stop_when_busy(events: Sequence[Event]) -> None:
            nonlocal stopped_at
            if not token.cancelled and silent.heard.is_set():
                stopped_at = time.monotonic()
                token.cancel()

        make(keys, server).run(token, stop_when_busy)
        assert time.monotonic() - stopped_at < 0.2
    assert all(row.last is None for row in keys.rows())


def test_it_stops_while_a_store_does_not_answer(keys: KeyList, store: WatchedStore) -> None:
    token, asked, never = CancelToken(), threading.Event(), threading.Event()

    def silent() -> None:
        asked.set()
        never.wait()

    store.before = silent
    with Server(say(response())) as server:
        start_thread(lambda: asked.wait(10) and token.cancel(), name="cancel")
        events = run(make(keys, server), token)
    assert of(Done, events) == []
    assert store.asked == 1
    never.set()


def test_a_key_that_is_deleted_meanwhile_is_left_out(keys: KeyList) -> None:
    with Server(say(response())) as server:
        batch = make(keys, server)
        keys.delete(keys.rows()[4].id)
        events = run(batch)
    assert of(LeftOut, events) == ["Operator 4"]
    assert len(of(Done, events)) == 11


def test_one_check_can_be_stopped_and_the_others_go_on(keys: KeyList) -> None:
    third = keys.rows()[2]

    def all_but_one(peer: Peer) -> None:
        if f"{2:032x}".encode() in peer.read_head():
            peer.hold()
        else:
            peer.send(response())

    with Server(all_but_one) as server:
        batch = make(keys, server)
        events: list[Event] = []

        def tell(burst: Sequence[Event]) -> None:
            events.extend(burst)
            if len(of(Done, events)) == 11:
                batch.leave_out(third.id)

        batch.run(CancelToken(), tell)
    found = {e.key.description: e.report.cause for e in events if isinstance(e, Done)}
    assert found.pop(third.description) is Cause.CANCELLED
    assert set(found.values()) == {Cause.OK}


def test_where_it_cannot_be_told_it_stops(keys: KeyList) -> None:
    hung_up = threading.Event()

    def hold(peer: Peer) -> None:
        peer.hold()
        hung_up.set()

    with Server(hold) as server:

        def full(_: Sequence[Event]) -> None:
            assert server.heard.wait(10)
            raise OSError("no space left on device")

        with pytest.raises(OSError, match="no space"):
            make(keys, server).run(CancelToken(), full)
        assert hung_up.wait(10)
    assert all(row.last is None for row in keys.rows())


def test_a_list_that_cannot_be_read_is_said(keys: KeyList, monkeypatch) -> None:
    def damaged() -> None:
        raise KeyListError(KeyListErrorCode.LIST_DAMAGED)

    with Server(say(response())) as server:
        batch = make(keys, server)
        monkeypatch.setattr(keys, "rows", damaged)
        with pytest.raises(KeyListError):
            run(batch)


def test_a_defect_comes_to_who_runs_the_batch(keys: KeyList, monkeypatch) -> None:
    monkeypatch.setattr(Checker, "check", lambda *_: {}["a defect"])
    with Server(say(response())) as server, pytest.raises(KeyError):
        run(make(keys, server))
