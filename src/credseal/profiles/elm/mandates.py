"""What entitles the sealer, as ``evidence`` of the credential, and which profile of European Digital Credentials that makes it.

European Learning Model 3.2, ``Evidence``: the profiles *issued by mandate* and *accredited* demand one, with a statement or an accreditation.

    variant_of_record(credential, issuance)             # 'issued-by-mandate'
    write_evidence(credential, "accredited", nodes)     # [{'type': 'Evidence', 'accreditation': {...}, ...}]
    read_evidence(root, reader)                         # Entitlement(mandate, accreditations)
"""

from typing import Any, NamedTuple

from credseal.errors import ProfileError
from credseal.model.achievement import MicroCredential
from credseal.model.organisation import Mandate
from credseal.model.quality import QualityAssurance
from credseal.model.text import Text
from credseal.profiles.elm.nodes import Nodes, Reader
from credseal.profiles.elm.quality import read_accreditation, write_quality
from credseal.profiles.elm.vocabulary import ACCREDITATION, EVIDENCE_TYPE, MANDATE, Variant
from credseal.profiles.issuance import Issuance
from credseal.profiles.tolerant import Node


class Entitlement(NamedTuple):
    """What a document says of why its issuer may issue it."""

    mandate: Mandate | None = None
    accreditations: tuple[QualityAssurance, ...] = ()


def variant_of_record(credential: MicroCredential, issuance: Issuance) -> Variant:
    """The profile that a record calls for: issued by mandate, if the sealer is no awarding body and a mandate is named; else generic.

    The accredited profile is never chosen by itself: viewers look its accreditation up in the Union's register (QDR) and mark the
    credential where they do not find it, though an accreditation elsewhere, or none, is nothing wrong.
    """
    bodies, sealer = credential.achievement.awarding_bodies, issuance.sealer
    is_stranger = (
        sealer is not None and bodies and not any(sealer == each or sealer.is_same_as(each) for each in bodies)
    )
    return "issued-by-mandate" if is_stranger and credential.achievement.mandate else "generic"


def write_evidence(credential: MicroCredential, variant: Variant, nodes: Nodes) -> list[dict[str, Any]]:
    """Write what a profile demands as evidence; a mandate that is named is written in the generic profile, too.

    Raises:
        ProfileError: ``elm.accreditation-missing``, ``elm.mandate-missing``: the profile needs what the record does not name.
    """
    achievement = credential.achievement
    if variant == "accredited":
        registered = [each for each in achievement.quality_assurance if each.register_entry]
        of_body, of_programme, _ = write_quality(registered, nodes)
        accreditation = next(iter([*of_programme, *of_body]), None)
        if accreditation is None:
            raise ProfileError(
                "The accredited profile needs an accreditation: quality assurance from outside with its entry in a register.",
                code="elm.accreditation-missing",
                pointer="/achievement/quality_assurance",
                hint="Name scope, register_entry, and the body with legal_name and country; or write the generic profile.",
            )
        if achievement.mandate:
            nodes.remark("left-out", "The accredited profile has no place for a mandate: it was left out.")
        return [_write(ACCREDITATION, {"accreditation": accreditation}, nodes)]
    if achievement.mandate:
        return [_write_mandate(achievement.mandate, nodes)]
    if variant == "issued-by-mandate":
        raise ProfileError(
            "The profile of credentials that are issued by mandate needs the mandate.",
            code="elm.mandate-missing",
            pointer="/achievement/mandate",
            hint="Name the mandate in the achievement, or write the generic profile.",
        )
    return []


def read_evidence(root: Node, reader: Reader) -> Entitlement:
    """Read what a document names as evidence; what is no mandate and no accreditation stays unread."""
    mandate, accreditations = None, []
    for node in reader.nodes(root, "evidence"):
        reader.uri(node)
        type_ = reader.concept(node, "dcType")
        code = (type_.uri or "").removeprefix(EVIDENCE_TYPE) if type_ else None
        if code == MANDATE and mandate is None:
            mandate = _read_mandate(node, reader)
        elif code == ACCREDITATION:
            accreditation = reader.first(node, "accreditation")
            form = read_accreditation(accreditation, reader) if accreditation else None
            accreditations += [form] if form else []
        else:
            reader.log.unmark(node.pointer)
    if mandate:
        reader.log.found("mandate", root.at("evidence"))
    return Entitlement(mandate, tuple(accreditations))


def _write_mandate(mandate: Mandate, nodes: Nodes) -> dict[str, Any]:
    """The statement is a text without a language: that of the record is written; where it can be read is the id of the evidence."""
    statement = mandate.reference
    if mandate.description:
        tag, statement = mandate.description.in_language(nodes.language)
        if len(mandate.description) > 1 or tag not in (nodes.language, "und"):
            nodes.remark("text-left-out", "ELM holds the mandate in one language, and does not say in which.")
    return _write(MANDATE, {"evidenceStatement": statement}, nodes, id_=mandate.reference)


def _read_mandate(node: Node, reader: Reader) -> Mandate | None:
    statement, reference = node.text("evidenceStatement"), reader.uri(node)
    log = reader.log
    description = log.build(node.at("evidenceStatement"), Text.of, statement, reader.language) if statement else None
    if statement == reference:
        description = None
    return log.build(node.pointer, Mandate, description, reference) if description or reference else None


def _write(type_: str, members: dict[str, Any], nodes: Nodes, *, id_: str | None = None) -> dict[str, Any]:
    return nodes.node("Evidence", {"dcType": nodes.entry("evidence-type", type_), **members}, id_=id_)
