"""How a row of the key list is painted and where its parts are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from iottly_keycheck.keys.model import MASK
from iottly_keycheck.ui.controls.icons import Badge, paint_badge
from iottly_keycheck.ui.controls.plain_text import show_control_chars
from iottly_keycheck.ui.list_model.key_list_model import Index, Role
from iottly_keycheck.ui.style.theme import color_roles, em, monospaced
from iottly_keycheck.ui.text.ages import long_age

_FADED = 0.45
"""The opacity of a badge whose result was made with other settings."""


def bold(font: QFont) -> QFont:
    """Give the font of descriptions."""
    font = QFont(font)
    font.setBold(True)
    font.setPixelSize(em(font, 1.08))
    return font


@dataclass(frozen=True, slots=True)
class ButtonSpace:
    """How many pixels the buttons of a row take from the right end of its lines."""

    first_line: int
    key_line: int


@dataclass(frozen=True, slots=True)
class RowMetrics:
    """The measures of a row, from the font; in pixels from the row's top left corner."""

    font: QFont
    width: int
    age_below: bool
    """Whether the age has a line of its own, since the key leaves no room beside it."""

    @property
    def margin(self) -> int:
        return em(self.font, 1.3)

    @property
    def text_left(self) -> int:
        return em(self.font, 4)

    @property
    def pad(self) -> int:
        return em(self.font, 1.1)

    @property
    def gap(self) -> int:
        return em(self.font, 0.5)

    @property
    def first_line(self) -> int:
        return QFontMetrics(bold(self.font)).height()

    @property
    def line(self) -> int:
        return QFontMetrics(self.font).height()

    @property
    def height(self) -> int:
        lines = 2 if self.age_below else 1
        return 2 * self.pad + self.first_line + lines * (self.gap + self.line)

    @property
    def key_top(self) -> int:
        return self.pad + self.first_line + self.gap


class KeyRowDelegate(QStyledItemDelegate):
    """Paints badge, description, key and age, and edits the description in its place.

    The lines always leave room for the buttons, also while these are hidden, so that nothing moves
    under the mouse.
    """

    def __init__(self, room: Callable[[], ButtonSpace], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._typed_before: str | None = None
        self._editor: QLineEdit | None = None

    def shape(self, view: QWidget, width: int) -> RowMetrics:
        """Give the measures of the rows in a view of that width."""
        age = self.tr("{key} · {age}").format(key="", age=long_age())
        beside = QFontMetrics(view.font()).horizontalAdvance(age)
        return RowMetrics(view.font(), width, age_below=self.least_width(view) + beside > width)

    def least_width(self, view: QWidget) -> int:
        """Tell how narrow a row can be that still shows all of a masked key."""
        shape = RowMetrics(view.font(), 0, age_below=True)
        key = QFontMetrics(monospaced()).horizontalAdvance(f"0000 {MASK} 0000")
        # One more: an advance is rounded, and what is a fraction too long is cut off.
        return shape.text_left + key + 1 + self._room().key_line + shape.margin

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        width = _view(option).viewport().width()
        return QSize(width, self.shape(_view(option), width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        roles = color_roles(option.palette)
        shape = self.shape(_view(option), option.rect.width())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, QColor(roles.selected if selected else roles.ground))
        painter.fillRect(_bottom_line(option.rect), QColor(roles.line))
        if index == _view(option).currentIndex():
            bar = QRect(option.rect.topLeft(), QSize(em(shape.font, 0.22), option.rect.height()))
            painter.fillRect(bar, QColor(roles.accent_fill))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(roles.accent_text), 1))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -3))
        painter.translate(option.rect.topLeft())
        self._paint_badge(painter, option, shape, index)
        self._paint_lines(painter, option, shape, index)
        painter.restore()

    def _paint_badge(
        self, painter: QPainter, option: QStyleOptionViewItem, shape: RowMetrics, index: Index
    ) -> None:
        side = em(shape.font, 1.5)
        top = shape.pad + (shape.first_line - side) / 2 + em(shape.font, 0.6)
        painter.setOpacity(_FADED if index.data(Role.OUTDATED) else 1.0)
        square = QRectF(shape.margin, top, side, side)
        badge = Badge(index.data(Role.BADGE))  # Qt makes a plain text of it
        paint_badge(painter, square, badge, color_roles(option.palette))
        painter.setOpacity(1.0)

    def _paint_lines(
        self, painter: QPainter, option: QStyleOptionViewItem, shape: RowMetrics, index: Index
    ) -> None:
        roles = color_roles(option.palette)
        room = self._room()
        width = shape.width - shape.margin - shape.text_left
        line = QRect(shape.text_left, shape.pad, width - room.first_line, shape.first_line)
        painter.setPen(QColor(roles.text))
        if _view(option).indexWidget(index) is None:  # else the editor stands there
            _write(painter, line, bold(shape.font), str(index.data()))

        painter.setPen(QColor(roles.muted))
        line = QRect(line.left(), shape.key_top, width - room.key_line, shape.line)
        key = str(index.data(Role.KEY_TEXT))
        if index.data(Role.REVEALED):
            _write_key(painter, line, key, shape)
            return
        age = str(index.data(Role.AGE))
        line.setLeft(line.left() + _write(painter, line, monospaced(), key))
        if shape.age_below:
            line.moveTop(line.bottom() + shape.gap)
            line.setLeft(shape.text_left)
            _write(painter, line, shape.font, age)
        else:
            after = self.tr("{key} · {age}").format(key="", age=age)
            _write(painter, line, shape.font, after)

    # --- renaming ---

    @property
    def typed(self) -> str | None:
        """What stands in the field for a new description; `None` while nothing is renamed."""
        return None if self._editor is None else self._editor.text()

    def offer_again(self, text: str) -> None:
        """Begin the next edit with what was typed and refused before."""
        self._typed_before = text

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFont(bold(_view(option).font()))
        name = self.tr("New description of {description}")
        editor.setAccessibleName(name.format(description=index.data()))
        self._editor = editor
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self._editor = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if not isinstance(editor, QLineEdit) or editor.isModified():
            return  # a refreshed age is no reason to lose what is being typed
        before, self._typed_before = self._typed_before, None
        editor.setText(before or index.data(Qt.ItemDataRole.EditRole))
        editor.selectAll()
        editor.setModified(True)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        shape = self.shape(_view(option), option.rect.width())
        height = editor.sizeHint().height()
        top = option.rect.top() + shape.pad + (shape.first_line - height) // 2
        left = option.rect.left() + shape.text_left - 2
        right = option.rect.right() - shape.margin - self._room().first_line - shape.gap
        editor.setGeometry(left, top, right - left, height)


def _view(option: QStyleOptionViewItem) -> QAbstractItemView:
    view = option.widget
    assert isinstance(view, QAbstractItemView)
    return view


def _bottom_line(rect: QRect) -> QRect:
    return QRect(rect.left(), rect.bottom(), rect.width(), 1)


def _write_key(painter: QPainter, line: QRect, key: str, shape: RowMetrics) -> None:
    """Write a whole key, on two lines where there are two for it."""
    font = monospaced()
    fitting = line.width() // QFontMetrics(font).horizontalAdvance("0")
    if not shape.age_below or len(key) <= fitting:
        _write(painter, line, font, key, Qt.TextElideMode.ElideMiddle)
        return
    _write(painter, line, font, key[:fitting])
    below = line.translated(0, shape.line + shape.gap)
    _write(painter, below, font, key[fitting:], Qt.TextElideMode.ElideMiddle)


def _write(
    painter: QPainter,
    line: QRect,
    font: QFont,
    text: str,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> int:
    """Write into a line as much as fits; give the width that the whole text would take."""
    painter.setFont(font)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(show_control_chars(text).replace("\n", " "), elide, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return metrics.horizontalAdvance(text)
