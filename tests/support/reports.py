"""Reports as a check may end with them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import Stage, StageId, StageState
from iottly_keycheck.diagnosis.hint import Hint, HintId, Level
from iottly_keycheck.diagnosis.report import ProgramInfo, Report

_REMARK = Hint(HintId.KEY_UNUSUAL, Level.WARNING)


def make_report(cause: Cause = Cause.OK, *, remark: bool = False, **facts: Any) -> Report:
    """Make a report that ended as `cause` says; `facts` are other fields of it."""
    report = Report(
        program=ProgramInfo("iottly-keycheck", "0", "test"),
        checked_at=datetime.now(UTC),
        description="Analytics",
        url="https://api.cloud.iottly.com/v1.0/project/ping",
        cause=cause,
        headline="",
        next_steps=(),
        hints=(_REMARK,) if remark else (),
        hint_texts=("",) if remark else (),
        stages=tuple(Stage(stage, StageState.OK, 1) for stage in StageId),
        elapsed_ms=6,
    )
    return replace(report, **facts)
