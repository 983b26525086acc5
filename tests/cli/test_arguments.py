from pathlib import Path

import pytest

from iottly_keycheck.cli.arguments import (
    AddKey,
    CheckKeys,
    ListKeys,
    OpenWindow,
    PrintText,
    RemoveKey,
    parse,
)
from iottly_keycheck.cli.exit_status import WrongUsage
from iottly_keycheck.cli.overrides import Overrides
from iottly_keycheck.settings import Settings

KEY = "0123456789abcdef" * 2


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        ([], OpenWindow()),
        (["--practice"], OpenWindow(practice=True)),
        (["list"], ListKeys()),
        (["add", "John Smith"], AddKey("John Smith")),
        (["add", "--", "-1"], AddKey("-1")),
        (["remove", "Analytics"], RemoveKey("Analytics")),
        (["check"], CheckKeys()),
        (["check", "Analytics"], CheckKeys(description="Analytics")),
        (
            ["check", "--json", "Analytics", "--verbose"],
            CheckKeys(description="Analytics", json=True, verbose=True),
        ),
        (["check", "--key-stdin"], CheckKeys(key_stdin=True)),
        (["check", "--keys", "a file"], CheckKeys(keys_file=Path("a file"))),
        (["check", "--all"], CheckKeys(every=True)),
        (["check", "--practice"], CheckKeys(every=True, practice=True)),
        (["check", "--practice", "Slow site"], CheckKeys("Slow site", practice=True)),
        (["check", "--practice", "--key-stdin"], CheckKeys(key_stdin=True, practice=True)),
        (["check", "--timeout", "2.5"], CheckKeys(overrides=Overrides(timeout=2.5))),
        (["check", "--proxy", "NONE"], CheckKeys(overrides=Overrides(proxy="none"))),
        (
            ["check", "--proxy", "http://joe@proxy.example:3128"],
            CheckKeys(overrides=Overrides(proxy="http://proxy.example:3128", proxy_username="joe")),
        ),
        (["check", "--pac=file:///a.pac"], CheckKeys(overrides=Overrides(pac="file:///a.pac"))),
    ],
)
def test_what_is_typed_becomes_a_command(arguments: list[str], command: object) -> None:
    assert parse(arguments) == command


@pytest.mark.parametrize(
    "arguments",
    [
        ["chekc"],
        ["--nonsense"],
        ["--practice", "check"],
        ["list", "Analytics"],
        ["list", "--json"],
        ["add"],
        ["add", "John", "Smith"],
        ["remove"],
        ["check", "John", "Smith"],
        ["check", "--jso"],
        ["check", "--json=yes"],
        ["check", "--url"],
        ["check", "--url", "nonsense"],
        ["check", "--url", ""],
        ["check", "--url", "ftp://iottly.example"],
        ["check", "--url", "http://iottly.example/v1.0"],
        ["check", "--url", "https://iottly.example/v1.0?a=b"],
        ["check", "--proxy", "ftp://x"],
        ["check", "--proxy", "noen"],
        ["check", "--proxy", ""],
        ["check", "--proxy", "http://"],
        ["check", "--proxy", "http://proxy.example:99999"],
        ["check", "--proxy", "http://:hunter2@proxy.example:3128"],
        ["check", "--pac", "nonsense"],
        ["check", "--pac", "http://"],
        ["check", "--pac", "javascript:1"],
        ["check", "--timeout", "nan"],
        ["check", "--timeout", "inf"],
        ["check", "--timeout", "0"],
        ["check", "--timeout", "121"],
        ["check", "--timeout", "soon"],
        ["check", "Analytics", "--all"],
        ["check", "Analytics", "--key-stdin"],
        ["check", "Analytics", "--keys", "file"],
        ["check", "--key-stdin", "--keys", "file"],
        ["check", "--key-stdin", "--all"],
        ["check", "--all", "--keys", "file"],
        ["check", "--proxy", "auto", "--pac", "https://pac.example"],
        ["check", "--practice", "--url", "https://iottly.example"],
        ["check", "--practice", "--proxy", "none"],
        ["check", "--practice", "--pac", "https://pac.example"],
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(arguments: list[str]) -> None:
    with pytest.raises(WrongUsage) as refused:
        parse(arguments)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "arguments",
    [
        [KEY],
        ["add", KEY],
        ["add", f"Analytics {KEY.upper()}"],
        ["add", "Analytics", KEY],
        ["remove", f"bearer {KEY}"],
        ["list", KEY],
        ["check", KEY],
        ["check", "Analytics", KEY],
        ["check", "--key-stdin", KEY],
        ["check", "--key", KEY],
        ["check", f"--key={KEY}"],
        ["check", f"-k{KEY}"],
        ["check", f"--key-stdin={KEY}"],
        ["check", "--keys", KEY],
        ["check", "--url", KEY],
        ["check", "--proxy", KEY],
        ["check", "--pac", KEY],
        ["check", "--timeout", KEY],
        ["--practice", KEY],
        ["--", KEY],
    ],
)
def test_a_key_in_the_arguments_is_refused_and_not_repeated(arguments: list[str]) -> None:
    with pytest.raises(WrongUsage) as refused:
        parse(arguments)
    assert KEY[4:28] not in str(refused.value).lower()


@pytest.mark.parametrize("command", ["add", "remove", "check"])
def test_a_key_for_a_description_is_told_where_it_belongs(command: str) -> None:
    with pytest.raises(WrongUsage, match="on standard input"):
        parse([command, KEY])


def test_the_password_of_a_proxy_is_not_repeated() -> None:
    with pytest.raises(WrongUsage) as refused:
        parse(["check", "--proxy", "http://joe:hunter2@proxy.example:99999"])
    assert "hunter2" not in str(refused.value)


def test_the_password_of_a_proxy_leaves_the_address() -> None:
    command = parse(["check", "--proxy", "http://joe:hunter%32@proxy.example:3128"])
    assert isinstance(command, CheckKeys)
    settings = command.overrides.over(Settings())
    assert (settings.proxy, settings.proxy_username) == ("http://proxy.example:3128", "joe")
    login = command.overrides.proxy_login
    assert login is not None
    assert login.password.reveal() == "hunter2"
    assert "hunter2" not in repr(command)


def test_options_go_before_settings_and_leave_the_others() -> None:
    stored = Settings("https://own.example", "http://proxy.example:1", "joe", "", 30)
    assert Overrides().over(stored) == stored
    assert Overrides(timeout=2).over(stored).timeout == 2
    assert Overrides(timeout=2).over(stored).proxy_username == "joe"
    assert Overrides(proxy="none").over(stored).proxy_username == ""
    assert Overrides(pac="file:///a.pac").over(stored).proxy == "auto"
    assert Overrides(proxy="auto").over(Settings(pac="file:///a.pac")).pac == ""


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["--practice", "--help"]])
def test_help_names_the_commands_and_the_exit_statuses(arguments: list[str]) -> None:
    command = parse(arguments)
    assert isinstance(command, PrintText)
    for word in ("list", "add DESCRIPTION", "remove", "check", "--practice", "--version", "130"):
        assert word in command.text


@pytest.mark.parametrize("name", ["list", "add", "remove", "check"])
def test_each_command_has_its_help(name: str) -> None:
    command = parse([name, "--help", "more"])
    assert isinstance(command, PrintText)
    assert command.text.startswith(f"usage: iottly-keycheck {name}")
    assert max(map(len, command.text.splitlines())) <= 100


def test_version_says_name_and_number() -> None:
    command = parse(["--version"])
    assert isinstance(command, PrintText)
    assert command.text.startswith("iottly-keycheck 0.")
