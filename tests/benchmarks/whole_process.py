"""`check --key-stdin --json` as a whole process, against Python with `requests`, and curl."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figures import Figure, in_turns
from benchmarks.healthy_check import KEY
from benchmarks.installed import as_installed
from benchmarks.server import tls_api
from iottly_keycheck.connection.facts.address import PING_PATH

ROUNDS = 15


def measure() -> Iterator[Figure]:
    """Measure the command line from start to exit."""
    with tls_api() as (url, trusted), tempfile.TemporaryDirectory() as folder:
        trust = dict.fromkeys(
            ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"), str(trusted)
        )
        environment = {**as_installed(Path(folder)), **trust}
        header = f"Authentication: bearer {KEY}"

        def run(*command: str, key: str = "") -> None:
            subprocess.run(
                command, input=key, env=environment, check=True, capture_output=True, text=True
            )

        def ours() -> None:
            options = ("--key-stdin", "--json", "--proxy", "none", "--url", url)
            run(sys.executable, "-m", "iottly_keycheck", "check", *options, key=KEY)

        def by_requests() -> None:
            script = f"import requests; requests.get({url + PING_PATH!r})"
            run(sys.executable, "-c", script)

        def by_curl() -> None:
            run("curl", "--silent", "--header", "@-", url + PING_PATH, key=header)

        what = "check --key-stdin --json, whole process"
        yield Figure(what, *_pair(ours, by_requests, "python -c 'requests.get(…)'"), 1.5)
        if shutil.which("curl"):
            yield Figure(what, *_pair(ours, by_curl, "curl"))


def _pair(
    ours: Callable[[], None], yardstick: Callable[[], None], name: str
) -> tuple[float, str, float]:
    medians = in_turns(ours, yardstick, ROUNDS)
    return medians[0], name, medians[1]
