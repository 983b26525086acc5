"""Make everything that people install on the operating system that this runs on.

The files come into `dist/`, with a bill of materials and the notices of third parties beside each,
and their checksums. `packaging/dev.py package` starts it; with a folder as argument, `build/` and
`dist/` are made there instead of in the checkout.
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
    smoke,
    windows,
)
from recipes.components import Component


def main(arguments: list[str]) -> int:
    """Make them, and say where they are and how big."""
    os.umask(0o022)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    base = Path(*arguments) if arguments else product.ROOT
    dist = base / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    dist.mkdir(parents=True)
    Packages(base / "build", dist).make()
    artefacts = sorted(path for path in dist.iterdir() if path.is_file())
    (dist / "SHA256SUMS").write_text(archive.checksums(artefacts), encoding="utf-8")
    for path in artefacts:
        print(f"{path.stat().st_size / 1e6:7.1f} MB  {path}")
    return 0


class Packages:
    """What people install, made in the folder `build` and put into the folder `dist`."""

    def __init__(self, build: Path, dist: Path) -> None:
        self._build = build
        self._dist = dist

    def make(self) -> None:
        """Make what this operating system can make."""
        self._python()
        made = bundle.build(self._build)
        smoke.test(made.program)
        if sys.platform == "win32":
            self._windows(made)
        elif sys.platform == "darwin":
            self._macos(made)
        else:
            self._linux(made)

    def _python(self) -> None:
        """Make the wheel and the archive of sources."""
        command = [sys.executable, "-P", "-m", "hatchling", "build", "-d", str(self._dist)]
        environment = os.environ | {"SOURCE_DATE_EPOCH": str(product.source_date())}
        kinds = ["-t", "sdist", "-t", "wheel"]
        subprocess.run([*command, *kinds], cwd=product.ROOT, env=environment, check=True)
        describe(next(self._dist.glob("*.whl")), components.of_wheel())

    def _linux(self, made: bundle.Bundle) -> None:
        """Make the archive, which runs anywhere, and the Debian package, which leans on Debian."""
        theirs = components.of_bundle(made.entries)
        name = f"{product.NAME}-{product.VERSION}-linux-{platform.machine()}"
        folder = self._build / name
        shutil.copytree(made.folder, folder, symlinks=True)
        share.write(folder / "share")
        add_documents(folder, theirs)
        archive.set_modes(folder)
        target = self._dist / f"{name}.tar.gz"
        archive.pack(folder, target, product.source_date())
        describe(target, theirs)
        if shutil.which("dpkg-deb"):
            theirs = components.of_bundle(debian.own_entries(made.entries))
            package = debian.build(made.folder, made.entries, theirs, self._build, self._dist)
            describe(package, theirs)

    def _windows(self, made: bundle.Bundle) -> None:
        """Make the installer."""
        theirs = components.of_bundle(made.entries)
        add_documents(made.folder, theirs)
        icon = self._build / "icons" / f"{product.NAME}.ico"
        describe(windows.installer(made.folder, icon, self._dist), theirs)

    def _macos(self, made: bundle.Bundle) -> None:
        """Make the disk image; the notices lie beside it, since the application is signed."""
        theirs = components.of_bundle(made.entries)
        describe(macos.disk_image(made.app, self._build, self._dist), theirs)


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
    sys.exit(main(sys.argv[1:]))
