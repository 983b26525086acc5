"""A defect of the program's own is said, kept for support without secrets, and holds up nothing."""

import json
import signal
import subprocess
import sys
from pathlib import Path

from support.canary import Canaries

PROGRAM = Path(__file__).parent / "broken_window.py"
CANARIES = Canaries({"the key in the defect": "719cc48b13aa7be9a89a433493966f64"})


def run(how: str) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(
        [sys.executable, "-P", str(PROGRAM), how], capture_output=True, check=False, timeout=60
    )
    assert CANARIES.found_in(done.stdout + done.stderr) == []
    return done


def crash_files(home: Path) -> list[Path]:
    assert CANARIES.files_with([home]) == {}
    return list(home.rglob("crash-*.txt"))


def test_one_before_there_is_a_window_is_shown_and_told(display: str, home: Path) -> None:
    done = run("START")
    assert done.returncode == 1
    shown = done.stdout.decode()
    (file,) = crash_files(home)
    assert shown == file.read_text()
    assert "RuntimeError at" in shown
    assert "broken_window.py" in shown
    assert "This is a defect of the program." in done.stderr.decode()


def test_one_that_comes_again_and_again_is_one_message(display: str, home: Path) -> None:
    done = run("LOOP")
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    assert told["dialogs"] == 0
    assert "Something went wrong" in told["message"]
    assert told["button"] == "Show report"
    assert len(crash_files(home)) == 1
    (log,) = home.rglob("log.txt")
    assert log.read_text().count("RuntimeError at") == 1


def test_what_the_system_ended_the_program_for_is_told_by_the_next_start_once(
    display: str, home: Path
) -> None:
    assert run("FATAL").returncode == -signal.SIGSEGV
    told = json.loads(run("NEXT").stdout)
    assert "ended unexpectedly" in told["message"]
    assert "Segmentation fault" in told["report"]
    assert "broken_window.py" in told["report"]
    (file,) = crash_files(home)
    assert file.read_text() == told["report"]
    assert json.loads(run("NEXT").stdout) == {"message": "", "report": ""}
    assert list(home.rglob("fatal-*")) == []
