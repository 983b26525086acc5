"""Many keys at a time, told as if one was tested after the other."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

import pytest

from iottly_keycheck.batch import AT_ONCE
from iottly_keycheck.cause import Cause
from iottly_keycheck.check import Checker, StoredKey
from iottly_keycheck.cli.check.ordered_checks import CheckListener, OrderedChecks
from iottly_keycheck.connection.facts.observation import Stage
from iottly_keycheck.connection.ping import Ping
from iottly_keycheck.connection.proxy_choice.route import SystemProxy
from iottly_keycheck.deadline import CancelToken
from iottly_keycheck.diagnosis.hint import Hint, HintId
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.keys.list.database import MEMORY, Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.secret import Secret, StoreError, StoreReason
from iottly_keycheck.settings import Settings
from support.answers import failure, response, say
from support.pings import PROGRAM
from support.servers import Peer, Server

MANY = 2 * AT_ONCE


@dataclass(slots=True)
class Told:
    """What was told, in its order."""

    events: list[StoredKey | Stage | Report] = field(default_factory=list)
    reported: dict[str | None, threading.Event] = field(default_factory=dict)

    def teller(self) -> CheckListener:
        return CheckListener(self.events.append, self.events.append, self._report)

    def _report(self, report: Report) -> None:
        self.events.append(report)
        self.reported.setdefault(report.description, threading.Event()).set()

    @property
    def reports(self) -> list[Report]:
        return [event for event in self.events if isinstance(event, Report)]

    @property
    def named(self) -> list[str | None]:
        return [report.description for report in self.reports]

    @property
    def causes(self) -> list[Cause]:
        return [report.cause for report in self.reports]


class GuardedStore(MemoryStore):
    """Keeps secrets in memory, and asks for each what a test wants to be asked."""

    asked = 0

    def get(self, name: str) -> Secret | None:
        self.asked += 1
        self.ask()
        return super().get(name)

    def ask(self) -> None:
        """Let everybody have it."""


@pytest.fixture
def store() -> GuardedStore:
    return GuardedStore()


@pytest.fixture
def keys(store: GuardedStore) -> Iterator[KeyList]:
    with closing(KeyList(Database(MEMORY), store)) as keys:
        for number in range(MANY):
            keys.add(f"Operator {number}", f"{number:032x}")
        store.asked = 0
        yield keys


@pytest.fixture
def told() -> Told:
    return Told()


def make(keys: KeyList, server: Server, told: Told) -> OrderedChecks:
    ping = Ping({}, lambda _: SystemProxy(), "test/0")
    checker = Checker(ping, lambda: keys, MemoryStore(), PROGRAM)
    targets = [StoredKey(row.id, row.description) for row in keys.rows()]
    settings = Settings(url=server.url("127.0.0.1"), timeout=20)
    hints = (Hint(HintId.PASSWORD_ON_COMMAND_LINE),)
    return OrderedChecks(targets, settings, checker, told.teller(), hints)


def number_of(peer: Peer) -> int:
    """Tell which key it is that a client sends."""
    head = peer.read_head().decode()
    return next(number for number in range(MANY) if f"{number:032x}" in head)


def everybody(keys: KeyList) -> list[str]:
    return [row.description for row in keys.rows()]


def test_the_order_is_that_of_the_list_whoever_is_answered_first(keys, told) -> None:
    others = threading.Semaphore(0)

    def first_is_last(peer: Peer) -> None:
        if number_of(peer) == 0:
            for _ in range(MANY - 1):
                assert others.acquire(timeout=10)
        else:
            others.release()
        peer.send(response())

    with Server(first_is_last) as server:
        make(keys, server, told).run(CancelToken())
    assert told.named == everybody(keys)
    assert set(told.causes) == {Cause.OK}


def test_a_report_is_told_as_soon_as_its_turn_comes(keys, told) -> None:
    first = told.reported.setdefault("Operator 0", threading.Event())

    def second_waits(peer: Peer) -> None:
        known = number_of(peer) != 1 or first.wait(10)
        peer.send(response() if known else failure(500))

    with Server(second_waits) as server:
        make(keys, server, told).run(CancelToken())
    assert set(told.causes) == {Cause.OK}


def test_stages_are_told_between_the_beginning_of_their_key_and_its_report(keys, told) -> None:
    with Server(say(response())) as server:
        make(keys, server, told).run(CancelToken())
    expected = iter(everybody(keys))
    for before, event in zip([None, *told.events], told.events, strict=False):
        if isinstance(event, StoredKey):
            assert before is None or isinstance(before, Report)
            now = next(expected)
            assert event.description == now
        elif isinstance(event, Report):
            assert isinstance(before, Stage)
            assert event.description == now
    assert next(expected, None) is None


def test_the_hints_are_in_every_report(keys, told) -> None:
    with Server(say(response())) as server:
        make(keys, server, told).run(CancelToken())
    for report in told.reports:
        assert HintId.PASSWORD_ON_COMMAND_LINE in {hint.id for hint in report.hints}


def test_when_it_is_stopped_those_under_way_are_told_of_and_no_others(keys, told) -> None:
    token = CancelToken()
    busy = threading.Barrier(AT_ONCE, action=token.cancel)

    def only_the_second(peer: Peer) -> None:
        if number_of(peer) == 1:
            peer.send(response())
        else:
            busy.wait(10)
            peer.hold()

    with Server(only_the_second) as server:
        make(keys, server, told).run(token)
    assert told.named == everybody(keys)[: AT_ONCE + 1]
    assert told.causes.count(Cause.CANCELLED) == AT_ONCE
    assert told.causes[1] is Cause.OK


def test_one_is_told_of_at_least(keys, store, told) -> None:
    token, never = CancelToken(), threading.Event()

    def silent() -> None:
        token.cancel()
        never.wait()

    store.ask = silent
    with Server(say(response())) as server:
        make(keys, server, told).run(token)
    assert [(report.description, report.cause) for report in told.reports] == [
        ("Operator 0", Cause.CANCELLED)
    ]
    assert isinstance(told.events[0], StoredKey)
    never.set()


def test_a_key_that_somebody_deletes_meanwhile_is_told_of_in_its_turn(keys, told) -> None:
    names = everybody(keys)
    with Server(say(response())) as server:
        in_turn = make(keys, server, told)
        keys.remove(keys.rows()[4].id)
        in_turn.run(CancelToken())
    assert told.named == names
    assert told.causes.pop(4) is Cause.KEY_MISSING
    assert told.causes.count(Cause.OK) == MANY - 1


def test_a_locked_store_is_asked_once_and_told_of_for_every_key(keys, store, told) -> None:
    def locked() -> None:
        raise StoreError.because(StoreReason.DISMISSED, "nobody answered the prompt")

    store.ask = locked
    with Server(say(response())) as server:
        make(keys, server, told).run(CancelToken())
    assert store.asked == 1
    assert told.named == everybody(keys)
    assert set(told.causes) == {Cause.KEYRING_LOCKED}


def test_the_first_key_is_begun_before_its_store_answers(keys, store, told) -> None:
    told_by_then: list[int] = []
    store.ask = lambda: told_by_then.append(len(told.events))
    with Server(say(response())) as server:
        make(keys, server, told).run(CancelToken())
    assert told_by_then[0] == 1
