"""The wheel where Python users put it: into an environment of its own, by pipx."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from iottly_keycheck import __version__
from support.environment import home_variables

from .conftest import built
from .test_start_up import seconds_to_window


def test_pipx_installs_it_and_it_works(tmp_path: Path, display: str):
    environment = (
        os.environ
        | home_variables(tmp_path / "home")
        | {"PIPX_HOME": str(tmp_path / "pipx"), "PIPX_BIN_DIR": str(tmp_path / "bin")}
    )

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=900
        )

    wheel = built(f"iottly_keycheck-{__version__}-py3-none-any.whl")
    pipx = [sys.executable, "-P", "-m", "pipx", "install", "--python", sys.executable]
    done = run(*pipx, str(wheel))
    assert done.returncode == 0, done.stderr
    program = str(tmp_path / "bin" / "iottly-keycheck")
    assert run(program, "--version").stdout == f"iottly-keycheck {__version__}\n"
    tested = run(program, "check", "--practice")
    assert (tested.returncode, tested.stderr) == (1, "")
    assert "✓ Analytics: This key works." in tested.stdout
    assert seconds_to_window([program, "--practice"], tmp_path / "home", display)
