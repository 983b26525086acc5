"""Prometheus and node exporter from Debian, on loopback, in a hurry."""

from __future__ import annotations

import json
import threading
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from support.processes import end, start
from support.realm import free_port

T = TypeVar("T")

_RHYTHM = "200ms"
_ATTEMPTS, _TICK = 400, 0.05

_CONFIGURATION = """
global:
  scrape_interval: {rhythm}
  scrape_timeout: {rhythm}
  evaluation_interval: {rhythm}
rule_files:
  - {rules}
scrape_configs:
  - job_name: node
    static_configs:
      - targets: ["{exporter}"]
"""


@dataclass(frozen=True, slots=True)
class Prometheus:
    """The server; `exporter` is the address (host and port) of the one that it scrapes."""

    address: str
    exporter: str

    def query(self, expression: str) -> list[tuple[dict[str, str], float]]:
        """Ask for the present: labels and value of each series."""
        found = self._get("query", query=expression)["result"]
        return [(each["metric"], float(each["value"][1])) for each in found]

    def alerts(self) -> list[dict[str, Any]]:
        """Give the alerts that are pending or firing."""
        alerts: list[dict[str, Any]] = self._get("alerts")["alerts"]
        return alerts

    def _get(self, what: str, **parameters: str) -> Any:
        url = f"http://{self.address}/api/v1/{what}?{urllib.parse.urlencode(parameters)}"
        with urllib.request.urlopen(url, timeout=10) as answer:
            return json.load(answer)["data"]


def eventually(look: Callable[[], T], wanted: Callable[[T], bool]) -> T:
    """Look until it is as wanted, for 20 seconds at most, and give what was seen last."""
    waiting = threading.Event()
    seen = look()
    for _ in range(_ATTEMPTS):
        if wanted(seen):
            break
        waiting.wait(_TICK)
        seen = look()
    return seen


@contextmanager
def watching(folder: Path, collected: Path, rules: Path) -> Iterator[Prometheus]:
    """Run both: the exporter reads the files of `collected`, the server applies the `rules`."""
    server, exporter = (f"127.0.0.1:{free_port()}" for _ in range(2))
    configuration = folder / "prometheus.yml"
    configuration.write_text(_CONFIGURATION.format(rhythm=_RHYTHM, rules=rules, exporter=exporter))
    commands = [
        [
            "prometheus-node-exporter",
            "--collector.disable-defaults",
            "--collector.textfile",
            f"--collector.textfile.directory={collected}",
            f"--web.listen-address={exporter}",
        ],
        [
            "prometheus",
            f"--config.file={configuration}",
            f"--storage.tsdb.path={folder / 'series'}",
            f"--web.listen-address={server}",
        ],
    ]
    with ExitStack() as stack:
        for command in commands:
            stack.callback(end, start(command))
        yield Prometheus(server, exporter)
