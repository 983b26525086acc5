"""Whose work is in an artefact: the distributions, the Python and the system's libraries in it."""

from __future__ import annotations

import platform
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from recipes import product
from recipes.contents import Entry

LICENCES = product.ROOT / "packaging" / "licences"
"""Texts that their works do not bring along."""

_FILE = re.compile(r"^(?:LICEN[CS]E|COPYING|NOTICE|COPYRIGHT)", re.IGNORECASE)
_OF_QT = frozenset({"pyside6-essentials", "shiboken6"})
_DEBIANS = Path("/usr/share/doc")


@dataclass(frozen=True, slots=True, order=True)
class Component:
    """A work that somebody else holds the rights in.

    `licence` is an SPDX expression where its makers give one, else their words; `purl` is its
    package URL; `texts` are paths of the licences' texts.
    """

    name: str
    version: str
    licence: str
    homepage: str
    purl: str
    texts: tuple[Path, ...]


def of_bundle(entries: Iterable[Entry]) -> list[Component]:
    """Give what the files of a bundle were made by; our own files are left out."""
    owners = _owners()
    components: set[Component] = {python(), bootloader()}
    system: set[Path] = set()
    for _, source, kind in entries:
        if kind == "SYMLINK" or not source:
            continue
        path = Path(source).resolve()
        if owner := owners.get(path):
            components |= {_of_distribution(owner)} | _bundled_with(owner)
        elif not path.is_relative_to(product.ROOT) and not _is_of_python(path):
            system.add(path)
    return sorted(components | set(_of_debian(system)))


def of_wheel() -> list[Component]:
    """Give what the wheel needs beside it, with all that that needs in turn, as locked here."""
    waiting = [product.NAME]
    found: dict[str, Component] = {}
    environment: dict[str, str] = {**default_environment(), "extra": ""}  # type: ignore[dict-item]  # all of them are text
    while waiting:
        for text in metadata.requires(waiting.pop()) or ():
            requirement = Requirement(text)
            name = canonicalize_name(requirement.name)
            applies = requirement.marker is None or requirement.marker.evaluate(environment)
            if applies and name not in found:
                found[name] = _of_distribution(metadata.distribution(name))
                waiting.append(name)
    return sorted(found.values())


def python() -> Component:
    """The interpreter and its standard library."""
    version = platform.python_version()
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
    texts = tuple(path for place in places if (path := place / "LICENSE.txt").exists())
    purl = f"pkg:generic/python@{version}"
    return Component("Python", version, "PSF-2.0", "https://www.python.org", purl, texts)


def bootloader() -> Component:
    """PyInstaller's, which starts the interpreter."""
    made_by = _of_distribution(metadata.distribution("pyinstaller"))
    return Component(
        "PyInstaller bootloader",
        made_by.version,
        "GPL-2.0-or-later WITH Bootloader-exception",
        made_by.homepage,
        made_by.purl,
        made_by.texts,
    )


def _bundled_with(distribution: metadata.Distribution) -> set[Component]:
    """Give what a distribution brings along of others: Qt comes with its bindings, ICU with Qt."""
    if canonicalize_name(distribution.name) not in _OF_QT:
        return set()
    version = distribution.version
    texts = (LICENCES / "LGPL-3.0.txt", LICENCES / "GPL-3.0.txt")
    qt = Component(
        "Qt", version, "LGPL-3.0-only", "https://www.qt.io", f"pkg:generic/qt@{version}", texts
    )
    return {qt}


def _owners() -> dict[Path, metadata.Distribution]:
    return {
        Path(str(distribution.locate_file(file))).resolve(): distribution
        for distribution in metadata.distributions()
        for file in distribution.files or ()
    }


def _of_distribution(distribution: metadata.Distribution) -> Component:
    name = canonicalize_name(distribution.name)
    texts = [
        Path(str(distribution.locate_file(file)))
        for file in distribution.files or ()
        if _FILE.match(file.name) and any("info" in part for part in file.parts)
    ]
    if name in _OF_QT:
        texts = [LICENCES / "LGPL-3.0.txt", LICENCES / "GPL-3.0.txt"]
    return Component(
        distribution.name,
        distribution.version,
        _licence(distribution),
        _homepage(distribution),
        f"pkg:pypi/{name}@{distribution.version}",
        tuple(sorted(text for text in texts if text.is_file())),
    )


def _licence(distribution: metadata.Distribution) -> str:
    told = distribution.metadata
    for word in ("License-Expression", "License"):
        for value in told.get_all(word) or ():
            if value and "\n" not in value:
                return str(value)
    classifiers = told.get_all("Classifier") or []
    names = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License ::")]
    return " AND ".join(names) or "see its text"


def _homepage(distribution: metadata.Distribution) -> str:
    told = distribution.metadata
    links = [line.partition(", ")[2] for line in told.get_all("Project-URL") or []]
    return next((link for link in [*(told.get_all("Home-page") or ()), *links] if link), "")


def _is_of_python(path: Path) -> bool:
    folders = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib")]
    library = re.match(r"libpython|python3\d*\.dll|Python$", path.name)
    return bool(library) or any(path.is_relative_to(Path(folder).resolve()) for folder in folders)


def _of_debian(paths: set[Path]) -> Iterator[Component]:
    """Give the packages that the system's libraries are from, where dpkg knows them."""
    if not paths:
        return
    question = ["dpkg-query", "--search", *map(str, sorted(paths))]
    answer = subprocess.run(question, capture_output=True, text=True, check=False)
    names = sorted({line.partition(": ")[0] for line in answer.stdout.splitlines()})
    if not names:
        return
    form = "${Package}\t${Version}\t${Homepage}\n"
    question = ["dpkg-query", "--show", f"--showformat={form}", *names]
    answer = subprocess.run(question, capture_output=True, text=True, check=True)
    for line in answer.stdout.splitlines():
        name, version, homepage = line.split("\t")
        text = _DEBIANS / name / "copyright"
        yield Component(
            name,
            version,
            "see its text",
            homepage,
            f"pkg:deb/debian/{name}@{version}",
            (text,) if text.exists() else (),
        )
