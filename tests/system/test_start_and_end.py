"""How quickly the program is there, and how it goes."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.modules import KEYRING_MODULES, assert_not_loaded
from support.processes import end, start

PROGRAM = Path(__file__).parent / "watched_window.py"

NOT_BEFORE_FIRST_PAINT = {
    *KEYRING_MODULES,
    "requests",
    "urllib3",
    "ssl",
    "truststore",
    "pypac",
    "sqlite3",
    "iottly_keycheck.check",
    "iottly_keycheck.diagnosis.report",
    "iottly_keycheck.keys.list.key_list",
    "iottly_keycheck.ui.shell.closing_question",
    "iottly_keycheck.ui.shell.main_view",
    "iottly_keycheck.ui.controls.icons",
    "iottly_keycheck.ui.shell.controllers",
}


def test_what_the_first_paint_does_not_need_is_not_loaded_before_it(display: str) -> None:
    done = subprocess.run(
        [sys.executable, str(PROGRAM), "MODULES"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    loaded = set(done.stdout.split())
    assert "iottly_keycheck.ui.shell.main_window" in loaded
    assert_not_loaded(NOT_BEFORE_FIRST_PAINT, loaded)


@pytest.mark.only_on("linux", "darwin")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_hanging_check_does_not_hold_the_programs_end(
    display: str, number: signal.Signals
) -> None:
    assert_ends_at_once("HANG", b"testing\n", number)


@pytest.mark.only_on("linux", "darwin")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(("mode", "word"), [("FORGET", b"kept\n"), ("ASK", b"asked\n")])
def test_a_signal_ends_a_program_that_forgets_keys_by_it_and_asks_nobody(
    display: str, mode: str, word: bytes, number: signal.Signals
) -> None:
    assert_ends_at_once(mode, word, number)


@pytest.mark.only_on("linux", "darwin")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_program_that_has_only_a_frame_yet(
    display: str, number: signal.Signals
) -> None:
    assert_ends_at_once("FRAME", b"painted\n", number)


def assert_ends_at_once(mode: str, word: bytes, number: signal.Signals) -> None:
    """See that the signal ends the program once it has said that word."""
    process = start([sys.executable, str(PROGRAM), mode], stdout=subprocess.PIPE)
    try:
        assert process.stdout.readline() == word
        since = time.monotonic()
        process.send_signal(number)
        assert process.wait(timeout=10) == 0
        assert time.monotonic() - since < 2
    finally:
        end(process)
