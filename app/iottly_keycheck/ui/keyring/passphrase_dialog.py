"""The question for a passphrase: the one that there is, or a new one, typed twice."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from iottly_keycheck.keys.stores.file_store import SHORTEST_PASSPHRASE
from iottly_keycheck.secret import Secret
from iottly_keycheck.ui.controls.checked_field import CheckedField
from iottly_keycheck.ui.controls.password_field import PasswordField
from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class


class Asking(Enum):
    """Which passphrase is asked for."""

    KNOWN = auto()
    NEW = auto()
    CHANGE = auto()
    """The known one, and a new one in its place."""


class PassphraseDialog(QDialog):
    """Asks for a passphrase, and again where it was refused.

    It stays until it is told `accept`: whoever asks finds out whether the passphrase is the one.

    Signals:
        given(object, object): the known passphrase and the new one, each a `Secret` or `None`.
        forgotten(): the user does not know it any more; only with `can_forget`.
    """

    given = Signal(object, object)
    forgotten = Signal()

    def __init__(
        self,
        title: str,
        explanation: str,
        asking: Asking,
        *,
        can_forget: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleDescription(explanation)
        self._layout = QVBoxLayout(self)
        self._explanation = PlainLabel(explanation, self)
        known = asking is not Asking.NEW
        new = asking is not Asking.KNOWN
        change = asking is Asking.CHANGE
        self.known = self._field(
            self.tr("Present passphrase") if change else self.tr("Passphrase"), shown=known
        )
        self.new = self._field(
            self.tr("New passphrase") if change else self.tr("Passphrase"), shown=new
        )
        self.again = self._field(self.tr("The same once more"), shown=new)
        self.forget = QPushButton(self.tr("I do not know it any more…"), self)
        set_style_class(self.forget, StyleClass.LINK)
        self.forget.setAutoDefault(False)
        self.forget.setVisible(can_forget)
        self.forget.clicked.connect(self.forgotten)
        self.buttons = QDialogButtonBox(self)
        self.buttons.setStandardButtons(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self._give)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()

    def refuse(self, sentence: str) -> None:
        """Ask again, and say why."""
        self._set_busy(busy=False)
        self._show_fault(self._asked()[0], sentence)

    def _field(self, name: str, *, shown: bool) -> CheckedField:
        field = PasswordField(self)
        checked = CheckedField(name, field, self)
        checked.setVisible(shown)
        field.textEdited.connect(self._clear_faults)
        return checked

    def _lay_out(self) -> None:
        unit = em(self.font())
        layout = self._layout
        layout.setContentsMargins(*[round(unit * 1.8)] * 4)
        layout.setSpacing(round(unit * 1.2))
        layout.addWidget(self._explanation)
        for field in self._fields():
            layout.addWidget(field)
        layout.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addSpacing(round(unit * 0.4))
        layout.addWidget(self.buttons)
        self._fit()
        self._asked()[0].field.setFocus()

    def _fit(self) -> None:
        """Be as high as the text needs, which wraps."""
        width = em(self.font(), 31)
        self._layout.activate()
        self.setFixedSize(width, self._layout.totalHeightForWidth(width))

    def _fields(self) -> tuple[CheckedField, ...]:
        return self.known, self.new, self.again

    def _asked(self) -> list[CheckedField]:
        return [field for field in self._fields() if not field.isHidden()]

    def _give(self) -> None:
        known, new, again = (_typed(field) for field in self._fields())
        if not self.known.isHidden() and known is None:
            self.known.field.setFocus()
        elif not self.new.isHidden() and (new is None or len(new.reveal()) < SHORTEST_PASSPHRASE):
            sentence = self.tr("A passphrase has {count} characters at least.")
            self._show_fault(self.new, sentence.format(count=SHORTEST_PASSPHRASE))
        elif new != again:
            self._show_fault(self.again, self.tr("The two are not the same."))
        else:
            self._set_busy(busy=True)
            self.given.emit(known, new)

    def _show_fault(self, field: CheckedField, sentence: str) -> None:
        field.show_fault(sentence)
        self._fit()
        field.field.setFocus()
        line = field.field
        if isinstance(line, PasswordField):
            line.selectAll()

    @Slot()
    def _clear_faults(self) -> None:
        for field in self._fields():
            field.show_fault("")
        self._fit()

    def _set_busy(self, *, busy: bool) -> None:
        # Working on a passphrase takes some tenths of a second.
        for field in self._fields():
            field.setDisabled(busy)
        self.forget.setDisabled(busy)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setDisabled(busy)


def _typed(field: CheckedField) -> Secret | None:
    line = field.field
    return line.password if isinstance(line, PasswordField) and not field.isHidden() else None
