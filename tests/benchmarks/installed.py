"""The environment of an installed program: what Python compiles once is kept for the next start."""

from __future__ import annotations

import os
from pathlib import Path


def as_installed(folder: Path) -> dict[str, str]:
    """Give this process's environment, with what is compiled kept in the folder.

    Development tools often turn that off; every start would then be measured with a compiler in
    it. The first round, which does not count, fills the folder.
    """
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
