"""Whose work the program is built on, as the installed packages tell it themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

_NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True, order=True)
class Work:
    """A package that the program uses: its name, version and licence."""

    name: str
    version: str
    licence: str


def works(program: str) -> tuple[Work, ...]:
    """Give what `program`, a distribution's name, needs, and what that needs in turn, by name.

    What is not installed here is not used here.
    """
    waiting = [program]
    found: dict[str, Work] = {}
    while waiting:
        for distribution in _needed(waiting.pop()):
            name = distribution.name.lower()
            if name not in found:
                licence = _licence(distribution.metadata)
                found[name] = Work(distribution.name, distribution.version, licence)
                waiting.append(distribution.name)
    return tuple(found[name] for name in sorted(found))


def _needed(name: str) -> Iterator[metadata.Distribution]:
    try:
        requirements = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return
    for requirement in requirements:
        needed = _NAME.match(requirement)
        if needed and "extra ==" not in requirement:
            try:
                yield metadata.distribution(needed[0])
            except metadata.PackageNotFoundError:
                continue  # for another operating system or Python


def _licence(told: metadata.PackageMetadata) -> str:
    """Give the licence in one line: an SPDX expression where there is one."""
    for field in ("License-Expression", "License"):
        for value in told.get_all(field) or []:
            if value and "\n" not in value:
                return str(value)
    classifiers = told.get_all("Classifier") or []
    names = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License ::")]
    return ", ".join(names)
