"""The field for a description: it suggests good names and remarks on those that say little."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyledItemDelegate, QToolButton, QWidget

from iottly_keycheck.keys.rules.description import case_fold, looks_like_key, says_little
from iottly_keycheck.ui.controls.row_icons import more_icon
from iottly_keycheck.ui.style.theme import StyleClass, color_roles, em, set_style_class

_REASON = Qt.FocusReason
_NAME = Qt.ItemDataRole.UserRole + 1


class DescriptionField(QLineEdit):
    """Suggests names of the kinds that iottly's documentation has: applications and people.

    The suggestions come as one types, or with Down. `taken` gives the descriptions in the list.

    Signals:
        remark_changed(str): a gentle remark on what stands here, empty for none.
        key_typed(str): the text, since it is a key that was put into the wrong field; it is gone
            from here.
    """

    remark_changed = Signal(str)
    key_typed = Signal(str)

    def __init__(self, taken: Callable[[], Iterable[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taken = taken
        self._remark = ""
        self.setPlaceholderText(self.tr("For example Analytics, or John Smith"))
        self._names = QStandardItemModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionRole(_NAME)
        if popup := completer.popup():
            set_style_class(popup, StyleClass.CHOICES)
            popup.setItemDelegate(QStyledItemDelegate(popup))  # its own knows no style sheet
            popup.setAccessibleName(self.tr("Suggested names"))
        self.setCompleter(completer)
        self._more = self.addAction(self._icon(), QLineEdit.ActionPosition.TrailingPosition)
        self._more.setToolTip(self.tr("Suggest a name"))
        self._more.triggered.connect(self.suggest)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Suggest a name"))
        self.textEdited.connect(self._edited)

    def suggest(self) -> None:
        """Show the names that are suggested."""
        self.setFocus()
        self._gather()
        self.completer().setCompletionPrefix("")
        self.completer().complete()

    # --- what Qt tells ---

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._gather()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Suggestions that open, or another window, are no end of the editing.
        if event.reason() not in (_REASON.PopupFocusReason, _REASON.ActiveWindowFocusReason):
            self._remark_on_it()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self.text():
            self.suggest()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._more.setIcon(self._icon())

    def sizeHint(self) -> QSize:
        # Its button would make it higher than the field below it.
        return QSize(super().sizeHint().width(), QLineEdit().sizeHint().height())

    # --- suggestions and remarks ---

    def _gather(self) -> None:
        taken = {case_fold(description) for description in self._taken()}
        application = self.tr("{name} – an application")
        person = self.tr("{name} – a person or a place")
        self._names.clear()
        for words, names in (
            (application, ("Analytics", "Reporting", "Dashboard")),
            (person, (self.tr("John Smith"), self.tr("Operator 1"), self.tr("Testing Lab"))),
        ):
            for name in filter(None, (_free(name, taken) for name in names)):
                item = QStandardItem(words.format(name=name))
                item.setData(name, _NAME)
                self._names.appendRow(item)

    def _edited(self, text: str) -> None:
        if looks_like_key(text):
            self.setText("")  # which also forgets it for Undo
            self._show_remark(
                self.tr("That is an API key, so it went to the field below. Describe it here.")
            )
            self.key_typed.emit(text)
        else:
            self._show_remark("")

    def _remark_on_it(self) -> None:
        if says_little(self.text()):
            remark = self.tr(
                "“{description}” will say little in a year. A name like Analytics or John Smith"
                " tells who uses the key."
            )
            self._show_remark(remark.format(description=self.text().strip()))

    def _show_remark(self, remark: str) -> None:
        if remark != self._remark:
            self._remark = remark
            self.remark_changed.emit(remark)

    def _icon(self) -> QIcon:
        return more_icon(color_roles(self.palette()).muted, em(self.font()))


def _free(name: str, taken: set[str]) -> str | None:
    """Give the name, or the next one by number, where it is not taken."""
    if name.endswith(" 1"):
        return next(next_ for n in count(1) if case_fold(next_ := f"{name[:-1]}{n}") not in taken)
    return None if case_fold(name) in taken else name
