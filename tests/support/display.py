"""An X server of our own, so that no window opens on somebody's screen."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.processes import end, start


@contextmanager
def x_server(folder: Path | None = None) -> Iterator[str]:
    """Run Xvfb with a screen of a small laptop, and give the name of its display.

    In `folder` it keeps what it shows; see `support.framebuffer`.
    """
    read, write = os.pipe()
    screen = ["-screen", "0", "1366x768x24", "-dpi", "96"]
    # Without -noreset the server starts over whenever its last window closes.
    command = ["Xvfb", "-displayfd", str(write), *screen, "-nolisten", "tcp", "-noreset"]
    command += [] if folder is None else ["-fbdir", str(folder)]
    process = start(command, pass_fds=[write])
    os.close(write)
    try:
        with os.fdopen(read) as displays:
            # Written when the server accepts connections; empty when it ended instead.
            number = displays.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb ended with status {process.wait(timeout=10)}")
        yield f":{number}"
    finally:
        end(process)
