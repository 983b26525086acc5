"""The program is killed in the middle of a change: no key is lost, no secret stays unseen."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("interrupted_program.py")
KILLED_PROGRAM = Path(__file__).with_name("killed_program.py")
SEED = 20261124


@pytest.mark.only_on("linux")
def test_ended_at_every_step_the_next_start_has_every_key_and_every_secret_a_row(
    secret_service, tmp_path
):
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    steps = {name: int(count) for name, count in re.findall(r"(\w+): ended at (\d+)", done.stdout)}
    assert steps.keys() == {"add", "rename", "delete", "undo", "purge", "remove"}
    # Fewer would mean that the steps are not seen any more.
    assert steps["add"] >= 10
    assert all(count >= 3 for count in steps.values())


@pytest.mark.only_on("linux")
def test_killed_at_random_the_next_start_has_all_that_was_done(
    secret_service, tmp_path, pytestconfig
):
    kills = pytestconfig.getoption("kills")
    # A busy machine makes fewer in that time; who asks for more has it.
    kills, seconds = (200, 40) if kills is None else (kills, 3_600)
    done = subprocess.run(
        [
            *(sys.executable, str(KILLED_PROGRAM), str(tmp_path / "list")),
            *(str(kills), str(SEED), str(seconds)),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds + 60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    print(done.stdout)  # noqa: T201 - how many were inside a change is worth knowing (pytest -s)
    inside = json.loads(done.stdout.partition("inside ")[2])
    assert {"add", "remove"} <= inside.keys()
    assert sum(inside.values()) >= int(done.stdout.split()[1]) / 2
