"""Text that is never anything but text, whoever wrote it."""

from __future__ import annotations

import re
from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QSizePolicy, QWidget

_LONG_RUN = re.compile(r"\S{17,}")
_AFTER_SIGN = re.compile(r"[/@?&=-](?=\w)|\.(?=\w{4})")
_LONG_WORD = re.compile(r"\w{17,}")
_PIECE = re.compile(r"\w{4}(?=\w)")
_ZERO_WIDTH_SPACE = "\u200b"

_WRITING_DIRECTION = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SHOWN = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    # They can turn a text around, so that "exe.txt" reads "txt.exe" (Unicode UTS 55).
    **dict.fromkeys(_WRITING_DIRECTION, 0xFFFD),
    0x2028: 0x0A,
    0x2029: 0x0A,
}


def show_control_chars(text: str) -> str:
    """Give the text with signs in place of characters that act instead of showing."""
    return text.replace("\r\n", "\n").translate(_SHOWN)


def tool_tip(text: str) -> str:
    """Give a tool tip that shows the text to the letter; Qt guesses whether one is HTML."""
    from html import escape  # with a table of 2,000 names, which a start has no use for

    return f"<qt>{escape(text)}</qt>"


class PlainLabel(QLabel):
    """A label that shows its text to the letter and wraps it, long words included."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)

    def text(self) -> str:
        """Give the text as it was set, without the places where it may break."""
        return self._text

    def setText(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        # A screen reader would come upon the places where it may break.
        self.setAccessibleName(show_control_chars(text))
        # QLabel breaks lines between words only, and would cut off a long address.
        super().setText(_LONG_RUN.sub(_with_breaks, show_control_chars(text)))


def _with_breaks(run: re.Match[str]) -> str:
    """Let an address break after a sign, and a word in its middle only if it is very long."""
    parts = _AFTER_SIGN.sub(rf"\g<0>{_ZERO_WIDTH_SPACE}", run[0])
    return _LONG_WORD.sub(lambda word: _PIECE.sub(rf"\g<0>{_ZERO_WIDTH_SPACE}", word[0]), parts)


class PlainBlock(QPlainTextEdit):
    """Text of any length that can be selected and copied, by mouse and keyboard.

    It is as high as its text, or scrolls beyond `longest` lines.
    """

    def __init__(
        self, name: str, longest: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._longest = longest
        self._heights: dict[tuple[float, str], float] = {}
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """Give the text as it is shown."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Show the text, from its beginning."""
        shown = show_control_chars(text)
        if shown != self.toPlainText():
            self.setPlainText(shown)
            self._heights.clear()
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        frame = self.contentsMargins()
        # A last line that just fits would scroll by one.
        around = frame.top() + frame.bottom() + 2
        beside = frame.left() + frame.right()
        margin = 2 * self.document().documentMargin()
        height = self._text_height(width - beside - margin) + margin
        return round(height + 0.5) + around

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).averageCharWidth() * 40
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.averageCharWidth() * 8, metrics.lineSpacing())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def _text_height(self, width: float) -> float:
        # A layout asks several times, and a text is long to lay out.
        key = (width, self.font().key())
        if key not in self._heights:
            self._heights[key] = self._measured(width)
        return self._heights[key]

    def _measured(self, width: float) -> float:
        height = 0.0
        highest = float("inf")
        if self._longest is not None:
            highest = QFontMetrics(self.font()).lineSpacing() * self._longest
        block = self.document().begin()
        while block.isValid() and height < highest:
            layout = QTextLayout(block.text(), self.font())
            layout.setTextOption(self.document().defaultTextOption())
            layout.beginLayout()
            while height < highest and (line := layout.createLine()).isValid():
                line.setLineWidth(width)
                height += line.height()
            layout.endLayout()
            height = ceil(height)  # as the document counts each of its blocks
            block = block.next()
        return min(height, highest)


def shortened(text: str, longest: int) -> str:
    """Cut a text of which more than so many characters would take the room of others."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
