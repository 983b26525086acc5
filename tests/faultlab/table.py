"""The table of faults, for people: `python3 packaging/dev.py test` says when it is out of step.

`python -m faultlab.table` in the folder `tests` writes it anew.
"""

from __future__ import annotations

from pathlib import Path

from faultlab.catalogue import FAULTS
from faultlab.scene import Fault

FILE = Path(__file__).with_name("FAULTS.md")

_HEAD = """\
# The fault lab

Every line is a real fault, made anew in each run of the tests, and what `check --json` has to say
of it. This table is written by `tests/faultlab/table.py`.

| cause | party | how the fault is made | the verdict comes |
| --- | --- | --- | --- |
"""


def table() -> str:
    """Give the table's text."""
    order = {fault.cause: number for number, fault in reversed(list(enumerate(FAULTS)))}
    return _HEAD + "".join(_line(fault) for fault in sorted(FAULTS, key=lambda f: order[f.cause]))


def _line(fault: Fault) -> str:
    when = "at the deadline" if fault.waits else "at once"
    how = fault.how.replace("|", "\\|")
    return f"| `{fault.cause}` | {fault.cause.party or '–'} | {how} | {when} |\n"


if __name__ == "__main__":
    FILE.write_text(table(), encoding="utf-8")
