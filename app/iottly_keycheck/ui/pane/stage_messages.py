"""What the stages of a check and their states are called, and a line about one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from iottly_keycheck.connection.facts.observation import Stage, StageId, StageState
from iottly_keycheck.ui.text.translation import duration

translate = QCoreApplication.translate


def stage_name(stage: StageId) -> str:
    """Give the name of a stage."""
    return {
        StageId.PROXY: translate("stages", "Proxy"),
        StageId.DNS: translate("stages", "Name lookup"),
        StageId.TCP: translate("stages", "Connection"),
        StageId.TLS: translate("stages", "Encryption"),
        StageId.HTTP: translate("stages", "Answer"),
        StageId.KEY: translate("stages", "Key"),
    }[stage]


def stage_line(stage: Stage) -> str:
    """Say how a stage stands, how long it took, and what was seen: "✓ ok in 12 ms: 192.0.2.7"."""
    state = _state(stage.state)
    time = duration(stage.ms) if stage.ms else ""
    if time and stage.detail:
        return translate("stages", "{state} in {time}: {detail}").format(
            state=state, time=time, detail=stage.detail
        )
    if time:
        return translate("stages", "{state} in {time}").format(state=state, time=time)
    if stage.detail:
        return translate("stages", "{state}: {detail}").format(state=state, detail=stage.detail)
    return state


def _state(state: StageState) -> str:
    return {
        StageState.RUNNING: translate("stages", "trying…"),
        StageState.OK: translate("stages", "✓ ok"),
        StageState.FAILED: translate("stages", "✕ failed"),
        StageState.SKIPPED: translate("stages", "– not done"),
    }[state]
