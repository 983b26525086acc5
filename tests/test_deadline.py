"""Deadline, cancel, and calls that are left behind."""

import math
import threading

import pytest

from iottly_keycheck.deadline import Cancelled, CancelToken, Deadline, Expired


def test_a_call_gives_its_result() -> None:
    assert Deadline(5).call(lambda: 42) == 42


def test_a_call_hands_over_its_exception() -> None:
    def fail() -> None:
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        Deadline(5).call(fail)


def test_a_call_that_hangs_is_left_behind_when_the_time_is_over() -> None:
    never = threading.Event()
    with pytest.raises(Expired):
        Deadline(0.05).call(never.wait)
    never.set()


def test_a_call_that_hangs_is_left_behind_when_it_is_cancelled() -> None:
    token, hanging, never = CancelToken(), threading.Event(), threading.Event()

    def hang() -> None:
        hanging.set()
        never.wait()

    canceller = threading.Thread(target=lambda: (hanging.wait(), token.cancel()))
    canceller.start()
    with pytest.raises(Cancelled):
        Deadline(math.inf, token).call(hang)
    canceller.join()
    never.set()


def test_a_call_after_the_end_is_not_made() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        Deadline(5, token).call(lambda: pytest.fail("was called"))


def test_a_listener_is_told_once_of_a_cancel() -> None:
    token, told = CancelToken(), []
    with token.listening(lambda: told.append("now")):
        token.cancel()
        token.cancel()
    assert told == ["now"]


def test_a_listener_that_comes_late_is_told_at_once() -> None:
    token, told = CancelToken(), []
    token.cancel()
    with token.listening(lambda: told.append("late")):
        pass
    assert told == ["late"]


def test_a_listener_is_not_told_after_its_block() -> None:
    token = CancelToken()
    with token.listening(lambda: pytest.fail("was told")):
        pass
    token.cancel()


def test_a_part_of_a_deadline_ends_with_the_whole() -> None:
    whole = Deadline(1)
    assert whole.within(60).remaining() <= 1
    assert whole.within(0.5).remaining() <= 0.5


def test_a_part_of_a_deadline_is_cancelled_with_the_whole() -> None:
    whole = Deadline(5)
    part = whole.within(1)
    whole.token.cancel()
    with pytest.raises(Cancelled):
        part.raise_if_ended()
