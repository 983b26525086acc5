"""The command line, over and over, without loading Python and its modules each time.

A process loads what `check` needs and then makes a copy of itself (fork) for every run: each runs
in a process of its own, from `__main__` to its exit status, and costs a tenth of a fresh start.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_PATIENCE = 60.0
_LONGEST_REQUEST = 1_000_000


class WarmProgram:
    """Runs the program; several threads may do so at once. Made by `warm_program`."""

    def __init__(self, address: str) -> None:
        self._address = address

    def run(
        self, arguments: Sequence[str], environment: Mapping[str, str], stdin: bytes
    ) -> tuple[int, str, str]:
        """Run it to its end; give exit status, standard output and standard error."""
        request = {
            "arguments": list(arguments),
            "environment": dict(environment),
            "stdin": stdin.decode("latin-1"),
        }
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(_PATIENCE)
            connection.connect(self._address)
            connection.sendall(json.dumps(request).encode())
            connection.shutdown(socket.SHUT_WR)
            answer = json.loads(_all_of(connection))
        return answer["code"], answer["out"], answer["err"]


@contextmanager
def warm_program(before: Sequence[str] = ()) -> Iterator[WarmProgram]:
    """Have the program ready to run; `before` is a command that starts it (in another network)."""
    with tempfile.TemporaryDirectory() as folder:
        address = str(Path(folder) / "program")
        process = subprocess.Popen(
            [*before, sys.executable, "-P", __file__, address],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            if process.stdout.readline() != b"ready\n":
                raise RuntimeError("the program could not be loaded")
            yield WarmProgram(address)
        finally:
            process.kill()
            process.wait(timeout=10)
            process.stdin.close()
            process.stdout.close()


def _all_of(connection: socket.socket) -> bytes:
    data = b""
    while piece := connection.recv(65536):
        data += piece
    return data


def _serve(address: str) -> None:
    import iottly_keycheck.cli.check.check_command
    import iottly_keycheck.compose
    import iottly_keycheck.connection.ping
    import iottly_keycheck.connection.proxy_choice.desktop_proxy
    import iottly_keycheck.connection.proxy_choice.system_proxy  # noqa: F401  # loaded, for the copies

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the copies
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(64)
        os.write(1, b"ready\n")
        while True:
            connection, _ = listener.accept()
            if os.fork() == 0:
                listener.close()
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                _run_copy(connection)
            connection.close()


def _run_copy(connection: socket.socket) -> None:
    request: dict[str, Any] = json.loads(_all_of(connection))
    os.environ.clear()
    os.environ.update(request["environment"])
    files = [tempfile.TemporaryFile() for _ in range(3)]  # noqa: SIM115  # they live as long as the process
    files[0].write(request["stdin"].encode("latin-1"))
    files[0].seek(0)
    for number, file in enumerate(files):
        os.dup2(file.fileno(), number)
    sys.argv = ["iottly-keycheck", *request["arguments"]]
    code = 99
    with contextlib.suppress(BaseException):
        from iottly_keycheck.__main__ import main

        code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    out, err = (_text_of(file) for file in files[1:])
    connection.sendall(json.dumps({"code": code, "out": out, "err": err}).encode())
    connection.close()
    os._exit(0)


def _text_of(file: Any) -> str:
    file.seek(0)
    return str(file.read().decode())


if __name__ == "__main__":
    _serve(sys.argv[1])
