"""How a run of the command line ends."""

from __future__ import annotations

from enum import IntEnum

PROGRAM = "iottly-keycheck"


class ExitStatus(IntEnum):
    """What the shell is told; public and stable."""

    WORKS = 0
    """Every key works; the command did what it was asked."""
    PROBLEM = 1
    """Some check found a problem; the keyring or the list failed."""
    WRONG_USAGE = 2
    """What was typed, or came in on standard input, cannot be used."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C: 128 and the signal's number, as shells have it."""


class WrongUsage(Exception):  # it is the user's slip, and named as the exit status
    """What was typed cannot be used. The text is one sentence for people and repeats no value."""
