"""The rhythm of a watch, and what it keeps of the checks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iottly_keycheck.cause import Cause
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.watch import (
    MOST_CHANGES,
    MOST_OUTCOMES,
    WatchStatistics,
    next_start,
    usable,
)
from support.reports import make_report

START = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def tally_of(*reports: Report) -> WatchStatistics:
    tally = WatchStatistics()
    for report in reports:
        tally = tally.after(report)
    return tally


def ended(cause: Cause, *, second: int = 0, remark: bool = False) -> Report:
    return make_report(cause, checked_at=START + timedelta(seconds=second), remark=remark)


class TestRhythm:
    @pytest.mark.parametrize("seconds", [5, 5.5, 60, 86_400])
    def test_from_five_seconds_to_a_day(self, seconds: float) -> None:
        assert usable(seconds)

    @pytest.mark.parametrize("seconds", [4.99, 0, -5, 86_401, float("inf"), float("nan")])
    def test_nothing_else(self, seconds: float) -> None:
        assert not usable(seconds)

    def test_checks_start_one_interval_apart_whatever_they_take(self) -> None:
        assert next_start(100, 5, 100) == 105
        assert next_start(100, 5, 104.9) == 105

    def test_what_a_long_check_has_missed_is_left_out(self) -> None:
        assert next_start(100, 5, 117.2) == 120

    @given(st.floats(0, 1e6), st.floats(5, 86_400), st.floats(0, 1e7))
    def test_the_next_start_is_always_to_come_and_within_one_interval(
        self, first: float, seconds: float, later: float
    ) -> None:
        now = first + later
        assert -1e-6 <= next_start(first, seconds, now) - now <= seconds + 1e-6


class TestTally:
    def test_failures_are_counted_by_their_cause(self) -> None:
        tally = tally_of(
            ended(Cause.OK),
            ended(Cause.DNS_UNAVAILABLE),
            ended(Cause.OK, remark=True),
            ended(Cause.DNS_UNAVAILABLE),
            ended(Cause.PROXY_TIMEOUT),
        )
        assert (tally.checks, tally.failed) == (5, 3)
        assert tally.failures == {Cause.DNS_UNAVAILABLE: 2, Cause.PROXY_TIMEOUT: 1}

    def test_the_first_check_changes_nothing(self) -> None:
        tally = tally_of(ended(Cause.DNS_UNAVAILABLE))
        assert (tally.changed, tally.changes) == (False, ())
        assert not WatchStatistics().changed

    @pytest.mark.parametrize(
        ("before", "now"),
        [
            (ended(Cause.OK), ended(Cause.DNS_UNAVAILABLE)),
            (ended(Cause.DNS_UNAVAILABLE), ended(Cause.OK)),
            (ended(Cause.DNS_UNAVAILABLE), ended(Cause.TLS_TIMEOUT)),
            (ended(Cause.OK), ended(Cause.OK, remark=True)),
        ],
    )
    def test_another_state_is_a_change(self, before: Report, now: Report) -> None:
        tally = tally_of(before, now)
        assert tally.changed
        (change,) = tally.changes
        assert change.before.cause is before.cause
        assert change.now is tally.last

    def test_the_same_state_is_none_and_the_changes_before_stay(self) -> None:
        tally = tally_of(*map(ended, (Cause.OK, Cause.OFFLINE, Cause.OFFLINE)))
        assert not tally.changed
        assert len(tally.changes) == 1

    def test_a_check_that_was_stopped_does_not_count(self) -> None:
        tally = tally_of(ended(Cause.OK), ended(Cause.CANCELLED))
        assert (tally.checks, tally.changed) == (1, False)

    def test_a_watch_of_weeks_fits_into_memory(self) -> None:
        causes = (Cause.OK, Cause.OFFLINE)
        count = MOST_OUTCOMES + 7
        tally = tally_of(*(ended(causes[number % 2], second=number) for number in range(count)))
        assert tally.checks == count
        assert tally.failed == count // 2
        assert len(tally.outcomes) == MOST_OUTCOMES
        assert len(tally.changes) == MOST_CHANGES
        assert tally.outcomes[-1].checked_at == START + timedelta(seconds=count - 1)
        assert tally.changes[-1].now is tally.last
