"""All past checks of a key, to open the report of one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from iottly_keycheck.keys.list.history import NEWEST
from iottly_keycheck.ui.controls.plain_text import PlainLabel, shortened
from iottly_keycheck.ui.history.check_summary import CheckSummary
from iottly_keycheck.ui.history.history_table import HistoryTable
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class

_LONGEST_DESCRIPTION = 80


class HistoryDialog(QDialog):
    """A table that reads on as it is scrolled.

    Signals:
        more_requested(object): the id of the check behind which it goes on, `None` for the newest.
        opened(object): the `CheckSummary` whose report is to be seen; the dialog closes.
    """

    more_requested = Signal(object)
    opened = Signal(object)

    def __init__(self, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Past checks"))
        title = self.tr("Past checks of “{description}”")
        name = shortened(description, _LONGEST_DESCRIPTION)
        self.heading = PlainLabel(title.format(description=name), self)
        set_style_class(self.heading, StyleClass.HEADING)
        self.about = PlainLabel(
            self.tr(
                "The newest {count} are kept, and of older ones those that were the first of a day"
                " or that changed the result."
            ).format(count=NEWEST),
            self,
        )
        set_style_class(self.about, StyleClass.MUTED)
        self.table = HistoryTable(self.tr("Past checks"), self)
        self.table.opened.connect(self._open)
        self.table.current_changed.connect(self._offer)
        self.table.checks.more_requested.connect(self._want_more)
        self.open_report = QPushButton(self.tr("Open report"), self)
        self.open_report.setDefault(True)
        self.open_report.clicked.connect(self._open_current)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.addButton(self.open_report, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.rejected.connect(self.reject)
        self._offer()
        self._lay_out()

    def begin(self) -> None:
        """Ask for the newest checks."""
        self.more_requested.emit(None)

    def add_page(self, page: Sequence[CheckSummary]) -> None:
        """Show further checks."""
        self.table.checks.add_page(page)
        if self.table.current is None and page:
            self.table.setCurrentIndex(self.table.checks.index(0, 0))

    def _lay_out(self) -> None:
        unit = em(self.font())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[round(unit * 1.5)] * 4)
        layout.setSpacing(round(unit * 0.6))
        layout.addWidget(self.heading)
        layout.addWidget(self.about)
        layout.addWidget(self.table, stretch=1)
        layout.addWidget(self.buttons)
        room = self.screen().availableSize()
        self.resize(min(unit * 64, room.width() - unit), min(unit * 38, room.height() - 4 * unit))
        self.table.setFocus()

    def _want_more(self, last: CheckSummary) -> None:
        self.more_requested.emit(last.id)

    def _offer(self) -> None:
        self.open_report.setEnabled(self.table.current is not None)

    def _open_current(self) -> None:
        if self.table.current:
            self._open(self.table.current)

    def _open(self, check: CheckSummary) -> None:
        self.accept()
        self.opened.emit(check)
