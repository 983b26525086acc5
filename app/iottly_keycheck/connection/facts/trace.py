"""What one call sees, added fact by fact; its stages are told as they happen."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

from iottly_keycheck.connection.facts.observation import (
    Attempt,
    CertificateChain,
    Failure,
    FailureKind,
    Observation,
    OnStage,
    ProxyFacts,
    Response,
    SentRequest,
    ServiceAddresses,
    Stage,
    StageId,
    StageState,
    TlsFacts,
)
from iottly_keycheck.deadline import Cancelled, Expired


@dataclass(frozen=True, slots=True)
class ProxyAuthorization:
    """A value of `Proxy-Authorization` that was sent: a secret, never to be shown."""

    value: str


Fact = (
    ProxyFacts
    | ProxyAuthorization
    | ServiceAddresses
    | CertificateChain
    | TlsFacts
    | SentRequest
    | Response
)
F = TypeVar("F", bound=Fact)


class StageFailed(Exception):
    """A stage ended in a failure that is recorded as a fact."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"{failure.stage}: {failure.kind}")
        self.failure = failure


class Trace:
    """What one call sees, in order: its stages, what was tried, and facts that are only added to.

    So what was seen is there whatever happens next. Used by the call's own thread alone, but for
    `idle` and `attempt`.
    """

    def __init__(self, on_stage: OnStage) -> None:
        self._on_stage = on_stage
        self._start = time.monotonic()
        self._stages = {stage: Stage(stage, StageState.SKIPPED) for stage in StageId}
        self._running: tuple[StageId, float] | None = None
        self._progress = self._start
        self._found_proxy_after = 0.0
        self._detail = ""
        self._attempts: list[Attempt] = []
        self._facts: list[Fact] = []

    def add(self, fact: Fact) -> None:
        """Add what a step has seen; of each kind the newest counts."""
        self._facts.append(fact)

    def all(self, kind: type[F]) -> tuple[F, ...]:
        """Give the facts of a kind, the newest last."""
        return tuple(fact for fact in self._facts if isinstance(fact, kind))

    @property
    def proxy(self) -> ProxyFacts:
        """What is known of the proxy so far."""
        return (ProxyFacts(), *self.all(ProxyFacts))[-1]

    def begin(self, stage: StageId) -> None:
        """Start a stage, and say so."""
        earlier = self._found_proxy_after if stage is StageId.PROXY else 0.0
        self._running = (stage, time.monotonic() - earlier)
        self._progress = time.monotonic()
        self._detail = ""
        if not earlier:
            self._on_stage(Stage(stage, StageState.RUNNING))

    def end(self, state: StageState) -> None:
        """End the stage that runs, and say so."""
        if self._running is None:
            return
        stage, started = self._running
        self._running = None
        self._stages[stage] = Stage(stage, state, detail=self._detail)
        if state is not StageState.SKIPPED:
            at_ms, ms = _ms(self._start, started), _ms(started, time.monotonic())
            self._stages[stage] = Stage(stage, state, ms, self._detail, at_ms)
        self._on_stage(self._stages[stage])

    def idle(self) -> float:
        """Seconds since a stage began or ended; may be asked from another thread."""
        return time.monotonic() - self._progress

    def skip(self, stage: StageId) -> None:
        """Say that a stage, thought failed, has no part in the path that was taken."""
        self._stages[stage] = Stage(stage, StageState.SKIPPED)
        self._on_stage(self._stages[stage])

    def note(self, detail: str) -> None:
        """Say in a few words what the running stage saw."""
        self._detail = detail

    @contextmanager
    def stage(self, stage: StageId) -> Iterator[None]:
        """Run a stage: a cancelled one counts as skipped, one that raises otherwise as failed.

        The end of the deadline becomes a failure of the stage.
        """
        self.begin(stage)
        try:
            yield
        except Expired as error:
            self.end(StageState.FAILED)
            raise StageFailed(Failure(stage, FailureKind.TIMEOUT)) from error
        except Cancelled:
            self.end(StageState.SKIPPED)
            raise
        except BaseException:
            self.end(StageState.FAILED)
            raise
        self.end(StageState.OK)

    @contextmanager
    def finding_proxy(self) -> Iterator[None]:
        """Run the search for a proxy: it counts for the stage `proxy` where one is found."""
        with self.stage(StageId.PROXY):
            yield
            self._found_proxy_after = time.monotonic() - self._running[1] if self._running else 0.0
            if self.proxy.url is None:
                self.end(StageState.SKIPPED)
            else:
                self._running = None  # it goes on with reaching the proxy

    def set_failure(self, stage: StageId) -> None:
        """Say that a stage, thought well, was the one that failed; those after it are skipped."""
        order = list(StageId)
        for later in order[order.index(stage) + 1 :]:
            self._stages[later] = Stage(later, StageState.SKIPPED)
        self._stages[stage] = replace(self._stages[stage], state=StageState.FAILED)
        self._on_stage(self._stages[stage])

    def attempt(self, what: str, started: float, ended: float, outcome: str) -> None:
        """Note something that was tried; the times are monotonic seconds."""
        self._attempts.append(
            Attempt(what, _ms(self._start, started), _ms(started, ended), outcome)
        )

    @contextmanager
    def attempting(self, what: str) -> Iterator[list[str]]:
        """Note something that is tried in this block; the block appends the outcome's words."""
        started = time.monotonic()
        outcome: list[str] = []
        try:
            yield outcome
        except BaseException as error:
            outcome.append(str(error) or type(error).__name__)
            raise
        finally:
            self.attempt(what, started, time.monotonic(), " ".join(outcome))

    def observation(
        self, url: str, failure: Failure | None = None, error: BaseException | None = None
    ) -> Observation:
        """Give all that was seen, secrets still in it; `error` is what the failure raised."""
        addresses = (ServiceAddresses(), *self.all(ServiceAddresses))[-1]
        request = (SentRequest(), *self.all(SentRequest))[-1]
        chain = (CertificateChain(), *self.all(CertificateChain))[-1].certificates
        return Observation(
            url=url,
            stages=tuple(self._stages.values()),
            elapsed_ms=_ms(self._start, time.monotonic()),
            proxy=self.proxy,
            failure=failure,
            addresses=addresses.known,
            address=addresses.reached,
            failed_addresses=addresses.failed,
            tls=(None, *self.all(TlsFacts))[-1],
            certificate=chain[0] if chain else None,
            chain=chain,
            request_headers=request.headers,
            key_sent=request.with_key,
            response=(None, *self.all(Response))[-1],
            attempts=tuple(self._attempts),
            exception=exception_text(error) if error else None,
        )

    def completed(self, seen: Observation) -> Observation:
        """Give the observation with the attempts and the time that came after it."""
        ms = _ms(self._start, time.monotonic())
        return replace(seen, attempts=tuple(self._attempts), elapsed_ms=ms)


def exception_text(error: BaseException) -> str:
    """Give the text of an exception and of those behind it, the innermost last."""
    texts = [f"{type(link).__name__}: {link}" for link in exception_chain(error)]
    return "; ".join(dict.fromkeys(text for text in texts if not text.startswith("StageFailed")))


def exception_chain(error: BaseException) -> Iterator[BaseException]:
    """Give the exception and those behind it, the innermost last."""
    link: BaseException | None = error
    seen: set[int] = set()
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__ or _wrapped(link)


def _wrapped(error: BaseException) -> BaseException | None:
    """Give the exception that urllib3 has put into another without raising that one from it."""
    return next((argument for argument in error.args if isinstance(argument, BaseException)), None)


def _ms(started: float, ended: float) -> int:
    return max(0, round((ended - started) * 1000))
