"""Deadlines, cancelling and memory, against servers that know no limits themselves."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import Stage, StageId, StageState
from iottly_keycheck.deadline import CancelToken
from support import answers, proxies
from support.answers import hold, say_then_hold
from support.certificates import Authority
from support.checks import KEY
from support.pings import Here, seconds_of
from support.servers import Script, Server, listen

HOST = "127.0.0.1"
LONGEST_CANCEL = 0.2  # seconds
GRACE = 0.5  # seconds
LONGEST_GROWTH = 64 * 1024  # KiB


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


class Cancelling:
    """Cancels a ping once its stage runs and a server, where there is one, has heard from it."""

    def __init__(self, stage: StageId, heard: threading.Event | None) -> None:
        self.token = CancelToken()
        self._stage = stage
        self._heard = heard
        self._waits: list[threading.Thread] = []
        self.cancelled_at = 0.0

    def on_stage(self, stage: Stage) -> None:
        if stage.id is self._stage and stage.state is StageState.RUNNING:
            thread = threading.Thread(target=self._cancel)
            thread.start()
            self._waits.append(thread)

    def _cancel(self) -> None:
        if self._heard is not None:
            assert self._heard.wait(10)
        self.cancelled_at = time.monotonic()
        self.token.cancel()

    def join(self) -> None:
        for thread in self._waits:
            thread.join()


def telling(script: Script, heard: threading.Event) -> Script:
    """The same script, which tells when a client has come."""

    def whole(peer: answers.Peer) -> None:
        heard.set()
        script(peer)

    return whole


@contextmanager
def full_queue() -> Iterator[int]:
    """A port whose queue is full: the kernel drops what asks to connect."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind((HOST, 0))
        listener.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]


def cancelled_within(url: str, stage: StageId, heard: threading.Event | None, **more: str) -> float:
    """Cancel a ping at that stage; give the seconds until it has returned."""
    cancelling = Cancelling(stage, heard)
    report = Here().check(
        url, timeout=20, token=cancelling.token, on_stage=cancelling.on_stage, **more
    )
    ended = time.monotonic()
    cancelling.join()
    assert report.cause is Cause.CANCELLED
    states = {each.id: each.state for each in report.stages}
    assert states[stage] is StageState.SKIPPED
    return ended - cancelling.cancelled_at


def quickest(measure: Callable[[], float]) -> float:
    """The best of a few tries: a busy computer may be late itself, the program may not."""
    taken = measure()
    for _ in range(2):
        if taken < LONGEST_CANCEL:
            break
        taken = measure()
    return taken


@pytest.mark.parametrize(
    ("stage", "script", "tls"),
    [
        (StageId.TLS, hold, False),
        (StageId.TLS, answers.half_a_server_hello, False),
        (StageId.HTTP, hold, True),
        (StageId.HTTP, answers.drip_head, True),
        (StageId.HTTP, answers.drip_body, True),
        (StageId.HTTP, say_then_hold(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"), True),
        (StageId.HTTP, answers.endless_interim_answers, True),
    ],
)
def test_cancel_at_the_service(
    authority: Authority,
    monkeypatch: pytest.MonkeyPatch,
    stage: StageId,
    script: Script,
    tls: bool,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.trust_file))

    def measure() -> float:
        heard = threading.Event()
        with Server(telling(script, heard), authority.good if tls else None) as server:
            return cancelled_within(f"https://{HOST}:{server.port}/v1.0", stage, heard)

    assert quickest(measure) < LONGEST_CANCEL


def test_cancel_while_connecting() -> None:
    with full_queue() as port:
        url = f"https://{HOST}:{port}/v1.0"
        assert quickest(lambda: cancelled_within(url, StageId.TCP, None)) < LONGEST_CANCEL


@pytest.mark.parametrize(
    ("scheme", "script"),
    [
        ("http", hold),
        ("http", answers.drip_head),
        ("https", hold),
        ("socks5h", hold),
        ("socks5h", proxies.socks(proxies.holding)),
    ],
)
def test_cancel_at_the_proxy(scheme: str, script: Script) -> None:
    def measure() -> float:
        heard = threading.Event()
        with Server(telling(script, heard)) as server:
            proxy = f"{scheme}://{HOST}:{server.port}"
            return cancelled_within(f"https://{HOST}:1/v1.0", StageId.PROXY, heard, proxy=proxy)

    assert quickest(measure) < LONGEST_CANCEL


def test_cancelled_before_it_began() -> None:
    token = CancelToken()
    token.cancel()
    with Server(hold) as server:
        report = Here().check(server.url(HOST), token=token)
    assert report.cause is Cause.CANCELLED
    assert not server.peers


HOSTILE: dict[str, tuple[Script, Cause]] = {
    "compression_bomb": (answers.compression_bomb, Cause.UNEXPECTED_RESPONSE),
    "endless_body": (answers.endless_body, Cause.UNEXPECTED_RESPONSE),
    "endless_chunks": (answers.endless_chunks, Cause.UNEXPECTED_RESPONSE),
    "endless_headers": (answers.endless_headers, Cause.UNEXPECTED_RESPONSE),
    "endless_header_line": (answers.endless_header_line, Cause.UNEXPECTED_RESPONSE),
    "endless_status_line": (answers.endless_status_line, Cause.UNEXPECTED_RESPONSE),
    "endless_chunk_extension": (answers.endless_chunk_extension, Cause.UNEXPECTED_RESPONSE),
    "endless_trailers": (answers.endless_trailers, Cause.RESPONSE_TIMEOUT),
    "nested_compression": (answers.nested_compression, Cause.UNEXPECTED_RESPONSE),
    "endless_interim_answers": (answers.endless_interim_answers, Cause.RESPONSE_TIMEOUT),
}

# Prints the cause, the milliseconds, and by how many KiB the memory has grown at the most.
_MEASURED = """
import resource, sys
from iottly_keycheck.check import *
from support.pings import Here
from support.servers import Server
from support.answers import response, say

with Server(say(response())) as server:
    Here().check(server.url("127.0.0.1"))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
report = Here().check(sys.argv[1], timeout=1)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(report.cause, report.elapsed_ms, after - before)
"""


@pytest.fixture(scope="module")
def measured() -> dict[str, tuple[str, int, int]]:
    """Meet every hostile server in a process of its own, all at the same time."""
    tests = Path(__file__).parent.parent
    path = [str(tests), str(tests.parent / "app")]
    found: dict[str, tuple[str, int, int]] = {}
    with ExitStack() as stack:
        running: list[tuple[str, subprocess.Popen[str]]] = []
        for name, (script, _) in HOSTILE.items():
            server = stack.enter_context(Server(script))
            code = f"import sys; sys.path[:0] = {path!r}\n{_MEASURED}"
            process = stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", code, server.url(HOST)],
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            running.append((name, process))
        for name, process in running:
            out, _ = process.communicate(timeout=60)
            cause, elapsed, growth = out.split()
            found[name] = cause, int(elapsed), int(growth)
    return found


@pytest.mark.only_on("linux", "darwin")
@pytest.mark.parametrize("name", HOSTILE)
class TestHostileServers:
    def test_cause(self, measured: dict[str, tuple[str, int, int]], name: str) -> None:
        assert measured[name][0] == HOSTILE[name][1]

    def test_deadline(self, measured: dict[str, tuple[str, int, int]], name: str) -> None:
        assert measured[name][1] <= 1000 + GRACE * 1000

    def test_memory(self, measured: dict[str, tuple[str, int, int]], name: str) -> None:
        assert measured[name][2] < LONGEST_GROWTH


@pytest.mark.parametrize("key", [KEY, "x" * 4096])
def test_a_server_that_does_not_read_ends_by_the_deadline(key: str) -> None:
    with listen(HOST) as listener:
        url = f"http://{HOST}:{listener.getsockname()[1]}/v1.0"
        taken = seconds_of(lambda: Here().check(url, key=key, timeout=1))
    assert taken < 1 + GRACE


def test_each_stage_is_told_as_it_begins() -> None:
    begun: list[StageId] = []

    def remember(stage: Stage) -> None:
        if stage.state is StageState.RUNNING:
            begun.append(stage.id)

    with Server(answers.say(answers.response())) as server:
        Here().check(server.url("localhost"), on_stage=remember)
    assert begun == [StageId.PROXY, StageId.DNS, StageId.TCP, StageId.HTTP]
