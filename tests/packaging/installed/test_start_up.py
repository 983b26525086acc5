"""How long the bundle takes to its window, against a start from the sources."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from iottly_keycheck import __version__
from support.environment import home_variables
from support.processes import end, start

from .conftest import built, unpacked

STARTS = 12
PROMISED = 1.1


def seconds_to_window(command: Sequence[str], home: Path, display: str) -> float:
    """Start a program, and give the time until the X server shows its window."""
    watcher = start(
        ["xev", "-root", "-event", "substructure"],
        env=os.environ | {"DISPLAY": display},
        stdout=subprocess.PIPE,
    )
    assert watcher.stdout is not None
    with closing(watcher.stdout):
        environment = os.environ | home_variables(home) | {"DISPLAY": display}
        began = time.perf_counter()
        process = start(command, env=environment)
        try:
            for line in watcher.stdout:
                if line.startswith(b"MapNotify"):
                    return time.perf_counter() - began
            raise RuntimeError("the X server is gone")
        finally:
            end(process)
            end(watcher)


def test_the_archive_starts_as_fast_as_the_sources(tmp_path: Path, display: str):
    folder = unpacked(built(f"iottly-keycheck-{__version__}-linux-*.tar.gz"), tmp_path / "unpacked")
    commands = {
        "sources": [sys.executable, "-P", "-m", "iottly_keycheck", "--practice"],
        "bundle": [str(folder / "iottly-keycheck"), "--practice"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    # In turns, so that whatever else the computer does is in both.
    for _ in range(STARTS):
        for name, command in commands.items():
            times[name].append(seconds_to_window(command, tmp_path / "home", display))
    best = {name: min(found) for name, found in times.items()}
    for name, found in times.items():
        middle = statistics.median(found)
        sys.stdout.write(
            f"{name}: window after {best[name] * 1000:.0f} ms at best, {middle * 1000:.0f} ms\n"
        )
    assert best["bundle"] <= PROMISED * best["sources"]
