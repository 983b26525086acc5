"""A systemd of the tests' own: it boots in namespaces, on a copy of this computer's files."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support import processes

_BOOT_SECONDS = 60

_ENTER = """
echo $$ > "$0/cgroup.procs"
exec unshare --mount --pid --fork --kill-child --ipc --cgroup "$@"
"""
_PREPARE = r"""
set -e
place=$1 units=$2 socket=$3
root=$place/root
mount -t tmpfs -o mode=755 tmpfs "$place"
mkdir "$root" "$place/changes" "$place/work"
# What is written goes to memory, and nothing of this computer is changed.
mount -t overlay -o "lowerdir=/,upperdir=$place/changes,workdir=$place/work" overlay "$root"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
for folder in dev run tmp; do mount -t tmpfs -o mode=755 tmpfs "$root/$folder"; done
for device in null zero full random urandom tty; do
    touch "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
done
ln -s /proc/self/fd "$root/dev/fd"
ln -s pts/ptmx "$root/dev/ptmx"
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
# Whatever this computer starts by itself is not started there.
rm -rf "$root"/etc/systemd/system/*.wants "$root/etc/systemd/system/default.target"
for unit in systemd-udevd systemd-udev-trigger systemd-timesyncd systemd-networkd; do
    ln -sf /dev/null "$root/etc/systemd/system/$unit.service"
done
cp "$units"/* "$root/usr/lib/systemd/system/"
# The program as it is here, in the place of the installed one, with nothing set in its environment.
app=$root/usr/lib/iottly-keycheck
site=$app/venv/lib/$PYTHON/site-packages
mkdir -p "$app/python" "$app/packages" "$app/app" "$app/venv/bin" "$site"
mount --bind "$PYTHON_HOME" "$app/python"
mount --bind "$PACKAGES" "$app/packages"
mount --bind "$APP" "$app/app"
echo /usr/lib/iottly-keycheck/python/lib > "$root/etc/ld.so.conf.d/0.conf"
chroot "$root" ldconfig
ln -s "../../python/bin/$PYTHON" "$app/venv/bin/python"
echo home = /usr/lib/iottly-keycheck/python/bin > "$app/venv/pyvenv.cfg"
printf '%s\n' /usr/lib/iottly-keycheck/app /usr/lib/iottly-keycheck/packages > "$site/all.pth"
printf '%s\n' '#!/bin/sh' \
    'exec /usr/lib/iottly-keycheck/venv/bin/python -B -P -m iottly_keycheck "$@"' \
    > "$root/usr/bin/iottly-keycheck"
chmod 755 "$root/usr/bin/iottly-keycheck"
cd "$root"
mkdir before
pivot_root . before
umount --lazy /before
# As a manager of containers leaves it: credentials are mounted by a process of their own.
mount --make-rshared /
export container=test NOTIFY_SOCKET=$socket PATH=/usr/sbin:/usr/bin:/sbin:/bin
exec /lib/systemd/systemd --system --unit=basic.target
"""


@dataclass(frozen=True, slots=True)
class Systemd:
    """The running manager; `pid` is its process as it is seen from outside."""

    pid: int

    def run(
        self, *command: str, stdin: str = "", check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Run a program inside, as root. Raises `AssertionError` with what it said if it fails."""
        entering = ["nsenter", f"--target={self.pid}", "--mount", "--pid", "--ipc", "--cgroup"]
        done = subprocess.run(
            [*entering, "--root", "--wd", *command],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr + self._journal()
        return done

    def start(self, unit: str) -> None:
        """Start a unit and wait until it has ended or is up. Raises `AssertionError`."""
        self.run("systemctl", "start", unit)

    def write(self, path: str, text: str, mode: int = 0o644) -> None:
        """Write a file inside, and the folders above it."""
        self.run("install", "-D", f"--mode={mode:o}", "/dev/stdin", path, stdin=text)

    def read(self, path: str) -> str:
        """Read a file inside."""
        return self.run("cat", path).stdout

    def _journal(self) -> str:
        return self.run("journalctl", "--no-pager", "--lines=30", check=False).stdout


@contextmanager
def booted(folder: Path, units: Path) -> Iterator[Systemd]:
    """Boot with the units of that folder installed; `folder` is an empty one of the test's."""
    name = f"iottly-keycheck-test-{os.getpid()}"
    variables = {
        "PATH": os.environ["PATH"],
        "PYTHON_HOME": sys.base_prefix,
        "PYTHON": f"python3.{sys.version_info.minor}",
        "PACKAGES": next(path for path in sys.path if path.endswith("site-packages")),
        "APP": str(Path(__file__).parents[2] / "app"),
    }
    with _control_group(name) as group, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(f"\0{name}")
        ear.settimeout(_BOOT_SECONDS)
        command = ["sh", "-c", _ENTER, str(group), "sh", "-c", _PREPARE, "sh"]
        process = processes.start([*command, str(folder), str(units), f"@{name}"], env=variables)
        try:
            while b"READY=1" not in ear.recv(4096):
                pass  # it tells of other things, too
            yield Systemd(_child(process.pid))
        finally:
            processes.end(process)


@contextmanager
def _control_group(name: str) -> Iterator[Path]:
    """Make a control group below our own, in which the manager makes its own, and remove them."""
    mounts = (line.split() for line in Path("/proc/self/mounts").read_text().splitlines())
    root = next(Path(place) for _, place, kind, *_ in mounts if kind == "cgroup2")
    lines = Path("/proc/self/cgroup").read_text().splitlines()
    ours = next(line.removeprefix("0::/") for line in lines if line.startswith("0::"))
    group = root / ours / name
    group.mkdir()
    try:
        yield group
    finally:
        _await_empty(group)
        for folder in sorted(group.rglob("*/"), reverse=True):
            folder.rmdir()
        group.rmdir()


def _await_empty(group: Path) -> None:
    """Wait for what was killed to be gone, 10 seconds at most."""
    waiting = threading.Event()
    for _ in range(200):
        if "populated 0" in (group / "cgroup.events").read_text():
            return
        waiting.wait(0.05)


def _child(pid: int) -> int:
    return int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])
