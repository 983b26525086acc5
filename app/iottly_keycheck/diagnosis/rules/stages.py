"""The stages as the report has them: `http` and `key` are settled by the cause."""

from __future__ import annotations

from dataclasses import replace

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import Stage, StageId, StageState

_KEY_CAUSES = frozenset(
    {
        Cause.KEY_REJECTED,
        Cause.KEY_FORBIDDEN,
        Cause.HEADER_NOT_ACCEPTED,
        Cause.PROXY_STRIPS_KEY,
    }
)


def settled(stages: tuple[Stage, ...], cause: Cause) -> tuple[Stage, ...]:
    """Give the stages of a whole answer, judged: was it the service's or the key's fault?"""
    key = Stage(StageId.KEY, StageState.SKIPPED)
    http = StageState.FAILED
    if cause is Cause.OK or cause in _KEY_CAUSES:
        http = StageState.OK
        key = Stage(StageId.KEY, StageState.OK if cause is Cause.OK else StageState.FAILED, 0)
    return tuple(
        key
        if stage.id is StageId.KEY
        else replace(stage, state=http)
        if stage.id is StageId.HTTP
        else stage
        for stage in stages
    )


def key_failed(ms: int, detail: str = "") -> tuple[Stage, ...]:
    """Give the stages of a check that ended at the key, before anything was sent."""
    return (*_skipped(StageId.KEY), Stage(StageId.KEY, StageState.FAILED, ms, detail))


def nothing_done() -> tuple[Stage, ...]:
    """Give the stages of a check that did not begin."""
    return _skipped()


def _skipped(but: StageId | None = None) -> tuple[Stage, ...]:
    return tuple(Stage(stage, StageState.SKIPPED) for stage in StageId if stage is not but)
