"""A report without the names in it, for people who may not give them away."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from iottly_keycheck.connection.facts.observation import Certificate
from iottly_keycheck.diagnosis.hint import Hint
from iottly_keycheck.diagnosis.report import LONGEST_BODY, LONGEST_ERROR, Report
from iottly_keycheck.diagnosis.report_builder import with_messages
from iottly_keycheck.diagnosis.sharing.identifying_names import (
    NameKind,
    ThisComputer,
    is_address,
    is_domain_name,
    names_in,
)

_IDS = frozenset({"source", "field", "fault", "reason"})
"""Arguments by which sentences are chosen, where they are such a word."""

_ROOTS = (
    r"Applications|Library|Users|Volumes|data|etc|home|media|mnt|nix|opt|private|root|run|snap|srv"
    r"|tmp|usr|var"
)
# Folders may have spaces in them, the last part of a path not.
_POSIX_PATH = (
    rf"(?:file:/{{2,3}})?(?:(?<=[\s\"'(=:/,;])|^)/(?:{_ROOTS})"
    r"(?:/(?:[^/\n:\"'<>|]+/)*[^/\s:\"'<>|,;)]*)?(?![^\W_])"
)
_WINDOWS_PATH = r"(?<![^\W_])[A-Z]:\\+(?:[^\\/\n:*?\"<>|]+\\+)*[^\\/\s:*?\"<>|,;)]*"
_SHARE = r"(?<!\\)\\\\[\w.-]+\\[^\s\"'<>|]*"
_SOURCE_FILE = re.compile(r"[/\\](\w+\.py)$")

_IPV4 = r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d)"
_GROUPS = r"(?:[0-9A-F]{0,4}:){2,7}(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9A-F]{1,4})?(?:%[\w.-]+)?"
_IPV6 = rf"\[{_GROUPS}\]|(?<![^\W_]){_GROUPS}(?![^\W_])"
_DOTTED = r"(?:(?<![^\W_])(?<!%)|(?<=%[0-9A-F]{2}))[^\W_][\w-]{0,62}(?:\.[\w-]{1,63})+"
# What is longer than RFC 5321, section 4.5.3.1.1, has it is no user name.
_MAIL_USER = r"(?<![^\W_])[\w.+-]{1,64}(?=@[\w-]+\.)(?!@(?:iottly\.com|tomorrowdata\.io))"
_URL_USER = r"(?<=://)[^\s/@\"'<>]{1,256}(?=@)"

_SHAPES = {
    "path": (NameKind.PATH, f"{_POSIX_PATH}|{_WINDOWS_PATH}|{_SHARE}"),
    "user": (NameKind.USER, f"{_URL_USER}|{_MAIL_USER}"),
    "ipv6": (NameKind.HOST, _IPV6),
    "ipv4": (NameKind.HOST, _IPV4),
    "dotted": (NameKind.HOST, _DOTTED),
}
"""Names that show what they are by their shape, wherever they stand."""

_NOBODY = ThisComputer()


def anonymize(report: Report, kinds: Collection[NameKind], here: ThisComputer = _NOBODY) -> Report:
    """Give the report with placeholders such as `[host 1]` in place of names of these kinds.

    The same name has the same placeholder everywhere; letter case does not count. Names that
    nobody can tell from other words are found by `here` and by where they stand alone elsewhere
    in the report. iottly's own hosts, and this computer's `localhost`, stay. The sentences are
    worded anew. A report is as fit to be written and read as it was.
    """
    return _Anonymizer(report, frozenset(kinds), here).report()


class _Anonymizer:
    """Takes the names out of one report."""

    def __init__(self, report: Report, kinds: frozenset[NameKind], here: ThisComputer) -> None:
        self._report = report
        self._kinds = kinds
        self._placeholders: dict[tuple[NameKind, str], str] = {}
        found = [name for name in names_in(report, here) if name.kind in kinds]
        self._known = {name.text: name.kind for name in reversed(found)}
        self._names = _any_of(sorted(self._known, key=len, reverse=True))
        self._everything = self._pattern()

    def report(self) -> Report:
        report = self._report
        response, request = report.response, report.request
        return with_messages(
            replace(
                report,
                description=self._description(),
                url=self._text(report.url),
                hints=tuple(map(self._hint, report.hints)),
                error=None if report.error is None else self._text(report.error)[:LONGEST_ERROR],
                proxy=replace(
                    report.proxy,
                    url=None if report.proxy.url is None else self._text(report.proxy.url),
                    offers=self._texts(report.proxy.offers),
                ),
                stages=tuple(
                    replace(stage, detail=self._text(stage.detail)) for stage in report.stages
                ),
                addresses=self._texts(report.addresses),
                certificate=report.certificate and self._certificate(report.certificate),
                chain=tuple(map(self._certificate, report.chain)),
                request=request and replace(request, headers=self._pairs(request.headers)),
                response=response
                and replace(
                    response,
                    headers=self._pairs(response.headers),
                    body=self._text(response.body)[:LONGEST_BODY],
                ),
                attempts=tuple(
                    replace(each, what=self._text(each.what), outcome=self._text(each.outcome))
                    for each in report.attempts
                ),
                exception=None if report.exception is None else self._text(report.exception),
            )
        )

    def _description(self) -> str | None:
        if self._report.description is None or NameKind.DESCRIPTION not in self._kinds:
            return self._report.description
        return self._placeholder(NameKind.DESCRIPTION, self._report.description)

    def _hint(self, hint: Hint) -> Hint:
        return replace(
            hint,
            args={
                name: value
                if name in _IDS and re.fullmatch(r"\w*", value)
                else self._argument(name, value)
                for name, value in hint.args.items()
            },
        )

    def _argument(self, name: str, value: str) -> str:
        if name == "issuer" and NameKind.CERTIFICATE in self._kinds:
            return self._placeholder(NameKind.CERTIFICATE, value)
        if name == "path" and NameKind.PATH in self._kinds:
            return self._placeholder(NameKind.PATH, value)
        return self._text(value)

    def _certificate(self, certificate: Certificate) -> Certificate:
        subject, issuer = (
            self._placeholder(NameKind.CERTIFICATE, name)
            if NameKind.CERTIFICATE in self._kinds
            else self._text(name)
            for name in (certificate.subject, certificate.issuer)
        )
        names = self._texts(certificate.names)
        return replace(certificate, subject=subject, issuer=issuer, names=names)

    def _texts(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(self._text, texts))

    def _pairs(self, pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple((name, self._text(value)) for name, value in pairs)

    def _text(self, text: str) -> str:
        """Take the names out of a text in one go, so that no placeholder is taken for a name."""
        return self._everything.sub(self._replacement, text)

    def _pattern(self) -> re.Pattern[str]:
        parts = [
            f"(?P<{name}>{shape})" for name, (kind, shape) in _SHAPES.items() if kind in self._kinds
        ]
        return re.compile("|".join([*parts, self._names.pattern]), re.IGNORECASE)

    def _replacement(self, found: re.Match[str]) -> str:
        text = found[0]
        match found.lastgroup:
            case "path":
                source = _SOURCE_FILE.search(text)
                folder = text[: source.start()] if source else text
                kept = f"/{source[1]}" if source else ""
                return self._placeholder(NameKind.PATH, folder) + kept
            case "user":
                return self._placeholder(NameKind.USER, text)
            case "ipv6":
                bare = text.strip("[]")
                return self._placeholder(NameKind.HOST, bare) if is_address(bare) else text
            case "ipv4" if is_address(text):
                return self._placeholder(NameKind.HOST, text)
            case "dotted" if is_domain_name(text) and not self._names.fullmatch(text):
                return self._placeholder(NameKind.HOST, text)
            case _:
                return self._names.sub(self._known_one, text)

    def _known_one(self, found: re.Match[str]) -> str:
        text = found[0]
        # As the pattern takes letter case: "ſ" is an "s" to it.
        name = next(name for name in self._known if re.fullmatch(re.escape(name), text, re.I))
        return self._placeholder(self._known[name], name)

    def _placeholder(self, kind: NameKind, text: str) -> str:
        name = kind, text.lower()
        if name not in self._placeholders:
            number = 1 + sum(other is kind for other, _ in self._placeholders)
            self._placeholders[name] = f"[{kind} {number}]"
        return self._placeholders[name]


def _any_of(names: list[str]) -> re.Pattern[str]:
    """Make a pattern of names that stand by themselves; what stands behind an escape does, too."""
    if not names:
        return re.compile(r"(?!)")
    before, after = r"(?:(?<![^\W_])|(?<=%[0-9a-f]{2}))", r"(?![^\W_])"
    return re.compile(f"{before}(?:{'|'.join(map(re.escape, names))}){after}", re.IGNORECASE)
