"""Run before the program, on Linux: the programs that it starts (a browser) find their libraries.

PyInstaller's first instructions have LD_LIBRARY_PATH lead to the bundle; this process has read it.
"""

import os

os.environ.pop("LD_LIBRARY_PATH", None)
if (before := os.environ.pop("LD_LIBRARY_PATH_ORIG", None)) is not None:
    os.environ["LD_LIBRARY_PATH"] = before
