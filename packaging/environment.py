"""The virtual environment `.venv` beside pyproject.toml: made once, then only looked at."""

import contextlib
import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NoReturn

import pip_install
import system_packages

LOCKS = {"run": "requirements.lock", "test": "requirements-test.lock"}
"""What each purpose installs. The lock of `test` holds all of `run`, in the same versions."""

ROOM = {"run": 500, "test": 1200}
"""How many megabytes each takes on the disk while it is made, by and large."""

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
        self._look_at_the_place(purpose)
        try:
            with self._alone():
                # Whoever was there before us may have done it.
                if not self._is_ready(purpose):
                    self._make(purpose)
        except KeyboardInterrupt:
            _tell("Stopped. The next time, it goes on from what is here already.")
            raise

    def build_from_source(self) -> bool:
        """Build what has no wheels, once and where that is possible; tell whether it is there."""
        if not FROM_SOURCE or self._is_ready("source"):
            return True
        if not self._can_build():
            return False
        with self._alone():
            if not self._is_ready("source"):
                _tell(f"Building {' and '.join(FROM_SOURCE)}, which takes some minutes once.")
                lock = str(self.root / LOCKS["test"])
                source = [f"--no-binary={','.join(FROM_SOURCE)}", "--no-build-isolation"]
                try:
                    self._pip(2, "--require-hashes", *source, "--requirement", lock)
                except Stop as reason:
                    _tell(str(reason))
                    return False
                self._note(self._done() | {"source": self._fingerprint("test")})
        return True

    def _look_at_the_place(self, purpose: str) -> None:
        """Say at once what would hinder the installation only at its end."""
        place = self.folder if self.folder.exists() else self.root
        if not os.access(place, os.W_OK):
            raise Stop(
                f"Nothing may be written to {place}. Take a copy of this project that is yours "
                "(or delete its folder .venv, if another user has made that)."
            )
        if (free := shutil.disk_usage(place).free // 10**6) < ROOM[purpose]:
            raise Stop(
                f"There is no room for what has to be installed: it takes {ROOM[purpose]} MB in "
                f"{place}, where {free} MB are free. Make some, and run it again."
            )

    def _make(self, purpose: str) -> None:
        done = self._done()
        if not done:
            self._create()
        # Without a stamp, an interrupted installation is begun anew next time; what was fetched
        # is in pip's cache.
        self._stamp.unlink(missing_ok=True)
        lock = LOCKS[purpose]
        _tell(f"Installing what {lock} lists. The first time, this takes a minute or two.")
        self._install(self.root / lock)
        self._pip(1, "--no-build-isolation", "--no-deps", "--editable", str(self.root))
        for satisfied in ("run", purpose):
            done[satisfied] = self._fingerprint(satisfied)
        self._note(done)

    def _install(self, lock: Path) -> None:
        """Install the wheels of a lock file."""
        entries = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8"))
        wheels = [entry for entry in entries if entry.partition("==")[0] not in FROM_SOURCE]
        with tempfile.TemporaryDirectory() as folder:
            first = Path(folder) / "requirements.txt"
            first.write_text("\n".join(wheels) + "\n", encoding="utf-8")
            # An archive of sources would be built by code that no hash vouches for.
            options = ["--require-hashes", "--only-binary=:all:", "--requirement", str(first)]
            self._pip(len(wheels), *options)

    def _can_build(self) -> bool:
        return all(map(shutil.which, ("cc", "krb5-config"))) and has_headers()

    def _create(self) -> None:
        _tell(f"Making the virtual environment {self.folder}")
        own_pip = importlib.util.find_spec("ensurepip") is not None
        if not own_pip and importlib.util.find_spec("pip") is None:
            package = f"python3.{sys.version_info.minor}-venv"
            own_pip = system_packages.ensure({"making virtual environments": [package]})
            if not own_pip:
                raise Stop(
                    "This Python has neither pip nor what makes virtual environments. Debian and "
                    f"Ubuntu have them in the package {package}, others in python3-pip."
                )
        # In a process of its own: a module that was installed a moment ago is found there.
        command = [sys.executable, "-I", "-m", "venv", "--clear", str(self.folder)]
        if not own_pip:
            command.insert(4, "--without-pip")
        if subprocess.run(command, stdout=sys.stderr, check=False).returncode != 0:
            raise Stop("The virtual environment could not be made; the reason stands above.")

    def _pip(self, total: int, *arguments: str) -> None:
        """Install `total` packages by the environment's own pip, else by this Python's."""
        places = ("lib/python*/site-packages/pip", "Lib/site-packages/pip")
        own = any(True for place in places for _ in self.folder.glob(place))
        pip = [str(self.python), "-I", "-m", "pip"]
        if not own:
            pip = [sys.executable, "-I", "-m", "pip", f"--python={self.python}"]
        try:
            pip_install.install(pip, list(arguments), total)
        except pip_install.PipFailed as reason:
            raise Stop(str(reason)) from reason

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

    def _note(self, done: dict[str, str]) -> None:
        self._stamp.write_text(json.dumps(done | self._identity()), encoding="utf-8")

    def _identity(self) -> dict[str, str]:
        """What an environment cannot survive a change of: its Python, and where it lies."""
        return {"python": platform.python_version(), "root": str(self.root)}

    def _fingerprint(self, purpose: str) -> str:
        """What the installed packages and the project's own metadata depend on."""
        version = "app/iottly_keycheck/__init__.py"
        digest = hashlib.sha256()
        for name in ("pyproject.toml", version, LOCKS.get(purpose, LOCKS["test"])):
            digest.update(hashlib.sha256((self.root / name).read_bytes()).digest())
        return digest.hexdigest()

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one process at a time set up; the others wait, and say so."""
        with (self.root / "pyproject.toml").open("rb") as held:
            if not _lock(held):
                _tell("Another one is installing here at this moment; waiting for it.")
                while not _lock(held, wait=True):
                    pass
            try:
                yield
            finally:
                _unlock(held)


def has_headers() -> bool:
    """Tell whether C code can be compiled against this Python."""
    return (Path(sysconfig.get_path("include")) / "Python.h").exists()


def replace_process(command: list[str]) -> NoReturn:
    """Become `command`, or where that is not possible run it and end with its status."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":
        # Windows would detach the new process from the terminal.
        raise SystemExit(subprocess.run(command, check=False).returncode)
    os.execv(command[0], command)


if sys.platform == "win32":
    import msvcrt

    _FAR_BYTE = 2**30
    """Windows locks bytes, and locks them against readers; nobody reads this one."""

    def _lock(held: IO[bytes], *, wait: bool = False) -> bool:
        held.seek(_FAR_BYTE)
        try:
            # It waits for ten seconds at most.
            msvcrt.locking(held.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(held: IO[bytes]) -> None:
        held.seek(_FAR_BYTE)
        msvcrt.locking(held.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(held: IO[bytes], *, wait: bool = False) -> bool:
        try:
            fcntl.flock(held, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(held: IO[bytes]) -> None:
        fcntl.flock(held, fcntl.LOCK_UN)


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
