"""A window that has the desktop show something of key 7, and says when it is clicked."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QWidget

from iottly_keycheck.ui.watch.notifications import Notifications


def main() -> int:
    app = QApplication(sys.argv)
    window = QWidget()
    notifications = Notifications(window)

    def on_click(key_id: int) -> None:
        print("clicked:", key_id)  # noqa: T201  # the test reads it
        notifications.hide()
        app.quit()

    notifications.clicked.connect(on_click)
    window.show()
    notifications.show("“R&D <b>” does not work", "<img src=x> & more", 7)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
