"""The lab's fixtures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from faultlab.runs import Outcome, Runs
from faultlab.scene import Fault
from support.checks import Checked


@pytest.fixture(scope="session")
def runs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Runs]:
    chosen: dict[str, Fault] = {}
    for item in request.session.items:
        fault = getattr(item, "callspec", None) and item.callspec.params.get("fault")  # type: ignore[attr-defined]  # parametrised tests have it
        if isinstance(fault, Fault):
            chosen[fault.id] = fault
    with ExitStack() as stack:
        yield Runs(tmp_path_factory.mktemp("lab"), stack, list(chosen.values()))


@pytest.fixture
def outcome(runs: Runs, fault: Fault) -> Outcome:
    """What came of the test's fault."""
    return runs.outcome(fault)


@pytest.fixture
def checked(outcome: Outcome) -> Checked:
    """The check in the midst of the test's fault."""
    return outcome.checked
