"""Work that Ctrl-C stops in good order, with what it has found so far."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from iottly_keycheck.deadline import CancelToken, start_thread

_DONE = b"\0"
_INTERRUPT = bytes([signal.SIGINT])


def run_until_interrupted(work: Callable[[CancelToken], None]) -> bool:
    """Run `work` on a thread of its own to its end; tell whether Ctrl-C was pressed meanwhile.

    Each Ctrl-C cancels the token and does nothing else; after the first, later ones do nothing
    for good, as the program is about to end. Called on the main thread. What `work` raises is
    raised here.
    """
    token = CancelToken()
    failures: list[BaseException] = []
    interrupted = False
    wakeup_reader, wakeup_writer = socket.socketpair()
    with wakeup_reader, wakeup_writer:

        def run() -> None:
            try:
                work(token)
            except BaseException as error:  # noqa: BLE001  # raised below, whatever it is
                failures.append(error)
            finally:
                wakeup_writer.send(_DONE)

        with _write_signals_to(wakeup_writer):
            start_thread(run, name="checks")
            while (word := wakeup_reader.recv(1)) != _DONE:
                if word == _INTERRUPT:
                    interrupted = True
                    token.cancel()
            if interrupted:
                signal.signal(signal.SIGINT, signal.SIG_IGN)
    if failures:
        raise failures[0]
    return interrupted


@contextmanager
def _write_signals_to(wakeup_writer: socket.socket) -> Iterator[None]:
    """Have the number of each signal written there, in place of a `KeyboardInterrupt`.

    Python's own handlers run between two steps of the main thread, which waits here and makes
    none: on Windows never, elsewhere not where the signal comes just before it begins to wait.
    """

    def ignore(number: int, frame: FrameType | None) -> None:
        """Let the number that was written be all that happens."""

    wakeup_writer.setblocking(False)
    handler = signal.signal(signal.SIGINT, ignore)
    told = signal.set_wakeup_fd(wakeup_writer.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(told)
        if signal.getsignal(signal.SIGINT) is ignore:
            signal.signal(signal.SIGINT, handler)
