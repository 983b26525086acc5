"""What an X server shows, read from the file that Xvfb keeps its screen in (-fbdir)."""

import struct
from pathlib import Path

from PySide6.QtGui import QImage

_HEADER = struct.Struct(">25I")
_COLOUR_BYTES = 12


def picture(folder: Path) -> QImage:
    """Give the screen as it is now.

    The file is an X window dump (XWDFile.h): a header of 32-bit numbers, colours, then the rows.
    """
    data = (folder / "Xvfb_screen0").read_bytes()
    header = _HEADER.unpack_from(data)
    header_size, width, height, row_bytes, colours = (header[i] for i in (0, 4, 5, 12, 19))
    begin = header_size + colours * _COLOUR_BYTES
    rows = data[begin : begin + row_bytes * height]
    # The picture is a copy: what it was made from goes.
    return QImage(rows, width, height, row_bytes, QImage.Format.Format_RGB32).copy()
