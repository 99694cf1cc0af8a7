"""What the validator's probes answer with, and what it takes a credential for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from credseal.encoding.one_or_many import as_list
from credseal.errors import pointer_to
from credseal.findings import Finding
from credseal.profiles.openbadges.structure import BADGE, ENDORSEMENT
from credseal.profiles.openbadges.vocabulary import BADGE_TYPES, CREDENTIALS_V2

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.findings import Severity

Level: TypeAlias = Literal["warning", "error", "fatal", "open", "unasked"]

_SEVERITIES: dict[Level, Severity] = {
    "warning": "warning", "error": "error", "fatal": "error", "open": "info", "unasked": "info",
}  # fmt: skip
_HINTS: dict[Level, str] = {
    "fatal": "Fatal: 1EdTech's validator asks nothing further.",
    "open": "What 1EdTech's validator would say hangs on this, and it was not looked at.",
    "unasked": "1EdTech's validator would warn at most.",
}
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@dataclass(frozen=True)
class ProbeAnswer:
    """One thing that the validator says.

    Attributes:
        probe: the name by which it knows the probe, e.g. ``ContextPropertyProbe``.
        level: how grave it is.
        message: its words.
        pointer: JSON pointer to the member in question, or None.
    """

    probe: str
    level: Level
    message: str
    pointer: str | None = None

    @property
    def finding(self) -> Finding:
        """The same as a finding; its code is ``onedtech.`` and the probe's name."""
        code = _WORDS.sub("-", self.probe.removesuffix("Probe")).lower()
        return Finding(f"onedtech.{code}", _SEVERITIES[self.level], self.message, self.pointer, _HINTS.get(self.level))


@dataclass(frozen=True)
class CredentialKind:
    """What the validator takes a credential for.

    Attributes:
        node: the class of node, as in ``structure``.
        types: of which one must be among its types.
        subject: the type that its subject must have.
        proof_types: the types of proof that it looks for.
    """

    node: str
    types: tuple[str, ...]
    subject: str
    proof_types: tuple[str, ...]


OPEN_BADGE = CredentialKind(BADGE, BADGE_TYPES, "AchievementSubject", ("Ed25519Signature2020", "DataIntegrityProof"))
ENDORSEMENT_CREDENTIAL = CredentialKind(
    ENDORSEMENT,
    (ENDORSEMENT,),
    "EndorsementSubject",
    ("Ed25519Signature2020", "DataIntegrityProof", "RsaSignature2018"),
)


def kind_of(document: JsonObject) -> CredentialKind:
    """Which of its inspectors a document is for: that of endorsements where it says that it is one, else that of badges."""
    types = strings(document.get("type"))
    return ENDORSEMENT_CREDENTIAL if ENDORSEMENT in types and not set(BADGE_TYPES) & set(types) else OPEN_BADGE


def strings(value: JsonValue) -> list[str]:
    """Texts as the validator reads them: what is no text is an empty one, or none where it stands alone."""
    if isinstance(value, list):
        return [each.strip() if isinstance(each, str) else "" for each in value]
    return [value] if isinstance(value, str) else []


def is_a(node: JsonValue, wanted: str) -> bool:
    """Whether a value is an object of that type."""
    return isinstance(node, dict) and wanted in strings(node.get("type"))


def all_are(node: JsonObject, member: str, wanted: str) -> bool:
    """Whether all values of a member, if there are any, are objects of that type."""
    return node.get(member) is None or all(is_a(each, wanted) for each in as_list(node[member]))


def is_version_2(document: JsonObject) -> bool:
    """Whether the validator takes a document for one on version 2.0 of Verifiable Credentials."""
    return CREDENTIALS_V2 in as_list(document.get("@context"))


def entries(document: JsonObject, member: str) -> Iterator[tuple[str, JsonValue]]:
    """The values of a member, each with its pointer; none where the member is absent."""
    value = document.get(member)
    if isinstance(value, list):
        yield from ((pointer_to(member, index), each) for index, each in enumerate(value))
    elif member in document:
        yield pointer_to(member), value
