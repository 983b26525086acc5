"""The line over everything: the program's name, and what is always within reach."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from iottly_keycheck.ui.icons import program_icon
from iottly_keycheck.ui.theme import Look, em, set_look


class TopBar(QWidget):
    """Shows a button for each action, and marks the practice API plainly."""

    def __init__(
        self, name: str, actions: tuple[QAction, ...], mark: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_look(self, Look.PANEL)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        unit = em(self.font())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(round(unit * 1.3), unit // 2, unit, unit // 2)
        icon = QLabel(self)
        icon.setPixmap(program_icon().pixmap(round(unit * 1.6)))
        layout.addWidget(icon)
        title = QLabel(name, self)
        set_look(title, Look.STRONG)
        layout.addWidget(title)
        layout.addSpacing(unit)
        self.mark = QLabel(mark, self)
        self.mark.setVisible(bool(mark))
        self.mark.setContentsMargins(unit // 2, 0, unit // 2, 0)
        set_look(self.mark, Look.WARNING)
        layout.addWidget(self.mark, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addStretch(1)
        for action in actions:
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(action.text())
            layout.addWidget(button)
