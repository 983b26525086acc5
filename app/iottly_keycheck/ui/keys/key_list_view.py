"""The list of keys, with the buttons of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QToolTip, QWidget

from iottly_keycheck.keys.model import KeyRow
from iottly_keycheck.ui.keys import row_selection
from iottly_keycheck.ui.keys.key_row_delegate import KeyRowDelegate
from iottly_keycheck.ui.keys.row_actions import RowActions
from iottly_keycheck.ui.keys.row_commands import RowCommands
from iottly_keycheck.ui.list_model.key_list_model import Index, KeyListModel, Role

_SETTLED_MS = 150
"""While one types what to search for, the key that is looked at waits so long for the next sign."""


@dataclass(frozen=True, slots=True)
class _ViewState:
    """What was to be seen before the rows were rearranged."""

    selected: Sequence[int]
    current: int | None
    place: int
    in_sight: bool
    scrolled: int
    typed: str | None


class KeyListView(QListView):
    """Shows the rows; the current one and the one under the mouse have buttons.

    One key is the current one; several can be selected. The context menu and shortcuts have all
    actions too, for people without a mouse: see `commands`.

    Signals:
        current_changed(object): the id of the key that is looked at now, `None` for none.
        selection_changed(int): how many keys are selected now.
        delete_requested(object), test_requested(object): a sequence of ids.
        reveal_requested(int), copy_requested(int): the id of a key.
    """

    current_changed = Signal(object)
    selection_changed = Signal(int)
    delete_requested = Signal(object)
    test_requested = Signal(object)
    reveal_requested = Signal(int)
    copy_requested = Signal(int)

    def __init__(self, model: KeyListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # First what is ours: Qt calls back while it is being set up.
        self._keys = model
        self._hovered: int | None = None
        self._emitted: int | None = None
        self._before: _ViewState | None = None
        self._at_current = RowActions(self.viewport())
        self._at_hovered = RowActions(self.viewport())
        self.commands = RowCommands(self)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._emit_current)
        # Tab reaches the buttons of the current row; those under the mouse are for the mouse.
        self._at_hovered.refuse_focus()
        self._delegate = KeyRowDelegate(self._at_current.room, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("API keys"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setModel(model)
        self._connect(model)

    def _connect(self, model: KeyListModel) -> None:
        for actions in (self._at_current, self._at_hovered):
            actions.delete_pressed.connect(self._delete_one)
            actions.reveal_pressed.connect(self.reveal_requested)
            actions.copy_pressed.connect(self.copy_requested)
        model.rearranging.connect(self._save_view_state)
        model.rearranged.connect(self._restore_view_state)
        model.dataChanged.connect(self._show_changed)
        self.verticalScrollBar().valueChanged.connect(self._place_actions)
        commands = self.commands
        commands.test.triggered.connect(self._test_selected)
        commands.delete.triggered.connect(self._delete_selected)
        commands.rename.triggered.connect(self._rename_current)
        commands.reveal.triggered.connect(self._reveal_current)
        commands.copy.triggered.connect(self._copy_current)
        commands.select_all.triggered.connect(self.selectAll)

    # --- what the window asks ---

    @property
    def current_key(self) -> int | None:
        """The id of the key that is looked at."""
        row = self._row(self.currentIndex())
        return row.id if row else None

    @property
    def selected_count(self) -> int:
        """How many keys are selected."""
        return row_selection.count(self)

    @property
    def selected_keys(self) -> Sequence[int]:
        """The ids of the keys that are selected, in the order in which they are shown."""
        ranges = [
            (part.top(), part.bottom()) for part in self.selectionModel().selection().toList()
        ]
        return [
            self._keys.row_at(place).id
            for top, bottom in sorted(ranges)
            for place in range(top, bottom + 1)
        ]

    def select_keys(self, key_ids: Sequence[int]) -> None:
        """Select those of the keys that are shown, and look at the first of them."""
        places = sorted(index.row() for index in map(self._keys.index_of, key_ids))
        places = [place for place in places if place >= 0]
        if places:
            row_selection.select(self, places, places[0])
            self.scrollTo(self.currentIndex())

    def select_key(self, key_id: int) -> None:
        """Look at that key."""
        index = self._keys.index_of(key_id)
        # Not as Qt's own does it, which heeds the Ctrl or Shift that may be held down just now.
        row_selection.select(self, [index.row()] if index.isValid() else [], index.row())
        self.scrollTo(index)

    def edit_again(self, key_id: int, typed: str) -> None:
        """Open the description once more with what was typed, since it was refused."""
        self.select_key(key_id)
        self._delegate.offer_again(typed)
        self.edit(self.currentIndex())

    def show_copied(self, key_id: int) -> None:
        """Say at the key's row that it is on the clipboard now."""
        sentence = self.tr("Copied. The clipboard is cleared in half a minute.")
        QToolTip.showText(self._below(self._keys.index_of(key_id)), sentence, self)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    # --- what Qt tells ---

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._place_actions()
        if self._before is None:
            self._emit_current()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self._show_selection()

    @property
    def comfortable_height(self) -> int:
        """How high it is with three rows, in pixels."""
        return 3 * self._delegate.shape(self, self.viewport().width()).height

    def minimumSizeHint(self) -> QSize:
        width = self._delegate.least_width(self)
        height = self._delegate.shape(self, width).height * 2 // 3
        return QSize(width + self.verticalScrollBar().sizeHint().width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A message below may have taken the room of the row that one is looking at.
        self.scrollTo(self.currentIndex())

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_actions()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._emit_current()  # who comes from the search has stopped typing

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._hover(QModelIndex())
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        # The menu key comes without a position of the mouse: it is about the current row.
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if self._row(index) is None:
            return
        if not self.selectionModel().isSelected(index):
            row_selection.select(self, [index.row()], index.row())
        place = event.globalPos() if by_mouse else self._below(index)
        self.commands.menu().popup(place)

    # --- what the user does ---

    def _test_selected(self) -> None:
        self.test_requested.emit(self.selected_keys)

    def _delete_selected(self) -> None:
        self.delete_requested.emit(self.selected_keys)

    def _delete_one(self, key_id: int) -> None:
        self.delete_requested.emit([key_id])

    def _rename_current(self) -> None:
        self.edit(self.currentIndex())

    def _reveal_current(self) -> None:
        if self.current_key is not None:
            self.reveal_requested.emit(self.current_key)

    def _copy_current(self) -> None:
        if self.current_key is not None:
            self.copy_requested.emit(self.current_key)

    # --- when other rows are shown ---

    def _save_view_state(self) -> None:
        current = self.currentIndex()
        self._before = _ViewState(
            self.selected_keys,
            self.current_key,
            current.row(),
            self.viewport().rect().intersects(self.visualRect(current)),
            self.verticalScrollBar().value(),
            self._delegate.typed,
        )

    def _restore_view_state(self) -> None:
        """Select and look at what was selected and looked at before, so far as it is shown."""
        before = self._before
        if before is None:
            return
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(before.scrolled)
        places = [self._keys.index_of(key_id).row() for key_id in before.selected]
        current = -1 if before.current is None else self._keys.index_of(before.current).row()
        lost = current < 0
        if lost and self._keys.rowCount():
            # Where a key was deleted the next one has its place; a search has its best first.
            last = self._keys.rowCount() - 1
            current = 0 if self._keys.search_text else min(max(before.place, 0), last)
            places = [current]
        row_selection.select(self, [place for place in places if place >= 0], current)
        if before.in_sight or lost:
            self.scrollTo(self.currentIndex())
        self._before = None
        self._place_actions()
        self._show_selection()
        if before.typed is not None and before.current == self.current_key is not None:
            self.edit_again(self.current_key, before.typed)
        if self._keys.search_text:
            self._settled.start()
        else:
            self._emit_current()

    def _emit_current(self) -> None:
        self._settled.stop()
        if self.current_key != self._emitted:
            self._emitted = self.current_key
            self.current_changed.emit(self._emitted)

    def _show_selection(self) -> None:
        if self._before is None:
            count = self.selected_count
            revealed = bool(self.currentIndex().data(Role.REVEALED))
            self.commands.set_target(count, revealed=revealed)
            self.selection_changed.emit(count)

    def _show_changed(self) -> None:
        self._place_actions()
        self._show_selection()

    def _below(self, index: QModelIndex) -> QPoint:
        return self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())

    def _hover(self, index: Index) -> None:
        row = self._row(index)
        hovered = row.id if row else None
        if hovered != self._hovered:
            self._hovered = hovered
            self._place_actions()

    def _place_actions(self) -> None:
        current = self.currentIndex()
        hovered = QModelIndex() if self._hovered is None else self._keys.index_of(self._hovered)
        self._place(self._at_current, current)
        self._place(self._at_hovered, QModelIndex() if hovered == current else hovered)

    def _place(self, actions: RowActions, index: QModelIndex) -> None:
        row = self._row(index)
        if row is None:
            actions.hide()
            return
        actions.set_target(row, revealed=bool(index.data(Role.REVEALED)))
        rect = self.visualRect(index)
        shape = self._delegate.shape(self, rect.width())
        actions.place(rect, shape)
        actions.show()

    def _row(self, index: Index) -> KeyRow | None:
        row = index.data(Role.ROW) if index.isValid() else None
        return row if isinstance(row, KeyRow) else None
