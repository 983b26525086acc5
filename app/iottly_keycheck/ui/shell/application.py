"""Qt's own object of the whole program, made before anything heavy is loaded."""

from __future__ import annotations

import builtins

from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication


def make_application(name: str) -> QApplication:
    """Make Qt's application; `name` is what the desktop's own files call the program."""
    _import_plainly()
    app = QApplication([name])
    app.setApplicationName(name)
    # By this name a Wayland desktop finds the icon.
    app.setDesktopFileName(name)
    # Qt's cache of scaled icons wakes an idle program up to six times a minute to empty itself,
    # for minutes after each paint; without it the whole window takes 0.1 ms more to paint.
    QPixmapCache.setCacheLimit(0)
    return app


def _import_plainly() -> None:
    """Take back the import that PySide6 has put in the place of Python's.

    It reads the source of every module, to see whether that asks for PySide6's other names
    (`from __feature__ import …`), and keeps it: 6.5 MB of the window's memory, and 10 ms.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
