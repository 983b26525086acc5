"""A Wayland compositor of our own, which shows its windows to nobody."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from support.processes import end, start


@contextmanager
def compositor(environment: Mapping[str, str], *, scale: int = 1) -> Iterator[str]:
    """Run weston in `environment`'s XDG_RUNTIME_DIR, and give the name of its display.

    Its screen is that of a small laptop, `scale` times as dense.
    """
    size = [f"--width={1366 * scale}", f"--height={768 * scale}", f"--scale={scale}"]
    # It says so when it is ready, as services of systemd do (sd_notify(3)).
    told = Path(environment["XDG_RUNTIME_DIR"]) / "ready"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ready:
        ready.bind(str(told))
        ready.settimeout(10)
        process = start(
            [
                "weston",
                "--backend=headless-backend.so",
                "--use-pixman",
                "--no-config",
                "--socket=wayland-test",
                "--modules=systemd-notify.so",
                *size,
            ],
            env=dict(environment) | {"NOTIFY_SOCKET": str(told)},
        )
        try:
            while b"READY=1" not in ready.recv(1000):
                pass
            yield "wayland-test"
        finally:
            end(process)
            told.unlink()
