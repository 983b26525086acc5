"""What is typed goes before what is set: the options of `check` that stand for settings."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from iottly_keycheck.cli.exit_status import WrongUsage
from iottly_keycheck.secret import Secret
from iottly_keycheck.settings import PROXY_AUTO, PROXY_NONE, Settings

_NO_PROXY = (
    "--proxy: It has to be auto, none, or an address that begins with http://, https://,"
    " socks5:// or socks5h://"
)


@dataclass(frozen=True, slots=True)
class ProxyLogin:
    """A user name and password for the proxy, typed where others can see it."""

    name: str
    """Under which a store of secrets keeps the password: `ProxyAddress.secret_name`."""
    password: Secret


@dataclass(frozen=True, slots=True)
class Overrides:
    """Values to be used in place of settings; `None` leaves a setting as it stands.

    `proxy` has neither user name nor password in it; they are apart.
    """

    url: str | None = None
    proxy: str | None = None
    proxy_username: str = ""
    proxy_login: ProxyLogin | None = None
    pac: str | None = None
    timeout: float | None = None

    def over(self, settings: Settings) -> Settings:
        """Give the settings that apply to this run."""
        if self.proxy is not None:
            settings = replace(
                settings, proxy=self.proxy, proxy_username=self.proxy_username, pac=""
            )
        if self.pac is not None:
            settings = replace(settings, proxy=PROXY_AUTO, proxy_username="", pac=self.pac)
        return replace(
            settings,
            url=settings.url if self.url is None else self.url,
            timeout=settings.timeout if self.timeout is None else self.timeout,
        )


def from_options(
    url: str | None, proxy: str | None, pac: str | None, timeout: str | None
) -> Overrides:
    """Read the options' values. Raises `WrongUsage` for one that cannot be used."""
    return replace(
        Overrides() if proxy is None else _proxy(proxy),
        url=None if url is None else _url(url),
        pac=None if pac is None else _pac(pac),
        timeout=None if timeout is None else _timeout(timeout),
    )


def _url(text: str) -> str:
    from iottly_keycheck.connection.facts.address import AddressError, parse_api

    try:
        parse_api(text)
    except AddressError as error:
        raise _cannot_be_used("url", error.fault) from None
    return text.strip()


def _proxy(text: str) -> Overrides:
    from iottly_keycheck.connection.facts.address import AddressError, AddressFault, parse_proxy

    text = text.strip()
    if text.lower() in (PROXY_AUTO, PROXY_NONE):
        return Overrides(proxy=text.lower())
    if "://" not in text:
        # A setting may leave "http://" out; here every misspelt word would be taken for a host.
        raise WrongUsage(_NO_PROXY)
    try:
        address = parse_proxy(text)
    except AddressError as error:
        if error.fault is AddressFault.SCHEME:
            raise WrongUsage(_NO_PROXY) from None
        raise _cannot_be_used("proxy", error.fault) from None
    login = None
    if address.password:
        if not address.username:
            raise WrongUsage("--proxy: A password needs a user name in front of it.")
        login = ProxyLogin(address.secret_name(address.username), address.password)
    return Overrides(proxy=address.url, proxy_username=address.username, proxy_login=login)


def _pac(text: str) -> str:
    from urllib.parse import urlsplit

    from iottly_keycheck.connection.facts.address import AddressFault

    text = text.strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        raise _cannot_be_used("pac", AddressFault.HOST) from None
    if parts.scheme not in ("http", "https", "file"):
        raise _cannot_be_used("pac", AddressFault.SCHEME)
    if parts.scheme != "file" and not parts.hostname:
        raise _cannot_be_used("pac", AddressFault.HOST)
    return text


def _timeout(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not Settings(timeout=seconds).timeout_usable:
        raise _cannot_be_used("timeout", "range")
    return seconds


def _cannot_be_used(option: str, reason: str) -> WrongUsage:
    from iottly_keycheck.diagnosis.text import messages

    return WrongUsage(f"--{option}: {messages.unusable(option, reason)}")
