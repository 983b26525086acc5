"""Where the frozen program starts: as itself, or as the child of its own that runs a PAC file."""

import sys
from pathlib import Path

if sys.argv[1:] == ["--run-pac-file"]:  # connection.pac says so
    from iottly_keycheck.connection.proxy_choice import pac_child

    pac_child.main()
else:
    from iottly_keycheck.__main__ import main, main_window

    # On Windows, what shortcuts start has a name of its own.
    sys.exit(main_window() if Path(sys.executable).stem.endswith("-window") else main())
