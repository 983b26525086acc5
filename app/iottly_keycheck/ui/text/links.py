"""Where the window sends people."""

from __future__ import annotations

from PySide6.QtCore import QUrl

CONSOLE = QUrl("https://cloud.iottly.com")
"""The web console, where keys are made."""
