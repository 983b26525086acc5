"""The whole way: program, node exporter, Prometheus, alert; the real ones, on loopback."""

import re
import urllib.error
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cli.sample_keys import key_of
from iottly_keycheck.practice import PracticeApi
from monitoring.shipped import RULES
from support.program import Finished
from support.prometheus import Prometheus, eventually, watching

pytestmark = [
    pytest.mark.only_on("linux"),
    pytest.mark.needs("prometheus", "prometheus-node-exporter"),
]

NAME = 'Site "A"\\ Köln'
NAMES = {NAME, "Reporting"}


@dataclass(frozen=True, slots=True)
class Site:
    """A computer that checks two keys, with what watches it."""

    api: PracticeApi
    prometheus: Prometheus
    check: Callable[[], Finished]

    def works(self) -> dict[str, float]:
        """Give what Prometheus knows of each key."""
        try:
            found = self.prometheus.query("iottly_keycheck_key_works")
        except urllib.error.URLError:
            return {}  # it is not up yet
        return {labels["description"]: value for labels, value in found}

    def alerts(self) -> list[dict[str, Any]]:
        return [
            alert
            for alert in self.prometheus.alerts()
            if alert["labels"]["alertname"] == "IottlyKeyNotWorking"
        ]


@pytest.fixture
def site(tmp_path: Path, run_program: Callable[..., Finished]) -> Iterator[Site]:
    collected = tmp_path / "collected"
    collected.mkdir()
    keys = tmp_path / "keys"
    keys.write_text(f"{NAME}\t{key_of('Analytics')}\nReporting\t{key_of('Slow site')}\n")
    keys.chmod(0o600)
    # The rules as they are shipped, but that they look back for a second instead of minutes.
    rules = tmp_path / "rules.yml"
    rules.write_text(re.sub(r"\[12m\]", "[1s]", RULES.read_text()))
    assert rules.read_text() != RULES.read_text()
    with PracticeApi() as api, watching(tmp_path, collected, rules) as prometheus:
        slow = next(key for key in api.sample_keys if key.description == "Slow site")
        api.change(slow, api.sample_keys[0].response)
        options = ["--url", api.url, "--metrics", str(collected / "iottly-keycheck.prom")]
        yield Site(api, prometheus, lambda: run_program("check", "--keys", str(keys), *options))


def test_an_alert_fires_when_a_key_breaks_and_resolves_when_it_recovers(site: Site) -> None:
    works, broken = (
        next(key for key in site.api.sample_keys if key.description == name)
        for name in ("Analytics", "Reporting")
    )
    assert site.check().code == 0
    everything = dict.fromkeys(NAMES, 1.0)
    assert eventually(site.works, everything.__eq__) == everything
    assert site.prometheus.query("node_textfile_scrape_error")[0][1] == 0
    assert site.prometheus.alerts() == []

    site.api.change(works, broken.response)
    assert site.check().code == 1
    (alert,) = eventually(site.alerts, bool)
    assert alert["state"] == "firing"
    assert (alert["labels"]["description"], alert["labels"]["party"]) == (NAME, "service")
    assert alert["labels"]["instance"] == site.prometheus.exporter
    assert "Cause: server_error." in alert["annotations"]["description"]
    assert f'"{NAME}" does not work' in alert["annotations"]["summary"]

    site.api.change(works, works.response)
    assert site.check().code == 0
    assert eventually(site.works, everything.__eq__) == everything
    assert eventually(site.alerts, lambda alerts: not alerts) == []
