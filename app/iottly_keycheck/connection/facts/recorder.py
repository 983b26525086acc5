"""Gathers what one ping sees, tells of its stages as they happen, and gives the observation."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from iottly_keycheck.connection.facts.observation import (
    Attempt,
    Certificate,
    Failure,
    FailureKind,
    FollowUp,
    Observation,
    OnStage,
    ProxyFacts,
    Response,
    ServerTime,
    Stage,
    StageId,
    StageState,
    TlsFacts,
    Unusable,
)
from iottly_keycheck.deadline import Cancelled, Expired


class StageFailed(Exception):
    """A stage ended in a failure that is recorded as a fact."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"{failure.stage}: {failure.kind}")
        self.failure = failure


class Recorder:
    """The notebook of one ping. Used by its own thread alone, but for `idle`."""

    def __init__(self, on_stage: OnStage) -> None:
        self._on_stage = on_stage
        self._start = time.monotonic()
        self._stages = {stage: Stage(stage, StageState.SKIPPED) for stage in StageId}
        self._running: tuple[StageId, float] | None = None
        self._progress = self._start
        self._found_proxy_after = 0.0
        self._detail = ""
        self.attempts: list[Attempt] = []
        self.proxy = ProxyFacts()
        self.sent_to_proxy: list[str] = []
        self.failure: Failure | None = None
        self.unusable: Unusable | None = None
        self.addresses: tuple[str, ...] = ()
        self.address: str | None = None
        self.failed_addresses: tuple[str, ...] = ()
        self.trust_variable = ""
        self.tls: TlsFacts | None = None
        self.chain: tuple[Certificate, ...] = ()
        self.request_headers: tuple[tuple[str, str], ...] = ()
        self.response: Response | None = None
        self.key_sent = False
        self.follow_up = FollowUp()
        self.server_time: ServerTime | None = None
        self.pac_problem = ""
        self.exception: BaseException | None = None

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
        self.attempts.append(Attempt(what, _ms(self._start, started), _ms(started, ended), outcome))

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

    def observation(self, url: str) -> Observation:
        """Give all that was seen, not cleaned of secrets yet."""
        return Observation(
            url=url,
            stages=tuple(self._stages.values()),
            elapsed_ms=_ms(self._start, time.monotonic()),
            proxy=self.proxy,
            failure=self.failure,
            unusable=self.unusable,
            addresses=self.addresses,
            address=self.address,
            failed_addresses=self.failed_addresses,
            trust_variable=self.trust_variable,
            tls=self.tls,
            certificate=self.chain[0] if self.chain else None,
            chain=self.chain,
            request_headers=self.request_headers,
            response=self.response,
            attempts=tuple(self.attempts),
            follow_up=self.follow_up,
            server_time=self.server_time,
            pac_problem=self.pac_problem,
            key_sent=self.key_sent,
            exception=exception_text(self.exception) if self.exception else None,
        )


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
