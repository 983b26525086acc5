"""What a desktop shows of the program, before it is started: icon, menu entry, description."""

from __future__ import annotations

import configparser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage, QImageReader

from recipes import changelog, icons, product, share

SVG_NAMESPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `share` as packages have it."""
    folder = tmp_path_factory.mktemp("share")
    share.write(folder)
    return folder


@pytest.fixture(scope="module")
def entry(tree: Path) -> configparser.SectionProxy:
    parser = configparser.RawConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names have capitals
    parser.read(tree / "applications" / f"{product.NAME}.desktop")
    return parser["Desktop Entry"]


@pytest.fixture(scope="module")
def metainfo(tree: Path) -> ElementTree.Element:
    return ElementTree.parse(tree / "metainfo" / product.METAINFO.name).getroot()


@pytest.mark.parametrize("size", icons.SIZES)
def test_the_icon_is_there_in_every_size_and_fills_it(tree: Path, size: int):
    picture = QImage(str(tree / f"icons/hicolor/{size}x{size}/apps/{product.NAME}.png"))
    assert (picture.width(), picture.height()) == (size, size)
    assert picture.pixelColor(0, 0).alpha() == 0
    middle = picture.pixelColor(size // 2, size - max(2, size // 8))
    assert (middle.alpha(), middle.name()) == (255, "#253551")


def test_windows_and_macos_can_read_theirs(tmp_path: Path):
    ico, icns = tmp_path / "icon.ico", tmp_path / "icon.icns"
    icons.draw_for_windows(ico)
    icons.draw_for_macos(icns)
    for path, sizes in ((ico, {16, 32, 48, 256}), (icns, {16, 32, 64, 128, 256, 512, 1024})):
        reader = QImageReader(str(path))
        found = set()
        for number in range(reader.imageCount()):
            reader.jumpToImage(number)
            found.add(reader.read().width())
        assert sizes <= found, f"{path.name}: {sorted(found)}"


def test_the_menu_entry_starts_the_program_by_its_name(entry: configparser.SectionProxy):
    assert entry["Exec"] == entry["Icon"] == entry["StartupWMClass"] == product.NAME
    assert entry["Name"] == product.TITLE


def test_menu_entry_and_description_agree(
    entry: configparser.SectionProxy, metainfo: ElementTree.Element
):
    assert metainfo.findtext("id") == product.IDENTIFIER
    assert metainfo.findtext("name") == entry["Name"]
    assert metainfo.findtext("summary") == entry["Comment"]
    assert metainfo.findtext("launchable") == f"{product.NAME}.desktop"
    categories = [category.text for category in metainfo.iter("category")]
    assert categories == [*filter(None, entry["Categories"].split(";"))]


def test_the_pictures_of_the_description_are_those_of_the_project(metainfo: ElementTree.Element):
    names = [(image.text or "").rpartition("/")[2] for image in metainfo.iter("image")]
    assert names
    assert [name for name in names if not (share.PICTURES / name).exists()] == []


def test_the_description_tells_what_this_version_brings(metainfo: ElementTree.Element):
    newest = metainfo.find("releases/release")
    assert newest is not None
    assert newest.get("version") == product.VERSION
    assert len(list(newest.iter("li"))) > 3


def test_what_is_unreleased_is_told_as_the_version_that_is_built():
    text = """# Changelog

## [Unreleased]

### Added

- A thing, told
  on two lines.
- Another.

## [1.0.0] - 2026-01-02

### Fixed

- A fault.
"""
    new, old = changelog.releases(text, "1.1.0", now=1_790_000_000)
    assert (new.version, new.is_out) == ("1.1.0", False)
    assert new.changes == ("A thing, told on two lines.", "Another.")
    assert (old.version, old.changes, old.is_out) == ("1.0.0", ("A fault.",), True)
    told = changelog.for_debian([new, old], "Somebody <somebody@example.com>")
    assert "iottly-keycheck (1.1.0) unstable; urgency=medium\n\n  * A thing, told on two" in told
    assert " -- Somebody <somebody@example.com>  Fri, 02 Jan 2026 00:00:00 +0000" in told


def test_a_version_that_the_changelog_does_not_know_is_refused():
    with pytest.raises(ValueError, match="does not tell of 2"):
        changelog.releases("## [1.0.0] - 2026-01-02\n\n- A fault.\n", "2", now=0)


def test_the_icon_has_no_picture_from_elsewhere_in_it():
    root = ElementTree.parse(icons.SVG).getroot()
    assert root.tag == f"{SVG_NAMESPACE}svg"
    assert not list(root.iter(f"{SVG_NAMESPACE}image"))
