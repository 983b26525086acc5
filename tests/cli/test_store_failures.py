"""How keyrings fail, in the field: each its own sentence, and its cause on the command line."""

import json
import string
from collections.abc import Callable

import pytest

from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.diagnosis.text.store_messages import STORE_CAUSES, STORES
from iottly_keycheck.secret import StoreError, StoreReason
from support.program import Finished
from support.secret_service import SecretService

Run = Callable[..., Finished]

KEY = "719cc48b719cc48b719cc48b719c6f64"
ARGUMENTS = {"path": "/a/file", "limit": "1280", "length": "1281"}
BACKEND = "PYTHON_KEYRING_BACKEND"


@pytest.mark.parametrize("reason", StoreReason)
def test_every_reason_has_its_own_sentence(reason: StoreReason) -> None:
    wording = STORES[STORE_CAUSES[reason.failure], reason]
    others = [each.headline for each in STORES.values() if each is not wording]
    assert wording.headline not in others
    for template in (wording.headline, *wording.steps):
        names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
        assert names <= ARGUMENTS.keys()
    said = messages.store_error(StoreError.because(reason, "detail", **ARGUMENTS))
    assert said.startswith(wording.headline.split("{")[0])
    assert "{" not in said


@pytest.mark.only_on("linux")
class TestOnTheCommandLine:
    @pytest.mark.parametrize(
        ("environment", "part"),
        [
            ({BACKEND: "keyring.backends.null.Keyring"}, "turned off"),
            ({BACKEND: "keyring.backends.fail.Keyring"}, "turned off"),
            ({BACKEND: "no.such.Keyring"}, "cannot be used"),
            ({"DBUS_SESSION_BUS_ADDRESS": None}, "D-Bus"),
        ],
    )
    def test_a_keyring_that_is_not_there(
        self,
        secret_service: SecretService,
        run_program: Run,
        environment: dict[str, str | None],
        part: str,
    ) -> None:
        assert run_program("add", "Analytics", stdin=KEY).code == 0
        done = run_program("check", "--json", env=environment)
        report = json.loads(done.out)
        assert (done.code, report["cause"]) == (1, "keyring_unavailable")
        assert part in report["headline"]
        assert report["next_steps"]
        done = run_program("add", "Another", stdin="a" * 32, env=environment)
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
        assert part in done.err

    def test_of_a_chain_of_keyrings_the_safe_one_is_used(
        self, secret_service: SecretService, run_program: Run
    ) -> None:
        chain = {BACKEND: "keyring.backends.chainer.ChainerBackend"}
        assert run_program("add", "Analytics", stdin=KEY, env=chain).code == 0

    def test_a_keyring_that_never_answers(
        self, secret_service: SecretService, run_program: Run
    ) -> None:
        assert run_program("add", "Analytics", stdin=KEY).code == 0
        secret_service.freeze()
        done = run_program("check", "--json", timeout=20)
        secret_service.thaw()
        report = json.loads(done.out)
        assert (done.code, report["cause"]) == (1, "keyring_error")
        assert report["headline"] == "The keyring on this computer does not answer."
        assert 4_900 <= report["elapsed_ms"] < 6_500

    def test_a_key_that_is_gone_from_the_keyring(
        self, secret_service: SecretService, run_program: Run
    ) -> None:
        assert run_program("add", "Analytics", stdin=KEY).code == 0
        secret_service.empty()
        done = run_program("check", "--json")
        assert (done.code, json.loads(done.out)["cause"]) == (1, "key_missing")
