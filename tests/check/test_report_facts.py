"""What a report holds for support: the request as it went out, the chain, when each stage began."""

from __future__ import annotations

import json
import ssl
from pathlib import Path

import pytest

from iottly_keycheck.cause import Cause, Party
from iottly_keycheck.connection.facts.observation import StageState
from iottly_keycheck.diagnosis.report import Report, from_json, to_dict, to_json
from support.answers import failure, response, say
from support.certificates import Authority
from support.checks import KEY
from support.pings import Here
from support.servers import Server

HOST = "127.0.0.1"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.trust_file))
    return authority


def test_the_request_is_the_one_that_went_out(trusted: Authority) -> None:
    with Server(say(response()), trusted.good) as server:
        report = Here().check(server.url(HOST))
    assert report.request is not None
    _, *lines = server.received.decode().partition("\r\n\r\n")[0].split("\r\n")
    assert [f"{name}: {value}" for name, value in report.request.headers] == [
        line.replace(KEY, "[key]") for line in lines
    ]
    assert ("Authentication", "bearer [key]") in report.request.headers


def test_after_a_401_the_documented_request_is_shown(trusted: Authority) -> None:
    with Server(say(failure(401)), trusted.good) as server:
        report = Here().check(server.url(HOST))
    assert report.request is not None
    assert "Authorization" not in dict(report.request.headers)


def test_what_was_not_sent_is_not_shown(trusted: Authority) -> None:
    with Server(say(response()), trusted.expired) as server:
        assert Here().check(server.url(HOST)).request is None


def test_a_computer_that_trusts_nobody_is_told_so(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A minimal Debian is like that; who answers cannot be the network's fault then.
    nothing = ssl.get_default_verify_paths()._replace(cafile=None, capath=None)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: nothing)
    monkeypatch.setattr("truststore._openssl._CA_FILE_CANDIDATES", ())
    with Server(say(response()), authority.good) as server:
        report = Here().check(server.url(HOST))
    assert (report.cause, report.party) == (Cause.TLS_UNTRUSTED, Party.COMPUTER)
    assert to_dict(report)["party"] == "computer"
    assert {"package": "ca-certificates"} in [hint.args for hint in report.hints]
    assert "ca-certificates" in report.next_steps[0]


def test_the_chain_is_shown_as_presented(trusted: Authority) -> None:
    with Server(say(response()), trusted.good) as server:
        report = Here().check(server.url(HOST))
    assert report.chain
    assert report.chain[0] == report.certificate
    assert HOST in report.chain[0].names


def test_a_refused_chain_is_shown_too(trusted: Authority) -> None:
    with Server(say(response()), trusted.by_nobody_known) as server:
        report = Here().check(server.url(HOST))
    assert report.cause is Cause.TLS_UNTRUSTED
    assert report.chain[0] == report.certificate


def test_stages_begin_one_after_the_other(trusted: Authority) -> None:
    with Server(say(response()), trusted.good) as server:
        report = Here().check(server.url(HOST))
    done = [stage for stage in report.stages if stage.ms and stage.state is StageState.OK]
    begun = [stage.at_ms for stage in done]
    assert None not in begun
    assert begun == sorted(begun)
    assert all(stage.at_ms + stage.ms <= report.elapsed_ms + 2 for stage in done)


@pytest.fixture
def written(trusted: Authority) -> Report:
    with Server(say(response()), trusted.good) as server:
        return Here().check(server.url(HOST))


def test_a_report_reads_as_it_was_written(written: Report) -> None:
    assert to_json(from_json(to_json(written))) == to_json(written)


def test_a_report_of_an_earlier_version_opens(written: Report) -> None:
    document = to_dict(written)
    del document["chain"], document["request"], document["certificate"]["names"]
    for stage in document["stages"]:
        del stage["at_ms"]
    report = from_json(json.dumps(document))
    assert report.cause is written.cause
    assert report.chain == ()
    assert report.request is None


def test_no_stranger_can_bring_the_report_down_with_names(tmp_path: Path) -> None:
    authority = Authority(tmp_path, *(f"{number}.example" for number in range(700)))
    with Server(say(response()), authority.good) as server:
        report = Here().check(server.url(HOST))
    assert report.chain
    assert to_json(from_json(to_json(report))) == to_json(report)
