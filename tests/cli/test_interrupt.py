import os
import signal
import threading
from collections.abc import Iterator

import pytest

from iottly_keycheck.cli.interrupt import run_until_interrupted
from iottly_keycheck.deadline import CancelToken


@pytest.fixture
def ctrl_c_as_before() -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def test_work_that_ends_by_itself_was_not_interrupted() -> None:
    done: list[bool] = []
    assert run_until_interrupted(lambda token: done.append(token.cancelled)) is False
    assert done == [False]


@pytest.mark.only_on("linux", "darwin")
def test_every_ctrl_c_cancels_and_none_does_harm(ctrl_c_as_before: None) -> None:
    def work(token: CancelToken) -> None:
        cancelled = threading.Event()
        with token.listening(cancelled.set):
            for _ in range(5):
                os.kill(os.getpid(), signal.SIGINT)
            assert cancelled.wait(10)

    assert run_until_interrupted(work) is True
    os.kill(os.getpid(), signal.SIGINT)  # the program is about to end


def test_what_the_work_raises_comes_out_and_ctrl_c_is_as_before() -> None:
    before = signal.getsignal(signal.SIGINT)

    def work(token: CancelToken) -> None:
        raise OSError("out of order")

    with pytest.raises(OSError, match="out of order"):
        run_until_interrupted(work)
    assert signal.getsignal(signal.SIGINT) is before
