"""The units, as systemd's own tool reads and judges them."""

import re
import subprocess
from pathlib import Path

import pytest

from monitoring.shipped import UNITS

pytestmark = pytest.mark.only_on("linux")

HIGHEST_EXPOSURE = 3.0


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["systemd-analyze", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.needs("systemd-analyze")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    program = tmp_path / "iottly-keycheck"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for unit in UNITS.iterdir():
        # It looks whether the program is there, which is not installed here.
        text = unit.read_text().replace("/usr/bin/iottly-keycheck", str(program))
        (tmp_path / unit.name).write_text(text)
    done = analyze("verify", *(str(tmp_path / unit.name) for unit in UNITS.iterdir()))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.needs("systemd-analyze")
@pytest.mark.parametrize("service", sorted(UNITS.glob("*.service")), ids=lambda path: path.stem)
def test_what_a_service_could_do_is_little(service: Path) -> None:
    done = analyze("security", "--offline=true", "--no-pager", str(service))
    told = re.search(r"Overall exposure level for .*: ([0-9.]+)", done.stdout)
    assert told, done.stdout + done.stderr
    assert float(told[1]) < HIGHEST_EXPOSURE, told[0]


def test_only_the_timer_can_be_enabled() -> None:
    installable = [unit.name for unit in UNITS.iterdir() if "[Install]" in unit.read_text()]
    assert installable == ["iottly-keycheck-metrics.timer"]
