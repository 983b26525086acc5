"""A Debian of its own in a folder, with nothing in it but what every Debian has."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from support.program import Finished

RELEASES = {"bookworm": "12", "trixie": "13"}
"""The versions of Debian that are tried, by the names that its archive has for them."""

_ENTER = """
root=$1
shift
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
while [ "$1" != -- ]; do
    mkdir -p "$root$1"
    mount --bind "$1" "$root$1"
    shift
done
shift
cd "$root"
pivot_root . .
umount -l .
exec "$@"
"""
"""The mounts are this command's alone (mount_namespaces(7)), and gone when it ends. The root is
exchanged, not changed: inside a chroot the kernel gives nobody a user namespace (unshare(2)).
"""

_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

# What a container has by default (the list of Docker and Podman): no mounts, no networks.
_CAPABILITIES = (
    *("chown", "dac_override", "fowner", "fsetid", "kill", "setgid", "setuid", "setpcap"),
    *("net_bind_service", "net_raw", "sys_chroot", "mknod", "audit_write", "setfcap"),
)
AS_A_CONTAINER = (
    "setpriv",
    f"--bounding-set=-all,{','.join(f'+{name}' for name in _CAPABILITIES)}",
    "--inh-caps=-all",
)
"""Put before a command of root, this takes the rights that a container has not."""

WITHOUT_NAMESPACES = (
    "unshare",
    "--user",
    "--map-root-user",
    "sh",
    "-ec",
    'echo 0 > /proc/sys/user/max_user_namespaces; exec "$@"',
    "sh",
)
"""Put before a command of root, this takes the right to make namespaces, as some kernels do."""


class Tree:
    """A Debian in the folder `root`; `run` and `start` have commands done in it.

    `shared` are folders of this computer, below /tmp, that are seen inside under the same names.
    """

    def __init__(self, root: Path, shared: Sequence[Path] = ()) -> None:
        self.root = root
        self._shared = tuple(shared)

    def sharing(self, *folders: Path) -> Tree:
        """Give the same tree with these folders of this computer in it."""
        return Tree(self.root, (*self._shared, *folders))

    def run(
        self,
        *command: str,
        user: str = "root",
        env: Mapping[str, str] | None = None,
        stdin: str = "",
        timeout: float = 300,
    ) -> Finished:
        """Have a command done to its end; it sees only the variables of `env`, PATH and LANG."""
        done = subprocess.run(
            self._enter(command, user),
            env=_environment(env),
            input=stdin.encode(),
            capture_output=True,
            timeout=timeout,
            check=False,
            start_new_session=True,
        )
        return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())

    def do(self, *command: str) -> None:
        """Have a command done as root that has to succeed."""
        done = self.run(*command, env={"DEBIAN_FRONTEND": "noninteractive"})
        if done.code != 0:
            raise RuntimeError(f"{' '.join(command)}: status {done.code}\n{done.out}\n{done.err}")

    def start(self, *command: str, user: str, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
        """Start a command; `support.processes.end` ends it."""
        return subprocess.Popen(
            self._enter(command, user),
            env=_environment(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def files(self) -> set[str]:
        """Give the path of everything in it."""
        found = set()
        for folder, _, names in os.walk(self.root):
            inside = "/" + str(Path(folder).relative_to(self.root)).strip(".")
            found |= {inside, *(str(Path(inside) / name) for name in names)}
        return found

    def _enter(self, command: Sequence[str], user: str) -> list[str]:
        own_mounts = ["unshare", "--mount", "--propagation", "private"]
        shared = map(str, self._shared)
        ordinary = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"]
        as_user = [] if user == "root" else ordinary
        enter = [*own_mounts, "sh", "-ec", _ENTER, "sh", str(self.root), *shared, "--"]
        return [*enter, *as_user, *command]


def make(root: Path, release: str = "bookworm", *packages: str) -> Tree:
    """Make a minimal Debian in `root`, from where this computer's own packages come from."""
    options = ["--variant=minbase", *([f"--include={','.join(packages)}"] if packages else [])]
    command = ["debootstrap", *options, release, str(root), _mirror()]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"debootstrap: status {done.returncode}\n{done.stdout[-3000:]}")
    # The installer's work; debootstrap leaves it to it.
    (root / "etc/hosts").write_text("127.0.0.1 localhost\n::1 localhost\n")
    tree = Tree(root)
    tree.do("apt-get", "update", "-q")
    return tree


def _mirror() -> str:
    for release in RELEASES:
        question = ["apt-get", "indextargets", "--format", "$(REPO_URI)", f"Codename: {release}"]
        answer = subprocess.run(question, capture_output=True, text=True, check=True)
        if answer.stdout:
            # An archive of Debian has all releases at one address.
            return answer.stdout.split()[0]
    raise RuntimeError("apt knows no source of Debian")


def _environment(env: Mapping[str, str] | None) -> dict[str, str]:
    return {"PATH": _PATH, "LANG": "C.UTF-8", **(env or {})}
