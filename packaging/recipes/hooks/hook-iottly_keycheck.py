"""What packages tell of themselves: the window says whose work it is built on
(ui/help/credits.py).
"""

from PyInstaller.utils.hooks import copy_metadata

datas = copy_metadata("iottly-keycheck", recursive=True)
