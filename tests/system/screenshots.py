"""The pictures of the README, made by the tests that show that they are true."""

from itertools import chain
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

FOLDER = Path(__file__).parent.parent.parent / "resources" / "screenshots"
NOISE = 0.002
"""The share of pixels that times, ports and ages may change without its being another picture."""


def keep_screenshot(qtbot: QtBot, widget: QWidget, name: str) -> None:
    """Save a picture, unless the one that is kept shows the same: a test run leaves no traces."""
    path = FOLDER / name
    new = _standing_still(qtbot, widget)
    old = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    if old.size() != new.size() or difference(old, new) > NOISE:
        path.parent.mkdir(parents=True, exist_ok=True)
        assert new.save(str(path))


def difference(one: QImage, other: QImage) -> float:
    """Give the share of pixels that are not the same in two pictures of one size."""
    pixels = list(zip(_pixels(one), _pixels(other), strict=True))
    return sum(left != right for left, right in pixels) / len(pixels)


def _standing_still(qtbot: QtBot, widget: QWidget) -> QImage:
    """Wait until two pictures in a row are the same: then every layout has settled."""
    pictures = [QImage(), QImage()]

    def stands_still() -> bool:
        picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        pictures[:] = [pictures[1], picture]
        return pictures[0] == picture

    qtbot.waitUntil(stands_still)
    return pictures[1]


def _pixels(image: QImage) -> chain[int]:
    rows = (image.constScanLine(row)[: image.width() * 4] for row in range(image.height()))
    return chain.from_iterable(memoryview(row).cast("I") for row in rows)
