"""The manual page: commands and options from their parser, the rest from resources/desktop."""

from __future__ import annotations

import argparse
import gzip
from datetime import UTC, datetime
from pathlib import Path

from recipes import product
from recipes.commands import commands, options, usage

TAIL = product.ROOT / "resources" / "desktop" / f"{product.NAME}.1.tail"
"""What no parser knows: files, environment, examples; written by hand, in roff."""


def write(share: Path) -> None:
    """Write the page, compressed as Debian has it (Debian Policy, section 12.1)."""
    target = share / "man" / "man1" / f"{product.NAME}.1.gz"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(page().encode(), 9, mtime=0))


def page() -> str:
    """Give the page in roff (man(7))."""
    day = datetime.fromtimestamp(product.source_date(), UTC).date().isoformat()
    parsers = dict(commands())
    whole = parsers.pop("")
    lines = [
        f'.TH "{product.NAME.upper()}" "1" "{day}" "{product.TITLE} {product.VERSION}"',
        ".SH NAME",
        _text(f"{product.NAME} - {product.summary()[:1].lower()}{product.summary()[1:]}"),
        ".SH SYNOPSIS",
        *_synopsis(["[--practice]", *(_called(*each) for each in parsers.items())]),
        ".SH DESCRIPTION",
        *(line for paragraph in product.paragraphs() for line in (_text(paragraph), ".PP")),
        "Without a command the window opens.",
        *_options(whole),
        ".SH COMMANDS",
        *(line for each in parsers.items() for line in _command(*each)),
        TAIL.read_text(encoding="utf-8").rstrip(),
    ]
    return "\n".join(lines) + "\n"


def _synopsis(usages: list[str]) -> list[str]:
    lines = [f"\\fB{_inline(product.NAME)}\\fR {_inline(usage.strip())}" for usage in usages]
    return [line for usage in lines for line in (usage, ".br")][:-1]


def _called(name: str, command: argparse.ArgumentParser) -> str:
    return f"{name} {usage(command)}".strip()


def _command(name: str, command: argparse.ArgumentParser) -> list[str]:
    heading = _inline(_called(name, command))
    return [f'.SS "{heading}"', _text(command.description or ""), *_options(command)]


def _options(command: argparse.ArgumentParser) -> list[str]:
    return [line for option in options(command) for line in _option(option)]


def _option(option: argparse.Action) -> list[str]:
    names = ", ".join(f"\\fB{_inline(name)}\\fR" for name in option.option_strings)
    value = option.metavar or "|".join(option.choices or ()) or option.dest.upper()
    takes_value = option.nargs != 0
    term = f"{names} \\fI{_inline(str(value))}\\fR" if takes_value else names
    return [".TP", term, _text(option.help or "")]


def _text(text: str) -> str:
    """Write sentences: no line may begin as a request does."""
    lines = (_inline(line) for line in text.splitlines())
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in lines)


def _inline(text: str) -> str:
    return text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
