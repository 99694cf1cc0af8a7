"""1EdTech's JSON schemas for Open Badges 3.0, by their URLs: answered from the tables in ``rules``, never fetched.

Open Badges 3.0, section 5.4 and "JSON Schema": https://www.imsglobal.org/spec/ob/v3p0/#json-schema . The files say the same as the data
model that they are made from, and so do our tables (``tests/conformance/test_openbadges_schema.py`` compares the two on
everybody's badges and on thousands of broken ones). Files are known by their URL: the ``$id`` that stands in them has named
other files.

    schema = SCHEMAS["https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"]
    schema.faults(document)          # () where the document fits

Three properties tell the files apart. Those below ``/json/`` want arrays, those below ``/json-ld/`` take one value for an array of
one where 1EdTech's data model calls a member "array-compacted". Those with ``any`` in their name take credentials on version 1.1 of Verifiable
Credentials as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from credseal.findings import Finding
from credseal.profiles.openbadges.structure import BADGE, ENDORSEMENT, Fault, faults

_BASE = "https://purl.imsglobal.org/spec/ob/v3p0/schema"


@dataclass(frozen=True)
class OfficialSchema:
    """One of 1EdTech's schemas.

    Attributes:
        node: what it describes: ``BADGE`` or ``ENDORSEMENT``.
        compacted: whether it takes one value for an array of one.
        any_version: whether it takes version 1.1 of Verifiable Credentials too.
    """

    node: str
    compacted: bool = False
    any_version: bool = False

    def faults(self, document: Any) -> tuple[Finding, ...]:
        """What keeps a document from fitting this schema.

        Args:
            document: a JSON value, with its proof.
        """
        return tuple(fault.finding for fault in faults(document, node=self.node) if self._minds(fault))

    def _minds(self, fault: Fault) -> bool:
        if fault.breaks == "plain":
            return not self.compacted
        return not self.any_version if fault.breaks == "version" else fault.breaks == "all"


SCHEMAS: Mapping[str, OfficialSchema] = MappingProxyType(
    {
        f"{_BASE}/{folder}/ob_v3p0_{version}{name}_schema.json": OfficialSchema(
            node, folder == "json-ld", version != ""
        )
        for folder in ("json", "json-ld")
        for version in ("", "any")
        for name, node in (("achievementcredential", BADGE), ("endorsementcredential", ENDORSEMENT))
    }
)
"""The schemas that are known, by their URLs."""
