"""A list to choose from whose focus can be seen."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox

from iottly_keycheck.ui.style.theme import color_roles


class ChoiceBox(QComboBox):
    """Has an edge in the accent's colour while it has the keyboard.

    A style sheet that gave it one would take its arrow away (Qt Style Sheets, "QComboBox").
    """

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(color_roles(self.palette()).accent_text), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
            painter.end()
