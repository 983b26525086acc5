"""The harness itself: what it must not let pass."""

import os
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
"""


@pytest.mark.only_on("linux")
def test_faults_do_not_pass(tmp_path: Path):
    (tmp_path / "test_faults.py").write_text(FAULTS)
    configuration = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path)]
    harness = ["-p", "conftest", "-p", "no:cacheprovider", "-p", "no:hypothesispytest"]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "pytest", *configuration, *harness, "test_faults.py"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT / "tests"), "CI": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    os.kill(int((tmp_path / "orphan").read_text()), signal.SIGKILL)
    assert "In CI nothing is skipped, but this was. Skipped: no such daemon" in done.stdout
    assert "unexpected: WARNING iottly_keycheck.keys: something is odd" in done.stdout
    assert "never logged: odd" in done.stdout
    assert "tests left processes behind" in done.stdout
    assert "1 failed, 4 passed, 1 deselected, 3 errors" in done.stdout


def test_nothing_of_the_machine_is_seen(home: Path):
    assert Path.home() == home
    assert "HTTPS_PROXY" not in os.environ
    assert "SSL_CERT_FILE" not in os.environ
