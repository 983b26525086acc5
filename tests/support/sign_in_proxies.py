"""Proxies of our own that want a sign-in, and note what proofs they were sent."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import spnego
from spnego._ntlm_raw.crypto import ntowfv1

from support.checks import PASSWORD
from support.proxies import ESTABLISHED, Tunnels, refusal
from support.servers import Peer, Script

USER = "canary-user"

_AUTHORIZATION = re.compile(
    rb"^proxy-authorization: *(\S+) +(.*?)\r?$", re.IGNORECASE | re.MULTILINE
)
_PARAMETER = re.compile(r'(\w+\*?)=(?:"((?:[^"\\]|\\.)*)"|([^,\s]+))')


@dataclass
class Seen:
    """What a proxy was sent: the values of `Proxy-Authorization`, and the proofs of a password."""

    values: list[str] = field(default_factory=list)
    proofs: list[str] = field(default_factory=list)

    def read(self, head: bytes) -> tuple[str, str] | None:
        found = _AUTHORIZATION.search(head)
        if found is None:
            return None
        scheme, value = found[1].decode(), found[2].decode("latin-1")
        self.values.append(f"{scheme} {value}")
        return scheme.lower(), value


def asking(*offers: str, body: bytes = b"no", keep: bool = True) -> bytes:
    """The bytes of a 407."""
    headers = [("Proxy-Authenticate", offer) for offer in offers]
    return refusal(407, [*headers, ("Connection", "keep-alive" if keep else "close")], body)


def basic(tunnels: Tunnels, seen: Seen, password: str = PASSWORD) -> Script:
    """A proxy that wants Basic."""
    good = base64.b64encode(f"{USER}:{password}".encode()).decode()

    def script(peer: Peer) -> None:
        while True:
            sent = seen.read(peer.read_head())
            if sent is not None:
                seen.proofs.append(sent[1])
            if sent == ("basic", good):
                peer.send(ESTABLISHED)
                return tunnels.run(peer)
            peer.send(asking('Basic realm="lab"'))

    return script


@dataclass
class DigestProxy:
    """A proxy that wants Digest; it reckons by itself what the answer has to be (RFC 7616).

    `algorithms` are offered in this order; with `stale` the first number is too old by then.
    """

    tunnels: Tunnels
    seen: Seen
    algorithms: tuple[str, ...] = ("MD5",)
    qop: str = 'qop="auth,auth-int", '
    realm: str = 'lab, \\"quoted\\"'
    user: str = USER
    password: str = PASSWORD
    stale: bool = False

    def __call__(self, peer: Peer) -> None:
        # Another connection gets another number, as with proxies of several processes.
        nonces = [secrets.token_hex(8)]
        while True:
            head = peer.read_head()
            sent = self.seen.read(head)
            if sent is not None:
                self.seen.proofs.append(sent[1])
                if self._is_right(sent[1], head) and not self.stale:
                    peer.send(ESTABLISHED)
                    return self.tunnels.run(peer)
            old = "stale=true, " if sent is not None and self.stale else ""
            self.stale = self.stale and sent is None
            nonces.append(secrets.token_hex(8))
            peer.send(asking(*(self._offer(name, nonces[-1], old) for name in self.algorithms)))

    def _offer(self, algorithm: str, nonce: str, old: str) -> str:
        return (
            f'Digest realm="{self.realm}", nonce="{nonce}", opaque="a\\"b", {self.qop}'
            f"{old}charset=UTF-8, algorithm={algorithm}"
        )

    def _is_right(self, value: str, head: bytes) -> bool:
        sent = {name: quoted or plain for name, quoted, plain in _PARAMETER.findall(value)}
        target = head.split()[1].decode()
        name = sent["algorithm"]
        hashed = hashlib.sha256 if "256" in name else hashlib.md5
        realm = self.realm.replace("\\", "")
        secret = hashed(f"{self.user}:{realm}:{self.password}".encode()).hexdigest()
        if name.endswith("-sess"):
            secret = hashed(f"{secret}:{sent['nonce']}:{sent['cnonce']}".encode()).hexdigest()
        use = ["nc", "cnonce", "qop"] if "qop" in sent else []
        middle = ":".join(sent[part] for part in ("nonce", *use))
        request = hashed(f"CONNECT:{target}".encode()).hexdigest()
        right = hashed(f"{secret}:{middle}:{request}".encode()).hexdigest()
        opaque = sent["opaque"].replace("\\", "")
        return (sent["response"], sent["uri"], opaque) == (right, target, 'a"b')


@dataclass
class HandshakeProxy:
    """A proxy that wants NTLM or Negotiate, whose side pyspnego plays against a list of users.

    With `ends` it hangs up after the first message.
    """

    tunnels: Tunnels
    seen: Seen
    scheme: str = "NTLM"
    more: tuple[str, ...] = ()
    ends: bool = False

    def __call__(self, peer: Peer) -> None:
        context = None
        while True:
            sent = self.seen.read(peer.read_head())
            if sent is None or sent[0] != self.scheme.lower():
                if sent is not None:
                    self.seen.proofs.append(sent[1])
                peer.send(asking(self.scheme, *self.more))
                continue
            context = context or spnego.server(protocol=self.scheme.lower())
            message = base64.b64decode(sent[1])
            if b"NTLMSSP\x00\x03" in message:
                self.seen.proofs.append(sent[1])
            try:
                token = context.step(message)
            except spnego.exceptions.SpnegoError:
                context = None
                peer.send(asking(self.scheme, *self.more))
                continue
            if context.complete:
                peer.send(ESTABLISHED)
                return self.tunnels.run(peer)
            value = base64.b64encode(token or b"").decode()
            peer.send(asking(f"{self.scheme} {value}", keep=not self.ends))
            if self.ends:
                return None


@contextmanager
def ntlm_users(file: Path, *names: str, password: str = PASSWORD) -> Iterator[None]:
    """Let the proxies know these users, with or without a domain, by one password."""
    secret = ntowfv1(password).hex()
    # The form of Samba's file: the other one, with passwords, has no way to write a colon.
    file.write_text("".join(f"{name}:1:{'0' * 32}:{secret}:[U]:LCT-1\n" for name in names))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NTLM_USER_FILE", str(file))
        yield
