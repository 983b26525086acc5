"""An environment in which nothing of the person's own, or of the machine's, is left."""

import sys
from collections.abc import Iterable
from pathlib import Path

_FOREIGN = (
    # where traffic goes and whom it trusts
    "ALL_PROXY",
    "AUTO_PROXY",
    "CURL_CA_BUNDLE",
    "FTP_PROXY",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NETRC",
    "NO_PROXY",
    "NTLM_USER_FILE",
    "OPENSSL_CONF",
    "REQUESTS_CA_BUNDLE",
    "SSLKEYLOGFILE",
    "SSL_CERT_DIR",
    "SSL_CERT_FILE",
    # desktop, keyring, language and terminal
    "AT_SPI_BUS_ADDRESS",
    "COLUMNS",
    "DBUS_SESSION_BUS_ADDRESS",
    "DESKTOP_SESSION",
    "FORCE_COLOR",
    "GNOME_KEYRING_CONTROL",
    "KDE_FULL_SESSION",
    "LANGUAGE",
    "NO_COLOR",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
)
_FOREIGN_BEGINNINGS = ("IOTTLY_", "KRB5", "LC_", "PYTHON_KEYRING_", "QT_", "XDG_")


def foreign(names: Iterable[str]) -> list[str]:
    """Return those of the variables' `names` that a test must not see, in any letter case."""
    return [
        name
        for name in names
        if name.upper() in _FOREIGN or name.upper().startswith(_FOREIGN_BEGINNINGS)
    ]


def home_variables(home: Path) -> dict[str, str]:
    """Make the folders of a home at `home` and return the variables that lead there."""
    folders = {
        "HOME": home,
        "XDG_CACHE_HOME": home / ".cache",
        "XDG_CONFIG_DIRS": home / "site",
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_RUNTIME_DIR": home / "run",
        "XDG_STATE_HOME": home / ".local" / "state",
    }
    if sys.platform == "win32":
        folders = {
            "USERPROFILE": home,
            "APPDATA": home / "AppData" / "Roaming",
            "LOCALAPPDATA": home / "AppData" / "Local",
        }
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    if "XDG_RUNTIME_DIR" in folders:
        folders["XDG_RUNTIME_DIR"].chmod(0o700)
    return {name: str(folder) for name, folder in folders.items()}
