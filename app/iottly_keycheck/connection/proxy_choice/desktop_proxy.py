"""The proxy settings of GNOME (and desktops that share them) and of KDE.

Each imports what it takes to read them: most computers have one of them at most.
"""

from __future__ import annotations

import ast
import shutil
from collections.abc import Mapping
from pathlib import Path

from iottly_keycheck.connection.proxy_choice import no_proxy
from iottly_keycheck.connection.proxy_choice.route import SystemProxy

_SECONDS = 2.0
_GNOME_SCHEMA = "org.gnome.system.proxy"
_KDE_MANUAL, _KDE_PAC, _KDE_ENVIRONMENT = "1", "2", "4"


def ask_desktop(environ: Mapping[str, str], home: Path) -> SystemProxy:
    """Ask the desktop that runs, GNOME's settings where none says its name."""
    if "KDE" in environ.get("XDG_CURRENT_DESKTOP", "").upper().split(":"):
        config = environ.get("XDG_CONFIG_HOME") or str(home / ".config")
        return kde_proxy(Path(config) / "kioslaverc", environ)
    return _ask_gnome()


def _ask_gnome() -> SystemProxy:
    program = shutil.which("gsettings")
    if program is None:
        return SystemProxy()
    import subprocess

    try:
        answer = subprocess.run(  # a fixed command
            [program, "list-recursively", _GNOME_SCHEMA],
            capture_output=True,
            check=True,
            timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):  # no such schema: no such desktop
        return SystemProxy()
    return gnome_proxy(answer.stdout.decode("utf-8", "replace"))


def gnome_proxy(listing: str) -> SystemProxy:
    """Read what `gsettings list-recursively org.gnome.system.proxy` prints."""
    values: dict[str, object] = {}
    for line in listing.splitlines():
        schema, _, rest = line.partition(" ")
        key, _, text = rest.partition(" ")
        values[f"{schema.removeprefix(_GNOME_SCHEMA).removeprefix('.')}:{key}"] = _variant(text)
    if values.get(":mode") == "auto":
        pac = str(values.get(":autoconfig-url") or "")
        return SystemProxy(variable=f"{_GNOME_SCHEMA}.autoconfig-url", pac=pac)
    if values.get(":mode") != "manual":
        return SystemProxy()
    ignored = values.get(":ignore-hosts")
    exceptions = tuple(str(host) for host in ignored) if isinstance(ignored, list) else ()
    for kind, scheme in (("https", "http"), ("socks", "socks5h")):
        host, port = values.get(f"{kind}:host"), values.get(f"{kind}:port")
        if host and port:
            return SystemProxy(
                f"{scheme}://{_bracketed(str(host))}:{port}", exceptions, f"{_GNOME_SCHEMA}.{kind}"
            )
    return SystemProxy()


def kde_proxy(file: Path, environ: Mapping[str, str]) -> SystemProxy:
    """Read KDE's `kioslaverc`."""
    import configparser

    parser = configparser.RawConfigParser(strict=False, delimiters=("=",))
    try:
        parser.read_string(file.read_text(encoding="utf-8", errors="replace"))
        section = dict(parser["Proxy Settings"])
    except (OSError, configparser.Error, KeyError):
        return SystemProxy()
    kind = section.get("proxytype", "0")
    if kind == _KDE_PAC:
        pac = section.get("proxy config script", "")
        return SystemProxy(variable="kioslaverc Proxy Config Script", pac=pac)
    if kind not in (_KDE_MANUAL, _KDE_ENVIRONMENT):
        return SystemProxy()

    def value(key: str) -> str:
        text = section.get(key, "")
        # For "use environment variables" the values are the variables' names.
        return environ.get(text, "") if kind == _KDE_ENVIRONMENT else text

    exceptions = no_proxy.entries(value("noproxyfor"))
    for key, scheme in (("httpsproxy", "http"), ("socksproxy", "socks5h")):
        address = _kde_address(value(key), scheme)
        if address:
            return SystemProxy(address, exceptions, f"kioslaverc {key}")
    return SystemProxy()


def _kde_address(text: str, scheme: str) -> str:
    """Read "http://proxy.example 3128"; the port may also follow a colon."""
    address = ":".join(text.split())
    if not address:
        return ""
    if scheme.startswith("socks"):
        address = f"{scheme}://{address.partition('://')[2] or address}"
    return address if "://" in address else f"{scheme}://{address}"


def _variant(text: str) -> object:
    """Read a value in GVariant's text format, as far as these settings have them."""
    text = text.removeprefix("@as ").removeprefix("uint32 ")
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text == "true"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
