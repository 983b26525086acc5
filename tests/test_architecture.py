"""ARCHITECTURE.md names what there is: every path and every name in it exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PACKAGE = ROOT / "app" / "iottly_keycheck"
MARKED = sorted(set(re.findall(r"`([^`\n]+)`", PAGE)))
PATHS = [
    marked for marked in MARKED if re.fullmatch(r"[\w/-]+/[\w./-]+|\w+\.(?:py|toml|md)", marked)
]
NAMES = [marked for marked in MARKED if re.fullmatch(r"[A-Z]\w+", marked)]


@pytest.fixture(scope="module")
def sources() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))


def test_it_names_paths_and_classes():
    assert len(PATHS) > 50
    assert len(NAMES) > 15


@pytest.mark.parametrize("path", PATHS)
def test_every_path_exists(path: str):
    assert (PACKAGE / path).exists() or (ROOT / path).exists()


@pytest.mark.parametrize("name", NAMES)
def test_every_name_exists(name: str, sources: str):
    assert re.search(rf"^(?:class |def )?\s*{name}\b", sources, re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "path"), re.findall(r"`([A-Z]\w+|diagnose)`\s+(?:in\s+|\()`([\w/]+\.py)`", PAGE)
)
def test_every_name_is_in_the_file_that_is_named(name: str, path: str):
    text = (PACKAGE / path).read_text(encoding="utf-8")
    assert re.search(rf"^(?:class|def) {name}\b", text, re.MULTILINE)
