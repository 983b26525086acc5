"""House rules that no linter knows. Each message names the cure.

Ruff has the rest: docstrings, prints, blind excepts, swallowed arguments.
"""

import ast
import functools
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APP = sorted((ROOT / "app").rglob("*.py"))
PYTHON = sorted([*APP, *(ROOT / "tests").rglob("*.py"), *(ROOT / "packaging").rglob("*.py")])

EMPTY_NAMES = {
    "base", "common", "helper", "helpers", "logic", "manager", "managers", "misc", "util", "utils",
    "widgets",
}  # fmt: skip


CURES = {
    "addressee": "recipient", "ample": "compact", "bell": "wakeup_reader", "custody": "transaction",
    "desk": "presenter", "face": "main_view", "furnish": "populate", "judge": "diagnose or check",
    "leg": "attempt", "letter": "email", "looker": "probe", "mouth": "wakeup_writer",
    "occasion": "context", "phrases": "messages", "salvage": "repair", "teller": "listener",
    "trial": "attempt", "waiter": "poller", "wanted": "requested", "wire": "socket",
}  # fmt: skip
"""Words of this house alone, and what the field calls the same thing."""


def place(path: Path, line: int | None = None) -> str:
    where = path.relative_to(ROOT).as_posix()
    return where if line is None else f"{where}:{line}"


def test_files_stay_short_enough_to_hold_in_mind():
    long = [place(path) for path in APP if len(path.read_text().splitlines()) > 400]
    assert not long, f"over 400 lines; split where the name needs an 'and': {long}"


def test_rooms_are_named_for_their_subject():
    empty = [place(path) for path in APP if EMPTY_NAMES & set(path.with_suffix("").parts)]
    assert not empty, f"a name that says nothing; name what the file is about: {empty}"


def test_names_have_the_words_of_the_field():
    private = [
        f"{place(path, line)} {name}: {CURES[word]}"
        for path in APP
        for line, name in _names(path)
        for word in re.findall(r"[a-z]+", re.sub(r"(?<!^)(?=[A-Z][a-z])", "_", name).lower())
        if word in CURES
    ]
    assert not private, f"a newcomer searches for another word: {private}"


def _names(path: Path) -> Iterator[tuple[int, str]]:
    """Give what a file calls itself, its classes, functions and signals."""
    yield 1, path.stem
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                yield node.lineno, name
            case ast.Assign(
                targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id="Signal"))
            ):
                yield node.lineno, name


def sleeps(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in {"time.sleep", "sleep"}


def spins_the_event_loop(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "processEvents"


def trusts_anybody(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and node.arg == "verify" and _is_false(node.value)


def translates_what_is_already_filled_in(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] in {"tr", "translate", "QT_TRANSLATE_NOOP"}
        and any(isinstance(argument, ast.JoinedStr) for argument in node.args)
    )


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


@pytest.mark.parametrize(
    ("breaks_it", "cure"),
    [
        (sleeps, "wait for the event itself: threading.Event, qtbot.waitSignal, a blocking read"),
        (spins_the_event_loop, "return to the event loop, and go on in a slot"),
        (trusts_anybody, "trust a CA of the test's own (trustme) instead of nobody in particular"),
        (
            translates_what_is_already_filled_in,
            'translate a template with named places, then fill it: tr("{name} …").format(name=…)',
        ),
    ],
)
def test_nobody(breaks_it: Callable[[ast.AST], bool], cure: str):
    found = [
        place(path, getattr(node, "lineno", None)) for path, node in _nodes() if breaks_it(node)
    ]
    assert not found, f"{breaks_it.__name__.replace('_', ' ')}; {cure}: {found}"


@functools.cache
def _nodes() -> list[tuple[Path, ast.AST]]:
    return [(path, node) for path in PYTHON for node in ast.walk(ast.parse(path.read_text()))]


EXCEPTION = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma|fmt:\s*off)\b(?P<rest>.*)")
CODES = re.compile(r"^\s*(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|\[[\w, -]+\])?")


def test_every_exception_from_a_rule_has_its_reason_beside_it():
    bare = [
        place(path, number)
        for path in PYTHON
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if (found := EXCEPTION.search(line)) and path != Path(__file__)
        if not re.search(r"[A-Za-z]{3}", CODES.sub("", found["rest"]))
    ]
    assert not bare, f"say why, on the same line, after the code: {bare}"


def test_the_version_stands_in_one_place():
    from iottly_keycheck import __version__

    # A changelog tells of versions, lock files have those of others, tests have samples.
    elsewhere = [
        name
        for name, text in _files()
        if re.search(rf"\b{re.escape(__version__)}\b", text)
        and not name.endswith((".lock", "CHANGELOG.md", "iottly_keycheck/__init__.py"))
        and not name.startswith("tests/")
    ]
    assert not elsewhere, f"import iottly_keycheck.__version__ instead: {elsewhere}"


# In pieces, so that this file does not break its own rule.
REGISTRIES = [
    ".".join(parts) for parts in (["pypi", "org"], ["pythonhosted", "org"], ["npmjs", "org"])
]
MACHINE = re.compile(r"(?<![\w.])/(?:work|root)/|(?<![\w.])/home/[a-z]+/\.?(?:pyenv|venv)")


def test_files_name_no_machine_and_no_registry():
    found = [
        name
        for name, text in _files()
        if MACHINE.search(text) or any(registry in text for registry in REGISTRIES)
    ]
    assert not found, f"it would bind the project to one place; leave the path or host out: {found}"


def _files() -> Iterator[tuple[str, str]]:
    """Give name and text of every file of the project, committed or about to be."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("only a git checkout tells which files are the project's")
    listing = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        try:
            yield name, (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # a picture, or a file that is being taken away
