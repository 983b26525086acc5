"""What the operating system has to bring along, on Debian and its relatives.

Elsewhere (other Linux distributions) what is needed is told, and on macOS and Windows nothing is.
"""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence

TERMINAL = ("ca-certificates",)
"""What a check in the terminal needs: the certificates that the system trusts."""

WINDOW = (
    *TERMINAL,
    "fonts-dejavu-core",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libwayland-client0",
    "libwayland-cursor0",
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-util1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
)
"""What Qt's plugins for X11 and Wayland link to, and a font to read."""

BUILD = ("gcc", "libc6-dev", "libkrb5-dev")
"""What builds the libraries that sign in by Kerberos."""

PACKAGE = (
    *WINDOW,
    *BUILD,
    "binutils",
    "chrpath",
    "dpkg-dev",
)
"""What makes installable programs; the libraries of the window go into them."""

PACKAGE_TEST = (
    "appstream",
    "debootstrap",
    "desktop-file-utils",
    "lintian",
    "x11-utils",
)
"""What tries them, beside TEST."""

TEST = (
    *WINDOW,
    *BUILD,
    "at-spi2-core",
    "curl",
    "dante-server",
    "dbus",
    "dnsmasq-base",
    "faketime",
    "gnome-keyring",
    "iproute2",
    "keepassxc",
    "krb5-admin-server",
    "krb5-kdc",
    "krb5-user",
    "microsocks",
    "nftables",
    "openbox",
    "prometheus",
    "prometheus-node-exporter",
    "squid",
    "systemd",
    "tinyproxy",
    "weston",
    "xauth",
    "xdotool",
    "xvfb",
)
"""What the tests need: a display, a session bus, a keyring, networks, proxies, a Kerberos realm and
a Prometheus of their own.
"""


def ensure(wanted: Sequence[str]) -> bool:
    """Install the missing ones of `wanted` if that is allowed here, else say what to type.

    Returns whether all are there in the end. Never stops the program: what is missing may not
    matter for what comes next.
    """
    if not sys.platform.startswith("linux") or shutil.which("dpkg-query") is None:
        return True
    missing = missing_packages(wanted)
    if not missing:
        return True
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    rights = _rights()
    if rights is None:
        prefix = "" if os.geteuid() == 0 else "sudo "
        _tell(f"System packages are missing. Please type:\n  {prefix}{shlex.join(install)}")
        return False
    _tell(f"Installing system packages: {' '.join(missing)}")
    return _install(rights, install)


def tell_what_else_is_needed() -> None:
    """On a Linux without dpkg, name what the distribution's own packages have to provide."""
    if sys.platform.startswith("linux") and shutil.which("dpkg-query") is None:
        _tell(
            "This Linux is not a Debian: the window needs your distribution's EGL, OpenGL, "
            "fontconfig, xkbcommon and xcb-util-cursor libraries; the tests also Xvfb, xauth, "
            "xdotool, dbus-daemon, gnome-keyring, a C compiler and the headers of MIT Kerberos."
        )


def missing_packages(wanted: Sequence[str]) -> list[str]:
    """Return those of `wanted` that are not installed, asking dpkg once."""
    # Since 2024 some libraries carry a suffix for 64-bit times; apt finds them by the old name.
    names = [name for package in wanted for name in (package, f"{package}t64")]
    query = ["dpkg-query", "--show", "--showformat=${Package} ${db:Status-Status}\n", *names]
    answer = subprocess.run(query, capture_output=True, text=True, check=False)
    installed = {
        line.split()[0] for line in answer.stdout.splitlines() if line.endswith(" installed")
    }
    return [name for name in wanted if not installed & {name, f"{name}t64"}]


def _rights() -> list[str] | None:
    """Return what to put before a command to run it as root, or None where that is not possible."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    # -n: fail instead of asking for a password.
    allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if allowed.returncode == 0 else None


def _install(rights: list[str], install: list[str]) -> bool:
    first = _apt(rights, install)
    if first.returncode == 0:
        return True
    # A fresh machine has no list of packages yet, an old one a list of versions that are gone.
    _apt(rights, ["apt-get", "update"])
    second = _apt(rights, install)
    if second.returncode != 0:
        sys.stderr.write(second.stdout)
        _tell("The system packages could not be installed; going on without them.")
    return second.returncode == 0


def _apt(rights: list[str], command: list[str]) -> subprocess.CompletedProcess[str]:
    settings = ["env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8"]
    program, *rest = command
    return subprocess.run(
        # Another package manager may be at work, as on a machine that has just started.
        [*rights, *settings, program, "-q", "-o", "DPkg::Lock::Timeout=300", *rest],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
