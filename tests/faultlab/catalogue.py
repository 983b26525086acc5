"""All faults of the lab."""

from __future__ import annotations

import pytest

from faultlab.answer_faults import ANSWER_FAULTS
from faultlab.debian_faults import DEBIAN_FAULTS
from faultlab.network_faults import NETWORK_FAULTS
from faultlab.proxy_faults import PROXY_FAULTS
from faultlab.scene import Fault
from faultlab.second_look_faults import SECOND_LOOK_FAULTS
from faultlab.service_faults import SERVICE_FAULTS

FAULTS = [
    *SERVICE_FAULTS,
    *ANSWER_FAULTS,
    *PROXY_FAULTS,
    *NETWORK_FAULTS,
    *DEBIAN_FAULTS,
    *SECOND_LOOK_FAULTS,
]


def every(faults: list[Fault]) -> pytest.MarkDecorator:
    """Run a test with each of these faults; each says what it needs of the machine."""
    parameters = [
        pytest.param(fault, id=fault.id, marks=pytest.mark.needs(*fault.needed)) for fault in faults
    ]
    return pytest.mark.parametrize("fault", parameters)
