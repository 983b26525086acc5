"""Prints one table: each figure against a yardstick that was measured in the same run.

`python3 packaging/dev.py bench [PART ...]`, a part being one of the modules in `PARTS`; all of
them take about four minutes. Nothing is asserted here: machines are noisy, and a ratio is for a
person to read.
"""

from __future__ import annotations

import sys
from pathlib import Path

# Run as a folder, it is no part of the tests' path yet.
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import healthy_check, limits, long_history, many_keys, start, whole_process
from benchmarks.figures import Figure

PARTS = {
    part.__name__.rpartition(".")[2]: part
    for part in (start, many_keys, healthy_check, whole_process, limits, long_history)
}


def main(names: list[str]) -> str | None:
    """Measure the parts, or all of them, and print each figure when it is there."""
    if unknown := set(names) - PARTS.keys():
        return f"No such part: {', '.join(unknown)}. There are {', '.join(PARTS)}."
    _say(f"{'what':47} {'ours':>10} {'yardstick':>10} {'ratio':>6}  {'reach':>6}  yardstick is")
    for name in names or PARTS:
        for figure in PARTS[name].measure():
            _say(_row(figure))
    return None


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _row(figure: Figure) -> str:
    reach = "–" if figure.reach is None else f"{figure.reach:.2f}"
    return (
        f"{figure.what:47} {figure.ours:7.1f} {figure.unit} {figure.theirs:7.1f} {figure.unit} "
        f"{figure.ours / figure.theirs:6.2f}  {reach:>6}  {figure.yardstick}"
    )


sys.exit(main(sys.argv[1:]))
