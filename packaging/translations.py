"""The window's languages, by Qt's own tools: `lupdate` gathers what is to be translated into
`resources/translations/*.ts`, which people edit, and `lrelease` makes of these what Qt reads (.qm).

Started as a program, which needs the project's environment, it makes the .qm files; with
`update` it gathers first.
"""

import importlib.util
import inspect
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path

_FOLDER = Path("resources") / "translations"
_MESSAGES = "app/iottly_keycheck/diagnosis/text"
_NOT_LOADED = 127
"""With this status the loader ends a program whose libraries it does not find."""

_ENGLISH = "_en.ts"
"""English is what is translated from; its own file has the words that depend on a number only."""


def sources(root: Path) -> list[Path]:
    """Give the files that are translated."""
    return sorted((root / _FOLDER).glob("*.ts"))


def compiled(source: Path) -> Path:
    """Give the file that Qt reads instead of that one."""
    return source.with_suffix(".qm")


def stale(root: Path) -> bool:
    """Tell whether some file that Qt reads is older than what it is made from."""
    return any(_is_stale(source) for source in sources(root))


def _is_stale(source: Path) -> bool:
    made = compiled(source)
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


def build(root: Path) -> None:
    """Make anew what Qt reads, where it is stale."""
    for source in filter(_is_stale, sources(root)):
        # Put in its place whole: another program may be reading, or making, the same file.
        with tempfile.TemporaryDirectory(dir=source.parent) as folder:
            made = Path(folder) / "made.qm"
            _tool("lrelease", "-silent", str(source), "-qm", str(made))
            made.replace(compiled(source))


def update(root: Path, targets: list[Path]) -> None:
    """Gather what is to be translated into these .ts files; what is translated already stays."""
    window = [str(path) for path in sorted((root / "app" / "iottly_keycheck" / "ui").rglob("*.py"))]
    options = ["-silent", "-no-obsolete", "-locations", "none", "-source-language", "en"]
    with tempfile.TemporaryDirectory() as folder:
        words = Path(folder) / "messages.py"
        marked = (json.dumps(template, ensure_ascii=False) for template in _templates(root))
        lines = (f'QT_TRANSLATE_NOOP("messages", {template})\n' for template in marked)
        words.write_text("".join(lines), encoding="utf-8")
        for target in targets:
            plural = ["-pluralonly"] if target.name.endswith(_ENGLISH) else []
            _tool("lupdate", *options, *plural, *window, str(words), "-ts", str(target))


def _templates(root: Path) -> Iterator[str]:
    """Give the sentences of `diagnosis`, which knows no Qt and so cannot mark them for `lupdate`.

    They are the values of the modules that hold nothing but words, named `…_messages`.
    """
    for path in sorted((root / _MESSAGES).glob("*_messages.py")):
        module = importlib.import_module(f"iottly_keycheck.diagnosis.text.{path.stem}")
        values = (value for name, value in vars(module).items() if not name.startswith("__"))
        yield from dict.fromkeys(text for value in values for text in _texts(value))


def _texts(value: object) -> Iterator[str]:
    match value:
        case Enum():
            return
        case str():
            if value:
                yield value
        case dict():
            for each in value.values():
                yield from _texts(each)
        case tuple() | list():
            for each in value:
                yield from _texts(each)
        case _ if is_dataclass(value) and not inspect.isclass(value):
            for field in fields(value):
                yield from _texts(getattr(value, field.name))


def _tool(name: str, *arguments: str) -> None:
    """Run a tool of the PySide6 that is installed beside this Python."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or spec.origin is None:
        raise SystemExit("Making the translations needs PySide6-Essentials.")
    program = shutil.which(name, path=str(Path(spec.origin).parent))
    if program is None:
        raise SystemExit(f"PySide6 has no {name} here.")
    done = subprocess.run([program, *arguments], check=False)
    if done.returncode == _NOT_LOADED:
        raise SystemExit(
            f"Qt's {name}, which makes the translations, lacks a library of the system; "
            "on Debian and Ubuntu it is in libglib2.0-0."
        )
    if done.returncode != 0:
        raise SystemExit(f"Qt's {name} ended with status {done.returncode}.")


def main(arguments: list[str]) -> None:
    """Do what `packaging/dev.py` wants."""
    root = Path(__file__).resolve().parent.parent
    if arguments == ["update"]:
        sys.path.insert(0, str(root / "app"))
        update(root, sources(root))
        _tell_unfinished(root)
    try:
        build(root)
    except OSError as reason:
        raise SystemExit(f"The translations could not be written: {reason}") from reason


def _tell_unfinished(root: Path) -> None:
    for source in sources(root):
        missing = source.read_text(encoding="utf-8").count('type="unfinished"')
        print(f"{os.fspath(source.relative_to(root))}: {missing} to be translated")


if __name__ == "__main__":
    main(sys.argv[1:])
