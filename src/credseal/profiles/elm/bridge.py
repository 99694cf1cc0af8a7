"""The European Learning Model on Verifiable Credentials 2.0: the same learning, in a credential that can carry a Data Integrity proof.

A European Digital Credential is of the data model 1.1, is sealed with JAdES and must not hold a proof. Wallets and verifiers elsewhere want
version 2.0 (https://www.w3.org/TR/vc-data-model-2.0/) and a proof inside. The profile's own context cannot stand beside that of version 2.0:
both define ``description``, and version 2.0 protects it (JSON-LD 1.1, section 4.1.11, https://www.w3.org/TR/json-ld11/#protected-term-definitions).
Here the profile's terms stand in an inline context, in which ``dcDescription`` is what ``description`` was; every statement stays the same.

    document = to_bridge(edc)                       # unsigned; sign it with ``securing.data_integrity``
    is_bridge(document)                             # True
    from_bridge(document)                           # the form of the EDC again, for whoever reads it

**All terms, not only those that credseal writes.** The context has every term of the profile that a credential can use (``contexts/elm-bridge.json``,
13 kB in a document, where one picture takes 100 kB). With the terms of our writer alone it would be half of that, but another one would be needed
whenever the writer learns a word, each to be vouched for by every verifier for ever; and no credential of anybody else could be bridged. An inline
context counts only if its digest is known; that of this one is ``jsonld.contexts.ELM_BRIDGE``, so it never changes.

What changes besides: ``issuanceDate`` and ``expirationDate`` are ``issued`` and ``validUntil``; a status has the type that version 2.0 gives it, without
the ``CredentialStatus`` that the shapes of EDC ask for; ``credentialSchema`` is left out, for no credential with a proof fits those shapes. A date in
``dateModified`` can be signed here; in the profile, by a slip, it is no date.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from credseal import bundled
from credseal.encoding.one_or_many import as_list
from credseal.errors import ProfileError, pointer_to
from credseal.profiles import vcdm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from credseal.encoding.strict_json import JsonObject, JsonValue

_EDC_CONTEXTS = [vcdm.CONTEXT_V1, "http://data.europa.eu/snb/model/context/edc-ap"]
# In a bridged document ``description`` is the word of version 2.0, which ours never writes: readers of ELM must not take it for theirs.
_TO_BRIDGE = {"description": "dcDescription"}
_FROM_BRIDGE = {"dcDescription": "description", "description": "https://schema.org/description"}
_RENAMED = (("issued", "issuanceDate"), ("validUntil", "expirationDate"))
_ONLY_IN_EDC = "CredentialStatus"


def context() -> JsonObject:
    """The inline context, which stands after the URL of version 2.0; a fresh copy each time.

    Raises:
        JsonLdError: the file is missing or is not the one that was released.
    """
    parsed: JsonObject = json.loads(bundled.read("elm-bridge.json"))["@context"]
    return parsed


def is_bridge(document: Mapping[str, JsonValue]) -> bool:
    """Whether a document is of version 2.0 with this context beside it, and no other."""
    contexts = document.get("@context")
    return (
        isinstance(contexts, list) and len(contexts) == len(_EDC_CONTEXTS) and contexts == [vcdm.CONTEXT_V2, _known()]
    )


def to_bridge(document: JsonObject) -> JsonObject:
    """A European Digital Credential as a credential of version 2.0, with everything that it says.

    Args:
        document: an unsigned one, or what a seal covers; the seal itself stays behind.

    Raises:
        ProfileError: ``bridge.form`` for a document that has other contexts or a proof; ``bridge.dates`` where one of its dates is
            told twice, differently.
    """
    if document.get("@context") != _EDC_CONTEXTS:
        raise ProfileError(
            "The document is no European Digital Credential: its contexts are others.",
            code="bridge.form",
            pointer="/@context",
            hint="Write it with the profile for European Digital Credentials first.",
        )
    if "proof" in document:
        raise ProfileError(
            "The document has a proof, which would cover nothing of what it becomes.",
            code="bridge.form",
            pointer="/proof",
            hint="Bridge the unsigned document, then sign.",
        )
    bridged: JsonObject = {"@context": [vcdm.CONTEXT_V2, context()]}
    left_out = ("@context", "credentialSchema", *(old for _, old in _RENAMED))
    for member, value in document.items():
        if member not in left_out:
            bridged[_TO_BRIDGE.get(member, member)] = _renamed(value, _TO_BRIDGE)
    for new, old in _RENAMED:
        if old in document:
            if document.get(new, document[old]) != document[old]:
                raise ProfileError(
                    f'"{new}" and "{old}" are different dates, and version 2.0 has one place for both.',
                    code="bridge.dates",
                    pointer=pointer_to(old),
                )
            bridged[new] = document[old]
    if "issued" in bridged:
        bridged.setdefault("validFrom", bridged["issued"])  # in version 1.1 it is valid from the day of issuing on
    if "credentialStatus" in bridged:
        bridged["credentialStatus"] = _typed(bridged["credentialStatus"], before=())
    return _described_alike(bridged)


def from_bridge(document: JsonObject) -> JsonObject:
    """A bridged credential in the form of a European Digital Credential, to be read; it has no ``credentialSchema`` and is not to be sealed.

    Args:
        document: one of which ``is_bridge`` holds; its proofs are left out.
    """
    restored: JsonObject = {"@context": [*_EDC_CONTEXTS]}
    for member, value in document.items():
        if member not in ("@context", "proof"):
            restored[_FROM_BRIDGE.get(member, member)] = _renamed(value, _FROM_BRIDGE)
    for new, old in _RENAMED:
        if new in restored:
            restored[old] = restored[new]
    if "credentialStatus" in restored:
        restored["credentialStatus"] = _typed(restored["credentialStatus"], before=(_ONLY_IN_EDC,))
    return restored


def _described_alike(document: JsonObject) -> JsonObject:
    """The document with every node that has an id described alike wherever it stands.

    Of an organisation more is said where it awards than where it issues. To linked data that is one node; but what only one of
    two places says could be moved to the other without breaking a proof over linked data, so that no such proof is made.
    """
    known: dict[str, JsonObject] = {}
    for node in _nodes(document):
        said = known.setdefault(str(node["id"]), {})
        said |= {member: value for member, value in node.items() if member not in said}
    whole = _whole(document, known, frozenset())
    return whole if isinstance(whole, dict) else document


def _nodes(value: JsonValue) -> Iterator[JsonObject]:
    """Every object that has an id, and says more than that."""
    waiting = [value]
    for each in waiting:  # grows while it is read
        if isinstance(each, dict):
            if isinstance(each.get("id"), str) and len(each) > 1:
                yield each
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)


def _whole(value: JsonValue, known: Mapping[str, JsonObject], within: frozenset[str]) -> JsonValue:
    if isinstance(value, list):
        return [_whole(each, known, within) for each in value]
    if not isinstance(value, dict):
        return value
    identifier = value.get("id")
    if isinstance(identifier, str) and len(value) > 1 and identifier not in within:
        # Where two places contradict each other, each keeps its own, and nothing signs that.
        value = {**known[identifier], **value}
        within = within | {identifier}
    return {member: _whole(each, known, within) for member, each in value.items()}


@lru_cache(maxsize=1)
def _known() -> JsonObject:
    return context()


def _renamed(value: JsonValue, names: Mapping[str, str]) -> JsonValue:
    if isinstance(value, dict):
        return {names.get(member, member): _renamed(below, names) for member, below in value.items()}
    if isinstance(value, list):
        return [_renamed(item, names) for item in value]
    return value


def _typed(status: JsonValue, *, before: tuple[str, ...]) -> JsonValue:
    """Entries of status lists, each with the types that it has by its own standard, and ``before`` in front of them."""
    if isinstance(status, list):
        return [_typed(entry, before=before) for entry in status]
    if not isinstance(status, dict) or "type" not in status:
        return status
    types: list[JsonValue] = [*before, *(name for name in as_list(status["type"]) if name != _ONLY_IN_EDC)]
    return {**status, "type": types[0] if len(types) == 1 else types}
