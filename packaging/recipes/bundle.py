"""The bundle: one folder with the program, its Python and its libraries, made by PyInstaller."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from recipes import elf, icons, macos, product, windows
from recipes.contents import Entry

SPEC = product.ROOT / "packaging" / f"{product.NAME}.spec"


@dataclass(frozen=True, slots=True)
class Bundle:
    """Where the bundle lies (`app` is macOS's form of it), and what PyInstaller put into it."""

    folder: Path
    app: Path
    entries: tuple[Entry, ...]

    @property
    def program(self) -> Path:
        """The program in it."""
        return self.folder / (f"{product.NAME}.exe" if sys.platform == "win32" else product.NAME)


def build(build_folder: Path) -> Bundle:
    """Make the bundle in `build_folder`. Raises `subprocess.CalledProcessError`."""
    prepare(build_folder)
    made = build_folder / "bundle"
    options = ["--noconfirm", "--log-level=ERROR", f"--distpath={made}"]
    work = f"--workpath={build_folder}"
    environment = os.environ | {
        "PYTHONPATH": str(product.ROOT / "packaging"),
        # Two builds of one state are the same, byte by byte.
        "PYTHONHASHSEED": "1",
        "SOURCE_DATE_EPOCH": str(product.source_date()),
    }
    command = [sys.executable, "-P", "-m", "PyInstaller", *options, work, str(SPEC)]
    subprocess.run(command, env=environment, check=True)
    if sys.platform == "linux":
        for path in filter(elf.is_elf, sorted((made / product.NAME).rglob("*"))):
            elf.forget_foreign_folders(path)
    listed = json.loads((build_folder / "contents.json").read_text(encoding="utf-8"))
    entries = tuple((str(name), str(source), str(kind)) for name, source, kind in listed)
    return Bundle(made / product.NAME, made / f"{product.TITLE}.app", entries)


def prepare(build_folder: Path) -> None:
    """Make what the recipe expects to find, for every platform."""
    shutil.rmtree(build_folder, ignore_errors=True)
    (build_folder / "icons").mkdir(parents=True)
    icons.draw_for_windows(build_folder / "icons" / f"{product.NAME}.ico")
    icons.draw_for_macos(build_folder / "icons" / f"{product.NAME}.icns")
    asked = macos.entitlements(os.environ.get("KEYCHECK_TEAM", ""))
    (build_folder / "entitlements.plist").write_bytes(asked)
    (build_folder / "version.txt").write_text(windows.version_resource(), encoding="utf-8")
