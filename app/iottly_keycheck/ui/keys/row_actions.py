"""The buttons of one row: Delete, show the key, copy the key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

from iottly_keycheck.keys.model import KeyRow
from iottly_keycheck.ui.controls.row_icons import copy_icon, hide_icon, show_icon
from iottly_keycheck.ui.keys.key_row_delegate import ButtonSpace, RowMetrics
from iottly_keycheck.ui.style.theme import StyleClass, color_roles, em, set_style_class


class RowActions(QWidget):
    """Real buttons that lie over the right end of a row; see `set_target`.

    Signals, each with the id of the key: delete_pressed(int), reveal_pressed(int),
    copy_pressed(int).
    """

    delete_pressed = Signal(int)
    reveal_pressed = Signal(int)
    copy_pressed = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._key_id = 0
        self._revealed = False
        self._reveal = QToolButton(self)
        self._reveal.clicked.connect(self._press_reveal)
        self._copy = QToolButton(self)
        self._copy.clicked.connect(self._press_copy)
        self._delete = QPushButton(self.tr("Delete"), self)
        self._delete.clicked.connect(self._press_delete)
        set_style_class(self._reveal, StyleClass.LINK)
        set_style_class(self._copy, StyleClass.LINK)
        set_style_class(self._delete, StyleClass.DANGER)
        self._draw_icons()
        self.hide()

    @property
    def buttons(self) -> tuple[QAbstractButton, ...]:
        """Reveal, copy and Delete, in the order of Tab."""
        return self._reveal, self._copy, self._delete

    def refuse_focus(self) -> None:
        """Leave these buttons to the mouse."""
        for button in self.buttons:
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def room(self) -> ButtonSpace:
        """Tell how much of a row's lines the buttons take."""
        self.ensurePolished()
        beside_key = self._reveal.sizeHint().width() + self._copy.sizeHint().width()
        return ButtonSpace(self._delete.sizeHint().width(), beside_key)

    def set_target(self, row: KeyRow, *, revealed: bool) -> None:
        """Act on that key from now on."""
        self._key_id = row.id
        if revealed != self._revealed:
            self._revealed = revealed
            self._draw_icons()
        show = self.tr("Hide key") if revealed else self.tr("Show key")
        about = self.tr("{action}: {description}")
        for button, action in (
            (self._reveal, show),
            (self._copy, self.tr("Copy key")),
            (self._delete, self.tr("Delete")),
        ):
            button.setAccessibleName(about.format(action=action, description=row.description))
        self._reveal.setToolTip(show)
        self._copy.setToolTip(self.tr("Copy key"))

    def place(self, row: QRect, shape: RowMetrics) -> None:
        """Lie over the row's right end: Delete at the first line, the others at the key."""
        room = self.room()
        width = max(room.first_line, room.key_line)
        left = row.width() - shape.margin - width
        self.setGeometry(row.left() + left, row.top(), width, row.height() - 1)
        _centre(self._delete, width, shape.pad + shape.first_line // 2)
        key_middle = shape.key_top + shape.line // 2
        _centre(self._copy, width, key_middle)
        _centre(self._reveal, width - self._copy.width(), key_middle)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw_icons()

    def _draw_icons(self) -> None:
        colour, side = color_roles(self.palette()).muted, em(self.font(), 1.25)
        for button in (self._reveal, self._copy):
            button.setIconSize(QSize(side, side))
        self._reveal.setIcon((hide_icon if self._revealed else show_icon)(colour, side))
        self._copy.setIcon(copy_icon(colour, side))

    def _press_reveal(self) -> None:
        self.reveal_pressed.emit(self._key_id)

    def _press_copy(self) -> None:
        self.copy_pressed.emit(self._key_id)

    def _press_delete(self) -> None:
        self.delete_pressed.emit(self._key_id)


def _centre(button: QAbstractButton, right: int, middle: int) -> None:
    size = button.sizeHint()
    button.setGeometry(QRect(QPoint(right - size.width(), middle - size.height() // 2), size))
