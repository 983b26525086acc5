"""One call of `pip install`: how far it is, and what its failure means for whoever waits."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from progress import Progress

_NEW_PIP = (24, 1)
"""From here on pip tells how much of a file it has also where it writes to a pipe."""

_DISK = re.compile(r"No space left on device|Errno 28|Disk quota exceeded")
_HASH = re.compile(r"DO NOT MATCH THE HASHES")
_NETWORK = re.compile(
    r"ConnectionError|NewConnectionError|ConnectTimeoutError|ReadTimeoutError|ProxyError|SSLError"
    r"|IncompleteRead|IncompleteDownload|Connection broken|connection broken|incomplete-download"
    r"|Could not fetch URL|HTTP error|Client Error|Server Error|Max retries exceeded|timed out"
)
_COMPILER = re.compile(r"error: (command|Microsoft Visual C)|krb5-config|Failed to build")


class PipFailed(Exception):
    """What went wrong, in a sentence; pip's own words are in the text, above it."""


def install(pip: list[str], arguments: list[str], total: int) -> None:
    """Run `pip install`, telling how many of `total` packages it has; raises PipFailed.

    pip's own settings hold (its configuration files and PIP_ variables: proxy, mirror,
    certificate), but for what would install outside of the virtual environment.
    """
    command = [*pip, "install", "--no-input", "--disable-pip-version-check", "--no-user"]
    bar = "raw" if _version(pip) >= _NEW_PIP else "off"
    command += [f"--progress-bar={bar}", *arguments]
    output: list[str] = []
    with (
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as process,
        Progress() as progress,
    ):
        assert process.stdout is not None
        for state in _states(process.stdout, output, total):
            progress.show(state)
    if process.returncode != 0:
        raise PipFailed(_explain("".join(output)))


def _version(pip: list[str]) -> tuple[int, ...]:
    answer = subprocess.run([*pip, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"pip (\d+)\.(\d+)", answer.stdout)
    return tuple(map(int, found.groups())) if found else (0,)


def _states(lines: Iterator[str], output: list[str], total: int) -> Iterator[str]:
    """Give what pip is doing as it says so; what may explain a failure goes to `output`."""
    count, state = 0, ""
    for line in lines:
        if fraction := re.match(r"Progress (\d+) of (\d+)", line):
            done, whole = map(int, fraction.groups())
            if whole:
                yield f"{state}, {done * 100 // whole} %"
            continue
        output.append(line)
        if collecting := re.match(r"Collecting ([\w.-]+)", line):
            count += 1
            state = f"{count} of {total}: {collecting[1]}"
        elif loading := re.match(r"\s+Downloading .*\((.+)\)", line):
            yield f"{state}, {loading[1]}"
            continue
        elif building := re.match(r"\s*Building wheel for ([\w.-]+)", line):
            state = f"building {building[1]}"
        elif line.startswith("Installing collected packages"):
            state = "putting them in place"
        else:
            continue
        yield state


def _explain(output: str) -> str:
    """Say in a sentence what hindered pip; its own last words stand before it."""
    errors = [line for line in output.splitlines() if line.startswith(("ERROR", "error"))]
    own_words = "\n".join(errors[-5:] or output.splitlines()[-5:])
    return f"{own_words}\n{_reason(output)}"


def _reason(output: str) -> str:
    if _DISK.search(output):
        return (
            "There is no room left, here or where temporary files go "
            f"({Path(tempfile.gettempdir())}). Make some, and run it again."
        )
    if _HASH.search(output):
        return (
            "A package that came is not the one that the lock file names: it broke off, or "
            "somebody on the way gives out another. Run it again, or ask who runs the mirror."
        )
    if _NETWORK.search(output):
        return (
            "The packages could not be fetched. Run it again: it goes on from here. Behind a "
            "company's proxy or mirror pip has to know it: pip config set global.proxy, "
            "global.index-url or global.cert."
        )
    if "No matching distribution found" in output:
        return (
            "Where pip asks, this version is not to be had, for this Python and system. Behind a "
            "company's mirror, ask who runs it."
        )
    if _COMPILER.search(output):
        return "What has to be compiled here could not be."
    return "Not everything could be installed; what pip said about it stands above."
