"""The sentences of every cause: English templates with named places, keyed by cause and kind.

The places are filled after translation, by `messages`. Nothing but text stands here.
"""

from __future__ import annotations

from dataclasses import dataclass

from iottly_keycheck.cause import Cause, Party
from iottly_keycheck.diagnosis.hint import HintId
from iottly_keycheck.keys.model import KeyFault


@dataclass(frozen=True, slots=True)
class CauseMessage:
    """What a person reads: one sentence that says what is the matter, and the steps to take."""

    headline: str
    steps: tuple[str, ...] = ()


def _message(headline: str, *steps: str) -> CauseMessage:
    return CauseMessage(headline, steps)


REPORT_TO_IT = "Send the report to your IT department."
REPORT_TO_IOTTLY = (
    "If it goes on, send the report to iottly support: iottly-support@tomorrowdata.io."
)
TEST_AGAIN = "Test again."
TRY_LATER = "Wait a few minutes and test again."
OTHER_NETWORK = "If you can, try another network, a phone's hotspot for instance: if it works there, this network is the reason."
COPY_AGAIN = "Copy the key again on iottly: open your project, press OPEN at the top right, and look under “Manage API keys”."

CAUSES: dict[tuple[Cause, str], CauseMessage] = {
    (Cause.OK, ""): _message("This key works."),
    (Cause.OK, "remark"): _message("This key works, with a remark."),
    # the key
    (Cause.KEY_MALFORMED, ""): _message(
        "This text cannot be an API key, so nothing was sent.", COPY_AGAIN
    ),
    (Cause.KEY_MALFORMED, KeyFault.EMPTY): _message(
        "There is no key in this text, so nothing was sent.", COPY_AGAIN
    ),
    (Cause.KEY_MALFORMED, KeyFault.PLACEHOLDER): _message(
        "This is the placeholder from the documentation, not a key.", COPY_AGAIN
    ),
    (Cause.KEY_MALFORMED, KeyFault.WHITE_SPACE): _message(
        "There is a space or a line break inside this key, so nothing was sent.",
        "Make sure that you copied one key only, from its first to its last character.",
        COPY_AGAIN,
    ),
    (Cause.KEY_MALFORMED, KeyFault.TOO_LONG): _message(
        "This text is too long for an API key, so nothing was sent.", COPY_AGAIN
    ),
    (Cause.KEY_MISSING, ""): _message(
        "The list has this description, but its key is gone from the place where it was kept.",
        "Delete the entry and add the key again.",
        COPY_AGAIN,
    ),
    (Cause.KEY_REJECTED, ""): _message(
        "iottly does not accept this key.",
        "Look under “Manage API keys” on iottly whether this key is still there; it may have been deleted.",
        "If it is there, copy it again and add it here in place of this one.",
        "If it is gone, create a new API key on iottly and use that.",
    ),
    (Cause.KEY_FORBIDDEN, ""): _message(
        "iottly knows this key, but the key has no permission for this.",
        "Ask whoever manages your iottly project whether this key may use the API.",
        "Or create a new API key on iottly and use that.",
        REPORT_TO_IOTTLY,
    ),
    (Cause.HEADER_NOT_ACCEPTED, ""): _message(
        "The key is good, but iottly does not accept it in the way its documentation says.",
        "Send the report to iottly support: iottly-support@tomorrowdata.io.",
        "Until then, programs can send the key in a header named “Authorization”.",
    ),
    # this computer
    (Cause.KEYRING_UNAVAILABLE, ""): _message(
        "This computer has no keyring, the safe place where keys are kept.",
        "Install and start a keyring: GNOME Keyring, KWallet or KeePassXC.",
        "Start this program from the desktop, not from a remote or administrator's session.",
    ),
    (Cause.KEYRING_LOCKED, ""): _message(
        "The keyring on this computer is locked.",
        "Test again, and answer the window that asks for the keyring's password (often the one that you log in with).",
        "If no window appears, log out of this computer, log in again, and test again.",
    ),
    (Cause.KEYRING_ERROR, ""): _message(
        "The keyring on this computer does not work as it should.",
        "Log out of this computer, log in again, and test again.",
        "If that does not help, send the report to whoever looks after this computer.",
    ),
    (Cause.SETTINGS_INVALID, ""): _message(
        "A setting cannot be used as it is written.", "Open Settings and correct it.", TEST_AGAIN
    ),
    (Cause.SETTINGS_INVALID, "url"): _message(
        "The API address in the settings cannot be used: {reason}",
        "Open Settings and correct the API address, or press “Use defaults”.",
        TEST_AGAIN,
    ),
    (Cause.SETTINGS_INVALID, "proxy"): _message(
        "The proxy in the settings cannot be used: {reason}",
        "Open Settings and correct the proxy, or choose “Automatic”.",
        TEST_AGAIN,
    ),
    (Cause.SETTINGS_INVALID, "proxy_environment"): _message(
        "The proxy in this computer's environment variable {variable} cannot be used: {reason}",
        "Ask whoever looks after this computer to correct the variable {variable}.",
        "Or open Settings and choose the proxy there.",
    ),
    (Cause.SETTINGS_INVALID, "proxy_system"): _message(
        "The proxy in this computer's network settings cannot be used: {reason}",
        "Correct the proxy in the network settings of this computer.",
        "Or open Settings and choose the proxy there.",
    ),
    (Cause.SETTINGS_INVALID, "pac"): _message(
        "The address of the proxy configuration (PAC) file cannot be used: {reason}",
        "Correct the address of the PAC file.",
        TEST_AGAIN,
    ),
    (Cause.SETTINGS_INVALID, "timeout"): _message(
        "The time limit in the settings cannot be used: {reason}",
        "Open Settings and correct the time limit, or press “Use defaults”.",
        TEST_AGAIN,
    ),
    (Cause.OFFLINE, ""): _message(
        "This computer is not connected to any network.",
        "Connect to a network: plug in the cable, or switch Wi-Fi on and aeroplane mode off.",
        TEST_AGAIN,
    ),
    (Cause.CLOCK_WRONG, ""): _message(
        "The date or time of this computer is wrong, so it cannot verify who answers.",
        "Set the date and time of this computer to automatic.",
        TEST_AGAIN,
    ),
    # the network
    (Cause.DNS_NAME_NOT_FOUND, ""): _message(
        "The name {host} cannot be found from this network.",
        "Make sure that the API address in the settings is right.",
        "Ask your IT department whether {host} has to be resolved in this network, or whether you need a proxy or VPN.",
        OTHER_NETWORK,
    ),
    (Cause.DNS_UNAVAILABLE, ""): _message(
        "This network's name service (DNS) does not answer properly.",
        "Check whether any web site opens in your browser.",
        "Disconnect from the network and connect again; restart the router if it is yours.",
        "If it goes on, tell your IT department that DNS fails for {host}, and send them the report.",
    ),
    (Cause.DNS_BLOCKED, ""): _message(
        "This network's name service (DNS) blocks {host}.",
        "Ask your IT department to allow {host}: a DNS filter gives a false address for it.",
        "If you run an ad blocker or parental control, allow {host} there.",
        OTHER_NETWORK,
    ),
    (Cause.CONNECTION_REFUSED, ""): _message(
        "The connection to {host} is refused.",
        "Make sure that the API address in the settings is right.",
        "Ask your IT department whether a firewall refuses connections to {host}.",
        OTHER_NETWORK,
    ),
    (Cause.CONNECTION_TIMEOUT, ""): _message(
        "{host} does not answer: the connection gets no reply.",
        "Check whether any web site opens in your browser.",
        "Ask your IT department whether a firewall drops connections to {host}, or whether you need a proxy.",
        OTHER_NETWORK,
    ),
    (Cause.CONNECTION_RESET, ""): _message(
        "The connection to {host} is broken off before it is secured.",
        "Ask your IT department whether a firewall or filter breaks connections to {host}.",
        OTHER_NETWORK,
        "Send them the report.",
    ),
    (Cause.NETWORK_UNREACHABLE, ""): _message(
        "A router or firewall says that there is no way to {host}.",
        "If you use a VPN, connect it and test again.",
        "Ask your IT department to allow the way to {host}.",
        OTHER_NETWORK,
    ),
    (Cause.TLS_UNTRUSTED, ""): _message(
        "Somebody this computer does not trust answers in place of {host}.",
        "Do not enter your key anywhere else on this network for now; this program did not send it.",
        "Ask your IT department whether security software opens secure connections here, and to install its certificate on this computer.",
        OTHER_NETWORK,
    ),
    (Cause.TLS_UNTRUSTED, HintId.NO_TRUST_STORE): _message(
        "This computer trusts nobody yet: its list of certificate authorities is missing, so no secure connection can be verified.",
        "Install the package ca-certificates, or ask your IT department to (on Debian and Ubuntu: sudo apt-get install ca-certificates).",
        "Test again.",
    ),
    (Cause.TLS_EXPIRED, ""): _message(
        "The certificate of {host} has expired.",
        "Check that the date of this computer is right.",
        "Send the report to iottly support: iottly-support@tomorrowdata.io.",
    ),
    (Cause.TLS_NOT_YET_VALID, ""): _message(
        "The certificate of {host} is not valid yet.",
        "Check that the date of this computer is right.",
        "Send the report to iottly support: iottly-support@tomorrowdata.io.",
    ),
    (Cause.TLS_WRONG_HOST, ""): _message(
        "Another server answers in place of {host}.",
        "Make sure that the API address in the settings is right.",
        "If this is a guest or hotel Wi-Fi, open any web page in your browser and sign in.",
        REPORT_TO_IT,
    ),
    (Cause.TLS_HANDSHAKE_FAILED, ""): _message(
        "No secure connection to {host} could be agreed on.",
        "Ask your IT department whether security software or a filter stands in between.",
        OTHER_NETWORK,
        REPORT_TO_IOTTLY,
    ),
    (Cause.TLS_NOT_SPOKEN, ""): _message(
        "What answers at {host} does not speak a secure protocol.",
        "Make sure that the API address in the settings is right, its port too.",
        "If this is a guest or hotel Wi-Fi, open any web page in your browser and sign in.",
        REPORT_TO_IT,
    ),
    (Cause.TLS_TIMEOUT, ""): _message(
        "{host} can be reached, but securing the connection never ends.",
        "Ask your IT department whether a firewall or filter holds connections to {host}.",
        OTHER_NETWORK,
    ),
    (Cause.CAPTIVE_PORTAL, ""): _message(
        "This network wants you to sign in before it lets you out.",
        "Open any web page in your browser; the network's sign-in page appears. Sign in there.",
        TEST_AGAIN,
    ),
    (Cause.BLOCKED_BY_FILTER, ""): _message(
        "A web filter in this network blocks {host}.",
        "Ask your IT department to allow {host} in the web filter, and send them the report.",
        OTHER_NETWORK,
    ),
    (Cause.REDIRECTED, ""): _message(
        "{host} sends us on to another address, which the iottly API never does.",
        "Make sure that the API address in the settings is right.",
        REPORT_TO_IT,
    ),
    # the service
    (Cause.RESPONSE_TIMEOUT, ""): _message(
        "iottly was reached, but its answer did not come in time.",
        TRY_LATER,
        "Allow more time in Settings.",
        REPORT_TO_IOTTLY,
    ),
    (Cause.RESPONSE_CUT_OFF, ""): _message(
        "iottly was reached, but its answer broke off.", TRY_LATER, REPORT_TO_IOTTLY
    ),
    (Cause.UNEXPECTED_RESPONSE, ""): _message(
        "Something answers at {host}, but not as the iottly API does.",
        "Make sure that the API address in the settings is right.",
        OTHER_NETWORK,
        REPORT_TO_IOTTLY,
    ),
    (Cause.NOT_FOUND, ""): _message(
        "{host} answers, but there is no iottly API at this address.",
        "Make sure that the API address in the settings is right; the documented one is https://api.cloud.iottly.com/v1.0.",
        REPORT_TO_IOTTLY,
    ),
    (Cause.RATE_LIMITED, ""): _message(
        "iottly asks us to slow down: there were too many requests.",
        TRY_LATER,
        "Find out which program calls the API so often with your keys.",
    ),
    (Cause.API_ERROR, ""): _message(
        "iottly answers with an error.",
        "Read the error that iottly gives below.",
        TRY_LATER,
        REPORT_TO_IOTTLY,
    ),
    (Cause.SERVER_ERROR, ""): _message(
        "iottly has a fault of its own at the moment (HTTP {status}).", TRY_LATER, REPORT_TO_IOTTLY
    ),
    (Cause.SERVICE_UNAVAILABLE, ""): _message(
        "iottly is not available at the moment.", TRY_LATER, REPORT_TO_IOTTLY
    ),
    # the proxy
    (Cause.PROXY_NAME_NOT_FOUND, ""): _message(
        "The name of the proxy, {proxy_host}, cannot be found.",
        "If the proxy belongs to your company's network, connect to it or to its VPN.",
        "Check the proxy's address for a typing mistake; it comes from {origin}.",
        "Ask your IT department for the proxy's address.",
    ),
    (Cause.PROXY_REFUSED, ""): _message(
        "No proxy is running at {proxy}.",
        "Check the proxy's address and port for a typing mistake; it comes from {origin}.",
        "If a program on this computer is the proxy, start it.",
        "Ask your IT department for the proxy's address.",
    ),
    (Cause.PROXY_UNREACHABLE, ""): _message(
        "There is no way from here to the proxy {proxy}.",
        "If the proxy belongs to your company's network, connect to it or to its VPN.",
        "Ask your IT department whether the proxy's address is right; it comes from {origin}.",
    ),
    (Cause.PROXY_TIMEOUT, ""): _message(
        "The proxy {proxy} does not answer.",
        "If the proxy belongs to your company's network, connect to it or to its VPN.",
        "Ask your IT department whether the proxy is running; its address comes from {origin}.",
    ),
    (Cause.PROXY_AUTH_REQUIRED, ""): _message(
        "The proxy asks for a user name and a password.",
        "Open Settings, Proxy, and type the user name and password that you use at work.",
        TEST_AGAIN,
        "If you have none, send the report to your IT department.",
    ),
    (Cause.PROXY_AUTH_REJECTED, ""): _message(
        "The proxy does not accept the user name and password.",
        "Open Settings, Proxy, and type your user name and password again. Do not try too often: accounts get locked.",
        "If you changed your password at work lately, use the new one.",
        REPORT_TO_IT,
    ),
    (Cause.PROXY_AUTH_REJECTED, "kerberos"): _message(
        "The proxy does not let you in by your company's sign-in (Kerberos).",
        "Log out of this computer, log in again, and test again.",
        "Or open Settings, Proxy, and type the user name and password that you use at work.",
        REPORT_TO_IT,
    ),
    (Cause.PROXY_AUTH_REJECTED, "clock"): _message(
        "The proxy does not let you in, because the clock of this computer is wrong.",
        "Set the date and time of this computer to automatic.",
        TEST_AGAIN,
    ),
    (Cause.PROXY_AUTH_UNSUPPORTED, ""): _message(
        "The proxy wants you to sign in by a method that this program does not have.",
        "Ask your IT department to let {host} through without signing in, or to offer Negotiate, NTLM, Digest or Basic.",
        REPORT_TO_IT,
    ),
    (Cause.PROXY_DENIED, ""): _message(
        "The proxy does not allow the way to {host}.",
        "Ask your IT department to allow {host} on the proxy, and send them the report.",
    ),
    (Cause.PROXY_UPSTREAM_FAILED, ""): _message(
        "The proxy works, but it cannot reach {host}.",
        TRY_LATER,
        "Tell your IT department that the proxy {proxy} cannot reach {host}, and send them the report.",
    ),
    (Cause.PROXY_NOT_A_PROXY, ""): _message(
        "What answers at {proxy} is not the kind of proxy that is set.",
        "Check the proxy's address, port and kind; it comes from {origin}.",
        "Ask your IT department for the proxy's address.",
    ),
    (Cause.PROXY_TLS_FAILED, ""): _message(
        "No secure connection to the proxy {proxy} could be made.",
        "Check whether the proxy's address should begin with http:// instead of https://; it comes from {origin}.",
        "Ask your IT department about the proxy's certificate, and send them the report.",
    ),
    (Cause.PROXY_STRIPS_KEY, ""): _message(
        "The proxy takes your key out of the request on its way to iottly.",
        "Ask your IT department to let the header “Authentication” through to {host}, and send them the report.",
    ),
    (Cause.PROXY_REQUIRED, ""): _message(
        "The way to iottly leads through a proxy here, and this test went without.",
        "Open Settings, Proxy, and choose “Automatic”.",
        "If {host} stands in NO_PROXY, ask your IT department to take it out.",
    ),
    (Cause.PAC_UNUSABLE, ""): _message(
        "The automatic proxy configuration (PAC file) cannot be used.",
        "Ask your IT department for the proxy's address, and set it in Settings, Proxy.",
        REPORT_TO_IT,
    ),
    # neither
    (Cause.CANCELLED, ""): _message("The test was stopped.", "Test again when you like."),
    (Cause.INTERNAL_ERROR, ""): _message(
        "This program made a mistake of its own.",
        "Test again; if it happens again, send the report to iottly support: iottly-support@tomorrowdata.io.",
    ),
}

PARTIES: dict[Party | None, str] = {
    Party.KEY: "Whoever manages your API keys on iottly can fix this.",
    Party.COMPUTER: "You, or whoever looks after this computer, can fix this.",
    Party.NETWORK: "Your IT department, or whoever runs this network, can fix this.",
    Party.PROXY: "Your IT department, or you, can fix this.",
    Party.SERVICE: "iottly can fix this.",
    Party.PROGRAM: "The makers of this program can fix this.",
    None: "",
}
KEY_NOT_SENT = "Your key was not sent."
KEY_SENT = "Your key was sent to {host} alone."
