"""A language that takes more room than any that we speak, and a look for words that lack it."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QScrollArea,
    QWidget,
)

_PLACE = re.compile(r"(\{\w*\}|%n|&\w)")
_VOWEL = re.compile(r"[aeiou]")


class Stretched(QTranslator):
    """Says every vowel twice: a third more to write, words that are longer too."""

    def translate(self, context, source, disambiguation=None, n=-1) -> str:
        parts = _PLACE.split(source)
        parts[::2] = (_VOWEL.sub(r"\g<0>\g<0>", part) for part in parts[::2])
        return "".join(parts).replace("%n", str(n))


def clipped(window: QWidget) -> list[str]:
    """Give what is on the screen without the room that its words need."""
    return [
        f"{type(widget).__name__} {words!r}: has {has}, needs {needs}"
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        for words, has, needs in _needs(widget)
        if has < needs
    ]


def _needs(widget: QWidget) -> Iterator[tuple[str, int, int]]:
    """Give the words of a widget, and what it has and needs of some length, in pixels."""
    match widget:
        case QLabel() if widget.wordWrap():
            yield widget.text(), widget.height(), widget.heightForWidth(widget.width())
        case QLabel() if widget.text():
            yield widget.text(), widget.width(), widget.sizeHint().width()
        case QAbstractButton() if widget.text():
            yield widget.text(), widget.width(), widget.minimumSizeHint().width()
            yield widget.text(), widget.height(), widget.minimumSizeHint().height()
        case QComboBox():
            yield widget.currentText(), widget.width(), widget.minimumSizeHint().width()
        case QScrollArea() if widget.widget():
            needs = widget.widget().minimumSizeHint().width()
            yield widget.accessibleName(), widget.viewport().width(), needs
