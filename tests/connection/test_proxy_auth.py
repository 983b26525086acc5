"""Signing in to proxies, each by each way, against the other side's own implementation."""

from __future__ import annotations

import re
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import (
    Observation,
    ProxyAuthOutcome,
    ProxyAuthProblem,
)
from iottly_keycheck.connection.ping import Ping
from iottly_keycheck.connection.proxy_choice.route import SystemProxy
from iottly_keycheck.deadline import CancelToken, Deadline
from iottly_keycheck.diagnosis.report import to_json
from iottly_keycheck.diagnosis.rules.diagnose import diagnose
from iottly_keycheck.secret import Secret
from iottly_keycheck.settings import Settings
from support.answers import response, say
from support.certificates import Authority
from support.checks import KEY, LOGIN, PASSWORD
from support.pings import Here, seconds_of
from support.proxies import LOGIN as SOCKS_LOGIN
from support.proxies import Tunnels, holding, socks, wants
from support.servers import Peer, Script, Server
from support.sign_in_proxies import (
    USER,
    DigestProxy,
    HandshakeProxy,
    Seen,
    asking,
    basic,
    ntlm_users,
)

HOST = "127.0.0.1"

Make = Callable[[Tunnels, Seen], Script]

WAYS: dict[str, Make] = {
    "Basic": basic,
    "Digest MD5": DigestProxy,
    "Digest SHA-256": lambda tunnels, seen: DigestProxy(tunnels, seen, ("SHA-256",)),
    "NTLM": HandshakeProxy,
    "Negotiate": lambda tunnels, seen: HandshakeProxy(tunnels, seen, "Negotiate"),
}
EVERY_WAY = pytest.mark.parametrize("make", WAYS.values(), ids=WAYS)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(autouse=True)
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.trust_file))
    # The computer belongs to no realm, whatever the person's own does.
    monkeypatch.setenv("KRB5_CONFIG", "/dev/null")
    monkeypatch.setenv("KRB5CCNAME", "FILE:/nowhere/cache")
    return authority


@pytest.fixture
def service(trusted: Authority) -> Iterator[Server]:
    with Server(say(response()), trusted.good) as server:
        yield server


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture(autouse=True)
def users(tmp_path: Path) -> Iterator[None]:
    with ntlm_users(tmp_path / "users", USER, f"LAB\\{USER}"):
        yield


def address(proxy: Server, login: str = LOGIN, scheme: str = "http") -> str:
    return f"{scheme}://{login}{'@' if login else ''}{HOST}:{proxy.port}"


@EVERY_WAY
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_signs_in(make: Make, scheme: str, service: Server, seen: Seen, trusted: Authority) -> None:
    script = make(Tunnels((HOST, service.port)), seen)
    with Server(script, trusted.good if scheme == "https" else None) as proxy:
        found = Here().ping(service.url(HOST), proxy=address(proxy, scheme=scheme))
    assert diagnose(found) is Cause.OK, found
    (fact,) = [
        each for each in found.proxy.auth_attempts if each.outcome is ProxyAuthOutcome.ACCEPTED
    ]
    assert fact.account == USER
    assert len(seen.proofs) == 1
    assert len(proxy.peers) == 1  # all legs on one connection
    weak = fact.scheme == "Basic" or fact.mechanism == "ntlm"
    assert found.proxy.password_in_clear is (weak and scheme == "http")


@EVERY_WAY
def test_each_leg_is_a_fact(make: Make, service: Server, seen: Seen) -> None:
    with Server(make(Tunnels((HOST, service.port)), seen)) as proxy:
        found = Here().ping(service.url(HOST), proxy=address(proxy))
    legs = [each for each in found.attempts if each.what.startswith("CONNECT")]
    assert len(legs) == len(seen.values) + 1
    assert [leg.outcome[:3] for leg in legs] == ["407"] * len(seen.values) + ["200"]
    assert legs == sorted(legs, key=lambda leg: leg.at_ms)


@EVERY_WAY
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_refused_password_is_sent_once(
    make: Make, scheme: str, service: Server, seen: Seen, trusted: Authority
) -> None:
    script = make(Tunnels((HOST, service.port)), seen)
    with Server(script, trusted.good if scheme == "https" else None) as proxy:
        wrong = address(proxy, f"{USER}:wrong", scheme)
        found = Here().ping(service.url(HOST), proxy=wrong)
    assert diagnose(found) is Cause.PROXY_AUTH_REJECTED
    assert len(seen.proofs) == 1


@pytest.mark.needs("curl")
@pytest.mark.parametrize("way", [way for way in WAYS if way != "Negotiate"])
def test_curl_does_the_same(way: str, service: Server, seen: Seen, trusted: Authority) -> None:
    # The other side is ours, so curl vouches for it; Negotiate it does with Kerberos alone.
    with Server(WAYS[way](Tunnels((HOST, service.port)), seen)) as proxy:
        command = ["curl", "-sS", "-o", "/dev/null", "-w", "%{http_connect} %{http_code}"]
        command += ["--cacert", str(trusted.trust_file), "-x", f"http://{HOST}:{proxy.port}"]
        command += ["-U", f"{USER}:{PASSWORD}", "--proxy-anyauth", f"{service.url(HOST)}/x"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env={})
    assert done.stdout == "200 200", done.stderr


@pytest.mark.parametrize("user", ["LAB\\" + USER, f"{USER}", "canary-üser"])
def test_names_of_users(user: str, service: Server, tmp_path: Path, seen: Seen) -> None:
    plain = user.rpartition("\\")[2]
    with ntlm_users(tmp_path / "more", plain, f"LAB\\{plain}"):
        for make in (HandshakeProxy, DigestProxy):
            if make is DigestProxy and user != plain:
                continue
            script = make(Tunnels((HOST, service.port)), seen)
            if isinstance(script, DigestProxy):
                script.user = user
            with Server(script) as proxy:
                login = f"{quote(user)}:{quote(PASSWORD)}"
                found = Here().ping(service.url(HOST), proxy=address(proxy, login))
            assert diagnose(found) is Cause.OK, found


@pytest.mark.parametrize(
    "realm", ["", "lab", "a, b=c", 'lab, \\"x\\"', "läb".encode().decode("latin-1")]
)
@pytest.mark.parametrize("algorithm", ["MD5", "MD5-sess", "SHA-256", "SHA-256-sess"])
@pytest.mark.parametrize("qop", ["", 'qop="auth", ', "qop=auth, ", 'qop="auth-int,auth", '])
def test_digests(algorithm: str, qop: str, realm: str, service: Server, seen: Seen) -> None:
    if qop == "" and algorithm.endswith("-sess"):
        return  # RFC 7616 has no such thing
    script = DigestProxy(Tunnels((HOST, service.port)), seen, (algorithm,), qop)
    script.realm = realm if realm.isascii() else script.realm
    with Server(script) as proxy:
        assert diagnose(Here().ping(service.url(HOST), proxy=address(proxy))) is Cause.OK


def test_the_stronger_digest_is_taken(service: Server, seen: Seen) -> None:
    script = DigestProxy(Tunnels((HOST, service.port)), seen, ("SHA-512-256", "MD5", "SHA-256"))
    with Server(script) as proxy:
        Here().ping(service.url(HOST), proxy=address(proxy))
    assert "algorithm=SHA-256," in seen.values[0]


def test_a_digest_that_is_not_known_is_unsupported(service: Server, seen: Seen) -> None:
    script = DigestProxy(Tunnels((HOST, service.port)), seen, ("SHA-512-256",))
    with Server(script) as proxy:
        found = Here().ping(service.url(HOST), proxy=address(proxy))
    assert diagnose(found) is Cause.PROXY_AUTH_UNSUPPORTED
    assert not seen.values


def test_a_number_that_has_grown_old_costs_one_more_leg(service: Server, seen: Seen) -> None:
    script = DigestProxy(Tunnels((HOST, service.port)), seen, stale=True)
    with Server(script) as proxy:
        found = Here().ping(service.url(HOST), proxy=address(proxy))
    assert diagnose(found) is Cause.OK
    assert len(seen.proofs) == 2


def test_a_handshake_that_the_proxy_does_not_go_on_with_sends_no_password(
    service: Server, seen: Seen
) -> None:
    # "NTLM" is offered, and only Basic works: no proof has been sent, so it may be tried.
    tunnels = Tunnels((HOST, service.port))

    def script(peer: Peer) -> None:
        head = peer.read_head()
        if b"Basic" in head:
            peer.send(b"HTTP/1.1 200 ok\r\n\r\n")
            tunnels.run(peer)
            return
        seen.read(head)
        peer.send(asking("NTLM", 'Basic realm="x"', keep=False))

    with Server(script) as proxy:
        found = Here().ping(service.url(HOST), proxy=address(proxy))
    assert diagnose(found) is Cause.OK
    outcomes = [(each.scheme, each.outcome) for each in found.proxy.auth_attempts]
    assert outcomes == [("NTLM", ProxyAuthOutcome.NOT_TAKEN), ("Basic", ProxyAuthOutcome.ACCEPTED)]


@pytest.mark.parametrize("scheme", ["NTLM", "Negotiate"])
def test_a_proxy_that_hangs_up_in_the_middle_gets_no_proof(
    scheme: str, service: Server, seen: Seen
) -> None:
    script = HandshakeProxy(Tunnels((HOST, service.port)), seen, scheme, ends=True)
    with Server(script) as proxy:
        found = Here().ping(service.url(HOST), proxy=address(proxy))
    assert diagnose(found) is Cause.PROXY_AUTH_REJECTED
    assert not seen.proofs


def test_no_other_scheme_gets_a_password_that_was_refused(service: Server, seen: Seen) -> None:
    more = ('Digest realm="x", nonce="y", qop="auth"', 'Basic realm="x"')
    script = HandshakeProxy(Tunnels((HOST, service.port)), seen, "NTLM", more)
    with Server(script) as proxy:
        Here().ping(service.url(HOST), proxy=address(proxy, f"{USER}:wrong"))
    assert len(seen.proofs) == 1


@pytest.mark.parametrize(
    "token",
    ["!!!", "TlRMTVNTUAA=", "AAAA", "TlRMTVNTUAACAAAA/////////////////////w==", "Y" * 30_000],
)
@pytest.mark.parametrize("scheme", ["NTLM", "Negotiate"])
def test_rubbish_in_a_handshake_is_a_refusal(scheme: str, token: str, service: Server) -> None:
    with Server(keeps_asking(f"{scheme} {token}")) as proxy:
        found = Here().ping(service.url(HOST), proxy=address(proxy))
    assert diagnose(found) in {Cause.PROXY_AUTH_REJECTED, Cause.PROXY_NOT_A_PROXY}


def keeps_asking(*offers: str, body: bytes = b"no") -> Script:
    """Ask in answer to everything: first for the bare scheme, then with the offers as given."""

    def script(peer: Peer) -> None:
        peer.read_head()
        peer.send(asking(*(offer.split()[0] for offer in offers), body=body))
        while True:
            peer.read_head()
            peer.send(asking(*offers, body=body))

    return script


def test_a_body_without_end_takes_a_new_connection(service: Server, seen: Seen) -> None:
    tunnels = Tunnels((HOST, service.port))
    head = b"HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=x\r\n\r\n"

    def script(peer: Peer) -> None:
        if b"Basic" in peer.read_head():
            peer.send(b"HTTP/1.1 200 ok\r\n\r\n")
            tunnels.run(peer)
        else:
            peer.send(head)
            peer.send_for_ever(b"x" * 1000)

    with Server(script) as proxy:
        assert diagnose(Here().ping(service.url(HOST), proxy=address(proxy))) is Cause.OK


# --- what was refused stays refused --------------------------------------------------------------


class Run:
    """Several pings of one run of the program."""

    def __init__(self, url: str) -> None:
        self._ping = Ping({}, lambda _: SystemProxy(), "lab/0")
        self._url = url

    def ping(self, proxy: str, token: CancelToken | None = None, timeout: float = 5) -> Observation:
        settings = Settings(url=self._url, proxy=proxy)
        deadline = Deadline(timeout, token)
        return self._ping(settings, Secret(KEY), None, deadline, lambda _: None)


@EVERY_WAY
def test_the_next_key_does_not_send_a_refused_password(
    make: Make, service: Server, seen: Seen
) -> None:
    run = Run(service.url(HOST))
    with Server(make(Tunnels((HOST, service.port)), seen)) as proxy:
        wrong = address(proxy, f"{USER}:wrong")
        first, second = run.ping(wrong), run.ping(wrong)
        assert len(seen.proofs) == 1
        right = run.ping(address(proxy))
    assert diagnose(first) is diagnose(second) is Cause.PROXY_AUTH_REJECTED
    assert [each.outcome for each in second.proxy.auth_attempts if each.account] == [
        ProxyAuthOutcome.WITHHELD
    ]
    assert diagnose(right) is Cause.OK


@EVERY_WAY
def test_keys_that_are_tested_at_once_send_a_wrong_password_once(
    make: Make, service: Server, seen: Seen
) -> None:
    run = Run(service.url(HOST))
    with Server(make(Tunnels((HOST, service.port)), seen)) as proxy, ThreadPoolExecutor(6) as pool:
        pings = [pool.submit(run.ping, address(proxy, f"{USER}:wrong")) for _ in range(6)]
        causes = {diagnose(ping.result()) for ping in pings}
    assert causes == {Cause.PROXY_AUTH_REJECTED}
    assert len(seen.proofs) == 1


def test_the_next_key_does_not_send_a_refused_socks_login(service: Server) -> None:
    run = Run(service.url("localhost"))
    refusing = socks(holding, method=SOCKS_LOGIN, login_answer=b"\x01\x01")
    with Server(refusing) as proxy:
        first, second = (run.ping(address(proxy, scheme="socks5h")) for _ in range(2))
    assert diagnose(first) is diagnose(second) is Cause.PROXY_AUTH_REJECTED
    assert proxy.received.count(PASSWORD.encode()) == 1
    assert second.proxy.auth_attempts[0].outcome is ProxyAuthOutcome.WITHHELD


def test_the_right_password_may_be_sent_as_often_as_needed(service: Server, seen: Seen) -> None:
    run = Run(service.url(HOST))
    with Server(basic(Tunnels((HOST, service.port)), seen)) as proxy:
        causes = {diagnose(run.ping(address(proxy))) for _ in range(3)}
    assert causes == {Cause.OK}


# --- time ----------------------------------------------------------------------------------------


def silent_after(legs: int, *offers: str) -> Script:
    def script(peer: Peer) -> None:
        for leg in range(legs):
            peer.read_head()
            peer.send(asking(*(offers if leg else (offer.split()[0] for offer in offers))))
        peer.hold()

    return script


@pytest.mark.parametrize("legs", [1, 2])
@pytest.mark.parametrize("offer", ["NTLM TlRMTVNTUAA=", "Negotiate"])
def test_the_deadline_holds_at_each_leg(legs: int, offer: str, service: Server) -> None:
    with Server(silent_after(legs, offer)) as proxy:
        found = Here().ping(service.url(HOST), proxy=address(proxy), timeout=1)
    assert found.elapsed_ms < 1500


def test_a_cancel_is_heard_in_the_middle_of_signing_in(service: Server) -> None:
    token = CancelToken()
    heard = threading.Event()

    def script(peer: Peer) -> None:
        peer.read_head()
        peer.send(asking("NTLM"))
        peer.read_head()
        heard.set()
        peer.hold()

    with Server(script) as proxy, ThreadPoolExecutor(1) as pool:
        ping = pool.submit(Run(service.url(HOST)).ping, address(proxy), token, 20)
        assert heard.wait(10)
        token.cancel()
        assert seconds_of(ping.result) < 0.3
    assert diagnose(ping.result()) is Cause.CANCELLED


@pytest.fixture
def silent_realm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A realm whose server takes the question and never answers; it is set with the question."""
    asked = threading.Event()

    def script(peer: Peer) -> None:
        peer.read(1)
        asked.set()
        peer.hold()

    with Server(script) as kdc:
        file = tmp_path / "krb5.conf"
        file.write_text(
            "[libdefaults]\n dns_lookup_kdc = false\n udp_preference_limit = 1\n"
            f"[realms]\n LAB.TEST = {{\n  kdc = 127.0.0.1:{kdc.port}\n }}\n"
        )
        monkeypatch.setenv("KRB5_CONFIG", str(file))
        yield asked


@pytest.mark.needs("gssapi")
def test_a_kerberos_server_that_is_silent_leaves_time_for_the_other_ways(
    silent_realm: threading.Event, service: Server, seen: Seen
) -> None:
    inner = HandshakeProxy(Tunnels((HOST, service.port)), seen, "NTLM", ("Negotiate",))
    with Server(inner) as proxy:
        login = f"LAB.TEST%5C{LOGIN}"
        found = Here().ping(service.url(HOST), proxy=address(proxy, login), timeout=4)
    assert silent_realm.is_set()
    problems = [each.problem for each in found.proxy.auth_attempts if each.scheme == "Negotiate"]
    assert problems[-1] is ProxyAuthProblem.UNREACHABLE
    assert [each.scheme for each in found.proxy.auth_attempts][-1] == "NTLM"
    assert found.elapsed_ms < 4300


@pytest.mark.needs("gssapi")
def test_a_cancel_is_heard_while_a_kerberos_server_is_silent(
    silent_realm: threading.Event, service: Server
) -> None:
    token = CancelToken()
    login = f"{USER}%40LAB.TEST:x"
    with Server(keeps_asking("Negotiate")) as proxy, ThreadPoolExecutor(1) as pool:
        ping = pool.submit(Run(service.url(HOST)).ping, address(proxy, login), token, 20)
        assert silent_realm.wait(10)
        token.cancel()
        assert seconds_of(ping.result) < 0.3
    assert diagnose(ping.result()) is Cause.CANCELLED


# --- what could not be tried ---------------------------------------------------------------------


@pytest.mark.parametrize("offer", ["NTLM", "Negotiate", 'Digest realm="x", nonce="y"', "Basic"])
def test_without_an_account_nothing_is_tried(offer: str, service: Server) -> None:
    with Server(say(wants(offer))) as proxy:
        found = Here().ping(service.url(HOST), proxy=address(proxy, ""))
    assert diagnose(found) is Cause.PROXY_AUTH_REQUIRED
    assert b"authorization" not in proxy.received.lower()


def test_a_program_without_kerberos_works_and_says_so(
    service: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "iottly_keycheck.connection.proxy_auth.kerberos.is_installed", lambda: False
    )
    with Server(keeps_asking("Negotiate")) as proxy:
        without = Here().ping(service.url(HOST), proxy=address(proxy, ""))
        found = Here().ping(service.url(HOST), proxy=address(proxy))
    assert diagnose(without) is Cause.PROXY_AUTH_REQUIRED
    assert diagnose(found) is Cause.PROXY_AUTH_UNSUPPORTED
    assert {each.problem for each in found.proxy.auth_attempts} == {ProxyAuthProblem.NOT_INSTALLED}


# --- secrets -------------------------------------------------------------------------------------


@EVERY_WAY
def test_nothing_that_was_sent_to_the_proxy_goes_anywhere_else(
    make: Make, seen: Seen, trusted: Authority, caplog: pytest.LogCaptureFixture
) -> None:
    """The proxy tells the service behind it, which shows it to whoever reads its answer."""

    def tell(peer: Peer) -> None:
        request = peer.read_head()
        assert b"proxy-auth" not in request.lower()
        told = " | ".join([*seen.values, *(value.partition(" ")[2] for value in seen.values)])
        echo = told.replace("\\", "").replace('"', "'")
        body = b'{"error": "%s"}' % echo.encode("latin-1")
        peer.send(response(body, 400, [("X-Told", seen.values[-1])]))

    with (
        caplog.at_level("DEBUG"),
        Server(tell, trusted.good) as service,
        Server(make(Tunnels((HOST, service.port)), seen)) as proxy,
    ):
        found = Here().ping(service.url(HOST), proxy=address(proxy))
        assert found.response is not None
        assert_silent(seen, repr(found), caplog.text)
        seen.values.clear()
        report = Here().check(service.url(HOST), proxy=address(proxy))
        assert report.http_status == 400
        assert_silent(seen, repr(report), to_json(report), caplog.text)


def assert_silent(seen: Seen, *texts: str) -> None:
    for secret in (KEY, *secrets_in(seen)):
        assert not [text for text in texts if secret in text]


def secrets_in(seen: Seen) -> list[str]:
    """Every token, and what proves a password in Digest."""
    found = [PASSWORD]
    for value in seen.values:
        scheme, _, token = value.partition(" ")
        found += re.findall(r'response="([^"]*)"', token) if scheme == "Digest" else [token]
    return found


@EVERY_WAY
def test_what_a_refusing_proxy_echoes_is_not_repeated(
    make: Make, service: Server, seen: Seen, caplog: pytest.LogCaptureFixture
) -> None:
    tunnels = Tunnels((HOST, service.port))
    honest = make(tunnels, seen)

    class Echo:
        """Put what was sent last into every answer."""

        def __init__(self, peer: Peer) -> None:
            self._peer = peer

        def __getattr__(self, name: str) -> object:
            return getattr(self._peer, name)

        def send(self, data: bytes) -> None:
            last = seen.values[-1] if seen.values else ""
            first, _, rest = data.partition(b"\r\n")
            line = first.replace(b"Whatever", last.encode("latin-1"))
            self._peer.send(line + b"\r\nX-Echo: " + last.encode("latin-1") + b"\r\n" + rest)

    with caplog.at_level("DEBUG"), Server(lambda peer: honest(Echo(peer))) as proxy:  # type: ignore[arg-type]  # stands in for the peer
        found = Here().ping(service.url(HOST), proxy=address(proxy, f"{USER}:wrong-password"))
    assert diagnose(found) is Cause.PROXY_AUTH_REJECTED
    assert "wrong-password" not in repr(found)
    assert_silent(seen, repr(found), caplog.text)


def test_only_the_proxy_that_asks_is_given_a_password(service: Server, seen: Seen) -> None:
    # The service asks in the proxy's name.
    with Server(say(wants('Basic realm="x"'))) as asking_service:
        found = Here().ping(asking_service.url(HOST), proxy="none")
    assert b"authorization" not in asking_service.received.lower().replace(b"authentication", b"")
    assert diagnose(found) is not Cause.OK
