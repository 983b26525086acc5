"""The program as people start it: a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finished:
    """How a run of the program ended: exit status, standard output, standard error."""

    code: int
    out: str
    err: str


def run_program(
    *arguments: str,
    stdin: str = "",
    env: Mapping[str, str | None] | None = None,
    timeout: float = 60,
) -> Finished:
    """Run `iottly-keycheck ARGUMENTS` to its end, in the environment that the test runs in.

    `env` changes variables for this run; None takes one away. Standard input is `stdin`, not a
    terminal. Raises subprocess.TimeoutExpired after `timeout` seconds.
    """
    environment = dict(os.environ)
    for name, value in (env or {}).items():
        environment.pop(name, None)
        if value is not None:
            environment[name] = value
    done = subprocess.run(
        [sys.executable, "-P", "-m", "iottly_keycheck", *arguments],
        input=stdin.encode(),
        capture_output=True,
        env=environment,
        timeout=timeout,
        check=False,
        # It has no terminal, also where the tests have one.
        start_new_session=True,
    )
    return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())
