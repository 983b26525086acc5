"""All faults of the lab."""

from __future__ import annotations

from faultlab.answer_faults import ANSWER_FAULTS
from faultlab.debian_faults import DEBIAN_FAULTS
from faultlab.network_faults import NETWORK_FAULTS
from faultlab.proxy_faults import PROXY_FAULTS
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
