"""Signing in to squid by Debian's own helpers, and by Kerberos against MIT's server."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from iottly_keycheck.cause import Cause
from support.answers import response, say
from support.certificates import Authority
from support.checks import KEY, LOGIN, Checked, check
from support.program import run_program
from support.realm import OTHER_REALM, REALM, USER, USER_PASSWORD, Realm, realm
from support.servers import Server
from support.squids import Squid, squid

pytestmark = [
    pytest.mark.only_on("linux"),
    pytest.mark.needs(
        "users",
        "squid",
        "openssl",
        "krb5kdc",
        "kadmin.local",
        "kinit",
        "gssapi",
        "curl",
        "faketime",
    ),
]

WRONG = "canary-user:wrong-password"
CLOCK = {"FAKETIME_DONT_FAKE_MONOTONIC": "1"}


@dataclass(frozen=True)
class Lab:
    """A service that says pong, the squids in front of it, and a realm."""

    folder: Path
    authority: Authority
    service: Server
    realm: Realm
    squids: Mapping[str, Squid]

    def check(
        self,
        proxy: str,
        login: str = "",
        env: Mapping[str, str] | None = None,
        before: tuple[str, ...] = (),
    ) -> Checked:
        """Check with the real command line, through the squid of that name."""
        scheme, _, address = self.squids[proxy].url.partition("://")
        with tempfile.TemporaryDirectory() as home:
            return check(
                *("--key-stdin", "--url", self.service.url("127.0.0.1"), "--timeout", "10"),
                *("--proxy", f"{scheme}://{login}{'@' if login else ''}{address}"),
                home=Path(home),
                env={"SSL_CERT_FILE": str(self.authority.trust_file), **self.environment(env)},
                before=before,
            )

    def curl(self, proxy: str, *options: str, env: Mapping[str, str] | None = None) -> str:
        """Have curl do the same; give the statuses of CONNECT and of the request."""
        trust = str(self.authority.trust_file)
        command = [
            "curl",
            "-sS",
            "-o",
            "/dev/null",
            "-w",
            "%{http_connect} %{http_code}",
        ]
        command += ["--cacert", trust, "--proxy-cacert", trust, "-x", self.squids[proxy].url]
        command += [*options, f"{self.service.url('127.0.0.1')}/project/ping"]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **self.environment(env)},
        )
        return done.stdout

    def environment(self, env: Mapping[str, str] | None) -> Mapping[str, str]:
        return self.realm.environment if env is None else env


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)
        (folder / "realm").mkdir()
        made = stack.enter_context(realm(folder / "realm"))
        authority = Authority(folder)
        certificate = authority.certificate_file(folder / "proxy.pem")

        def start(name: str, *schemes: str, tls: bool = False) -> Squid:
            return stack.enter_context(
                squid(
                    folder / name,
                    *schemes,
                    keytab=made.keytab,
                    certificate=certificate if tls else None,
                    environment=made.environment,
                )
            )

        squids = {name: start(name, name) for name in ("basic", "digest", "ntlm", "negotiate")}
        squids |= {
            f"{name} over TLS": start(f"{name}-tls", name, tls=True) for name in list(squids)
        }
        squids["all"] = start("all", "negotiate", "ntlm", "digest", "basic")
        service = stack.enter_context(Server(say(response()), authority.good))
        yield Lab(folder, authority, service, made, squids)


def way_of(checked: Checked) -> str:
    return checked.hints["signed_in"]["way"]


# --- by a password -------------------------------------------------------------------------------


@pytest.mark.parametrize("over", ["", " over TLS"])
@pytest.mark.parametrize("way", ["basic", "digest", "ntlm"])
def test_a_password(lab: Lab, way: str, over: str) -> None:
    assert lab.curl(way + over, f"--proxy-{way}", "-U", f"{USER}:{USER_PASSWORD}") == "200 200"
    checked = lab.check(way + over, LOGIN)
    assert checked.report["cause"] == Cause.OK, checked.story
    assert way_of(checked).lower() == way
    assert checked.hints["signed_in"]["account"] == USER
    assert ("proxy_password_in_clear" in checked.hints) is (way != "digest" and not over)


@pytest.mark.parametrize("way", ["basic", "digest"])
def test_a_wrong_password(lab: Lab, way: str) -> None:
    assert lab.curl(way, f"--proxy-{way}", "-U", WRONG) == "407 000"
    before = len(lab.squids[way].log())
    checked = lab.check(way, WRONG)
    assert checked.report["cause"] == Cause.PROXY_AUTH_REJECTED, checked.story
    assert checked.hints["sign_in_refused"]["account"] == USER
    noted = lab.squids[way].log()[before:]
    assert len(noted) == 2, noted  # one without and one with the password
    assert WRONG.partition(":")[2] not in checked.out


@pytest.mark.parametrize("way", ["basic", "digest", "ntlm", "negotiate"])
def test_no_account(lab: Lab, way: str) -> None:
    checked = lab.check(way)
    assert checked.report["cause"] == Cause.PROXY_AUTH_REQUIRED, checked.story
    assert checked.report["proxy"]["offers"] == [{"ntlm": "NTLM"}.get(way, way.capitalize())]


def test_all_keys_of_a_file_send_a_wrong_password_once(lab: Lab, tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(f"One\t{KEY}\nTwo\t{KEY[::-1]}\nThree\t{KEY[1:]}0\n")
    file.chmod(0o600)
    before = len(lab.squids["basic"].log())
    proxy = lab.squids["basic"].url.replace("://", f"://{WRONG}@")
    options = ("--url", lab.service.url("127.0.0.1"), "--proxy", proxy)
    done = run_program("check", "--json", "--keys", str(file), *options)
    reports = json.loads(done.out)
    assert [each["cause"] for each in reports] == [Cause.PROXY_AUTH_REJECTED] * 3
    hints = [{hint["id"] for hint in each["hints"]} for each in reports]
    assert ["sign_in_withheld" in ids for ids in hints] == [False, True, True]
    with_a_password = [line for line in lab.squids["basic"].log()[before:] if f" {USER} " in line]
    assert len(with_a_password) == 1


# --- by Kerberos ---------------------------------------------------------------------------------


@pytest.mark.parametrize("over", ["", " over TLS"])
def test_a_ticket(lab: Lab, over: str) -> None:
    ticket = lab.realm.ticket()
    assert lab.curl("negotiate" + over, "--proxy-negotiate", "-U", ":", env=ticket) == "200 200"
    checked = lab.check("negotiate" + over, env=ticket)
    assert checked.report["cause"] == Cause.OK, checked.story
    assert way_of(checked) == "Negotiate (Kerberos)"
    assert checked.hints["signed_in"]["account"] == f"{USER}@{REALM}"
    assert "proxy_password_in_clear" not in checked.hints


def test_no_ticket(lab: Lab) -> None:
    assert lab.curl("negotiate", "--proxy-negotiate", "-U", ":") == "407 000"
    checked = lab.check("negotiate")
    assert checked.report["cause"] == Cause.PROXY_AUTH_REQUIRED, checked.story
    assert "kerberos_no_ticket" in checked.hints


def test_an_expired_ticket(lab: Lab) -> None:
    # Got yesterday, of a server whose clock was right then.
    ticket = lab.realm.yesterday()
    assert lab.curl("negotiate", "--proxy-negotiate", "-U", ":", env=ticket) == "407 000"
    checked = lab.check("negotiate", env=ticket)
    assert checked.report["cause"] == Cause.PROXY_AUTH_REJECTED, checked.story
    assert "kerberos_ticket_expired" in checked.hints
    assert checked.hints["kerberos_ticket_expired"]["account"] == f"{USER}@{REALM}"


def test_an_expired_ticket_and_a_password(lab: Lab) -> None:
    checked = lab.check("negotiate", LOGIN, env=lab.realm.yesterday())
    assert checked.report["cause"] == Cause.OK, checked.story


def test_a_ticket_of_the_wrong_realm(lab: Lab) -> None:
    ticket = lab.realm.ticket(OTHER_REALM)
    assert lab.curl("negotiate", "--proxy-negotiate", "-U", ":", env=ticket) == "407 000"
    checked = lab.check("negotiate", env=ticket)
    assert checked.report["cause"] == Cause.PROXY_AUTH_REJECTED, checked.story
    assert checked.hints["kerberos_realm"]["account"] == f"{USER}@{OTHER_REALM}"


@pytest.mark.parametrize("minutes", [-6, 6])
@pytest.mark.parametrize("used_before", [False, True])
def test_a_clock_six_minutes_off(lab: Lab, minutes: int, used_before: bool) -> None:
    ticket = lab.realm.ticket()
    if used_before:  # the ticket for the proxy is there, and only the proxy can tell
        assert lab.curl("negotiate", "--proxy-negotiate", "-U", ":", env=ticket) == "200 200"
    checked = lab.check("negotiate", env=ticket | CLOCK, before=("faketime", "-f", f"{minutes:+}m"))
    assert checked.report["cause"] == Cause.PROXY_AUTH_REJECTED, checked.story
    assert checked.hints["clock_off"]["minutes"] == "6"
    assert "clock" in checked.report["headline"]
    assert used_before or "kerberos_clock" in checked.hints


@pytest.mark.parametrize("name", [USER, f"{USER}%40{REALM}", f"{REALM}%5C{USER}"])
def test_a_password_where_there_is_no_ticket(lab: Lab, name: str) -> None:
    checked = lab.check("negotiate", LOGIN.replace(USER, name))
    assert checked.report["cause"] == Cause.OK, checked.story
    assert way_of(checked) == "Negotiate (Kerberos)"


def test_a_password_that_the_kerberos_server_refuses_goes_nowhere_else(lab: Lab) -> None:
    before = len(lab.squids["all"].log())
    checked = lab.check("all", WRONG)
    assert checked.report["cause"] == Cause.PROXY_AUTH_REJECTED, checked.story
    assert checked.hints["kerberos_password"]["account"] == USER
    assert len(lab.squids["all"].log()[before:]) == 1  # the request without a sign-in


def test_a_server_that_does_not_answer(lab: Lab) -> None:
    silent = lab.realm.without_server()
    checked = lab.check("all", LOGIN.replace(USER, f"{USER}%40{REALM}"), env=silent)
    assert checked.report["elapsed_ms"] < 10_500


# --- the strongest first -------------------------------------------------------------------------


def test_the_strongest_that_works_is_taken(lab: Lab) -> None:
    assert way_of(lab.check("all", env=lab.realm.ticket())) == "Negotiate (Kerberos)"
    assert way_of(lab.check("all", LOGIN)) == "Negotiate (Kerberos)"
    nowhere = {"KRB5_CONFIG": "/dev/null", "KRB5CCNAME": "FILE:/nowhere/cache"}
    assert way_of(lab.check("all", LOGIN, env=nowhere)) == "NTLM"


@pytest.mark.parametrize("way", ["basic", "digest", "ntlm", "negotiate"])
def test_no_secret_is_told(lab: Lab, way: str) -> None:
    for checked in (lab.check(way, LOGIN), lab.check(way, WRONG)):
        for secret in (KEY, USER_PASSWORD, LOGIN.partition(":")[2], WRONG.partition(":")[2]):
            assert secret not in checked.out + checked.err
        for beginning in ("TlRMTVNT", "YII", "response="):  # NTLM, SPNEGO and Digest
            assert beginning not in checked.out + checked.err
