"""Disks that are full, and homes that cannot be written."""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KIB = 1024
SIZE = 160 * KIB


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """Make a folder a small disk: a mounted one for root, for others a limit on a file's size."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if os.geteuid() == 0 and mount and subprocess.run(command, check=False).returncode == 0:
        try:
            yield
        finally:
            subprocess.run(["umount", str(folder)], check=True)
        return
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def leave(disk: Path, room: int) -> None:
    """Fill the disk up to so many bytes."""
    if os.path.ismount(disk):
        (disk / "ballast").unlink(missing_ok=True)
        free = os.statvfs(disk)
        ballast = max(free.f_bavail * free.f_frsize - room, 0)
        with (disk / "ballast").open("wb") as file:
            file.write(b"x" * ballast)
        return
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    largest = max((file.stat().st_size for file in disk.iterdir()), default=0)
    resource.setrlimit(resource.RLIMIT_FSIZE, (max(largest - 8 * KIB, 0) + room, hard))


def make_room(disk: Path) -> None:
    """Have the room back."""
    (disk / "ballast").unlink(missing_ok=True)
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


@contextmanager
def read_only(home: Path) -> Iterator[None]:
    """Make a home one that cannot be written: a mounted one for root, whom no mode would stop."""
    command = ["mount", "-t", "tmpfs", "-o", "ro,size=64k", "tmpfs", str(home)]
    if os.geteuid() == 0:
        subprocess.run(command, check=True)
        try:
            yield
        finally:
            subprocess.run(["umount", str(home)], check=True)
        return
    for folder in (*home.rglob("*"), home):
        folder.chmod(0o555)
    try:
        yield
    finally:
        for folder in (home, *home.rglob("*")):
            folder.chmod(0o755)
