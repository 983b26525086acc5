"""A person's way through the window, from outside: by mouse, keyboard and screen reader."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from iottly_keycheck.practice import PracticeApi
from iottly_keycheck.settings import PROXY_NONE, Settings, SettingsFile
from support.accessibility import Reader
from support.desktop import Desktop, desktop
from support.heartbeat import PROMISED_MS
from support.said import Said

pytestmark = pytest.mark.only_on("linux")

PROGRAM = Path(__file__).parent / "watched_window.py"
PICTURES = Path(__file__).parent.parent.parent / "build" / "screenshots"
LIGHT, DARK = "#ffffff", "#151c28"


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

    def sees(self, english: str, role: str = "") -> None:
        self.reader.wait_for(self.said(english), role)

    def clicks(self, english: str, role: str = "push button") -> None:
        self.desktop.click(self.reader.wait_for(self.said(english), role))

    def is_at(self, english: str) -> None:
        """Wait until the keyboard acts on something."""
        self.reader.wait_for_focus(self.said(english))

    def keeps_a_picture(self, of: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        assert self.desktop.picture().save(str(PICTURES / f"{self.name}-{of}.png"))

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

    def sees_the_colour(self, colour: str) -> None:
        """Wait for the ground of the pane to have a colour."""
        self.reader.wait(
            lambda: self.desktop.picture().pixelColor(1000, 600).name() == colour, colour
        )


@pytest.fixture(params=[("en", "light"), ("it", "dark")], ids="-".join)
def person(request: pytest.FixtureRequest, home: Path, tmp_path: Path) -> Iterator[Person]:
    """A person in front of the program's first start; iottly is the practice API."""
    language, scheme = request.param
    variables = {
        "LANG": {"en": "en_GB.UTF-8", "it": "it_IT.UTF-8"}[language],
        "PYTHONPATH": str(PROGRAM.parent.parent),
    }
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
    person.sees("Does my API key work from this computer?")
    person.reader.wait(person.reader.focused, "the focus")
    person.keeps_a_picture("first-run")
    person.adds_a_key("Analytics")
    person.sees("This key works.")
    person.reader.hear(person.said("This key works."))
    person.keeps_a_picture("works")
    person.adds_a_key("Old dashboard")
    person.sees("iottly does not accept this key.")
    person.keeps_a_picture("rejected")
    person.desktop.press("ctrl+q")
    longest = int(person.desktop.end())
    sys.stdout.write(f"longest stall of the window's thread: {longest} ms\n")
    assert longest < 4 * PROMISED_MS
