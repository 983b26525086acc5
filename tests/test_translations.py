"""What the window says in other languages is whole, and says the same."""

import ast
import re
import shutil
import xml.etree.ElementTree as Xml
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import translations

ROOT = Path(__file__).parent.parent
SOURCES = translations.sources(ROOT)
PLACE = re.compile(r"\{\w*\}|%n")


@dataclass(frozen=True)
class Message:
    """A message of a .ts file; `forms` has one translation, or one for each number."""

    context: str
    source: str
    forms: tuple[str, ...]
    finished: bool


def messages(path: Path) -> Iterator[Message]:
    for context in Xml.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            numbers = [form.text or "" for form in translation.iter("numerusform")]
            forms = numbers or [translation.text or ""]
            finished = translation.get("type") is None and all(forms)
            name = context.findtext("name")
            yield Message(name, message.findtext("source"), tuple(forms), finished)


def test_english_and_italian_are_there():
    assert [path.stem.rpartition("_")[2] for path in SOURCES] == ["en", "it"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_everything_is_translated(path: Path):
    missing = [message.source for message in messages(path) if not message.finished]
    assert not missing, f"translate it in {path.name}: {missing}"


@pytest.mark.needs("qt")
@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_everything_is_there_to_be_translated(path: Path, tmp_path: Path):
    gathered = tmp_path / path.name
    shutil.copy(path, gathered)
    translations.update(ROOT, [gathered])
    here, there = ({(m.context, m.source) for m in messages(each)} for each in (path, gathered))
    assert here == there, "gather it: python3 packaging/dev.py translate"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_translation_has_the_places_of_what_it_translates(path: Path):
    other = [
        message
        for message in messages(path)
        if message.finished
        for form in message.forms
        if places(form, message) != sorted(PLACE.findall(message.source))
    ]
    assert not other


def places(form: str, message: Message) -> list[str]:
    """Give the places of a translation; of one thing one may speak without its number."""
    one = len(message.forms) > 1 and form is message.forms[0] and "%n" not in form
    return sorted([*PLACE.findall(form), *(["%n"] if one else [])])


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_translation_ends_as_what_it_translates(path: Path):
    ends = (".", "…", "?", ":", " ")
    other = [
        message
        for message in messages(path)
        if message.finished
        for form in message.forms
        if [form.endswith(end) for end in ends] != [message.source.endswith(end) for end in ends]
    ]
    assert not other


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_menus_keep_their_letters_and_share_none(path: Path):
    titles = [
        message
        for message in messages(path)
        if message.context == "Actions" and "&" in message.source
    ]
    letters = [re.search(r"&(\w)", message.forms[0]) for message in titles]
    assert all(letters)
    found = [letter[1].lower() for letter in letters]
    assert len(set(found)) == len(found)


SHOWS = {
    "CheckedField", "Fact", "PlainBlock", "PlainLabel", "QAction", "QCheckBox", "QGroupBox",
    "QLabel", "QMenu", "QPushButton", "QRadioButton", "QToolButton", "addAction", "addItem",
    "addTab", "show_message", "setAccessibleDescription", "setAccessibleName", "setPlaceholderText",
    "setText", "setTitle", "setToolTip", "setWindowTitle", "enqueue",
}  # fmt: skip
SAME_EVERYWHERE = {"iottly Key Check", "http://proxy.example:3128"}


def test_nothing_is_shown_that_is_not_translated():
    shown = [
        f"{path.name}:{call.lineno} {argument.value!r}"
        for path in (ROOT / "app" / "iottly_keycheck" / "ui").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] in SHOWS
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        if re.search(r"[A-Za-z]{2}", argument.value) and argument.value not in SAME_EVERYWHERE
    ]
    assert not shown, f'put it into self.tr("…"), with named places: {shown}'
