"""The harness itself: what it must not let pass."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

FAULTS = """\
import logging, subprocess
import pytest

def test_skipped():
    pytest.skip("no such daemon")

def test_warned():
    logging.getLogger("iottly_keycheck.keys").warning("something is odd")

def test_warned_as_expected(log_warnings):
    log_warnings.expect("odd")
    logging.getLogger("iottly_keycheck.keys").warning("something is odd")

def test_never_warned(log_warnings):
    log_warnings.expect("odd")

def test_leaves_an_orphan():
    subprocess.run(["sh", "-c", "sleep 60 >/dev/null 2>&1 & echo $! > orphan"], check=True)

@pytest.mark.only_on("nowhere")
def test_elsewhere():
    raise AssertionError

@pytest.mark.needs("weston")
def test_without_its_program():
    raise AssertionError
"""
LACKING = """\
import pytest

@pytest.mark.needs("weston")
def test_without_its_program():
    raise AssertionError
"""


NOT_RUN = "1 test of Wayland not run: weston is not installed (on Debian: weston)."


def run_pytest(folder: Path, text: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run these tests as ours are run, on a machine that has few programs."""
    (folder / "test_faults.py").write_text(text)
    programs = folder / "programs"
    programs.mkdir()
    for program in ("sh", "sleep"):
        (programs / program).symlink_to(shutil.which(program))
    path = os.pathsep.join(str(ROOT / name) for name in ("tests", "app", "packaging"))
    configuration = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder)]
    harness = ["-p", "conftest", "-p", "no:cacheprovider", "-p", "no:hypothesispytest"]
    return subprocess.run(
        [sys.executable, "-P", "-m", "pytest", *configuration, *harness, "test_faults.py"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": path, "PATH": str(programs)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.only_on("linux")
@pytest.mark.needs("qt")  # pytest-qt
def test_faults_do_not_pass(tmp_path: Path):
    done = run_pytest(tmp_path, FAULTS, KEYCHECK_ALL_TESTS="1")
    os.kill(int((tmp_path / "orphan").read_text()), signal.SIGKILL)
    assert "Nothing is to be skipped, but this was. Skipped: no such daemon" in done.stdout
    assert "unexpected: WARNING iottly_keycheck.keys: something is odd" in done.stdout
    assert "never logged: odd" in done.stdout
    assert "tests left processes behind" in done.stdout
    assert NOT_RUN in done.stdout
    assert "1 failed, 4 passed, 2 deselected, 3 errors" in done.stdout


@pytest.mark.only_on("linux")
@pytest.mark.needs("qt")
@pytest.mark.parametrize(("all_tests", "status"), [("", 0), ("1", 1)])
def test_what_cannot_be_run_is_counted_and_a_failure_only_where_all_is_wanted(
    tmp_path: Path, all_tests: str, status: int
):
    done = run_pytest(tmp_path, LACKING, KEYCHECK_ALL_TESTS=all_tests, CI="true")
    assert (NOT_RUN in done.stdout, done.returncode) == (True, status), done.stdout


def test_nothing_of_the_machine_is_seen(home: Path):
    assert Path.home() == home
    assert "HTTPS_PROXY" not in os.environ
    assert "SSL_CERT_FILE" not in os.environ
