"""Where the program starts, by its name or by `python -m iottly_keycheck`."""

from __future__ import annotations

import sys

_INTERRUPTED = 130


def main() -> int:
    """Do what the command line says and give the exit status."""
    return _start(sys.argv[1:])


def main_window() -> int:
    """Open the window, as shortcuts do; what else a desktop may hand over is not for us."""
    return _start([argument for argument in sys.argv[1:] if argument == "--practice"])


def _start(arguments: list[str]) -> int:
    try:
        # Imported here, so that Ctrl-C finds its handler from the first moment on.
        from iottly_keycheck.cli.main import main as run
        from iottly_keycheck.compose import Composition

        return run(arguments, Composition())
    except KeyboardInterrupt:
        return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
