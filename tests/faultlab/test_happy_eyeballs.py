"""A broken address family, or a broken first address, costs little (RFC 8305)."""

from __future__ import annotations

from faultlab.catalogue import FAULTS, every
from faultlab.scene import Fault
from support.checks import Checked

LONGEST_LOSS = 300  # ms
BROKEN = [
    "ipv6_dropped",
    "ipv6_reset",
    "ipv6_rejected",
    "ipv6_without_route",
    "ipv4_dropped",
    "first_address_dropped",
]
LOOKUPS = ["ipv6_lookup_silent", "ipv6_lookup_fails", "ipv4_lookup_fails"]


def named(*names: str) -> list[Fault]:
    return [fault for fault in FAULTS if fault.id in names]


@every(named(*BROKEN))
def test_a_broken_address_costs_little(fault: Fault, checked: Checked) -> None:
    connects = [each for each in checked.report["attempts"] if each["what"].startswith("connect")]
    first = min(each["at_ms"] for each in connects)
    (good,) = [each for each in connects if each["outcome"] == "connected"]
    assert good["at_ms"] - first <= LONGEST_LOSS


@every(named(*LOOKUPS))
def test_a_broken_lookup_costs_little(fault: Fault, checked: Checked) -> None:
    (dns,) = [stage for stage in checked.report["stages"] if stage["id"] == "dns"]
    assert dns["ms"] <= LONGEST_LOSS


@every(named("ipv6_dropped", "ipv6_reset"))
def test_what_failed_is_named(fault: Fault, checked: Checked) -> None:
    assert "fd77:" in checked.hints["addresses_failed"]["addresses"]
