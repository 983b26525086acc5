"""Who may use a file, by its mode and, on Linux, its access control list."""

from __future__ import annotations

import os
import stat
import struct
import sys

_LIST = "system.posix_acl_access"
_VERSION = struct.Struct("<I")
_ENTRY = struct.Struct("<HHI")
"""As the kernel gives a list out: its version, then tag, permissions and id of each entry."""

_OWNER, _USER, _MASK = 0x01, 0x02, 0x10
"""Tags of entries (linux/posix_acl.h)."""


def others_may_use(descriptor: int) -> bool:
    """Tell whether anybody but the owner, this user and root may use the open file.

    On Windows nobody is asked, as the folders of a user's own are nobody else's there. systemd
    hands a service its credentials as files of root that a list opens to this one user; the mode
    then shows as the group's what is the list's mask (acl(5)).
    """
    if os.name != "posix":
        return False
    mode = os.fstat(descriptor).st_mode
    if mode & stat.S_IRWXO:
        return True
    return bool(mode & stat.S_IRWXG) and not _is_listed_for_us_alone(descriptor)


def _is_listed_for_us_alone(descriptor: int) -> bool:
    if sys.platform != "linux":
        return False
    try:
        data = os.getxattr(descriptor, _LIST)
    except OSError:  # the file has no list, or the file system has none
        return False
    ours = (_USER, os.geteuid())
    return all(
        tag in (_OWNER, _MASK) or (tag, identity) == ours or not permissions
        for tag, permissions, identity in _ENTRY.iter_unpack(data[_VERSION.size :])
    )
