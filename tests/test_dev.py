"""The one command that sets everything up, on machines that are not ours."""

import ast
import contextlib
import os
import platform
import pty
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import dev
import display as screen
import system_packages
import window_libraries

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
    path.parent.mkdir(parents=True, exist_ok=True)
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
    assert err == (
        "There is no display here: testing the practice API, whose samples fail on purpose.\n"
    )

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


def test_an_older_python_gets_as_far_as_the_sentence_about_it():
    ast.parse((PACKAGING / "dev.py").read_text(), feature_version=(3, 8))


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


DEBIAN = {
    "dpkg-query": """
for name in there $(cat "$DEBIAN/installed"); do echo "$name installed"; done
echo gone config-files
exit 1
""",
    # Knows no package before its list was updated, as on a fresh machine; "none" it never has.
    "apt-get": """
echo "$@" >> "$DEBIAN/log"
case "$*" in
    *update*) touch "$DEBIAN/updated" ;;
    *print-uris*)
        test -e "$DEBIAN/updated" || exit 100
        case "$*" in *none*) exit 100 ;; esac
        echo "'http://debian.example/gone.deb' gone.deb 3000000 SHA256:0" ;;
    *)
        "$POLICY"; echo "$?" >> "$DEBIAN/policy"
        echo "pmstatus:gone:i386:50.3:Installing gone:i386"
        for name; do echo "$name" >> "$DEBIAN/installed"; done ;;
esac
""",
}


@pytest.mark.only_on("linux")
class TestSystemPackages:
    """On a Debian made of small scripts, where only `there` is installed."""

    @pytest.fixture(autouse=True)
    def debian(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        tools = tmp_path / "debian"
        for name, text in DEBIAN.items():
            script(tools / name, text)
        (tools / "installed").touch()
        monkeypatch.setenv("DEBIAN", str(tools))
        monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        monkeypatch.setattr(system_packages, "POLICY", tools / "policy-rc.d")
        return tools

    @staticmethod
    def calls(debian: Path) -> list[str]:
        return (debian / "log").read_text().splitlines()

    def test_nothing_is_done_where_all_is_there(self, debian: Path):
        assert system_packages.ensure({"this": ["there"]})
        assert not (debian / "log").exists()

    def test_root_installs_what_is_missing(self, debian: Path, capsys: pytest.CaptureFixture[str]):
        assert system_packages.ensure({"this": ["there", "gone"]})
        installations = [call for call in self.calls(debian) if call.startswith("install")]
        assert len(installations) == 1
        assert installations[0].startswith("install -y --no-install-recommends gone")
        assert capsys.readouterr().err == (
            "Asking for the list of system packages.\n"
            "These system packages are wanted; none of them is started, now or later:\n"
            "  for this: gone\n"
            "To fetch, with what they need: 1, 3 MB.\n"
            "  50 % Installing gone:i386\n"
        )

    def test_nothing_that_is_installed_may_start(self, debian: Path):
        script(system_packages.POLICY, "exit 7 # the administrator's")
        before = system_packages.POLICY.read_text()
        assert system_packages.ensure({"this": ["gone"]})
        assert (debian / "policy").read_text() == "101\n"
        assert system_packages.POLICY.read_text() == before

    def test_nothing_that_is_installed_starts_later_and_what_ran_before_does(self, debian: Path):
        script(
            debian / "systemctl",
            'case "$*" in *is-enabled*squid.service) ;; *is-enabled*) exit 1 ;;\n'
            '*) echo "$@" >> "$DEBIAN/units" ;; esac',
        )
        assert system_packages.ensure({"this": ["gone"]})
        units = (debian / "units").read_text()
        assert "disable tinyproxy.service" in units
        assert "squid.service" not in units

    def test_what_is_not_to_be_had_takes_only_itself_along(
        self, debian: Path, capsys: pytest.CaptureFixture[str]
    ):
        assert not system_packages.ensure({"this": ["gone", "none-1", "none-2|other"]})
        installed = (debian / "installed").read_text().split()
        assert {"gone", "other"} <= set(installed)
        assert not {"none-1", "none-2"} & set(installed)
        assert capsys.readouterr().err.splitlines()[-1] == "Going on without none-1."

    def test_whoever_wants_nothing_installed_gets_nothing(self, debian: Path):
        assert not system_packages.ensure({"this": ["gone"]}, install=False)
        assert not (debian / "log").exists()

    def test_others_are_told_what_to_type(
        self, debian: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ):
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        script(debian / "sudo", "exit 1")  # would ask for a password
        assert not system_packages.ensure({"this": ["there", "gone", "new"]})
        assert capsys.readouterr().err == (
            "System packages are missing. Please type:\n"
            "  sudo apt-get install -y --no-install-recommends gone new\n"
        )
        assert all("--print-uris" in call for call in self.calls(debian))

    @pytest.mark.parametrize(("answer", "installed"), [("\n", True), ("n\n", False)])
    def test_a_person_at_a_terminal_is_asked(self, debian: Path, answer: str, *, installed: bool):
        code = f"import os, system_packages; os.geteuid = lambda: 0; system_packages.POLICY = (\
            '{system_packages.POLICY}'); system_packages.ensure({{'this': ['gone']}})"
        ours, theirs = pty.openpty()
        asking = subprocess.Popen(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONPATH": str(PACKAGING)},
            stdin=theirs,
            stderr=theirs,
        )
        with asking:
            os.close(theirs)
            seen = ""
            while "[Y/n] " not in seen:
                seen += os.read(ours, 1000).decode()
            os.write(ours, answer.encode())
            # Whoever writes to a terminal waits for its reader.
            with contextlib.suppress(OSError):
                while os.read(ours, 1000):
                    pass
        os.close(ours)
        assert ("gone" in (debian / "installed").read_text().split()) is installed

    def test_a_renamed_library_counts(self, debian: Path):
        script(debian / "dpkg-query", "echo libglib2.0-0t64 installed")
        assert system_packages.missing_packages(["libglib2.0-0", "xvfb"]) == ["xvfb"]


@pytest.mark.only_on("linux")
class TestWindowLibraries:
    """What the window lacks is asked of the loader."""

    def test_nothing_is_lacking_where_the_window_opens(self, display: str):
        assert window_libraries.missing(Path(sys.executable), ["xcb"]) == []

    def test_what_the_loader_does_not_find_has_a_package(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        qt = tmp_path / "lib" / "python3.11" / "site-packages" / "PySide6"
        script(qt / "QtGui.abi3.so", "")
        script(
            tmp_path / "bin" / "ldd",
            'echo "  libEGL.so.1 => not found"; echo "  libm.so.6 => /lib/libm.so.6"; exit 1',
        )
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
        lacking = window_libraries.missing(tmp_path / "bin" / "python", [])
        assert lacking == ["libEGL.so.1"]
        assert window_libraries.debian_packages(lacking) == ["libegl1"]

    @pytest.mark.parametrize(
        ("told", "command"),
        [
            ({"ID": "fedora"}, "sudo dnf install libglvnd-egl libxcb"),
            ({"ID": "opensuse-leap", "ID_LIKE": "suse opensuse"}, "sudo zypper install libglvnd "),
            ({"ID": "manjaro", "ID_LIKE": "arch"}, "sudo pacman -S libglvnd libxcb"),
            ({"ID": "nixos"}, "libEGL.so.1, libxcb.so.1."),
        ],
    )
    def test_other_distributions_get_their_names(
        self, monkeypatch: pytest.MonkeyPatch, told: dict[str, str], command: str
    ):
        monkeypatch.setattr(platform, "freedesktop_os_release", lambda: told)
        assert command in window_libraries.how_to_install(["libEGL.so.1", "libxcb.so.1"])


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
