"""Checks made by the real command line, and what came of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.environment import home_variables
from support.warm_program import WarmProgram

KEY = "cafe5eedc0ffee00d15ea5edfeedf00d"
"""The canary: it looks like a key of iottly's, and shall turn up nowhere but on its way there."""

PASSWORD = "canary-pass:w%rd"
"""The canary of a proxy's password."""
LOGIN = "canary-user:canary-pass%3Aw%25rd"
"""The same, with its user name, as it stands in a URL."""
TOKEN = b"Basic Y2FuYXJ5LXVzZXI6Y2FuYXJ5LXBhc3M6dyVyZA=="
"""The same as it travels (RFC 7617)."""

_KEPT = ("PATH", "LANG", "PYTHONPATH", "SYSTEMROOT", "PYTHONWARNINGS")
_NO_DESKTOP = {"XDG_CURRENT_DESKTOP": "lab"}
_LETTERS = {"ok": "o", "failed": "x", "skipped": "-"}
_HARD_LIMIT = 60.0


@dataclass(frozen=True, slots=True)
class Checked:
    """One run of `check --json`: exit status, the report, both outputs, and how long it took."""

    code: int
    report: Mapping[str, Any]
    out: str
    err: str
    seconds: float

    @property
    def story(self) -> str:
        """What happened, for whoever reads that a test has failed."""
        names = ("cause", "http_status", "hints", "stages", "attempts", "exception")
        return json.dumps({name: self.report[name] for name in names}, indent=1) + self.err

    @property
    def stages(self) -> str:
        """The six stages, a letter each: `o` for ok, `x` for failed, `-` for skipped."""
        return "".join(_LETTERS[stage["state"]] for stage in self.report["stages"])

    @property
    def hints(self) -> Mapping[str, Mapping[str, str]]:
        """The arguments of each hint, by its id."""
        return {hint["id"]: hint["args"] for hint in self.report["hints"]}


def check(
    *options: str,
    home: Path,
    key: str = KEY,
    env: Mapping[str, str] | None = None,
    before: Sequence[str] = (),
    warm: WarmProgram | None = None,
) -> Checked:
    """Run `check --json OPTIONS` in an environment that has `home` and `env`, and little else.

    The key is read from standard input unless `options` name a stored one; `before` is a command
    that starts the program (in another network, with another clock). Without it, a `warm` program
    does as well as a fresh one.
    """
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment |= home_variables(home) | _NO_DESKTOP | dict(env or {})
    arguments = ["check", "--json", *options]
    started = time.monotonic()
    if warm is not None and not before:
        code, out, err = warm.run(arguments, environment, key.encode())
    else:
        done = subprocess.run(
            [*before, sys.executable, "-P", "-m", "iottly_keycheck", *arguments],
            input=key.encode(),
            capture_output=True,
            env=environment,
            timeout=_HARD_LIMIT,
            check=False,
        )
        code, out, err = done.returncode, done.stdout.decode(), done.stderr.decode()
    seconds = time.monotonic() - started
    try:
        report = json.loads(out)
    except ValueError:
        raise AssertionError(f"no report, exit status {code}: {out}{err}") from None
    return Checked(code, report, out, err, seconds)
