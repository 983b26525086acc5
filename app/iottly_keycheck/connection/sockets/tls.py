"""TLS, judged by the operating system's trust store, with the certificates kept when refused.

The handshake runs over memory buffers (urllib3's `SSLTransport`), so that one code serves a plain
connection and TLS inside the TLS of a proxy, and the TLS object outlives a refusal.
"""

from __future__ import annotations

import os
import ssl
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import truststore
from urllib3.util.ssltransport import SSLTransport

from iottly_keycheck.connection.facts.observation import (
    Certificate,
    CertificateChain,
    Failure,
    FailureKind,
    StageId,
    TlsFacts,
)
from iottly_keycheck.connection.facts.trace import StageFailed, Trace
from iottly_keycheck.connection.sockets.deadline_socket import DeadlineSocket

Stream = DeadlineSocket | SSLTransport
"""What bytes go over: TCP, TLS, or TLS inside TLS."""

# RFC 8446, section 5.1: what a TLS record starts with, and the legacy version that follows.
_RECORD_TYPES = frozenset({20, 21, 22, 23})
_MAJOR_VERSION = 3

# OpenSSL's reasons for the same, where the bytes are not at hand (TLS inside a proxy's TLS).
_NOT_TLS_REASONS = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"})

# What Python has its own exception for since 3.11.4 (SSLEOFError).
_END_REASON = "UNEXPECTED_EOF_WHILE_READING"

# Verification errors of Windows and macOS, as OpenSSL numbers them (X509_V_ERR_…).
EXPIRED, NOT_YET_VALID, WRONG_HOST, WRONG_ADDRESS, UNTRUSTED = 10, 9, 62, 64, 20
_FOREIGN_CODES = {
    0x800B0101: EXPIRED,  # CERT_E_EXPIRED; Windows has no other for "not yet valid"
    0x800B010F: WRONG_HOST,  # CERT_E_CN_NO_MATCH
    -67818: EXPIRED,  # errSecCertificateExpired
    -67819: NOT_YET_VALID,  # errSecCertificateNotValidYet
    -67602: WRONG_HOST,  # errSecHostNameMismatch
}
_HIGHEST_OPENSSL_CODE = 200

# X509_V_ERR numbers of a chain that ends nowhere: no issuer, self-signed, or not one that is known.
_NO_ISSUER = frozenset({2, 18, 19, 20, 21})

_NO_CHECK_TIME = 0x200000  # X509_V_FLAG_NO_CHECK_TIME, which `ssl` has no name for

_RDN_NAMES = {
    "commonName": "CN",
    "organizationName": "O",
    "organizationalUnitName": "OU",
    "countryName": "C",
    "stateOrProvinceName": "ST",
    "localityName": "L",
    "domainComponent": "DC",
}


def make_context(*, check_dates: bool = True) -> ssl.SSLContext:
    """Make a client's context on the operating system's trust store.

    A name in the certificate's common name alone does not count (RFC 9110, section 4.3.4).
    Without `check_dates` an expired certificate passes, everything else is verified as ever: for
    asking a trusted server for the time, never for the key. OpenSSL alone can do that.
    """
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.set_alpn_protocols(["http/1.1"])
    context.hostname_checks_common_name = False
    # Both are so since Python 3.11.4, but for a distribution's own builds: nothing older than 1.2
    # (RFC 8996), and an end without a goodbye is no end.
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options &= ~getattr(ssl, "OP_IGNORE_UNEXPECTED_EOF", 0)  # OpenSSL 3 has it
    if not check_dates:
        context.verify_flags = ssl.VerifyFlags(context.verify_flags | _NO_CHECK_TIME)
    return context


class TlsContexts:
    """The contexts of one program, each made when it is first wanted; safe from every thread.

    Making one costs as much as a handshake. What the trust store has gained since is taken in by
    truststore at every handshake.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: dict[bool, ssl.SSLContext] = {}

    def give(self, *, check_dates: bool) -> ssl.SSLContext:
        """See `make_context`."""
        with self._lock:
            if check_dates not in self._made:
                self._made[check_dates] = make_context(check_dates=check_dates)
            return self._made[check_dates]


class _CertificateKeeper:
    """A context that keeps the TLS object it makes, for its certificates after a refusal."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        self.made: ssl.SSLObject | None = None

    def wrap_bio(self, *args: Any, **kwargs: Any) -> ssl.SSLObject:
        self.made = self._context.wrap_bio(*args, **kwargs)
        return self.made


class TlsStream(SSLTransport):
    """A TLS connection over a wire, or over another one of its kind.

    `cut_off` tells that it ended without the goodbye of RFC 8446, section 6.1.
    """

    cut_off = False

    @property
    def _io_refs(self) -> int:
        """How many files read from it: the wire at the bottom counts, and stays open for them."""
        return self.socket._io_refs  # type: ignore[attr-defined, no-any-return]  # as SocketIO does

    @_io_refs.setter
    def _io_refs(self, count: int) -> None:
        self.socket._io_refs = count  # type: ignore[attr-defined]  # as SocketIO does

    def _wrap_ssl_read(self, len: int, buffer: bytearray | None = None) -> int | bytes:  # noqa: A002  # urllib3's name
        try:
            return self._ssl_io_loop(self.sslobj.read, len, buffer)
        except ssl.SSLError as error:
            if not _is_end(error):
                raise
            self.cut_off = True
            return 0


def handshake(
    sock: Stream,
    host: str,
    context: ssl.SSLContext,
    trace: Trace,
    stage: StageId,
) -> SSLTransport:
    """Make the TLS handshake as part of the stage; record version, cipher and certificates.

    Raises `StageFailed`, `Cancelled` or `Expired`; the socket is then closed. What is recorded of
    the service (stage `tls`) is never a proxy's.
    """
    keeping = _CertificateKeeper(context)
    if isinstance(sock, DeadlineSocket):
        sock.first_bytes = b""  # what a proxy said before is not the peer's
    try:
        transport = TlsStream(sock, keeping, server_hostname=_sni(host))  # type: ignore[arg-type]  # both have the calls that it uses
    except OSError as error:
        if stage is StageId.TLS:
            trace.add(_chain(keeping.made))
        sock.close()
        failure = _failure(error, _first_bytes(sock), stage)
        if failure.verify_code in _NO_ISSUER:
            failure = replace(failure, no_authorities=_trusts_nobody(context))
        raise StageFailed(failure) from error
    except BaseException:
        sock.close()
        raise
    if stage is StageId.TLS:
        trace.add(_chain(keeping.made))
        cipher = transport.cipher()
        agreed = TlsFacts(transport.version() or "", cipher[0] if cipher else "")
        trace.add(agreed)
        trace.note(agreed.version)
    return transport


def _trusts_nobody(context: ssl.SSLContext) -> bool:
    """Tell whether the system has no trusted authorities at all, as a minimal Debian has none.

    A folder of certificates is read at a handshake only, so its content counts, too.
    """
    # truststore keeps what it has loaded in a context of OpenSSL's own, and does not tell of it.
    loaded = context._ctx.cert_store_stats()  # type: ignore[attr-defined]  # it is private
    folder = Path(ssl.get_default_verify_paths().capath or os.devnull)
    in_folder = any(folder.glob("*.[0-9]"))
    return not (loaded["x509_ca"] or in_folder or sys.platform in {"darwin", "win32"})


def _sni(host: str) -> str:
    """Give the name for the handshake: without a zone, and without the root's dot (RFC 6066, 3)."""
    return host.partition("%")[0].removesuffix(".")


def _failure(error: OSError, first_bytes: bytes, stage: StageId) -> Failure:
    proxy_tls = stage is StageId.PROXY
    if isinstance(error, ssl.SSLCertVerificationError):
        code = _openssl_code(error.verify_code)
        return Failure(stage, FailureKind.CERTIFICATE, verify_code=code, proxy_tls=proxy_tls)
    reason = getattr(error, "reason", None) or ""
    if not _is_tls(first_bytes) if first_bytes else reason in _NOT_TLS_REASONS:
        return Failure(stage, FailureKind.NOT_TLS, proxy_tls=proxy_tls)
    if not isinstance(error, ssl.SSLError) or _is_end(error):
        return Failure(stage, FailureKind.RESET, proxy_tls=proxy_tls)
    return Failure(stage, FailureKind.HANDSHAKE, alert=alert_of(reason), proxy_tls=proxy_tls)


def _is_end(error: ssl.SSLError) -> bool:
    """Tell the end of the connection from a fault of the handshake, which may have no reason."""
    ends = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)
    return isinstance(error, ends) or error.reason == _END_REASON


def alert_of(reason: str) -> str | None:
    """Give the alert's name in OpenSSL's reason ("TLSV1_ALERT_PROTOCOL_VERSION"), if it is one."""
    _, marker, name = reason.partition("ALERT_")
    return name.lower() if marker else None


def _is_tls(first_bytes: bytes) -> bool:
    version = first_bytes[1] if len(first_bytes) > 1 else _MAJOR_VERSION
    return first_bytes[0] in _RECORD_TYPES and version == _MAJOR_VERSION


def _first_bytes(sock: Stream) -> bytes:
    # Inside a proxy's TLS nobody listens at the wire; OpenSSL's own word has to do there.
    return sock.first_bytes if isinstance(sock, DeadlineSocket) else b""


def _openssl_code(code: int) -> int:
    if 0 < code < _HIGHEST_OPENSSL_CODE:
        return code
    return _FOREIGN_CODES.get(code, UNTRUSTED)


def _chain(tls: ssl.SSLObject | None) -> CertificateChain:
    """Give the certificates as presented, verified or not.

    The public way (`get_unverified_chain`, Python 3.13) gives bytes only; the object behind it
    has had certificates with their parts read since 3.10.
    """
    try:
        found = tls._sslobj.get_unverified_chain() or ()  # type: ignore[union-attr]  # None raises, too
        return CertificateChain(tuple(_certificate(each.get_info()) for each in found))
    except (AttributeError, ValueError, ssl.SSLError):
        return CertificateChain()


def _certificate(info: dict[str, Any]) -> Certificate:
    return Certificate(
        subject=_name(info.get("subject", ())),
        issuer=_name(info.get("issuer", ())),
        not_before=_time(info["notBefore"]),
        not_after=_time(info["notAfter"]),
        names=tuple(str(value) for _, value in info.get("subjectAltName", ())),
    )


def _name(rdns: tuple[tuple[tuple[str, str], ...], ...]) -> str:
    return ", ".join(f"{_RDN_NAMES.get(key, key)}={value}" for rdn in rdns for key, value in rdn)


def _time(text: str) -> datetime:
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(text), UTC)
