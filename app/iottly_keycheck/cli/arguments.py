"""The command line: its parser, and what was typed as one frozen value for each command.

No sentence repeats what was typed: it may be a key, or a proxy's password.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Never

from iottly_keycheck import __version__
from iottly_keycheck.cli.exit_status import PROGRAM, WrongUsage
from iottly_keycheck.cli.key_input import KEY_TYPED, looks_like_key
from iottly_keycheck.cli.overrides import Overrides, from_options


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
    """Write the list to a new file, as a table without keys."""

    path: Path


@dataclass(frozen=True, slots=True)
class ImportKeys:
    """Add the keys of a table."""

    path: Path


Command = (
    PrintText | OpenWindow | ListKeys | AddKey | RemoveKey | CheckKeys | ExportKeys | ImportKeys
)


_COMMANDS = ("list", "add", "remove", "check", "export", "import")

_USAGE = f"""\
{PROGRAM} [--practice]
       {PROGRAM} list
       {PROGRAM} add DESCRIPTION
       {PROGRAM} remove DESCRIPTION
       {PROGRAM} check [DESCRIPTION]
       {PROGRAM} export FILE
       {PROGRAM} import FILE"""

_DESCRIPTION = """\
Tests whether an iottly API key works from this computer, and says what is in the way if not.
Without a command the window opens."""

_EPILOG = f"""\
A key is never an argument, since other people on this computer could see it.
"{PROGRAM} COMMAND --help" tells more about a command.

exit status:
  0    every key works; the command did what it was asked
  1    some check found a problem, or the keyring or the list failed
  2    wrong usage, or a key or description that cannot be used
  130  stopped by Ctrl-C; the report, with the cause "cancelled", is still printed"""


def parse(arguments: Sequence[str]) -> Command:
    """Take the arguments apart. Raises `WrongUsage`."""
    words = [each for each in arguments if not each.startswith("-")]
    if words and words[0] not in _COMMANDS:
        if looks_like_key(words[0]):
            raise WrongUsage(KEY_TYPED)
        raise WrongUsage(f"There is no such command; the commands are {', '.join(_COMMANDS)}.")
    if words and arguments[0] != words[0]:
        raise WrongUsage(f"Write the command first: {PROGRAM} {words[0]} and then its options.")
    try:
        values, rest = parser().parse_known_args(arguments)
    except _HelpRequested as request:
        return PrintText(request.text)
    _refuse_rest(rest, values)
    match values.command:
        case "list":
            return ListKeys()
        case "add":
            return AddKey(values.description)
        case "remove":
            return RemoveKey(values.description)
        case "check":
            return _check(values)
        case "export":
            return ExportKeys(values.file)
        case "import":
            return ImportKeys(values.file)
    return PrintText(f"{PROGRAM} {__version__}") if values.version else OpenWindow(values.practice)


def parser() -> argparse.ArgumentParser:
    """Give the parser of the whole command line; the manual and completion are made from it, too.

    Its `parse_known_args` raises `WrongUsage` where the library's would end the program.
    """
    whole = _Parser(prog=PROGRAM, usage=_USAGE, description=_DESCRIPTION, epilog=_EPILOG)
    whole.add_argument(
        "--practice", action="store_true", help="use a practice API; nothing of yours is touched"
    )
    whole.add_argument("--version", action="store_true", help="show the version")
    commands = whole.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", prog=PROGRAM
    )
    commands.add_parser(
        "list",
        help="show the keys: descriptions, last result, when",
        description="Shows the keys of the list: description, masked key, last result, when.",
    )
    add = commands.add_parser(
        "add",
        help="add a key, from standard input or asked for",
        description="Adds a key to the list. It is read from standard input, or asked for without"
        " showing it,\nand kept in the keyring of this computer.",
        epilog="exit status: 0 saved; 1 the keyring or the list failed; 2 wrong usage, or a"
        " description\nor key that cannot be used",
    )
    add.add_argument(
        "description", metavar="DESCRIPTION", type=_description, help="its name in the list"
    )
    remove = commands.add_parser(
        "remove",
        help="remove a key from the list",
        description="Removes a key from the list and from where it is kept. It goes on working:\n"
        "to revoke it, delete it at iottly.",
    )
    remove.add_argument(
        "description", metavar="DESCRIPTION", type=_description, help="its name in the list"
    )
    _add_check_options(
        commands.add_parser(
            "check",
            help="test keys",
            usage=f"{PROGRAM} check [DESCRIPTION] [OPTION ...]",
            description="Tests keys: the one of that description, or the only one of the list.",
            epilog="exit status: 0 every key works; 1 some check found a problem; 2 wrong usage;\n"
            '130 stopped by Ctrl-C (the report, with the cause "cancelled", is still printed);\n'
            "with --watch that of the last check, also where Ctrl-C comes between two",
        )
    )
    export = commands.add_parser(
        "export",
        help="write the list to a file, without its keys",
        description="Writes the list to a new file, as a table (CSV): the descriptions and last"
        " results,\nwithout the keys.",
    )
    export.add_argument("file", metavar="FILE", type=_file, help="a name that is free")
    import_ = commands.add_parser(
        "import",
        help="add the keys of a file",
        description="Adds the keys of a table (CSV, also with semicolons or tabs) that has the"
        " columns\n“description” and “key”. Of a table without keys it tells which descriptions the"
        "\nlist does not have.",
        epilog="exit status: 0 the list has all that is in the file; 1 something was not added; 2"
        " wrong\nusage, or a file that cannot be used",
    )
    import_.add_argument("file", metavar="FILE", type=_file, help="the table")
    return whole


def _add_check_options(check: argparse.ArgumentParser) -> None:
    add = check.add_argument
    keys = check.add_mutually_exclusive_group()
    keys.add_argument("description", metavar="DESCRIPTION", nargs="?", type=_description)
    keys.add_argument(
        "--key-stdin",
        action="store_true",
        help="read the key from standard input, or ask for it (a key is never an argument)",
    )
    keys.add_argument(
        "--keys",
        metavar="FILE",
        type=_file,
        help="test the keys of a file, a line each: DESCRIPTION TAB KEY"
        " (refused if others may read it)",
    )
    keys.add_argument("--all", action="store_true", help="test every key of the list")
    add(
        "--json",
        action="store_true",
        help="one JSON document on standard output (a list if more than one key is asked for)",
    )
    add(
        "--watch",
        metavar="SECONDS",
        type=_interval,
        help="go on testing, a check every so many seconds, 5 at least, until Ctrl-C:"
        " one line each, with --json one JSON document in a line",
    )
    add(
        "--metrics",
        metavar="FILE",
        type=_file,
        help="also write the results for Prometheus, for instance NAME.prom in the folder of node"
        " exporter's textfile collector",
    )
    add("--url", help="the API's base URL (default: the setting, else the documented one)")
    routes = check.add_mutually_exclusive_group()
    routes.add_argument(
        "--practice", action="store_true", help="test the sample keys of a practice API"
    )
    routes.add_argument(
        "--proxy",
        metavar="VALUE",
        help="auto, none, or http://, https://, socks5:// or socks5h:// with a host"
        " (default: the setting, else auto)",
    )
    routes.add_argument("--pac", metavar="URL", help="use this PAC file")
    add("--timeout", metavar="SECONDS", help="deadline for one check, 1 to 120")
    add("--verbose", action="store_true", help="tell on standard error what is done")


def _check(values: argparse.Namespace) -> CheckKeys:
    if values.practice and values.url is not None:
        raise WrongUsage("--practice and --url contradict each other; give one of them.")
    named = values.description is not None or values.key_stdin or values.keys is not None
    return CheckKeys(
        description=values.description,
        key_stdin=values.key_stdin,
        keys_file=values.keys,
        every=values.all or (values.practice and not named),
        practice=values.practice,
        json=values.json,
        metrics=values.metrics,
        verbose=values.verbose,
        watch=values.watch,
        overrides=from_options(values.url, values.proxy, values.pac, values.timeout),
    )


class _HelpRequested(Exception):
    """Somebody asks for help; `text` is it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class _Parser(argparse.ArgumentParser):
    """Prints nothing, ends nothing, and repeats nothing of what was typed."""

    def __init__(self, **arguments: Any) -> None:
        super().__init__(
            **arguments,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        self.color = False  # from Python 3.14 on, help has escape sequences by default

    def print_help(self, _file: object = None) -> Never:
        raise _HelpRequested(self.format_help().rstrip())

    def error(self, message: str) -> Never:
        """Turn "argument --url: expected one argument" and the like into a sentence."""
        unquoted = re.sub(r"""(['"]).*\1""", "…", message, flags=re.DOTALL)  # what was typed
        raise WrongUsage(f"{unquoted[:1].upper()}{unquoted[1:]} (see {self.prog} --help).")


def _refuse_rest(rest: Sequence[str], values: argparse.Namespace) -> None:
    """Raise `WrongUsage` where something is left that no option and no word is for."""
    if not rest:
        return
    if any(map(looks_like_key, rest)):
        raise WrongUsage(KEY_TYPED)
    see_help = f"(see {PROGRAM} {values.command or ''}".rstrip() + " --help)"
    option = next((each for each in rest if each.startswith("-")), None)
    if option is None and "description" in values:
        raise WrongUsage('Write a description that has spaces in quotes: "John Smith".')
    if option is None:
        raise WrongUsage(f"That is more than can be understood here {see_help}.")
    name = option.partition("=")[0]
    known = re.fullmatch(r"--[a-z][a-z-]{0,20}", name)
    raise WrongUsage(f"There is no {f'option {name}' if known else 'such option'} {see_help}.")


def _description(text: str) -> str:
    if looks_like_key(text):
        raise WrongUsage(KEY_TYPED)
    return text


def _file(name: str) -> Path:
    if looks_like_key(Path(name).name) and not Path(name).exists():
        raise WrongUsage(KEY_TYPED)
    return Path(name)


def _interval(text: str) -> float:
    from iottly_keycheck.watch import LONGEST_SECONDS, SHORTEST_SECONDS, usable

    with suppress(ValueError):
        if usable(seconds := float(text)):
            return seconds
    raise WrongUsage(
        f"--watch: It has to be a number of seconds from {SHORTEST_SECONDS:.0f}"
        f" to {LONGEST_SECONDS:.0f}."
    )
