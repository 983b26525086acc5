"""Automatic proxy configuration: a PAC file fetched, and evaluated in a process of its own.

A PAC file is a program from the network. The child that runs it has an empty environment, cannot
open a file, and is limited in time and memory (see `pac_child`).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

from iottly_keycheck.connection.facts.address import (
    AddressError,
    Endpoint,
    ProxyAddress,
    parse_pac,
    parse_proxy,
)
from iottly_keycheck.connection.facts.observation import DirectReason, ProxySource
from iottly_keycheck.connection.proxy_choice import pac_child
from iottly_keycheck.connection.proxy_choice.route import Route, direct, through
from iottly_keycheck.deadline import Deadline, Expired

LONGEST_FILE = 1024 * 1024
LONGEST_RUN = 5.0
"""Seconds that a PAC file may compute; of a short deadline, a third: the direct way comes after."""

Fetch = Callable[[Endpoint], str]
"""Fetches a PAC file over HTTP; raises `PacFailed`."""

CHILD_COMMAND = (
    # A bundle has no interpreter and no file of ours: it starts itself, by recipes/start.py.
    (sys.executable, "--run-pac-file")
    if getattr(sys, "frozen", False)
    else (sys.executable, "-I", str(pac_child.__file__))
)

_KEYWORDS = {
    "PROXY": "http",
    "HTTP": "http",
    "HTTPS": "https",
    "SOCKS": "socks5h",
    "SOCKS5": "socks5h",
}


class PacFailed(Exception):
    """The PAC file cannot be fetched or evaluated; the text says why, for support."""


def routes_by_pac(
    address: str, variable: str, endpoint: Endpoint, fetch: Fetch, deadline: Deadline
) -> tuple[Route, ...]:
    """Give the routes that the PAC file names for the endpoint, in its order.

    Raises `PacFailed`, or `Cancelled` and `Expired` of the deadline.
    """
    script = _load(address, fetch)
    answer = _evaluate(script, endpoint, deadline)
    routes = tuple(_route(entry, variable) for entry in answer.split(";") if entry.strip())
    known = tuple(route for route in routes if route is not None)
    if not known and routes:
        raise PacFailed(f"no proxy of a known kind in {answer[:200]!r}")
    return known or (_direct(),)


def _load(address: str, fetch: Fetch) -> str:
    try:
        source = parse_pac(address)
    except AddressError as error:
        raise PacFailed(f"address: {error.fault}") from error
    if isinstance(source, Endpoint):
        return fetch(source)
    try:
        with source.open("rb") as file:
            return file.read(LONGEST_FILE).decode("utf-8-sig", "replace")
    except OSError as error:
        raise PacFailed(str(error)) from error


def _evaluate(script: str, endpoint: Endpoint, deadline: Deadline) -> str:
    """Run the script in the child; give what FindProxyForURL answers."""
    question = {
        "script": script,
        # Browsers tell a PAC file no path of an https URL either.
        "url": f"{endpoint.scheme}://{endpoint.host}/",
        "host": endpoint.host,
    }
    answer = _run_child(json.dumps(question), deadline)
    try:
        values: dict[str, Any] = json.loads(answer)
    except ValueError:
        raise PacFailed("the script used more time or memory than it may") from None
    if "error" in values:
        raise PacFailed(str(values["error"])[:500])
    return str(values["answer"])


def _run_child(question: str, deadline: Deadline) -> str:
    # The environment is empty but for what Windows needs to start Python at all.
    environment = pac_child.needed_environment()
    child = subprocess.Popen(  # our own interpreter and file
        CHILD_COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
        encoding="utf-8",
    )
    assert child.stdin is not None
    assert child.stdout is not None
    with child, deadline.token.listening(child.kill):
        try:
            # Until it says that it has started, a slow computer is at work, not the script.
            _write_all(child.stdin, question)
            deadline.within(deadline.remaining() / 2).call(child.stdout.readline)
            longest = min(LONGEST_RUN, deadline.remaining() / 3)
            answer = deadline.within(longest).call(child.stdout.read)
        except Expired:
            child.kill()
            deadline.raise_if_ended()
            raise PacFailed("the script does not end") from None
    deadline.raise_if_ended()
    return answer


def _write_all(stream: IO[str], text: str) -> None:
    with suppress(BrokenPipeError), stream:
        stream.write(text)


def _route(entry: str, variable: str) -> Route | None:
    """Read one entry of the answer: "PROXY host:port", "DIRECT", …"""
    keyword, _, address = entry.strip().partition(" ")
    if keyword.upper() == "DIRECT":
        return _direct()
    scheme = _KEYWORDS.get(keyword.upper())
    if scheme is None:
        return None
    try:
        proxy: ProxyAddress = parse_proxy(f"{scheme}://{address.strip()}")
    except AddressError:
        return None
    return through(proxy, ProxySource.PAC, variable)


def _direct() -> Route:
    return direct(DirectReason.PAC, ProxySource.PAC)
