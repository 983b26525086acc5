"""The virtual environment `.venv` beside pyproject.toml: made once, then only looked at."""

import contextlib
import hashlib
import importlib.util
import json
import os
import platform
import re
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import system_packages

LOCKS = {"run": "requirements.lock", "test": "requirements-test.lock"}
"""What each purpose installs. The lock of `test` holds all of `run`, in the same versions."""

FROM_SOURCE = ("gssapi", "krb5") if sys.platform.startswith("linux") else ()
"""What has no wheels here; its builders stand in the same lock, with their hashes."""


class Stop(Exception):
    """Ends the program with one sentence for the person at the keyboard."""


class Environment:
    """The virtual environment of the checkout at `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self._stamp = self.folder / "dev-stamp.json"

    @property
    def python(self) -> Path:
        """The environment's own Python."""
        return self.script("python")

    def script(self, name: str) -> Path:
        """Return the path of a program that the environment has installed."""
        if os.name == "nt":
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name

    def prepare(self, purpose: str) -> None:
        """Make sure that everything that `purpose` ("run" or "test") needs is installed.

        Takes no time when nothing changed since the last time. Raises Stop.
        """
        if self._is_ready(purpose):
            return
        with self._alone():
            # Whoever was there before us may have done it.
            if not self._is_ready(purpose):
                self._make(purpose)

    def _make(self, purpose: str) -> None:
        done = self._done()
        if not done:
            self._create()
        # Without a stamp, an interrupted installation is begun anew next time.
        self._stamp.unlink(missing_ok=True)
        lock = LOCKS[purpose]
        _tell(f"Installing what {lock} lists. The first time, this takes a minute or two.")
        self._install(self.root / lock)
        self._pip("--no-build-isolation", "--no-deps", "--editable", str(self.root))
        for satisfied in ("run", purpose):
            done[satisfied] = self._fingerprint(satisfied)
        self._stamp.write_text(json.dumps(done | self._identity()), encoding="utf-8")

    def _install(self, lock: Path) -> None:
        """Install a lock file: first the wheels, then what they build."""
        text = lock.read_text(encoding="utf-8")
        entries = re.split(r"\n(?=\S)", text)
        wheels = [entry for entry in entries if entry.partition("==")[0] not in FROM_SOURCE]
        with tempfile.TemporaryDirectory() as folder:
            first = Path(folder) / "requirements.txt"
            first.write_text("\n".join(wheels) + "\n", encoding="utf-8")
            # An archive of sources would be built by code that no hash vouches for.
            self._pip("--require-hashes", "--only-binary=:all:", "--requirement", str(first))
        if len(wheels) < len(entries):
            needed = list(system_packages.BUILD)
            if not (Path(sysconfig.get_path("include")) / "Python.h").exists():
                needed.append(f"python3.{sys.version_info.minor}-dev")
            system_packages.ensure(needed)
            _tell(f"Building {' and '.join(FROM_SOURCE)}, which takes some minutes once.")
            source = [f"--no-binary={','.join(FROM_SOURCE)}", "--no-build-isolation"]
            self._pip("--require-hashes", *source, "--requirement", str(lock))

    def _create(self) -> None:
        if importlib.util.find_spec("ensurepip") is None:
            package = f"python3.{sys.version_info.minor}-venv"
            if not system_packages.ensure([package]):
                raise Stop(f"This Python cannot make virtual environments without {package}.")
        _tell(f"Making the virtual environment {self.folder}")
        # In a process of its own: a module that was installed a moment ago is found there.
        command = [sys.executable, "-I", "-m", "venv", "--clear", str(self.folder)]
        if subprocess.run(command, stdout=sys.stderr, check=False).returncode != 0:
            raise Stop("The virtual environment could not be made; the reason stands above.")
        system_packages.tell_what_else_is_needed()

    def _pip(self, *arguments: str) -> None:
        command = [str(self.python), "-I", "-m", "pip", "install", "--quiet", "--no-input"]
        command += ["--disable-pip-version-check", *arguments]
        if subprocess.run(command, stdout=sys.stderr, check=False).returncode != 0:
            raise Stop("Not everything could be installed; what pip said about it stands above.")

    def _is_ready(self, purpose: str) -> bool:
        return self._done().get(purpose) == self._fingerprint(purpose)

    def _done(self) -> dict[str, str]:
        """Return what the stamp says about this environment, or nothing if it is not ours."""
        try:
            stamp = json.loads(self._stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        same = isinstance(stamp, dict) and self._identity().items() <= stamp.items()
        return stamp if same and self.python.exists() else {}

    def _identity(self) -> dict[str, str]:
        """What an environment cannot survive a change of: its Python, and where it lies."""
        return {"python": platform.python_version(), "root": str(self.root)}

    def _fingerprint(self, purpose: str) -> str:
        """What the installed packages and the project's own metadata depend on."""
        version = "app/iottly_keycheck/__init__.py"
        digest = hashlib.sha256()
        for name in ("pyproject.toml", version, LOCKS[purpose]):
            digest.update(hashlib.sha256((self.root / name).read_bytes()).digest())
        return digest.hexdigest()

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one process at a time set up; the others wait."""
        if os.name == "nt":
            # Windows locks bytes, not files, and two set-ups at once are rare there.
            yield
            return
        import fcntl

        with (self.root / "pyproject.toml").open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield


def replace_process(command: list[str]) -> NoReturn:
    """Become `command`, or where that is not possible run it and end with its status."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":
        # Windows would detach the new process from the terminal.
        raise SystemExit(subprocess.run(command, check=False).returncode)
    os.execv(command[0], command)


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
