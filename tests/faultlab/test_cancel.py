"""Ctrl-C while a name is being resolved, which no program can interrupt."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.checks import KEY
from support.environment import home_variables
from support.islands import NETWORKS, Island, island
from support.name_server import AAAA, A, NameServer, Zone

HOST = "silent.lab.test"
LONGEST = 0.4
"""Seconds: 0.2 for the check, the rest for Python to end."""


@pytest.fixture
def silent_network() -> Iterator[tuple[Island, NameServer]]:
    with (
        island() as network,
        NameServer(network.udp("127.0.0.53"), {HOST: Zone(silent_for=(A, AAAA))}) as name_server,
    ):
        network.ip("route add default dev lo")
        yield network, name_server


@pytest.mark.needs(*NETWORKS)
def test_ctrl_c_while_the_name_server_is_silent(
    silent_network: tuple[Island, NameServer], tmp_path: Path
) -> None:
    network, name_server = silent_network
    resolv_conf = tmp_path / "resolv.conf"
    resolv_conf.write_text("nameserver 127.0.0.53\n")
    program = [sys.executable, "-P", "-m", "iottly_keycheck", "check", "--json", "--key-stdin"]
    with subprocess.Popen(
        [*network.before(resolv_conf), *program, "--url", f"https://{HOST}/v1.0"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PATH": os.environ["PATH"]} | home_variables(tmp_path / "home"),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(KEY.encode())
        process.stdin.close()
        waiting = threading.Event()
        while not name_server.asked and process.poll() is None:
            waiting.wait(0.02)
        process.send_signal(signal.SIGINT)
        started = time.monotonic()
        report = json.loads(process.stdout.read())
        code = process.wait(10)
        taken = time.monotonic() - started
    assert (code, report["cause"]) == (130, "cancelled")
    assert taken < LONGEST
