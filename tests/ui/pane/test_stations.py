"""Stages and a cause become stations: one is broken, and it is the right one."""

from datetime import UTC, datetime

import pytest

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import ProxySource, Stage, StageId, StageState
from iottly_keycheck.diagnosis.report import ProgramInfo, Report, ReportProxy
from iottly_keycheck.ui.pane.stations import (
    Station,
    StationId,
    StationState,
    stations_of,
    stations_so_far,
)

SIGNS = {
    StationState.PASSED: "+",
    StationState.BROKEN: "x",
    StationState.NOT_REACHED: "-",
    StationState.RUNNING: "o",
}
STATES = {
    "+": StageState.OK,
    "x": StageState.FAILED,
    "-": StageState.SKIPPED,
    "o": StageState.RUNNING,
}
PROXY = ReportProxy("http://proxy.example:3128", ProxySource.ENVIRONMENT)
DIRECT = ReportProxy()


def stages(signs: str) -> tuple[Stage, ...]:
    """Give the six stages by their signs; each that was made took 10 ms."""
    return tuple(
        Stage(stage, STATES[sign], None if sign == "-" else 10)
        for stage, sign in zip(StageId, signs, strict=False)
    )


def report(cause: Cause, signs: str, proxy: ReportProxy = DIRECT) -> Report:
    return Report(
        program=ProgramInfo("iottly-keycheck", "0", "test"),
        checked_at=datetime(2026, 11, 24, 10, tzinfo=UTC),
        description="Analytics",
        url="https://api.cloud.iottly.com/v1.0/project/ping",
        cause=cause,
        headline="",
        next_steps=(),
        hints=(),
        hint_texts=(),
        stages=stages(signs),
        elapsed_ms=60,
        proxy=proxy,
    )


def drawn(stations: tuple[Station, ...]) -> str:
    return "".join(SIGNS[station.state] for station in stations)


@pytest.mark.parametrize(
    ("cause", "seen", "picture"),
    [
        (Cause.OK, "-+++++", "++++"),
        (Cause.DNS_NAME_NOT_FOUND, "-x----", "+x--"),
        (Cause.CONNECTION_REFUSED, "-+x---", "+x--"),
        (Cause.CONNECTION_TIMEOUT, "--x---", "+x--"),
        (Cause.TLS_UNTRUSTED, "-++x--", "+x--"),
        (Cause.RESPONSE_TIMEOUT, "-+++x-", "++x-"),
        (Cause.SERVER_ERROR, "-+++x-", "++x-"),
        (Cause.KEY_REJECTED, "-++++x", "+++x"),
        (Cause.KEY_FORBIDDEN, "-++++x", "+++x"),
        (Cause.KEY_MALFORMED, "-----x", "+--x"),
        (Cause.KEY_MISSING, "-----x", "+--x"),
        (Cause.TLS_EXPIRED, "-++x--", "+x--"),
        (Cause.PROXY_REQUIRED, "-+x---", "+x--"),
    ],
)
def test_a_fault_is_shown_where_it_was_seen(cause: Cause, seen: str, picture: str) -> None:
    assert drawn(stations_of(report(cause, seen))) == picture


@pytest.mark.parametrize(
    ("cause", "seen", "picture"),
    [
        (Cause.KEYRING_LOCKED, "-----x", "x---"),
        (Cause.KEYRING_UNAVAILABLE, "-----x", "x---"),
        (Cause.SETTINGS_INVALID, "------", "x---"),
        (Cause.OFFLINE, "-x----", "x---"),
        (Cause.CLOCK_WRONG, "-++x--", "x---"),
        (Cause.CAPTIVE_PORTAL, "-+++x-", "+x--"),
        (Cause.BLOCKED_BY_FILTER, "-+++x-", "+x--"),
        (Cause.HEADER_NOT_ACCEPTED, "-++++x", "++x-"),
        (Cause.INTERNAL_ERROR, "------", "x---"),
    ],
)
def test_a_fault_of_somebody_nearer_is_shown_there(cause: Cause, seen: str, picture: str) -> None:
    assert drawn(stations_of(report(cause, seen))) == picture


@pytest.mark.parametrize(
    ("cause", "seen", "picture"),
    [
        (Cause.OK, "+--+++", "+++++"),
        (Cause.PROXY_AUTH_REQUIRED, "x-----", "+x---"),
        (Cause.CONNECTION_RESET, "+--x--", "++x--"),
        (Cause.PROXY_STRIPS_KEY, "+--++x", "+x++-"),
        (Cause.SETTINGS_INVALID, "x-----", "x----"),
        (Cause.KEYRING_LOCKED, "-----x", "x----"),
    ],
)
def test_a_proxy_has_its_own_station(cause: Cause, seen: str, picture: str) -> None:
    assert drawn(stations_of(report(cause, seen, PROXY))) == picture


def test_socks_that_resolves_here_counts_the_lookup_for_the_network() -> None:
    network = stations_of(report(Cause.OK, "++-+++", PROXY))[2]
    assert (network.state, network.ms) == (StationState.PASSED, 20)


@pytest.mark.parametrize("cause", [cause for cause in Cause if cause.party])
@pytest.mark.parametrize("seen", ["------", "-x----", "-++x--", "-+++x-", "-++++x", "x-----"])
def test_whatever_fails_breaks_exactly_one_station(cause: Cause, seen: str) -> None:
    assert drawn(stations_of(report(cause, seen))).count("x") == 1


@pytest.mark.parametrize(("seen", "picture"), [("------", "+---"), ("-++---", "+---")])
def test_a_check_that_was_stopped_breaks_none(seen: str, picture: str) -> None:
    assert drawn(stations_of(report(Cause.CANCELLED, seen))) == picture


def test_a_plain_connection_to_this_computer_needs_no_tls() -> None:
    assert drawn(stations_of(report(Cause.OK, "--+-++"))) == "++++"


def test_the_network_takes_the_time_of_its_three_stages() -> None:
    times = [station.ms for station in stations_of(report(Cause.OK, "-+++++"))]
    assert times == [None, 30, 10, 10]


def test_a_broken_station_knows_the_stage() -> None:
    broken = stations_of(report(Cause.TLS_UNTRUSTED, "-++x--"))[1]
    assert broken.stage is StageId.TLS


@pytest.mark.parametrize(
    ("told", "picture"),
    [
        ("", "o---"),
        ("-", "+---"),
        ("o", "+o---"),
        ("-o", "+o--"),
        ("-+o", "+o--"),
        ("-++o", "+o--"),
        ("-+++o", "++o-"),
        ("--+-o", "++o-"),
        ("-++++o", "+++o"),
        ("+--o", "++o--"),
    ],
)
def test_stations_fill_in_as_stages_come(told: str, picture: str) -> None:
    assert drawn(stations_so_far(stages(told))) == picture


def test_a_direct_way_has_no_proxy() -> None:
    ids = [station.id for station in stations_of(report(Cause.OK, "-+++++"))]
    assert StationId.PROXY not in ids
