"""The signs of a result, each a shape as well as a colour."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from iottly_keycheck.cause import Cause
from iottly_keycheck.ui.style.theme import ColorRoles, color_roles, em


class Badge(StrEnum):
    """What the last check of a key came to."""

    WORKS = "works"
    """A disc with a tick."""
    REMARK = "remark"
    """Works, with a remark: a triangle with an exclamation mark."""
    FAILS = "fails"
    """A square with a cross."""
    UNTESTED = "untested"
    """A dashed ring: no result, or a check that was stopped."""


def badge_of(cause: str | None, *, remark: bool = False) -> Badge:
    """Give the badge of a cause's id; `None` is a key that was never tested."""
    if cause is None or cause == Cause.CANCELLED:
        return Badge.UNTESTED
    if cause == Cause.OK:
        return Badge.REMARK if remark else Badge.WORKS
    return Badge.FAILS


def badge_colour(badge: Badge, roles: ColorRoles) -> QColor:
    """Give the colour of a badge's shape."""
    return QColor(
        {
            Badge.WORKS: roles.good,
            Badge.REMARK: roles.warning,
            Badge.FAILS: roles.bad,
            Badge.UNTESTED: roles.muted,
        }[badge]
    )


def paint_badge(painter: QPainter, square: QRectF, badge: Badge, roles: ColorRoles) -> None:
    """Paint a badge into a square, sharp at every scale."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(square.topLeft())
    painter.scale(square.width() / 16, square.height() / 16)  # the shapes are drawn 16 by 16
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(badge_colour(badge, roles))
    sign = QColor(roles.on_badge)
    match badge:
        case Badge.WORKS:
            painter.drawEllipse(QRectF(0, 0, 16, 16))
            paint_tick(painter, sign)
        case Badge.REMARK:
            _paint_triangle(painter, sign)
        case Badge.FAILS:
            painter.drawRoundedRect(QRectF(0.5, 0.5, 15, 15), 3, 3)
            paint_cross(painter, sign)
        case Badge.UNTESTED:
            _paint_dashed_ring(painter, badge_colour(badge, roles))
    painter.restore()


def paint_tick(painter: QPainter, colour: QColor, width: float = 2.0) -> None:
    """Paint a tick in the middle of 16 by 16."""
    painter.setPen(_round_pen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(4.6, 8.4), QPointF(7, 10.8), QPointF(11.4, 5.6)]))


def paint_cross(painter: QPainter, colour: QColor, width: float = 2.0) -> None:
    """Paint a cross in the middle of 16 by 16."""
    painter.setPen(_round_pen(colour, width))
    painter.drawLine(QPointF(5.4, 5.4), QPointF(10.6, 10.6))
    painter.drawLine(QPointF(10.6, 5.4), QPointF(5.4, 10.6))


def _paint_triangle(painter: QPainter, sign: QColor) -> None:
    pen = QPen(painter.brush(), 2)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolygon(QPolygonF([QPointF(8, 2), QPointF(15, 14), QPointF(1, 14)]))
    painter.setPen(_round_pen(sign, 1.8))
    painter.drawLine(QPointF(8, 6.2), QPointF(8, 9.6))
    painter.drawPoint(QPointF(8, 12.4))


def _paint_dashed_ring(painter: QPainter, colour: QColor) -> None:
    pen = QPen(colour, 1.6)
    around = 3.14159 * 14 / 1.6  # a dash pattern counts in widths of the pen
    pen.setDashPattern([around / 20, around / 20])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(1, 1, 14, 14))


def _round_pen(colour: QColor, width: float) -> QPen:
    return QPen(
        colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def badge_pixmap(badge: Badge, size: int, roles: ColorRoles, ratio: float = 1.0) -> QPixmap:
    """Give a badge as a picture of so many pixels, for a screen of that pixel ratio."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_badge(painter, QRectF(0, 0, size, size), badge, roles)
    painter.end()
    return pixmap


class BadgeView(QWidget):
    """A badge on its own, `scale` times as high as the font. What it says stands beside it."""

    def __init__(self, scale: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = scale
        self._badge = Badge.UNTESTED
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def badge(self) -> Badge:
        return self._badge

    def show_badge(self, badge: Badge) -> None:
        """Show another badge."""
        self._badge = badge
        self.update()

    def sizeHint(self) -> QSize:
        side = em(self.font(), self._scale)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = min(self.width(), self.height())
        paint_badge(painter, QRectF(0, 0, side, side), self._badge, color_roles(self.palette()))
        painter.end()
