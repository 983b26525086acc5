"""The line over everything: the menus, and what is always within reach."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenuBar, QSizePolicy, QToolButton, QWidget

from iottly_keycheck.ui.actions import Actions
from iottly_keycheck.ui.theme import Look, em, set_look


class TopBar(QWidget):
    """Shows the menus and buttons for settings and help, and marks the practice API plainly."""

    def __init__(self, actions: Actions, mark: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.PANEL)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        unit = em(self.font())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(unit // 2, unit // 2, unit, unit // 2)
        self.menus = QMenuBar(self)
        self.menus.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        actions.fill(self.menus)
        layout.addWidget(self.menus, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addStretch(1)
        self.mark = QLabel(mark, self)
        self.mark.setVisible(bool(mark))
        self.mark.setContentsMargins(unit // 2, 0, unit // 2, 0)
        set_look(self.mark, Look.WARNING)
        layout.addWidget(self.mark, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addStretch(1)
        for action in (actions.settings, actions.help):
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(action.text())
            layout.addWidget(button)
