"""The file that `check --metrics` writes, for node exporter's textfile collector."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from iottly_keycheck import atomic_file
from iottly_keycheck.cli.exit_status import WrongUsage

if TYPE_CHECKING:
    from iottly_keycheck.diagnosis.report import Report

_FOR_EVERYBODY = 0o644
"""Node exporter runs as a user of its own, and nothing secret is in it."""


class MetricsFile:
    """A file that is replaced atomically: a reader finds the old one or the new one, whole.

    Raises `WrongUsage` at once for a place that cannot have it, before any check is made. A link
    or a device is none: what replaces it would not be what it stood for.
    """

    def __init__(self, path: Path) -> None:
        folder = path.parent
        if not folder.is_dir():
            raise WrongUsage("The folder of the metrics file is not there.")
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise WrongUsage("The metrics file cannot take the place of what is no plain file.")
        if not os.access(folder, os.W_OK | os.X_OK):
            raise WrongUsage("The folder of the metrics file cannot be written to.")
        self._path = path

    def write(self, reports: Sequence[Report]) -> None:
        """Put the reports in the place of those before. Raises `OSError`."""
        from iottly_keycheck.cli.check.metrics import exposition

        atomic_file.replace(self._path, exposition(reports), mode=_FOR_EVERYBODY)
