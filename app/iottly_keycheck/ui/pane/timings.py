"""The times of a check as bars on one axis: its stages, and what was tried in each of them.

Pure: it turns a report into what the waterfall shows and says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from iottly_keycheck.connection.facts.observation import Attempt, Stage, StageId, StageState
from iottly_keycheck.diagnosis.report import Report

_MOST_ATTEMPTS = 40
"""Of a check that was made here there are some ten; a stranger's report may claim more."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What took its time: a stage, or (`stage` is `None`) one thing that was tried.

    Times are ms from the beginning of the check. `text` is what was seen or came of it.
    """

    at_ms: int
    ms: int
    stage: StageId | None = None
    failed: bool = False
    what: str = ""
    text: str = ""

    @property
    def end_ms(self) -> int:
        return self.at_ms + self.ms


def bars_of(report: Report) -> tuple[Bar, ...]:
    """Give the bars from top to bottom: each stage, with what was tried in it below."""
    stages = list(_stage_bars(report.stages))
    attempts = sorted(report.attempts[:_MOST_ATTEMPTS], key=lambda attempt: attempt.at_ms)
    return tuple(_in_order(stages, [_attempt_bar(attempt) for attempt in attempts]))


def attempts_in(report: Report, stages: Sequence[StageId]) -> tuple[Attempt, ...]:
    """Give what was tried while these stages lasted; nothing where nobody noted their times."""
    return tuple(
        attempt
        for attempt in report.attempts[:_MOST_ATTEMPTS]
        if any(_lasted(stage, attempt) for stage in report.stages if stage.id in stages)
    )


def _lasted(stage: Stage, attempt: Attempt) -> bool:
    if stage.at_ms is None or stage.ms is None:
        return False
    return stage.at_ms <= attempt.at_ms <= stage.at_ms + stage.ms


def _stage_bars(stages: Sequence[Stage]) -> Iterator[Bar]:
    """Give the bars of stages; one whose begin nobody noted follows those before it."""
    at_ms = 0
    for stage in stages:
        if stage.state is StageState.SKIPPED or stage.ms is None:
            continue
        if stage.id is StageId.KEY and not stage.ms:
            continue  # it is read from the answer, which takes no time
        at_ms = max(0, at_ms if stage.at_ms is None else stage.at_ms)
        failed = stage.state is StageState.FAILED
        bar = Bar(at_ms, max(0, stage.ms), stage.id, failed, text=stage.detail)
        yield bar
        at_ms = bar.end_ms


def _attempt_bar(attempt: Attempt) -> Bar:
    return Bar(max(0, attempt.at_ms), max(0, attempt.ms), what=attempt.what, text=attempt.outcome)


def _in_order(stages: list[Bar], attempts: list[Bar]) -> Iterator[Bar]:
    """Put each attempt below the stage that it began in; what comes later stands at the end."""
    for place, stage in enumerate(stages):
        yield stage
        following = stages[place + 1].at_ms if place + 1 < len(stages) else stage.end_ms + 1
        while attempts and attempts[0].at_ms < following:
            yield attempts.pop(0)
    yield from attempts
