"""Facts as rows of a name and a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from iottly_keycheck.ui.controls.plain_text import PlainBlock, PlainLabel, shortened
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class

_LONGEST_VALUE = 8
"""Lines; a longer text scrolls."""
_LONGEST_LINE, _LONGEST_BLOCK = 1_000, 5_000
"""Characters; what is longer, the details for support have and copy whole."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One row; `foreign` text came from elsewhere and can be selected and copied."""

    name: str
    value: str
    foreign: bool = False
    style_class: StyleClass = StyleClass.PLAIN


class FactTable(QWidget):
    """Rows of a muted name and a value; a name that repeats is shown once.

    The rows are kept for the next facts: making widgets costs more than all the rest.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[Fact, ...] = ()
        self._rows: list[_Row] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(em(self.font(), 1.2))
        self._grid.setVerticalSpacing(em(self.font(), 0.7))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, em(self.font(), 7))

    @property
    def facts(self) -> tuple[Fact, ...]:
        return self._facts

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops in it."""
        return [row.block for row in self._rows if row.block]

    def accessible_text(self, name: str, value: str) -> str:
        """Give a row as it is read out."""
        return self.tr("{name}: {value}").format(name=name, value=value)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these rows in place of the former."""
        self._facts = tuple(facts)
        while len(self._rows) < len(facts):
            self._rows.append(_Row(self, self._grid, len(self._rows)))
        before = ""
        for place, row in enumerate(self._rows):
            if place >= len(facts):
                row.hide()
                continue
            fact = facts[place]
            row.show_fact(fact, "" if fact.name == before else fact.name)
            before = fact.name


PutWidget = TypeVar("PutWidget", bound=QWidget)


class _Row:
    """The widgets of one row: its name, and a value of either kind, made when first wanted."""

    def __init__(self, table: FactTable, grid: QGridLayout, place: int) -> None:
        self._table = table
        self._grid = grid
        self._place = place
        self._name = self._put(PlainLabel(parent=table), 0)
        self._name.setWordWrap(False)
        set_style_class(self._name, StyleClass.MUTED)
        self._label: PlainLabel | None = None
        self.block: PlainBlock | None = None

    def hide(self) -> None:
        for widget in (self._name, self._label, self.block):
            if widget:
                widget.hide()

    def show_fact(self, fact: Fact, name: str) -> None:
        self._name.setText(name)
        self._name.show()
        if fact.foreign:
            self._show_block(fact)
        else:
            self._show_label(fact)

    def _show_label(self, fact: Fact) -> None:
        if self.block:
            self.block.hide()
        if self._label is None:
            self._label = self._put(PlainLabel(parent=self._table), 1)
        set_style_class(self._label, fact.style_class)
        value = shortened(fact.value, _LONGEST_LINE)
        self._label.setText(value)
        self._label.setAccessibleName(self._table.accessible_text(fact.name, value))
        self._label.show()

    def _show_block(self, fact: Fact) -> None:
        if self._label:
            self._label.hide()
        if self.block is None:
            self.block = self._put(PlainBlock(fact.name, _LONGEST_VALUE, self._table), 1)
        self.block.setAccessibleName(fact.name)
        self.block.setText(shortened(fact.value, _LONGEST_BLOCK))
        self.block.show()

    def _put(self, widget: PutWidget, column: int) -> PutWidget:
        top = Qt.AlignmentFlag.AlignTop if column == 0 else Qt.AlignmentFlag(0)
        # A block of text has an edge, by which the others would stand beside it.
        if isinstance(widget, PlainLabel):
            widget.setContentsMargins(column, 1, 1, 1)
        self._grid.addWidget(widget, self._place, column, top)
        return widget
