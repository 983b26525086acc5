"""A software bill of materials, as CycloneDX has it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component as Listed
from cyclonedx.model.component import ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from recipes import product
from recipes.components import Component


def document(artefact: str, components: Iterable[Component]) -> str:
    """Give the bill of the artefact of that file name, as JSON."""
    licences = LicenseFactory()
    program = Listed(
        name=product.NAME,
        version=product.VERSION,
        type=ComponentType.APPLICATION,
        licenses=[licences.make_from_string("MIT")],
        bom_ref=product.NAME,
    )
    bill = Bom(
        # The same for the same state of the sources, like everything else about the artefact.
        serial_number=uuid.uuid5(uuid.NAMESPACE_URL, f"{product.HOMEPAGE}/{artefact}"),
    )
    bill.metadata.timestamp = datetime.fromtimestamp(product.source_date(), UTC)
    bill.metadata.component = program
    for component in components:
        bill.components.add(_listed(component, licences))
    bill.register_dependency(program, bill.components)
    return JsonV1Dot6(bill).output_as_string(indent=2) + "\n"


def _listed(component: Component, licences: LicenseFactory) -> Listed:
    home = ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri(component.homepage))
    return Listed(
        name=component.name,
        version=component.version,
        type=ComponentType.LIBRARY,
        licenses=[licences.make_from_string(component.licence)],
        purl=PackageURL.from_string(component.purl),
        bom_ref=f"{component.name}@{component.version}",
        external_references=[home] if component.homepage else [],
    )
