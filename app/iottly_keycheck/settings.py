"""The settings as frozen values; reading and writing them.

Two files of the same shape are read: the company's defaults in the site folder, then the user's
own over them. The values are kept as they were written; whether an address can be used is found
out where it is used, and is a fact of that check.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

DOCUMENTED_URL = "https://api.cloud.iottly.com/v1.0"
DEFAULT_TIMEOUT = 15.0
SHORTEST_TIMEOUT, LONGEST_TIMEOUT = 1.0, 120.0

PROXY_AUTO = "auto"
PROXY_NONE = "none"

SYSTEMS_LANGUAGE = "system"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a check goes by.

    `proxy` is `auto`, `none` or a proxy's address; `proxy_username` goes with an address (the
    password is in the keyring); `pac` is the address of a PAC file or empty; `timeout` is the
    deadline of one check in seconds; `language` is `system` or the code of a language (ISO 639-1)
    of the window.
    """

    url: str = DOCUMENTED_URL
    proxy: str = PROXY_AUTO
    proxy_username: str = ""
    pac: str = ""
    timeout: float = DEFAULT_TIMEOUT
    language: str = SYSTEMS_LANGUAGE

    @property
    def route_fingerprint(self) -> str:
        """What decides how a check goes: two results are comparable where this is the same."""
        return json.dumps([self.url, self.proxy, self.proxy_username, self.pac])

    @property
    def timeout_usable(self) -> bool:
        """Whether the deadline is a number of seconds from 1 to 120."""
        return SHORTEST_TIMEOUT <= self.timeout <= LONGEST_TIMEOUT


class FileProblem(StrEnum):
    """Why a settings file was not used."""

    UNREADABLE = "unreadable"
    """The file cannot be read from the disk."""
    DAMAGED = "damaged"
    """It is no JSON object; the user's own is kept aside under another name."""


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """A file that was not used, the reason, and where it is kept now."""

    problem: FileProblem
    path: Path
    kept_as: Path | None = None
    detail: str = ""


class SettingsStore(Protocol):
    """Where settings come from and go to."""

    problems: tuple[SettingsProblem, ...]

    def load(self) -> Settings:
        """Give the settings as they stand now."""

    def defaults(self) -> Settings:
        """Give what applies where the user has set nothing."""

    def save(self, settings: Settings) -> None:
        """Keep the settings. Raises `OSError`."""


class SettingsInMemory:
    """Settings that are forgotten with the program: the practice API's."""

    def __init__(self, settings: Settings) -> None:
        self._defaults = settings
        self._settings = settings
        self.problems: tuple[SettingsProblem, ...] = ()

    def load(self) -> Settings:
        return self._settings

    def defaults(self) -> Settings:
        return self._defaults

    def save(self, settings: Settings) -> None:
        self._settings = settings


class SettingsFile:
    """The user's settings file with the company's defaults under it.

    `problems` tells, after `load`, which files could not be used; the other values stand.
    """

    def __init__(self, user: Path, site: Path) -> None:
        self._user = user
        self._site = site
        self.problems: tuple[SettingsProblem, ...] = ()

    def load(self) -> Settings:
        """Read both files. Never raises for what is in them; see `problems`."""
        self.problems = ()
        return self._over(self.defaults(), self._user, own=True)

    def defaults(self) -> Settings:
        """Give the company's defaults, over the program's own."""
        return self._over(Settings(), self._site, own=False)

    def save(self, settings: Settings) -> None:
        """Write what differs from the defaults, at once or not at all. Raises `OSError`."""
        import tempfile  # with what it imports it costs more than reading settings does

        standard = asdict(self.defaults())
        own = {name: value for name, value in asdict(settings).items() if value != standard[name]}
        self._user.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # A temporary file is made with mode 0600 (tempfile, "mkstemp").
        descriptor, name = tempfile.mkstemp(dir=self._user.parent, prefix=self._user.name)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(own, file, indent=2)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._user)
        except OSError:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise

    def _over(self, base: Settings, path: Path, *, own: bool) -> Settings:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            return base
        except OSError as error:
            self._report(SettingsProblem(FileProblem.UNREADABLE, path, detail=str(error)))
            return base
        except UnicodeDecodeError as error:
            self._damaged(path, str(error), own=own)
            return base
        try:
            values = json.loads(text)
        except (ValueError, RecursionError) as error:
            self._damaged(path, str(error), own=own)
            return base
        if not isinstance(values, dict):
            self._damaged(path, "not a JSON object", own=own)
            return base
        known = {field.name for field in fields(Settings)}
        changes: dict[str, Any] = {
            name: _typed(name, value) for name, value in values.items() if name in known
        }
        return replace(base, **changes)

    def _damaged(self, path: Path, detail: str, *, own: bool) -> None:
        kept_as = _set_aside(path) if own else None
        self._report(SettingsProblem(FileProblem.DAMAGED, path, kept_as, detail))

    def _report(self, problem: SettingsProblem) -> None:
        self.problems = (*self.problems, problem)


def _typed(name: str, value: object) -> str | float:
    """Keep a value of the wrong type as one that a check names as unusable."""
    if name == "timeout":
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return float(value) if number else math.nan  # type: ignore[arg-type]  # a number here
    return value if isinstance(value, str) else json.dumps(value)


def _set_aside(path: Path) -> Path | None:
    """Rename a damaged file to a name that is free; `None` where that is not possible."""
    number = 1
    while (target := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    try:
        return path.rename(target)
    except OSError:
        return None
