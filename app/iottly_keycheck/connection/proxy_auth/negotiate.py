"""The schemes Negotiate (RFC 4559) and NTLM, whose handshakes `pyspnego` makes.

On Windows the operating system does it (SSPI), for the account that is logged in where no password
is set. Elsewhere it is Kerberos by a ticket or a password, or NTLM by a password.
"""

from __future__ import annotations

import base64
import binascii
import logging
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from iottly_keycheck.connection.facts.observation import ProxyAuthProblem, ProxyAuthScheme
from iottly_keycheck.connection.proxy_auth import kerberos
from iottly_keycheck.connection.proxy_auth.kerberos import KerberosFailed, Ticket
from iottly_keycheck.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spnego import ContextProxy, Credential

    from iottly_keycheck.connection.proxy_auth.challenges import Challenge

BY_SYSTEM = sys.platform == "win32"
"""Whether the operating system signs in the account that is logged in."""

_MECHANISMS = ("kerberos", "ntlm")
_SERVICE = "HTTP"  # RFC 4559, section 4.1


class HandshakeFailed(Exception):
    """The next message cannot be made; `problem` says why."""

    def __init__(self, problem: ProxyAuthProblem, detail: str) -> None:
        super().__init__(detail)
        self.problem = problem
        self.detail = detail


class Handshake:
    """One handshake with the proxy `host` by the scheme `Negotiate` or `NTLM`.

    With a `password` it is for that user; without one it is for the ticket of the session, or for
    the account that is logged in on Windows. Each call may block, for a Kerberos server's answer.
    `account` is the name of whom it is for, `mechanism` what runs inside (`kerberos`, `ntlm` or
    empty where that is not known), `problem` and `detail` say why Kerberos was no help where NTLM
    is tried instead. See `proxy_sign_in.ProxyAuthMethod`.
    """

    keeps_connection = True

    def __init__(
        self, scheme: str, host: str, username: str = "", password: Secret | None = None
    ) -> None:
        self.scheme = scheme
        self.account = username
        self.mechanism = ""
        self.problem: ProxyAuthProblem | None = None
        self.detail = ""
        self._host = host
        self._password = password
        self._context: ContextProxy | None = None
        self._messages = 0
        self._stack = ExitStack()

    @property
    def is_weak(self) -> bool:
        """Whether whoever reads it on the way may find out the password."""
        return self.mechanism == "ntlm"

    @property
    def proves(self) -> bool:
        """Whether the last message proves who somebody is: NTLM's first one does not."""
        return self.mechanism == "kerberos" or self._messages > 1

    def first(self, _offers: Sequence[Challenge], /) -> str:
        """Give the value of `Proxy-Authorization` to begin with. Raises `HandshakeFailed`."""
        self._context = self._begin()
        return self._step("")

    def then(self, answer: Sequence[Challenge], /) -> str | None:
        """Give the next one, `None` where the proxy does not go on. Raises `HandshakeFailed`."""
        tokens = (each.token for each in answer if each.is_of(self.scheme) and each.token)
        token = next(tokens, "")
        return self._step(token) if token else None

    def _step(self, token: str) -> str:
        assert self._context is not None
        try:
            message = self._context.step(base64.b64decode(token, validate=True) or None)
            inside = self._context.negotiated_protocol
        except binascii.Error as error:
            raise HandshakeFailed(
                ProxyAuthProblem.OTHER, "the proxy's token is no Base64"
            ) from error
        except Exception as error:  # the token is the proxy's, so what its parser raises is a fact
            raise _failed(error) from error
        if message is None:
            raise HandshakeFailed(ProxyAuthProblem.OTHER, "nothing is left to be said")
        self._messages += 1
        self.mechanism = inside if inside in _MECHANISMS else ""
        return f"{self.scheme} {base64.b64encode(message).decode('ascii')}"

    def close(self) -> None:
        """Forget the ticket that was got for a password."""
        self._stack.close()

    def _begin(self) -> ContextProxy:
        # It logs its messages, tickets and hashes included.
        logging.getLogger("spnego").setLevel(logging.WARNING)
        if self.scheme == ProxyAuthScheme.NTLM or BY_SYSTEM:
            return self._client(*self._own())
        ticket = self._ticket()
        if self._password is None:
            if ticket is None:
                raise HandshakeFailed(self.problem or ProxyAuthProblem.OTHER, self.detail)
            return self._client(_cached(ticket))
        if self.problem is ProxyAuthProblem.PASSWORD:
            raise HandshakeFailed(ProxyAuthProblem.PASSWORD, self.detail)
        # A cache without a ticket leaves NTLM alone, without asking the server once more.
        return self._client(_cached(ticket or Ticket("", "MEMORY:none")), *self._own())

    def _ticket(self) -> Ticket | None:
        """Find a ticket that the proxy's own Kerberos server takes; else note what is wrong."""
        if not kerberos.is_installed():
            self.problem = ProxyAuthProblem.NOT_INSTALLED
            return None
        try:
            if self._password is None:
                ticket = kerberos.session_ticket()
                self.account = ticket.account
            else:
                got = kerberos.ticket_for(self.account, self._password)
                ticket = self._stack.enter_context(got)
            # Inside Negotiate an error of Kerberos would be passed over in silence.
            self._client(_cached(ticket), protocol="kerberos").step()
        except KerberosFailed as error:
            self.problem, self.detail = error.problem, error.detail
            self.account = self.account or error.account
            return None
        except Exception as error:  # noqa: BLE001 - as `_step`
            failed = _failed(error)
            self.problem, self.detail = failed.problem, failed.detail
            return None
        return ticket

    def _own(self) -> list[Credential]:
        import spnego

        if self._password is None:
            return [spnego.CredentialCache()] if BY_SYSTEM else []
        return [spnego.Password(self.account, self._password.reveal())]

    def _client(self, *credentials: Credential, protocol: str = "") -> ContextProxy:
        import spnego

        try:
            return spnego.client(
                list(credentials),
                hostname=self._host,
                service=_SERVICE,
                protocol=protocol or self.scheme.lower(),
            )
        except Exception as error:
            raise _failed(error) from error


def _cached(ticket: Ticket) -> Credential:
    import spnego

    return spnego.KerberosCCache(ticket.cache) if ticket.cache else spnego.CredentialCache()


def _failed(error: BaseException) -> HandshakeFailed:
    if isinstance(error, HandshakeFailed):
        return error
    native = getattr(error, "base_error", None) or error
    return HandshakeFailed(kerberos.problem_of(native), kerberos.message_of(native))
