"""A notification on a desktop that has a tray, and a click on it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support import notifications
from support.display import x_server
from support.processes import end, start
from support.secret_service import await_owner, session_bus

pytestmark = pytest.mark.only_on("linux")

PROGRAM = Path(__file__).parent / "notifying_window.py"


def test_the_desktop_shows_plain_text_and_passes_on_a_click(tmp_path: Path) -> None:
    runtime = {"XDG_RUNTIME_DIR": str(tmp_path)}
    with x_server() as display, session_bus(runtime, with_services=False) as bus:
        service = start([sys.executable, "-P", notifications.__file__, bus], stdout=subprocess.PIPE)
        try:
            await_owner(bus, notifications.NAME)
            environment = {
                **os.environ,
                "QT_QPA_PLATFORM": "xcb",
                "DISPLAY": display,
                "DBUS_SESSION_BUS_ADDRESS": bus,
            }
            program = subprocess.run(
                [sys.executable, "-P", str(PROGRAM)],
                env=environment,
                capture_output=True,
                timeout=20,
                check=True,
            )
            assert service.stdout is not None
            shown = json.loads(service.stdout.readline())
        finally:
            end(service)
    assert program.stdout == b"clicked: 7\n"
    assert program.stderr == b""
    assert shown == {"title": "“R&D <b>” does not work", "text": "&lt;img src=x&gt; &amp; more"}
