"""The one place that makes the objects and hands them over.

What objects are made of is imported where they are made: a start loads what it needs, no more.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from iottly_keycheck import __version__

if TYPE_CHECKING:
    from platformdirs import PlatformDirs

    from iottly_keycheck.check import Checker
    from iottly_keycheck.cli.overrides import ProxyLogin
    from iottly_keycheck.connection.facts.observation import Observation, OnStage
    from iottly_keycheck.connection.ping import Ping
    from iottly_keycheck.deadline import Deadline
    from iottly_keycheck.diagnosis.report import ProgramInfo as ReportedProgram
    from iottly_keycheck.keys.list.key_list import KeyList
    from iottly_keycheck.keys.model import ListProblem
    from iottly_keycheck.practice import PracticeApi
    from iottly_keycheck.secret import Secret, SecretStore
    from iottly_keycheck.settings import Settings, SettingsStore
    from iottly_keycheck.ui.shell.dependencies import WindowDependencies
    from iottly_keycheck.ui.shell.single_instance import SingleInstance

NAME = "iottly-keycheck"
"""What folders and keyring entries are called."""

_LIST_FILE = "keys.sqlite3"
_SETTINGS_FILE = "settings.json"
_LOG_FILE = "log.txt"
_WINDOW_FILE = "window.ini"

_PRACTICE_TIMEOUT = 6.0
"""Seconds: longer than the slow sample key takes, and nobody waits long for the silent one."""


class _Dependencies:
    """The collaborators of a command or of the window, as `cli.parts.Dependencies` has them.

    The list is made when it is first asked for: a key from standard input goes without it, and
    what it needs takes 20 ms to import.
    """

    def __init__(self, make_list: Callable[[], KeyList], settings: SettingsStore) -> None:
        from iottly_keycheck.keys.stores.password_store import PasswordStore

        self._make_list = make_list
        self._settings = settings
        self._list: KeyList | None = None
        self.proxy_passwords: SecretStore = PasswordStore(lambda: self.keys().stores)

    def keys(self) -> KeyList:
        if self._list is None:
            self._list = self._make_list()
        return self._list

    def list_problems(self) -> tuple[ListProblem, ...]:
        return () if self._list is None else self._list.problems

    def settings(self) -> SettingsStore:
        return self._settings

    def checker(self, proxy_login: ProxyLogin | None = None) -> Checker:
        from iottly_keycheck.check import Checker

        passwords = self.proxy_passwords if proxy_login is None else _typed(proxy_login)
        return Checker(_Pings(), self.keys, passwords, _program())

    def close(self) -> None:
        if self._list is not None:
            self._list.close()


class Composition:
    """Makes the parts that command line and window ask for; see `cli.parts.ProgramInfo`."""

    def __init__(self) -> None:
        # Before any file is made: what this program writes is nobody else's to read.
        os.umask(0o077)

    @contextmanager
    def parts(self, *, practice: bool, in_window: bool = False) -> Iterator[_Dependencies]:
        """Give the user's own parts, or those of a practice API that lasts as long."""
        if practice:
            with _practice_parts() as parts:
                yield parts
        else:
            with _logging(), _own_parts(in_window=in_window) as parts:
                yield parts

    def open_window(self, *, practice: bool) -> int:
        """Open the window and give its exit status when it closes.

        Where one is open on the same list, that one is raised instead.
        """
        from iottly_keycheck.ui.shell.application import make_application

        application = make_application(NAME)
        first = None if practice else _first_window()
        if first and not first.claim(os.environ.get("XDG_ACTIVATION_TOKEN", "")):
            return 0
        from iottly_keycheck.ui.shell import app

        folder = None if practice else _places().user_log_path
        make_parts = partial(self._window_parts, practice=practice)
        with app.report_crashes(folder, f"{NAME} {__version__}, {_system()}") as crashes:
            return app.run(application, make_parts, _window_file(practice), crashes, first)

    @contextmanager
    def _window_parts(self, *, practice: bool) -> Iterator[WindowDependencies]:
        """Give what a window is made of; from the user's own one leads to the practice API."""
        from iottly_keycheck.ui.shell.dependencies import WindowDependencies

        with self.parts(practice=practice, in_window=True) as parts:
            yield WindowDependencies(
                parts.keys(),
                parts.checker(),
                parts.settings(),
                parts.proxy_passwords,
                practice,
                _window_file(practice),
                None if practice else partial(self._window_parts, practice=True),
                _proxy_known,
            )


def _proxy_known(settings: Settings) -> bool:
    from iottly_keycheck.both_ways import proxy_known
    from iottly_keycheck.connection.proxy_choice.system_proxy import ask_system

    return proxy_known(settings, os.environ, ask_system)


def _window_file(practice: bool) -> Path | None:
    return None if practice else _places().user_state_path / _WINDOW_FILE


def _first_window() -> SingleInstance | None:
    """Give what tells of other starts; nothing where there is no folder for it."""
    from iottly_keycheck.ui.shell.single_instance import SingleInstance

    data = _places().user_data_path
    # Without a session there is no such folder, and no other that is this user's alone.
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or data)
    try:
        runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return SingleInstance(runtime, str(data))


@contextmanager
def _own_parts(*, in_window: bool) -> Iterator[_Dependencies]:
    from iottly_keycheck.settings import SettingsFile

    places = _places()
    data = places.user_data_path
    files = [each / _SETTINGS_FILE for each in (places.user_config_path, places.site_config_path)]
    parts = _Dependencies(lambda: _own_list(data, in_window=in_window), SettingsFile(*files))
    with closing(parts):
        yield parts


def _own_list(folder: Path, *, in_window: bool) -> KeyList:
    from iottly_keycheck.keys.list.database import Database
    from iottly_keycheck.keys.list.key_list import KeyList
    from iottly_keycheck.keys.stores.key_stores import KeyStores
    from iottly_keycheck.keys.stores.keyring_store import KeyringStore
    from iottly_keycheck.keys.stores.session_store import SessionStore

    # A command ends at once, and would forget what it kept for its session.
    stores = KeyStores(KeyringStore(NAME), SessionStore(folder), session_fallback=in_window)
    return KeyList(Database(folder / _LIST_FILE), stores)


@contextmanager
def _practice_parts() -> Iterator[_Dependencies]:
    from iottly_keycheck.practice import PracticeApi
    from iottly_keycheck.settings import PROXY_NONE, Settings, SettingsInMemory

    with PracticeApi() as api:
        settings = Settings(url=api.url, proxy=PROXY_NONE, timeout=_PRACTICE_TIMEOUT)
        parts = _Dependencies(lambda: _sample_list(api), SettingsInMemory(settings))
        with closing(parts):
            yield parts


def _sample_list(api: PracticeApi) -> KeyList:
    from iottly_keycheck.keys.list.database import MEMORY, Database
    from iottly_keycheck.keys.list.key_list import KeyList
    from iottly_keycheck.keys.stores.memory_store import MemoryStore

    keys = KeyList(Database(MEMORY), MemoryStore())
    for sample in api.sample_keys:
        keys.add(sample.description, sample.secret.reveal())
    return keys


def _places() -> PlatformDirs:
    """Tell where the operating system wants an application's files to be."""
    from platformdirs import PlatformDirs

    return PlatformDirs(NAME, appauthor=False)


class _Pings:
    """Makes pings, from the first one on: HTTP and TLS cost more to import than a window's start.

    What proxies have refused is known to all of them.
    """

    def __init__(self) -> None:
        from iottly_keycheck.connection.proxy_auth.rejected_credentials import RejectedCredentials

        self._refusals = RejectedCredentials()

    def __call__(
        self,
        settings: Settings,
        key: Secret,
        proxy_password: Secret | None,
        deadline: Deadline,
        on_stage: OnStage,
    ) -> Observation:
        """See `connection.ping.Ping`."""
        return self._ping(settings, key, proxy_password, deadline, on_stage)

    @cached_property
    def _ping(self) -> Ping:
        from iottly_keycheck.connection.ping import Ping
        from iottly_keycheck.connection.proxy_choice.system_proxy import ask_system

        return Ping(os.environ, ask_system, f"{NAME}/{__version__}", rejected=self._refusals)


def _program() -> ReportedProgram:
    from iottly_keycheck.diagnosis.report import ProgramInfo

    return ProgramInfo(NAME, __version__, _system())


def _system() -> str:
    """Say what the program runs on."""
    import platform

    return f"{platform.system()} {platform.release()}, Python {platform.python_version()}"


def _typed(login: ProxyLogin) -> SecretStore:
    """Give a store that has the password which was typed, and nothing else."""
    from iottly_keycheck.keys.stores.memory_store import MemoryStore

    store = MemoryStore()
    store.set(login.name, login.password)
    return store


@contextmanager
def _logging() -> Iterator[None]:
    """Have what the program does in the log folder, for as long as it has its parts."""
    import logging

    from iottly_keycheck import logbook

    logger = logging.getLogger(logbook.LOGGER)
    level = logger.level
    handler = logbook.keep_in(_places().user_log_path / _LOG_FILE)
    logger.info("start: version %s, %s", __version__, _system())
    try:
        yield
    finally:
        logger.info("end")
        logger.setLevel(level)
        if handler is not None:
            logger.removeHandler(handler)
            handler.close()
