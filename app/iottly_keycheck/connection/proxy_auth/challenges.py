"""What a proxy asks for before it lets somebody through: `Proxy-Authenticate`, read.

The form is RFC 9110, section 11.6.1. Nothing that a proxy may send there raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_QUOTED = r'"(?:[^"\\]|\\.)*"'
# A comma inside a quoted text separates nothing (RFC 9110, section 5.6.4).
_ELEMENT = re.compile(rf"(?:{_QUOTED}|[^,])+")
_PARAMETER = re.compile(rf"({_TOKEN})\s*=\s*({_QUOTED}|{_TOKEN})")
_SCHEME = re.compile(rf"({_TOKEN})(?:\s+(.*))?", re.DOTALL)
_FOLD = re.compile(r"[\r\n]+[ \t]*")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Challenge:
    """One way to sign in that is offered, or the next step of one that is under way.

    `token` is a handshake's (token68); the names of `parameters` are in lower case.
    """

    scheme: str
    token: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)

    def is_of(self, scheme: str) -> bool:
        """Tell whether it is of that scheme, letter case aside."""
        return self.scheme.lower() == scheme.lower()


def read(headers: Iterable[str]) -> tuple[Challenge, ...]:
    """Read the values of `Proxy-Authenticate` headers; what is no challenge is left out."""
    return tuple(challenge for header in headers for challenge in _read(header))


def schemes(challenges: Iterable[Challenge]) -> tuple[str, ...]:
    """Give the names of the schemes, each once."""
    return tuple(dict.fromkeys(challenge.scheme for challenge in challenges))


def _read(header: str) -> Iterator[Challenge]:
    scheme, token, parameters = "", "", dict[str, str]()
    for element in _ELEMENT.findall(_FOLD.sub(" ", header)):
        text = element.strip()
        if parameter := _PARAMETER.fullmatch(text):
            parameters.setdefault(parameter[1].lower(), _unquoted(parameter[2]))
        elif begun := _SCHEME.fullmatch(text):
            if scheme:
                yield Challenge(scheme, token, parameters)
            scheme, token, parameters = begun[1], "", {}
            rest = (begun[2] or "").strip()
            if parameter := _PARAMETER.fullmatch(rest):
                parameters[parameter[1].lower()] = _unquoted(parameter[2])
            else:
                token = rest
    if scheme:
        yield Challenge(scheme, token, parameters)


def _unquoted(value: str) -> str:
    return _ESCAPED.sub(r"\1", value[1:-1]) if value.startswith('"') else value
