"""A DNS server whose answers depend on the name that is asked for (RFC 1035)."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import struct
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import TracebackType
from typing import Self

A, AAAA = 1, 28

_TICK = 0.1
"""Seconds between two looks at whether to stop."""


class Code(IntEnum):
    """Response codes (RFC 1035, section 4.1.1)."""

    NO_ERROR = 0
    SERVER_FAILURE = 2
    NO_SUCH_NAME = 3
    REFUSED = 5


@dataclass(frozen=True, slots=True)
class Zone:
    """What is known of one name. A family whose type is in `silent_for` gets no answer at all."""

    addresses: tuple[str, ...] = ()
    code: Code = Code.NO_ERROR
    silent_for: tuple[int, ...] = ()
    failing_for: tuple[int, ...] = ()


class NameServer:
    """Answers questions on a UDP socket as long as the context lasts; unknown names do not exist.

    `asked` are the names that were asked for.
    """

    def __init__(self, sock: socket.socket, zones: Mapping[str, Zone]) -> None:
        self._sock = sock
        self._zones = zones
        self._thread = threading.Thread(target=self._serve, daemon=True, name="name server")
        self._stopping = threading.Event()
        self.asked: list[str] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._thread.join(10)
        self._sock.close()

    def _serve(self) -> None:
        self._sock.settimeout(_TICK)
        while not self._stopping.is_set():
            try:
                data, address = self._sock.recvfrom(4096)
            except OSError:
                continue
            answer = self._answer(data)
            if answer is not None:
                with contextlib.suppress(OSError):
                    self._sock.sendto(answer, address)

    def _answer(self, data: bytes) -> bytes | None:
        number, _, _ = struct.unpack("!HHH", data[:6])
        name, end = _name(data, 12)
        (kind,) = struct.unpack("!H", data[end : end + 2])
        question = data[12 : end + 4]
        self.asked.append(name)
        zone = self._zones.get(name)
        if zone is None:
            return _message(number, Code.NO_SUCH_NAME, question)
        if kind in zone.silent_for:
            return None
        if kind in zone.failing_for:
            return _message(number, Code.SERVER_FAILURE, question)
        records = [
            packed
            for address in zone.addresses
            if len(packed := ipaddress.ip_address(address).packed) == {A: 4, AAAA: 16}.get(kind)
        ]
        return _message(number, zone.code, question, kind, records)


def _name(data: bytes, start: int) -> tuple[str, int]:
    labels = []
    while length := data[start]:
        labels.append(data[start + 1 : start + 1 + length].decode("latin-1"))
        start += length + 1
    return ".".join(labels).lower(), start + 1


def _message(
    number: int, code: Code, question: bytes, kind: int = A, records: list[bytes] | None = None
) -> bytes:
    found = records or []
    # An answer, recursion wanted and available.
    header = struct.pack("!HHHHHH", number, 0x8180 | code, 1, len(found), 0, 0)
    # The name of each record is a pointer to the question's.
    lines = [struct.pack("!HHHIH", 0xC00C, kind, 1, 60, len(data)) + data for data in found]
    return header + question + b"".join(lines)
