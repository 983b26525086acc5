"""Facts as rows of a name and a value, and the stages of a check as such rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from iottly_keycheck.connection.observation import Stage, StageId, StageState
from iottly_keycheck.ui.plain_text import PlainBlock, PlainLabel
from iottly_keycheck.ui.theme import Look, em, set_look
from iottly_keycheck.ui.wording import duration

_LONGEST_VALUE = 8
"""Lines; a longer text scrolls."""

_LOOKS = {StageState.FAILED: Look.FAULT, StageState.SKIPPED: Look.MUTED}


@dataclass(frozen=True, slots=True)
class Fact:
    """One row; `foreign` text came from elsewhere and can be selected and copied."""

    name: str
    value: str
    foreign: bool = False
    look: Look = Look.PLAIN


class FactTable(QWidget):
    """Rows of a muted name and a value; a name that repeats is shown once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[Fact, ...] = ()
        self._names: list[PlainLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(em(self.font(), 1.2))
        self._grid.setVerticalSpacing(em(self.font(), 0.7))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, em(self.font(), 7))

    @property
    def facts(self) -> tuple[Fact, ...]:
        return self._facts

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these rows in place of the former."""
        self._facts = tuple(facts)
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._names = []
        before = ""
        for row, fact in enumerate(facts):
            name = PlainLabel("" if fact.name == before else fact.name, self)
            before = fact.name
            name.setWordWrap(False)
            set_look(name, Look.MUTED)
            self._names.append(name)
            self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._value(fact), row, 1)

    def _value(self, fact: Fact) -> PlainLabel | PlainBlock:
        if not fact.foreign:
            label = PlainLabel(fact.value, self)
            set_look(label, fact.look)
            label.setAccessibleName(
                self.tr("{name}: {value}").format(name=fact.name, value=fact.value)
            )
            return label
        block = PlainBlock(fact.name, _LONGEST_VALUE, self)
        block.setText(fact.value)
        return block


class StageTable(FactTable):
    """The stages of a check, each with its state, its time and what was seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages: tuple[Stage, ...] = ()

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Show these stages, in the order of the way."""
        self._stages = tuple(stages)
        self.show_facts(
            [
                Fact(
                    self._name(stage.id),
                    self._line(stage),
                    look=_LOOKS.get(stage.state, Look.PLAIN),
                )
                for stage in stages
            ]
        )

    def point_at(self, stages: Collection[StageId]) -> None:
        """Make the names of these stages stand out."""
        for label, stage in zip(self._names, self._stages, strict=True):
            set_look(label, Look.STRONG if stage.id in stages else Look.MUTED)

    def _name(self, stage: StageId) -> str:
        return {
            StageId.PROXY: self.tr("Proxy"),
            StageId.DNS: self.tr("Name lookup"),
            StageId.TCP: self.tr("Connection"),
            StageId.TLS: self.tr("Encryption"),
            StageId.HTTP: self.tr("Answer"),
            StageId.KEY: self.tr("Key"),
        }[stage]

    def _state(self, state: StageState) -> str:
        return {
            StageState.RUNNING: self.tr("trying…"),
            StageState.OK: self.tr("✓ ok"),
            StageState.FAILED: self.tr("✕ failed"),
            StageState.SKIPPED: self.tr("– not done"),
        }[state]

    def _line(self, stage: Stage) -> str:
        state = self._state(stage.state)
        time = duration(stage.ms) if stage.ms else ""
        if time and stage.detail:
            return self.tr("{state} in {time}: {detail}").format(
                state=state, time=time, detail=stage.detail
            )
        if time:
            return self.tr("{state} in {time}").format(state=state, time=time)
        if stage.detail:
            return self.tr("{state}: {detail}").format(state=state, detail=stage.detail)
        return state
