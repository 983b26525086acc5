"""What a free desktop finds under `share`: menu entry, icons, manual, completion and the rest."""

from __future__ import annotations

import shutil
from pathlib import Path

from recipes import changelog, completion, icons, manual, product

DESKTOP = product.ROOT / "resources" / "desktop"
MONITORING = product.ROOT / "resources" / "monitoring"
PICTURES = product.ROOT / "resources" / "screenshots"


def write(share: Path) -> None:
    """Write it all into the folder `share`."""
    entry = share / "applications" / f"{product.NAME}.desktop"
    entry.parent.mkdir(parents=True)
    shutil.copyfile(DESKTOP / entry.name, entry)
    changelog.write_metainfo(share / "metainfo" / product.METAINFO.name)
    icons.draw_theme(share / "icons" / "hicolor")
    manual.write(share)
    completion.write(share)
    examples = share / "doc" / product.NAME / "examples"
    examples.mkdir(parents=True)
    shutil.copyfile(DESKTOP / "settings.json", examples / "settings.json")
    if MONITORING.is_dir():
        # Units of the system's own have a place of their own; see `debian`.
        shutil.copytree(
            MONITORING,
            share / product.NAME / "monitoring",
            ignore=shutil.ignore_patterns("systemd"),
            copy_function=shutil.copyfile,
        )
