"""Texts in further languages, which Open Badges has no place for: language maps beside its members, and the context that defines them.

Beside ``name`` stands ``nameMap``, beside ``targetName`` ``targetNameMap``, and so on. A map holds the whole text, the language of
the record included; the member beside it is what a reader of one language is shown, and follows from the map. A map that says
otherwise is believed by nobody. Images are closed to other members: the map of a caption stands beside the image.

    CONTEXT                              # the third context of a badge that is written with extended=True
    MAPS["name"]                         # 'nameMap'

The terms stand for the properties that the European Learning Model uses for such texts (http://data.europa.eu/snb/model/elm ), as
far as it has them; language maps: JSON-LD 1.1, section 4.6.2, https://www.w3.org/TR/json-ld11/#language-indexing . An inline context
counts only if its digest is known; that of this one is ``jsonld.contexts.LANGUAGE_MAPS``, so it never changes.
"""

from collections.abc import Mapping
from typing import Any

_DCTERMS = "http://purl.org/dc/terms/"
_DC = "http://purl.org/dc/elements/1.1/"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LOCN = "http://www.w3.org/ns/locn#"

# The language of the record, where ``inLanguage`` cannot hold its tag.
RECORD_LANGUAGE = "recordLanguage"
LEGAL_NAME = "legalNameMap"
CAPTION = "captionMap"
MAPS: Mapping[str, str] = {
    member: f"{member}Map"
    for member in (
        "name", "description", "narrative", "targetName", "targetDescription", "targetFramework", "addressCountry",
        "addressRegion", "specialization", "role", "term", "genre", "audience",
    )
}  # fmt: skip
_TERMS = {
    "nameMap": _DCTERMS + "title",
    "descriptionMap": _DCTERMS + "description",
    "narrativeMap": "http://data.europa.eu/snb/model/elm/noteLiteral",
    LEGAL_NAME: "http://www.w3.org/ns/regorg#legalName",
    CAPTION: _DC + "title",
    "targetNameMap": _SKOS + "prefLabel",
    "targetDescriptionMap": _SKOS + "definition",
    "targetFrameworkMap": _DC + "source",
    "addressCountryMap": _LOCN + "adminUnitL1",
    "addressRegionMap": _LOCN + "adminUnitL2",
    "specializationMap": _DC + "subject",
    "roleMap": "https://schema.org/roleName",
    "termMap": _DCTERMS + "temporal",
    "genreMap": _DC + "type",
    "audienceMap": _DCTERMS + "audience",
}
CONTEXT: Mapping[str, Any] = {
    "@protected": True,
    RECORD_LANGUAGE: {"@id": _DCTERMS + "language"},
    **{term: {"@id": iri, "@container": "@language"} for term, iri in _TERMS.items()},
}


def is_extended(document: Mapping[str, Any]) -> bool:
    """Whether a document has the context, so that language maps mean what they mean here."""
    contexts = document.get("@context")
    return isinstance(contexts, list) and any(each == CONTEXT for each in contexts)
