"""The one place that makes the objects and hands them over."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from iottly_keycheck import __version__
from iottly_keycheck.keys.database import MEMORY, Database
from iottly_keycheck.keys.file_store import FileStore
from iottly_keycheck.keys.key_list import KeyList
from iottly_keycheck.keys.key_stores import KeyStores
from iottly_keycheck.keys.keyring_store import KeyringStore
from iottly_keycheck.keys.memory_store import MemoryStore
from iottly_keycheck.keys.password_store import PasswordStore
from iottly_keycheck.keys.session_store import SessionStore
from iottly_keycheck.secret import Secret, SecretStore
from iottly_keycheck.settings import (
    PROXY_NONE,
    Settings,
    SettingsFile,
    SettingsInMemory,
    SettingsStore,
)

if TYPE_CHECKING:
    from iottly_keycheck.check import Checker
    from iottly_keycheck.cli.overrides import ProxyLogin
    from iottly_keycheck.connection.observation import Observation, OnStage
    from iottly_keycheck.deadline import Deadline
    from iottly_keycheck.diagnosis.report import Program as ReportedProgram

NAME = "iottly-keycheck"
"""What folders and keyring entries are called."""

_LIST_FILE = "keys.sqlite3"
_SEALED_FILE = "keys.sealed"
_SETTINGS_FILE = "settings.json"
_LOG_FILE = "log.txt"
_LOG_BYTES = 200_000

_PRACTICE_TIMEOUT = 6.0
"""Seconds: longer than the slow sample key takes, and nobody waits long for the silent one."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The collaborators of a command or of the window, as `cli.parts.Parts` has them."""

    key_list: KeyList
    settings_store: SettingsStore
    proxy_passwords: SecretStore

    def keys(self) -> KeyList:
        return self.key_list

    def settings(self) -> SettingsStore:
        return self.settings_store

    def checker(self, proxy_login: ProxyLogin | None = None) -> Checker:
        from iottly_keycheck.check import Checker

        passwords = self.proxy_passwords if proxy_login is None else _typed(proxy_login)
        return Checker(_ping, self.key_list, passwords, _program())


class Composition:
    """Makes the parts that command line and window ask for; see `cli.parts.Program`."""

    def __init__(self) -> None:
        # Before any file is made: what this program writes is nobody else's to read.
        os.umask(0o077)

    @contextmanager
    def parts(self, *, practice: bool) -> Iterator[_Parts]:
        """Give the user's own parts, or those of a practice API that lasts as long."""
        with _practice_parts() if practice else _own_parts() as parts:
            yield parts

    def open_window(self, *, practice: bool) -> int:
        """Open the window and give its exit status when it closes."""
        from iottly_keycheck.ui import app
        from iottly_keycheck.ui.parts import WindowParts

        with self.parts(practice=practice) as parts:
            if not practice:
                _log_to(_folders().log / _LOG_FILE)
            return app.run(
                WindowParts(
                    parts.key_list,
                    parts.checker(),
                    parts.settings_store,
                    parts.proxy_passwords,
                    practice,
                ),
                [NAME],
            )


@contextmanager
def _own_parts() -> Iterator[_Parts]:
    folders = _folders()
    files = (folders.config / _SETTINGS_FILE, folders.site_config / _SETTINGS_FILE)
    stores = KeyStores(
        KeyringStore(NAME),
        FileStore(folders.data / _SEALED_FILE),
        SessionStore(folders.data),
        # By an object of its own, which tells nobody of a file's problems.
        lambda: SettingsFile(*files).load().key_store,
    )
    with closing(KeyList(Database(folders.data / _LIST_FILE), stores)) as keys:
        yield _Parts(keys, SettingsFile(*files), PasswordStore(stores))


@contextmanager
def _practice_parts() -> Iterator[_Parts]:
    from iottly_keycheck.practice import PracticeApi

    with PracticeApi() as api, closing(KeyList(Database(MEMORY), MemoryStore())) as keys:
        for sample in api.sample_keys:
            keys.add(sample.description, sample.secret.reveal())
        settings = Settings(url=api.url, proxy=PROXY_NONE, timeout=_PRACTICE_TIMEOUT)
        yield _Parts(keys, SettingsInMemory(settings), MemoryStore())


@dataclass(frozen=True, slots=True)
class _Folders:
    """Where the operating system wants an application's files to be."""

    data: Path
    config: Path
    site_config: Path
    log: Path


def _folders() -> _Folders:
    from platformdirs import PlatformDirs

    places = PlatformDirs(NAME, appauthor=False)
    return _Folders(
        places.user_data_path,
        places.user_config_path,
        places.site_config_path,
        places.user_log_path,
    )


def _ping(
    settings: Settings,
    key: Secret,
    proxy_password: Secret | None,
    deadline: Deadline,
    on_stage: OnStage,
) -> Observation:
    # HTTP and TLS cost more to import than the window's first paint can bear.
    from iottly_keycheck.connection.ping import Ping
    from iottly_keycheck.connection.system_proxy import ask_system

    ping = Ping(os.environ, ask_system, f"{NAME}/{__version__}")
    return ping(settings, key, proxy_password, deadline, on_stage)


def _program() -> ReportedProgram:
    import platform

    from iottly_keycheck.diagnosis.report import Program

    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    return Program(NAME, __version__, system)


def _typed(login: ProxyLogin) -> SecretStore:
    """Give a store that has the password which was typed, and nothing else."""
    store = MemoryStore()
    store.set(login.name, login.password)
    return store


def _log_to(path: Path) -> None:
    """Have the program's own warnings in a small file, which is made at the first of them."""
    import logging
    from logging.handlers import RotatingFileHandler

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return  # without a log the program works as well
    handler = RotatingFileHandler(
        path, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger("iottly_keycheck").addHandler(handler)
