"""What stands over the list: its title and search, and what is done with all of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from iottly_keycheck.ui.checks.batch_controller import Progress
from iottly_keycheck.ui.controls.choice_box import ChoiceBox
from iottly_keycheck.ui.controls.row_icons import search_icon
from iottly_keycheck.ui.keys.progress_line import ProgressLine
from iottly_keycheck.ui.list_model.key_order import Order
from iottly_keycheck.ui.style.theme import StyleClass, color_roles, em, set_style_class

_ANY_WIDTH = 16777215
"""Qt's QWIDGETSIZE_MAX, which PySide does not have."""


class SearchField(QLineEdit):
    """A field for what to search for. Escape clears it and goes back to the list, Down goes there.

    Signals: `left()`: the keyboard is for the list again.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Search"))
        self.setAccessibleName(self.tr("Search the keys"))
        self.setToolTip(
            self.tr("Finds descriptions, and the first or last signs of a key ({shortcut})").format(
                shortcut=QKeySequence(QKeySequence.StandardKey.Find).toString(
                    QKeySequence.SequenceFormat.NativeText
                )
            )
        )
        self.setClearButtonEnabled(True)
        set_style_class(self, StyleClass.SEARCH)
        self._sign = self.addAction(
            search_icon(color_roles(self.palette()).muted, em(self.font())),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Clear the search"))

    def begin(self) -> None:
        """Take the keyboard, with what is searched for now ready to be typed over."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.keyCombination():
            case combination if combination == QKeyCombination(Qt.Key.Key_Escape):
                self.clear()
                self.left.emit()
            case combination if combination.key() in _TO_THE_LIST:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._sign.setIcon(search_icon(color_roles(self.palette()).muted, em(self.font())))


_TO_THE_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ListTools(QWidget):
    """Title and search field; under them the button that tests many keys, and the order.

    While keys are tested, `progress` is shown in the place of these two.

    Signals:
        test_requested(): the button was pressed, see `show_count`.
        order_chosen(object): an `Order`.
    """

    test_requested = Signal()
    order_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_style_class(self, StyleClass.PANEL)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = QLabel(self.tr("Manage API keys"), self)
        set_style_class(self.title, StyleClass.TITLE)
        self.search = SearchField(self)
        self.test = QPushButton(self)
        self.test.clicked.connect(self.test_requested)
        self._order_label = QLabel(self.tr("Sort:"), self)
        set_style_class(self._order_label, StyleClass.MUTED)
        self.order = ChoiceBox(self)
        for order, words in self._orders().items():
            self.order.addItem(words, order)
        self.order.activated.connect(self._choose)
        self.order.setAccessibleName(self.tr("Sort the keys by"))
        self._order_label.setBuddy(self.order)
        self.progress = ProgressLine(self)
        self._wanted = False
        self._compact = False
        self._tools = QWidget(self)
        self._lay_out()
        self.show_count(0, selected=0, searched=False, total=0)

    def _orders(self) -> dict[Order, str]:
        return {
            Order.ADDED: self.tr("as added"),
            Order.NAME: self.tr("by name"),
            Order.TESTED: self.tr("by last test"),
            Order.RESULT: self.tr("by result"),
        }

    def _lay_out(self) -> None:
        unit = em(self.font())
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.addWidget(self.test)
        tools.addStretch(1)
        tools.addWidget(self._order_label)
        tools.addWidget(self.order)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(round(unit * 0.6))
        self._top.addWidget(self.title)
        self._top.addWidget(self.search, 1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(round(unit * 1.3), unit, round(unit * 1.3), round(unit * 0.8))
        column.setSpacing(round(unit * 0.6))
        column.addLayout(self._top)
        self._line = QStackedWidget(self)
        self._line.addWidget(self._tools)
        self._line.addWidget(self.progress)
        column.addWidget(self._line)
        self.search.setMinimumWidth(unit * 7)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_count(self, found: int, *, selected: int, searched: bool, total: int) -> None:
        """Say how many keys the button tests.

        Those that are selected, where several are; else those that a search has found, or all.
        """
        if selected > 1:
            words = self.tr("Test %n selected", "", selected)
        elif searched and found:
            words = self.tr("Test %n found", "", found)
        else:
            words = self.tr("Test all")
        self.test.setText(words)
        self.test.setEnabled(found > 0)
        self.search.setVisible(total > 0)
        self._wanted = total > 0
        self._show_line()

    def minimumSizeHint(self) -> QSize:
        # The search stands under the title where the line is too short for both.
        margins = self._column.contentsMargins()
        widest = max(self.title.sizeHint().width(), self._line.minimumSizeHint().width())
        width = widest + margins.left() + margins.right()
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margins = self._column.contentsMargins()
        beside = margins.left() + margins.right() + self._top.spacing()
        needed = self.title.sizeHint().width() + beside + em(self.font(), 7)
        direction = QBoxLayout.Direction
        fits = needed <= self.width()
        self._top.setDirection(direction.LeftToRight if fits else direction.TopToBottom)
        self.search.setMaximumWidth(em(self.font(), 16) if fits else _ANY_WIDTH)

    @property
    def full_height(self) -> int:
        """How high it is with both of its lines, in pixels."""
        margins = self._column.contentsMargins()
        around = margins.top() + margins.bottom() + self._column.spacing()
        return self._top.sizeHint().height() + self._line.sizeHint().height() + around

    def set_compact(self, compact: bool) -> None:
        """Compact tools have no second line; the menus have all of it, too."""
        self._compact = compact
        self._show_line()

    def show_progress(self, progress: Progress | None) -> None:
        """Show how far the testing of many keys is, as long as it goes on."""
        running = progress is not None and not progress.over
        if progress is not None and running:
            self.progress.show_progress(progress)
        self._line.setCurrentWidget(self.progress if running else self._tools)
        self._show_line()

    def show_order(self, order: Order) -> None:
        """Show by what the list is sorted."""
        with QSignalBlocker(self.order):
            self.order.setCurrentIndex(self.order.findData(order))

    def _show_line(self) -> None:
        running = self._line.currentWidget() is self.progress
        self._line.setVisible(self._wanted and (running or not self._compact))

    def _choose(self, place: int) -> None:
        self.order_chosen.emit(Order(self.order.itemData(place)))
