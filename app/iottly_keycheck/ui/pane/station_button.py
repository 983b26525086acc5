"""One station of the way: a ring with a sign, its name, its state in words, its time."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from iottly_keycheck.connection.facts.observation import StageId
from iottly_keycheck.ui.controls.icons import paint_cross, paint_tick
from iottly_keycheck.ui.pane.stations import Station, StationId, StationState
from iottly_keycheck.ui.style.theme import ColorRoles, color_roles, em
from iottly_keycheck.ui.text.translation import duration

_CENTRED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_BESIDE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_TALL = 10_000

ARROWS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
"""The keys that lead along the way, and how far."""


class StationButton(QAbstractButton):
    """One station: a ring with a sign, the name, the state in words, the time.

    It is checked while what was seen there is shown.

    Signals: `chosen(station, shown)`: it was pressed; `station` is its `StationId`, `shown` tells
    whether what was seen there is wanted.
    """

    chosen = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = Station(StationId.COMPUTER)
        self._state_text = ""
        self._time_text = ""
        self._beside = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setCheckable(True)
        self.clicked.connect(self._choose)

    @property
    def station(self) -> Station:
        return self._station

    @property
    def state_text(self) -> str:
        return self._state_text

    @property
    def is_broken(self) -> bool:
        return self._station.state is StationState.BROKEN

    @property
    def beside(self) -> bool:
        """Whether the words stand beside the ring, and not below it."""
        return self._beside

    def set_beside(self, beside: bool) -> None:
        """Put the words beside the ring, or below it."""
        self._beside = beside

    def show_station(self, station: Station, *, ended: bool) -> None:
        """Show a station; what was not reached when it has ended will not be."""
        self._station = station
        self.setText(self._name(station.id))
        self._state_text = self._state(station, ended=ended)
        # What takes no time, as reading the answer about the key, says nothing by it.
        self._time_text = duration(station.ms) if station.ms else ""
        self.setAccessibleName(
            self.tr("{name}: {state}, {time}").format(
                name=self.text(), state=self._state_text, time=self._time_text
            )
            if self._time_text
            else self.tr("{name}: {state}").format(name=self.text(), state=self._state_text)
        )
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A button would pass the focus on to any widget; the picture knows the next station.
        if event.key() in ARROWS or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        self.chosen.emit(self._station.id, self.isChecked())

    def _name(self, station: StationId) -> str:
        return {
            StationId.COMPUTER: self.tr("This computer"),
            StationId.PROXY: self.tr("Proxy"),
            StationId.NETWORK: self.tr("Network"),
            StationId.SERVICE: self.tr("iottly"),
            StationId.KEY: self.tr("Your key"),
        }[station]

    def _state(self, station: Station, *, ended: bool) -> str:
        match station.state:
            case StationState.NOT_REACHED:
                return self.tr("not reached") if ended else self.tr("not yet")
            case StationState.RUNNING:
                return self.tr("trying…")
            case StationState.PASSED:
                return self._passed(station.id)
            case StationState.BROKEN:
                return self._broken(station.stage)

    def _passed(self, station: StationId) -> str:
        return {
            StationId.COMPUTER: self.tr("ready"),
            StationId.PROXY: self.tr("lets through"),
            StationId.NETWORK: self.tr("connected"),
            StationId.SERVICE: self.tr("answers"),
            StationId.KEY: self.tr("accepted"),
        }[station]

    def _broken(self, stage: StageId | None) -> str:
        match stage:
            case StageId.DNS:
                return self.tr("name lookup failed")
            case StageId.TCP:
                return self.tr("no connection")
            case StageId.TLS:
                return self.tr("no secure connection")
            case StageId.HTTP:
                return self.tr("no proper answer")
            case StageId.KEY:
                return self.tr("not accepted")
            case StageId.PROXY | None:
                return self.tr("problem here")

    # sizes

    def _side(self) -> int:
        return em(self.font(), 2.6)

    def _gap(self) -> int:
        return em(self.font(), 0.5)

    def _leading(self) -> int:
        return em(self.font(), 0.15)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _state_font(self) -> QFont:
        return self._bold() if self.is_broken else self.font()

    def narrowest_below(self) -> int:
        """Give the width of a column in which no word is broken."""
        words = [(word, self._bold()) for word in self.text().split()]
        words += [(word, self._state_font()) for word in self._state_text.split()]
        widths = (QFontMetrics(font).horizontalAdvance(word) for word, font in words)
        return max([self._side(), *widths]) + 2 * self._gap()

    def height_below(self, width: int) -> int:
        """Give the height with the words below the ring."""
        height = self._words_height(width - self._gap(), _CENTRED, beside=False)
        return self._side() + height + 3 * self._gap()

    def height_beside(self, width: int) -> int:
        """Give the height with the words beside the ring."""
        room = width - self._side() - 3 * self._gap()
        words = self._words_height(room, _BESIDE, beside=True)
        return max(self._side() + 2 * self._gap(), words) + self._gap()

    def _words(self, *, beside: bool) -> list[tuple[str, QFont]]:
        name = (self.text(), self._bold())
        if not self._time_text:
            return [name, (self._state_text, self._state_font())]
        if beside:
            line = self.tr("{state}, {time}").format(state=self._state_text, time=self._time_text)
            return [name, (line, self._state_font())]
        return [name, (self._state_text, self._state_font()), (self._time_text, self.font())]

    def _words_height(self, width: int, flags: int, *, beside: bool) -> int:
        return sum(
            QFontMetrics(font).boundingRect(QRect(0, 0, width, _TALL), flags, text).height()
            + self._leading()
            for text, font in self._words(beside=beside)
        )

    def _ring(self) -> QRect:
        side, gap = self._side(), self._gap()
        if self._beside:
            return QRect(gap, gap, side, side)
        return QRect((self.width() - side) // 2, gap, side, side)

    def ring_in_parent(self) -> QRect:
        """Give where the ring is, in the picture's coordinates."""
        return self._ring().translated(self.pos())

    def sizeHint(self) -> QSize:
        width = self.narrowest_below()
        return QSize(width, self.height_below(width))

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        roles = color_roles(self.palette())
        self._paint_ring(painter, roles)
        self._paint_words(painter, roles)
        if self.hasFocus():
            self._paint_focus(painter, roles)
        painter.end()

    def _colour(self, roles: ColorRoles) -> QColor:
        return QColor(
            {
                StationState.NOT_REACHED: roles.muted,
                StationState.RUNNING: roles.accent_text,
                StationState.PASSED: roles.good,
                StationState.BROKEN: roles.bad,
            }[self._station.state]
        )

    def _paint_ring(self, painter: QPainter, roles: ColorRoles) -> None:
        colour = self._colour(roles)
        ring = QRectF(self._ring())
        painter.save()
        painter.translate(ring.topLeft())
        painter.scale(ring.width() / 16, ring.height() / 16)  # the signs are drawn 16 by 16
        if self.is_broken:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(QRectF(0, 0, 16, 16))
            paint_cross(painter, QColor(roles.on_badge), 1.6)
        else:
            painter.setPen(QPen(colour, 1))
            painter.setBrush(QColor(roles.ground))
            painter.drawEllipse(QRectF(0.5, 0.5, 15, 15))
            self._paint_sign(painter, colour)
        painter.restore()

    def _paint_sign(self, painter: QPainter, colour: QColor) -> None:
        match self._station.state:
            case StationState.PASSED:
                paint_tick(painter, colour, 1.4)
            case StationState.RUNNING:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour)
                for x in (4.6, 8.0, 11.4):
                    painter.drawEllipse(QPointF(x, 8), 1.1, 1.1)
            case _:
                painter.setPen(QPen(colour, 1))
                painter.drawLine(QPointF(5.8, 8), QPointF(10.2, 8))

    def _paint_words(self, painter: QPainter, roles: ColorRoles) -> None:
        ring, gap = self._ring(), self._gap()
        if self._beside:
            box = QRect(ring.right() + 2 * gap, gap // 2, self.width() - ring.right() - 2 * gap, 0)
            flags = _BESIDE
        else:
            box = QRect(gap // 2, ring.bottom() + gap, self.width() - gap, 0)
            flags = _CENTRED
        colours = (roles.text, roles.bad if self.is_broken else roles.muted, roles.muted)
        for (text, font), colour in zip(self._words(beside=self._beside), colours, strict=False):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            box.setHeight(_TALL)
            drawn = painter.drawText(box, flags, text)
            box.translate(QPoint(0, drawn.height() + self._leading()))

    def _paint_focus(self, painter: QPainter, roles: ColorRoles) -> None:
        painter.setPen(QPen(QColor(roles.accent_text), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = em(self.font(), 0.4)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
