"""The window's start and memory against a bare window's, and what it does while nobody does."""

from __future__ import annotations

import os
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.installed import as_installed
from benchmarks.many_keys_window import fill
from iottly_keycheck.keys.list.database import MEMORY, Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import CheckRecord
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from support.display import x_server
from support.environment import home_variables

ROUNDS = 9
FEW, MANY = 20, 10_000
IDLE_SECONDS = 60
_LOOK_SECONDS = 0.1
_CHILD = Path(__file__).with_name("started_window.py")
_SLEPT = re.compile(r"^voluntary_ctxt_switches:\s*(\d+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Start:
    """Milliseconds from the process's start, and kB."""

    painted: float
    loaded: float
    memory: float


def measure() -> Iterator[Figure]:
    """Measure windows on a screen of their own, in turns."""
    with tempfile.TemporaryDirectory() as folder, x_server() as display:
        home = Path(folder)
        screen = {**as_installed(home), "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        few, many = (screen | _home(home / str(count), count) for count in (FEW, MANY))
        starts = [
            (_start("bare", few), _start("ours", few), _start("ours", many))
            for _ in range(ROUNDS + 1)
        ][1:]
        bare, ours, full = (list(each) for each in zip(*starts, strict=True))
        yield Figure(
            f"start to first paint, {FEW} keys",
            _median([each.painted for each in ours]),
            "a bare QMainWindow with a QTableView",
            _median([each.painted for each in bare]),
            1.25,
        )
        yield Figure(
            f"start to the list shown, {FEW} keys",
            _median([each.loaded for each in ours]),
            "the same, painted",
            _median([each.painted for each in bare]),
        )
        yield Figure(
            f"peak memory, {FEW} keys",
            _median([each.memory for each in ours]) / 1000,
            "the same",
            _median([each.memory for each in bare]) / 1000,
            1.3,
            "MB",
        )
        yield Figure(
            f"start with {MANY:,} keys, to the list shown",
            _median([each.loaded for each in full]),
            f"with {FEW}",
            _median([each.loaded for each in ours]),
            1.3,
        )
        _record(few)
        yield from _idle(few)


def _idle(environment: Mapping[str, str]) -> Iterator[Figure]:
    """Count the wake-ups of the program, whose ages move on all the time, and of a bare window.

    Both are seen in the same minute on the same screen. What a bare window has is Qt's and the
    desktop's; besides that, one is allowed: the ages, once a minute.
    """
    with _running("ours", environment) as ours, _running("bare", environment) as bare:
        for process in (ours, bare):
            _until(process, "painted")
            _until(process, "loaded")
        _watch(ours, 5)  # what is done late at the start is done by then
        before = _cpu_ms(ours.pid)
        woken, bare_woken = _wake_ups(ours, bare)
        working = _cpu_ms(ours.pid) - before
        for process in (ours, bare):
            _end(process)
    what, yardstick = f"idle for {IDLE_SECONDS} s", f"a bare window's ({bare_woken}), and the ages"
    yield Figure(f"{what}, wake-ups", woken, yardstick, bare_woken + 1, 1, " ×")
    yield Figure(f"{what}, working", working, "0.1 %", IDLE_SECONDS, 1)


def _wake_ups(*programs: subprocess.Popen[str]) -> list[int]:
    """Count for a minute how often each of the programs wakes.

    A wake-up is a moment in which threads of the program ran, whichever and however often: one
    tick of a timer waits for the X server and for Qt's thread that reads from it, which makes
    four context switches. So what counts is whether there was any since the last look; where it
    goes on in the next look it is still the same, and in the one after that another.
    """
    pids = [program.pid for program in programs]
    counts, switches, woken = [0] * len(pids), [_switches(pid) for pid in pids], [False] * len(pids)
    end = time.monotonic() + IDLE_SECONDS
    while time.monotonic() < end:
        _watch(programs[0], _LOOK_SECONDS)
        for place, pid in enumerate(pids):
            before, switches[place] = switches[place], _switches(pid)
            woken[place] = switches[place] != before and not woken[place]
            counts[place] += woken[place]
    return counts


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)


def _home(home: Path, keys: int) -> dict[str, str]:
    """Make a home whose list has so many keys; give the variables that lead there."""
    variables = home_variables(home)
    folder = Path(variables["XDG_DATA_HOME"]) / "iottly-keycheck"
    folder.mkdir()
    database = Database(MEMORY)
    fill(database, MemoryStore(), keys)
    with database.reading() as source, closing(sqlite3.connect(folder / "keys.sqlite3")) as copy:
        source.backup(copy)
    return variables


def _record(environment: Mapping[str, str]) -> None:
    """Have a result for each key, so that all the ages on the screen move on every minute."""
    file = Path(environment["XDG_DATA_HOME"]) / "iottly-keycheck" / "keys.sqlite3"
    with closing(KeyList(Database(file), MemoryStore())) as keys:
        for row in keys.rows():
            keys.record(row.id, CheckRecord(datetime.now(UTC), "ok", False, 200, 6, "", ""))


def _start(kind: str, environment: Mapping[str, str]) -> _Start:
    started = time.perf_counter()
    with _running(kind, environment) as process:
        painted = _until(process, "painted") - started
        loaded = _until(process, "loaded") - started
        _watch(process, 0.5)  # for what is done late at the start
        return _Start(painted * 1000, loaded * 1000, float(_end(process)))


def _watch(process: subprocess.Popen[str], seconds: float) -> None:
    """Let the program go on for so long; it is not expected to end."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)


@contextmanager
def _running(kind: str, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, str(_CHILD), kind],
        env=dict(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()  # where it did not end by itself


def _until(process: subprocess.Popen[str], word: str) -> float:
    assert process.stdout
    line = process.stdout.readline()
    assert line == f"{word}\n", line
    return time.perf_counter()


def _end(process: subprocess.Popen[str]) -> str:
    answer, _ = process.communicate("end\n", timeout=30)
    return answer


def _switches(pid: int) -> dict[str, str]:
    """Give how often each thread has gone to sleep: who wakes does it once more."""
    statuses = Path(f"/proc/{pid}/task").glob("*/status")
    return {str(status): _SLEPT.findall(status.read_text())[0] for status in statuses}


def _cpu_ms(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) * 1000 / os.sysconf("SC_CLK_TCK")  # utime and stime
