"""Qt's own object of the whole program, made before anything heavy is loaded."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication


def make_application(name: str) -> QApplication:
    """Make Qt's application; `name` is what the desktop's own files call the program."""
    app = QApplication([name])
    app.setApplicationName(name)
    # By this name a Wayland desktop finds the icon.
    app.setDesktopFileName(name)
    return app
