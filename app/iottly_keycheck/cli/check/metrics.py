"""Reports in Prometheus's text format, as node exporter's textfile collector reads it.

Gauges alone, without time stamps: the collector refuses those, and the type "info". Names and
units are by Prometheus's conventions ("Metric and label naming"). They are public and stable, as
the ids of causes, parties and stages are, which are labels here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

from iottly_keycheck.diagnosis.text.control_chars import escape_control_chars
from iottly_keycheck.keys.rules.description import LONGEST_DESCRIPTION, numbered

if TYPE_CHECKING:
    from iottly_keycheck.diagnosis.report import Report

_WITHOUT_DESCRIPTION = "standard input"
"""Where a key without a description comes from, and there is but one of them."""

_NO_PARTY = "none"
"""An empty label is the same to Prometheus as none at all."""


def exposition(reports: Sequence[Report]) -> bytes:
    """Give the gauges of one run, at least one report, as a whole file.

    Of the key itself nothing is in it, not even a hash.
    """
    registry = CollectorRegistry()
    registry.register(_Run(reports))
    return generate_latest(registry)


class _Run(Collector):
    """What the library asks for the gauges."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = reports

    def collect(self) -> Iterator[GaugeMetricFamily]:
        program = GaugeMetricFamily(
            "iottly_keycheck_build_info", "The program that made the checks.", labels=["version"]
        )
        # One program makes all checks of a run.
        program.add_metric([self._reports[0].program.version], 1)
        yield program
        yield from _gauges(list(zip(_names(self._reports), self._reports, strict=True)))


def _gauges(checks: Sequence[tuple[str, Report]]) -> Iterator[GaugeMetricFamily]:
    works = _gauge("key_works", "Whether the iottly API key works from here (1) or not (0).")
    cause = _gauge(
        "key_cause",
        "Why the check ended as it did, and who can act on it; always 1.",
        "cause",
        "party",
    )
    checked = _gauge("last_check_timestamp_seconds", "When the check began, in Unix time.")
    took = _gauge("check_duration_seconds", "How long the check took.")
    stage = _gauge(
        "stage_duration_seconds", "How long a stage of the check took, if it was reached.", "stage"
    )
    expiry = _gauge(
        "certificate_not_after_timestamp_seconds",
        "When the certificate that the API showed, trusted or not, expires, in Unix time.",
    )
    for name, report in checks:
        works.add_metric([name], report.works)
        cause.add_metric([name, report.cause, report.party or _NO_PARTY], 1)
        checked.add_metric([name], report.checked_at.timestamp())
        took.add_metric([name], report.elapsed_ms / 1000)
        for each in report.stages:
            if each.ms is not None:
                stage.add_metric([name, each.id], each.ms / 1000)
        if report.certificate is not None:
            expiry.add_metric([name], report.certificate.not_after.timestamp())
    yield from (gauge for gauge in (works, cause, checked, took, stage, expiry) if gauge.samples)


def _gauge(name: str, documentation: str, *labels: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(
        f"iottly_keycheck_{name}", documentation, labels=["description", *labels]
    )


def _names(reports: Iterable[Report]) -> Iterator[str]:
    """Give what each key is called in the labels: its description, printable, and no other's.

    A file of keys may have two of the same; node exporter would drop the second.
    """
    given: set[str] = set()
    for report in reports:
        description = report.description or _WITHOUT_DESCRIPTION
        name = shown = escape_control_chars(description[:LONGEST_DESCRIPTION])
        for number in count(2):
            if name not in given:
                break
            name = numbered(shown, number)
        given.add(name)
        yield name
