"""Programs of the operating system that some tests need."""

import shutil

import pytest


def need(program: str, package: str) -> str:
    """Return the path of `program`, or skip the test and say which Debian package has it.

    In CI a skip is a failure (see conftest), so nothing goes missing there unnoticed.
    """
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"{program} is not installed (on Debian: apt-get install {package})")
    return path
