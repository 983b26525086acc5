"""Gives whatever hatchling builds the translations as Qt reads them; git has only their sources.

An archive of sources has both, so that installing from it takes no more than the builder.
"""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationsHook(BuildHookInterface):  # type: ignore[type-arg]  # of any builder
    """Makes them before a wheel or an archive of sources is built."""

    def dependencies(self) -> list[str]:
        """Ask for Qt's tools only where there is something to make."""
        if not _translations(self.root).stale(Path(self.root)):
            return []
        ours = self.metadata.core.dependencies
        return [dependency for dependency in ours if dependency.lower().startswith("pyside6")]

    def initialize(self, version: str, _build_data: dict[str, Any]) -> None:
        """Make what is stale, but not for an editable installation: dev.py does, for a window."""
        if version != "editable":
            _translations(self.root).build(Path(self.root))


def _translations(root: str) -> ModuleType:
    """Load the module beside this one; hatchling loads this one by its path alone."""
    path = Path(root) / "packaging" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
