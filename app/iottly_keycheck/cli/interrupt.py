"""Work that Ctrl-C stops in good order, with what it has found so far."""

from __future__ import annotations

import queue
import signal
import sys
from collections.abc import Callable
from types import FrameType

from iottly_keycheck.deadline import CancelToken, start_thread

# Windows hands a Ctrl-C over only between two waits.
_LONGEST_WAIT = 0.05 if sys.platform == "win32" else None


def run_until_interrupted(work: Callable[[CancelToken], None]) -> bool:
    """Run `work` on a thread of its own to its end; tell whether Ctrl-C was pressed meanwhile.

    Each Ctrl-C cancels the token and does nothing else. Called on the main thread. What `work`
    raises is raised here.
    """
    token = CancelToken()
    # A simple queue may be written to from a signal handler that interrupts just that.
    events: queue.SimpleQueue[BaseException | bool] = queue.SimpleQueue()
    interrupted = False

    def on_interrupt(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  # Python's form
        events.put(False)

    def run() -> None:
        try:
            work(token)
        except BaseException as error:  # noqa: BLE001  # handed over, whatever it is
            events.put(error)
        else:
            events.put(True)

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        start_thread(run, name="checks")
        while True:
            try:
                event = events.get(timeout=_LONGEST_WAIT)
            except queue.Empty:
                continue
            if isinstance(event, BaseException):
                raise event
            if event:
                return interrupted
            interrupted = True
            token.cancel()
    finally:
        signal.signal(signal.SIGINT, before)
