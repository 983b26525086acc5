"""Past checks in columns, to choose one from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from iottly_keycheck.ui.history.check_summary import CheckSummary
from iottly_keycheck.ui.history.history_model import Column, HistoryModel
from iottly_keycheck.ui.style.theme import color_roles, em


class HistoryTable(QTreeView):
    """A table of past checks; `checks` is its model.

    Signals:
        opened(object): a `CheckSummary` was double-clicked, or Enter pressed on it.
        current_changed(): another one is looked at.
    """

    opened = Signal(object)
    current_changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        side = em(self.font(), 1.1)
        self.setIconSize(QSize(side, side))
        self.checks = HistoryModel(side, color_roles(self.palette()), self)
        self.setModel(self.checks)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._emit_current)
        # Qt's own way, `fetchMore`, asks for a second page before the first one is laid out.
        self.verticalScrollBar().valueChanged.connect(self._read_on)
        self.verticalScrollBar().rangeChanged.connect(self._read_on)
        self.checks.rowsInserted.connect(self._read_on, Qt.ConnectionType.QueuedConnection)
        self._size_columns()

    @property
    def current(self) -> CheckSummary | None:
        """The check that is looked at."""
        index = self.currentIndex()
        return self.checks.check_at(index) if index.isValid() else None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "checks"):
            self.checks.use(color_roles(self.palette()))

    def _size_columns(self) -> None:
        header, metrics = self.header(), QFontMetrics(self.font())
        header.setStretchLastSection(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(Column.RESULT, QHeaderView.ResizeMode.Stretch)
        for column, longest in (
            (Column.TIME, "00/00/0000 00:00:00 MM"),
            (Column.STATUS, "00000"),
            (Column.DURATION, "0.000 ms"),
        ):
            width = max(metrics.horizontalAdvance(longest), header.sectionSizeHint(column))
            header.resizeSection(column, width + em(self.font(), 1.2))

    def _read_on(self) -> None:
        """Have the model read on where the end of what it has is in view."""
        self.executeDelayedItemsLayout()
        bar = self.verticalScrollBar()
        if self.isVisible() and bar.value() == bar.maximum():
            self.checks.read_on()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.checks.check_at(index))

    def _emit_current(self, _index: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit()
