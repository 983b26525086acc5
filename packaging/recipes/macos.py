"""What macOS wants: a disk image with the application in it."""

from __future__ import annotations

import os
import platform
import plistlib
import shutil
import subprocess
from pathlib import Path

from recipes import product

ENTITLEMENTS = product.ROOT / "packaging" / "macos" / "entitlements.plist"


def entitlements(team: str = "") -> bytes:
    """Give what the application asks of macOS, as a property list.

    `team` is an Apple developer's team (KEYCHECK_TEAM), whose part of the keychain is asked for.
    """
    asked = plistlib.loads(ENTITLEMENTS.read_bytes())
    if team:
        asked["com.apple.application-identifier"] = f"{team}.{product.IDENTIFIER}"
        asked["keychain-access-groups"] = [f"{team}.{product.IDENTIFIER}"]
    return plistlib.dumps(asked)


def disk_image(app: Path, build_folder: Path, dist: Path) -> Path:
    """Make the image that people drag the application out of.

    Where KEYCHECK_SIGN_AS names an identity of the keychain, the recipe has signed the application
    by it; the image is signed here. Raises `subprocess.CalledProcessError`.
    """
    folder = build_folder / "image"
    folder.mkdir()
    shutil.copytree(app, folder / app.name, symlinks=True)
    (folder / "Applications").symlink_to("/Applications")
    shutil.copy(product.ROOT / "LICENSE", folder)
    target = dist / f"{product.NAME}-{product.VERSION}-macos-{platform.machine()}.dmg"
    make = ["hdiutil", "create", "-ov", "-format", "UDZO", "-volname", product.TITLE]
    subprocess.run([*make, "-srcfolder", str(folder), str(target)], check=True)
    if identity := os.environ.get("KEYCHECK_SIGN_AS"):
        subprocess.run(["codesign", "--sign", identity, "--timestamp", str(target)], check=True)
    return target
