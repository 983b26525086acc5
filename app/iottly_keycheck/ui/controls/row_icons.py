"""The small signs on the list's buttons and fields: show, hide, copy, search."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

_RATIO = 3
"""Drawn so much larger, so that a screen of any density scales it down only."""


def show_icon(colour: str, side: int) -> QIcon:
    """Give an open eye."""
    return _icon(_paint_eye, colour, side)


def hide_icon(colour: str, side: int) -> QIcon:
    """Give an eye that is struck through."""
    return _icon(_paint_struck_eye, colour, side)


def copy_icon(colour: str, side: int) -> QIcon:
    """Give two sheets of paper."""
    return _icon(_paint_sheets, colour, side)


def search_icon(colour: str, side: int) -> QIcon:
    """Give a magnifying glass."""
    return _icon(_paint_glass, colour, side)


def more_icon(colour: str, side: int) -> QIcon:
    """Give an arrow that points down: there is more to choose from."""
    return _icon(_paint_arrow, colour, side)


def _icon(paint: Callable[[QPainter], None], colour: str, side: int) -> QIcon:
    pixmap = QPixmap(side * _RATIO, side * _RATIO)
    pixmap.setDevicePixelRatio(_RATIO)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / 16, side / 16)  # the signs are drawn 16 by 16
    pen = QPen(QColor(colour), 1.4, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    paint(painter)
    painter.end()
    return QIcon(pixmap)


def _paint_eye(painter: QPainter) -> None:
    lids = QPainterPath(QPointF(1.2, 8))
    lids.quadTo(QPointF(8, -0.6), QPointF(14.8, 8))
    lids.quadTo(QPointF(8, 16.6), QPointF(1.2, 8))
    painter.drawPath(lids)
    painter.setBrush(painter.pen().color())
    painter.drawEllipse(QPointF(8, 8), 1.7, 1.7)


def _paint_struck_eye(painter: QPainter) -> None:
    _paint_eye(painter)
    painter.drawLine(QPointF(2.6, 14), QPointF(13.4, 2))


def _paint_sheets(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(5.2, 5.2, 9, 9.4), 1.4, 1.4)
    behind = QPainterPath(QPointF(5.2, 10.8))
    behind.lineTo(QPointF(3.2, 10.8))
    behind.quadTo(QPointF(1.8, 10.8), QPointF(1.8, 9.4))
    behind.lineTo(QPointF(1.8, 3))
    behind.quadTo(QPointF(1.8, 1.6), QPointF(3.2, 1.6))
    behind.lineTo(QPointF(9.4, 1.6))
    behind.quadTo(QPointF(10.8, 1.6), QPointF(10.8, 3))
    behind.lineTo(QPointF(10.8, 5.2))
    painter.drawPath(behind)


def _paint_glass(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(6.6, 6.6), 4.4, 4.4)
    painter.drawLine(QPointF(10, 10), QPointF(14, 14))


def _paint_arrow(painter: QPainter) -> None:
    arrow = QPainterPath(QPointF(4, 6.2))
    arrow.lineTo(QPointF(8, 10.2))
    arrow.lineTo(QPointF(12, 6.2))
    painter.drawPath(arrow)
