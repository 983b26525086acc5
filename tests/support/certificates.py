"""Certificates of every kind that a server may show, from an authority made for the tests."""

from __future__ import annotations

import ssl
import warnings
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HERE = ("localhost", "127.0.0.1", "::1")
"""What a server on this computer is called."""

LAB = "lab.test"
"""The domain of the laboratory's own names (RFC 6761, section 6.2)."""


class Authority:
    """A certificate authority, which whoever reads `trust_file` trusts, and bad ones beside it.

    Each method gives a server's TLS context; the certificates are good for `HERE` and for every
    name in `LAB`, but for the one flaw that the method's name says.
    """

    def __init__(self, folder: Path, *more_names: str) -> None:
        self._ca = trustme.CA(organization_name="Lab Trust")
        self._names = (*HERE, LAB, f"*.{LAB}", *more_names)
        self.trust_file = folder / "trusted.pem"
        self._ca.cert_pem.write_to_path(str(self.trust_file))
        # Made here, as filters of warnings are no affair for several threads.
        self.old_protocol_only = self._old_protocol_only()

    @cached_property
    def good(self) -> ssl.SSLContext:
        return serving(self._ca.issue_cert(*self._names))

    def certificate_file(self, path: Path) -> Path:
        """A good certificate with its key in a file, for programs that are not ours."""
        self._ca.issue_cert(*self._names).private_key_and_cert_chain_pem.write_to_path(str(path))
        return path

    @cached_property
    def expired(self) -> ssl.SSLContext:
        return self.valid(from_days=-700, to_days=-1)

    @cached_property
    def not_yet_valid(self) -> ssl.SSLContext:
        return self.valid(from_days=1, to_days=700)

    def valid(self, from_days: float, to_days: float) -> ssl.SSLContext:
        """A certificate that is valid between these days from now."""
        now = datetime.now(UTC)
        leaf = self._ca.issue_cert(
            *self._names,
            not_before=now + timedelta(days=from_days),
            not_after=now + timedelta(days=to_days),
        )
        return serving(leaf)

    @cached_property
    def for_another_host(self) -> ssl.SSLContext:
        return serving(self._ca.issue_cert("somewhere-else.example"))

    @cached_property
    def common_name_only(self) -> ssl.SSLContext:
        """The name stands in the subject alone: there is an alternative name, of another kind."""
        return serving(self._ca.issue_cert("nobody@lab.test", common_name="localhost"))

    @cached_property
    def by_nobody_known(self) -> ssl.SSLContext:
        return serving(trustme.CA(organization_name="Nobody").issue_cert(*self._names))

    @cached_property
    def by_security_software(self) -> ssl.SSLContext:
        return serving(trustme.CA(organization_name="Zscaler Inc.").issue_cert(*self._names))

    @cached_property
    def without_its_intermediate(self) -> ssl.SSLContext:
        leaf = self._ca.create_child_ca().issue_cert(*self._names)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        alone = trustme.Blob(leaf.private_key_pem.bytes() + leaf.cert_chain_pems[0].bytes())
        with alone.tempfile() as path:
            context.load_cert_chain(path)
        return context

    @cached_property
    def by_an_intermediate(self) -> ssl.SSLContext:
        return serving(self._ca.create_child_ca().issue_cert(*self._names))

    @cached_property
    def self_signed(self) -> ssl.SSLContext:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=365))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
            .sign(key, hashes.SHA256())
        )
        pem = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ) + certificate.public_bytes(serialization.Encoding.PEM)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with trustme.Blob(pem).tempfile() as path:
            context.load_cert_chain(path)
        return context

    def _old_protocol_only(self) -> ssl.SSLContext:
        """TLS 1.0 and nothing newer."""
        context = serving(self._ca.issue_cert(*self._names))
        context.set_ciphers("ALL:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # that it is old is the point
            context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
        return context

    @cached_property
    def no_common_cipher(self) -> ssl.SSLContext:
        """Wants a cipher for a kind of key that its certificate does not have."""
        context = serving(self._ca.issue_cert(*self._names, key_type=trustme.KeyType.RSA))
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers("ECDHE-ECDSA-AES128-GCM-SHA256")
        return context

    @cached_property
    def wants_a_client_certificate(self) -> ssl.SSLContext:
        context = serving(self._ca.issue_cert(*self._names))
        context.verify_mode = ssl.CERT_REQUIRED
        self._ca.configure_trust(context)
        return context

    @cached_property
    def wants_a_client_certificate_in_tls_1_2(self) -> ssl.SSLContext:
        context = serving(self._ca.issue_cert(*self._names))
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.verify_mode = ssl.CERT_REQUIRED
        self._ca.configure_trust(context)
        return context


def serving(leaf: trustme.LeafCert) -> ssl.SSLContext:
    """A server's context with that certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf.configure_cert(context)
    return context
