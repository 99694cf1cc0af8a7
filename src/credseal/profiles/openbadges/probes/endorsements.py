"""The endorsements inside a credential: each is asked what an endorsement is asked, wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.errors import pointer_to
from credseal.profiles.openbadges.probes.answers import ENDORSEMENT_CREDENTIAL, ProbeAnswer, entries
from credseal.profiles.openbadges.probes.members import context_property, inline_json_schema, type_property
from credseal.profiles.openbadges.probes.standing import expiration, issuance, refresh_service, revocation_list

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from credseal.encoding.strict_json import JsonObject, JsonValue

NO_PROOF = ProbeAnswer("EmbeddedProofProbe", "error", "The verifiable credential is missing a proof.", "")
_UNCHECKED = ProbeAnswer("EmbeddedProofProbe", "open", "its proof was not checked.", "/proof")


def embedded_endorsements(document: JsonObject, at: datetime) -> Iterator[ProbeAnswer]:
    """The endorsements inside, wherever they stand: each is asked what an endorsement is asked; their proofs were not looked at.

    Args:
        document: the credential that holds them.
        at: the instant to compare with, aware.
    """
    for pointer, endorsement in _members(document, "endorsement"):
        if not isinstance(endorsement, dict):
            yield ProbeAnswer("EndorsementInspector", "error", "an endorsement is no object", pointer)
            continue
        kind = ENDORSEMENT_CREDENTIAL
        answers = [*context_property(endorsement), *type_property(endorsement, kind)]
        if not _fatal(answers):
            answers += inline_json_schema(endorsement, kind, embedded=True)
            if endorsement.get("proof") in (None, []):
                answers.append(NO_PROOF)
            else:
                answers.append(_UNCHECKED)
            for ask in (refresh_service, revocation_list):
                answers += ask(endorsement)
            answers += expiration(endorsement, at) if not _fatal(answers) else ()
            answers += issuance(endorsement, at) if not _fatal(answers) else ()
        for one in answers:
            yield ProbeAnswer(one.probe, one.level, f"endorsement: {one.message}", pointer + (one.pointer or ""))
    for pointer, _ in _members(document, "endorsementJwt"):
        yield ProbeAnswer(
            "ExternalProofProbe", "open", "endorsement: the signature of its JWT was not checked.", pointer
        )


def _members(document: JsonObject, wanted: str) -> Iterator[tuple[str, JsonValue]]:
    """All values of members of that name, at any depth, each with its pointer."""
    waiting: list[tuple[str, JsonValue]] = [("", document)]
    while waiting:
        pointer, value = waiting.pop()
        if isinstance(value, list):
            waiting.extend((pointer + pointer_to(index), each) for index, each in enumerate(value))
        elif isinstance(value, dict):
            waiting.extend((pointer + pointer_to(name), member) for name, member in value.items())
            yield from ((pointer + below, each) for below, each in entries(value, wanted))


def _fatal(answers: list[ProbeAnswer]) -> bool:
    return any(one.level == "fatal" for one in answers)
