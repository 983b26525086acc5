"""Archives and checksums that come out the same from the same files."""

from __future__ import annotations

import gzip
import hashlib
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path


def pack(folder: Path, target: Path, time: int) -> None:
    """Pack `folder`, under its own name, as `.tar.gz`; every file is root's and of that time."""
    with (
        target.open("wb") as file,
        gzip.GzipFile("", "wb", 6, file, mtime=time) as compressed,
        tarfile.open(fileobj=compressed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path in [folder, *sorted(folder.rglob("*"))]:
            entry = archive.gettarinfo(path, str(path.relative_to(folder.parent)))
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = "root"
            entry.mtime = time
            if entry.isreg():
                with path.open("rb") as content:
                    archive.addfile(entry, content)
            else:
                archive.addfile(entry)


def set_modes(folder: Path) -> None:
    """Give everybody the right to read what is there, and only that, whatever the umask was."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            # A library is read, not started (Debian Policy, section 10.2).
            runs = path.is_dir() or (path.stat().st_mode & 0o100 and ".so" not in path.name)
            path.chmod(0o755 if runs else 0o644)


def checksums(paths: Iterable[Path]) -> str:
    """Give what `sha256sum --check` reads."""
    return "".join(_lines(sorted(paths)))


def _lines(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        with path.open("rb") as file:
            yield f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n"


def md5sums(root: Path) -> str:
    """Give what dpkg checks installed files by: every file below `root` but dpkg's own."""
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    shipped = [path for path in files if path.relative_to(root).parts[0] != "DEBIAN"]
    return "".join(f"{_md5(path)}  {path.relative_to(root)}\n" for path in shipped)


def _md5(path: Path) -> str:
    # By Debian's rules; it finds damage, and is no protection.
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
