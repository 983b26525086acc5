"""Make everything that people install on the operating system that this runs on.

The files come into `dist/`, with a bill of materials and the notices of third parties beside each,
and their checksums. `packaging/dev.py package` starts it.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from recipes import (
    archive,
    bundle,
    components,
    debian,
    macos,
    notices,
    product,
    sbom,
    share,
    windows,
)
from recipes.components import Component

BUILD = product.ROOT / "build"
DIST = product.ROOT / "dist"


def main() -> int:
    """Make them, and say where they are and how big."""
    os.umask(0o022)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    python_packages()
    made = bundle.build(BUILD)
    if sys.platform == "win32":
        windows_packages(made)
    elif sys.platform == "darwin":
        macos_packages(made)
    else:
        linux_packages(made)
    artefacts = [path for path in DIST.iterdir() if path.is_file()]
    (DIST / "SHA256SUMS").write_text(archive.checksums(artefacts), encoding="utf-8")
    for path in sorted(artefacts):
        print(f"{path.stat().st_size / 1e6:7.1f} MB  {path.relative_to(product.ROOT)}")
    return 0


def python_packages() -> None:
    """Make the wheel and the archive of sources."""
    command = [sys.executable, "-P", "-m", "hatchling", "build", "-d", str(DIST)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(product.source_date())}
    subprocess.run(
        [*command, "-t", "sdist", "-t", "wheel"], cwd=product.ROOT, env=environment, check=True
    )
    describe(next(DIST.glob("*.whl")), components.of_wheel())


def linux_packages(made: bundle.Bundle) -> None:
    """Make the archive, which runs anywhere, and the Debian package, which leans on Debian."""
    theirs = components.of_bundle(made.entries)
    name = f"{product.NAME}-{product.VERSION}-linux-{platform.machine()}"
    folder = BUILD / name
    shutil.copytree(made.folder, folder, symlinks=True)
    share.write(folder / "share")
    add_documents(folder, theirs)
    archive.set_modes(folder)
    target = DIST / f"{name}.tar.gz"
    archive.pack(folder, target, product.source_date())
    describe(target, theirs)
    if shutil.which("dpkg-deb"):
        theirs = components.of_bundle(debian.own_entries(made.entries))
        package = debian.build(made.folder, made.entries, theirs, BUILD, DIST)
        describe(package, theirs)


def windows_packages(made: bundle.Bundle) -> None:
    """Make the installer."""
    theirs = components.of_bundle(made.entries)
    add_documents(made.folder, theirs)
    icon = BUILD / "icons" / f"{product.NAME}.ico"
    describe(windows.installer(made.folder, icon, DIST), theirs)


def macos_packages(made: bundle.Bundle) -> None:
    """Make the disk image; the notices lie beside it, since the application is signed."""
    describe(macos.disk_image(made.app, BUILD, DIST), components.of_bundle(made.entries))


def add_documents(folder: Path, theirs: list[Component]) -> None:
    """Put the licence and the notices of third parties into a folder."""
    shutil.copyfile(product.ROOT / "LICENSE", folder / "LICENSE.txt")
    (folder / "THIRD-PARTY-NOTICES.txt").write_text(notices.text(theirs), encoding="utf-8")


def describe(artefact: Path, theirs: list[Component]) -> None:
    """Write the bill of materials and the notices of third parties beside an artefact."""
    bill = artefact.with_name(f"{artefact.name}.cdx.json")
    bill.write_text(sbom.document(artefact.name, theirs), encoding="utf-8")
    told = artefact.with_name(f"{artefact.name}.notices.txt")
    told.write_text(notices.text(theirs), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
