"""What the operating system says about a proxy.

Windows and macOS are asked through Qt, which lets them evaluate their PAC files themselves; this
is the only place outside the window that knows Qt, and it is not loaded on Linux.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from iottly_keycheck.connection.proxy_choice.route import SystemProxy


def ask_system(url: str) -> SystemProxy:
    """Ask for the proxy that applies to the URL. May block: Windows looks for a PAC file."""
    if sys.platform in ("win32", "darwin"):
        return _ask_qt(url)
    from iottly_keycheck.connection.proxy_choice.desktop_proxy import (
        ask_desktop,  # where one asks at all
    )

    return ask_desktop(os.environ, Path.home())


def _ask_qt(url: str) -> SystemProxy:
    from PySide6.QtCore import QUrl  # see the module's docstring
    from PySide6.QtNetwork import (
        QNetworkProxy,
        QNetworkProxyFactory,
        QNetworkProxyQuery,
    )

    schemes = {
        QNetworkProxy.ProxyType.HttpProxy: "http",
        QNetworkProxy.ProxyType.HttpCachingProxy: "http",
        QNetworkProxy.ProxyType.Socks5Proxy: "socks5h",
    }
    proxies = QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(url)))
    first = proxies[0] if proxies else QNetworkProxy(QNetworkProxy.ProxyType.NoProxy)
    scheme = schemes.get(first.type())
    if scheme is None:
        return SystemProxy()
    host = first.hostName()
    name = f"[{host}]" if ":" in host else host
    return SystemProxy(f"{scheme}://{name}:{first.port()}", variable="system")
