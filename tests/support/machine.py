"""What this machine can do, and which tests are not run where it cannot.

A test says what it needs by a mark, `needs("squid", "networks")`, or by a fixture of `_FIXTURES`.
"""

from __future__ import annotations

import functools
import importlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

_PROGRAMS = {
    "curl": ("curl", "what curl does alike"),
    "danted": ("dante-server", "Debian's proxies"),
    "dbus-daemon": ("dbus", "keyrings and notifications"),
    "dnsmasq": ("dnsmasq-base", "a name server of Debian's"),
    "faketime": ("faketime", "a wrong clock"),
    "gnome-keyring-daemon": ("gnome-keyring", "keyrings"),
    "hpsockd": ("hpsockd", "Debian's proxies"),
    "ip": ("iproute2", "broken networks"),
    "kadmin.local": ("krb5-admin-server", "signing in by Kerberos"),
    "keepassxc": ("keepassxc", "KeePassXC as a keyring"),
    "kinit": ("krb5-user", "signing in by Kerberos"),
    "krb5kdc": ("krb5-kdc", "signing in by Kerberos"),
    "microsocks": ("microsocks", "Debian's proxies"),
    "nft": ("nftables", "broken networks"),
    "openbox": ("openbox", "a whole desktop"),
    "openssl": ("openssl", "Debian's proxies"),
    "prometheus": ("prometheus", "monitoring"),
    "prometheus-node-exporter": ("prometheus-node-exporter", "monitoring"),
    "promtool": ("prometheus", "monitoring"),
    "squid": ("squid", "Debian's proxies"),
    "systemctl": ("systemd", "the units of systemd"),
    "systemd-analyze": ("systemd", "the units of systemd"),
    "tinyproxy": ("tinyproxy", "Debian's proxies"),
    "weston": ("weston", "Wayland"),
    "xdotool": ("xdotool", "a whole desktop"),
    "Xvfb": ("xvfb", "a whole desktop"),
}
"""Programs that some tests need: the Debian package of each, and what those tests are about."""

_FIXTURES = {
    "display": ("qt",),
    "no_secret_service": ("dbus-daemon",),
    "public": ("users",),
    "qapp": ("qt",),
    "qtbot": ("qt",),
    "secret_service": ("dbus-daemon", "gnome-keyring-daemon"),
}
"""What the fixtures of many tests need; `needs` may name such a fixture, too."""

_QT_IMPORT = re.compile(
    r"^(?:from|import) (?:PySide6|pytestqt|iottly_keycheck\.ui)\b", re.MULTILINE
)
_TEST = re.compile(r"^ *def test_", re.MULTILINE)

_NETWORKS = """
set -e
ip link set lo up
ip link add net0 type bridge
ip link add net1 type veth peer name net2
nft add table inet lab
sysctl -qw net.ipv4.icmp_ratelimit=0
unshare --mount mount --bind /etc/hosts /etc/resolv.conf
"""
_NOBODY = 65534
_MOUNTS = """
folder=$(mktemp -d)
mount -t tmpfs tmpfs "$folder" && umount "$folder"
status=$?
rmdir "$folder"
exit $status
"""


@dataclass(frozen=True, slots=True)
class Need:
    """What tests need: what they are about, whether it is there, and what to say if it is not."""

    about: str
    reason: str
    there: Callable[[], bool]


def find_daemons() -> None:
    """Let daemons be found, which an ordinary user's PATH leaves out."""
    if sys.platform == "linux":
        os.environ["PATH"] += ":/usr/local/sbin:/usr/sbin:/sbin"


@functools.cache
def can(name: str) -> bool:
    """Tell whether this machine can do it: a name of `needs`."""
    return _need(name).there()


def lacking(item: pytest.Item) -> Need | None:
    """Give the first thing that this test needs and this machine has not, if any."""
    marked = [name for mark in item.iter_markers("needs") for name in mark.args]
    fixtures = [name for name in getattr(item, "fixturenames", ()) if name in _FIXTURES]
    names = [name for want in (*marked, *fixtures) for name in _FIXTURES.get(want, (want,))]
    return next((_need(name) for name in names if not can(name)), None)


def imports_qt(path: Path) -> bool:
    """Tell whether a file of tests, or the fixtures of a folder, import Qt or the window."""
    file = path / "conftest.py" if path.is_dir() else path
    return file.is_file() and _QT_IMPORT.search(file.read_text(encoding="utf-8")) is not None


def tests_in(path: Path) -> int:
    """Give the number of functions of tests in a file or folder, as nothing can import them."""
    files = path.rglob("test_*.py") if path.is_dir() else [path]
    return sum(len(_TEST.findall(file.read_text(encoding="utf-8"))) for file in files)


@functools.cache
def networks_entering() -> list[str] | None:
    """Give what has to come before `unshare --net`, or None where no network can be made.

    Without the rights it is a user namespace of its own (user_namespaces(7)).
    """
    for own_user in ([], ["unshare", "--user", "--map-root-user"]):
        if _succeeds(*own_user, "unshare", "--net", "--mount", "sh", "-c", _NETWORKS):
            return own_user
    return None


@functools.cache
def _need(name: str) -> Need:
    if name in _SPECIAL:
        return _SPECIAL[name]
    package, about = _PROGRAMS[name]
    reason = f"{name} is not installed (on Debian: {package})"
    return Need(about, reason, lambda: shutil.which(name) is not None)


def _succeeds(*command: str) -> bool:
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _import(*names: str) -> bool:
    try:
        for name in names:
            importlib.import_module(name)
    except ImportError:
        return False
    return True


def _qt() -> bool:
    return _import("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtTest", "PySide6.QtWidgets")


def _mounts() -> bool:
    return os.geteuid() != 0 or _succeeds("sh", "-c", _MOUNTS)


def _users() -> bool:
    """Tell whether there is anybody else: a user namespace may have nobody but root."""
    with tempfile.NamedTemporaryFile() as file:
        try:
            os.chown(file.name, _NOBODY, _NOBODY)
        except PermissionError:
            return True  # of an ordinary user
        except OSError:
            return False
        return True


def _boots() -> bool:
    own = _succeeds("unshare", "--mount", "--pid", "--cgroup", "true")
    return os.geteuid() == 0 and own and _users()


NO_QT = Need("the window", "libraries that Qt needs are missing", _qt)
_SPECIAL = {
    "boot": Need("the units of systemd", "only root with all rights may boot a systemd", _boots),
    "gssapi": Need(
        "signing in by Kerberos",
        "the libraries gssapi and krb5 are not built",
        lambda: _import("gssapi", "krb5"),
    ),
    "mounts": Need("full and read-only disks", "root may mount nothing here", _mounts),
    "networks": Need(
        "broken networks",
        "this machine gives no network namespaces",
        lambda: networks_entering() is not None,
    ),
    "qt": NO_QT,
    "users": Need("files of other users", "this root has no other users", _users),
}
