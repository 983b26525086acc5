"""Work that leaves the window's thread, and the one way in which it comes back."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from iottly_keycheck.deadline import start_thread

Result = TypeVar("Result")
Step = TypeVar("Step")


class _MessageKind(Enum):
    STEP = auto()
    RESULT = auto()
    FAILURE = auto()


@dataclass(frozen=True, slots=True)
class _Message:
    """What a worker sends: the number of its task, and a value of that kind."""

    number: int
    kind: _MessageKind
    value: Any


Handler = Callable[[Any], object]


class Task:
    """One piece of work under way; `drop` makes the window deaf to it."""

    def __init__(self, number: int, handlers: dict[int, dict[_MessageKind, Handler]]) -> None:
        self._number = number
        self._handlers = handlers

    def drop(self) -> None:
        """Let the work go: nothing of it is delivered from now on."""
        self._handlers.pop(self._number, None)


class Tasks(QObject):
    """Runs blocking functions on daemon threads and delivers what they give on its own thread.

    This object lives in the window's thread, so Qt queues each result to that thread. A worker
    holds only the number of its task. A late result, whose number is no longer known, is ignored.
    """

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._handlers: dict[int, dict[_MessageKind, Handler]] = {}
        self._lock = threading.Lock()
        self._open = True
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        function: Callable[[], Result],
        on_result: Callable[[Result], object],
        on_failure: Callable[[BaseException], object] | None = None,
    ) -> Task:
        """Run the function on a thread of its own; one of the handlers gets what comes of it.

        The handlers are bound methods, or partials of them: one whose QObject is gone by then is
        passed over. The `emit` of a signal is one, too, where its QObject lasts as long as this
        one does. An exception that nobody handles goes to `sys.excepthook`.
        """
        return self._start(lambda _number: function(), on_result, on_failure)

    def run_in_steps(
        self,
        function: Callable[[Callable[[Step], None]], Result],
        on_step: Callable[[Step], object],
        on_result: Callable[[Result], object],
        on_failure: Callable[[BaseException], object] | None = None,
    ) -> Task:
        """Likewise; the function is handed a callable that delivers each step to `on_step`."""

        def work(number: int) -> Result:
            return function(partial(self._send, number, _MessageKind.STEP))

        return self._start(work, on_result, on_failure, on_step)

    def close(self) -> None:
        """Deliver nothing more and wait for nobody: what is stuck ends with the process."""
        with self._lock:
            self._open = False
        self._handlers.clear()

    def _start(
        self,
        function: Callable[[int], Result],
        on_result: Callable[[Result], object],
        on_failure: Callable[[BaseException], object] | None,
        on_step: Callable[[Any], object] | None = None,
    ) -> Task:
        number = next(self._numbers)

        def work() -> None:
            try:
                result = function(number)
            except BaseException as error:  # noqa: BLE001  # handed over, whatever it is
                self._send(number, _MessageKind.FAILURE, error)
            else:
                self._send(number, _MessageKind.RESULT, result)

        handlers: dict[_MessageKind, Handler] = {
            _MessageKind.RESULT: on_result,
            _MessageKind.FAILURE: _raise,
        }
        if on_failure:
            handlers[_MessageKind.FAILURE] = on_failure
        if on_step:
            handlers[_MessageKind.STEP] = on_step
        self._handlers[number] = handlers
        start_thread(work, name=f"task {number}")
        return Task(number, self._handlers)

    def _send(self, number: int, kind: _MessageKind, value: object) -> None:
        # The lock keeps a worker out of Qt once the window has let go of it.
        with self._lock:
            if self._open:
                self._arrived.emit(_Message(number, kind, value))

    def _deliver(self, message: _Message) -> None:
        handlers = self._handlers.get(message.number)
        if handlers is None:
            return
        if message.kind is not _MessageKind.STEP:
            del self._handlers[message.number]
        handler = handlers[message.kind]
        if not _receiver_is_gone(handler):
            handler(message.value)


def _receiver_is_gone(handler: Handler) -> bool:
    while isinstance(handler, partial):
        handler = handler.func
    receiver = getattr(handler, "__self__", None)
    return isinstance(receiver, QObject) and not isValid(receiver)


def _raise(error: BaseException) -> None:
    # PySide hands an exception that leaves a slot to sys.excepthook, here on the window's thread.
    raise error
