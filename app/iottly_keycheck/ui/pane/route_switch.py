"""What a test through the proxy and one without it tell together, and a switch between them."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from iottly_keycheck.both_ways import RouteComparison, RouteMode
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.ui.controls.flow_layout import FlowLayout
from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class
from iottly_keycheck.ui.text.translation import translated


class RouteSwitch(QWidget):
    """One sentence, and the two ways to choose from.

    Signals: `chosen(object)`: the report of that `RouteMode` is to be shown.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = PlainLabel(parent=self)
        set_style_class(self.sentence, StyleClass.STRONG)
        self.ways = {mode: QRadioButton(self) for mode in RouteMode}
        unit = em(self.font())
        row = FlowLayout(spacing=2 * unit)
        for mode, way in self.ways.items():
            row.addWidget(way)
            way.clicked.connect(partial(self._choose, mode))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit // 2)
        column.addWidget(self.sentence)
        column.addLayout(row)

    def show_comparison(self, both: RouteComparison) -> None:
        """Offer the two reports, of which the usual one is shown."""
        self.sentence.setText(messages.comparison(both.comparison, translated))
        proxy = both.reports[RouteMode.PROXY].proxy.url
        through = self.tr("Through the proxy")
        if proxy is not None:
            through = self.tr("Through {proxy}").format(proxy=urlsplit(proxy).netloc)
        self.ways[RouteMode.PROXY].setText(through.replace("&", "&&"))
        self.ways[RouteMode.DIRECT].setText(self.tr("Without a proxy"))
        self.ways[both.usual].setChecked(True)

    def _choose(self, mode: RouteMode) -> None:
        self.chosen.emit(mode)
