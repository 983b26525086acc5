"""A window with many keys: testing them all, finding one, and how long its thread is busy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.server import slow_api
from support.answers import hold
from support.display import x_server
from support.environment import home_variables
from support.secret_service import unlocked_keyring
from support.servers import Server

ANSWER_SECONDS = 0.05
AT_ONCE = 8
FEW, MANY, IN_KEYRING, VERY_MANY = 20, 1_000, 200, 10_000
STALL_MS, FRAME_MS = 50.0, 16.0
_PATIENCE = 300
_WINDOW = Path(__file__).with_name("many_keys_window.py")


def measure() -> Iterator[Figure]:
    """Measure windows, each in a process of its own, against a service in another."""
    with (
        tempfile.TemporaryDirectory() as folder,
        slow_api(ANSWER_SECONDS) as url,
        x_server() as display,
    ):
        screen = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        home = {**os.environ, **home_variables(Path(folder)), **screen}
        yield from _tests(url, home)
        yield from _tests_by_keyring(url, home)
        yield from _very_many(url, home)
        yield from _silence(url, home)


def _tests(url: str, environment: Mapping[str, str]) -> Iterator[Figure]:
    found = _window("test", url, MANY, "memory", environment)
    at_best = MANY * ANSWER_SECONDS / AT_ONCE * 1000
    yield Figure(f"Test all, {MANY:,} keys", found["ms"], "50 ms each, 8 at a time", at_best, 1.25)
    yield _stall("Test all", found)


def _tests_by_keyring(url: str, environment: Mapping[str, str]) -> Iterator[Figure]:
    with unlocked_keyring(environment) as service:
        found = _window("test", url, IN_KEYRING, "keyring", {**environment, **service.environment})
    what = f"Test all, {IN_KEYRING} keys in gnome-keyring"
    yield Figure(what, found["ms"], "the store alone, key by key", found["store_ms"])


def _very_many(url: str, environment: Mapping[str, str]) -> Iterator[Figure]:
    found = _window("find", url, VERY_MANY, "memory", environment)
    yield Figure(
        f"keystroke in the search, {VERY_MANY:,} keys", found["ms"], "a frame", FRAME_MS, 1
    )
    yield _stall(f"opening {VERY_MANY:,} keys", found)


def _silence(url: str, environment: Mapping[str, str]) -> Iterator[Figure]:
    with Server(hold) as hole:
        found = _window("check", hole.url("127.0.0.1"), FEW, "memory", environment)
    yield _stall("a black hole", found)
    with unlocked_keyring(environment) as service:
        in_keyring = {**environment, **service.environment}
        found = _window("freeze", url, FEW, "keyring", in_keyring, str(service.pid))
    yield _stall("a frozen keyring", found)


def _stall(during: str, found: Mapping[str, float]) -> Figure:
    what = f"longest stall of the window, {during}"
    return Figure(what, found["stall_ms"], "what nobody notices", STALL_MS, 1)


def _window(
    job: str, url: str, keys: int, store: str, environment: Mapping[str, str], keyring: str = ""
) -> Mapping[str, float]:
    done = subprocess.run(
        [sys.executable, str(_WINDOW), job, url, str(keys), store, keyring],
        env=dict(environment),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        timeout=_PATIENCE,
    )
    found: Mapping[str, float] = json.loads(done.stdout)
    return found
