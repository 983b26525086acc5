"""What `check --metrics` says: the gauges, as Prometheus's own parser reads them."""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from iottly_keycheck.cause import Cause, Party
from iottly_keycheck.cli.check.metrics import exposition
from iottly_keycheck.connection.facts.observation import Certificate, Stage, StageId, StageState
from iottly_keycheck.diagnosis.report import ProgramInfo, Report

CHECKED_AT = datetime(2026, 11, 24, 10, tzinfo=UTC)
EXPIRY = datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)
NOTHING_DONE = tuple(Stage(stage, StageState.SKIPPED) for stage in StageId)


def report(cause: Cause = Cause.OK, **facts: Any) -> Report:
    made = Report(
        program=ProgramInfo("iottly-keycheck", "7.8", "test"),
        checked_at=CHECKED_AT,
        description="Analytics",
        url="https://api.cloud.iottly.com/v1.0/project/ping",
        cause=cause,
        headline="",
        next_steps=(),
        hints=(),
        hint_texts=(),
        stages=NOTHING_DONE,
        elapsed_ms=250,
    )
    return replace(made, **facts)


def samples(*reports: Report) -> dict[str, list[tuple[dict[str, str], float]]]:
    """Read the gauges back: labels and values by name."""
    text = exposition(reports).decode()
    found: dict[str, list[tuple[dict[str, str], float]]] = {}
    for family in text_string_to_metric_families(text):
        assert family.type == "gauge"
        assert family.documentation
        for sample in family.samples:
            assert sample.timestamp is None
            name = sample.name.removeprefix("iottly_keycheck_")
            found.setdefault(name, []).append((sample.labels, sample.value))
    return found


def test_it_says_whether_each_key_works_when_it_was_checked_and_by_what() -> None:
    found = samples(report(), report(Cause.SERVER_ERROR, description="Reporting"))
    assert found["key_works"] == [
        ({"description": "Analytics"}, 1),
        ({"description": "Reporting"}, 0),
    ]
    assert found["last_check_timestamp_seconds"] == [
        ({"description": "Analytics"}, CHECKED_AT.timestamp()),
        ({"description": "Reporting"}, CHECKED_AT.timestamp()),
    ]
    assert found["check_duration_seconds"][0][1] == 0.25
    assert found["build_info"] == [({"version": "7.8"}, 1)]


@pytest.mark.parametrize("cause", Cause)
def test_the_cause_and_whose_it_is_are_words_of_the_public_vocabulary(cause: Cause) -> None:
    ((labels, value),) = samples(report(cause))["key_cause"]
    assert value == 1
    assert labels == {"description": "Analytics", "cause": cause.value, "party": labels["party"]}
    assert labels["party"] in {*map(str, Party), "none"}
    assert (labels["party"] == "none") == (cause in (Cause.OK, Cause.CANCELLED))


def test_a_stage_that_was_reached_has_its_seconds_and_no_other() -> None:
    stages = (
        NOTHING_DONE[0],
        Stage(StageId.DNS, StageState.OK, 1500),
        Stage(StageId.TCP, StageState.FAILED, 40),
        *NOTHING_DONE[3:],
    )
    found = samples(report(Cause.CONNECTION_REFUSED, stages=stages))
    assert found["stage_duration_seconds"] == [
        ({"description": "Analytics", "stage": "dns"}, 1.5),
        ({"description": "Analytics", "stage": "tcp"}, 0.04),
    ]


def test_the_certificate_is_there_where_one_was_seen() -> None:
    assert "certificate_not_after_timestamp_seconds" not in samples(report())
    certificate = Certificate("subject", "issuer", CHECKED_AT, EXPIRY)
    found = samples(report(Cause.TLS_UNTRUSTED, certificate=certificate))
    assert found["certificate_not_after_timestamp_seconds"] == [
        ({"description": "Analytics"}, EXPIRY.timestamp())
    ]


@pytest.mark.parametrize(
    ("description", "label"),
    [
        ('say "hi"', 'say "hi"'),
        ("back\\slash\\n", "back\\slash\\n"),
        ('x"} 1\niottly_keycheck_key_works{description="y', None),
        ("Köln 東京", "Köln 東京"),
        ("left\u202eright", r"left\u202eright"),
        ("one\ntwo\rthree\x1b[31m\0", r"one\ntwo\rthree\x1b[31m\x00"),
        ("lone \udc80", r"lone \udc80"),
        ("x" * 5000, "x" * 200),
        (None, "standard input"),
        ("", "standard input"),
    ],
)
def test_whatever_a_description_says_stays_inside_its_label(
    description: str | None, label: str | None
) -> None:
    ((labels, _),) = samples(report(description=description))["key_works"]
    shown = labels["description"]
    assert label is None or shown == label
    assert shown.isprintable()


def test_two_keys_of_one_description_stay_two() -> None:
    names = ["Site", "Site (2)", "Site", "Site"]
    found = samples(*(report(description=name) for name in names))["key_works"]
    assert [labels["description"] for labels, _ in found] == [
        "Site",
        "Site (2)",
        "Site (3)",
        "Site (4)",
    ]


SERIES = re.compile(r"^iottly_keycheck_[a-z_]+\{[^\n]*\} [0-9.e+-]+$")


@given(st.lists(st.text(st.characters(), max_size=8), min_size=1, max_size=5))
def test_no_descriptions_break_the_text(descriptions: Sequence[str]) -> None:
    reports = [report(description=description) for description in descriptions]
    lines = exposition(reports).decode().splitlines()
    series = [line for line in lines if not line.startswith("# ")]
    assert all(SERIES.match(line) for line in series)
    assert len(set(series)) == len(series) == 1 + 4 * len(reports)
    assert len(samples(*reports)["key_works"]) == len(reports)


@pytest.mark.only_on("linux")
@pytest.mark.needs("promtool")
def test_promtool_has_nothing_to_say_about_it() -> None:
    stages = tuple(Stage(stage, StageState.OK, 1) for stage in StageId)
    certificate = Certificate("subject", "issuer", CHECKED_AT, EXPIRY)
    reports = [
        report(cause, description=f'{cause} "\\\n', stages=stages, certificate=certificate)
        for cause in Cause
    ]
    command = ["promtool", "check", "metrics"]
    done = subprocess.run(command, input=exposition(reports), capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
