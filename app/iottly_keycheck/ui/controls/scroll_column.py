"""A column that scrolls, whose content is as wide as there is room."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from iottly_keycheck.ui.style.theme import em


class ScrollColumn(QScrollArea):
    """Scrolls downwards only; what is new in it can be brought into sight.

    `content` is the parent of what stands in it, `column` its layout.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What can be focused inside is scrolled to; the area itself is no stop on the way.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content = QWidget(self)
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(0, 0, em(self.font(), 0.5), 0)
        self.column.setSpacing(em(self.font(), 1.1))
        self.setWidget(self.content)
        self._wanted: QWidget | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._bring)

    @Slot(object)
    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll as little as it takes to have a widget seen, from its top."""
        # What was hidden so far has its place after the next layout.
        self._wanted = widget
        self._soon.start()

    @Slot()
    def _bring(self) -> None:
        if self._wanted is None:
            return
        widget, self._wanted = self._wanted, None
        margin = em(self.font(), 0.5)
        self.ensureWidgetVisible(widget, 0, margin)
        top = widget.mapTo(self.content, widget.rect().topLeft()).y() - margin
        if top < self.verticalScrollBar().value():
            self.verticalScrollBar().setValue(top)
