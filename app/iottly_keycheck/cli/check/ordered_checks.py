"""Many checks at a time, told as if one was made after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from iottly_keycheck.batch import Batch, Done, Event, LeftOut, StageSeen
from iottly_keycheck.check import Checker, StoredKey
from iottly_keycheck.connection.facts.observation import OnStage
from iottly_keycheck.deadline import CancelToken
from iottly_keycheck.diagnosis.hint import Hint
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.settings import Settings


@dataclass(frozen=True, slots=True)
class CheckListener:
    """What a check is told to, in this order: that it is its turn, its stages, its report."""

    begin: Callable[[StoredKey], None]
    on_stage: OnStage
    report: Callable[[Report], None]


@dataclass(slots=True)
class OrderedChecks:
    """Checks keys of the list in parallel, and reports on them in the order of the list.

    What happens to a key before its turn is buffered; what happens in its turn is told at once.
    """

    keys: Sequence[StoredKey]
    settings: Settings
    checker: Checker
    listener: CheckListener
    extra_hints: tuple[Hint, ...] = ()
    _buffered: dict[StoredKey, list[Event]] = field(default_factory=dict)
    _token: CancelToken = field(default_factory=CancelToken)
    _over: int = 0
    _last_begun: StoredKey | None = None

    def run(self, token: CancelToken) -> None:
        """Make the checks until they are cancelled, but at least one; called once.

        Tells on this thread, and raises as `Batch.run` does. When it is cancelled the checks under
        way are told of, too, and the others are not.
        """
        self._token = token
        self._begin(self.keys[0])  # somebody may have to unlock the store for it
        Batch(self.checker, self.keys, self.settings, extra_hints=self.extra_hints).run(
            token, self._on_events
        )
        for key in self.keys[self._over :]:
            self._deliver(key)
        if not self._over:
            self._check(self.keys[0])

    def _on_events(self, events: Sequence[Event]) -> None:
        for event in events:
            self._buffered.setdefault(event.key, []).append(event)
        while self._over < len(self.keys) and self._deliver(self.keys[self._over]):
            pass

    def _deliver(self, key: StoredKey) -> bool:
        """Deliver what is buffered of a key, and tell whether its check has ended."""
        for event in self._buffered.pop(key, ()):
            self._begin(key)
            match event:
                case StageSeen(_, stage):
                    self.listener.on_stage(stage)
                case Done():
                    self._end(event.report)
                    return True
                case LeftOut():
                    # Its check says what was the matter: somebody has deleted it meanwhile.
                    self._check(key)
                    return True
        return False

    def _begin(self, key: StoredKey) -> None:
        if key != self._last_begun:
            self._last_begun = key
            self.listener.begin(key)

    def _check(self, key: StoredKey) -> None:
        on_stage = self.listener.on_stage
        found = self.checker.check(key, self.settings, self._token, on_stage, self.extra_hints)
        self._end(found.report)

    def _end(self, report: Report) -> None:
        self._over += 1
        self.listener.report(report)
