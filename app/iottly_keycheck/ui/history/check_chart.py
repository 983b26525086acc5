"""Past checks as a small picture: a bar as long as each took, a cross where one failed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from iottly_keycheck.ui.controls.accessible_role import set_accessible_role
from iottly_keycheck.ui.controls.icons import Badge, badge_colour, paint_cross
from iottly_keycheck.ui.history.check_messages import describe, summary
from iottly_keycheck.ui.history.check_summary import CheckSummary, usual_ms
from iottly_keycheck.ui.style.theme import ColorRoles, color_roles, em

_PITCH, _BAR, _HEIGHT = 0.95, 0.72, 2.9
"""Ems: from bar to bar, its width, the height of the picture."""
_TALLEST = 4
"""Times the median: a longer time is drawn as long as that, with a gap, or it would hide others."""


class CheckChart(QWidget):
    """The bars in the order of time; one is looked at by mouse or arrow keys, and opened.

    One that worked with a remark is a bar with a peak.

    Signals:
        looked_at(object): the `CheckSummary` that is pointed at, or `None`.
        opened(object): a `CheckSummary` was clicked, or Enter pressed on it.
    """

    current_changed = Signal(object)
    opened = Signal(object)

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        """`most` is how many checks there can be."""
        super().__init__(parent)
        self._most = most
        self._checks: tuple[CheckSummary, ...] = ()
        self._place: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Chart of past checks"))
        set_accessible_role(self, QAccessible.Role.Chart)

    @property
    def checks(self) -> tuple[CheckSummary, ...]:
        return self._checks

    @property
    def current(self) -> CheckSummary | None:
        """The check that is looked at."""
        return None if self._place is None else self._checks[self._place]

    def show_checks(self, checks: Sequence[CheckSummary]) -> None:
        """Show the newest of these, which are in the order of time."""
        current = self.current
        self._checks = tuple(checks[-self._most :])
        self._place = None
        self._set_current(self._checks.index(current) if current in self._checks else None)
        self.setAccessibleDescription(summary(self._checks))
        self.update()

    # --- looking ---

    def _set_current(self, place: int | None) -> None:
        if place != self._place or place is None:
            self._place = place
            self.current_changed.emit(self.current)
            self.update()

    def _step(self, place: int) -> None:
        """Look at a check by the keyboard, and say what it is."""
        self._set_current(max(0, min(place, len(self._checks) - 1)))
        if self.current:
            said = describe(self.current)
            self.setAccessibleDescription(said)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._checks) - 1
        here = last + 1 if self._place is None else self._place
        steps = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in steps and self._checks:
            self._step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_current(self._at(event.position()))
        pointing = Qt.CursorShape.PointingHandCursor if self.current else Qt.CursorShape.ArrowCursor
        self.setCursor(pointing)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._set_current(self._at(event.position()))
        if self.current and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.current)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_current(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._set_current(None)
        self.setAccessibleDescription(summary(self._checks))

    def _at(self, point: QPointF) -> int | None:
        place = int(point.x() // self._pitch())
        return place if 0 <= place < len(self._checks) else None

    # --- sizes ---

    def _pitch(self) -> float:
        return min(em(self.font(), _PITCH), self.width() / max(1, self._most))

    def sizeHint(self) -> QSize:
        return QSize(round(self._most * em(self.font(), _PITCH)), em(self.font(), _HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(em(self.font(), 12), em(self.font(), _HEIGHT))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    # --- painting ---

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        roles = color_roles(self.palette())
        pitch = self._pitch()
        longest = self._longest()
        for place, check in enumerate(self._checks):
            column = QRectF(place * pitch, 0, pitch, self.height() - 2)
            if place == self._place:
                painter.fillRect(column, QColor(roles.selected))
            width = pitch * _BAR / _PITCH
            bar = QRectF(column.center().x() - width / 2, 0, width, column.height())
            if check.works:
                _paint_bar(painter, bar, check, longest, roles)
            else:
                _paint_failure(painter, bar, check, roles)
        painter.setPen(QPen(QColor(roles.line), 1))
        end = self._most * pitch
        painter.drawLine(QPointF(0, self.height() - 0.5), QPointF(end, self.height() - 0.5))
        if self.hasFocus():
            painter.setPen(QPen(QColor(roles.accent_text), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(0.5, 0.5, end - 1, self.height() - 1))
        painter.end()

    def _longest(self) -> int:
        """Give the time of which a bar is as high as the picture."""
        times = [check.elapsed_ms for check in self._checks if check.works]
        usual = usual_ms(self._checks) or 1
        return max(1, min(max(times, default=1), usual * _TALLEST))


def _paint_bar(
    painter: QPainter, room: QRectF, check: CheckSummary, longest: int, roles: ColorRoles
) -> None:
    height = max(room.width() / 2, room.height() * min(1, check.elapsed_ms / longest))
    bar = QRectF(room.left(), room.bottom() - height, room.width(), height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(badge_colour(check.badge, roles))
    if check.badge is Badge.REMARK:
        shoulder = bar.top() + bar.width() / 2
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(bar.center().x(), bar.top()),
                    QPointF(bar.right(), shoulder),
                    bar.bottomRight(),
                    bar.bottomLeft(),
                    QPointF(bar.left(), shoulder),
                ]
            )
        )
    else:
        painter.drawRoundedRect(bar, bar.width() / 6, bar.width() / 6)
    if check.elapsed_ms > longest:
        gap = bar.width() / 4
        y = bar.top() + 2.5 * gap
        painter.setPen(QPen(QColor(roles.ground), gap))
        painter.drawLine(QPointF(bar.left() - gap, y + gap), QPointF(bar.right() + gap, y - gap))


def _paint_failure(painter: QPainter, room: QRectF, check: CheckSummary, roles: ColorRoles) -> None:
    side = room.width() * 2.6  # the cross is the middle third of its square
    painter.save()
    painter.translate(room.center().x() - side / 2, room.bottom() - side * 0.72)
    painter.scale(side / 16, side / 16)
    paint_cross(painter, badge_colour(check.badge, roles), 2.4)
    painter.restore()
