"""The units on a systemd of the tests' own: keys in a credential, results at the collector."""

import json
from collections.abc import Iterator

import pytest

from cli.sample_keys import key_of
from iottly_keycheck.practice import PracticeApi
from monitoring.shipped import README, UNITS
from support.answers import response, say
from support.prometheus import eventually
from support.servers import Server
from support.systemd import Systemd, booted

pytestmark = [pytest.mark.only_on("linux"), pytest.mark.needs("boot", "systemctl")]

CHECK = "iottly-keycheck-metrics.service"
PUBLISH = "iottly-keycheck-metrics-publish.service"
TIMER = "iottly-keycheck-metrics.timer"
SERVICE = (UNITS / CHECK).read_text()
KEYS = f"Works\t{key_of('Analytics')}\nBroken\t{key_of('Reporting')}\n"
CREDENTIAL = "/etc/credstore/iottly-keycheck.keys"
RESULTS = "/var/lib/private/iottly-keycheck/keys.prom"
COLLECTOR = "/var/lib/prometheus/node-exporter"
COLLECTED = f"{COLLECTOR}/iottly-keycheck.prom"


@pytest.fixture(scope="module")
def computer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Systemd]:
    """A computer on which the program and the units are installed, with an API to talk to."""
    with PracticeApi() as api, booted(tmp_path_factory.mktemp("computer"), UNITS) as systemd:
        settings = json.dumps({"url": api.url})
        systemd.write("/etc/xdg/iottly-keycheck/settings.json", settings)
        systemd.write("/etc/secret", "what only root may read", mode=0o600)
        systemd.write("/usr/share/readable", "what everybody may read")
        # Tests start them more often than anybody else.
        unlimited = "[Unit]\nStartLimitIntervalSec=0\n"
        systemd.write("/etc/systemd/system/service.d/unlimited.conf", unlimited)
        yield systemd


@pytest.fixture
def systemd(computer: Systemd) -> Systemd:
    """That computer as it is after the installation: nothing enabled, changed or published."""
    computer.run("systemctl", "disable", "--now", TIMER)
    computer.run("systemctl", "stop", CHECK, PUBLISH)
    dropped_in = [f"/etc/systemd/system/{unit}.d" for unit in (CHECK, PUBLISH, TIMER)]
    computer.run("rm", "-rf", *dropped_in, COLLECTOR, RESULTS)
    computer.run("install", "-d", COLLECTOR)
    computer.write(CREDENTIAL, KEYS, mode=0o600)
    computer.run("systemctl", "daemon-reload")
    return computer


def collected(systemd: Systemd) -> str:
    """Give what lies in the collector's folder in the end."""
    return eventually(
        lambda: systemd.run("cat", COLLECTED, check=False).stdout, lambda text: text != ""
    )


def test_once_enabled_the_results_come_to_the_collector_by_themselves(systemd: Systemd) -> None:
    assert systemd.run("systemctl", "is-enabled", TIMER, check=False).stdout == "disabled\n"
    # Two seconds from now instead of up to nine minutes.
    hurry = "[Timer]\nOnCalendar=\nOnActiveSec=1s\nRandomizedDelaySec=0\n"
    systemd.write(f"/etc/systemd/system/{TIMER}.d/hurry.conf", hurry)
    systemd.run("systemctl", "enable", "--now", TIMER)
    text = collected(systemd)
    assert 'iottly_keycheck_key_works{description="Works"} 1.0\n' in text
    assert 'cause="server_error",description="Broken",party="service"' in text
    assert systemd.run("ls", "-A", COLLECTOR).stdout == "iottly-keycheck.prom\n"
    # Node exporter, which is neither, can read it.
    assert systemd.run("stat", "--format=%U %a", COLLECTED).stdout == "root 644\n"


def test_the_key_is_left_nowhere(systemd: Systemd) -> None:
    systemd.start(CHECK)
    assert "iottly_keycheck_key_works" in collected(systemd)
    places = ["/var/lib", "/run", "/tmp", "/var/tmp", "/var/log"]
    for key in (key_of("Analytics"), key_of("Reporting")):
        found = systemd.run(
            "grep", "--recursive", "--files-with-matches", key, *places, check=False
        )
        assert found.stdout == ""
        assert key not in systemd.run("journalctl", "--no-pager", "--output=verbose").stdout


def told_in_the_readme() -> tuple[list[str], list[str]]:
    """Give the commands that enable the timer, and those that have the keys encrypted."""
    section = README.read_text().partition("## For many sites")[2].partition("\n## ")[0]
    blocks = [
        [line.strip() for line in paragraph.splitlines()]
        for paragraph in section.split("\n\n")
        if paragraph.startswith("    ")
    ]
    enable, encrypt = blocks
    return [line for line in enable if "apt-get" not in line], encrypt


def test_the_readme_s_commands_enable_it(systemd: Systemd) -> None:
    commands, _ = told_in_the_readme()
    systemd.run("rm", CREDENTIAL)
    systemd.write("/keys.txt", KEYS)
    *commands, see = commands
    for command in commands:
        systemd.run("sh", "-c", command.replace("sudo ", ""))
    assert systemd.run("test", "-e", "/keys.txt", check=False).returncode == 1
    assert systemd.run("systemctl", "is-active", TIMER).stdout == "active\n"
    assert see == f"cat {COLLECTED}"
    assert 'iottly_keycheck_key_works{description="Works"} 1.0\n' in collected(systemd)


def test_the_readme_s_commands_keep_the_keys_encrypted(systemd: Systemd) -> None:
    _, commands = told_in_the_readme()
    systemd.write("/keys.txt", KEYS)
    commands, dropped_in = commands[:-3], commands[-3:]
    assert commands.pop().startswith(f"sudo systemctl edit {CHECK} ")
    for command in commands:
        systemd.run("sh", "-c", command.replace("sudo ", ""))
    path = f"/etc/systemd/system/{CHECK}.d/override.conf"
    systemd.write(path, "".join(f"{line}\n" for line in dropped_in))
    systemd.run("systemctl", "daemon-reload")
    systemd.run("rm", CREDENTIAL)
    systemd.start(CHECK)
    assert 'iottly_keycheck_key_works{description="Works"} 1.0\n' in collected(systemd)


def test_a_pac_file_runs_in_there_too(systemd: Systemd) -> None:
    script = b'function FindProxyForURL(url, host) { return "PROXY 127.0.0.1:9"; }'
    with Server(say(response(script))) as server:
        # The port for discarded data (RFC 863), where nobody listens nowadays.
        options = f"--url https://localhost/v1.0 --pac http://127.0.0.1:{server.port}/proxy.pac"
        command = next(line for line in SERVICE.splitlines() if line.startswith("ExecStart="))
        systemd.write(
            f"/etc/systemd/system/{CHECK}.d/pac.conf",
            f"[Service]\nExecStart=\n{command} {options}\n",
        )
        systemd.run("systemctl", "daemon-reload")
        systemd.start(CHECK)
    assert 'cause="proxy_refused",description="Works",party="proxy"' in collected(systemd)


TRIES = """\
while read -r attempt; do
    (eval "$attempt") > /dev/null 2>&1 && echo "possible: $attempt"
done < /usr/share/attempts
echo "that was all"
"""
ATTEMPTS = {
    CHECK: [
        f"touch {COLLECTOR}/mine.prom",
        "touch /etc/mine",
        "touch /usr/mine",
        "touch /run/mine",
        "touch /var/lib/mine",
        f"cat {CREDENTIAL}",
        "cat /etc/shadow",
        "ls /root",
        "cp /usr/bin/id /tmp/id && /tmp/id",
        "cp /usr/bin/id /dev/shm/id && /dev/shm/id",
        "cp /usr/bin/id /var/lib/iottly-keycheck/id && /var/lib/iottly-keycheck/id",
        "mount -t tmpfs tmpfs /mnt",
        "unshare --user true",
        "hostname mine",
        "kill -0 1",
    ],
    PUBLISH: [
        "ls /etc",
        "ls /home",
        "ls /var/log",
        f"cat {CREDENTIAL}",
        "touch /mine",
        "touch /usr/mine",
        "touch /var/lib/mine",
        f"touch {RESULTS}",
        f"touch {COLLECTOR}/mine && chown 1 {COLLECTOR}/mine",
        "mount -t tmpfs tmpfs /tmp",
        "unshare --user true",
        "hostname mine",
    ],
}


@pytest.mark.parametrize("unit", [CHECK, PUBLISH])
def test_no_service_has_more_rights_than_it_needs(systemd: Systemd, unit: str) -> None:
    attempts = ATTEMPTS[unit]
    systemd.write("/usr/share/attempts", "".join(f"{line}\n" for line in attempts))
    systemd.write("/usr/share/tries", TRIES)
    systemd.start(CHECK)
    systemd.start(PUBLISH)
    systemd.write(
        f"/etc/systemd/system/{unit}.d/tries.conf",
        "[Unit]\nOnSuccess=\n[Service]\nExecStart=\nExecStart=/bin/sh /usr/share/tries\n",
    )
    systemd.run("systemctl", "daemon-reload")
    systemd.start(unit)
    systemd.run("journalctl", "--sync")
    journal = systemd.run("journalctl", "--no-pager", f"--unit={unit}").stdout
    assert "that was all" in journal
    assert "possible" not in journal
    # Whoever has all rights can do all of that, so the attempts are worth something.
    told = systemd.run("sh", "/usr/share/tries").stdout.splitlines()
    assert told == [*(f"possible: {line}" for line in attempts), "that was all"]


RESULTS_ARE_A_TRAP = [
    f"ln --symbolic /etc/secret {RESULTS}",
    f"ln --symbolic /usr/share/readable {RESULTS}",
    f"ln --symbolic /dev/zero {RESULTS}",
    f"mkdir {RESULTS}",
    f"truncate --size=1G {RESULTS}",
]
"""What somebody who has taken the service over could put in the place of its results."""


@pytest.fixture
def taken_over(systemd: Systemd) -> Systemd:
    """The computer after results in good order, where the results are about to be replaced."""
    systemd.write(RESULTS, "iottly_keycheck_key_works 1\n")
    systemd.start(PUBLISH)
    systemd.run("rm", RESULTS)
    return systemd


@pytest.mark.parametrize("trap", RESULTS_ARE_A_TRAP)
def test_nothing_but_the_service_s_own_results_is_published(taken_over: Systemd, trap: str) -> None:
    good = taken_over.read(COLLECTED)
    taken_over.run(*trap.split())
    assert taken_over.run("systemctl", "start", PUBLISH, check=False).returncode != 0
    assert taken_over.read(COLLECTED) == good
    assert taken_over.run("ls", "-A", COLLECTOR).stdout == "iottly-keycheck.prom\n"


def test_a_pipe_in_their_place_holds_nothing_up(taken_over: Systemd) -> None:
    taken_over.run("mkfifo", RESULTS)
    taken_over.start(PUBLISH)
    assert taken_over.read(COLLECTED) == ""
