"""Does it fit the schemas that it names for itself? A note for each: fits, does not, or was not asked.

Verifiable Credentials Data Model 2.0, section 4.11 "Data Schemas": https://www.w3.org/TR/vc-data-model-2.0/#data-schemas. 1EdTech's own schemas are
known by their URLs (see ``profiles.openbadges.schemas``); no other is applied, and none is ever fetched: who issues a credential would
choose whom its verifiers talk to, and what they spend their time on.

=====================  ========  =================================================================================
``schema.mismatch``    error     it does not fit a schema that it names
``schema.compacted``   warning   it does not fit a schema for plain JSON, but the one for JSON-LD: one value for an array of one
``schema.unchecked``   info      it names a schema that is not applied
=====================  ========  =================================================================================

None of them decides. What makes an Open Badge is asked by ``structure``, with the same tables; a schema asks for more than the standard in
a few places, and 1EdTech's validator takes half of those for warnings.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from credseal.encoding.one_or_many import as_list
from credseal.findings import Finding
from credseal.profiles import vcdm
from credseal.profiles.elm import vocabulary as elm_vocabulary
from credseal.profiles.openbadges.schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.checks.evidence import Evidence
    from credseal.profiles.openbadges.schemas import OfficialSchema

# JSON Schema under the names by which credentials call it: 1EdTech's, and that of W3C's Verifiable Credentials JSON Schema.
_TYPES = frozenset({"1EdTechJsonSchemaValidator2019", "JsonSchema"})
_UNCHECKED = "It names a schema that credseal does not apply, so whether it fits is not known."


def notes_on(evidence: Evidence) -> tuple[Finding, ...]:
    """One note for each schema that the document names, but for those that it fits, or names a second time."""
    return tuple(_notes(evidence)) if "credentialSchema" in evidence.document else ()


def _notes(evidence: Evidence) -> Iterator[Finding]:
    named = evidence.document["credentialSchema"]
    asked: set[OfficialSchema] = set()
    for index, entry in enumerate(as_list(named)):
        if not isinstance(entry, dict):
            continue
        here = f"/credentialSchema/{index}" if isinstance(named, list) else "/credentialSchema"
        url = entry.get("id")
        if (
            isinstance(url, str) and url in elm_vocabulary.SCHEMAS
        ):  # the shapes of its profile, which ``structure`` applies
            continue
        schema = SCHEMAS.get(url) if isinstance(url, str) and _TYPES & vcdm.types(entry) else None
        if schema is None:
            hint = "Only the schemas of Open Badges 3.0 are applied; ask the issuer what the others demand."
            yield Finding("schema.unchecked", "info", _UNCHECKED, here, hint)
            continue
        if (
            schema in asked
        ):  # applying one takes as long as the document is, and its name can stand there a thousand times
            continue
        asked.add(schema)
        faults = schema.faults(evidence.given)
        if not faults:
            continue
        first = f"The first of {len(faults)} faults is at {faults[0].pointer or 'the top'}: {faults[0].message}"
        if replace(schema, compacted=True).faults(evidence.given):
            yield Finding("schema.mismatch", "error", "It does not fit a schema that it names.", here, first)
        else:
            message = (
                "It fits the schema that it names for JSON-LD only: where that wants an array, one value stands alone."
            )
            yield Finding("schema.compacted", "warning", message, here, first)
