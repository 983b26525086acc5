"""The third parties' notices: whose work is in the program, and on what terms."""

from __future__ import annotations

from collections.abc import Iterable

from recipes import product
from recipes.components import Component

_RULE = "=" * 78

_BEGINNING = """\
{title} {version}: notices about the work of others in it

{title} itself is under the MIT licence; see LICENSE.

Qt and PySide6 (Qt for Python) are used under the GNU Lesser General Public
License, version 3, whose text is below together with that of the GNU General
Public License, version 3, on which it builds. They are not changed, and linked
to as shared libraries: those in the folder PySide6 of the program may be
replaced by your own builds of the same major version, and you may take the
program apart to find the faults of such a change. The sources of the very
versions are at https://download.qt.io/official_releases/qt/ and
https://download.qt.io/official_releases/QtForPython/; for three years from the
release whoever has got the program gets them on a medium from those who have
released it, for the costs of copying. What Qt has in it of others (ICU,
HarfBuzz, FreeType, libpng, zlib and more) is told at
https://doc.qt.io/qt-6/licenses-used-in-qt.html.

certifi and publicsuffixlist hold lists under the Mozilla Public License 2.0;
they are not changed, and their sources are where their home pages lead.

{list}
"""


def text(components: Iterable[Component]) -> str:
    """Give the notices: a list, then the licences' texts."""
    known = list(components)
    listed = "\n".join(f"  {each.name} {each.version} ({each.licence})" for each in known)
    beginning = _BEGINNING.format(title=product.TITLE, version=product.VERSION, list=listed)
    return "\n".join([beginning, *(_section(each) for each in known)])


def _section(component: Component) -> str:
    heading = f"{_RULE}\n{component.name} {component.version}\n{component.homepage}\n{_RULE}\n"
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in component.texts]
    return "\n".join([heading, *(texts or [f"Licence: {component.licence}\n"])])
