"""What people install: the wheel, and the archive of sources that it can be built from."""

import configparser
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from iottly_keycheck import __version__

pytestmark = pytest.mark.needs("qt")  # it makes the translations

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-P", "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(
        [*command, "-t", "wheel", "-t", "sdist"], cwd=ROOT, check=True, capture_output=True
    )
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(built / f"iottly_keycheck-{__version__}-py3-none-any.whl") as opened:
        yield opened


def test_the_wheel_holds_the_package_and_nothing_else(wheel: zipfile.ZipFile):
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert tops == {"iottly_keycheck", f"iottly_keycheck-{__version__}.dist-info"}


def test_the_wheel_holds_all_modules_and_resources(wheel: zipfile.ZipFile):
    expected = {
        f"{target}/{path.relative_to(source).as_posix()}"
        for source, target in (
            (ROOT / "app" / "iottly_keycheck", "iottly_keycheck"),
            (ROOT / "resources", "iottly_keycheck/resources"),
        )
        for path in source.rglob("*")
        # No part of the program: pictures, menu entries, and translations but as Qt reads them.
        if path.is_file() and not {"__pycache__", "desktop", "screenshots"} & set(path.parts)
        if path.suffix != ".ts"
    }
    packed = {name for name in wheel.namelist() if name.startswith("iottly_keycheck/")}
    assert packed == expected
    assert "iottly_keycheck/resources/translations/iottly-keycheck_it.qm" in packed


def test_the_wheel_makes_both_commands(wheel: zipfile.ZipFile):
    entry_points = configparser.ConfigParser()
    info = f"iottly_keycheck-{__version__}.dist-info"
    entry_points.read_string(wheel.read(f"{info}/entry_points.txt").decode())
    assert {section: dict(entry_points[section]) for section in entry_points.sections()} == {
        "console_scripts": {"iottly-keycheck": "iottly_keycheck.__main__:main"},
        "gui_scripts": {"iottly-keycheck-window": "iottly_keycheck.__main__:main_window"},
    }


def test_the_program_runs_from_the_wheel_alone(wheel: zipfile.ZipFile, tmp_path: Path):
    wheel.extractall(tmp_path / "installed")
    command = [sys.executable, "-P", "-m", "iottly_keycheck", "--version"]
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "installed")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert __version__ in done.stdout


def test_the_source_archive_is_complete(built: Path):
    with tarfile.open(built / f"iottly_keycheck-{__version__}.tar.gz") as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names >= {
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "app/iottly_keycheck/__init__.py",
        "packaging/dev.py",
        "pyproject.toml",
        "requirements-test.lock",
        "requirements.lock",
        "tests/conftest.py",
        "tests/support/program.py",
    }
    assert any(name.startswith("resources/") for name in names)
