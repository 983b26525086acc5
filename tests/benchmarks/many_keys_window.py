"""A window with keys, in a process of its own: `many_keys_window.py JOB URL KEYS STORE KEYRING`.

JOB is `test` (Test all), `find` (open the list, type into the search), `check` (test one key) or
`freeze` (test one key whose keyring, the process KEYRING, answers no more); STORE is `memory` or
`keyring`. It prints what it has measured as one JSON object, in milliseconds.
"""

from __future__ import annotations

import json
import os
import signal
import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance
from PySide6.QtTest import QTest

from iottly_keycheck.check import Checker
from iottly_keycheck.connection.ping import Ping
from iottly_keycheck.connection.proxy_choice.route import SystemProxy
from iottly_keycheck.diagnosis.report import ProgramInfo
from iottly_keycheck.keys.list.database import MEMORY, Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.list.key_table import KeyTable
from iottly_keycheck.keys.stores.key_stores import KEYRING
from iottly_keycheck.keys.stores.keyring_store import KeyringStore
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.secret import Secret, SecretStore
from iottly_keycheck.settings import PROXY_NONE, Settings, SettingsInMemory
from iottly_keycheck.ui.checks.batch_controller import Progress
from iottly_keycheck.ui.shell.application import make_application
from iottly_keycheck.ui.shell.dependencies import WindowDependencies
from iottly_keycheck.ui.shell.main_window import MainWindow, make_window
from iottly_keycheck.ui.style.theme import Theme
from support.heartbeat import Heartbeat

SEARCH = "operator 12"


def fill(database: Database, store: SecretStore, count: int) -> None:
    """Have so many keys, without looking at each of them whether it is there already."""
    table = KeyTable(database)
    now = datetime.now(UTC)
    for number in range(count):
        entry = table.insert(f"Operator {number}", ("0000", "abcd"), KEYRING, now)
        store.set(entry.secret_name, Secret(f"{number:032x}"))
        table.publish(entry, now)


def until(signal: SignalInstance) -> None:
    """Let the window work until the signal comes."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    loop.exec()


def work(ms: int) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def test_all(window: MainWindow) -> float:
    """Test all keys; give how long it took."""
    over = QEventLoop()
    ended: list[Progress] = []

    def look(progress: Progress) -> None:
        if progress.over:
            ended.append(progress)
            over.quit()

    window.controllers.batches.progressed.connect(look)
    started = time.perf_counter()
    QTimer.singleShot(0, window.main_view.menu_actions.test_all.trigger)
    over.exec()
    took = (time.perf_counter() - started) * 1000
    assert (ended[0].done, ended[0].failed) == (ended[0].total, 0), ended[0]
    return took


def check(window: MainWindow) -> dict[str, float]:
    """Test the first key to the end."""
    heart = Heartbeat(window)
    started = time.perf_counter()
    QTimer.singleShot(0, window.main_view.menu_actions.test.trigger)
    until(window.controllers.checks.finished)
    work(500)
    took = (time.perf_counter() - started) * 1000
    return {"ms": took, "stall_ms": float(heart.longest_ms)}


def keystroke(window: MainWindow) -> float:
    """Type into the search; give what a keystroke takes until the list is painted anew."""
    search = window.main_view.panel.tools.search
    search.begin()
    took = []
    for sign in SEARCH:
        started = time.perf_counter()
        QTest.keyClick(search, sign)
        window.main_view.panel.view.viewport().repaint()
        took.append((time.perf_counter() - started) * 1000)
        work(50)
    return statistics.median(took)


def reading(store: SecretStore, count: int) -> float:
    """Give what reading all the secrets takes, one after the other."""
    started = time.perf_counter()
    for number in range(count):
        assert store.get(f"key:{number}") is not None
    return (time.perf_counter() - started) * 1000


def main(job: str, url: str, count: int, kind: str, keyring: str) -> dict[str, float]:
    """Do the job in a window on so many keys."""
    application = make_application("iottly-keycheck")
    Theme(application)
    store: SecretStore = KeyringStore("benchmark") if kind == "keyring" else MemoryStore()
    database = Database(MEMORY)
    fill(database, store, count)
    keys = KeyList(database, store)
    ping = Ping({}, lambda _: SystemProxy(), "benchmark")
    checker = Checker(ping, lambda: keys, MemoryStore(), ProgramInfo("benchmark", "0", "test"))
    settings = SettingsInMemory(Settings(url=url, proxy=PROXY_NONE, timeout=3))
    window = make_window(WindowDependencies(keys, checker, settings, MemoryStore()))
    window.show()
    window.repaint()
    heart = Heartbeat(window)
    until(window.controllers.list.loaded)
    work(500)
    if job == "test":
        heart = Heartbeat(window)
        took = test_all(window)
        found = {"ms": took, "stall_ms": float(heart.longest_ms)}
        if kind == "keyring":
            found["store_ms"] = reading(store, count)
        return found
    if job == "check":
        return check(window)
    if job == "freeze":
        os.kill(int(keyring), signal.SIGSTOP)
        return check(window)
    stall = float(heart.longest_ms)
    return {"ms": keystroke(window), "stall_ms": stall}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), *sys.argv[4:])))
