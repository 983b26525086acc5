"""The manual and what shells complete: both from the command line's own parser."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from recipes import commands, completion, manual, product


def test_the_manual_tells_of_every_command_and_option():
    page = manual.page().replace("\\-", "-")
    for name, command in commands.commands().items():
        assert name in page
        for option in commands.options(command):
            for spelling in option.option_strings:
                assert spelling in page, f"{name} {spelling}"
            assert (option.help or "").splitlines()[0][:20] in page


def test_the_manual_is_of_this_version_and_says_where_things_are():
    page = manual.page().replace("\\-", "-")
    assert f'"{product.TITLE} {product.VERSION}"' in page
    for place in ("/etc/xdg/iottly-keycheck/settings.json", "~/.config/iottly-keycheck"):
        assert place in page


def test_no_line_of_the_manual_is_taken_for_a_request_of_roff():
    requests = {".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".BR", ".I", ".IR"}
    requests |= {".br", ".nf", ".fi"}
    lines = [line for line in manual.page().splitlines() if line.startswith((".", "'"))]
    assert {line.split()[0] for line in lines} <= requests


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("share")
    completion.write(folder)
    return folder


@pytest.mark.only_on("linux", "darwin")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["ch"], {"check"}),
        (["--pr"], {"--practice"}),
        (["check", "--key"], {"--keys", "--key-stdin"}),
    ],
)
def test_bash_completes(scripts: Path, typed: list[str], offered: set[str]):
    script = scripts / completion.FILES["bash"]
    words = " ".join(f"'{word}'" for word in ["iottly-keycheck", *typed])
    lines = f"""
        source '{script}'
        COMP_WORDS=({words}) COMP_CWORD={len(typed)}
        "$(complete -p iottly-keycheck | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    bash = shutil.which("bash")
    assert bash
    done = subprocess.run([bash, "-c", lines], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == offered


def test_every_shell_knows_every_command(scripts: Path):
    names = commands.commands()
    for shell, name in completion.FILES.items():
        text = (scripts / name).read_text()
        assert not [name for name in names if name not in text], shell
