"""Past checks as a table that grows as it is scrolled."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon

from iottly_keycheck.ui.controls.icons import Badge, badge_pixmap
from iottly_keycheck.ui.controls.plain_text import show_control_chars, tool_tip
from iottly_keycheck.ui.history.check_summary import CheckSummary
from iottly_keycheck.ui.style.theme import ColorRoles
from iottly_keycheck.ui.text.translation import duration, local_second

Index = QModelIndex | QPersistentModelIndex
_MOST_ROWS = 2_000
_RATIO = 3
"""Badges are drawn so much larger, so that a screen of any density scales them down only."""


class Column(IntEnum):
    """What stands in each column."""

    TIME = 0
    RESULT = 1
    STATUS = 2
    DURATION = 3


class HistoryModel(QAbstractTableModel):
    """The newest check comes first.

    Signals: `more_requested(object)`: the checks that are older than that `CheckSummary`, the last
    of those in hand. `add_page` gives them, or that there are none.
    """

    more_requested = Signal(object)

    def __init__(self, side: int, roles: ColorRoles, parent: QObject | None = None) -> None:
        """`side` is that of a badge, in pixels."""
        super().__init__(parent)
        self._checks: list[CheckSummary] = []
        self._side = side
        self._roles = roles
        self._icons: dict[Badge, QIcon] = {}
        self._more = False

    def use(self, roles: ColorRoles) -> None:
        """Paint the badges in these colours from now on."""
        self._roles = roles
        self._icons.clear()

    def check_at(self, index: Index) -> CheckSummary:
        """Give the check of a row."""
        return self._checks[index.row()]

    def add_page(self, page: Sequence[CheckSummary]) -> None:
        """Add older checks; there may be more unless there are none."""
        first = len(self._checks)
        self._more = bool(page)
        if page:
            self.beginInsertRows(QModelIndex(), first, first + len(page) - 1)
            self._checks.extend(page)
            self.endInsertRows()

    def put_first(self, check: CheckSummary) -> None:
        """Add a newer one; the oldest goes where there are very many."""
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._checks.insert(0, check)
        self.endInsertRows()
        if len(self._checks) > _MOST_ROWS:
            self.beginRemoveRows(QModelIndex(), _MOST_ROWS, _MOST_ROWS)
            self._checks.pop()
            self.endRemoveRows()

    def clear(self) -> None:
        """Have no checks any more."""
        self.beginResetModel()
        self._checks.clear()
        self._more = False
        self.endResetModel()

    def read_on(self) -> None:
        """Ask for older checks, if there may be some; the list's end is in view."""
        if self._more and self._checks:
            self._more = False  # until the page is there
            self.more_requested.emit(self._checks[-1])

    # --- what Qt asks ---

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self._checks)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        if role == Qt.ItemDataRole.DisplayRole:
            names = (self.tr("When"), self.tr("Result"), self.tr("HTTP"), self.tr("Time"))
            return names[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        check, column = self.check_at(index), Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(check, column)
            case Qt.ItemDataRole.ToolTipRole if column is Column.RESULT:
                return tool_tip(show_control_chars(check.headline))
            case Qt.ItemDataRole.DecorationRole if column is Column.RESULT:
                return self._icon(check.badge)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
        return None

    def _icon(self, badge: Badge) -> QIcon:
        if badge not in self._icons:
            pixmap = badge_pixmap(badge, self._side, self._roles, _RATIO)
            icon = self._icons[badge] = QIcon(pixmap)
            icon.addPixmap(pixmap, QIcon.Mode.Selected)  # or Qt would tint it
        return self._icons[badge]

    def _text(self, check: CheckSummary, column: Column) -> str:
        match column:
            case Column.TIME:
                return local_second(check.checked_at)
            case Column.RESULT:
                return show_control_chars(check.headline).replace("\n", " ")
            case Column.STATUS:
                return self.tr("–") if check.http_status is None else str(check.http_status)
            case Column.DURATION:
                return duration(check.elapsed_ms)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    numbers = column in (Column.STATUS, Column.DURATION)
    side = Qt.AlignmentFlag.AlignRight if numbers else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
