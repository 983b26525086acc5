"""Which keyring is used: the one that is configured, else the system's own, never plain text."""

import subprocess
import sys
from pathlib import Path

import pytest

from iottly_keycheck.keys.stores import keyring_backend

pytestmark = pytest.mark.only_on("linux")

VAULT = "ConfiguredKeyring(name='backend VaultKeyring', plain_text=False)"
OURS = "keyring.backends.SecretService.Keyring"

CHOOSE = """
from iottly_keycheck.keys.stores import keyring_backend
from iottly_keycheck.secret import StoreError
try:
    choice = keyring_backend.choose()
    kind = type(choice.backend)
    print(f"{kind.__module__}.{kind.__name__}")
    if choice.configured:
        print(choice.configured)
except StoreError as error:
    print("none:", error.failure, error.reason, error.detail)
"""

BACKEND = """
from keyring.backend import KeyringBackend

class {name}(KeyringBackend):
    priority = {priority}
    get_password = set_password = delete_password = lambda self, *_: None
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of installed modules: `keyrings.alt`, which keeps plain text, and a safe one."""
    folder = tmp_path / "installed"
    for path, name, priority in (
        ("keyrings/alt/file.py", "PlaintextKeyring", 9),
        ("vault/backend.py", "VaultKeyring", 8),
    ):
        module = folder / path
        module.parent.mkdir(parents=True)
        module.write_text(BACKEND.format(name=name, priority=priority))
    points = folder / "vault-1.dist-info" / "entry_points.txt"
    points.parent.mkdir()
    points.write_text("[keyring.backends]\nalt = keyrings.alt.file\nvault = vault.backend\n")
    (points.parent / "METADATA").write_text("Name: vault\nVersion: 1\n")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return folder


def chosen() -> str:
    """What a fresh process chooses: the library remembers what it has once loaded."""
    done = subprocess.run(
        [sys.executable, "-c", CHOOSE], capture_output=True, text=True, check=True, timeout=30
    )
    return done.stdout.strip()


def test_the_system_s_own_keyring_is_used(secret_service):
    assert chosen() == OURS


def test_without_a_session_bus_that_is_what_is_said(home):
    assert chosen() == "none: unavailable no_bus no session bus"


def test_a_plain_text_keyring_is_never_fallen_back_to(installed, no_secret_service):
    assert chosen() == "none: unavailable None no keyring service"


def test_a_keyring_that_the_user_has_set_is_used(installed, secret_service, monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "vault.backend.VaultKeyring")
    assert chosen() == f"vault.backend.VaultKeyring\n{VAULT}"


def test_a_keyring_that_the_library_s_file_names_is_used(installed, secret_service, home):
    file = home / ".config" / "python_keyring" / "keyringrc.cfg"
    file.parent.mkdir(parents=True)
    file.write_text("[backend]\ndefault-keyring=vault.backend.VaultKeyring\n")
    assert chosen() == f"vault.backend.VaultKeyring\n{VAULT}"


def test_a_plain_text_keyring_is_used_where_it_is_set_and_known_as_such(
    installed, secret_service, monkeypatch
):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyrings.alt.file.PlaintextKeyring")
    assert chosen() == (
        "keyrings.alt.file.PlaintextKeyring\n"
        "ConfiguredKeyring(name='file PlaintextKeyring', plain_text=True)"
    )


@pytest.mark.parametrize("name", ["null", "fail"])
def test_a_keyring_that_is_turned_off_is_none(secret_service, monkeypatch, name):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"keyring.backends.{name}.Keyring")
    assert chosen() == "none: unavailable turned_off the keyring is turned off"


@pytest.mark.parametrize("name", ["nonsense", "no.such.module.Keyring", "keyring.backends.null.X"])
def test_a_setting_that_names_no_keyring_is_said_aloud(secret_service, monkeypatch, name):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
    assert chosen().startswith(
        "none: unavailable setting_unusable the keyring that is set cannot be used"
    )


def test_of_a_chain_the_first_safe_keyring_is_used(installed, secret_service, monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.chainer.ChainerBackend")
    assert chosen() == f"vault.backend.VaultKeyring\n{VAULT}"


def test_the_names_of_the_system_s_keyrings_are_the_library_s():
    import importlib

    for names in (*keyring_backend._OF_THE_SYSTEM.values(), keyring_backend._OF_FREE_DESKTOPS):
        for name in names:
            module, _, kind = name.rpartition(".")
            assert hasattr(importlib.import_module(module), kind)
