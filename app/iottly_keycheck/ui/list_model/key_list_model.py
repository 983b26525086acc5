"""The keys as Qt's views see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from enum import IntEnum

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
    Signal,
)

from iottly_keycheck.keys.model import CheckRecord, KeyRow
from iottly_keycheck.secret import Secret
from iottly_keycheck.ui.controls.icons import Badge
from iottly_keycheck.ui.controls.plain_text import tool_tip
from iottly_keycheck.ui.list_model.key_order import (
    Order,
    badge_of_row,
    found,
    in_order,
    search_text,
)
from iottly_keycheck.ui.text.ages import age

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


class KeyListModel(QStringListModel):
    """The keys that a search finds, in the order that is chosen; what is shown of each.

    A list of descriptions, since Qt's own counts its rows without asking Python: a view asks
    20,000 times to lay out 10,000 keys (35 ms; so 4 ms).

    Signals:
        rename_requested(int, str): the key's id and the description that was typed. The row keeps
            its description until the key list has taken the new one.
        keys_changed(): the list has other keys than before, or something about one is another.
            The results of checks are not meant.
        rearranging(), rearranged(): before and after other keys are shown, or in another order.
            The model is reset in between: views find their place again by the ids of keys.
    """

    rename_requested = Signal(int, str)
    keys_changed = Signal()
    rearranging = Signal()
    rearranged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: dict[int, KeyRow] = {}
        self._texts: dict[int, str] = {}
        self._arranged: list[int] = []
        self._shown: list[KeyRow] = []
        self._places: dict[int, int] = {}
        self._revealed: dict[int, Secret] = {}
        self._route_fingerprint = ""
        self._wanted = ""
        self._order = Order.ADDED

    # --- what Qt asks ---

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Tell one thing about a key."""
        if not 0 <= index.row() < len(self._shown):
            return None
        row = self.row_at(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return row.description
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(row.description)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._accessible_text(row)
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
                return _outdated(row, self._route_fingerprint)
            case Role.BADGE:
                return badge_of_row(row)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Pass a typed description on; see `rename_requested`."""
        row = self.row_at(index.row())
        if role != Qt.ItemDataRole.EditRole or value == row.description:
            return False
        self.rename_requested.emit(row.id, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let descriptions be edited, and nothing be dropped between the keys."""
        return super().flags(index) & ~Qt.ItemFlag.ItemIsDropEnabled

    # --- what the window tells and asks ---

    @property
    def rows(self) -> Sequence[KeyRow]:
        """All keys in the list's own order, whatever is shown."""
        return list(self._all.values())

    @property
    def shown(self) -> Sequence[KeyRow]:
        """The keys that the search finds, in the order that is chosen."""
        return self._shown

    @property
    def total(self) -> int:
        """How many keys there are, shown or not."""
        return len(self._all)

    @property
    def search_text(self) -> str:
        """What is searched for; empty while everything is shown."""
        return self._wanted

    @property
    def order(self) -> Order:
        return self._order

    def row_of(self, key_id: int) -> KeyRow | None:
        """Give the row of that key, `None` where it is not in the list (any more)."""
        return self._all.get(key_id)

    def row_at(self, place: int) -> KeyRow:
        """Give the row that is shown at that place."""
        return self._shown[place]

    def index_of(self, key_id: int) -> QModelIndex:
        """Give the index of that key; invalid where it is not shown."""
        return self.index(self._places.get(key_id, -1))

    def set_rows(self, rows: Sequence[KeyRow]) -> None:
        """Have these rows in the list, in this order.

        A result that came while they were being read stays: they know of an older one only.
        """
        before = self._all
        rows = [_with_newest_result(row, before.get(row.id)) for row in rows]
        self._all = {row.id: row for row in rows}
        changed = [row.id for row in rows if (old := before.get(row.id)) is not row and old != row]
        for key_id in changed:
            self._texts[key_id] = search_text(self._all[key_id])
        for key_id in before.keys() - self._all.keys():
            del self._texts[key_id]
            self._revealed.pop(key_id, None)
        self._arrange(changed)
        if changed or len(before) != len(self._all):
            self.keys_changed.emit()

    def set_results(self, results: Mapping[int, CheckRecord]) -> None:
        """Show what the last checks of these keys came to; their order stays until `sort_again`."""
        for key_id in results.keys() & self._all.keys():
            row = self._all[key_id] = replace(self._all[key_id], last=results[key_id])
            if key_id in self._places:
                self._shown[self._places[key_id]] = row
        self._changed(*results)

    def remove(self, *key_ids: int) -> None:
        """Have these keys in the list no longer."""
        gone = set(key_ids)
        self.set_rows([row for row in self._all.values() if row.id not in gone])

    def search(self, wanted: str) -> None:
        """Show the keys only whose description, or whose ends, have all these words."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._show()

    def set_order(self, order: Order) -> None:
        """Sort the keys by that."""
        self._order = order
        self._arrange()

    def sort_again(self) -> None:
        """Put keys to their places whose results have changed."""
        self._arrange()

    def set_route_fingerprint(self, route_fingerprint: str) -> None:
        """Say with which settings a check would be made now; other results look old."""
        self._route_fingerprint = route_fingerprint
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
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def _arrange(self, changed: Sequence[int] = ()) -> None:
        self._arranged = in_order(self._all.values(), self._texts, self._order)
        self._show(changed)

    def _show(self, changed: Sequence[int] = ()) -> None:
        """Show what is to be seen now; `changed` are the keys whose rows are other ones."""
        ids = found(self._arranged, self._texts, self._wanted)
        rows = [self._all[key_id] for key_id in ids]
        if ids == list(self._places):
            self._shown = rows
            self._changed(*changed)
            return
        self.rearranging.emit()
        self._shown = rows
        self._places = {key_id: place for place, key_id in enumerate(ids)}
        self.setStringList([row.description for row in rows])
        self.rearranged.emit()

    def _changed(self, *key_ids: int) -> None:
        places = [self._places[key_id] for key_id in key_ids if key_id in self._places]
        if places:
            # One message for all of them: a view repaints what it shows of that, nothing else.
            self.dataChanged.emit(self.index(min(places)), self.index(max(places)))

    def _age(self, row: KeyRow) -> str:
        if row.last is None:
            return self.tr("never tested")
        words = age(row.last.checked_at, datetime.now(UTC))
        if _outdated(row, self._route_fingerprint):
            return self.tr("{age}, outdated").format(age=words)
        return words

    def _accessible_text(self, row: KeyRow) -> str:
        # A screen reader says no key aloud, revealed or not.
        return self.tr("{description}, {result}, {age}").format(
            description=row.description, result=self._result(row), age=self._age(row)
        )

    def _result(self, row: KeyRow) -> str:
        match badge_of_row(row):
            case Badge.WORKS:
                return self.tr("works")
            case Badge.REMARK:
                return self.tr("works, with a remark")
            case Badge.FAILS:
                return self.tr("does not work")
            case Badge.UNTESTED:
                return self.tr("no result")


def _outdated(row: KeyRow, route_fingerprint: str) -> bool:
    return row.last is not None and row.last.route_fingerprint != route_fingerprint


def _with_newest_result(row: KeyRow, shown: KeyRow | None) -> KeyRow:
    if shown is None or shown.last is None:
        return row
    if row.last is not None and row.last.checked_at >= shown.last.checked_at:
        return row
    return replace(row, last=shown.last)
