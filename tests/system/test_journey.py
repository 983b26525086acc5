"""A person's way through the window, from outside: by mouse, keyboard and screen reader.

Pictures of what the person sees on the way are kept in `build/screenshots`.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from iottly_keycheck.practice import PracticeApi
from iottly_keycheck.settings import PROXY_NONE, Settings, SettingsFile
from support.accessibility import Reader
from support.desktop import Desktop, desktop
from support.heartbeat import PROMISED_MS
from support.said import Said

pytestmark = [
    pytest.mark.only_on("linux"),
    pytest.mark.needs("qt", "Xvfb", "openbox", "xdotool", "gnome-keyring-daemon", "dbus-daemon"),
]

PROGRAM = Path(__file__).parent / "watched_window.py"
PICTURES = Path(__file__).parent.parent.parent / "build" / "screenshots"
GROUNDS = {"light": "#ffffff", "dark": "#151c28"}
LOCALES = {"en": "en_GB.UTF-8", "it": "it_IT.UTF-8"}


@dataclass
class Person:
    """Somebody at the desktop, who knows what the window says in one language."""

    desktop: Desktop
    said: Said
    practice: PracticeApi
    name: str

    @property
    def reader(self) -> Reader:
        return self.desktop.reader

    # --- reading ---

    def sees(self, english: str, role: str = "", **filled: str) -> None:
        """Wait until the window says that, in its language."""
        self.reader.wait_for(self.said(english).format(**filled), role)

    def sees_no_more(self, english: str, **filled: str) -> None:
        self.reader.wait_until_gone(self.said(english).format(**filled))

    def is_at(self, english: str, **filled: str) -> None:
        """Wait until the keyboard acts on something."""
        self.reader.wait_for_focus(self.said(english).format(**filled))

    def sees_the_keys(self, *descriptions: str) -> None:
        """Wait until the list has these keys, in this order."""

        def listed() -> bool:
            items = [seen for seen in self.reader.everything() if seen.role == "list item"]
            return [item.name.partition(",")[0] for item in items] == list(descriptions)

        self.reader.wait(listed, f"a list of {descriptions}")

    def sees_the_ground(self, scheme: str) -> None:
        """Wait until the pane is light, or dark."""
        wanted = GROUNDS[scheme]
        self.reader.wait(
            lambda: self.desktop.picture().pixelColor(1000, 640).name() == wanted, scheme
        )

    def keeps_a_picture(self, of: str) -> None:
        """Keep what is on the screen, when it stands still."""
        pictures = [QImage(), self.desktop.picture()]

        def stands_still() -> bool:
            pictures[:] = [pictures[1], self.desktop.picture()]
            return pictures[0] == pictures[1]

        self.reader.wait(stands_still, "a picture")
        PICTURES.mkdir(parents=True, exist_ok=True)
        assert pictures[1].save(str(PICTURES / f"{self.name}-{of}.png"))

    # --- doing ---

    def clicks(self, english: str, role: str = "push button", **filled: str) -> None:
        self.desktop.click(self.reader.wait_for(self.said(english).format(**filled), role))

    def tabs_to(self, english: str) -> None:
        """Press Tab until the keyboard acts on something."""
        name = self.said(english)
        passed = [self.reader.focused()]
        while passed[-1] is None or passed[-1].name != name:
            self.desktop.press("Tab")
            self.reader.wait(lambda: self.reader.focused() != passed[-1], "another focus")
            passed.append(self.reader.focused())
            assert passed[-1] not in passed[:-1], f"Tab goes round without {name!r}: {passed}"

    def adds_a_key(self, description: str) -> None:
        """Add one of the practice API's keys: description, Tab, key, Enter."""
        samples = {sample.description: sample.secret for sample in self.practice.sample_keys}
        self.desktop.press("ctrl+n")
        self.is_at("Describe your API key")
        self.desktop.type(description)
        self.desktop.press("Tab")
        self.is_at("API key")
        self.desktop.type(samples[description].reveal())
        self.desktop.press("Return")


@pytest.fixture(params=[("en", "light"), ("it", "dark")], ids="-".join)
def person(request: pytest.FixtureRequest, home: Path, tmp_path: Path) -> Iterator[Person]:
    """A person in front of the program's first start; iottly is the practice API."""
    language, scheme = request.param
    variables = {"LANG": LOCALES[language], "PYTHONPATH": str(PROGRAM.parent.parent)}
    with (
        PracticeApi() as practice,
        desktop(tmp_path, variables, dark=scheme == "dark") as made,
    ):
        own = home / ".config" / "iottly-keycheck" / "settings.json"
        settings = Settings(url=practice.url, proxy=PROXY_NONE, timeout=30)
        SettingsFile(own, home / "site" / "settings.json").save(settings)
        made.run([sys.executable, "-P", str(PROGRAM), "BEAT"])
        yield Person(made, Said(language), practice, f"{language}-{scheme}")


def test_from_the_first_start_to_the_end(person: Person) -> None:
    begins(person)
    checks_keys(person)
    looks_closer(person)
    works_on_the_list(person)
    asks_for_more(person)
    opens_the_dialogs(person)
    ends(person)


def test_light_and_dark_and_language_change_at_once(person: Person) -> None:
    begins(person)
    person.adds_a_key("Old dashboard")
    person.sees("iottly does not accept this key.")
    changes_to_light_or_dark(person)
    changes_the_language(person)
    ends(person)


def ends(person: Person) -> None:
    """Close the window, and look for how long it did not move on the way."""
    person.desktop.press("ctrl+q")
    longest = int(person.desktop.end())
    sys.stdout.write(f"longest stall of the window's thread: {longest} ms\n")
    assert longest < 4 * PROMISED_MS


def begins(person: Person) -> None:
    person.sees("No keys here yet")
    person.is_at("Paste your key")
    person.keeps_a_picture("1-first-run")


def checks_keys(person: Person) -> None:
    person.adds_a_key("Analytics")
    person.sees("This key works.")
    person.reader.hear(person.said("This key works."))
    person.sees_the_keys("Analytics")
    person.keeps_a_picture("2-works")
    person.adds_a_key("Old dashboard")
    person.sees("iottly does not accept this key.")
    person.reader.hear(person.said("iottly does not accept this key."))
    person.keeps_a_picture("3-rejected")


def looks_closer(person: Person) -> None:
    key = person.said("Your key")
    person.clicks("{name}: {state}", "check box", name=key, state=person.said("not accepted"))
    person.sees("Seen at: {station}", station=key)
    person.keeps_a_picture("4-station")
    person.clicks("Details for support", "check box")
    person.sees("Copy all details")
    person.keeps_a_picture("5-details")
    person.clicks("Details for support", "check box")
    person.sees_no_more("Copy all details")
    person.clicks("Close")
    person.sees_no_more("Seen at: {station}", station=key)


def works_on_the_list(person: Person) -> None:
    person.desktop.press("ctrl+f")
    person.is_at("Search the keys")
    person.desktop.type("old")
    person.sees_the_keys("Old dashboard")
    person.keeps_a_picture("6-search")
    person.desktop.press("Escape")
    person.sees_the_keys("Analytics", "Old dashboard")
    person.desktop.press("F2")
    person.desktop.type("Legacy")
    person.desktop.press("Return")
    person.sees_the_keys("Analytics", "Legacy")
    person.desktop.press("Delete")
    person.sees_the_keys("Analytics")
    person.keeps_a_picture("7-deleted")
    person.desktop.press("ctrl+z")
    person.sees_the_keys("Analytics", "Legacy")


def asks_for_more(person: Person) -> None:
    person.clicks("All checks…")
    person.sees("Past checks of “{description}”", description="Legacy")
    person.keeps_a_picture("9-history")
    person.desktop.press("Escape")
    person.sees_no_more("Past checks of “{description}”", description="Legacy")
    person.clicks("Watch…")
    person.clicks("Start")
    person.sees("Stop", "push button")
    person.keeps_a_picture("10-watch")
    person.desktop.press("Escape")
    person.sees_no_more("Watch “{description}”", description="Legacy")
    person.clicks("Send report…")
    person.sees("Report as it will be sent")
    person.keeps_a_picture("11-send")
    person.desktop.press("Escape")
    person.sees_no_more("Report as it will be sent")


def opens_the_dialogs(person: Person) -> None:
    person.desktop.press("ctrl+comma")
    person.is_at("Address of the iottly API")
    person.keeps_a_picture("12-settings")
    person.desktop.press("Escape")
    person.sees_no_more("Address of the iottly API")
    person.desktop.press("F1")
    person.sees("What this program does")
    person.keeps_a_picture("13-help")
    person.desktop.press("Escape")
    person.sees_no_more("What this program does")
    person.clicks("&Help", "menu item")
    person.clicks("About iottly Key Check", "menu item")
    person.sees("The work of others in it", "text")
    person.keeps_a_picture("14-about")
    person.desktop.press("Escape")
    person.sees_no_more("The work of others in it")


def changes_to_light_or_dark(person: Person) -> None:
    scheme = person.name.partition("-")[2]
    other = {"light": "dark", "dark": "light"}[scheme]
    person.sees_the_ground(scheme)
    person.desktop.portal.set_dark(other == "dark")
    person.sees_the_ground(other)
    person.keeps_a_picture(f"15-{other}")


def changes_the_language(person: Person) -> None:
    language = person.name.partition("-")[0]
    person.desktop.press("ctrl+comma")
    person.is_at("Address of the iottly API")
    person.tabs_to("As the system")  # on Linux a combo box is called by what is chosen
    person.desktop.press(*{"en": ["End"], "it": ["Home", "Down"]}[language])
    person.clicks("OK")
    person.said = Said({"en": "it", "it": "en"}[language])
    person.sees("Manage API keys", "label")
    person.keeps_a_picture("16-other-language")
