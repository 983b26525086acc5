"""The way of a check as stations: from this computer over the proxy and the network to the key.

Pure: it turns stages and a cause into what the picture shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from iottly_keycheck.cause import Party
from iottly_keycheck.connection.facts.observation import Stage, StageId, StageState
from iottly_keycheck.diagnosis.report import Report


class StationId(IntEnum):
    """The stations in the order of the way."""

    COMPUTER = 0
    PROXY = 1
    """Absent on a direct path."""
    NETWORK = 2
    SERVICE = 3
    KEY = 4


class StationState(StrEnum):
    """How a station stands."""

    NOT_REACHED = "not_reached"
    RUNNING = "running"
    PASSED = "passed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Station:
    """One station: its state, the time spent there in ms, the stage that broke or runs there.

    A station can be broken without a stage: the fault is its own, but a later station has seen it.
    """

    id: StationId
    state: StationState = StationState.NOT_REACHED
    ms: int | None = None
    stage: StageId | None = None

    @property
    def reached(self) -> bool:
        return self.state is not StationState.NOT_REACHED


STAGES_AT: Mapping[StationId, tuple[StageId, ...]] = {
    StationId.COMPUTER: (),
    StationId.PROXY: (StageId.PROXY,),
    StationId.NETWORK: (StageId.DNS, StageId.TCP, StageId.TLS),
    StationId.SERVICE: (StageId.HTTP,),
    StationId.KEY: (StageId.KEY,),
}

_STATION_OF = {
    Party.COMPUTER: StationId.COMPUTER,
    Party.PROGRAM: StationId.COMPUTER,
    Party.PROXY: StationId.PROXY,
    Party.NETWORK: StationId.NETWORK,
    Party.SERVICE: StationId.SERVICE,
    Party.KEY: StationId.KEY,
}

UNTESTED_ROUTE = (
    Station(StationId.COMPUTER),
    Station(StationId.NETWORK),
    Station(StationId.SERVICE),
    Station(StationId.KEY),
)
"""The way before a test, while nobody knows whether there is a proxy."""

Stages = Mapping[StageId, Stage]


def stations_of(report: Report) -> tuple[Station, ...]:
    """Give the stations of a check that has ended.

    Exactly one is broken unless the key works or the check was stopped: the place where the
    fault was seen, or, if that is nearer to this computer, the place of those who can mend it. A
    sign-in page that answers in iottly's place is so a fault of the network.
    """
    stages = {stage.id: stage for stage in report.stages}
    through_proxy = report.proxy.url is not None or _was_used(stages.get(StageId.PROXY))
    stations = [_seen(station_id, stages) for station_id in _route(through_proxy=through_proxy)]
    stations[0] = replace(stations[0], state=StationState.PASSED)
    party = report.party
    if party is None:
        return tuple(stations)
    places = {station.id for station in stations if station.state is StationState.BROKEN}
    places |= {_STATION_OF[party]} & {station.id for station in stations}
    broken = min(places, default=StationId.COMPUTER)
    return tuple(_blame(station, broken) for station in stations)


def stations_so_far(stages: Iterable[Stage]) -> tuple[Station, ...]:
    """Give the stations of a check under way, from what was told of its stages."""
    known = {stage.id: stage for stage in stages}
    way = _route(through_proxy=_was_used(known.get(StageId.PROXY)))
    stations = [_seen(station_id, known) for station_id in way]
    # Before the first stage the key is fetched, and somebody may be asked to unlock it.
    first = StationState.PASSED if known else StationState.RUNNING
    return (replace(stations[0], state=first), *stations[1:])


def _route(*, through_proxy: bool) -> list[StationId]:
    return [station for station in StationId if station is not StationId.PROXY or through_proxy]


def _was_used(stage: Stage | None) -> bool:
    return stage is not None and stage.state is not StageState.SKIPPED


def _seen(station_id: StationId, known: Stages) -> Station:
    """Give a station as its own stages saw it."""
    stages = [known[stage_id] for stage_id in STAGES_AT[station_id] if stage_id in known]
    times = [stage.ms for stage in stages if stage.ms is not None]
    ms = sum(times) if times else None
    for state, shown in (
        (StageState.FAILED, StationState.BROKEN),
        (StageState.RUNNING, StationState.RUNNING),
    ):
        stage = next((stage for stage in stages if stage.state is state), None)
        if stage:
            return Station(station_id, shown, ms, stage.id)
    passed = any(stage.state is StageState.OK for stage in stages)
    if station_id is StationId.NETWORK:
        passed = _network_passed(known)
    return Station(station_id, StationState.PASSED, ms) if passed else Station(station_id)


def _network_passed(known: Stages) -> bool:
    """Tell whether the network brought the request through.

    TLS is the last of it; on a plain connection to this computer it is left out, and then what
    follows shows that the connection was enough.
    """
    ok = {stage_id for stage_id, stage in known.items() if stage.state is StageState.OK}
    return StageId.TLS in ok or (StageId.TCP in ok and _was_used(known.get(StageId.HTTP)))


def _blame(station: Station, broken: StationId) -> Station:
    if station.id is broken:
        return replace(station, state=StationState.BROKEN)
    if station.state is StationState.BROKEN:
        return Station(station.id)
    return station
