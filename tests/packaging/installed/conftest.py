"""What `packaging/dev.py package` has built, and a clean Debian to install it into."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from iottly_keycheck import __version__
from support import clean_debian
from support.certificates import Authority
from support.clean_debian import Tree
from support.secret_service import unlocked_keyring

ROOT = Path(__file__).parent.parent.parent.parent
DIST = ROOT / "dist"
USER = "visitor"

_NEW_MESSAGE = f"build it first: python3 packaging/dev.py package ({DIST.name}/ has no"


def built(pattern: str) -> Path:
    """Give the one file in `dist/` of that name."""
    found = sorted(DIST.glob(pattern))
    assert len(found) == 1, f"{_NEW_MESSAGE} {pattern})"
    return found[0]


def unpacked(archive: Path, place: Path) -> Path:
    """Unpack a `.tar.gz` at `place`, and give the one folder that is in it."""
    place.mkdir()
    subprocess.run(["tar", "-xzf", str(archive), "-C", str(place)], check=True)
    (folder,) = place.iterdir()
    return folder


@pytest.fixture(scope="session")
def deb() -> Path:
    return built(f"iottly-keycheck_{__version__}_*.deb")


@pytest.fixture(scope="session")
def room() -> Iterator[Path]:
    """A folder that every user may look into, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="keycheck-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@dataclass(frozen=True)
class Installed:
    """A Debian with the package in it; `before` are the files that it had before."""

    tree: Tree
    before: frozenset[str]


@pytest.fixture(scope="session")
def installed(deb: Path, room: Path, clean_environment: pytest.MonkeyPatch) -> Installed:
    """A clean Debian into which the package was installed, with what it depends on alone.

    `visitor` is an ordinary user there.
    """
    tree = clean_debian.make(room / "debian")
    tree.do("useradd", "--create-home", "--shell", "/bin/sh", USER)
    before = frozenset(tree.files())
    shutil.copy(deb, tree.root / "package.deb")
    tree.do("apt-get", "install", "-q", "-y", "--no-install-recommends", "/package.deb")
    (tree.root / "package.deb").unlink()
    return Installed(tree, before)


@pytest.fixture(scope="session")
def authority(installed: Installed, room: Path) -> Authority:
    """A certificate authority that the Debian's administrator has told it to trust."""
    made = Authority(room)
    place = installed.tree.root / "usr/local/share/ca-certificates/lab.crt"
    shutil.copy(made.trust_file, place)
    installed.tree.do("update-ca-certificates")
    return made


@dataclass(frozen=True)
class Session:
    """The desktop session of an ordinary user: `env` is what programs in it see."""

    tree: Tree
    env: dict[str, str]


@pytest.fixture
def session(installed: Installed, display: str, room: Path) -> Iterator[Session]:
    """A session with a screen, a bus and an unlocked keyring, all of them this computer's own.

    So the Debian has nothing but what the package asks for.
    """
    account = (installed.tree.root / "etc/passwd").read_text().split(f"\n{USER}:")[1].split(":")
    uid, gid = int(account[1]), int(account[2])
    with tempfile.TemporaryDirectory(dir=room) as name:
        home = Path(name)
        runtime = home / "run"
        runtime.mkdir()
        for path in (home, runtime):
            os.chown(path, uid, gid)
            path.chmod(0o700)
        outside = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
        }
        with unlocked_keyring(outside, user=uid) as keyring:
            address = keyring.environment["DBUS_SESSION_BUS_ADDRESS"]
            inside = {
                "HOME": f"/home/{USER}",
                "DISPLAY": display,
                "XDG_RUNTIME_DIR": str(runtime),
                "DBUS_SESSION_BUS_ADDRESS": address,
            }
            yield Session(installed.tree.sharing(home), inside)
