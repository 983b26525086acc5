"""One part of the details: a heading that folds it, a button that copies it, and its text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from iottly_keycheck.ui.controls.plain_text import PlainBlock, shortened
from iottly_keycheck.ui.style.theme import StyleClass, em, monospaced, set_style_class

_SHOWN_FOR = 2_000
"""How many ms a button says that it has copied."""
_LONGEST_TEXT = 24
"""Lines; a longer text scrolls."""
_MOST_SHOWN = 10_000
"""Characters; more than a report of this program has. A stranger's is copied whole."""


class CopyButton(QPushButton):
    """Copies a text and says so, for a moment."""

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._name = name
        self._give: Callable[[], str] = str
        self.setAccessibleName(spoken)
        set_style_class(self, StyleClass.LINK)
        self._back = QTimer(self, singleShot=True, interval=_SHOWN_FOR)
        self._back.timeout.connect(self._show_label)
        self.clicked.connect(self._copy)

    def offer(self, give: Callable[[], str]) -> None:
        """Copy the text that this gives from now on."""
        self._give = give
        self._back.stop()
        self._show_label()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._give())
        self.setText(self.tr("✓ Copied"))
        self._back.start()

    @Slot()
    def _show_label(self) -> None:
        self.setText(self._name)


class DetailSection(QWidget):
    """A part that is left out where it has no text; its text is laid out when it is unfolded.

    `picture` stands in the place of the text, which is what it says and what is copied.
    """

    def __init__(
        self, title: str, picture: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = title
        self._text = ""
        self._picture = picture
        self._block: PlainBlock | None = None
        self.heading = QPushButton(self)
        self.heading.setAccessibleName(title)
        self.heading.setCheckable(True)
        self.heading.setChecked(True)
        self.heading.toggled.connect(self._fold)
        set_style_class(self.heading, StyleClass.SECTION)
        self.copy = CopyButton(self.tr("Copy"), self.tr("Copy: {title}").format(title=title), self)
        row = QHBoxLayout()
        row.addWidget(self.heading)
        row.addStretch(1)
        row.addWidget(self.copy)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em(self.font(), 0.2))
        self._column.addLayout(row)
        if picture:
            self._column.addWidget(picture)
        self._show_sign()

    @property
    def text(self) -> str:
        return self._text

    @property
    def last_stop(self) -> QWidget:
        """Where Tab leads last in it."""
        return self._block or self.copy

    def show_text(self, text: str) -> None:
        """Show this text; the part is hidden without one."""
        self._text = text
        self.copy.offer(lambda: text)
        self.setVisible(bool(text))
        self._lay_out_text()

    @Slot(bool)
    def _fold(self) -> None:
        self._show_sign()
        self._lay_out_text()

    def _show_sign(self) -> None:
        sign = self.tr("▾ {title}") if self.heading.isChecked() else self.tr("▸ {title}")
        self.heading.setText(sign.format(title=self.title))

    def _lay_out_text(self) -> None:
        unfolded = self.heading.isChecked()
        if self._picture:
            self._picture.setVisible(unfolded)
            return
        if unfolded and self._text:
            if self._block is None:
                self._block = self._make_block()
            self._block.setText(shortened(self._text, _MOST_SHOWN))
        if self._block:
            self._block.setVisible(unfolded)

    def _make_block(self) -> PlainBlock:
        block = PlainBlock(self.title, _LONGEST_TEXT, self)
        block.setFont(monospaced())
        block.document().setDocumentMargin(em(self.font(), 0.5))
        set_style_class(block, StyleClass.DETAILS)
        self._column.addWidget(block)
        self.setTabOrder(self.copy, block)
        return block
