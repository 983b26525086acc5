"""One sentence that appears where it belongs, with something to do about it, and goes again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class


class NoticeBar(QWidget):
    """A sentence, at most one button for what can be done, and a button that takes it away.

    Signals:
        acted(): the button was pressed.
        dismissed(): the user has taken it away.
    """

    acted = Signal()
    dismissed = Signal()

    def __init__(
        self, look: StyleClass, *, dismissible: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        card = QFrame(self)
        set_style_class(card, look)
        self._label = PlainLabel(parent=card)
        self.button = QPushButton(card)
        self.button.clicked.connect(self.acted)
        unit = em(self.font())
        around = QVBoxLayout(self)
        around.setContentsMargins(unit, unit // 2, unit, unit // 2)
        around.addWidget(card)
        layout = QHBoxLayout(card)
        layout.setContentsMargins(unit, unit // 2, unit // 2, unit // 2)
        layout.addWidget(self._label, stretch=1)
        layout.addWidget(self.button)
        self.dismiss = QToolButton(card)
        set_style_class(self.dismiss, StyleClass.LINK)
        self.dismiss.setText("✕")
        self.dismiss.setToolTip(self.tr("Dismiss"))
        self.dismiss.setAccessibleName(self.tr("Dismiss this message"))
        self.dismiss.clicked.connect(self._dismiss)
        self.dismiss.setVisible(dismissible)
        layout.addWidget(self.dismiss, alignment=Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        return self._label.text()

    def show_message(self, sentence: str, action: str = "") -> None:
        """Show the sentence, and the button where `action` names what it does."""
        self._label.setText(sentence)
        self.button.setText(action)
        self.button.setAccessibleName(action)
        self.button.setVisible(bool(action))
        self.show()
        announcement = QAccessibleAnnouncementEvent(self, sentence)
        QAccessible.updateAccessibility(announcement)

    def clear(self) -> None:
        """Take the sentence away."""
        self.hide()
        self._label.setText("")

    def _dismiss(self) -> None:
        self.clear()
        self.dismissed.emit()


@dataclass(frozen=True, slots=True)
class _Message:
    sentence: str
    action: str
    on_action: Callable[[], object] | None


class MessageBar(NoticeBar):
    """Tells one thing after the other: what is dismissed makes room for what was told next."""

    def __init__(self, look: StyleClass, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self._messages: list[_Message] = []  # the first is the one that is shown
        self.dismissed.connect(self._show_next)
        self.acted.connect(self._act)

    def enqueue(
        self, sentence: str, action: str = "", on_action: Callable[[], object] | None = None
    ) -> None:
        """Show a sentence now, or as soon as those before it were read; none twice at a time.

        `action` names what its button does. Pressed, it takes the sentence away and calls
        `on_action`, a bound method or a partial of one.
        """
        if all(sentence != each.sentence for each in self._messages):
            self._messages.append(_Message(sentence, action, on_action))
            if len(self._messages) == 1:
                self._show_first()

    def _show_first(self) -> None:
        self.show_message(self._messages[0].sentence, self._messages[0].action)

    def _show_next(self) -> None:
        del self._messages[0]
        if self._messages:
            self._show_first()

    def _act(self) -> None:
        on_action = self._messages[0].on_action
        # First, so that what the action has to tell finds room.
        self._dismiss()
        if on_action:
            on_action()
