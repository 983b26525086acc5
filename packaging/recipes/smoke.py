"""A first look at a program that was just made: does it do what it is for?"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from recipes import product

_PAC = "function FindProxyForURL(url, host) { return 'PROXY ' + host + ':3128'; }"


class SmokeFound(Exception):
    """The program does not work; the text says what it did instead."""


def test(program: Path) -> None:
    """Have it tell its version, test the practice API's keys, and run a PAC file in its child.

    Raises `SmokeFound`, or `OSError` where it cannot be started at all.
    """
    _expect(_run(program, "--version").strip(), f"{product.NAME} {product.VERSION}")
    answers = json.loads(_run(program, "check", "--practice", "--json", "--timeout", "2", status=1))
    causes = {answer["description"]: answer["cause"] for answer in answers}
    _expect(causes["Analytics"], "ok")
    _expect(causes["Old dashboard"], "key_rejected")
    question = {"script": _PAC, "url": "https://example.org/", "host": "example.org"}
    answer = _run(program, "--run-pac-file", given=json.dumps(question))
    _expect(json.loads(answer), {"answer": "PROXY example.org:3128"})


def _run(program: Path, *arguments: str, given: str = "", status: int = 0) -> str:
    done = subprocess.run(
        [str(program), *arguments], input=given.encode(), capture_output=True, check=False
    )
    if done.returncode != status:
        words = done.stderr.decode(errors="replace")
        raise SmokeFound(f"{program} {' '.join(arguments)}: status {done.returncode}\n{words}")
    return done.stdout.decode("utf-8")


def _expect(found: object, wanted: object) -> None:
    if found != wanted:
        raise SmokeFound(f"{found!r} instead of {wanted!r}")
