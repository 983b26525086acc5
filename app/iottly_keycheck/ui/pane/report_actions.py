"""The bar under the answer: what can be done with the report, and the fold of the details."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.ui.controls.flow_layout import FlowLayout
from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class

_ROOM_TO_SAY = 12
"""Ems: where there is less beside the buttons, the rest gets a row of its own."""


class ReportActions(QWidget):
    """What is done most with a report, and a line that says what was done.

    Signals:
        copy_requested(), save_requested(), send_requested(): a button was pressed.
        report_changed(bool): `report` is another one; false where there is none.
        details_toggled(bool): the details are to be shown or folded away.
    """

    copy_requested = Signal()
    save_requested = Signal()
    send_requested = Signal()
    report_changed = Signal(bool)
    details_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report: Report | None = None
        self.copy = QPushButton(self.tr("Copy report"), self)
        self.copy.clicked.connect(self.copy_requested)
        self.save = QPushButton(self.tr("Save report…"), self)
        self.save.clicked.connect(self.save_requested)
        self.send = QPushButton(self.tr("Send report…"), self)
        self.send.clicked.connect(self.send_requested)
        self.done = PlainLabel(parent=self)
        set_style_class(self.done, StyleClass.MUTED)
        self.details = QPushButton(self.tr("▸ Details for support"), self)
        self.details.setAccessibleName(self.tr("Details for support"))
        self.details.setCheckable(True)
        set_style_class(self.details, StyleClass.LINK)
        self.details.toggled.connect(self._unfold)

        self._buttons, self._rest = FlowLayout(), QHBoxLayout()
        for button in (self.copy, self.save, self.send):
            self._buttons.addWidget(button)
        self._rest.addWidget(self.done, 1)
        self._rest.addWidget(self.details)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addLayout(self._buttons)
        self._rows.addLayout(self._rest, 1)
        for row in (self._buttons, self._rest, self._rows):
            row.setSpacing(em(self.font(), 0.7))

    def show_report(self, report: Report) -> None:
        """Offer what can be done with this report."""
        self.report = report
        self.done.setText("")
        self.show()
        self.report_changed.emit(True)

    def show_nothing(self) -> None:
        """Offer nothing: no report is shown."""
        self.report = None
        self.hide()
        self.report_changed.emit(False)

    def show_message(self, sentence: str) -> None:
        """Say what was done with the report."""
        self.done.setText(sentence)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of the wider row only: there may be two."""
        rows = [row.minimumSize().width() for row in (self._buttons, self._rest)]
        return QSize(max(rows), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        said = em(self.font(), _ROOM_TO_SAY)
        wanted = self._buttons.sizeHint().width() + self.details.sizeHint().width() + said
        sides = QBoxLayout.Direction
        self._rows.setDirection(sides.LeftToRight if self.width() >= wanted else sides.TopToBottom)

    @Slot(bool)
    def _unfold(self, shown: bool) -> None:
        self.details.setText(
            self.tr("▾ Details for support") if shown else self.tr("▸ Details for support")
        )
        self.details_toggled.emit(shown)
