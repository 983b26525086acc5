"""The interpreter's own JavaScript; its compilers for other languages are not needed."""

from PyInstaller.utils.hooks import collect_data_files

datas = collect_data_files("dukpy", subdir="jsruntime") + collect_data_files(
    "dukpy", subdir="jscore"
)
