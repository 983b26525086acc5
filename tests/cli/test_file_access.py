"""Who may use a file of keys, by the kernel's own access control lists."""

import os
import struct
from pathlib import Path

import pytest

from iottly_keycheck.cli.check.keys_file import read_keys
from iottly_keycheck.cli.exit_status import WrongUsage

pytestmark = pytest.mark.only_on("linux")

NOBODY = 2**32 - 1
"""The id of an entry that is not about one user or group (linux/posix_acl.h)."""
OWNER, USER, OWNING_GROUP, GROUP, MASK, OTHER = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
READ = 4


def opened_to(path: Path, *entries: tuple[int, int, int]) -> Path:
    """Write a file of one key and give it an access control list."""
    path.write_bytes(b"Analytics\tx")
    path.chmod(0o400)
    packed = (struct.pack("<HHI", *entry) for entry in entries)
    os.setxattr(path, "system.posix_acl_access", struct.pack("<I", 2) + b"".join(packed))
    return path


def credential(user: int, owning_group: int = 0, **others: int) -> list[tuple[int, int, int]]:
    """Give the list of a credential that systemd hands to a service of that user."""
    return [
        (OWNER, READ, NOBODY),
        (USER, READ, user),
        *((USER, READ, other) for other in others.values()),
        (OWNING_GROUP, owning_group, NOBODY),
        (MASK, READ, NOBODY),
        (OTHER, 0, NOBODY),
    ]


def test_a_credential_of_systemd_is_this_user_s_alone(tmp_path: Path) -> None:
    keys = opened_to(tmp_path / "keys", *credential(os.geteuid()))
    assert keys.stat().st_mode & 0o777 == 0o440  # what looks like the group's is the mask
    assert len(read_keys(keys)) == 1


@pytest.mark.needs("users")
def test_a_file_that_a_list_opens_to_somebody_else_is_refused(tmp_path: Path) -> None:
    somebody = os.geteuid() + 12345
    for number, entries in enumerate(
        [
            credential(somebody),
            credential(os.geteuid(), another=somebody),
            credential(os.geteuid(), owning_group=READ),
            [
                (OWNER, READ, NOBODY),
                (OWNING_GROUP, 0, NOBODY),
                (GROUP, READ, somebody),
                (MASK, READ, NOBODY),
                (OTHER, 0, NOBODY),
            ],
        ]
    ):
        keys = opened_to(tmp_path / f"keys{number}", *entries)
        with pytest.raises(WrongUsage, match="Other people"):
            read_keys(keys)
