"""A report as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from iottly_keycheck.cause import Cause
from iottly_keycheck.cli.console import Console, Mark
from iottly_keycheck.connection.observation import Stage, StageState
from iottly_keycheck.diagnosis import words
from iottly_keycheck.diagnosis.report import Report

_LABEL_WIDTH = 13


def show(report: Report, console: Console) -> None:
    """Print the verdict, what to do, and what was seen."""
    name = "" if report.description is None else f"{report.description}: "
    console.line(f"{name}{words.headline(report)}", mark(report))
    for text in (words.who(report), *_numbered(words.next_steps(report))):
        if text:
            console.line(f"  {text}")
    for label, text in _facts(report):
        console.line(f"  {label:<{_LABEL_WIDTH}}{text}")


def mark(report: Report) -> Mark:
    """Give the sign of how the check ended."""
    if report.cause is Cause.CANCELLED:
        return Mark.STOPPED
    if report.remark:
        return Mark.REMARK
    return Mark.WORKS if report.works else Mark.PROBLEM


def stage_words(stage: Stage) -> str:
    """Say how a stage stands: `tcp ok 12 ms 192.0.2.7`."""
    ms = "" if stage.ms is None else f"{stage.ms} ms"
    return " ".join(filter(None, (stage.id, stage.state, ms, stage.detail)))


def _numbered(steps: tuple[str, ...]) -> Iterator[str]:
    return (f"{number}. {step}" for number, step in enumerate(steps, start=1))


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    yield "API", report.url
    if report.http_status is not None:
        yield "HTTP status", str(report.http_status)
    if report.error is not None:
        yield "Error", report.error
    yield "Proxy", words.proxy(report)
    for hint in words.hints(report):
        yield "Hint", hint
    stages = [stage for stage in report.stages if stage.state is not StageState.SKIPPED]
    if stages:
        yield "Stages", ", ".join(map(_short, stages))


def _short(stage: Stage) -> str:
    # What went well needs no more words than its time.
    state = "" if stage.state is StageState.OK else stage.state
    ms = "" if stage.ms is None else f"{stage.ms} ms"
    return " ".join(filter(None, (stage.id, state, ms)))
