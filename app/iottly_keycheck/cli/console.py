"""Standard output and standard error, safe for whatever text goes there."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from collections.abc import Callable, Mapping
from enum import Enum
from typing import TextIO

from iottly_keycheck.cli.exit_status import PROGRAM
from iottly_keycheck.deadline import start_thread
from iottly_keycheck.diagnosis.text.control_chars import escape_control_chars


class OutputFailed(Exception):  # named for what happened
    """Standard output cannot be written, a full disk for instance; the text says why."""


class Mark(Enum):
    """How a line begins that says how a check ended: sign, its stand-in in ASCII, colour (SGR)."""

    WORKS = "✓", "+", "32"
    REMARK = "!", "!", "33"
    PROBLEM = "✗", "x", "31"
    STOPPED = "–", "-", "33"


def _printable_ascii(character: str) -> bool:
    return character.isascii() and character.isprintable()


def _json_escape(character: str) -> str:
    return json.dumps(character)[1:-1]


class Console:
    """Where a command's words go. A reader that has gone away is no error."""

    def __init__(
        self, out: TextIO | None, err: TextIO | None, environment: Mapping[str, str]
    ) -> None:
        self._out = out
        self._err = err
        self._reader_gone = False
        for stream in (out, err):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        self._coloured = (
            out is not None
            and out.isatty()
            and not environment.get("NO_COLOR")
            and environment.get("TERM") != "dumb"
            and sys.platform != "win32"  # an old console there shows the sequences
        )

    @property
    def reader_gone(self) -> bool:
        """Whether whoever read standard output has gone away."""
        return self._reader_gone

    def when_reader_goes(self, tell: Callable[[], None]) -> None:
        """Call that, on another thread, as soon as nobody reads standard output any more.

        Only the reader of a pipe can go unnoticed, and only POSIX tells.
        """
        try:
            descriptor = -1 if self._out is None else self._out.fileno()
            is_pipe = descriptor >= 0 and stat.S_ISFIFO(os.fstat(descriptor).st_mode)
        except OSError:
            return
        if not is_pipe or sys.platform == "win32":
            return
        import select

        poll = select.poll()
        poll.register(descriptor, 0)  # an error is always told (poll(2))

        def wait() -> None:
            poll.poll()
            self._reader_gone = True
            tell()

        start_thread(wait, name="reader of standard output")

    def line(self, text: str = "", mark: Mark | None = None) -> None:
        """Say one line on standard output."""
        start = "" if mark is None else f"{self._shown(mark)} "
        self._print(f"{start}{escape_control_chars(text)}\n")

    def document(self, json_text: str) -> None:
        """Give a whole JSON document out, and a line end.

        JSON lets any character be an escape (RFC 8259, section 7): so are those that are not
        printable, and all beyond ASCII where the output is not UTF-8.
        """
        kept = str.isprintable if self._is_utf8() else _printable_ascii
        self._print(
            "".join(
                character if kept(character) or character == "\n" else _json_escape(character)
                for character in f"{json_text}\n"
            )
        )

    def warn(self, text: str) -> None:
        """Say one line on standard error."""
        if self._err is not None:
            try:
                self._err.write(f"{escape_control_chars(text)}\n")
                self._err.flush()
            except OSError:
                self._err = None  # there is nobody left who could be told

    def refuse(self, sentence: str) -> None:
        """Say on standard error why the program does not go on."""
        self.warn(f"{PROGRAM}: {sentence}")

    def _print(self, text: str) -> None:
        if self._out is None:
            return
        try:
            self._out.write(text)
            self._out.flush()
        except BrokenPipeError:
            self._reader_gone = True
            self._abandon_output(self._out)
        except OSError as error:
            self._abandon_output(self._out)
            raise OutputFailed(error.strerror or "") from None

    def _abandon_output(self, out: TextIO) -> None:
        # Python writes what is left at its end, and complains if that fails (library reference,
        # "signal", note on SIGPIPE).
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, out.fileno())
        os.close(nowhere)
        self._out = None

    def _is_utf8(self) -> bool:
        return getattr(self._out, "encoding", None) in ("utf-8", "UTF-8", "utf8")

    def _shown(self, mark: Mark) -> str:
        sign, stand_in, colour = mark.value
        shown = sign if self._can_show(sign) else stand_in
        return f"\x1b[{colour}m{shown}\x1b[0m" if self._coloured else shown

    def _can_show(self, sign: str) -> bool:
        try:
            sign.encode(getattr(self._out, "encoding", None) or "ascii")
        except (UnicodeEncodeError, LookupError):
            return False
        return True
