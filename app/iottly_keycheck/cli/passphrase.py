"""The passphrase of the encrypted file, asked for on the terminal and nowhere else."""

from __future__ import annotations

from iottly_keycheck.cli.console import Console
from iottly_keycheck.cli.dependencies import Dependencies
from iottly_keycheck.cli.exit_status import WrongUsage
from iottly_keycheck.cli.key_input import ask
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.keys.stores.file_store import SHORTEST_PASSPHRASE, FileStore
from iottly_keycheck.secret import Secret
from iottly_keycheck.settings import KeyStore

NO_TERMINAL = "A passphrase is asked for on a terminal, and there is none here."


def chosen_store(parts: Dependencies, console: Console) -> KeyStore:
    """Give where a key that is added now will be kept, so far as a command can keep it."""
    settings = parts.settings()
    settings.load()
    for problem in settings.problems:
        console.warn(messages.settings_problem(problem))
    store = parts.keys().stores.chosen
    if store is KeyStore.SESSION:
        raise WrongUsage(
            "By the settings keys are kept for one session only, and this command's ends at once."
        )
    return store


def unlock(file: FileStore | None, console: Console) -> None:
    """Ask for the passphrase, if it was not given yet; without a terminal the file stays locked.

    Where there is no file yet, the passphrase is a new one. Raises `StoreError`, `WrongUsage`.
    """
    if file is None or file.unlocked:
        return
    if file.exists:
        passphrase = ask("Passphrase of the encrypted file with your keys")
        if passphrase is not None:
            file.unlock(passphrase)
        return
    console.warn(f"Keys go to a new encrypted file: {file.path}")
    file.create(new_passphrase("New passphrase for it"))


def new_passphrase(prompt: str) -> Secret:
    """Ask for a new passphrase twice. Raises `WrongUsage`, also where there is no terminal."""
    first = ask(prompt)
    if first is None:
        raise WrongUsage(NO_TERMINAL)
    if len(first.reveal()) < SHORTEST_PASSPHRASE:
        raise WrongUsage(f"A passphrase has {SHORTEST_PASSPHRASE} characters at least.")
    if ask("The same once more") != first:
        raise WrongUsage("The two are not the same; nothing was written.")
    return first
