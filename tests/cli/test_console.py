import io
import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iottly_keycheck.cli.console import Console, Mark, escape_control_chars


class Terminal(io.TextIOWrapper):
    def __init__(self, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)

    def isatty(self) -> bool:
        return True

    def shown(self) -> bytes:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue()


@given(st.text())
def test_only_printable_text_comes_out(text: str) -> None:
    assert escape_control_chars(text).isprintable()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("caffè 日本 “key”", "caffè 日本 “key”"),
        ("\x1b[2J\x07", r"\x1b[2J\x07"),
        ("\x9b31m", r"\x9b31m"),
        ("two\nlines\r", r"two\nlines\r"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("\udc80", r"\udc80"),
    ],
)
def test_what_drives_a_terminal_is_made_visible(text: str, shown: str) -> None:
    assert escape_control_chars(text) == shown


def test_colours_are_for_terminals_that_want_them() -> None:
    for environment, coloured in [
        ({}, os.name != "nt"),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, os.name != "nt"),
        ({"TERM": "dumb"}, False),
    ]:
        terminal = Terminal("utf-8")
        Console(terminal, None, environment).line("works", Mark.WORKS)
        assert (b"\x1b[32m" in terminal.shown()) is coloured


def test_a_file_gets_no_colours() -> None:
    file = io.TextIOWrapper(io.BytesIO(), "utf-8")
    Console(file, None, {}).line("works", Mark.WORKS)
    assert file.buffer.getvalue().decode() == "✓ works\n"


def test_an_old_encoding_gets_signs_that_it_has_and_raises_nothing() -> None:
    terminal = Terminal("ascii")
    Console(terminal, None, {"NO_COLOR": "1"}).line("caffè", Mark.PROBLEM)
    assert terminal.shown() == b"x caff\\xe8\n"


@given(st.text())
def test_a_document_stays_the_same_and_drives_no_terminal(text: str) -> None:
    for encoding in ("utf-8", "cp1252"):
        terminal = Terminal(encoding)
        Console(terminal, None, {}).document(json.dumps([text], ensure_ascii=False, indent=1))
        shown = terminal.shown().decode()
        assert json.loads(shown) == [text]
        assert shown.replace("\n", "").isprintable()
        assert encoding == "utf-8" or shown.isascii()


def test_a_window_program_has_no_streams() -> None:
    console = Console(None, None, {})
    console.line("text")
    console.warn("text")
    console.document("{}")
