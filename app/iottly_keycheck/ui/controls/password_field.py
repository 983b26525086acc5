"""A field for a password: hidden as it is typed, shown while the user wants to see it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from iottly_keycheck.secret import Secret
from iottly_keycheck.ui.controls.row_icons import hide_icon, show_icon
from iottly_keycheck.ui.controls.secret_line import SecretLine
from iottly_keycheck.ui.style.theme import color_roles, em


class PasswordField(SecretLine):
    """A line to type a password into, with an eye that reveals it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reveal = QAction(self.tr("Show the password"), self)
        self.reveal.setCheckable(True)
        self.reveal.toggled.connect(self._show_text)
        self.addAction(self.reveal, QLineEdit.ActionPosition.TrailingPosition)
        self._paint_eye()

    @property
    def password(self) -> Secret | None:
        """What was typed, `None` where nothing was."""
        return Secret(self.text()) if self.text() else None

    @Slot(bool)
    def _show_text(self, shown: bool) -> None:
        self.set_shown(shown)
        self._paint_eye()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_eye()

    def _paint_eye(self) -> None:
        colour = color_roles(self.palette()).muted
        side = em(self.font(), 1.3)
        make = hide_icon if self.reveal.isChecked() else show_icon
        self.reveal.setIcon(make(colour, side))
