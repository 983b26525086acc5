"""Linux's programs and libraries: what they say about where their libraries are."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

_MAGIC = b"\x7fELF"
_SEARCHED = re.compile(r"\((?:RPATH|RUNPATH)\).*\[(?P<folders>.*)\]")


def is_elf(path: Path) -> bool:
    """Tell whether it is a program or a library, and no link to one."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def searched_folders(path: Path) -> str:
    """Give the folders that a file has its libraries searched in (`RUNPATH`), or nothing."""
    dump = ["readelf", "--dynamic", "--wide", str(path)]
    answer = subprocess.run(dump, capture_output=True, text=True, check=True).stdout
    found = _SEARCHED.search(answer)
    return found["folders"] if found else ""


def forget_foreign_folders(path: Path) -> None:
    """Have no libraries searched in folders of the machine that builds.

    There, whoever could make such a folder could give the program other libraries.
    """
    folders = searched_folders(path).split(":")
    if any(folder.startswith("/") for folder in folders):
        subprocess.run(["chrpath", "--delete", str(path)], capture_output=True, check=True)
