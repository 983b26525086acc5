"""What the window says in another language, by what it says in English."""

import xml.etree.ElementTree as Xml
from pathlib import Path

_FOLDER = Path(__file__).parent.parent.parent / "resources" / "translations"


class Said:
    """The words of a language: `said("Undo")`; `said("None", context="ProxyForm")`."""

    def __init__(self, language: str) -> None:
        self._words: dict[tuple[str, str], str] = {}
        root = Xml.parse(_FOLDER / f"iottly-keycheck_{language}.ts").getroot()
        for context in root.iter("context"):
            name = context.findtext("name") or ""
            for message in context.iter("message"):
                source = message.findtext("source") or ""
                text = message.findtext("translation") or source
                self._words[name, source] = text
                self._words.setdefault(("", source), text)

    def __call__(self, english: str, context: str = "") -> str:
        return self._words.get((context, english), english).replace("&", "")
