"""The line over everything: the menus, and what is always within reach."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenuBar, QSizePolicy, QToolButton, QWidget

from iottly_keycheck.ui.shell.actions import Actions
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class


class TopBar(QWidget):
    """Shows the menus, and marks the practice API plainly; with room, settings and help too."""

    def __init__(self, actions: Actions, mark: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_style_class(self, StyleClass.PANEL)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        unit = em(self.font())
        layout = self._line = QHBoxLayout(self)
        layout.setContentsMargins(unit // 2, unit // 2, unit, unit // 2)
        self.menus = QMenuBar(self)
        # It would hide menus behind a button with a sign on it that the style sheet does not draw.
        self.menus.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        actions.fill(self.menus)
        layout.addWidget(self.menus, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addStretch(1)
        self.mark = QLabel(mark, self)
        self.mark.setVisible(bool(mark))
        self.mark.setContentsMargins(unit, unit // 2, unit, unit // 2)
        set_style_class(self.mark, StyleClass.WARNING)
        layout.addWidget(self.mark, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addStretch(1)
        self._buttons = QWidget(self)
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        for action in (actions.settings, actions.help):
            button = QToolButton(self._buttons)
            button.setDefaultAction(action)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(action.text())
            row.addWidget(button)
        layout.addWidget(self._buttons)

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than the menus and the mark need: they are what has no other place."""
        margins = self._line.contentsMargins()
        needed = [widget.sizeHint().width() for widget in (self.menus, self.mark)]
        width = needed[0] + (needed[1] if self.mark.text() else 0)
        return QSize(
            width + margins.left() + margins.right() + 3 * self._line.spacing(),
            super().minimumSizeHint().height(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = self.width() - self.minimumSizeHint().width()
        self._buttons.setVisible(left >= self._buttons.sizeHint().width())
