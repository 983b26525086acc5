"""PyInstaller's recipe, read for each platform as PyInstaller would, by one that builds nothing."""

from __future__ import annotations

import json
import runpy
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from iottly_keycheck import __main__
from recipes import bundle, contents, product

pytestmark = pytest.mark.needs("qt")

SPEC = Path(bundle.SPEC)
PLATFORMS = ("linux", "win32", "darwin")

SITE = "site-packages"
FOUND = {
    "linux": [
        ("libpython3.11.so.1.0", "/opt/python/lib/libpython3.11.so.1.0", "BINARY"),
        ("PySide6/QtCore.abi3.so", f"{SITE}/PySide6/QtCore.abi3.so", "EXTENSION"),
        ("PySide6/Qt/lib/libQt6Core.so.6", f"{SITE}/PySide6/Qt/lib/libQt6Core.so.6", "BINARY"),
        ("PySide6/Qt/lib/libQt6Qml.so.6", f"{SITE}/PySide6/Qt/lib/libQt6Qml.so.6", "BINARY"),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "…/libqxcb.so", "BINARY"),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "…/libqgtk3.so", "BINARY"),
    ],
    "win32": [
        ("PySide6\\QtCore.pyd", f"{SITE}/PySide6/QtCore.pyd", "EXTENSION"),
        ("PySide6\\Qt6Core.dll", f"{SITE}/PySide6/Qt6Core.dll", "BINARY"),
        ("PySide6\\Qt6Qml.dll", f"{SITE}/PySide6/Qt6Qml.dll", "BINARY"),
        ("PySide6\\opengl32sw.dll", f"{SITE}/PySide6/opengl32sw.dll", "BINARY"),
        ("PySide6\\plugins\\platforms\\qwindows.dll", "…/qwindows.dll", "BINARY"),
        ("PySide6\\plugins\\imageformats\\qpdf.dll", "…/qpdf.dll", "BINARY"),
    ],
    "darwin": [
        ("PySide6/QtCore.abi3.so", f"{SITE}/PySide6/QtCore.abi3.so", "EXTENSION"),
        ("PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore", "…/QtCore", "BINARY"),
        ("PySide6/Qt/lib/QtQml.framework/Versions/A/QtQml", "…/QtQml", "BINARY"),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", "…/libqcocoa.dylib", "BINARY"),
        ("PySide6/Qt/plugins/platforms/libqminimal.dylib", "…/libqminimal.dylib", "BINARY"),
    ],
}
"""Of each platform, some that the program uses and some that it does not."""

KEPT = {
    "linux": {"libpython3.11.so.1.0", "QtCore.abi3.so", "libQt6Core.so.6", "libqxcb.so"},
    "win32": {"QtCore.pyd", "Qt6Core.dll", "qwindows.dll"},
    "darwin": {"QtCore.abi3.so", "QtCore", "libqcocoa.dylib"},
}


@dataclass
class Step:
    """A call of the recipe: what it was given."""

    args: tuple[Any, ...]
    given: dict[str, Any]


@dataclass
class Read:
    """What the recipe has asked PyInstaller for, by the name of the step."""

    steps: dict[str, list[Step]] = field(default_factory=dict)

    def step(self, name: str) -> Any:
        def call(*args: Any, **given: Any) -> Any:
            made = Step(args, given)
            self.steps.setdefault(name, []).append(made)
            return made

        return call

    def one(self, name: str) -> Step:
        (step,) = self.steps[name]
        return step


@dataclass
class Analysed:
    """What PyInstaller's analysis has found."""

    binaries: list[contents.Entry]
    datas: list[contents.Entry]
    pure: list[contents.Entry] = field(default_factory=list)
    scripts: list[contents.Entry] = field(
        default_factory=lambda: [
            ("pyi_rth_pkgutil", "…", "PYSOURCE"),
            ("pyi_rth_pyside6", "…", "PYSOURCE"),
            ("start", "start.py", "PYSOURCE"),
        ]
    )


@pytest.fixture(params=PLATFORMS)
def platform(request: pytest.FixtureRequest) -> str:
    """Each platform in turn; the recipe takes this computer for one."""
    return str(request.param)


@pytest.fixture
def read(platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """The recipe as it was read, after what `recipes.bundle` makes for it."""
    build = tmp_path / "build"
    bundle.prepare(build)
    if platform == "linux":
        bindepend = pytest.importorskip("PyInstaller.depend.bindepend")
        monkeypatch.setattr(bindepend, "get_imports", lambda _path: set())
    made = Read()
    names = {name: made.step(name) for name in ("PYZ", "EXE", "COLLECT", "BUNDLE")}

    def analyse(*args: Any, **given: Any) -> Analysed:
        made.step("Analysis")(*args, **given)
        return Analysed(list(FOUND[platform]), [])

    given = {**names, "Analysis": analyse, "workpath": str(build / product.NAME)}
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", platform)
        runpy.run_path(str(SPEC), given)
    return made


def test_every_path_that_it_names_exists(read: Read):
    analysis = read.one("Analysis")
    given = analysis.given
    paths = [*analysis.args[0], *given["pathex"], *given["hookspath"], *given["runtime_hooks"]]
    paths += [source for source, _ in given["datas"]]
    for step in read.steps["EXE"]:
        paths += [step.given[name] for name in ("icon", "version", "entitlements_file")]
    assert [path for path in paths if path and not Path(path).exists()] == []


def test_the_resources_lie_where_the_program_looks(read: Read):
    places = {place for _, place in read.one("Analysis").given["datas"]}
    assert {"iottly_keycheck/resources/icons", "iottly_keycheck/resources/style"} <= places


def test_it_holds_what_is_used_of_qt_and_no_more(read: Read, platform: str):
    binaries = read.one("COLLECT").args[-2]
    assert {contents.with_slashes(name).rpartition("/")[2] for name, _, _ in binaries} == KEPT[
        platform
    ]


def test_only_windows_has_a_second_program_that_opens_no_console(read: Read, platform: str):
    programs = {step.given["name"]: step.given["console"] for step in read.steps["EXE"]}
    assert (
        programs
        == {
            "linux": {"iottly-keycheck": True},
            "win32": {"iottly-keycheck": True, "iottly-keycheck-window": False},
            "darwin": {"iottly-keycheck": False},
        }[platform]
    )


def test_on_linux_no_qt_is_loaded_before_the_program(read: Read, platform: str):
    (scripts,) = {tuple(step.args[1]) for step in read.steps["EXE"]}
    names = [name for name, _, _ in scripts]
    qt = [] if platform == "linux" else ["pyi_rth_pyside6"]
    assert names == ["pyi_rth_pkgutil", *qt, "start"]


def test_macos_gets_an_application_of_that_version(read: Read, platform: str):
    if platform != "darwin":
        assert "BUNDLE" not in read.steps
        return
    given = read.one("BUNDLE").given
    assert given["name"] == "iottly Key Check.app"
    assert given["version"] == product.VERSION
    assert given["bundle_identifier"] == product.IDENTIFIER
    assert Path(given["icon"]).suffix == ".icns"


def test_what_it_holds_is_told_to_the_bills_of_materials(read: Read, platform: str, tmp_path: Path):
    told = json.loads((tmp_path / "build" / "contents.json").read_text())
    assert [tuple(entry) for entry in told] == list(read.one("COLLECT").args[-2])


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("iottly-keycheck", "main"),
        ("iottly-keycheck.exe", "main"),
        ("iottly-keycheck-window.exe", "main_window"),
    ],
)
def test_each_program_starts_at_its_own_entry(
    name: str, entry: str, monkeypatch: pytest.MonkeyPatch
):
    started = []
    for each in ("main", "main_window"):
        monkeypatch.setattr(__main__, each, lambda each=each: started.append(each))
    monkeypatch.setattr(sys, "executable", f"/programs/{name}")
    monkeypatch.setattr(sys, "argv", [name])
    with pytest.raises(SystemExit):
        runpy.run_path(str(product.ROOT / "packaging" / "recipes" / "start.py"))
    assert started == [entry]


def test_the_frozen_program_starts_itself_as_the_child_that_runs_a_pac_file():
    start = (product.ROOT / "packaging" / "recipes" / "start.py").read_text()
    pac = (
        product.ROOT / "app" / "iottly_keycheck" / "connection" / "proxy_choice" / "pac.py"
    ).read_text()
    assert '"--run-pac-file"' in start
    assert '"--run-pac-file"' in pac
