"""The answer as a picture: the stations on the way to iottly, and where it breaks."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from iottly_keycheck.ui.pane.station_button import ARROWS, StationButton
from iottly_keycheck.ui.pane.stations import Station, StationId
from iottly_keycheck.ui.style.theme import ColorRoles, color_roles, em


class StationDiagram(QWidget):
    """The stations side by side, or one below the other where there is no room for that.

    The whole picture is its accessible description. One station is a tab stop, the arrow keys
    lead to the others.

    Signals: `station_chosen(station)`: the user wants to see what was seen there; `station` is a
    `StationId`, or `None` where nothing more is to be seen.
    """

    station_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # All of them at once: one that is made later would come last in the order of Tab.
        self._all = tuple(self._make_button() for _ in StationId)
        self._buttons: tuple[StationButton, ...] = ()
        self._chosen: StationId | None = None
        self._heights: dict[tuple[int, str], int] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("The way to iottly"))

    @property
    def buttons(self) -> tuple[StationButton, ...]:
        """The stations that are shown, in their order."""
        return self._buttons

    @property
    def chosen(self) -> StationButton | None:
        """The station of which it is shown what was seen there."""
        return next((each for each in self._buttons if each.station.id is self._chosen), None)

    def choose(self, station: StationId | None) -> None:
        """Mark this station as the one that is shown, or none."""
        self._chosen = station
        for button in self._buttons:
            button.setChecked(button.station.id is station)
        self.update()

    def show_stations(self, stations: tuple[Station, ...], *, ended: bool) -> None:
        """Show the stations of a check that goes on, or has ended."""
        self._buttons = self._all[: len(stations)]
        for place, button in enumerate(self._all):
            button.setVisible(place < len(stations))
        for button, station in zip(self._buttons, stations, strict=True):
            button.show_station(station, ended=ended)
        self._heights.clear()
        self.choose(self._chosen)
        self._set_tab_stop()
        self.setAccessibleDescription(
            " ".join(
                self.tr("{station}.").format(station=button.accessibleName())
                for button in self._buttons
            )
        )
        self.updateGeometry()
        self._arrange()
        self.update()

    def _make_button(self) -> StationButton:
        button = StationButton(self)
        button.chosen.connect(self._press)
        button.hide()
        return button

    def _set_tab_stop(self) -> None:
        """Let Tab lead to the broken station, or to the first."""
        broken = (button for button in self._buttons if button.is_broken)
        stop = next(broken, self._buttons[0] if self._buttons else None)
        for button in self._buttons:
            first = button is stop
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if first else Qt.FocusPolicy.ClickFocus
            )

    @Slot(object, bool)
    def _press(self, station: StationId, shown: bool) -> None:
        self.choose(station if shown else None)
        self.station_chosen.emit(self._chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._chosen is not None:
            self.choose(None)
            self.station_chosen.emit(None)
            return
        step = ARROWS.get(Qt.Key(event.key()))
        at = next(
            (i for i, button in enumerate(self._buttons) if button is self.focusWidget()), None
        )
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        target = min(max(at + step, 0), len(self._buttons) - 1)
        self._buttons[target].setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        # The station below the mouse is lit up here, where the way is drawn over it.
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # A layout asks several times, and words are long to measure.
        key = (width, self.font().key())
        if key not in self._heights:
            self._heights[key] = self._measured(width)
        return self._heights[key]

    def _measured(self, width: int) -> int:
        if not self._buttons:
            return 0
        if self._fits_side_by_side(width):
            column = width // len(self._buttons)
            return max(button.height_below(column) for button in self._buttons)
        return sum(button.height_beside(width) for button in self._buttons)

    def sizeHint(self) -> QSize:
        width = em(self.font(), 45)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(em(self.font(), 14), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
            self._arrange()

    def _fits_side_by_side(self, width: int) -> bool:
        needed = max((button.narrowest_below() for button in self._buttons), default=0)
        return width >= needed * len(self._buttons)

    def _arrange(self) -> None:
        if not self._buttons:
            return
        beside = not self._fits_side_by_side(self.width())
        top = 0
        for index, button in enumerate(self._buttons):
            button.set_beside(beside)
            if beside:
                height = button.height_beside(self.width())
                button.setGeometry(0, top, self.width(), height)
                top += height
            else:
                left = self.width() * index // len(self._buttons)
                right = self.width() * (index + 1) // len(self._buttons)
                button.setGeometry(left, 0, right - left, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the way between the stations, and what shows that one is chosen or can be."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        roles = color_roles(self.palette())
        for button in self._buttons:
            if button.isChecked() or button.underMouse():
                self._paint_ground(painter, roles, button)
        for start, end in pairwise(self._buttons):
            walked = start.station.reached and end.station.reached
            painter.setPen(_way_pen(roles, em(self.font(), 0.2), walked=walked))
            painter.drawLine(*_between(start, end))
        painter.end()

    def _paint_ground(self, painter: QPainter, roles: ColorRoles, button: StationButton) -> None:
        chosen = QPen(QColor(roles.edge), 1)
        painter.setPen(chosen if button.isChecked() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(roles.panel))
        radius = em(self.font(), 0.4)
        box = QRectF(button.geometry()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, radius, radius)


def _way_pen(roles: ColorRoles, width: int, *, walked: bool) -> QPen:
    if walked:
        return QPen(QColor(roles.good), width)
    pen = QPen(QColor(roles.muted), max(1.0, width * 0.6))
    pen.setStyle(Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([1, 2])
    return pen


def _between(start: StationButton, end: StationButton) -> tuple[QPointF, QPointF]:
    """Give the line from the edge of one ring to the edge of the next."""
    first, last = QRectF(start.ring_in_parent()), QRectF(end.ring_in_parent())
    if start.beside:
        return QPointF(first.center().x(), first.bottom()), QPointF(last.center().x(), last.top())
    return QPointF(first.right(), first.center().y()), QPointF(last.left(), last.center().y())
