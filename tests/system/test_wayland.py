"""The window on Wayland, on a dense screen: it opens, tests a key, and closes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from support.accessibility import reader
from support.secret_service import session_bus
from support.wayland import compositor

pytestmark = [pytest.mark.only_on("linux"), pytest.mark.needs("qt", "weston", "dbus-daemon")]


def test_a_key_is_tested_on_wayland(home: Path) -> None:
    variables = {"QT_QPA_PLATFORM": "wayland", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    with (
        compositor(environment, scale=2) as display,
        session_bus(environment, with_services=True) as bus,
        reader(bus) as window,
    ):
        environment |= variables
        environment |= {"WAYLAND_DISPLAY": display, "DBUS_SESSION_BUS_ADDRESS": bus}
        command = [sys.executable, "-P", "-m", "iottly_keycheck", "--practice"]
        program = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
        try:
            window.press(window.wait_for("Test connection", "push button"))
            window.wait_for("This key works.")
            program.send_signal(signal.SIGTERM)
            _, complaints = program.communicate(timeout=10)
        finally:
            program.kill()
        assert complaints == b""
        assert program.returncode == 0
