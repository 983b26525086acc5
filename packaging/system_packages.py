"""What the operating system has to bring along, on Debian and its relatives.

Elsewhere what is needed is told, and installed by whoever knows the system.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import window_libraries
from progress import Progress

Wanted = Mapping[str, Sequence[str]]
"""Packages, by what they are wanted for; of "one|other" the first that is to be had."""

WINDOW: Wanted = {
    "the window": (*window_libraries.DEBIAN, "fonts-dejavu-core"),
}

BUILD: Wanted = {
    "building what signs in by Kerberos": ("gcc", "libc6-dev", "libkrb5-dev"),
}

PACKAGE: Wanted = {
    **WINDOW,
    **BUILD,
    "making packages": ("binutils", "chrpath", "dpkg-dev"),
}

PACKAGE_TEST: Wanted = {
    "trying packages": ("appstream", "debootstrap", "desktop-file-utils", "lintian", "x11-utils"),
}

TEST: Wanted = {
    **WINDOW,
    **BUILD,
    "a screen, and hands and eyes for it": (
        "at-spi2-core",
        "openbox",
        "weston",
        "xauth",
        "xdotool",
        "xvfb",
    ),
    "keyrings": ("dbus", "gnome-keyring", "keepassxc"),
    "networks and clocks that go wrong": ("dnsmasq-base", "faketime", "iproute2", "nftables"),
    # Debian 13 has no dante-server.
    "proxies": ("dante-server|hpsockd", "hpsockd", "microsocks", "squid", "tinyproxy"),
    "a Kerberos realm": ("krb5-admin-server", "krb5-kdc", "krb5-user"),
    "monitoring": ("prometheus", "prometheus-node-exporter", "systemd"),
    "trying what reports tell to type": ("curl",),
}

_DAEMONS = (
    "danted",
    "hpsockd",
    "krb5-admin-server",
    "krb5-kdc",
    "prometheus",
    "prometheus-node-exporter",
    "prometheus-node-exporter-apt",
    "prometheus-node-exporter-ipmitool-sensor",
    "prometheus-node-exporter-mellanox-hca-temp",
    "prometheus-node-exporter-nvme",
    "prometheus-node-exporter-smartmon",
    "squid",
    "tinyproxy",
)
"""What some of them would have run from now on; the tests start their own. What somebody had
enabled before stays so.
"""

POLICY = Path("/usr/sbin/policy-rc.d")
"""What Debian asks before it starts a daemon."""

# policy-rc.d is how Debian is told to start nothing (invoke-rc.d(8)). The trap puts it back also
# after Ctrl-C, and the mark tells a file that a killed run has left from the administrator's own.
_WITHOUT_STARTING = """
mark='# of iottly Key Check, while it installs'
if [ -e "$POLICY" ] && ! grep -q "$mark" "$POLICY"; then mv "$POLICY" "$POLICY.kept"; fi
put_back() {
    rm -f "$POLICY"
    if [ -e "$POLICY.kept" ]; then mv "$POLICY.kept" "$POLICY"; fi
}
trap put_back EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
each_unit() {
    command -v systemctl > /dev/null || return 0
    for daemon in $DAEMONS; do "$1" "$daemon.service"; "$1" "$daemon.timer"; done
}
note_enabled() { if systemctl --quiet is-enabled "$1" 2> /dev/null; then kept="$kept$1 "; fi; }
disable_new() {
    case "$kept" in *" $1 "*) ;; *) systemctl --quiet disable "$1" 2> /dev/null ;; esac
}
kept=' '
each_unit note_enabled
printf '#!/bin/sh\\n%s\\nexit 101\\n' "$mark" > "$POLICY"
chmod 755 "$POLICY"
"$@" || exit
each_unit disable_new
exit 0
"""


def ensure(wanted: Wanted, *, install: bool = True) -> bool:
    """Install the missing ones of `wanted` if that is allowed here, else say what to type.

    A person at a terminal is asked first; `install=False` means that they have said no already.
    Nothing that is installed is started. Returns whether all are there in the end. Never stops
    the program: what is missing may not matter for what comes next.
    """
    if not is_debian():
        return True
    missing = missing_packages(dict.fromkeys(name for names in wanted.values() for name in names))
    if not missing:
        return True
    if not install:
        return False
    rights = _rights()
    if rights is None:
        prefix = [] if os.geteuid() == 0 else ["sudo"]
        command = shlex.join([*prefix, *_install_command(_known(missing))])
        _tell(f"System packages are missing. Please type:\n  {command}")
        return False
    there, size = _to_be_had(rights, missing)
    agreed = there and _agreed(_reasons(wanted, there), size)
    # A list of packages that is old names versions that are gone.
    if agreed and not _install(rights, there) and _update(rights):
        _install(rights, there)
    left = missing_packages(missing)
    if left:
        _tell(f"Going on without {', '.join(name.replace('|', ' or ') for name in left)}.")
    return not left


def is_debian() -> bool:
    """Tell whether dpkg knows what is installed here."""
    return sys.platform.startswith("linux") and shutil.which("dpkg-query") is not None


def missing_packages(wanted: Iterable[str]) -> list[str]:
    """Return those of `wanted` that are not installed, asking dpkg once."""
    # Since 2024 some libraries carry a suffix for 64-bit times; apt finds them by the old name.
    names = {
        package: {name for each in package.split("|") for name in (each, f"{each}t64")}
        for package in wanted
    }
    query = ["dpkg-query", "--show", "--showformat=${Package} ${db:Status-Status}\n"]
    answer = subprocess.run(
        [*query, *sorted(set().union(*names.values()))], capture_output=True, text=True, check=False
    )
    installed = {
        line.split()[0] for line in answer.stdout.splitlines() if line.endswith(" installed")
    }
    return [package for package, forms in names.items() if not installed & forms]


def _rights() -> list[str] | None:
    """Return what to put before a command to run it as root, or None where that is not possible."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    if _somebody_is_there():
        return ["sudo"]
    # -n: fail instead of asking for a password.
    allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if allowed.returncode == 0 else None


def _somebody_is_there() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _install_command(packages: Sequence[str]) -> list[str]:
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def _to_be_had(rights: list[str], packages: list[str]) -> tuple[list[str], str]:
    """Return what apt can install here of them, and what that takes, in words."""
    if _simulate(_first(packages)).returncode != 0:
        # A fresh machine has no list of packages yet.
        _update(rights)
    there = _known(packages)
    told = _simulate(there).stdout
    sizes = [int(size) for size in re.findall(r"^'.+' \S+ (\d+) ", told, re.MULTILINE)]
    return there, f"To fetch, with what they need: {len(sizes)}, {sum(sizes) / 1e6:.0f} MB."


def _first(packages: Iterable[str]) -> list[str]:
    return [name.partition("|")[0] for name in packages]


def _known(packages: Sequence[str]) -> list[str]:
    """Return those that apt knows; one that it does not takes only itself along."""
    if _simulate(_first(packages)).returncode == 0:
        return _first(packages)
    chosen = (
        next((one for one in name.split("|") if _simulate([one]).returncode == 0), None)
        for name in packages
    )
    # Without a list of packages apt knows none.
    return [name for name in chosen if name is not None] or _first(packages)


def _update(rights: list[str]) -> bool:
    _tell("Asking for the list of system packages.")
    quiet = subprocess.DEVNULL
    command = [*rights, "apt-get", "-q", "update"]
    return subprocess.run(command, stdin=quiet, stdout=quiet, check=False).returncode == 0


def _reasons(wanted: Wanted, there: Sequence[str]) -> Wanted:
    """Return of `wanted` what is to be had."""
    chosen = {
        reason: list(
            dict.fromkeys(one for name in names for one in name.split("|") if one in there)
        )
        for reason, names in wanted.items()
    }
    return {reason: names for reason, names in chosen.items() if names}


def _simulate(packages: list[str]) -> subprocess.CompletedProcess[str]:
    # It prints a line for each file that it would fetch, with its size, and does nothing.
    command = ["apt-get", "-qq", "--print-uris", "--no-install-recommends", "install", *packages]
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def _agreed(reasons: Mapping[str, Sequence[str]], size: str) -> bool:
    """Tell what is going to be installed, and ask whoever sits at the terminal."""
    _tell("These system packages are wanted; none of them is started, now or later:")
    for reason, names in reasons.items():
        _tell(f"  for {reason}: {', '.join(names)}")
    _tell(size)
    if not _somebody_is_there():
        return True
    print("Install them? [Y/n] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"", "y", "yes"}


def _install(rights: list[str], packages: list[str]) -> bool:
    ours = [f"DAEMONS={' '.join(_DAEMONS)}", f"POLICY={POLICY}"]
    settings = [*ours, "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8"]
    # Another package manager may be at work, as on a machine that has just started.
    options = ["-q", "-o", "DPkg::Lock::Timeout=300", "-o", "APT::Status-Fd=1"]
    command = [*_install_command(packages), *options]
    output = []
    with (
        subprocess.Popen(
            [*rights, "env", *settings, "sh", "-c", _WITHOUT_STARTING, "sh", *command],
            stdin=None if rights == ["sudo"] else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process,
        Progress() as progress,
    ):
        assert process.stdout is not None
        for line in process.stdout:
            # A package may have its architecture behind a colon of its own.
            if told := re.match(r"(?:dl|pm)status:.+?:(\d+)(?:\.\d+)?:(.*)", line):
                progress.show(f"{told[1]} % {told[2].strip()}")
            else:
                output.append(line)
    if process.returncode != 0:
        sys.stderr.writelines(output[-20:])
    return process.returncode == 0


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
