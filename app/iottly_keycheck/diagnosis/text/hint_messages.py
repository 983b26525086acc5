"""The sentences besides the causes: hints, origins, and why something is refused; English templates.

The places are filled after translation, by `messages`. Nothing but text stands here.
"""

from __future__ import annotations

from enum import Enum, auto

from iottly_keycheck.connection.facts.address import AddressFault
from iottly_keycheck.diagnosis.hint import HintId
from iottly_keycheck.diagnosis.rules.comparison import Comparison
from iottly_keycheck.keys.model import KeyFault, KeyListErrorCode
from iottly_keycheck.settings import FileProblem

HINTS: dict[HintId, str] = {
    HintId.WENT_DIRECT: "No proxy was used.",
    HintId.KEY_FAULT: "The text was not sent, because it cannot be a key.",
    HintId.KEY_UNUSUAL: "This key does not look like an iottly key, which has 32 digits and letters from a to f.",
    HintId.STORE_REASON: "How the keyring failed: {reason}",
    HintId.SETTING_UNUSABLE: "As written: {value}",
    HintId.URL_NOT_DOCUMENTED: "The API address in the settings ({host}) is not the documented one, api.cloud.iottly.com.",
    HintId.PASSWORD_ON_COMMAND_LINE: "A password in --proxy can be seen by others who use this computer.",
    HintId.TRUST_FROM_ENVIRONMENT: "Which certificates are trusted was set by the environment variable {variable}.",
    HintId.PROXY_FROM: "The proxy {proxy} comes from {origin}.",
    HintId.NO_PROXY_EXEMPTS: "A proxy is set, but “{entry}” in its exceptions (NO_PROXY) lets {host} go without it.",
    HintId.NO_PROXY_MISSES: "The exceptions (NO_PROXY) do not cover {host}: {entries}",
    HintId.PAC_PROBLEM: "The automatic configuration (PAC) file cannot be used: {reason}",
    HintId.PROXY_OFFERS: "The proxy offers these ways to sign in: {offers}.",
    HintId.PROXY_ANSWERED: "The proxy answered {status} {reason}",
    HintId.PROXY_PASSWORD_IN_CLEAR: "The password went to the proxy unencrypted or hardly protected, as this way of signing in does.",
    HintId.SIGNED_IN: "Signed in to the proxy by {way} as {account}.",
    HintId.SIGN_IN_REFUSED: "The proxy refuses {account}, who was to be signed in by {way}.",
    HintId.SIGN_IN_NOT_TAKEN: "The proxy does not go on with signing in by {way}; the password was not sent that way.",
    HintId.SIGN_IN_WITHHELD: "The password of {account} was refused before, so it was not sent again: accounts get locked. To have the same password tried once more, start this program anew.",
    HintId.SIGN_IN_FAILED: "Signing in does not work: {detail}",
    HintId.KERBEROS_NOT_INSTALLED: "Signing in by Kerberos is not installed with this program.",
    HintId.KERBEROS_NO_TICKET: "There is no Kerberos ticket on this computer. If your company uses them, log in again, or get one with “kinit”.",
    HintId.KERBEROS_TICKET_EXPIRED: "The Kerberos ticket of {account} has expired. Log in again, or get a new one with “kinit”.",
    HintId.KERBEROS_CLOCK: "Kerberos does not work because the clock of this computer is off by more than five minutes.",
    HintId.KERBEROS_REALM: "The Kerberos server for {account} cannot be found, or it does not know this proxy: the realm may be the wrong one. ({detail})",
    HintId.KERBEROS_UNREACHABLE: "No Kerberos server answers. ({detail})",
    HintId.KERBEROS_PASSWORD: "The Kerberos server does not accept the password of {account}.",
    HintId.TUNNEL_BROKE: "The proxy {proxy} made the connection, which then failed behind it.",
    HintId.DIRECT_WORKS: "Without the proxy the connection works.",
    HintId.DIRECT_FAILS_TOO: "Without the proxy the connection fails too.",
    HintId.PROXY_WORKS: "Through the proxy {proxy} the connection works.",
    HintId.PROXY_FAILS_TOO: "Through the proxy {proxy} the connection fails too.",
    HintId.CLOCK_OFF: "The clock of this computer is off by {minutes} minutes: by the other side's clock it is {time} (UTC).",
    HintId.ADDRESSES_FAILED: "These addresses of {host} did not answer: {addresses}.",
    HintId.ISSUED_BY: "The certificate was issued by {issuer}, which this computer does not trust.",
    HintId.NO_TRUST_STORE: "This computer has no list of authorities to trust; on Linux the package {package} brings it.",
    HintId.SECURITY_PRODUCT: "This is typical of {product}, security software that opens secure connections.",
    HintId.PORTAL_SEEN: "Without encryption a sign-in page answers: this network probably wants you to sign in first. Open any web page in your browser.",
    HintId.CERTIFICATE_FOR: "The certificate is for {names}.",
    HintId.CERTIFICATE_DATES: "The certificate is valid from {not_before} to {not_after}.",
    HintId.REDIRECTED_TO: "The answer points to {location}",
    HintId.RETRY_AFTER: "iottly asks us to wait: {value} (seconds, or until that time).",
    HintId.STATUS_IN_BODY: "The answer itself says status {status}.",
}

ORIGINS: dict[str, str] = {
    "setting": "Settings",
    "environment": "the environment variable {variable}",
    "system": "this computer's network settings",
    "pac": "the automatic configuration (PAC) file",
    "none": "nowhere",
}
PROXY_IN_USE = "{proxy}, from {origin}"
PROXY_NONE = "none"
PROXY_NONE_BECAUSE: dict[str, str] = {
    "setting": "none, as the settings say",
    "nothing_configured": "none: this computer has no proxy set",
    "no_proxy": "none: {host} is an exception (NO_PROXY)",
    "loopback": "none: the service is on this computer",
    "pac": "none, as the automatic configuration (PAC) file says",
    "pac_unusable": "none: the automatic configuration (PAC) file cannot be used",
}


class ProxyStep(Enum):
    """A step in the choice of a proxy."""

    SETTINGS_NONE = auto()
    SETTINGS_PROXY = auto()
    SETTINGS_AUTO = auto()
    ENVIRONMENT_NONE = auto()
    ENVIRONMENT_PROXY = auto()
    SYSTEM_NONE = auto()
    SYSTEM_PROXY = auto()
    PAC_DIRECT = auto()
    PAC_PROXY = auto()
    LOOPBACK = auto()
    ANSWERED = auto()


PROXY_STEPS: dict[ProxyStep, str] = {
    ProxyStep.SETTINGS_NONE: "The settings of this program say: no proxy.",
    ProxyStep.SETTINGS_PROXY: "The settings of this program name the proxy {proxy}.",
    ProxyStep.SETTINGS_AUTO: "The settings of this program leave it to this computer.",
    ProxyStep.ENVIRONMENT_NONE: "The environment variables HTTPS_PROXY and ALL_PROXY name no proxy.",
    ProxyStep.ENVIRONMENT_PROXY: "The environment variable {variable} names the proxy {proxy}.",
    ProxyStep.SYSTEM_NONE: "This computer's network settings name no proxy.",
    ProxyStep.SYSTEM_PROXY: "This computer's network settings name the proxy {proxy}.",
    ProxyStep.PAC_DIRECT: "The automatic configuration (PAC) file says: without a proxy.",
    ProxyStep.PAC_PROXY: "The automatic configuration (PAC) file names the proxy {proxy}.",
    ProxyStep.LOOPBACK: "The service is on this computer, which no proxy is asked for.",
    ProxyStep.ANSWERED: "The proxy answered {status} to the request for a connection (CONNECT).",
}

UNUSABLE: dict[tuple[str, str], str] = {
    ("", AddressFault.EMPTY): "It is empty.",
    ("", AddressFault.CHARACTERS): "It has a space or a control character in it.",
    ("url", AddressFault.SCHEME): "It has to begin with https://",
    (
        "proxy",
        AddressFault.SCHEME,
    ): "It has to begin with http://, https://, socks5:// or socks5h://",
    ("pac", AddressFault.SCHEME): "It has to begin with http://, https:// or file://",
    ("", AddressFault.SCHEME): "It does not begin with a known protocol.",
    ("", AddressFault.HOST): "The name of the computer in it is not a possible one.",
    ("", AddressFault.PORT): "The port has to be a number from 1 to 65535.",
    ("", AddressFault.CREDENTIALS): "It must not have a user name or password in it.",
    ("", AddressFault.QUERY): "It must not have a “?” or “#” in it.",
    ("proxy", AddressFault.PATH): "It must end after the port.",
    ("", AddressFault.PATH): "It has characters that an address cannot have.",
    (
        "",
        AddressFault.PLAIN_HTTP,
    ): "It has to begin with https://, or your key would be sent unencrypted.",
    ("timeout", "range"): "It has to be a number of seconds from 1 to 120.",
}

KEY_LIST_ERRORS: dict[tuple[KeyListErrorCode, str], str] = {
    (KeyListErrorCode.DESCRIPTION_EMPTY, ""): "Describe your API key first: who or what uses it?",
    (
        KeyListErrorCode.DESCRIPTION_TOO_LONG,
        "",
    ): "The description is too long: {limit} characters at most.",
    (
        KeyListErrorCode.DESCRIPTION_CHARACTERS,
        "",
    ): "The description has characters that cannot be shown.",
    (KeyListErrorCode.DESCRIPTION_TAKEN, ""): "There is a key called “{description}” already.",
    (
        KeyListErrorCode.DESCRIPTION_HOLDS_KEY,
        "",
    ): "The description contains the key itself. Use a name, so that the key stays secret.",
    (KeyListErrorCode.KEY_MALFORMED, KeyFault.EMPTY): "Paste the API key first.",
    (
        KeyListErrorCode.KEY_MALFORMED,
        KeyFault.PLACEHOLDER,
    ): "This is the placeholder from the documentation. Put your own key in its place.",
    (
        KeyListErrorCode.KEY_MALFORMED,
        KeyFault.WHITE_SPACE,
    ): "This cannot be a key: there is a space or a line break inside it.",
    (
        KeyListErrorCode.KEY_MALFORMED,
        KeyFault.QUOTES,
    ): "This cannot be a key: there is a quotation mark inside it.",
    (
        KeyListErrorCode.KEY_MALFORMED,
        KeyFault.CHARACTERS,
    ): "This cannot be a key: it has characters other than plain letters, digits and signs.",
    (KeyListErrorCode.KEY_MALFORMED, KeyFault.TOO_LONG): "This cannot be a key: it is too long.",
    (KeyListErrorCode.KEY_KNOWN, ""): "This key is in the list already, as “{description}”.",
    (KeyListErrorCode.KEY_UNKNOWN, ""): "This key is not in the list any more.",
    (
        KeyListErrorCode.LIST_NEWER,
        "",
    ): "The key list was written by a newer version of this program. It was left as it is: {path}",
    (
        KeyListErrorCode.LIST_DAMAGED,
        "",
    ): "The key list cannot be read, and not be put right either. It was left as it is: {path}",
    (KeyListErrorCode.LIST_NOT_WRITABLE, ""): "The key list cannot be written: {path} ({detail})",
    (
        KeyListErrorCode.LIST_BUSY,
        "",
    ): "Another program is using the key list. Try again in a moment: {path}",
}

LIST_PROBLEM = "The key list was damaged. What could be read is in a new one (keys: {keys}, results: {checks}). The damaged list is kept as {kept_as}."

COMPARISONS: dict[Comparison, str] = {
    Comparison.BOTH_WORK: "This key works both through the proxy and without it.",
    Comparison.ONLY_DIRECT_WORKS: "This key works without the proxy, but not through it: the proxy is in the way.",
    Comparison.ONLY_PROXY_WORKS: "This key works through the proxy, but not without it: this network needs the proxy.",
    Comparison.ONLY_DIRECT_REACHES: "Without the proxy iottly answers, through the proxy it does not: the proxy is in the way.",
    Comparison.ONLY_PROXY_REACHES: "Through the proxy iottly answers, without the proxy it does not: this network needs the proxy.",
    Comparison.BOTH_FAIL_ALIKE: "It fails in the same way with and without the proxy: the proxy is not the reason.",
    Comparison.BOTH_FAIL: "It fails both ways, each for a reason of its own.",
    Comparison.NO_PROXY: "No proxy applies here, so both ways were the same.",
}

EMAIL_SUBJECT = "iottly API: {headline}"
EMAIL_CAUSE = "Cause: {cause}"
EMAIL_CHECKED = "Checked at: {moment}"
EMAIL_API = "API: {url}"
EMAIL_STATUS = "HTTP status: {status}"
EMAIL_ERROR = "Error, as the API gives it: {error}"
EMAIL_PROXY = "Proxy: {proxy}"
EMAIL_ATTACHED = "The whole report is attached. No key and no password is in it."

FILE_PROBLEMS: dict[tuple[FileProblem, bool], str] = {
    (
        FileProblem.UNREADABLE,
        False,
    ): "The settings file {path} cannot be opened; the defaults are used.",
    (FileProblem.DAMAGED, False): "The settings file {path} cannot be read; the defaults are used.",
    (
        FileProblem.DAMAGED,
        True,
    ): "The settings file {path} could not be read; the defaults are used. It is kept as {kept_as}.",
}
