"""What stands in the list's place while there is nothing to list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class


class EmptyList(QScrollArea):
    """A list without keys explains itself, and offers two ways on.

    Signals:
        paste_requested(): the user has a key and wants to paste it.
        practice_requested(): the user wants to try the practice API.
    """

    paste_requested = Signal()
    practice_requested = Signal()

    def __init__(self, *, practice: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("No keys here yet"), self)
        set_style_class(title, StyleClass.HEADING)
        text = PlainLabel(
            self.tr(
                "Paste an API key: it is kept where you choose, and you see at once whether it"
                " works from this computer. If you have none at hand, try the sample keys of a"
                " practice API first; nothing leaves this computer then."
            ),
            self,
        )
        set_style_class(text, StyleClass.MUTED)
        self.paste = QPushButton(self.tr("Paste your key"), self)
        set_style_class(self.paste, StyleClass.PRIMARY)
        self.paste.clicked.connect(self.paste_requested)
        self.practice = QPushButton(self.tr("Try the practice API"), self)
        self.practice.clicked.connect(self.practice_requested)
        self.practice.setVisible(practice)
        _stack(self, title, text, self.paste, self.practice)


class NothingFound(QScrollArea):
    """A search that finds no key says so, and how to see them all again.

    Signals: `all_requested()`: the search is to be cleared.
    """

    all_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = PlainLabel(parent=self)
        set_style_class(self.text, StyleClass.MUTED)
        self.clear = QPushButton(self.tr("Show all keys"), self)
        self.clear.clicked.connect(self.all_requested)
        _stack(self, self.text, self.clear)

    def show_search(self, wanted: str) -> None:
        """Say that nothing was found for that."""
        self.text.setText(self.tr("No key matches “{text}”.").format(text=wanted))


def _stack(area: QScrollArea, *widgets: QWidget) -> None:
    """Put the widgets under each other; they scroll where the form leaves them little room."""
    unit = em(area.font())
    page = QWidget()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(round(unit * 1.3), round(unit * 1.3), round(unit * 1.3), unit)
    layout.setSpacing(round(unit * 0.7))
    for widget in widgets:
        button = isinstance(widget, QPushButton)
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft if button else Qt.AlignmentFlag(0))
    layout.addStretch(1)
