"""The keys as Qt's views see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import IntEnum
from html import escape

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from iottly_keycheck.keys.model import KeyRow
from iottly_keycheck.secret import Secret
from iottly_keycheck.ui.ages import age
from iottly_keycheck.ui.icons import Badge, badge_of

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What the model tells about a row besides its description."""

    ROW = Qt.ItemDataRole.UserRole + 1
    """The `KeyRow`."""
    KEY_TEXT = Qt.ItemDataRole.UserRole + 2
    """The key as it may be shown now: masked, or whole while it is revealed."""
    REVEALED = Qt.ItemDataRole.UserRole + 3
    AGE = Qt.ItemDataRole.UserRole + 4
    """When it was last tested, in words."""
    OUTDATED = Qt.ItemDataRole.UserRole + 5
    """Whether the last result was made with other settings."""
    BADGE = Qt.ItemDataRole.UserRole + 6
    """The last result, a `Badge`."""


class KeyListModel(QAbstractListModel):
    """The rows of the key list, with ages in words and the keys that are revealed at the moment.

    Signals:
        rename_wanted(int, str): the key's id and the description that was typed. The row keeps
            its description until the key list has taken the new one.
    """

    rename_wanted = Signal(int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[KeyRow] = []
        self._revealed: dict[int, Secret] = {}
        self._path_id = ""

    # --- what Qt asks ---

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        """Count the keys."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Tell one thing about a key."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return row.description
            case Qt.ItemDataRole.ToolTipRole:
                return f"<qt>{escape(row.description)}</qt>"  # plain text would be guessed at
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
            case Role.ROW:
                return row
            case Role.KEY_TEXT:
                secret = self._revealed.get(row.id)
                return secret.reveal() if secret else row.masked
            case Role.REVEALED:
                return row.id in self._revealed
            case Role.AGE:
                return self._age(row)
            case Role.OUTDATED:
                return _outdated(row, self._path_id)
            case Role.BADGE:
                return _badge(row)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Pass a typed description on; see `rename_wanted`."""
        row = self._rows[index.row()]
        if role != Qt.ItemDataRole.EditRole or value == row.description:
            return False
        self.rename_wanted.emit(row.id, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let descriptions be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    # --- what the window tells and asks ---

    @property
    def rows(self) -> Sequence[KeyRow]:
        return self._rows

    def row_of(self, key_id: int) -> KeyRow | None:
        """Give the row of that key, `None` where it is not in the list (any more)."""
        return next((row for row in self._rows if row.id == key_id), None)

    def index_of(self, key_id: int) -> QModelIndex:
        """Give the index of that key; invalid where it is not in the list."""
        places = (place for place, row in enumerate(self._rows) if row.id == key_id)
        return self.index(next(places, -1))

    def set_rows(self, rows: Sequence[KeyRow]) -> None:
        """Show these rows; what stays keeps its selection and its place on the screen."""
        wanted = {row.id for row in rows}
        for place in reversed(range(len(self._rows))):
            if self._rows[place].id not in wanted:
                self._remove(place)
        present = {row.id for row in self._rows}
        for place, row in enumerate(rows):
            if row.id not in present:
                self.beginInsertRows(QModelIndex(), place, place)
                self._rows.insert(place, row)
                self.endInsertRows()
            elif self._rows[place] != row:
                self._rows[place] = row
                self._changed(row.id)

    def remove(self, key_id: int) -> None:
        """Show that key no longer."""
        index = self.index_of(key_id)
        if index.isValid():
            self._remove(index.row())

    def set_path_id(self, path_id: str) -> None:
        """Say with which settings a check would be made now; other results look old."""
        self._path_id = path_id
        self.refresh()

    def reveal(self, key_id: int, secret: Secret) -> None:
        """Show that key whole."""
        self._revealed[key_id] = secret
        self._changed(key_id)

    def hide(self, key_id: int) -> None:
        """Mask that key again."""
        if self._revealed.pop(key_id, None):
            self._changed(key_id)

    def refresh(self) -> None:
        """Tell the views that ages or settings have moved on."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _remove(self, place: int) -> None:
        self.beginRemoveRows(QModelIndex(), place, place)
        self._revealed.pop(self._rows.pop(place).id, None)
        self.endRemoveRows()

    def _changed(self, key_id: int) -> None:
        index = self.index_of(key_id)
        self.dataChanged.emit(index, index)

    def _age(self, row: KeyRow) -> str:
        if row.last is None:
            return self.tr("never tested")
        words = age(row.last.checked_at, datetime.now(UTC))
        if _outdated(row, self._path_id):
            return self.tr("{age}, outdated").format(age=words)
        return words

    def _spoken(self, row: KeyRow) -> str:
        # A screen reader says no key aloud, revealed or not.
        return self.tr("{description}, {result}, {age}").format(
            description=row.description, result=self._result(row), age=self._age(row)
        )

    def _result(self, row: KeyRow) -> str:
        match _badge(row):
            case Badge.WORKS:
                return self.tr("works")
            case Badge.REMARK:
                return self.tr("works, with a remark")
            case Badge.FAILS:
                return self.tr("does not work")
            case Badge.UNTESTED:
                return self.tr("no result")


def _badge(row: KeyRow) -> Badge:
    return badge_of(row.last.cause, remark=row.last.remark) if row.last else badge_of(None)


def _outdated(row: KeyRow, path_id: str) -> bool:
    return row.last is not None and row.last.path_id != path_id
