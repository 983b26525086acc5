"""The public vocabulary: its ids and parties do not change by accident."""

from iottly_keycheck.cause import Cause, Party
from iottly_keycheck.diagnosis.text.cause_messages import CAUSES, PARTIES


def test_an_id_names_its_cause() -> None:
    assert Cause("proxy_denied") is Cause.PROXY_DENIED
    assert str(Cause.PROXY_DENIED) == "proxy_denied"


def test_only_a_working_key_and_a_stopped_check_have_nobody_to_act() -> None:
    assert [cause for cause in Cause if cause.party is None] == [Cause.OK, Cause.CANCELLED]


def test_what_a_cause_is_called_says_whose_it_mostly_is() -> None:
    for cause in Cause:
        if cause.startswith(("proxy_", "pac_")):
            assert cause.party is Party.PROXY
        if cause.startswith("keyring_"):
            assert cause.party is Party.COMPUTER


def test_every_cause_has_its_words() -> None:
    assert {cause for cause, kind in CAUSES if kind == ""} == set(Cause)


def test_every_cause_but_ok_says_what_to_do() -> None:
    without_steps = {cause for (cause, _kind), wording in CAUSES.items() if not wording.steps}
    assert without_steps == {Cause.OK}


def test_every_party_has_its_words() -> None:
    assert set(PARTIES) == {*Party, None}
