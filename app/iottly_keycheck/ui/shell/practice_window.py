"""The practice API in a window of its own, opened from the user's."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from iottly_keycheck.deadline import start_thread
from iottly_keycheck.ui.settings.settings_controller import SettingsController
from iottly_keycheck.ui.shell.dependencies import WindowDependencies


class PracticeWindow(QObject):
    """Opens at most one such window; it closes with the one that it was opened from.

    `make` makes a window of its parts; it speaks the language of `settings`.
    """

    def __init__(
        self,
        parts: Callable[[], AbstractContextManager[WindowDependencies]] | None,
        make: Callable[[WindowDependencies], QWidget],
        settings: SettingsController,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._make = make
        self._settings = settings
        self._window: QWidget | None = None
        self._open = ExitStack()

    @property
    def offered(self) -> bool:
        """Whether there is a practice API to be opened."""
        return self._parts is not None

    def open(self) -> None:
        """Open the window, or bring it to the front."""
        if self._parts is None:
            return
        if self._window is None:
            self._open = ExitStack()
            parts = self._open.enter_context(self._parts())
            language = self._settings.settings.language
            parts.settings.save(replace(parts.settings.load(), language=language))
            self._window = self._make(parts)
            self._window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._window.destroyed.connect(self._closed)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def close(self) -> None:
        """Close the window, if it is open."""
        if self._window is not None:
            self._window.close()

    def _closed(self) -> None:
        self._window = None
        # The API takes a moment to stop, for which nobody has to wait.
        start_thread(self._open.close, name="practice API ends")
