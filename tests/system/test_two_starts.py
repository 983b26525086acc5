"""A second start raises the window that is there, and ends."""

import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from iottly_keycheck.ui.shell.single_instance import SingleInstance
from support.modules import assert_not_loaded
from support.processes import end, start

pytestmark = pytest.mark.only_on("linux", "darwin")

CLAIM = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from iottly_keycheck.ui.shell.single_instance import SingleInstance
app = QCoreApplication([])
first = SingleInstance(Path(sys.argv[1]), "list")
if is_first := first.claim(sys.argv[2]):
    first.listen()
print("first" if is_first else "second", flush=True)
if sys.argv[3:]:
    first.raise_requested.connect(lambda token: print(token, flush=True))
    app.exec()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder whose path is as short as a socket's must be."""
    place = Path(tempfile.mkdtemp(prefix="two"))
    yield place
    shutil.rmtree(place)


def claim(folder: Path, token: str, *more: str) -> list[str]:
    return [sys.executable, "-c", CLAIM, str(folder), token, *more]


def second(folder: Path, token: str) -> str:
    done = subprocess.run(claim(folder, token), capture_output=True, timeout=30, check=True)
    assert done.stderr == b""
    return done.stdout.decode().strip()


def test_the_first_hears_of_the_second_with_its_token(folder: Path) -> None:
    first = start(claim(folder, "", "stay"), stdout=subprocess.PIPE)
    try:
        assert first.stdout.readline() == b"first\n"
        assert second(folder, "token-7") == "second"
        assert first.stdout.readline() == b"token-7\n"
        assert second(folder, "") == "second"
        assert first.stdout.readline() == b"\n"
    finally:
        end(first)


def test_what_a_crash_left_behind_blocks_nobody(folder: Path) -> None:
    first = start(claim(folder, "", "stay"), stdout=subprocess.PIPE)
    assert first.stdout.readline() == b"first\n"
    end(first)
    assert any(path.is_socket() for path in folder.iterdir())
    assert second(folder, "") == "first"


def test_nobody_else_may_speak_to_it(folder: Path, qtbot: QtBot) -> None:
    first = SingleInstance(folder, "list")
    assert first.claim("")
    first.listen()
    sockets = [path for path in folder.iterdir() if path.is_socket()]
    assert [path.stat().st_mode & 0o077 for path in sockets] == [0]
    first.close()


def test_windows_on_other_lists_do_not_meet(folder: Path, qtbot: QtBot) -> None:
    first, other = SingleInstance(folder, "list"), SingleInstance(folder, "other")
    assert first.claim("")
    first.listen()
    assert other.claim("")
    other.listen()
    first.close()
    other.close()


def test_the_whole_program_started_twice_has_one_window(
    folder: Path, display: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    watched = str(Path(__file__).parent / "watched_window.py")
    first = start([sys.executable, watched, "STAY"], stdout=subprocess.PIPE)
    try:
        assert first.stdout.readline() == b"loaded\n"
        again = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "iottly_keycheck"],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        assert again.returncode == 0
        imported = [line.rpartition("|")[2].strip() for line in again.stderr.splitlines()]
        assert "iottly_keycheck" in imported
        assert_not_loaded(["iottly_keycheck.ui.shell.main_window"], imported)
        assert first.stdout.readline() == b"forward\n"
        first.send_signal(signal.SIGTERM)
        assert first.wait(timeout=10) == 0
    finally:
        end(first)
