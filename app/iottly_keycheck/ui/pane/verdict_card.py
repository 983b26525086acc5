"""The verdict: the sign, one sentence, whose it is, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from iottly_keycheck.ui.controls.icons import Badge, BadgeView
from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class

_GROUNDS = {
    Badge.WORKS: StyleClass.GOOD,
    Badge.REMARK: StyleClass.WARNING,
    Badge.FAILS: StyleClass.BAD,
    Badge.UNTESTED: StyleClass.CARD,
}


class VerdictCard(QFrame):
    """A card in the colour of the verdict; without one, a calm card that explains something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        unit = em(self.font())
        self.badge = BadgeView(2.6, self)
        self.headline = PlainLabel(parent=self)
        set_style_class(self.headline, StyleClass.HEADING)
        self.who = PlainLabel(parent=self)
        set_style_class(self.who, StyleClass.MUTED)
        self._step_box = QWidget(self)
        self._steps = QGridLayout(self._step_box)
        self._steps.setColumnStretch(1, 1)
        self._steps.setHorizontalSpacing(round(unit * 0.5))
        self._steps.setVerticalSpacing(round(unit * 0.5))
        self._steps.setContentsMargins(0, round(unit * 0.4), 0, 0)
        self._rows: list[tuple[PlainLabel, PlainLabel]] = []
        self._shown: tuple[str, ...] = ()

        words = QVBoxLayout()
        words.setSpacing(round(unit * 0.4))
        # Few words stand in the middle of the badge's height.
        words.addStretch(1)
        words.addWidget(self.headline)
        words.addWidget(self.who)
        words.addWidget(self._step_box)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(*[round(unit * 1.4)] * 4)
        row.setSpacing(round(unit * 1.3))
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    @property
    def steps(self) -> tuple[str, ...]:
        """The next steps that are shown, in their order."""
        return self._shown

    def show_verdict(
        self, badge: Badge, headline: str, who: str = "", steps: Sequence[str] = ()
    ) -> None:
        """Show a verdict; a single step has no number."""
        set_style_class(self, _GROUNDS[badge])
        self.badge.show_badge(badge)
        self.headline.setText(headline)
        self.who.setText(who)
        self.who.setVisible(bool(who))
        self._show_steps(steps)
        self.setAccessibleName(headline)
        self.setAccessibleDescription("\n".join((who, *steps)))

    def show_headline(self, headline: str) -> None:
        """Show another headline above the same words."""
        self.headline.setText(headline)
        self.setAccessibleName(headline)

    def _show_steps(self, steps: Sequence[str]) -> None:
        self._shown = tuple(steps)
        while len(self._rows) < len(steps):
            self._add_row()
        for place, (number, label) in enumerate(self._rows):
            label.setText(steps[place] if place < len(steps) else "")
            label.setVisible(place < len(steps))
            number.setVisible(place < len(steps) and len(steps) > 1)
        self._step_box.setVisible(bool(steps))

    def _add_row(self) -> None:
        place = len(self._rows)
        number = PlainLabel(self.tr("{number}.").format(number=place + 1), self._step_box)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        number.setWordWrap(False)
        label = PlainLabel(parent=self._step_box)
        self._steps.addWidget(number, place, 0)
        self._steps.addWidget(label, place, 1)
        self._rows.append((number, label))
