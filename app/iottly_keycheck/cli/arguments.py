"""What was typed, taken apart: one frozen value for each command.

No sentence repeats what was typed: it may be a key, or a proxy's password.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from iottly_keycheck import __version__
from iottly_keycheck.cli.exit_status import PROGRAM, WrongUsage
from iottly_keycheck.cli.key_input import KEY_TYPED, looks_like_key
from iottly_keycheck.cli.overrides import Overrides, from_options
from iottly_keycheck.cli.parser import HelpWanted, Parser, file_named


@dataclass(frozen=True, slots=True)
class PrintText:
    """Print a text that the program knows by heart: its help, its version."""

    text: str


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """Open the window."""

    practice: bool = False


@dataclass(frozen=True, slots=True)
class ListKeys:
    """Print the key list."""


@dataclass(frozen=True, slots=True)
class AddKey:
    """Add a key under this description."""

    description: str


@dataclass(frozen=True, slots=True)
class RemoveKey:
    """Remove the key of this description."""

    description: str


@dataclass(frozen=True, slots=True)
class CheckKeys:
    """Test keys: of the list, from standard input, or from a file.

    At most one of `description`, `key_stdin`, `keys_file` and `every` is given; with none of them
    it is the one key of the list. `watch` is the time from check to check, in seconds.
    """

    description: str | None = None
    key_stdin: bool = False
    keys_file: Path | None = None
    every: bool = False
    practice: bool = False
    json: bool = False
    metrics: Path | None = None
    verbose: bool = False
    watch: float | None = None
    overrides: Overrides = field(default_factory=Overrides)


@dataclass(frozen=True, slots=True)
class ExportKeys:
    """Write the list to a new file: descriptions as `csv` or `json`, or all of it encrypted."""

    path: Path
    form: str


@dataclass(frozen=True, slots=True)
class ImportKeys:
    """Read a file that was exported."""

    path: Path


ENCRYPTED = "encrypted"

Command = (
    PrintText | OpenWindow | ListKeys | AddKey | RemoveKey | CheckKeys | ExportKeys | ImportKeys
)


def parse(arguments: Sequence[str]) -> Command:
    """Take the arguments apart. Raises `WrongUsage`."""
    name = arguments[0] if arguments else ""
    try:
        if name.startswith("-") or not name:
            return _parse_window(arguments)
        if name in _COMMANDS:
            return _COMMANDS[name](arguments[1:])
    except HelpWanted as wanted:
        return PrintText(wanted.text)
    if looks_like_key(name):
        raise WrongUsage(KEY_TYPED)
    raise WrongUsage(f"There is no such command; the commands are {', '.join(_COMMANDS)}.")


_OVERVIEW = f"""\
Tests whether an iottly API key works from this computer, and says what is in the way if not.

  {PROGRAM}                      open the window
  {PROGRAM} --practice           the same with a practice API and sample keys
  {PROGRAM} list                 show the keys: descriptions, last result, when
  {PROGRAM} add DESCRIPTION      add a key, from standard input or asked for
  {PROGRAM} remove DESCRIPTION   remove a key from the list
  {PROGRAM} check [DESCRIPTION]  test keys
  {PROGRAM} export FILE          write the list to a file, without keys or encrypted
  {PROGRAM} import FILE          add the keys of an encrypted file"""

_EPILOG = f"""\
A key is never an argument, since other people on this computer could see it.
"{PROGRAM} COMMAND --help" tells more about a command.

exit status:
  0    every key works; the command did what it was asked
  1    some check found a problem, or the keyring or the list failed
  2    wrong usage, or a key or description that cannot be used
  130  stopped by Ctrl-C; the report, with the cause "cancelled", is still printed"""


def _parse_window(arguments: Sequence[str]) -> Command:
    parser = Parser(PROGRAM, "[--practice | COMMAND ...]", _OVERVIEW, _EPILOG)
    parser.add_argument(
        "--practice", action="store_true", help="use a practice API; nothing of yours is touched"
    )
    parser.add_argument("--version", action="store_true", help="show the version")
    values, words = parser.take_apart(arguments)
    if words and words[0] in _COMMANDS:
        raise WrongUsage(f"Write the command first: {PROGRAM} {words[0]} and then its options.")
    parser.refuse_words(words)
    if values.version:
        return PrintText(f"{PROGRAM} {__version__}")
    return OpenWindow(values.practice)


def _parse_list(arguments: Sequence[str]) -> Command:
    parser = Parser(
        f"{PROGRAM} list",
        "",
        "Shows the keys of the list: description, masked key, last result, when.",
    )
    _, words = parser.take_apart(arguments)
    parser.refuse_words(words)
    return ListKeys()


def _parse_add(arguments: Sequence[str]) -> Command:
    parser = Parser(
        f"{PROGRAM} add",
        "DESCRIPTION",
        "Adds a key to the list. It is read from standard input, or asked for without showing it,\n"
        "and kept in the keyring of this computer, or where the settings say.",
        "exit status: 0 saved; 1 the keyring or the list failed; 2 wrong usage, or a description\n"
        "or key that cannot be used",
    )
    _, words = parser.take_apart(arguments)
    return AddKey(parser.one_description(words))


def _parse_remove(arguments: Sequence[str]) -> Command:
    parser = Parser(
        f"{PROGRAM} remove",
        "DESCRIPTION",
        "Removes a key from the list and from where it is kept. It goes on working:\n"
        "to revoke it, delete it at iottly.",
    )
    _, words = parser.take_apart(arguments)
    return RemoveKey(parser.one_description(words))


def _parse_check(arguments: Sequence[str]) -> Command:
    parser = Parser(
        f"{PROGRAM} check",
        "[DESCRIPTION] [OPTION ...]",
        "Tests keys: the one of that description, or the only one of the list.",
        "exit status: 0 every key works; 1 some check found a problem; 2 wrong usage;\n"
        '130 stopped by Ctrl-C (the report, with the cause "cancelled", is still printed);\n'
        "with --watch that of the last check, also where Ctrl-C comes between two",
    )
    add = parser.add_argument
    add(
        "--key-stdin",
        action="store_true",
        help="read the key from standard input, or ask for it (a key is never an argument)",
    )
    add(
        "--keys",
        metavar="FILE",
        help="test the keys of a file, a line each: DESCRIPTION TAB KEY"
        " (refused if others may read it)",
    )
    add("--all", action="store_true", help="test every key of the list")
    add("--practice", action="store_true", help="test the sample keys of a practice API")
    add(
        "--json",
        action="store_true",
        help="one JSON document on standard output (a list if more than one key is asked for)",
    )
    add(
        "--watch",
        metavar="SECONDS",
        help="go on testing, a check every so many seconds, 5 at least, until Ctrl-C:"
        " one line each, with --json one JSON document in a line",
    )
    add(
        "--metrics",
        metavar="FILE",
        help="also write the results for Prometheus, for instance NAME.prom in the folder of node"
        " exporter's textfile collector",
    )
    add("--url", help="the API's base URL (default: the setting, else the documented one)")
    add(
        "--proxy",
        metavar="VALUE",
        help="auto, none, or http://, https://, socks5:// or socks5h:// with a host"
        " (default: the setting, else auto)",
    )
    add("--pac", metavar="URL", help="use this PAC file")
    add("--timeout", metavar="SECONDS", help="deadline for one check, 1 to 120")
    add("--verbose", action="store_true", help="tell on standard error what is done")
    values, words = parser.take_apart(arguments)
    description = parser.one_description(words) if words else None
    _refuse_contradictions(values, description)
    return CheckKeys(
        description=description,
        key_stdin=values.key_stdin,
        keys_file=None if values.keys is None else file_named(values.keys),
        every=values.all
        or (values.practice and not (words or values.key_stdin or values.keys is not None)),
        practice=values.practice,
        json=values.json,
        metrics=None if values.metrics is None else file_named(values.metrics),
        verbose=values.verbose,
        watch=None if values.watch is None else _rhythm(values.watch),
        overrides=from_options(values.url, values.proxy, values.pac, values.timeout),
    )


def _parse_export(arguments: Sequence[str]) -> Command:
    parser = Parser(
        f"{PROGRAM} export",
        "FILE [--format csv|json | --encrypted]",
        "Writes the list to a new file: the descriptions and last results as a table, without\n"
        "keys; or all of it, with the keys, encrypted with a passphrase that is asked for.",
    )
    parser.add_argument("--format", choices=("csv", "json"), help="default: by the file's name")
    parser.add_argument("--encrypted", action="store_true", help="with the keys, encrypted")
    values, words = parser.take_apart(arguments)
    path = parser.one_file(words)
    _one_of({"--format": values.format is not None, "--encrypted": values.encrypted})
    by_name = "json" if path.suffix.lower() == ".json" else "csv"
    return ExportKeys(path, ENCRYPTED if values.encrypted else values.format or by_name)


def _parse_import(arguments: Sequence[str]) -> Command:
    parser = Parser(
        f"{PROGRAM} import",
        "FILE",
        "Adds the keys of an encrypted file that was exported; the passphrase is asked for.\n"
        "Of a file without keys it tells which descriptions the list does not have.",
        "exit status: 0 the list has all that is in the file; 1 something was not added; 2 wrong\n"
        "usage, or a file that cannot be used",
    )
    _, words = parser.take_apart(arguments)
    return ImportKeys(parser.one_file(words))


_COMMANDS: dict[str, Callable[[Sequence[str]], Command]] = {
    "list": _parse_list,
    "add": _parse_add,
    "remove": _parse_remove,
    "check": _parse_check,
    "export": _parse_export,
    "import": _parse_import,
}


def _rhythm(text: str) -> float:
    """Read the seconds of `--watch`. Raises `WrongUsage`."""
    from iottly_keycheck.watch import LONGEST_SECONDS, SHORTEST_SECONDS, usable

    with suppress(ValueError):
        if usable(seconds := float(text)):
            return seconds
    raise WrongUsage(
        f"--watch: It has to be a number of seconds from {SHORTEST_SECONDS:.0f}"
        f" to {LONGEST_SECONDS:.0f}."
    )


def _refuse_contradictions(values: argparse.Namespace, description: str | None) -> None:
    sources = {
        "DESCRIPTION": description is not None,
        "--key-stdin": values.key_stdin,
        "--keys": values.keys is not None,
        "--all": values.all,
    }
    addresses = {
        "--practice": values.practice,
        "--url": values.url is not None,
        "--proxy": values.proxy is not None,
        "--pac": values.pac is not None,
    }
    _one_of(sources)
    _one_of({name: addresses[name] for name in ("--proxy", "--pac")})
    for name in ("--url", "--proxy", "--pac"):
        _one_of({"--practice": addresses["--practice"], name: addresses[name]})


def _one_of(given: dict[str, bool]) -> None:
    names = [name for name, is_given in given.items() if is_given]
    if len(names) > 1:
        raise WrongUsage(f"{names[0]} and {names[1]} contradict each other; give one of them.")
