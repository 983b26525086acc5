"""What every recipe says about the program, in one place; the version is the program's own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

from iottly_keycheck import __version__ as VERSION  # noqa: N812 - a constant here

ROOT = Path(__file__).resolve().parent.parent.parent

NAME = "iottly-keycheck"
"""What commands, packages, folders and files are called."""
TITLE = "iottly Key Check"
"""What people read."""
IDENTIFIER = "com.iottly.keycheck"
"""The same for AppStream and macOS, which want a domain turned around."""
AUTHORS = "iottly Key Check contributors"
SUPPORT = "iottly-support@tomorrowdata.io"
HOMEPAGE = "https://iottly.com"
METAINFO = ROOT / "resources" / "desktop" / f"{IDENTIFIER}.metainfo.xml"
"""What software centres show; the sentences about the program are taken from there."""

__all__ = ["VERSION"]


def summary() -> str:
    """Give one line about the program."""
    return _metainfo().findtext("summary", "")


def paragraphs() -> list[str]:
    """Give some sentences about the program."""
    return [" ".join("".join(p.itertext()).split()) for p in _metainfo().iter("p")]


def _metainfo() -> ElementTree.Element:
    return ElementTree.parse(METAINFO).getroot()  # noqa: S314 - our own file


def source_date() -> int:
    """Give the time that stands for this state of the sources, in seconds since 1970.

    It is SOURCE_DATE_EPOCH where that is set, else the last commit's, else the changelog's.
    """
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        command = [git, "log", "-1", "--format=%ct"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        return int(done.stdout)
    return int((ROOT / "CHANGELOG.md").stat().st_mtime)
