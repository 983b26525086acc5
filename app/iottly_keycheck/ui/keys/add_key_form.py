"""The form that adds a key."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QDesktopServices,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from iottly_keycheck.keys.model import KeyListErrorCode
from iottly_keycheck.keys.rules.cleaning import clean, looks_usual
from iottly_keycheck.secret import Secret
from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.controls.secret_line import SecretLine
from iottly_keycheck.ui.keys.description_field import DescriptionField
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class
from iottly_keycheck.ui.text.links import CONSOLE


class AddKeyForm(QWidget):
    """Takes a description and a key as it was pasted; what is typed stays until it is added.

    Where there is little room, its fields are folded away until somebody begins.

    Signals:
        add_requested(str, str): the description and what was pasted into the key field.
        folded_changed(bool): the fields are folded away, or there again.
    """

    add_requested = Signal(str, str)
    folded_changed = Signal(bool)

    def __init__(
        self, parent: QWidget | None = None, taken: Callable[[], Iterable[str]] = tuple
    ) -> None:
        """`taken` gives the descriptions that are in the list."""
        super().__init__(parent)
        set_style_class(self, StyleClass.PANEL)
        # A plain QWidget paints no ground of a style sheet without being told.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.description = DescriptionField(taken, self)
        self.description.returnPressed.connect(self._move_on)
        self.description.remark_changed.connect(self._show_remark)
        self.description.key_typed.connect(self._take_key)
        self.remark = PlainLabel(parent=self)
        set_style_class(self.remark, StyleClass.MUTED)
        self.remark.hide()
        self.key = SecretLine(self)
        self.key.setPlaceholderText(self.tr("Paste the key, or the whole curl line"))
        self.key.returnPressed.connect(self._add)
        self.show_key = QToolButton(self)
        self.show_key.setText(self.tr("Show"))
        self.show_key.setCheckable(True)
        self.show_key.setAccessibleName(self.tr("Show the key while typing"))
        self.show_key.toggled.connect(self._echo)
        set_style_class(self.show_key, StyleClass.LINK)
        self._fault = PlainLabel(parent=self)
        set_style_class(self._fault, StyleClass.FAULT)
        self._fault.hide()
        self.add = QPushButton(self.tr("+ Add API key"), self)
        self.add.setAccessibleName(self.tr("Add API key"))
        self.add.clicked.connect(self._add)
        set_style_class(self.add, StyleClass.PRIMARY)
        self.create_online = QPushButton(self.tr("Create new API key on iottly ↗"), self)
        self.create_online.setAccessibleName(
            self.tr("Create new API key on iottly, opens the browser")
        )
        self.create_online.setToolTip(CONSOLE.toString())
        self.create_online.setCursor(Qt.CursorShape.PointingHandCursor)
        self.create_online.clicked.connect(_open_console)
        set_style_class(self.create_online, StyleClass.LINK)
        for field in (self.description, self.key):
            field.textEdited.connect(self._clear_fault)
        self._fields = QWidget(self)
        self._compact = False
        self.folded = False
        self._lay_out()

    def _lay_out(self) -> None:
        unit = em(self.font())
        fields = QVBoxLayout(self._fields)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(round(unit * 0.25))
        fields.addWidget(_label(self.tr("Describe your API key"), self.description))
        fields.addWidget(self.description)
        fields.addWidget(self.remark)
        fields.addSpacing(round(unit * 0.6))
        fields.addWidget(_label(self.tr("API key"), self.key))
        key_line = QHBoxLayout()
        key_line.addWidget(self.key, stretch=1)
        key_line.addWidget(self.show_key)
        fields.addLayout(key_line)
        fields.addWidget(self._fault)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(round(unit * 1.3), unit, round(unit * 1.3), unit)
        layout.setSpacing(round(unit * 0.85))
        layout.addWidget(self._fields)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.addWidget(self.add)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.create_online)
        layout.addLayout(self._buttons)

    @property
    def fault(self) -> str:
        """The sentence under the fields, empty where there is none."""
        return self._fault.text()

    @property
    def full_height(self) -> int:
        """How high it is with its fields, in pixels."""
        margins = self._column.contentsMargins()
        around = margins.top() + margins.bottom() + self._column.spacing()
        return self._fields.sizeHint().height() + self._buttons.sizeHint().height() + around

    def set_compact(self, compact: bool) -> None:
        """A compact form shows its fields only while somebody uses them."""
        if compact != self._compact:
            self._compact = compact
            self._fold(compact and not self._in_use)

    def begin(self) -> None:
        """Put the cursor where a new key begins."""
        self._fold(False)
        self.description.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.description.selectAll()

    def begin_with_key(self) -> None:
        """Paste the key that was copied, if there is one, and put the cursor where to go on."""
        self._fold(False)
        copied = clean(QGuiApplication.clipboard().text())
        if isinstance(copied, Secret) and looks_usual(copied) and not self.key.text():
            self.key.paste()
        self.key.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.key.text() and not self.description.text():
            self.description.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_busy(self, busy: bool) -> None:
        """Take no other key while one is being added."""
        self.add.setEnabled(not busy)
        self.description.setReadOnly(busy)
        self.key.setReadOnly(busy)

    def show_error(self, sentence: str, refusal: KeyListErrorCode | None = None) -> None:
        """Say why the key was not added, at the field that it is about."""
        self._fold(False)
        field = self.key if refusal in _ABOUT_KEY else self.description
        self._fault.setText(sentence)
        self._fault.show()
        if refusal is not None:
            set_style_class(field, StyleClass.FAULT)
            field.setAccessibleDescription(sentence)
            field.setFocus()

    def clear(self) -> None:
        """Be ready for the next key."""
        self.description.clear()
        self._show_remark("")
        self.key.clear()
        self.show_key.setChecked(False)
        self._clear_fault()
        self._fold(self._compact)

    def restore_from(self, other: AddKeyForm) -> None:
        """Go on with what is typed in another form."""
        self.description.setText(other.description.text())
        self.key.setText(other.key.text())
        self.set_busy(not other.add.isEnabled())
        self._fold(other.folded)

    def minimumSizeHint(self) -> QSize:
        # The buttons stand under each other where the line is too short for both.
        widest = max(self.add.sizeHint().width(), self.create_online.sizeHint().width())
        return QSize(widest + em(self.font(), 2.6), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = (
            self.add.sizeHint().width() + self.create_online.sizeHint().width() + em(self.font(), 4)
        )
        fits = needed <= self.width()
        direction = QBoxLayout.Direction
        self._buttons.setDirection(direction.LeftToRight if fits else direction.TopToBottom)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._compact and not self._in_use:
            self._fold(True)
            self.add.setFocus()
        else:
            super().keyPressEvent(event)

    @property
    def _in_use(self) -> bool:
        return bool(self.description.text() or self.key.text())

    def _fold(self, folded: bool) -> None:
        if folded != self.folded:
            self.folded = folded
            # First whoever makes room for the fields, else the window would grow.
            self.folded_changed.emit(folded)
            self._fields.setVisible(not folded)

    def _clear_fault(self) -> None:
        self._fault.hide()
        self._fault.setText("")
        for field in (self.description, self.key):
            set_style_class(field, StyleClass.PLAIN)
            field.setAccessibleDescription("")

    def _show_remark(self, remark: str) -> None:
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        if remark:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, remark))

    def _take_key(self, key: str) -> None:
        """Put a key into its own field; what stands there already was put there on purpose."""
        if not self.key.text():
            self.key.setText(key)

    def _move_on(self) -> None:
        if self.key.text():
            self._add()
        else:
            self.key.setFocus()

    def _add(self) -> None:
        if self.folded:
            self.begin()
        elif self.add.isEnabled():
            self._clear_fault()
            self.add_requested.emit(self.description.text(), self.key.text())

    def _echo(self, shown: bool) -> None:
        self.key.set_shown(shown)
        self.show_key.setText(self.tr("Hide") if shown else self.tr("Show"))


_ABOUT_KEY = {KeyListErrorCode.KEY_MALFORMED, KeyListErrorCode.KEY_KNOWN}


def _label(text: str, field: QWidget) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setBuddy(field)
    field.setAccessibleName(text)
    return label


def _open_console() -> None:
    QDesktopServices.openUrl(CONSOLE)
