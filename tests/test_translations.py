"""What the window says in other languages is whole, and says the same."""

import re
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
