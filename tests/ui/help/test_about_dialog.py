"""About tells version and terms, of this program and of what it is built on."""

from importlib import metadata

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from iottly_keycheck import __version__
from iottly_keycheck.ui.help.about_dialog import AboutDialog
from iottly_keycheck.ui.help.credits import Work, works
from iottly_keycheck.ui.tasks import Tasks


def test_it_tells_version_licence_and_those_of_qt(qtbot: QtBot, theme: object) -> None:
    tasks = Tasks()
    dialog = AboutDialog(tasks)
    qtbot.addWidget(dialog)
    told = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    for word in (__version__, "MIT", qVersion(), "GNU Lesser General Public License, version 3"):
        assert word in told
    requests = f"requests {metadata.version('requests')}  (Apache-2.0)"
    qtbot.waitUntil(lambda: requests in dialog.works.text())


def test_what_is_needed_only_by_what_is_needed_is_named_too() -> None:
    found = {work.name: work for work in works("iottly-keycheck")}
    assert found["certifi"] == Work("certifi", metadata.version("certifi"), "MPL-2.0")
    assert all(work.licence for work in found.values())
    assert "pytest" not in found


def test_a_program_without_a_list_of_what_it_needs_has_no_credits() -> None:
    assert works("no-such-program") == ()


def test_it_opens_from_the_menu(screen) -> None:
    screen.choose("About iottly Key Check")
    assert screen.dialog(AboutDialog).isVisible()
