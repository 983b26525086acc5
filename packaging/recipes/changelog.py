"""What changed, from CHANGELOG.md, in the forms that software centres and Debian want."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from xml.etree import ElementTree

from recipes import product

CHANGELOG = product.ROOT / "CHANGELOG.md"

_HEADING = re.compile(
    r"^## \[(?P<version>[^\]]+)\](?: - (?P<date>\d{4}-\d\d-\d\d))?$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Release:
    """A version, when it came out (seconds since 1970), and what it changed, a sentence each."""

    version: str
    time: int
    changes: tuple[str, ...]
    is_out: bool


def releases(text: str, version: str, now: int) -> list[Release]:
    """Read a changelog in the form of "Keep a Changelog", the newest release first.

    What is unreleased is taken as `version`, which is being built at the time `now`. Raises
    `ValueError` where `version` is not in the changelog.
    """
    found = list(_releases(text, version, now))
    if version not in [release.version for release in found]:
        raise ValueError(f"the changelog does not tell of {version}")
    return found


def _releases(text: str, version: str, now: int) -> Iterator[Release]:
    headings = list(_HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    known = {heading["version"] for heading in headings}
    for heading, end in zip(headings, ends, strict=True):
        changes = tuple(_changes(text[heading.end() : end]))
        if date := heading["date"]:
            time = int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp())
            yield Release(heading["version"], time, changes, is_out=True)
        elif changes and version not in known:
            yield Release(version, now, changes, is_out=False)


def _changes(section: str) -> Iterator[str]:
    """Give the points of a section's lists, each on one line."""
    for point in re.split(r"^- ", section, flags=re.MULTILINE)[1:]:
        yield " ".join(re.split(r"\n(?!\s+\S)", point)[0].split())


def this_release() -> list[Release]:
    """Give what CHANGELOG.md tells of, up to the version that is being built."""
    return releases(CHANGELOG.read_text(encoding="utf-8"), product.VERSION, product.source_date())


def fill_in(metainfo: ElementTree.Element, told: list[Release]) -> None:
    """Put the releases into AppStream's description of the program."""
    holder = metainfo.find("releases")
    if holder is None:
        raise ValueError("the metainfo has no place for releases")
    for release in told:
        kind = "stable" if release.is_out else "development"
        day = datetime.fromtimestamp(release.time, UTC).date().isoformat()
        entry = ElementTree.SubElement(
            holder, "release", {"version": release.version, "date": day, "type": kind}
        )
        points = ElementTree.SubElement(ElementTree.SubElement(entry, "description"), "ul")
        for change in release.changes:
            ElementTree.SubElement(points, "li").text = change


def for_debian(told: list[Release], maintainer: str) -> str:
    """Write Debian's changelog (Debian Policy, section 4.4)."""
    entries = []
    for release in told:
        points = "\n".join(
            textwrap.fill(change, 78, initial_indent="  * ", subsequent_indent="    ")
            for change in release.changes
        )
        when = format_datetime(datetime.fromtimestamp(release.time, UTC))
        entries.append(
            f"{product.NAME} ({release.version}) unstable; urgency=medium\n\n{points}\n\n"
            f" -- {maintainer}  {when}\n"
        )
    return "\n".join(entries)


def write_metainfo(target: Path) -> None:
    """Write the description with the releases in it."""
    tree = ElementTree.parse(product.METAINFO)  # noqa: S314 - our own file
    fill_in(tree.getroot(), this_release())
    ElementTree.indent(tree)
    target.parent.mkdir(parents=True, exist_ok=True)
    tree.write(target, encoding="utf-8", xml_declaration=True)
    with target.open("a", encoding="utf-8") as file:
        file.write("\n")
