"""The causes that need a keyring, a signal or a defect: the rest of the vocabulary."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

from iottly_keycheck.cause import Cause
from support.answers import hold, response, say
from support.checks import KEY
from support.pings import Here
from support.program import Finished
from support.secret_service import SecretService
from support.servers import Server

Run = Callable[..., Finished]
KEY_FAILED = ["skipped"] * 5 + ["failed"]


@pytest.fixture
def url() -> Iterator[str]:
    with Server(say(response())) as server:
        yield server.url("127.0.0.1")


def check(run: Run, url: str) -> tuple[int, dict[str, Any]]:
    done = run("check", "Analytics", "--json", "--timeout", "2", "--url", url)
    assert KEY not in done.out + done.err
    return done.code, json.loads(done.out)


def assert_key_failed(result: tuple[int, dict[str, Any]], cause: Cause) -> None:
    code, report = result
    assert (report["cause"], report["party"], code) == (cause, cause.party, 1)
    assert [stage["state"] for stage in report["stages"]] == KEY_FAILED
    assert report["key_sent"] is False


@pytest.fixture
def stored(secret_service: SecretService, run_program: Run) -> None:
    """A key in the list, and in a keyring that is open."""
    done = run_program("add", "Analytics", stdin=KEY)
    assert done.code == 0, done.err


def test_key_missing(stored: None, run_program: Run, url: str) -> None:
    import secretstorage

    with closing(secretstorage.dbus_init()) as connection:
        for item in list(secretstorage.get_default_collection(connection).get_all_items()):
            item.delete()
    assert_key_failed(check(run_program, url), Cause.KEY_MISSING)


def test_keyring_locked(
    stored: None, secret_service: SecretService, run_program: Run, url: str
) -> None:
    secret_service.lock()
    assert_key_failed(check(run_program, url), Cause.KEYRING_LOCKED)


def test_keyring_error(
    stored: None, secret_service: SecretService, run_program: Run, url: str
) -> None:
    secret_service.freeze()
    try:
        assert_key_failed(check(run_program, url), Cause.KEYRING_ERROR)
    finally:
        secret_service.thaw()


def test_keyring_unavailable(
    stored: None, no_secret_service: None, run_program: Run, url: str
) -> None:
    assert_key_failed(check(run_program, url), Cause.KEYRING_UNAVAILABLE)


def test_cancelled_by_ctrl_c() -> None:
    with Server(hold) as server:
        arguments = ["check", "--json", "--key-stdin", "--url", server.url("127.0.0.1")]
        with subprocess.Popen(
            [sys.executable, "-P", "-m", "iottly_keycheck", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=dict(os.environ),
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(KEY.encode())
            process.stdin.close()
            assert server.heard.wait(20)
            process.send_signal(signal.SIGINT)
            report = json.loads(process.stdout.read())
            code = process.wait(10)
    assert (report["cause"], report["party"], code) == ("cancelled", None, 130)
    assert [stage["state"] for stage in report["stages"]] == [
        "skipped", "skipped", "ok", "skipped", "skipped", "skipped",
    ]  # fmt: skip


def test_internal_error(monkeypatch: pytest.MonkeyPatch, log_warnings: Any, url: str) -> None:
    from iottly_keycheck.connection import ping

    def fail(key: object) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(ping, "documented", fail)
    log_warnings.expect("A check failed by a defect")
    report = Here().check(url)
    assert (report.cause, report.cause.party) == (Cause.INTERNAL_ERROR, "program")
    assert "ping.py" in (report.exception or "")
