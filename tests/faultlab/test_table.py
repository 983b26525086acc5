from collections import Counter

import pytest

from faultlab.catalogue import FAULTS
from faultlab.table import FILE, table
from iottly_keycheck.cause import Cause

# Reached by faults that need a keyring, a signal or an injected defect: test_other_causes.py.
ELSEWHERE = {
    Cause.KEY_MISSING,
    Cause.KEYRING_UNAVAILABLE,
    Cause.KEYRING_LOCKED,
    Cause.KEYRING_ERROR,
    Cause.CANCELLED,
    Cause.INTERNAL_ERROR,
}


@pytest.mark.parametrize("cause", sorted(set(Cause) - ELSEWHERE))
def test_the_lab_has_a_fault_for_every_cause(cause: Cause) -> None:
    assert any(fault.cause is cause for fault in FAULTS)


def test_the_names_of_faults_differ() -> None:
    assert [
        name for name, count in Counter(fault.id for fault in FAULTS).items() if count > 1
    ] == []


def test_the_table_is_in_step_with_the_faults() -> None:
    assert FILE.read_text(encoding="utf-8") == table(), (
        "write it anew: cd tests && PYTHONPATH=.:../app ../.venv/bin/python -m faultlab.table"
    )
