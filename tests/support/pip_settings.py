"""How this machine's pip reaches its packages, for a Debian that has none of its settings."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

_PROXIES = ("http_proxy", "https_proxy", "no_proxy")


def carry(root: Path) -> dict[str, str]:
    """Give the variables that pip needs in the tree at `root`; a certificate is copied into it.

    What names other files of this machine stays here.
    """
    told = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    )
    variables = {}
    for line in told.stdout.splitlines():
        if found := re.fullmatch(r"(?:global|install|:env:)\.([\w-]+)=(.+)", line):
            name, value = found[1], str(ast.literal_eval(found[2]))
            if name == "cert":
                place = Path("/opt/pip-certificates.pem")
                shutil.copy(value, root / place.relative_to("/"))
                value = str(place)
            elif re.search(r"(?:^|\s)(?:/|file:)", value):
                continue
            variables[f"PIP_{name.upper().replace('-', '_')}"] = value
    proxies = {name: value for name, value in os.environ.items() if name.lower() in _PROXIES}
    return variables | proxies
