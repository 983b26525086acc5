"""The scheme Digest (RFC 7616) for CONNECT: MD5 and SHA-256, plain and `-sess`, with qop `auth`."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable
from urllib.parse import quote

from iottly_keycheck.connection.proxy_auth.challenges import Challenge
from iottly_keycheck.secret import Secret

_METHOD = "CONNECT"
_SESSION = "-sess"
_FIRST_USE = "00000001"

_Hash = Callable[[bytes], str]


def _md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


_ALGORITHMS: dict[str, _Hash] = {"sha-256": _sha256, "md5": _md5}
"""By name in lower case, the stronger first."""


def best(challenges: Iterable[Challenge]) -> Challenge | None:
    """Choose the strongest of the challenges that can be answered, `None` where there is none."""
    usable = [challenge for challenge in challenges if _can_answer(challenge)]
    order = list(_ALGORITHMS)
    return min(usable, key=lambda each: order.index(_algorithm(each)), default=None)


def is_stale(challenge: Challenge) -> bool:
    """Tell whether the nonce was too old and the password was right (RFC 7616, section 3.3)."""
    return challenge.parameters.get("stale", "").lower() == "true"


def authorization(
    challenge: Challenge, target: str, username: str, password: Secret, client_nonce: str = ""
) -> str:
    """Give the value of `Proxy-Authorization` for a challenge that `best` has chosen.

    `target` is what CONNECT asks for, "host:port".
    """
    asked = challenge.parameters
    hashed = _ALGORITHMS[_algorithm(challenge)]
    nonce, client_nonce = asked["nonce"], client_nonce or secrets.token_hex(16)
    # The realm is hashed in the bytes that came, which `http.client` reads as Latin-1.
    realm = asked.get("realm", "").encode("latin-1")
    name, word = (text.encode("utf-8", "replace") for text in (username, password.reveal()))
    login = b":".join([name, realm, word])
    secret = hashed(login)
    if _name(challenge).endswith(_SESSION):
        secret = hashed(f"{secret}:{nonce}:{client_nonce}".encode("latin-1"))
    request = hashed(f"{_METHOD}:{target}".encode())
    steps = [nonce, _FIRST_USE, client_nonce, "auth"] if "qop" in asked else [nonce]
    response = hashed(":".join([secret, *steps, request]).encode("latin-1"))
    parts = [
        _user(username),
        _quoted("realm", asked.get("realm", "")),
        _quoted("nonce", nonce),
        _quoted("uri", target),
        _quoted("response", response),
    ]
    if "algorithm" in asked:
        parts.append(f"algorithm={asked['algorithm']}")
    if "opaque" in asked:
        parts.append(_quoted("opaque", asked["opaque"]))
    if "qop" in asked:
        parts += ["qop=auth", f"nc={_FIRST_USE}", _quoted("cnonce", client_nonce)]
    return f"Digest {', '.join(parts)}"


def _can_answer(challenge: Challenge) -> bool:
    asked = challenge.parameters
    ways = [way.strip().lower() for way in asked.get("qop", "auth").split(",")]
    return _algorithm(challenge) in _ALGORITHMS and "auth" in ways and "nonce" in asked


def _name(challenge: Challenge) -> str:
    return challenge.parameters.get("algorithm", "MD5").lower()


def _algorithm(challenge: Challenge) -> str:
    return _name(challenge).removesuffix(_SESSION)


def _user(username: str) -> str:
    if username.isascii() and username.isprintable():
        return _quoted("username", username)
    return f"username*=UTF-8''{quote(username, safe='', errors='replace')}"  # RFC 7616, section 3.4


def _quoted(name: str, value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{name}="{escaped}"'
