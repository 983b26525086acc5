"""The same key through the proxy and without it: what is checked, and what is not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from iottly_keycheck.both_ways import (
    RouteComparison,
    RouteMode,
    compare_routes,
    proxy_known,
    routes,
)
from iottly_keycheck.cause import Cause
from iottly_keycheck.check import Checker, StoredKey
from iottly_keycheck.connection.facts.observation import Stage, StageId
from iottly_keycheck.connection.ping import Ping
from iottly_keycheck.connection.proxy_choice.route import SystemProxy
from iottly_keycheck.deadline import CancelToken
from iottly_keycheck.diagnosis.rules.comparison import Comparison
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.keys.list.database import MEMORY, Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.secret import Secret
from iottly_keycheck.settings import Settings
from support.answers import failure, response, say
from support.certificates import Authority
from support.checks import KEY
from support.pings import PROGRAM
from support.proxies import Tunnels, connects, refusal
from support.servers import Script, Server

CLOSED = "https://localhost:1/v1.0"
"""Nothing listens there, but the proxy of the tests leads to the service whatever is asked for."""


class CountingStore(MemoryStore):
    """Knows how often it was asked for a secret."""

    asked = 0

    def get(self, name: str) -> Secret | None:
        self.asked += 1
        return super().get(name)


class Bench:
    """A stored key, and a service and a proxy of the test's own."""

    def __init__(self, keys: KeyList, store: CountingStore) -> None:
        self.keys, self.store = keys, store
        row = keys.add("Analytics", KEY).row
        self.key = StoredKey(row.id, row.description)
        self.stages: list[StageId] = []
        self.store.asked = 0

    def check(self, url: str, proxy: str, token: CancelToken | None = None) -> RouteComparison:
        ping = Ping({}, lambda _: SystemProxy(), "lab/0")
        checker = Checker(ping, lambda: self.keys, MemoryStore(), PROGRAM)
        settings = Settings(url=url, proxy=proxy, timeout=5)
        return compare_routes(checker, self.key, settings, token or CancelToken(), self.on_stage)

    def on_stage(self, stage: Stage) -> None:
        self.stages.append(stage.id)


def causes(found: RouteComparison) -> tuple[Cause, Cause]:
    """Give the cause through the proxy, and the one without it."""
    return found.reports[RouteMode.PROXY].cause, found.reports[RouteMode.DIRECT].cause


@pytest.fixture
def bench() -> Iterator[Bench]:
    store = CountingStore()
    with closing(KeyList(Database(MEMORY), store)) as keys:
        yield Bench(keys, store)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(autouse=True)
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.trust_file))
    return authority


@pytest.fixture
def service(trusted: Authority) -> Iterator[Server]:
    with Server(say(response()), trusted.good) as server:
        yield server


def leads_to(service: Server) -> Script:
    return connects(Tunnels(("127.0.0.1", service.port)))


def proxied(bench: Bench, url: str, script: Script) -> RouteComparison:
    with Server(script) as proxy:
        return bench.check(url, f"http://127.0.0.1:{proxy.port}")


def test_both_work(bench: Bench, service: Server) -> None:
    found = proxied(bench, service.url(), leads_to(service))
    assert found.comparison is Comparison.BOTH_WORK
    assert found.usual is RouteMode.PROXY
    assert found.reports[RouteMode.PROXY].proxy.url is not None
    assert found.reports[RouteMode.DIRECT].proxy.url is None
    assert StageId.HTTP in bench.stages
    assert StageId.TCP not in bench.stages  # that of the way without the proxy


def test_the_proxy_is_in_the_way(bench: Bench, service: Server) -> None:
    found = proxied(bench, service.url(), say(refusal(403)))
    assert found.comparison is Comparison.ONLY_DIRECT_WORKS
    assert causes(found) == (Cause.PROXY_DENIED, Cause.OK)


def test_the_network_needs_the_proxy(bench: Bench, service: Server) -> None:
    found = proxied(bench, CLOSED, leads_to(service))
    assert found.comparison is Comparison.ONLY_PROXY_WORKS
    assert causes(found) == (Cause.OK, Cause.CONNECTION_REFUSED)


def test_the_key_is_at_fault(bench: Bench, trusted: Authority) -> None:
    with Server(say(failure(401)), trusted.good) as service:
        found = proxied(bench, service.url(), leads_to(service))
    assert found.comparison is Comparison.BOTH_FAIL_ALIKE
    assert causes(found) == (Cause.KEY_REJECTED, Cause.KEY_REJECTED)


def test_iottly_answers_on_one_way_only(bench: Bench, trusted: Authority) -> None:
    with Server(say(failure(500)), trusted.good) as service:
        assert (
            proxied(bench, service.url(), say(refusal(403))).comparison
            is Comparison.ONLY_DIRECT_REACHES
        )
        assert proxied(bench, CLOSED, leads_to(service)).comparison is Comparison.ONLY_PROXY_REACHES


def test_each_fails_for_a_reason_of_its_own(bench: Bench) -> None:
    found = proxied(bench, CLOSED, say(refusal(403)))
    assert found.comparison is Comparison.BOTH_FAIL


def test_without_a_proxy_there_is_nothing_to_compare(bench: Bench, service: Server) -> None:
    assert bench.check(service.url(), "auto").comparison is Comparison.NO_PROXY
    assert bench.check(service.url(), "none").comparison is Comparison.NO_PROXY


def test_a_proxy_that_cannot_be_used_is_one_all_the_same(bench: Bench, service: Server) -> None:
    found = bench.check(service.url(), "ftp://x")
    assert found.comparison is Comparison.ONLY_DIRECT_WORKS
    assert causes(found)[0] is Cause.SETTINGS_INVALID


def test_the_keyring_is_asked_once(bench: Bench, service: Server) -> None:
    proxied(bench, service.url(), leads_to(service))
    assert bench.store.asked == 1


def test_the_history_has_both_and_the_usual_one_last(bench: Bench, service: Server) -> None:
    proxied(bench, service.url(), say(refusal(403)))
    newest_first = [entry.cause for entry in bench.keys.history(bench.key.id, 10)]
    assert newest_first == [Cause.PROXY_DENIED, Cause.OK]
    bench.check(CLOSED, "none")
    usual = bench.keys.history(bench.key.id, 1)[0]
    assert usual.route_fingerprint == Settings(url=CLOSED, proxy="none").route_fingerprint


def test_both_are_stopped_at_once(bench: Bench, trusted: Authority) -> None:
    token = CancelToken()
    with Server(lambda peer: peer.hold(), trusted.good) as service:
        stopper = threading.Thread(target=lambda: (service.heard.wait(10), token.cancel()))
        stopper.start()
        found = bench.check(service.url(), "none", token)
        stopper.join()
    assert not found.complete
    assert causes(found) == (Cause.CANCELLED, Cause.CANCELLED)
    assert bench.keys.history(bench.key.id, 10) == ()


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings(proxy="http://a:1", proxy_username="joe"),
        Settings(pac="http://a/p.pac"),
    ],
)
def test_the_other_way_goes_without_a_proxy(settings: Settings) -> None:
    without = Settings(proxy="none")
    expected = [(RouteMode.DIRECT, without), (RouteMode.PROXY, settings)]
    assert list(routes(settings).items()) == expected


def test_the_other_way_of_none_is_the_proxy_that_there_is() -> None:
    none = Settings(proxy="none", pac="http://a/p.pac")
    automatic = Settings(pac="http://a/p.pac")
    expected = [(RouteMode.PROXY, automatic), (RouteMode.DIRECT, none)]
    assert list(routes(none).items()) == expected


@pytest.mark.parametrize(
    ("settings", "environ", "system", "known"),
    [
        (Settings(), {}, SystemProxy(), False),
        (Settings(proxy="none"), {}, SystemProxy(), False),
        (Settings(proxy="http://a:1"), {}, SystemProxy(), True),
        (Settings(proxy="ftp://a"), {}, SystemProxy(), True),
        (Settings(pac="http://a/p.pac"), {}, SystemProxy(), True),
        (Settings(), {"HTTPS_PROXY": "http://a:1"}, SystemProxy(), True),
        (Settings(proxy="none"), {"HTTPS_PROXY": "http://a:1"}, SystemProxy(), True),
        (Settings(), {"HTTPS_PROXY": "http://a:1", "NO_PROXY": "*"}, SystemProxy(), False),
        (Settings(), {}, SystemProxy("http://a:1"), True),
        (Settings(), {}, SystemProxy(pac="http://a/p.pac"), True),
        (Settings(url="http://127.0.0.1:1"), {"HTTPS_PROXY": "http://a:1"}, SystemProxy(), False),
        (Settings(url="nonsense"), {"HTTPS_PROXY": "http://a:1"}, SystemProxy(), False),
    ],
)
def test_whether_a_proxy_is_known(
    settings: Settings, environ: dict[str, str], system: SystemProxy, known: bool
) -> None:
    assert proxy_known(settings, environ, lambda _url: system) is known


def test_every_comparison_has_its_sentence() -> None:
    sentences = [messages.comparison(each) for each in Comparison]
    assert len(set(sentences)) == len(sentences)
