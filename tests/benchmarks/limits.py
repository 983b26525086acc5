"""Servers without limits: how late a verdict is, how long a cancel takes, how long a report."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Iterator

from benchmarks.figures import Figure
from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import Stage, StageId, StageState
from iottly_keycheck.deadline import CancelToken
from iottly_keycheck.diagnosis.report import Report, to_json
from support.answers import hold, response, say
from support.pings import Here
from support.servers import Script, Server

ROUNDS = 5
DEADLINE = 2.0
GRACE_MS, CANCEL_MS = 500.0, 200.0
HOSTILE_BYTES = 10_000_000
BOUND_KB = 64.0
_HOST = "127.0.0.1"


def measure() -> Iterator[Figure]:
    """Measure checks of a silent service, and of one that says far too much."""
    late, cancelling = zip(*(_in_black_hole() for _ in range(ROUNDS)), strict=True)
    yield Figure(
        f"verdict on a black hole, after its {DEADLINE:g} s",
        statistics.median(late),
        "what it may be late",
        GRACE_MS,
        1,
    )
    yield Figure("cancel", statistics.median(cancelling), "what it may take", CANCEL_MS, 1)
    for what, body in _HOSTILE.items():
        report = _report_of(say(response(body)))
        size = len(to_json(report).encode()) / 1000
        yield Figure(f"report of 10 MB of {what}", size, "a bound", BOUND_KB, 1, "kB")


_HOSTILE = {
    "text": b"<" * HOSTILE_BYTES,
    "an error in JSON": b'{"status": 400, "error": "' + b"\\u0001" * (HOSTILE_BYTES // 6) + b'"}',
}


def _in_black_hole() -> tuple[float, float]:
    """Give by how many ms a verdict is later than the deadline, and how many a cancel takes."""
    with Server(hold) as server:
        started = time.monotonic()
        report = Here().check(server.url(_HOST), timeout=DEADLINE)
        late = (time.monotonic() - started - DEADLINE) * 1000
        assert report.cause is Cause.RESPONSE_TIMEOUT, report.cause
        return max(0.0, late), _cancel(server)


def _cancel(server: Server) -> float:
    token, waiting = CancelToken(), threading.Event()

    def on_stage(stage: Stage) -> None:
        if stage.id is StageId.HTTP and stage.state is StageState.RUNNING:
            waiting.set()

    cancelled: list[float] = []

    def cancel() -> None:
        waiting.wait()
        cancelled.append(time.monotonic())
        token.cancel()

    thread = threading.Thread(target=cancel)
    thread.start()
    report = Here().check(server.url(_HOST), timeout=60, token=token, on_stage=on_stage)
    ended = time.monotonic()
    thread.join()
    assert report.cause is Cause.CANCELLED, report.cause
    return (ended - cancelled[0]) * 1000


def _report_of(script: Script) -> Report:
    with Server(script) as server:
        return Here().check(server.url(_HOST), timeout=30)
