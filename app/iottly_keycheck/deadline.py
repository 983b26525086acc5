"""A deadline, the wish to cancel, and a blocking call that can be left behind."""

from __future__ import annotations

import math
import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Never, TypeVar

T = TypeVar("T")


class Ended(Exception):  # an outcome, not an error: the time or the wish is over
    """The work has to stop: see the two kinds below."""


class Cancelled(Ended):
    """The user stopped it."""


class Expired(Ended):
    """The time is over."""


class CancelToken:
    """The user's wish to stop, shared by all who work on one check; safe from every thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cancelled = False
        self._listeners: list[Callable[[], None]] = []

    @property
    def cancelled(self) -> bool:
        return self._cancelled

    def cancel(self) -> None:
        """Say that the work shall stop. The listeners are told once, on the caller's thread."""
        with self._lock:
            self._cancelled = True
            listeners, self._listeners = self._listeners, []
        for listener in listeners:
            listener()

    @contextmanager
    def listening(self, listener: Callable[[], None]) -> Iterator[None]:
        """Call `listener` when the work is cancelled inside this block, or was before it."""
        with self._lock:
            late = self._cancelled
            if not late:
                self._listeners.append(listener)
        if late:
            listener()
        try:
            yield
        finally:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)


class Deadline:
    """The time limit of a piece of work; it also ends when its token is cancelled.

    `seconds` counts from the making of the object; `math.inf` is a deadline that only the token
    ends. Safe from every thread.
    """

    def __init__(self, seconds: float = math.inf, token: CancelToken | None = None) -> None:
        self.token = token or CancelToken()
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def within(self, seconds: float) -> Deadline:
        """Give a deadline that ends in so many seconds, with this one at the latest."""
        return Deadline(min(seconds, self.remaining()), self.token)

    def remaining(self) -> float:
        """Seconds left, at least 0."""
        return max(0.0, self._end - time.monotonic())

    @property
    def expired(self) -> bool:
        return self.remaining() == 0.0

    @property
    def ended(self) -> bool:
        return self.token.cancelled or self.expired

    def raise_if_ended(self) -> None:
        """Raise `Cancelled` or `Expired` where the work has to stop."""
        if self.token.cancelled:
            raise Cancelled
        if self.expired:
            raise Expired

    def call(self, function: Callable[[], T]) -> T:
        """Run a blocking call that cannot be interrupted, and leave it behind at the end.

        The function runs on a daemon thread; its result or exception is handed over. Raises
        `Cancelled` or `Expired` where it did not return in time: then it goes on unheard.
        """
        self.raise_if_ended()
        answers: queue.SimpleQueue[Callable[[], T]] = queue.SimpleQueue()

        def work() -> None:
            try:
                result = function()
            except BaseException as error:  # noqa: BLE001  # handed to the caller, whatever it is
                answers.put(_raiser(error))
            else:
                answers.put(lambda: result)

        start_thread(work, name=f"call {getattr(function, '__name__', 'function')}")
        with self.token.listening(lambda: answers.put(_raiser(Cancelled()))):
            timeout = None if math.isinf(self._end) else self.remaining()
            try:
                answer = answers.get(timeout=timeout)
            except queue.Empty:
                raise Expired from None
        return answer()


def _raiser(error: BaseException) -> Callable[[], Never]:
    def throw() -> Never:
        raise error

    return throw


def start_thread(function: Callable[[], None], name: str) -> threading.Thread:
    """Run the function on a daemon thread, which never holds the program's exit."""
    thread = threading.Thread(target=function, name=name, daemon=True)
    thread.start()
    return thread
