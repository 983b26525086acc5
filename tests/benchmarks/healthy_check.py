"""A healthy ping in a warm process against one GET by `requests` with the same trust."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator
from typing import Any

import requests
import truststore
from requests.adapters import HTTPAdapter

from benchmarks.figures import Figure, in_turns
from benchmarks.server import tls_api
from iottly_keycheck.connection.facts.address import PING_PATH
from iottly_keycheck.connection.ping import Ping
from iottly_keycheck.connection.proxy_choice.route import SystemProxy
from iottly_keycheck.deadline import Deadline
from iottly_keycheck.diagnosis.rules.diagnose import diagnose
from iottly_keycheck.secret import Secret
from iottly_keycheck.settings import Settings

ROUNDS = 200
KEY = "0123456789abcdef" * 2


class _Trusting(HTTPAdapter):
    """An adapter with a TLS context like the program's, made once."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)


def measure() -> Iterator[Figure]:
    """Measure a ping and its diagnosis."""
    with tls_api() as (url, trusted):
        os.environ["SSL_CERT_FILE"] = str(trusted)
        ping = Ping({}, lambda _: SystemProxy(), "benchmark")
        settings = Settings(url=url)
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

        def ours() -> None:
            seen = ping(settings, Secret(KEY), None, Deadline(15), lambda _: None)
            assert diagnose(seen) == "ok", seen

        def yardstick() -> None:
            with requests.Session() as session:
                session.trust_env = False
                session.mount("https://", _Trusting(context))
                header = {"Authentication": f"bearer {KEY}"}
                # Its default would load the whole of certifi's list at every connection.
                answer = session.get(url + PING_PATH, headers=header, verify=str(trusted))
                assert answer.json() == {"status": "pong"}

        medians = in_turns(ours, yardstick, ROUNDS)
        yield Figure(
            "healthy check, warm process", medians[0], "one GET, requests.Session", medians[1], 1.3
        )
