"""The times of a check as a picture: a bar for each stage and each attempt, on one axis."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from iottly_keycheck.ui.controls.plain_text import show_control_chars
from iottly_keycheck.ui.pane.stage_messages import stage_name
from iottly_keycheck.ui.pane.timings import Bar
from iottly_keycheck.ui.style.theme import ColorRoles, color_roles, em
from iottly_keycheck.ui.text.translation import duration

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MOST_TICKS = 6
_WIDEST_LABELS = 0.4
"""The share of the width that the names may take."""


class Waterfall(QWidget):
    """Names at the left, bars at the right; a failed stage has a cross and a hatched bar.

    All of it is said by the accessible description, a line each bar.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._end = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Timings"))

    @property
    def bars(self) -> tuple[Bar, ...]:
        return self._bars

    def show_bars(self, bars: tuple[Bar, ...], elapsed_ms: int) -> None:
        """Show these bars on an axis as long as the check took."""
        self._bars = bars
        self._end = max(1, elapsed_ms, *(bar.end_ms for bar in bars))
        self.setAccessibleDescription(self.text())
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Say what the picture shows, a line each bar."""
        return "\n".join(self._accessible_text(bar) for bar in self._bars)

    def _accessible_text(self, bar: Bar) -> str:
        line = self.tr("{what}: from {begin}, took {time}. {result}")
        return line.format(
            what=self._name(bar),
            begin=duration(bar.at_ms),
            time=duration(bar.ms),
            result=" ".join(filter(None, (self._sign(bar), bar.text))),
        ).rstrip()

    def _name(self, bar: Bar) -> str:
        return bar.what if bar.stage is None else stage_name(bar.stage)

    def _sign(self, bar: Bar) -> str:
        if bar.stage is None:
            return ""
        return self.tr("✕ failed") if bar.failed else self.tr("✓ ok")

    # sizes

    def _row(self) -> int:
        return round(QFontMetrics(self.font()).lineSpacing() * 1.35)

    def sizeHint(self) -> QSize:
        margin = em(self.font(), 0.6)
        return QSize(em(self.font(), 30), (len(self._bars) + 1) * self._row() + 2 * margin)

    def minimumSizeHint(self) -> QSize:
        return QSize(em(self.font(), 14), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        roles = color_roles(self.palette())
        margin = em(self.font(), 0.6)
        inside = self.rect().adjusted(margin, margin, -margin, -margin)
        names = self._names_width(inside.width())
        # The last time stands behind the longest bar.
        times = QFontMetrics(self.font()).horizontalAdvance(duration(self._end)) + margin
        chart = inside.adjusted(names + margin, 0, -times, 0)
        self._paint_axis(painter, roles, chart)
        for place, bar in enumerate(self._bars, start=1):
            top = inside.top() + place * self._row()
            self._paint_name(painter, roles, bar, QRect(inside.left(), top, names, self._row()))
            self._paint_bar(
                painter, roles, bar, QRectF(chart.left(), top, chart.width(), self._row())
            )
        painter.end()

    def _names_width(self, width: int) -> int:
        widest = max(
            (
                QFontMetrics(self._font(bar)).horizontalAdvance(self._label(bar))
                for bar in self._bars
            ),
            default=0,
        )
        return min(widest + 2, round(width * _WIDEST_LABELS))

    def _font(self, bar: Bar) -> QFont:
        font = QFont(self.font())
        if bar.stage is not None:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _label(self, bar: Bar) -> str:
        if bar.stage is None:
            return f"  {show_control_chars(bar.what)}"
        return f"✕ {self._name(bar)}" if bar.failed else self._name(bar)

    def _paint_axis(self, painter: QPainter, roles: ColorRoles, chart: QRect) -> None:
        painter.setFont(self.font())
        metrics = QFontMetrics(self.font())
        # As many marks as there is room for their times.
        widest = metrics.horizontalAdvance(duration(self._end)) + em(self.font(), 1.5)
        for ms in range(0, self._end + 1, _tick(self._end, chart.width() // widest)):
            x = chart.left() + chart.width() * ms / self._end
            painter.setPen(QPen(QColor(roles.line), 1))
            painter.drawLine(QPointF(x, chart.top() + self._row()), QPointF(x, chart.bottom()))
            text = duration(ms)
            width = metrics.horizontalAdvance(text)
            left = max(0, round(x - width / 2))
            painter.setPen(QColor(roles.muted))
            painter.drawText(QRect(left, chart.top(), width + 2, self._row()), _LEFT, text)

    def _paint_name(self, painter: QPainter, roles: ColorRoles, bar: Bar, box: QRect) -> None:
        font = self._font(bar)
        colour = roles.bad if bar.failed else roles.muted if bar.stage is None else roles.text
        painter.setFont(font)
        painter.setPen(QColor(colour))
        text = QFontMetrics(font).elidedText(
            self._label(bar), Qt.TextElideMode.ElideMiddle, box.width()
        )
        painter.drawText(box, _LEFT, text)

    def _paint_bar(self, painter: QPainter, roles: ColorRoles, bar: Bar, row: QRectF) -> None:
        left = row.left() + row.width() * bar.at_ms / self._end
        width = max(2.0, row.width() * bar.ms / self._end)
        thick = row.height() * (0.55 if bar.stage else 0.25)
        box = QRectF(left, row.center().y() - thick / 2, width, thick)
        colour = QColor(roles.bad if bar.failed else roles.good if bar.stage else roles.muted)
        painter.setPen(QPen(colour, 1))
        # What failed is not told by its colour alone.
        style = Qt.BrushStyle.BDiagPattern if bar.failed else Qt.BrushStyle.SolidPattern
        painter.setBrush(QBrush(colour, style))
        painter.drawRoundedRect(box, 2, 2)
        painter.setPen(QColor(roles.text if bar.stage else roles.muted))
        painter.setFont(self.font())
        painter.drawText(
            QRectF(box.right() + em(self.font(), 0.4), row.top(), self.width(), row.height()),
            _LEFT,
            duration(bar.ms),
        )


def _tick(end: int, most: int) -> int:
    """Give the distance of the marks on an axis of so many ms: 1, 2 or 5 and noughts."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if end <= step * factor * max(1, min(most, _MOST_TICKS)):
                return step * factor
        step *= 10
