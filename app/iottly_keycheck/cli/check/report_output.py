"""A report as a person reads it in a terminal."""

from __future__ import annotations

from iottly_keycheck.cause import Cause
from iottly_keycheck.cli.console import Console, Mark
from iottly_keycheck.connection.facts.observation import Stage
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.diagnosis.sharing import report_text
from iottly_keycheck.diagnosis.text import messages

_LABEL_WIDTH = 13


def show(report: Report, console: Console) -> None:
    """Print the verdict, what to do, and what was seen."""
    name = "" if report.description is None else f"{report.description}: "
    console.line(f"{name}{messages.headline(report)}", mark(report))
    for text in (messages.responsible_party(report), *report_text.steps(report)):
        if text:
            console.line(f"  {text}")
    for label, text in report_text.facts(report):
        console.line(f"  {label:<{_LABEL_WIDTH}}{text}")


def mark(report: Report) -> Mark:
    """Give the sign of how the check ended."""
    if report.cause is Cause.CANCELLED:
        return Mark.STOPPED
    if report.remark:
        return Mark.REMARK
    return Mark.WORKS if report.works else Mark.PROBLEM


def stage_text(stage: Stage) -> str:
    """Say how a stage stands: `tcp ok 12 ms 192.0.2.7`."""
    ms = "" if stage.ms is None else f"{stage.ms} ms"
    return " ".join(filter(None, (stage.id, stage.state, ms, stage.detail)))
