"""A window whose keyring is in memory and whose checks do what the test says."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from iottly_keycheck.cause import Cause
from iottly_keycheck.check import CheckResult, StoredKey, ignore_stage, record_of
from iottly_keycheck.connection.facts.observation import OnStage, Stage, StageId, StageState
from iottly_keycheck.deadline import CancelToken
from iottly_keycheck.diagnosis.hint import Hint
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.keys.list.database import MEMORY, Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import CheckRecord
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.keys.stores.secret_cache import SecretCache
from iottly_keycheck.settings import Settings, SettingsInMemory
from iottly_keycheck.ui.shell.dependencies import WindowDependencies
from iottly_keycheck.ui.shell.main_window import MainWindow, make_window
from iottly_keycheck.ui.style.theme import Theme
from support.reports import make_report

from .screen import Screen

KEY = "719cc48b13aa7be9a89a433493966f64"


@dataclass
class ScriptedChecker:
    """Stands in for `Checker`: each check waits after its first stages until it may end."""

    keys: Callable[[], KeyList]
    cause: Cause = Cause.OK
    secret_cache: SecretCache | None = None
    may_end: threading.Event = field(default_factory=threading.Event)
    checked: list[str] = field(default_factory=list)

    def with_secret_cache(self) -> "ScriptedChecker":
        return self

    def check(
        self,
        target: StoredKey,
        settings: Settings,
        token: CancelToken,
        on_stage: OnStage = ignore_stage,
        extra_hints: tuple[Hint, ...] = (),
        *,
        record: bool = True,
    ) -> CheckResult:
        self.checked.append(target.description)
        on_stage(Stage(StageId.KEY, StageState.RUNNING))
        on_stage(Stage(StageId.PROXY, StageState.RUNNING))
        on_stage(Stage(StageId.PROXY, StageState.SKIPPED))
        on_stage(Stage(StageId.DNS, StageState.RUNNING))
        with token.listening(self.may_end.set):
            self.may_end.wait()
        if token.cancelled:
            return CheckResult(make_report(Cause.CANCELLED, description=target.description))
        on_stage(Stage(StageId.DNS, StageState.OK, 1))
        for on_the_way in (StageId.TCP, StageId.HTTP):
            on_stage(Stage(on_the_way, StageState.RUNNING))
            on_stage(Stage(on_the_way, StageState.OK, 1))
        report = make_report(
            self.cause,
            description=target.description,
            http_status=200,
            hints=extra_hints,
            hint_texts=("",) * len(extra_hints),
        )
        return CheckResult(report, self.record(target, settings, report) if record else None)

    def record(self, target: StoredKey, settings: Settings, report: Report) -> CheckRecord | None:
        """Stand in for `Checker.record`."""
        return self.keys().record(target.id, record_of(report, settings))


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
    window = make_window(WindowDependencies(keys, checker, settings, store))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.controllers.list.loaded):
        window.show()
    # Shortcuts are for the active window, and there is no window manager that would choose it.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()
    window.controllers.language.uninstall()  # else the next test may have its words


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> Screen:
    """What the user does and sees in the window."""
    return Screen(window, qtbot)
