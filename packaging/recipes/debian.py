"""The Debian package: the bundle without what Debian has itself, and what a desktop finds."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from pathlib import Path

from recipes import archive, changelog, elf, notices, product, share
from recipes.components import Component
from recipes.contents import Entry

LINUX = product.ROOT / "packaging" / "linux"
MAINTAINER = f"{product.AUTHORS} <{product.SUPPORT}>"

UNITS = "usr/lib/systemd/system"

_SYSTEM = re.compile(r"/(?:usr/)?lib(?:64)?/")


def own_entries(entries: tuple[Entry, ...]) -> list[Entry]:
    """Give what the package holds: the system's libraries come as dependencies, kept up to date."""
    return [entry for entry in entries if not is_debians(entry)]


def is_debians(entry: Entry) -> bool:
    """Tell a library that was taken from the system; Python's own is started by its path."""
    name, source, _ = entry
    loose = re.match(r"lib(?!python)[^/]*\.so", name)
    return loose is not None and _SYSTEM.match(source) is not None


def build(
    bundle: Path, entries: tuple[Entry, ...], components: list[Component], work: Path, dist: Path
) -> Path:
    """Make the package. Raises `OSError` or `subprocess.CalledProcessError`."""
    root = work / "debian" / product.NAME
    _lay_out(root, bundle, entries)
    _write_documents(root / "usr/share/doc" / product.NAME, components)
    _write_control(root, work)
    archive.set_modes(root)
    architecture = _run(["dpkg", "--print-architecture"], work).strip()
    target = dist / f"{product.NAME}_{product.VERSION}_{architecture}.deb"
    options = ["--root-owner-group", "-Zxz", "--build"]
    date = str(product.source_date())
    _run(["env", f"SOURCE_DATE_EPOCH={date}", "dpkg-deb", *options, str(root), str(target)], work)
    return target


def _lay_out(root: Path, bundle: Path, entries: tuple[Entry, ...]) -> None:
    inside = root / "usr/lib" / product.NAME
    shutil.copytree(bundle, inside, symlinks=True)
    for entry in filter(is_debians, entries):
        (inside / "_internal" / entry[0]).unlink()
    command = root / "usr/bin" / product.NAME
    command.parent.mkdir(parents=True)
    command.symlink_to(f"../lib/{product.NAME}/{product.NAME}")
    share.write(root / "usr/share")
    units = share.MONITORING / "systemd"
    if units.is_dir():
        shutil.copytree(units, root / UNITS, copy_function=shutil.copyfile)
    overrides = root / "usr/share/lintian/overrides" / product.NAME
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(LINUX / "lintian-overrides", overrides)


def _write_documents(folder: Path, components: list[Component]) -> None:
    shutil.copyfile(LINUX / "copyright", folder / "copyright")
    news = changelog.for_debian(changelog.this_release(), MAINTAINER)
    (folder / "changelog.gz").write_bytes(gzip.compress(news.encode(), 9, mtime=0))
    told = notices.text(components).encode()
    (folder / "THIRD-PARTY-NOTICES.txt.gz").write_bytes(gzip.compress(told, 9, mtime=0))


def _write_control(root: Path, work: Path) -> None:
    source = work / "debian" / "control"
    source.write_text(f"Source: {product.NAME}\n\nPackage: {product.NAME}\nArchitecture: any\n")
    folder = root / "DEBIAN"
    folder.mkdir()
    template = (LINUX / "control").read_text(encoding="utf-8")
    description = "\n .\n".join(_folded(text) for text in product.paragraphs())
    size = sum(path.lstat().st_size for path in root.rglob("*")) // 1024
    (folder / "control").write_text(
        template.format(
            name=product.NAME,
            version=product.VERSION,
            architecture=_run(["dpkg", "--print-architecture"], work).strip(),
            maintainer=MAINTAINER,
            homepage=product.HOMEPAGE,
            size=size,
            depends=_library_packages(root, work),
            summary=product.summary(),
            description=description,
        ),
        encoding="utf-8",
    )
    sums = archive.md5sums(root)
    (folder / "md5sums").write_text(sums, encoding="utf-8")
    units = sorted(path.name for path in (root / UNITS).glob("*.*"))
    for script in LINUX.glob("*.sh") if units else ():
        target = folder / script.stem
        target.write_text(script.read_text(encoding="utf-8").replace("@UNITS@", " ".join(units)))
        target.chmod(0o755)


def _library_packages(root: Path, work: Path) -> str:
    """Have Debian's own tool find the packages of the libraries that the files link to."""
    binaries = [path for path in sorted(root.rglob("*")) if elf.is_elf(path)]
    folders = {path.parent for path in binaries if ".so" in path.name}
    private = [f"-l{folder}" for folder in sorted(folders)]
    question = ["dpkg-shlibdeps", "-O", "--warnings=0", *private]
    answer = _run([*question, *(f"-e{path}" for path in binaries)], work)
    return answer.strip().removeprefix("shlibs:Depends=")


def _folded(text: str) -> str:
    import textwrap

    return textwrap.fill(text, 78, initial_indent=" ", subsequent_indent=" ")


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise OSError(f"{command[0]} failed:\n{done.stderr}")
    return done.stdout
