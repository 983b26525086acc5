"""The alert rules, as Prometheus's own tool reads them and plays them through."""

import subprocess
from pathlib import Path

import pytest

from monitoring.shipped import RULES

pytestmark = [pytest.mark.only_on("linux"), pytest.mark.needs("promtool")]


def promtool(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["promtool", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_rules_are_in_order() -> None:
    done = promtool("check", "rules", "--lint-fatal", str(RULES))
    assert (done.returncode, done.stderr) == (0, "")
    # The folder of a checkout may have spaces in its name.
    assert " ".join(done.stdout.split()) == f"Checking {RULES} SUCCESS: 3 rules found"


def test_they_fire_and_resolve_as_they_should() -> None:
    done = promtool("test", "rules", str(Path(__file__).parent / "alerts.test.yml"))
    assert done.returncode == 0, done.stdout + done.stderr
