"""Who opened the window first; who comes second has that one raised and ends."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_TURN_MS = 5_000
_ANSWER_MS = 3_000
_TOKEN_BYTES = 1_000
_HEARD = b"heard\n"


class SingleInstance(QObject):
    """Listens for later starts of the program by the same user on the same list.

    Signals: `raise_requested(str)`: a later start asks for the window; the text is the activation
    token by which a Wayland desktop lets it come to the front, or empty.
    """

    raise_requested = Signal(str)

    def __init__(self, folder: Path, about: str, parent: QObject | None = None) -> None:
        """`folder` is the user's own, for the socket; `about` tells what the window is about."""
        super().__init__(parent)
        # A hash, because the path of a socket must be short.
        octets = about.encode("utf-8", "surrogatepass")
        digest = QCryptographicHash.hash(octets, QCryptographicHash.Algorithm.Sha256)
        name = f"iottly-keycheck-{bytes(digest.toHex().data()).decode()[:16]}"
        self._lock = str(folder / f"{name}.lock")
        self._name = name if os.name == "nt" else str(folder / name)
        # Who holds it is asked for by its process, not by its age.
        self._turn = QLockFile(str(folder / f"{name}.lock"))
        self._turn.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def claim(self, token: str) -> bool:
        """Be the first, or have the first one's window raised and give False.

        Where nobody answers, as after a crash, this start is the first one: it has to `listen`,
        for which later starts wait. Where nothing can be agreed on at all, it opens its window
        too: two of them do the list no harm.
        """
        if not self._turn.tryLock(_TURN_MS):
            return True
        if not _is_heard(self._name, token):
            return True
        self._turn.unlock()
        return False

    def listen(self) -> None:
        """Answer later starts from now on."""
        if not self._turn.isLocked():
            return
        # After the first paint: it takes 5 ms to load.
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(partial(self._welcome, self._server))
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        self._turn.unlock()

    def close(self) -> None:
        """Listen no more; the next start is the first one."""
        if self._server:
            self._server.close()
        self._turn.unlock()

    def _welcome(self, server: QLocalServer) -> None:
        while server.hasPendingConnections():
            socket = server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(partial(self._take, socket))
            self._take(socket)

    def _take(self, socket: QLocalSocket) -> None:
        if socket.canReadLine():
            token = bytes(socket.readLine(_TOKEN_BYTES).data()).decode("utf-8", "replace").strip()
            socket.write(_HEARD)
            socket.flush()
            socket.disconnectFromServer()
            self.raise_requested.emit(token)
        elif socket.bytesAvailable() >= _TOKEN_BYTES:
            socket.abort()


def _is_heard(name: str, token: str) -> bool:
    """Tell a window that is there what is wanted; False where none answers."""
    if not _is_ours(Path(name)):
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_ANSWER_MS):
        return False
    socket.write(token.encode("utf-8", "replace")[: _TOKEN_BYTES - 2].replace(b"\n", b"") + b"\n")
    socket.flush()
    heard = socket.canReadLine() or socket.waitForReadyRead(_ANSWER_MS)
    return heard and socket.readLine(len(_HEARD) + 1).data() == _HEARD


def _is_ours(path: Path) -> bool:
    if os.name == "nt":
        return True  # a named pipe, which lets in nobody but its owner
    try:
        return path.lstat().st_uid == os.getuid()
    except OSError:
        return False
