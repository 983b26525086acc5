"""One check from key to recorded diagnosis, for window and command line alike."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.address import AddressError, parse_proxy
from iottly_keycheck.connection.facts.observation import (
    Observation,
    OnStage,
    Stage,
    StageId,
    StageState,
    Unusable,
)
from iottly_keycheck.connection.redaction import redactor
from iottly_keycheck.deadline import Cancelled, CancelToken, Deadline
from iottly_keycheck.diagnosis import report_builder
from iottly_keycheck.diagnosis.hint import Hint, HintId, Level
from iottly_keycheck.diagnosis.report import ProgramInfo, Report, to_json
from iottly_keycheck.diagnosis.report_builder import CheckContext
from iottly_keycheck.keys.model import CheckRecord, KeyFault, KeyListError, KeyListErrorCode
from iottly_keycheck.keys.rules.cleaning import clean, looks_usual
from iottly_keycheck.keys.stores.secret_cache import SecretCache
from iottly_keycheck.secret import Secret, SecretStore, StoreError
from iottly_keycheck.settings import PROXY_AUTO, PROXY_NONE, Settings

if TYPE_CHECKING:
    from iottly_keycheck.keys.list.key_list import KeyList

log = logging.getLogger(__name__)

Ping = Callable[[Settings, Secret, Secret | None, Deadline, OnStage], Observation]
"""One ping, as `connection.ping.Ping` makes it."""


@dataclass(frozen=True, slots=True)
class StoredKey:
    """A key of the list: its id and description."""

    id: int
    description: str


@dataclass(frozen=True, slots=True)
class PastedKey:
    """A key in hand as it was pasted or read, not cleaned yet."""

    text: Secret
    description: str | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How a check has ended. `record` is what the key's history has of it.

    `record` is `None` for a key in hand, for a check that was stopped, and where none was wanted;
    its `id` is 0 where the history could not be written.
    """

    report: Report
    record: CheckRecord | None = None


def ignore_stage(stage: Stage) -> None:
    """Take no notice of the stage."""


def utc_now() -> datetime:
    """Give the time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Checker:
    """Makes checks, from several threads at once if need be.

    `keys` gives the key list, which a key in hand does without; `proxy_passwords` has the password
    of a manual proxy under `ProxyAddress.secret_name`; `secret_cache` are the secrets that are not
    asked for again.
    """

    ping: Ping
    keys: Callable[[], KeyList]
    proxy_passwords: SecretStore
    program: ProgramInfo
    now: Callable[[], datetime] = utc_now
    secret_cache: SecretCache | None = None

    def with_secret_cache(self) -> Checker:
        """Give one for several checks of the same keys: it asks the keyring once for each.

        A person is not asked again and again to unlock it (one who has unlocked it meanwhile has
        no need to be), and the keys stay in memory as long as that checker does.
        """

        def keyring_is_locked() -> bool:
            return self.keys().stores.keyring_is_locked()

        return replace(self, secret_cache=SecretCache(keyring_is_locked))

    def check(
        self,
        target: StoredKey | PastedKey,
        settings: Settings,
        token: CancelToken,
        on_stage: OnStage = ignore_stage,
        extra_hints: tuple[Hint, ...] = (),
        *,
        record: bool = True,
    ) -> CheckResult:
        """Check one key. Never raises for what happens on the way: that is in the report.

        Blocks until the deadline of the settings at most, a person at the keyring's prompt aside,
        so it is called on a worker thread; `on_stage` is called on that thread. `extra_hints` are
        the caller's. A stored key's report is in its history when this returns, unless `record`
        is false.
        """
        context = CheckContext(
            self.program, self.now(), target.description, settings.url, extra_hints
        )
        report = _Check(self, target, settings, token, on_stage, context).run()
        log.info("check of %s: %s", _logged_name(target), _logged_facts(report))
        kept = self.record(target, settings, report) if record else None
        return CheckResult(report, kept)

    def record(
        self, target: StoredKey | PastedKey, settings: Settings, report: Report
    ) -> CheckRecord | None:
        """Keep the report of a check with these settings in the key's history, if it is to be."""
        if isinstance(target, PastedKey) or report.cause is Cause.CANCELLED:
            return None
        found = record_of(report, settings)
        try:
            return self.keys().record(target.id, found)
        except KeyListError as error:
            # The answer is worth more than its place in the history.
            log.info("The result was not recorded: %s", error.code)
            return replace(found, report="", key_id=target.id)


def record_of(report: Report, settings: Settings) -> CheckRecord:
    """Give what the history keeps of a check that was made with these settings."""
    return CheckRecord(
        report.checked_at,
        report.cause,
        report.remark,
        report.http_status,
        report.elapsed_ms,
        settings.route_fingerprint,
        to_json(report),
    )


def _logged_name(target: StoredKey | PastedKey) -> str:
    # Descriptions are names of people, too.
    return f"key {target.id}" if isinstance(target, StoredKey) else "a key in hand"


def _logged_facts(report: Report) -> str:
    stages = " ".join(
        f"{stage.id}={stage.state}/{stage.ms}"
        for stage in report.stages
        if stage.state is not StageState.SKIPPED
    )
    return (
        f"{report.cause}, HTTP {report.http_status}, proxy from {report.proxy.source},"
        f" {report.elapsed_ms} ms: {stages}"
    )


class _EndedEarly(Exception):
    """The check is over before the ping, with this report."""

    def __init__(self, report: Report) -> None:
        super().__init__(report.cause)
        self.report = report


@dataclass(slots=True)
class _Check:
    """One check under way."""

    checker: Checker
    target: StoredKey | PastedKey
    settings: Settings
    token: CancelToken
    on_stage: OnStage
    context: CheckContext
    key: Secret | None = None

    def run(self) -> Report:
        started = time.monotonic()
        try:
            return self._run()
        except _EndedEarly as early:
            return early.report
        except Cancelled:
            return report_builder.from_cancel(self.context, _ms_since(started))
        except StoreError as error:
            return report_builder.from_store_error(self.context, error, _ms_since(started))
        except Exception as error:  # noqa: BLE001  # a defect of ours is a cause of its own
            where = self._traceback(error)
            log.error("A check failed by a defect of this program.\n%s", where)  # noqa: TRY400 - log.exception could show the key
            return report_builder.from_defect(self.context, where, _ms_since(started))

    def _run(self) -> Report:
        if not self.settings.timeout_usable:
            unusable = Unusable("timeout", f"{self.settings.timeout:g}", "range")
            return report_builder.from_unusable(self.context, unusable)
        self.key = self._secret()
        password = self._proxy_password()
        # A person at the keyring's prompt is not on the clock.
        deadline = Deadline(self.settings.timeout, self.token)
        seen = self.checker.ping(self.settings, self.key, password, deadline, self.on_stage)
        return report_builder.from_observation(self._with_remark_on(self.key), seen)

    def _secret(self) -> Secret:
        """Give the key: from the list, or cleaned. Raises `_EndedEarly` where there is none."""
        if isinstance(self.target, StoredKey):
            return self._stored(self.target)
        key = clean(self.target.text.reveal())
        if isinstance(key, KeyFault):
            hint = Hint(HintId.KEY_FAULT, Level.WARNING, {"fault": str(key)})
            raise _EndedEarly(
                report_builder.from_key(self.context, Cause.KEY_MALFORMED, key_hints=(hint,))
            )
        return key

    def _stored(self, target: StoredKey) -> Secret:
        started = time.monotonic()
        self.on_stage(Stage(StageId.KEY, StageState.RUNNING))
        try:
            key = self._from_store(target.id, lambda: self.checker.keys().secret(target.id))
        except KeyListError as error:
            if error.code is not KeyListErrorCode.KEY_UNKNOWN:
                raise
            key = None  # another program has deleted it since the list was read
        if key is None:
            ms = _ms_since(started)
            raise _EndedEarly(
                report_builder.from_key(self.context, Cause.KEY_MISSING, elapsed_ms=ms)
            )
        return key

    def _proxy_password(self) -> Secret | None:
        """Give the stored password of the proxy in the settings, where one may be wanted."""
        settings = self.settings
        if settings.proxy in (PROXY_AUTO, PROXY_NONE) or not settings.proxy_username:
            return None
        try:
            address = parse_proxy(settings.proxy)
        except AddressError:
            return None  # the ping names it
        if address.password is not None:
            return None
        name = address.secret_name(settings.proxy_username)
        return self._from_store(name, lambda: self.checker.proxy_passwords.get(name))

    def _from_store(self, name: Hashable, read: Callable[[], Secret | None]) -> Secret | None:
        # The store bounds its calls itself; here it can be left behind on a cancel.
        deadline, secret_cache = Deadline(token=self.token), self.checker.secret_cache
        if secret_cache is None:
            return deadline.call(read)
        return deadline.call(lambda: secret_cache.get(name, read))

    def _with_remark_on(self, key: Secret) -> CheckContext:
        if looks_usual(key):
            return self.context
        unusual = Hint(HintId.KEY_UNUSUAL, Level.WARNING)
        return replace(self.context, hints=(unusual, *self.context.hints))

    def _traceback(self, error: Exception) -> str:
        """Give the traceback without the key, and without source lines and local values."""
        frames = traceback.extract_tb(error.__traceback__)
        lines = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        text = "\n".join([*lines, f"{type(error).__name__}: {error}"])
        secret = self.key or (self.target.text if isinstance(self.target, PastedKey) else None)
        return redactor(secret.reveal()).text(text) if secret else text


def _ms_since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
