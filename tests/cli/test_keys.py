import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cli.sample_keys import key_of
from iottly_keycheck.cli.key_commands import age
from iottly_keycheck.practice import PracticeApi
from support.program import Finished
from support.secret_service import SecretService

Run = Callable[..., Finished]

KEY = key_of("Analytics")
REVOKED = key_of("Old dashboard")


def test_a_key_from_adding_to_removing(
    secret_service: SecretService, run_program: Run, api: PracticeApi, home: Path
) -> None:
    outputs = []

    def run(*arguments: str, stdin: str = "") -> Finished:
        done = run_program(*arguments, stdin=stdin)
        outputs.append(done.out + done.err)
        return done

    assert run("list").out == ""
    done = run("add", "Analytics", stdin=f"bearer {KEY}\n")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Saved as “Analytics”")
    assert run("add", "Old dashboard", stdin=REVOKED).code == 0

    listed = run("list").out.splitlines()
    assert listed[1].split("  ")[0] == "Analytics"
    assert KEY[:4] in listed[1]
    assert KEY[-4:] in listed[1]
    assert "not tested" in listed[1]

    done = run("check", "analytics", "--json", "--url", api.url)
    report = json.loads(done.out)
    assert (done.code, report["cause"], report["description"]) == (0, "ok", "Analytics")
    done = run("check", "--all", "--json", "--url", api.url)
    assert (done.code, [report["cause"] for report in json.loads(done.out)]) == (
        1,
        ["ok", "key_rejected"],
    )
    listed = run("list").out.splitlines()
    assert "works" in listed[1]
    assert "(just now)" in listed[1]
    assert "key_rejected" in listed[2]

    done = run("check", "--url", api.url)
    assert (done.code, done.out) == (2, "")
    done = run("check", "Analytcs")
    assert (done.code, done.out) == (2, "")
    assert "did you mean “Analytics”?" in done.err

    done = run("remove", "ANALYTICS")
    assert done.code == 0
    assert "goes on working" in done.out
    # One key is left, so there is no question which.
    assert run("check", "--url", api.url).out.startswith("✗ Old dashboard: ")

    assert not any(key in output for key in (KEY, REVOKED) for output in outputs)
    for file in home.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            assert KEY.encode() not in data, file
            assert REVOKED.encode() not in data, file
    own = list(home.rglob("*iottly-keycheck*"))
    assert own
    for path in (inside for folder in own for inside in (folder, *folder.rglob("*"))):
        assert path.stat().st_mode & 0o077 == 0, path


def test_what_cannot_be_added_is_said_and_nothing_is_changed(
    secret_service: SecretService, run_program: Run
) -> None:
    assert run_program("add", "First", stdin="a" * 32).code == 0
    before = run_program("list").out
    for description, key in [
        ("", KEY),
        ("Bell\a", KEY),
        ("x" * 300, KEY),
        ("Analytics", ""),
        ("Analytics", "two words"),
        ("FIRST", KEY),
        ("Again", "a" * 32),
        ("My bbbbbbbbbbb", "bbbbbbbbbbb"),
    ]:
        done = run_program("add", description, stdin=key)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), (description, done)
        assert not key or key not in done.err
    assert run_program("list").out == before


def test_an_unusual_key_is_kept_with_a_remark(
    secret_service: SecretService, run_program: Run
) -> None:
    done = run_program("add", "Odd", stdin="not-like-the-others")
    assert done.code == 0
    assert "does not look like an iottly key" in done.out


def test_without_a_keyring_nothing_is_saved(no_secret_service: None, run_program: Run) -> None:
    done = run_program("add", "Analytics", stdin=KEY)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "no keys" in run_program("list").err


def test_a_locked_keyring_is_said(
    secret_service: SecretService, run_program: Run, api: PracticeApi
) -> None:
    assert run_program("add", "Analytics", stdin=KEY).code == 0
    secret_service.lock()
    done = run_program("add", "Another", stdin=REVOKED)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    done = run_program("check", "Analytics", "--json", "--url", api.url)
    assert (done.code, json.loads(done.out)["cause"]) == (1, "keyring_locked")
    done = run_program("remove", "Analytics")
    assert (done.code, done.out) == (1, "")
    assert "off the list" in done.err


def test_an_empty_list_says_how_to_add(run_program: Run) -> None:
    done = run_program("list")
    assert (done.code, done.out) == (0, "")
    assert "add DESCRIPTION" in done.err
    for command in (["check"], ["check", "--all"], ["remove", "x"]):
        done = run_program(*command)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=60), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=47), "1 day ago"),
        (timedelta(days=400), "400 days ago"),
    ],
)
def test_ages(since: timedelta, words: str) -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert age(now - since, now) == words
