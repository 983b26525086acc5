"""A window whose keyring is in memory and whose checks do what the test says."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from iottly_keycheck.cause import Cause
from iottly_keycheck.check import StoredKey
from iottly_keycheck.connection.observation import OnStage, Stage, StageId, StageState
from iottly_keycheck.deadline import CancelToken
from iottly_keycheck.diagnosis.hint import Hint
from iottly_keycheck.diagnosis.report import Program, Report
from iottly_keycheck.keys.database import MEMORY, Database
from iottly_keycheck.keys.key_list import KeyList
from iottly_keycheck.keys.memory_store import MemoryStore
from iottly_keycheck.keys.model import Finding
from iottly_keycheck.settings import Settings, SettingsInMemory
from iottly_keycheck.ui.parts import WindowParts
from iottly_keycheck.ui.theme import Theme
from iottly_keycheck.ui.window import MainWindow, make_window

KEY = "719cc48b13aa7be9a89a433493966f64"


def make_report(description: str, cause: Cause = Cause.OK) -> Report:
    """Make a report in which everything went as `cause` says."""
    return Report(
        program=Program("iottly-keycheck", "0", "test"),
        checked_at=datetime.now(UTC),
        description=description,
        url="https://api.cloud.iottly.com/v1.0/project/ping",
        cause=cause,
        headline="",
        next_steps=(),
        hints=(),
        hint_texts=(),
        stages=tuple(Stage(stage, StageState.OK, 1) for stage in StageId),
        elapsed_ms=6,
    )


@dataclass
class ScriptedChecker:
    """Checks as the test says: each emits a stage, then waits until it may end."""

    keys: Callable[[], KeyList]
    cause: Cause = Cause.OK
    in_hand: object = None
    may_end: threading.Event = field(default_factory=threading.Event)
    checked: list[str] = field(default_factory=list)

    def check(
        self,
        target: StoredKey,
        settings: Settings,
        token: CancelToken,
        on_stage: OnStage,
        extra_hints: tuple[Hint, ...] = (),
    ) -> Report:
        """Stand in for `Checker.check`."""
        self.checked.append(target.description)
        on_stage(Stage(StageId.KEY, StageState.RUNNING))
        on_stage(Stage(StageId.PROXY, StageState.SKIPPED))
        on_stage(Stage(StageId.DNS, StageState.RUNNING))
        with token.listening(self.may_end.set):
            self.may_end.wait()
        cause = Cause.CANCELLED if token.cancelled else self.cause
        report = make_report(target.description, cause)
        self.keys().record(
            target.id,
            Finding(report.checked_at, cause.value, False, 200, 6, settings.path_id, ""),
        )
        return report


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def keys(store: MemoryStore) -> Iterator[KeyList]:
    """Give a key list with the three keys that most tests need, in this order."""
    keys = KeyList(Database(MEMORY), store)
    for number, description in enumerate(("Analytics", "Reporting", "John Smith")):
        keys.add(description, f"{number}{KEY[1:]}")
    yield keys
    keys.close()


@pytest.fixture
def checker(keys: KeyList) -> Iterator[ScriptedChecker]:
    checker = ScriptedChecker(lambda: keys)
    yield checker
    checker.may_end.set()


@pytest.fixture
def settings() -> SettingsInMemory:
    return SettingsInMemory(Settings())


@pytest.fixture(scope="session")
def theme(qapp: object) -> Theme:
    return Theme(qapp)


@pytest.fixture
def window(
    qtbot: QtBot,
    theme: Theme,
    keys: KeyList,
    checker: ScriptedChecker,
    settings: SettingsInMemory,
    store: MemoryStore,
) -> Iterator[MainWindow]:
    """The window, shown, with its list loaded and the first key selected."""
    window = make_window(WindowParts(keys, checker, settings, store))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.sessions.list.loaded):
        window.show()
    # Shortcuts are for the active window, and there is no window manager that would choose it.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()
    window.sessions.language.leave()  # else the next test may have its words
