"""The Grafana dashboard: what it asks Prometheus for exists, and is asked for rightly."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.test_metrics import CHECKED_AT, EXPIRY, report, samples
from iottly_keycheck.connection.facts.observation import Certificate, Stage, StageId, StageState
from monitoring.shipped import DASHBOARD, RULES

NAME = re.compile(r"iottly_keycheck_\w+")
STAGES = tuple(Stage(stage, StageState.OK, 1) for stage in StageId)
EVERYTHING = report(stages=STAGES, certificate=Certificate("subject", "issuer", CHECKED_AT, EXPIRY))


@pytest.fixture(scope="module")
def dashboard() -> dict[str, Any]:
    return json.loads(DASHBOARD.read_text())


def queries(dashboard: dict[str, Any]) -> Iterator[str]:
    for panel in dashboard["panels"]:
        for target in panel["targets"]:
            yield target["expr"]


def test_every_gauge_that_is_asked_for_is_written_and_the_reverse(
    dashboard: dict[str, Any],
) -> None:
    variables = [json.dumps(each) for each in dashboard["templating"]["list"]]
    asked = {name for text in [*queries(dashboard), *variables] for name in NAME.findall(text)}
    written = {f"iottly_keycheck_{name}" for name in samples(EVERYTHING)}
    assert asked == written
    assert set(NAME.findall(RULES.read_text())) <= written


@pytest.mark.only_on("linux")
@pytest.mark.needs("promtool")
def test_prometheus_understands_every_query(dashboard: dict[str, Any], tmp_path: Path) -> None:
    rules = [
        {"record": f"query:{number}", "expr": expr.replace("$instance", ".*")}
        for number, expr in enumerate(queries(dashboard))
    ]
    path = tmp_path / "queries.json"  # every JSON document is one of YAML
    path.write_text(json.dumps({"groups": [{"name": "dashboard", "rules": rules}]}))
    command = ["promtool", "check", "rules", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(rules)} rules found" in done.stdout


def test_panels_are_told_apart_and_lie_beside_each_other(dashboard: dict[str, Any]) -> None:
    panels = dashboard["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    assert len({panel["title"] for panel in panels}) == len(panels)
    taken: set[tuple[int, int]] = set()
    for panel in panels:
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert max(x for x, _ in cells) < 24  # a dashboard has 24 columns
        assert not cells & taken
        taken |= cells
