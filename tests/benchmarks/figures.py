"""A figure against its yardstick, measured in turns so that a drift of the machine hits both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """Medians in milliseconds, or sizes; `reach` is the ratio that is aimed at."""

    what: str
    ours: float
    yardstick: str
    theirs: float
    reach: float | None = None
    unit: str = "ms"


def in_turns(
    ours: Callable[[], None], yardstick: Callable[[], None], rounds: int
) -> tuple[float, float]:
    """Give the medians of both in milliseconds, after one round that does not count."""
    ours()
    yardstick()
    samples: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        samples[0].append(_timed(ours))
        samples[1].append(_timed(yardstick))
    return statistics.median(samples[0]), statistics.median(samples[1])


def _timed(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000
