"""A connected socket whose every wait ends with the deadline or the user's wish to stop."""

from __future__ import annotations

import contextlib
import math
import selectors
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from iottly_keycheck.deadline import Deadline

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer


class Poller:
    """Waits for sockets until the deadline; a cancel from another thread wakes it at once.

    Made by `open_poller`. `wake` may be called from any thread to make a wait return early.
    """

    def __init__(
        self, deadline: Deadline, wakeup_reader: socket.socket, wakeup_writer: socket.socket
    ) -> None:
        self.deadline = deadline
        self._wakeup_reader = wakeup_reader
        self._wakeup_writer = wakeup_writer

    def wake(self) -> None:
        # EAGAIN means that a wakeup is in the buffer already; a closed socket, that nobody waits.
        with contextlib.suppress(OSError):
            self._wakeup_writer.send(b"!")

    @contextmanager
    def limited(self, seconds: float) -> Iterator[None]:
        """End the waits inside this block in so many seconds, with the deadline at the latest."""
        whole = self.deadline
        self.deadline = whole.within(seconds)
        try:
            yield
        finally:
            self.deadline = whole

    def ready(
        self, interests: dict[socket.socket, int], seconds: float = math.inf
    ) -> set[socket.socket]:
        """Wait until one of the sockets is ready, `wake` is called or `seconds` are over.

        `interests` maps sockets to selectors' event masks. Raises `Cancelled` or `Expired`.
        """
        self.deadline.raise_if_ended()
        with selectors.DefaultSelector() as selector:
            selector.register(self._wakeup_reader, selectors.EVENT_READ)
            for sock, events in interests.items():
                selector.register(sock, events)
            timeout = min(seconds, self.deadline.remaining())
            found = selector.select(None if math.isinf(timeout) else timeout)
        ready = {key.fileobj for key, _ in found if isinstance(key.fileobj, socket.socket)}
        if self._wakeup_reader in ready:
            ready.discard(self._wakeup_reader)
            self._wakeup_reader.recv(4096)
        if not ready:
            self.deadline.raise_if_ended()
        return ready


@contextmanager
def open_poller(deadline: Deadline) -> Iterator[Poller]:
    """Give the waiter for one ping; its two sockets are closed at the end of the block."""
    wakeup_reader, wakeup_writer = socket.socketpair()
    with wakeup_reader, wakeup_writer:
        wakeup_reader.setblocking(False)
        wakeup_writer.setblocking(False)
        poller = Poller(deadline, wakeup_reader, wakeup_writer)
        with deadline.token.listening(poller.wake):
            yield poller


class DeadlineSocket(socket.socket):
    """A connected TCP socket that takes its time from a waiter; it has no timeout of its own.

    Takes over the descriptor of `connected`. Raises `Cancelled` or `Expired` besides `OSError`.
    `first_bytes` are the first that the peer sent, to tell what it speaks.
    """

    _SNIFFED = 16

    def __init__(self, connected: socket.socket, poller: Poller) -> None:
        super().__init__(fileno=connected.detach())
        super().settimeout(0.0)
        self._poller = poller
        self.first_bytes = b""

    def settimeout(self, value: float | None) -> None:
        """Ignore it: http.client and urllib3 set timeouts, here the deadline rules."""

    def recv(self, bufsize: int, flags: int = 0) -> bytes:
        while True:
            try:
                data = super().recv(bufsize, flags)
            except BlockingIOError:
                self._poller.ready({self: selectors.EVENT_READ})
            else:
                self._poller.deadline.raise_if_ended()
                if len(self.first_bytes) < self._SNIFFED:
                    self.first_bytes += data[: self._SNIFFED]
                return data

    def recv_into(self, buffer: WriteableBuffer, nbytes: int = 0, flags: int = 0) -> int:
        with memoryview(buffer) as view:
            data = self.recv(nbytes or view.nbytes, flags)
            view[: len(data)] = data
            return len(data)

    def send(self, data: ReadableBuffer, flags: int = 0) -> int:
        while True:
            try:
                sent = super().send(data, flags)
            except BlockingIOError:
                self._poller.ready({self: selectors.EVENT_WRITE})
            else:
                self._poller.deadline.raise_if_ended()
                return sent

    def sendall(self, data: ReadableBuffer, flags: int = 0) -> None:
        with memoryview(data) as view, view.cast("B") as octets:
            sent = 0
            while sent < len(octets):
                sent += self.send(octets[sent:], flags)
