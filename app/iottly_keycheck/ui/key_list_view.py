"""The list of keys, with the buttons of its rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QToolTip, QWidget

from iottly_keycheck.keys.model import KeyRow
from iottly_keycheck.ui.key_list_model import Index, KeyListModel, Role
from iottly_keycheck.ui.key_row_delegate import KeyRowDelegate
from iottly_keycheck.ui.row_actions import RowActions


class KeyListView(QListView):
    """Shows the rows; the current one and the one under the mouse have buttons.

    The same actions are in the context menu and on keys, for those who have no mouse.

    Signals, each with the id of a key:
        current_changed(object): the key that is looked at now, `None` for none.
        delete_wanted(int), reveal_wanted(int), copy_wanted(int).
    """

    current_changed = Signal(object)
    delete_wanted = Signal(int)
    reveal_wanted = Signal(int)
    copy_wanted = Signal(int)

    def __init__(self, model: KeyListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # First what is ours: Qt calls back while it is being set up.
        self._keys = model
        self._hovered: int | None = None
        self._at_current = RowActions(self.viewport())
        self._at_hovered = RowActions(self.viewport())
        # Tab reaches the buttons of the current row; those under the mouse are for the mouse.
        self._at_hovered.refuse_focus()
        for actions in (self._at_current, self._at_hovered):
            actions.delete_pressed.connect(self.delete_wanted)
            actions.reveal_pressed.connect(self.reveal_wanted)
            actions.copy_pressed.connect(self.copy_wanted)
        self._delegate = KeyRowDelegate(self._at_current.room, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("API keys"))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setModel(model)
        for moved in (model.rowsInserted, model.rowsRemoved, model.dataChanged, model.modelReset):
            moved.connect(self._place_actions)
        self.verticalScrollBar().valueChanged.connect(self._place_actions)

    # --- what the window asks ---

    @property
    def current_key(self) -> int | None:
        """The id of the key that is looked at."""
        row = self._row(self.currentIndex())
        return row.id if row else None

    def select_key(self, key_id: int) -> None:
        """Look at that key."""
        index = self._keys.index_of(key_id)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def edit_again(self, key_id: int, typed: str) -> None:
        """Open the description once more with what was typed, since it was refused."""
        self.select_key(key_id)
        self._delegate.offer_again(typed)
        self.edit(self.currentIndex())

    def say_copied(self, key_id: int) -> None:
        """Say at the key's row that it is on the clipboard now."""
        sentence = self.tr("Copied. The clipboard is cleared in half a minute.")
        QToolTip.showText(self._below(self._keys.index_of(key_id)), sentence, self)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    # --- what Qt tells ---

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._place_actions()
        row = self._row(current)
        self.current_changed.emit(row.id if row else None)

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

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._hover(QModelIndex())
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key_id = self.current_key
        if key_id is not None and event.matches(QKeySequence.StandardKey.Delete):
            self.delete_wanted.emit(key_id)
        elif key_id is not None and event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit(key_id)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        # The menu key comes without a position of the mouse: it is about the current row.
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if row := self._row(index):
            self.setCurrentIndex(index)
            place = event.globalPos() if by_mouse else self._below(index)
            self.row_menu(row).popup(place)

    def row_menu(self, row: KeyRow) -> QMenu:
        """Make the menu of a row's actions."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        revealed = self._keys.index_of(row.id).data(Role.REVEALED)
        show = menu.addAction(self.tr("Hide key") if revealed else self.tr("Show key"))
        show.triggered.connect(lambda: self.reveal_wanted.emit(row.id))
        copy = menu.addAction(self.tr("Copy key"))
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.triggered.connect(lambda: self.copy_wanted.emit(row.id))
        rename = menu.addAction(self.tr("Rename"))
        rename.setShortcut(QKeySequence(Qt.Key.Key_F2))
        rename.triggered.connect(lambda: self.edit(self._keys.index_of(row.id)))
        menu.addSeparator()
        delete = menu.addAction(self.tr("Delete"))
        delete.setShortcut(QKeySequence.StandardKey.Delete)
        delete.triggered.connect(lambda: self.delete_wanted.emit(row.id))
        return menu

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
        actions.be_about(row, revealed=bool(index.data(Role.REVEALED)))
        rect = self.visualRect(index)
        shape = self._delegate.shape(self, rect.width())
        actions.place(rect, shape)
        actions.show()

    def _row(self, index: Index) -> KeyRow | None:
        row = index.data(Role.ROW) if index.isValid() else None
        return row if isinstance(row, KeyRow) else None
