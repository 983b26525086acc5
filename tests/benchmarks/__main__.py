"""Prints one table: each figure against a yardstick that was measured in the same run.

Nothing is asserted here: machines are noisy, and a ratio is for a person to read.
"""

from __future__ import annotations

import sys
from pathlib import Path

# Run as a folder, it is no part of the tests' path yet.
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import healthy_check, long_history, many_keys, whole_process
from benchmarks.figures import Figure


def main() -> None:
    """Measure everything and print it."""
    parts = (healthy_check, whole_process, many_keys, long_history)
    figures = [figure for part in parts for figure in part.measure()]
    head = f"{'what':44} {'ours':>10} {'yardstick':>10} {'ratio':>6}  {'reach':>6}  yardstick is"
    sys.stdout.write("\n".join([head, *map(_row, figures), ""]))


def _row(figure: Figure) -> str:
    reach = "–" if figure.reach is None else f"{figure.reach:.2f}"
    return (
        f"{figure.what:44} {figure.ours:7.1f} {figure.unit} {figure.theirs:7.1f} {figure.unit} "
        f"{figure.ours / figure.theirs:6.2f}  {reach:>6}  {figure.yardstick}"
    )


main()
