"""The edges of the process: Ctrl-C, closed outputs, terminals, displays."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.running import Running
from cli.sample_keys import key_of
from iottly_keycheck.practice import PracticeApi
from support.program import Finished

Run = Callable[..., Finished]
Start = Callable[..., Running]

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
PROGRAM = [sys.executable, "-P", "-m", "iottly_keycheck"]

pytestmark = pytest.mark.only_on("linux", "darwin")


@pytest.mark.parametrize("presses", [1, 3])
def test_ctrl_c_stops_at_once_and_the_report_is_printed(
    api: PracticeApi, start_program: Start, presses: int
) -> None:
    running = start_program(
        "check",
        "--key-stdin",
        "--json",
        "--verbose",
        "--url",
        api.url,
        stdin=key_of("Silent site"),
    )
    running.await_note("http running")
    for _ in range(presses):
        running.interrupt()
    code, out, err, seconds = running.finish()
    assert (code, json.loads(out)["cause"]) == (130, "cancelled")
    assert "Traceback" not in err
    assert seconds < 2  # on a busy machine; the deadline is 15


def test_ctrl_c_stops_the_keys_under_way_and_the_others_have_their_reports(
    start_program: Start,
) -> None:
    running = start_program("check", "--practice", "--json", "--verbose")
    running.await_note("Testing Slow site")
    running.await_note("http running")
    running.interrupt()
    code, out, err, _ = running.finish()
    causes = {report["description"]: report["cause"] for report in json.loads(out)}
    assert code == 130
    assert causes["Analytics"] == "ok"
    assert causes["Slow site"] == "cancelled"
    samples = {sample.description: sample.cause for sample in PracticeApi.sample_keys}
    assert list(causes) == [name for name in samples if name in causes]
    assert all(cause in ("cancelled", samples[name]) for name, cause in causes.items())
    untested = len(samples) - len(causes)
    assert ("not tested" in err) is (untested > 0)


def test_ctrl_c_while_a_key_is_awaited(start_program: Start) -> None:
    read, write = os.pipe()
    running = start_program("check", "--key-stdin", "--verbose", stdin=read)
    os.close(read)
    with os.fdopen(write, "wb"):
        running.await_note("Reading the key")
        running.interrupt()
        code, out, err, _ = running.finish()
    assert (code, out) == (130, "")
    assert "Traceback" not in err


def test_a_reader_that_has_gone_is_no_error(api: PracticeApi, start_program: Start) -> None:
    read, write = os.pipe()
    os.close(read)
    running = start_program(
        "check", "--key-stdin", "--url", api.url, stdin=key_of("Analytics"), stdout=write
    )
    os.close(write)
    code, _, err, _ = running.finish()
    assert (code, err) == (0, "")


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error(closed: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$@" {closed}', "sh", *PROGRAM, "--version"],
        capture_output=True,
        check=False,
        timeout=20,
    )
    assert done.returncode == 0
    assert done.stderr == b""


def test_without_standard_input_there_is_nothing_to_read_a_key_from() -> None:
    done = subprocess.run(
        ["sh", "-c", '"$@" <&-', "sh", *PROGRAM, "check", "--key-stdin"],
        capture_output=True,
        check=False,
        timeout=20,
    )
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


@pytest.mark.only_on("linux")
def test_an_output_that_is_full_is_said(run_program: Run, start_program: Start) -> None:
    with Path("/dev/full").open("wb") as full:
        code, _, err, _ = start_program("--version", stdout=full).finish()
    assert code == 1
    assert err.startswith("iottly-keycheck: The output cannot be written (")
    assert err.count("\n") == 1


def test_on_a_terminal_the_key_is_asked_for_and_not_shown(api: PracticeApi) -> None:
    master, slave = os.openpty()
    # getpass asks on the terminal that the process belongs to, whatever its streams are.
    script = (
        "import os, runpy; os.login_tty(0); runpy.run_module('iottly_keycheck', None, '__main__')"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, "check", "--key-stdin", "--url", api.url],
        stdin=slave,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    shown = b""
    with contextlib.suppress(OSError), os.fdopen(master, "r+b", buffering=0) as terminal:
        while b"does not show): " not in shown:
            shown += terminal.read(1000)
        terminal.write(key_of("Analytics").encode() + b"\n")
        while data := terminal.read(1000):
            shown += data
    assert process.wait(20) == 0
    assert key_of("Analytics").encode() not in shown
    assert "\x1b[32m✓\x1b[0m".encode() in shown


@pytest.mark.only_on("linux")
@pytest.mark.parametrize(
    ("arguments", "display"), [([], None), (["--practice"], ":9999"), ([], ":9999")]
)
def test_without_a_display_the_window_is_refused_in_a_sentence(
    run_program: Run, arguments: list[str], display: str | None
) -> None:
    done = run_program(
        *arguments,
        env=dict.fromkeys(DISPLAYS) | {"DISPLAY": display},
    )
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "no display" in done.err


@pytest.mark.only_on("linux")
def test_shortcuts_open_the_window_whatever_else_a_desktop_hands_over() -> None:
    script = "import sys; from iottly_keycheck.__main__ import main_window; sys.exit(main_window())"
    done = subprocess.run(
        [sys.executable, "-c", script, "list", "-psn_0_1"],
        capture_output=True,
        check=False,
        env={name: value for name, value in os.environ.items() if name not in DISPLAYS},
        timeout=20,
    )
    assert done.returncode == 2
    assert b"no display" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["chekc"], ["check", "--proxy", "ftp://x"], ["check", "--all", "--key-stdin"]],
)
def test_wrong_usage_is_one_sentence_and_status_2(run_program: Run, arguments: list[str]) -> None:
    done = run_program(*arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith("iottly-keycheck: ")


def test_help_and_version_go_to_standard_output(run_program: Run) -> None:
    for arguments in (["check", "--help"], ["--version"]):
        done = run_program(*arguments)
        assert (done.code, done.err) == (0, "")
        assert done.out


def test_without_a_session_nothing_is_said_of_it(api: PracticeApi, run_program: Run) -> None:
    options = ("--key-stdin", "--url", api.url)
    done = run_program("check", *options, stdin=key_of("Analytics"), env={"XDG_RUNTIME_DIR": None})
    assert (done.code, done.err) == (0, "")
