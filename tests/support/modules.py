"""Modules that must not be loaded: to load them takes time, or breaks a rule."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable
from importlib.util import find_spec

KEYRING_MODULES = {"keyring"} | ({"secretstorage", "jeepney"} if sys.platform == "linux" else set())


def assert_not_loaded(modules: Iterable[str], loaded: Collection[str]) -> None:
    """Assert that each of `modules` exists, and that none of them is among `loaded`.

    A module that was renamed would never be loaded under its old name.
    """
    wanted = set(modules)
    unknown = {name for name in wanted if not _exists(name)}
    assert not unknown, f"no such module, so nothing is tested: {sorted(unknown)}"
    assert wanted.isdisjoint(loaded), f"loaded: {sorted(wanted.intersection(loaded))}"


def _exists(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # the package that it would be in
        return False
