import socket
from pathlib import Path

import pytest

from iottly_keycheck.cli.display import can_open_window

pytestmark = pytest.mark.only_on("linux")


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"DISPLAY": ""},
        {"DISPLAY": "nonsense"},
        {"DISPLAY": ":9999"},
        {"DISPLAY": "127.0.0.1:59999"},
        {"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": "/nowhere"},
        {"QT_QPA_PLATFORM": "xcb"},
        {"QT_QPA_PLATFORM": "wayland;xcb"},
    ],
)
def test_no_display_that_answers_is_none(environment: dict[str, str]) -> None:
    assert not can_open_window(environment)


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=800x600"])
def test_some_platforms_need_none(platform: str) -> None:
    assert can_open_window({"QT_QPA_PLATFORM": platform})


def test_an_x_server_answers(display: str) -> None:
    assert can_open_window({"DISPLAY": display})
    assert can_open_window({"DISPLAY": f"{display}.0"})
    assert can_open_window({"DISPLAY": display, "QT_QPA_PLATFORM": "wayland;xcb"})
    assert not can_open_window({"DISPLAY": display, "QT_QPA_PLATFORM": "wayland"})


def test_a_wayland_compositor_answers(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "wayland-7"))
        compositor.listen()
        folder = {"XDG_RUNTIME_DIR": str(tmp_path)}
        assert can_open_window(folder | {"WAYLAND_DISPLAY": "wayland-7"})
        assert can_open_window({"WAYLAND_DISPLAY": str(tmp_path / "wayland-7")})
