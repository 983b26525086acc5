"""Whose work is in the packages, and what Windows, macOS and Debian are told about ours."""

from __future__ import annotations

import json
import plistlib
import re
import tarfile
from pathlib import Path

import dev
from recipes import archive, components, contents, debian, macos, notices, product, sbom, windows

PACKAGING = product.ROOT / "packaging"


def test_the_version_stands_in_none_of_the_recipes():
    found = [
        path
        for path in PACKAGING.rglob("*")
        if path.is_file()
        and path.suffix not in {".pyc", ".txt"}
        and re.search(rf"\b{re.escape(product.VERSION)}\b", path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_windows_is_told_the_version_of_the_program():
    told = windows.version_resource()
    assert f"StringStruct('ProductVersion', {product.VERSION!r})" in told.replace('"', "'")
    numbers = (*map(int, product.VERSION.split(".")), 0)
    assert f"filevers={numbers}" in told


def test_the_installer_of_windows_gets_all_that_its_script_wants():
    script = windows.SCRIPT.read_text()
    wanted = set(re.findall(r"\{#(\w+)\}", script))
    given = set(
        re.findall(r'^\s+"(\w+)": ', (PACKAGING / "recipes" / "windows.py").read_text(), re.M)
    )
    assert wanted <= given
    assert "PrivilegesRequired=lowest" in script
    assert "{#Program}-window.exe" in script
    assert (windows.SCRIPT.parent / "../../LICENSE").resolve().exists()


def test_macos_is_asked_for_the_keychain_of_a_team_only_where_there_is_one():
    alone, team = (plistlib.loads(macos.entitlements(name)) for name in ("", "TEAM123456"))
    assert "keychain-access-groups" not in alone
    assert team["keychain-access-groups"] == [f"TEAM123456.{product.IDENTIFIER}"]
    assert alone.items() <= team.items()


def test_the_debian_package_leaves_to_debian_what_is_debians():
    loose = "/usr/lib/x86_64-linux-gnu/libssl.so.3"
    assert debian.is_debians(("libssl.so.3", loose, "BINARY"))
    assert debian.is_debians(("libz.so.1", "/lib/x86_64-linux-gnu/libz.so.1", "BINARY"))
    # Python's own is loaded by its path; Qt's come with Qt.
    python = "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0"
    assert not debian.is_debians(("libpython3.11.so.1.0", python, "BINARY"))
    qt = "PySide6/Qt/lib/libQt6Core.so.6"
    assert not debian.is_debians((qt, f"/home/builder/{qt}", "BINARY"))
    assert not debian.is_debians(("libQt6Core.so.6", qt, "SYMLINK"))


def test_a_library_that_only_something_left_out_wanted_is_left_out_too():
    links = {"plugin": ["liba.so.1"], "liba.so.1": ["libb.so.1"], "libgtk.so": ["libb.so.1"]}
    entries = [
        ("plugins/plugin.so", "plugin", "BINARY"),
        ("liba.so.1", "liba.so.1", "BINARY"),
        ("libb.so.1", "libb.so.1", "BINARY"),
        ("libgtk.so", "libgtk.so", "BINARY"),
        ("libpython3.11.so.1.0", "python", "BINARY"),
    ]
    kept = contents.referenced(entries, lambda path: links.get(path, []))
    assert {name for name, _, _ in kept} == {name for name, _, _ in entries} - {"libgtk.so"}


def test_only_the_languages_that_the_program_speaks_are_packed():
    folder = "PySide6/Qt/translations"
    assert contents.wanted(f"{folder}/qtbase_it.qm", ["it"])
    assert not contents.wanted(f"{folder}/qtbase_ko.qm", ["it"])
    assert not contents.wanted(f"{folder}/qt_help_it.qm", ["it"])
    assert contents.wanted("iottly_keycheck/resources/translations/iottly-keycheck_it.qm", ["it"])
    assert not contents.wanted("iottly_keycheck/resources/translations/iottly-keycheck_it.ts", [])


def test_of_packages_only_what_they_tell_of_themselves_is_packed():
    assert contents.wanted("keyring-25.7.0.dist-info/METADATA", [])
    assert contents.wanted("keyring-25.7.0.dist-info/entry_points.txt", [])
    # It has the path of the machine that builds.
    assert not contents.wanted("iottly_keycheck-1.dist-info/direct_url.json", [])


def test_the_wheels_bill_names_all_that_it_brings_along():
    theirs = components.of_wheel()
    names = {component.name.lower() for component in theirs}
    # What is named in pyproject.toml, and what that needs in turn.
    assert {"requests", "pyside6_essentials", "keyring", "certifi", "shiboken6"} <= names
    assert not {"pytest", "pyinstaller"} & names
    bill = json.loads(sbom.document("wheel.whl", theirs))
    assert bill["metadata"]["component"]["version"] == product.VERSION
    listed = {component["purl"] for component in bill["components"]}
    assert listed == {component.purl for component in theirs}
    assert sbom.document("wheel.whl", theirs) == json.dumps(bill, indent=2) + "\n"


def test_the_notices_have_every_licence_in_full():
    theirs = components.of_wheel()
    told = notices.text(theirs)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in told
    assert "GNU GENERAL PUBLIC LICENSE" in told
    without = [component.name for component in theirs if not component.texts]
    assert without == []


def test_an_archive_is_the_same_whenever_it_is_packed(tmp_path: Path):
    folder = tmp_path / "program"
    (folder / "inside").mkdir(parents=True, mode=0o700)
    (folder / "start").write_text("#!/bin/sh\n")
    (folder / "start").chmod(0o700)
    (folder / "inside" / "library.so").write_text("…")
    (folder / "inside" / "library.so").chmod(0o755)
    (folder / "link").symlink_to("start")
    archive.set_modes(folder)
    packed = []
    for name in ("one.tar.gz", "two.tar.gz"):
        (folder / "start").touch()
        archive.pack(folder, tmp_path / name, time=1_790_000_000)
        packed.append((tmp_path / name).read_bytes())
    assert packed[0] == packed[1]
    with tarfile.open(tmp_path / "one.tar.gz") as opened:
        entries = {entry.name: entry for entry in opened}
    assert {entry.mtime for entry in entries.values()} == {1_790_000_000}
    assert {entry.uname for entry in entries.values()} == {"root"}
    modes = {name: entry.mode & 0o777 for name, entry in entries.items() if not entry.issym()}
    assert modes == {
        "program": 0o755,
        "program/inside": 0o755,
        "program/start": 0o755,
        "program/inside/library.so": 0o644,
    }


def test_the_workflow_types_commands_that_there_are_and_takes_files_that_are_made():
    workflow = (product.ROOT / ".github" / "workflows" / "packages.yml").read_text()
    typed = set(re.findall(r"packaging/dev\.py ([a-z-]+)", workflow))
    assert typed
    assert typed <= set(dev.COMMANDS)
    assert {"linux:", "windows:", "macos:"} <= {line.strip() for line in workflow.splitlines()}
    assert f"{product.NAME}-*-setup.exe" in workflow
    assert f"{product.TITLE}.app" in workflow
