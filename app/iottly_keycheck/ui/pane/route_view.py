"""The picture of the way, and below it what was seen at the station that was pressed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from iottly_keycheck.connection.facts.observation import Stage
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.ui.pane.station_diagram import StationDiagram
from iottly_keycheck.ui.pane.station_section import StationSection
from iottly_keycheck.ui.pane.stations import UNTESTED_ROUTE, StationId, stations_of, stations_so_far
from iottly_keycheck.ui.style.theme import em


class RouteView(QWidget):
    """Shows the way of a check, before it, while it goes on, and when it has ended.

    Signals: `opened(section)`: the user has pressed a station, and this widget shows it.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen: Report | list[Stage] = []
        self.path = StationDiagram(self)
        self.path.station_chosen.connect(self._choose)
        self.station = StationSection(self)
        self.station.closed.connect(self._close_station)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(em(self.font(), 1.1)))
        column.addWidget(self.path)
        column.addWidget(self.station)

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops in it, below the picture."""
        return [self.station.close_button, *self.station.facts.stops]

    def show_ahead(self) -> None:
        """Show the way that a check is going to take."""
        self._seen = []
        self.path.choose(None)
        self.path.show_stations(UNTESTED_ROUTE, ended=False)
        self._show_station()

    def show_stages(self, stages: Iterable[Stage]) -> None:
        """Show a check under way, with what is known of its stages."""
        self._seen = list(stages)
        self.path.show_stations(stations_so_far(self._seen), ended=False)
        self._show_station()

    def show_report(self, report: Report) -> None:
        """Show a check that has ended."""
        self._seen = report
        self.path.show_stations(stations_of(report), ended=True)
        self._show_station()

    @Slot()
    def _close_station(self) -> None:
        chosen = self.path.chosen
        self.path.choose(None)
        self.station.hide()
        if chosen:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _choose(self, station: StationId | None) -> None:
        self._show_station()
        if station is not None:
            self.opened.emit(self.station)
            event = QAccessibleAnnouncementEvent(self.station, self.station.accessible_text())
            QAccessible.updateAccessibility(event)

    def _show_station(self) -> None:
        """Show what was seen at the station that is chosen in the picture, if one is."""
        button = self.path.chosen
        self.station.setVisible(button is not None)
        if button:
            station, name, seen = button.station.id, button.text(), self._seen
            if isinstance(seen, Report):
                self.station.show_report(station, name, seen)
            else:
                self.station.show_stages(station, name, seen)
