"""The files in `dist/`: what is beside them, how big they are, and what Debian's tools say."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from iottly_keycheck import __version__

from .conftest import DIST, ROOT, Installed, built, unpacked

MB = 1_000_000
LARGEST_DEB, LARGEST_INSTALLED = 40 * MB, 140 * MB

ARTEFACTS = (
    f"iottly-keycheck_{__version__}_*.deb",
    f"iottly-keycheck-{__version__}-linux-*.tar.gz",
    f"iottly_keycheck-{__version__}-py3-none-any.whl",
)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_checksums_are_those_of_the_files():
    lines = (DIST / "SHA256SUMS").read_text().splitlines()
    told = dict(reversed(line.split("  ")) for line in lines)
    files = {path.name: path for path in DIST.iterdir() if path.name != "SHA256SUMS"}
    assert told == {
        name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()
    }


@pytest.mark.parametrize("artefact", ARTEFACTS)
def test_beside_each_is_whose_work_is_in_it(artefact: str):
    path = built(artefact)
    bill = json.loads(path.with_name(f"{path.name}.cdx.json").read_text())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    names = {component["name"] for component in bill["components"]}
    assert {"requests", "keyring", "PySide6_Essentials"} <= names
    if path.suffix != ".whl":
        assert {"Python", "Qt", "gssapi", "krb5"} <= names
    told = path.with_name(f"{path.name}.notices.txt").read_text()
    for component in bill["components"]:
        assert f"{component['name']} {component['version']}" in told
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in told
    assert "download.qt.io" in told


def test_they_are_small_enough(deb: Path, installed: Installed):
    folder = installed.tree.root / "usr/lib/iottly-keycheck"
    size = sum(path.lstat().st_size for path in folder.rglob("*"))
    sys.stdout.write(f".deb {deb.stat().st_size / MB:.1f} MB, installed {size / MB:.1f} MB\n")
    assert deb.stat().st_size <= LARGEST_DEB
    assert size <= LARGEST_INSTALLED


def test_the_bundle_has_no_part_of_qt_that_is_not_used(installed: Installed):
    names = {path.name for path in (installed.tree.root / "usr/lib/iottly-keycheck").rglob("*")}
    unused = ("Qml", "Quick", "Pdf", "Multimedia", "WebEngine", "PrintSupport", "Sql", "Designer")
    assert not [name for name in names if any(f"Qt6{part}" in name for part in unused)]
    plugins = {"libqgtk3.so", "libqeglfs.so", "libqlinuxfb.so", "libqvnc.so", "libqpdf.so"}
    assert not plugins & names
    assert {"libqxcb.so", "libqwayland.so", "libqsvgicon.so"} <= names


def test_lintian_has_nothing_to_say(deb: Path):
    done = run("lintian", "--tag-display-limit", "0", str(deb))
    assert (done.returncode, done.stdout) == (0, "")


def test_menu_entry_and_description_are_valid(installed: Installed):
    share = installed.tree.root / "usr/share"
    entry = share / "applications/iottly-keycheck.desktop"
    done = run("desktop-file-validate", str(entry))
    assert (done.returncode, done.stdout) == (0, "")
    metainfo = str(share / "metainfo/com.iottly.keycheck.metainfo.xml")
    done = run("appstreamcli", "validate", "--no-net", "--pedantic", metainfo)
    assert done.returncode == 0, done.stdout
    done = run("appstreamcli", "validate-tree", "--no-net", str(installed.tree.root))
    assert done.returncode == 0, done.stdout


def test_the_source_archive_builds_the_same_wheel(tmp_path: Path):
    source = unpacked(built(f"iottly_keycheck-{__version__}.tar.gz"), tmp_path / "sources")
    command = [sys.executable, "-P", "-m", "hatchling", "build", "-d", str(tmp_path), "-t", "wheel"]
    wheel = built(f"iottly_keycheck-{__version__}-*.whl")
    # The time is in the wheel; there is no commit beside an archive.
    date = run("git", "-C", str(ROOT), "log", "-1", "--format=%ct").stdout.strip()
    environment = os.environ | {"SOURCE_DATE_EPOCH": date}
    subprocess.run(command, cwd=source, env=environment, check=True, capture_output=True)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_a_second_build_gives_the_same_files(tmp_path: Path):
    command = [sys.executable, "-P", "-m", "recipes", str(tmp_path / "elsewhere")]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "packaging"), "PYTHONHASHSEED": "7"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    second = (tmp_path / "elsewhere" / "dist" / "SHA256SUMS").read_text()
    assert second == (DIST / "SHA256SUMS").read_text()
