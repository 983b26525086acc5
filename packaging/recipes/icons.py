"""The program's icon in all forms, drawn from its one SVG."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

from recipes import product

SVG = product.ROOT / "resources" / "icons" / f"{product.NAME}.svg"

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""Pixels a side that desktops look for (freedesktop.org, Icon Theme Specification)."""
_WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
_MACOS_SIZES = {
    b"icp4": 16, b"icp5": 32, b"ic11": 32, b"ic12": 64, b"ic07": 128, b"ic13": 256, b"ic08": 256,
    b"ic14": 512, b"ic09": 512, b"ic10": 1024,
}  # fmt: skip
"""Types of an icon family that hold PNG, and their pixels; those for 2x have their own numbers."""


def draw_theme(hicolor: Path) -> None:
    """Draw the icon in the sizes of a free desktop's theme."""
    for size in SIZES:
        folder = hicolor / f"{size}x{size}" / "apps"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{product.NAME}.png").write_bytes(png(size))
    scalable = hicolor / "scalable" / "apps"
    scalable.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SVG, scalable / SVG.name)


def draw_for_windows(path: Path) -> None:
    """Write an `.ico` file: a table of entries, then their pictures as PNG."""
    pictures = [png(size) for size in _WINDOWS_SIZES]
    start = 6 + 16 * len(pictures)
    table = struct.pack("<HHH", 0, 1, len(pictures))
    for size, picture in zip(_WINDOWS_SIZES, pictures, strict=True):
        # 256 is written as 0; then no palette, one plane, 32 bits a pixel.
        side = size % 256
        table += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), start)
        start += len(picture)
    path.write_bytes(table + b"".join(pictures))


def draw_for_macos(path: Path) -> None:
    """Write an `.icns` file: pieces of type, length with these eight bytes, and PNG."""
    pictures = [(kind, png(size)) for kind, size in _MACOS_SIZES.items()]
    pieces = [struct.pack(">4sI", kind, 8 + len(data)) + data for kind, data in pictures]
    body = b"".join(pieces)
    path.write_bytes(struct.pack(">4sI", b"icns", 8 + len(body)) + body)


def png(size: int) -> bytes:
    """Draw the icon `size` pixels wide and high."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer = QSvgRenderer(str(SVG))
    if not renderer.isValid():
        raise ValueError(f"{SVG} cannot be drawn")
    renderer.render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]  # PySide6 takes any device
        raise ValueError("the icon cannot be written as PNG")
    return bytes(data.data())
