"""The one command that sets everything up, on machines that are not ours."""

import ast
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import dev
import display as screen
import system_packages

PACKAGING = Path(__file__).parent.parent / "packaging"

PYPROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""

BACKEND = '''\
"""Installs the small project editable, and counts how often."""
import pathlib
import zipfile

ROOT = pathlib.Path(__file__).parent
INFO = {
    "METADATA": "Metadata-Version: 2.1\\nName: small\\nVersion: 1\\n",
    "WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    "RECORD": "",
}

def build_editable(folder, config_settings=None, metadata_directory=None):
    with (ROOT / "installed.txt").open("a") as count:
        print("once", file=count)
    with zipfile.ZipFile(pathlib.Path(folder) / "small-1-py3-none-any.whl", "w") as wheel:
        wheel.writestr("small.pth", str(ROOT / "app"))
        for name, text in INFO.items():
            wheel.writestr("small-1.dist-info/" + name, text)
    return "small-1-py3-none-any.whl"
'''

MAIN = """\
import sys
print(*sys.argv[1:])
sys.exit(7 if "fail" in sys.argv else 0)
"""


def script(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}")
    path.chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of a small project that needs nothing from anywhere, in a folder with a space.

    The system's packages all seem to be installed.
    """
    root = tmp_path / "a checkout"
    shutil.copytree(PACKAGING, root / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    package = root / "app" / "iottly_keycheck"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(MAIN)
    (root / "backend.py").write_text(BACKEND)
    (root / "pyproject.toml").write_text(PYPROJECT)
    (root / "requirements.lock").touch()
    script(tmp_path / "bin" / "dpkg-query", 'for name; do echo "$name installed"; done')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    return root


def start(checkout: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(checkout / "packaging" / "dev.py"), *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=checkout.parent, stdout=pipe, stderr=pipe, text=True)


def run(checkout: Path, *arguments: str) -> tuple[int, str, str]:
    process = start(checkout, *arguments)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def installations(checkout: Path) -> int:
    return len((checkout / "installed.txt").read_text().splitlines())


@pytest.mark.only_on("linux")
def test_the_life_of_an_environment(checkout: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("DISPLAY", raising=False)

    # What an interrupted run has left is no environment.
    left = checkout / ".venv" / "bin" / "python"
    left.parent.mkdir(parents=True)
    left.write_text("not a Python")

    # Two first runs at once: one makes it, the other waits for it.
    both = [start(checkout, "run", "list", "--json"), start(checkout, "run", "fail")]
    outcomes = [(*process.communicate(timeout=60), process.returncode) for process in both]
    assert [(out, code) for out, _, code in outcomes] == [("list --json\n", 0), ("fail\n", 7)]
    assert installations(checkout) == 1

    # The second run says and installs nothing.
    assert run(checkout, "run", "list") == (0, "list\n", "")
    assert installations(checkout) == 1

    # Without a display, a check in the terminal instead of the window.
    code, out, err = run(checkout, "run", "--practice")
    assert (code, out) == (0, "check --practice\n")
    assert err == "There is no display here: testing with the practice API instead.\n"

    # What changed is installed again, into the environment that is there.
    marker = checkout / ".venv" / "marker"
    marker.touch()
    (checkout / "requirements.lock").write_text("# changed\n")
    assert run(checkout, "run", "list")[:2] == (0, "list\n")
    assert installations(checkout) == 2
    assert marker.exists()


def test_wrong_usage_is_one_sentence(checkout: Path):
    code, out, err = run(checkout, "package", "--wheel")
    assert (code, out) == (1, "")
    assert err == "This command takes no arguments, not even --wheel.\n"


@pytest.mark.parametrize("name", ["dev.py", "environment.py", "system_packages.py", "display.py"])
def test_an_older_python_gets_as_far_as_the_sentence_about_it(name: str):
    ast.parse((PACKAGING / name).read_text(), feature_version=(3, 8))


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--practice"], True),
        (["check", "--practice"], False),
        (["--practice", "list"], False),
        (["--version"], False),
        (["-h"], False),
    ],
)
def test_which_arguments_open_a_window(arguments: list[str], window: bool):
    assert dev.opens_window(arguments) is window


@pytest.mark.only_on("linux")
class TestSystemPackages:
    """On a Debian made of small scripts, where only `there` is installed."""

    @pytest.fixture(autouse=True)
    def debian(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        tools = tmp_path / "debian"
        script(tools / "dpkg-query", "echo there installed; echo gone config-files; exit 1")
        # Knows no package before its list was updated, as on a fresh machine.
        script(
            tools / "apt-get",
            f'echo "$@" >> "{tools}/log"\n'
            f'case "$*" in *update*) touch "{tools}/updated";; *) test -e "{tools}/updated";; esac',
        )
        script(tools / "env", 'shift 2; exec "$@"')
        script(tools / "touch", 'echo > "$1"')
        monkeypatch.setenv("PATH", str(tools))
        return tools

    def test_nothing_is_done_where_all_is_there(self, debian: Path):
        assert system_packages.ensure(["there"])
        assert not (debian / "log").exists()

    def test_root_installs_what_is_missing(self, debian: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        assert system_packages.ensure(["there", "gone"])
        calls = (debian / "log").read_text().splitlines()
        assert [call.split()[-1] for call in calls] == ["gone", "update", "gone"]

    def test_others_are_told_what_to_type(
        self, debian: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ):
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        script(debian / "sudo", "exit 1")  # would ask for a password
        assert not system_packages.ensure(["there", "gone", "new"])
        assert capsys.readouterr().err == (
            "System packages are missing. Please type:\n"
            "  sudo apt-get install -y --no-install-recommends gone new\n"
        )
        assert not (debian / "log").exists()

    def test_a_renamed_library_counts(self, debian: Path):
        script(debian / "dpkg-query", "echo libglib2.0-0t64 installed")
        assert system_packages.missing_packages(["libglib2.0-0", "xvfb"]) == ["xvfb"]


@pytest.mark.only_on("linux")
class TestDisplay:
    """A display counts when it answers, not when a variable names it."""

    def test_a_display_that_answers(self, display: str):
        assert screen.usable({"DISPLAY": display})

    @pytest.mark.parametrize("name", ["", ":987", ":", "nonsense", "unix:987.0"])
    def test_a_display_that_does_not(self, name: str):
        assert not screen.usable({"DISPLAY": name})

    def test_a_platform_without_a_display(self):
        assert screen.usable({"QT_QPA_PLATFORM": "offscreen"})

    def test_wayland(self, tmp_path: Path):
        variables = {"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "wayland-0"}
        with socket.socket(socket.AF_UNIX) as compositor:
            compositor.bind(str(tmp_path / "wayland-0"))
            assert not screen.usable(variables)
            compositor.listen()
            assert screen.usable(variables)
