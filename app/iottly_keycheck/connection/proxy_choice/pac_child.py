"""The process that runs a PAC file. It is started as a file and imports nothing of this program.

It reads one JSON object (`script`, `url`, `host`), and writes an empty line when it begins with
the script and one JSON object in the end: `answer` or `error`. Before the script runs, everything
is imported and the doors are shut: the memory and the processor's time are limited (not on Windows,
where the parent's time limit has to do), and an audit hook, which cannot be taken out again,
refuses to open files and to start programs.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

STARTED = "\n"
"""What is written when the script begins: from here on its time counts."""

_SECONDS = 5
_MEMORY = 256 * 1024 * 1024
_REFUSED = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork"})


def needed_environment() -> dict[str, str]:
    """Give the environment for the child: empty, but for what Windows cannot do without."""
    return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}


def main() -> None:
    """Answer the question on standard input."""
    question = json.loads(sys.stdin.read())
    # Only the child needs it, and it is slow to load.
    from pypac.parser import PACFile

    _preload()
    os.environ.clear()
    _limit()
    sys.addaudithook(_guard())
    sys.stdout.write(STARTED)
    sys.stdout.flush()
    try:
        file = PACFile(question["script"])
        answer = file.find_proxy_for_url(question["url"], question["host"])
        reply = {"answer": answer if isinstance(answer, str) else ""}
    except Exception as error:  # noqa: BLE001  # whatever the script does is an answer
        reply = {"error": str(error) or type(error).__name__}
    sys.stdout.write(json.dumps(reply))
    sys.stdout.flush()


def _preload() -> None:
    """Load what pypac's functions import when a script calls them: no file opens after this."""
    for name in ("calendar", "dukpy", "fnmatch", "ipaddress", "requests.utils", "socket", "struct"):
        importlib.import_module(name)
    "host".encode("idna")  # the codec that name resolution uses


def _limit() -> None:
    try:
        import resource  # not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _guard() -> Callable[[str, tuple[object, ...]], None]:
    """Make the audit hook: only the interpreter's own JavaScript may be opened."""
    own = str(Path(sys.modules["dukpy"].__file__ or "").parent / "jsruntime") + os.sep

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        opens = event == "open" and not str(arguments[0]).startswith(own)
        if opens or event in _REFUSED:
            raise PermissionError(f"a PAC file may not use {event}")

    return refuse


if __name__ == "__main__":
    main()
