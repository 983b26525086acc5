"""Real faults, and what the real command line says of each."""

from __future__ import annotations

from faultlab.catalogue import FAULTS, every
from faultlab.runs import Outcome
from faultlab.scene import Fault
from iottly_keycheck.cause import Cause
from support.checks import KEY, LOGIN, PASSWORD, TOKEN, Checked

GRACE_MS = 500
"""What a check may take beyond its deadline."""

pytestmark = every(FAULTS)


def test_cause(fault: Fault, checked: Checked) -> None:
    assert checked.report["cause"] == fault.cause, checked.story


def test_party(fault: Fault, checked: Checked) -> None:
    assert checked.report["party"] == fault.cause.party


def test_stages(fault: Fault, checked: Checked) -> None:
    assert checked.stages in fault.stages.split(" or "), checked.story


def test_skipped_stages_take_no_time_and_others_do(fault: Fault, checked: Checked) -> None:
    for stage in checked.report["stages"]:
        assert (stage["ms"] is None) == (stage["state"] == "skipped")


def test_http_status(fault: Fault, checked: Checked) -> None:
    assert checked.report["http_status"] == fault.http_status


def test_error_is_kept_to_the_letter(fault: Fault, checked: Checked) -> None:
    if fault.error is not None:
        assert checked.report["error"] == fault.error


def test_key_sent(fault: Fault, checked: Checked) -> None:
    assert checked.report["key_sent"] is fault.key_sent


def test_servers_saw_the_key_only_where_the_report_says_so(fault: Fault, outcome: Outcome) -> None:
    seen = any(KEY.encode() in server.received for server in outcome.lab.servers)
    # What was sent on a refused connection never arrives.
    assert not seen or fault.key_sent


def test_proxy(fault: Fault, checked: Checked) -> None:
    proxy = checked.report["proxy"]
    assert (proxy["source"], tuple(proxy["offers"])) == (fault.proxy_source, fault.offers)
    expected = fault.proxy_status
    assert proxy["status"] in (expected if isinstance(expected, tuple) else (expected,))


def test_hints(fault: Fault, checked: Checked) -> None:
    assert set(fault.hints) <= set(checked.hints)


def test_exit_status(fault: Fault, checked: Checked) -> None:
    assert checked.code == (0 if fault.cause is Cause.OK else 1)


def test_ends_in_time(fault: Fault, checked: Checked) -> None:
    assert checked.report["elapsed_ms"] <= fault.timeout * 1000 + GRACE_MS


def test_does_not_wait_for_what_is_known(fault: Fault, checked: Checked) -> None:
    if not fault.waits:
        assert checked.report["elapsed_ms"] < fault.timeout * 1000


def test_tells_nobody_a_secret(fault: Fault, checked: Checked) -> None:
    for secret in (KEY, PASSWORD, LOGIN.partition(":")[2], TOKEN.decode().split()[1]):
        assert secret not in checked.out
        assert secret not in checked.err


def test_every_hint_and_step_is_a_whole_sentence(fault: Fault, checked: Checked) -> None:
    sentences = [
        checked.report["headline"],
        *checked.report["next_steps"],
        *(hint["text"] for hint in checked.report["hints"]),
    ]
    # A blank that nothing filled shows as two spaces, or as one before a full stop.
    assert not [each for each in sentences if not each or "  " in each or " ." in each]
