"""The tests' stand-ins for the checker do what the real one does, seen from the window."""

import inspect
from collections.abc import Iterator
from dataclasses import replace

import pytest

from iottly_keycheck.cause import Cause
from iottly_keycheck.check import Checker, StoredKey
from iottly_keycheck.connection.facts.observation import StageId, StageState
from iottly_keycheck.connection.ping import Ping
from iottly_keycheck.connection.proxy_choice.route import SystemProxy
from iottly_keycheck.deadline import CancelToken
from iottly_keycheck.diagnosis.hint import Hint, HintId, Level
from iottly_keycheck.diagnosis.report import to_json
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.practice import PracticeApi
from iottly_keycheck.settings import PROXY_NONE, Settings
from support.pings import PROGRAM
from ui.conftest import ScriptedChecker
from ui.watch.flapping import FlappingChecker

HINT = Hint(HintId.WENT_DIRECT, Level.INFO)


@pytest.fixture
def api() -> Iterator[PracticeApi]:
    with PracticeApi() as api:
        yield api


@pytest.fixture
def target(api: PracticeApi, keys: KeyList) -> StoredKey:
    """A key that the practice API accepts."""
    sample = next(each for each in api.sample_keys if each.cause is Cause.OK)
    row = keys.add("Practice", sample.secret.reveal()).row
    return StoredKey(row.id, row.description)


@pytest.fixture(params=["real", "stand-in"])
def either(request: pytest.FixtureRequest, keys: KeyList) -> Checker | ScriptedChecker:
    if request.param == "real":
        ping = Ping({}, lambda _: SystemProxy(), "test/0")
        return Checker(ping, lambda: keys, MemoryStore(), PROGRAM)
    scripted = ScriptedChecker(lambda: keys)
    scripted.may_end.set()
    return scripted


@pytest.fixture
def settings(api: PracticeApi) -> Settings:
    return Settings(url=api.url.replace("127.0.0.1", "localhost"), proxy=PROXY_NONE)


@pytest.mark.parametrize("stand_in", [ScriptedChecker, FlappingChecker])
def test_they_are_called_in_the_same_way(stand_in: type) -> None:
    def methods(kind: type) -> dict[str, list[tuple[object, ...]]]:
        return {
            name: [
                (each.name, each.kind, each.default)
                for each in inspect.signature(method).parameters.values()
            ]
            for name, method in inspect.getmembers(kind, inspect.isfunction)
            if not name.startswith("_")
        }

    assert methods(stand_in) == methods(Checker)


def test_a_check_is_told_stage_by_stage_and_recorded(
    either: Checker | ScriptedChecker, keys: KeyList, target: StoredKey, settings: Settings
) -> None:
    told: list[tuple[StageId, StageState]] = []

    def on_stage(stage) -> None:
        if (stage.id, stage.state) not in told:
            told.append((stage.id, stage.state))

    found = either.check(target, settings, CancelToken(), on_stage, (HINT,))
    report = found.report
    assert told == [
        (StageId.KEY, StageState.RUNNING),
        (StageId.PROXY, StageState.RUNNING),
        (StageId.PROXY, StageState.SKIPPED),
        (StageId.DNS, StageState.RUNNING),
        (StageId.DNS, StageState.OK),
        (StageId.TCP, StageState.RUNNING),
        (StageId.TCP, StageState.OK),
        (StageId.HTTP, StageState.RUNNING),
        (StageId.HTTP, StageState.OK),
    ]
    assert (report.cause, report.http_status, report.description) == (Cause.OK, 200, "Practice")
    assert HINT in report.hints
    (entry,) = keys.history(target.id, 10)
    assert found.record == entry
    assert (entry.checked_at, entry.cause, entry.remark) == (report.checked_at, "ok", report.remark)
    assert (entry.http_status, entry.route_fingerprint) == (200, settings.route_fingerprint)
    assert keys.report(entry.id) == to_json(report)


def test_a_check_that_is_stopped_or_not_wanted_there_is_not_recorded(
    either: Checker | ScriptedChecker, keys: KeyList, target: StoredKey, settings: Settings
) -> None:
    stopped = CancelToken()
    stopped.cancel()
    found = either.check(target, settings, stopped)
    assert (found.report.cause, found.record) == (Cause.CANCELLED, None)
    found = either.check(target, settings, CancelToken(), record=False)
    assert (found.report.cause, found.record) == (Cause.OK, None)
    assert keys.history(target.id, 10) == ()


def test_it_takes_a_secret_in_hand_and_asks_once(either: Checker | ScriptedChecker) -> None:
    assert replace(either, secret_cache=None).secret_cache is None
    assert type(either.with_secret_cache()) is type(either)
