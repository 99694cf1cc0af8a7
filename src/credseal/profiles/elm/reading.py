"""A European Digital Credential read back into the model: everything that ``writing`` writes, and of others what is plainly there.

    reading = from_document(document)
    reading.credential.achievement.title
    reading.found_at["title"]            # '/credentialSubject/hasClaim/0/specifiedBy/title'
    reading.unread                       # ('/credentialSubject/gender', ...): what the model has no field for

Nothing in a document makes reading raise. Give it only what a seal covers: reading believes what it reads. A credential in its form for version
2.0 of the data model (``bridge``) and one in its form for upload (``upload``) are read as what they hold; pointers are those of the plain form.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from credseal.encoding.one_or_many import as_list
from credseal.model.achievement import MicroCredential
from credseal.model.learner import Learner
from credseal.model.organisation import Organisation, Place
from credseal.model.text import UNDETERMINED
from credseal.profiles.elm.achievements import read_claims
from credseal.profiles.elm.bridge import from_bridge, is_bridge
from credseal.profiles.elm.display import Display, read_display
from credseal.profiles.elm.languages import language_of
from credseal.profiles.elm.learners import read_learner
from credseal.profiles.elm.mandates import read_evidence
from credseal.profiles.elm.nodes import Reader
from credseal.profiles.elm.organisations import read_organisation
from credseal.profiles.elm.upload import from_upload
from credseal.profiles.elm.vocabulary import (
    SCHEMA,
    SCHEMAS,
    STATUS,
    TERMS_OF_USE,
    VARIANT_OF_PROFILE,
)
from credseal.profiles.instants import read_instant
from credseal.profiles.issuance import Issuance
from credseal.profiles.reading import Reading
from credseal.profiles.tolerant import Node


def from_document(document: Any) -> Reading:
    """Read a European Digital Credential.

    Args:
        document: a JSON value; what the seal covers, where there is one.

    Returns:
        What it says. The language of the record is the one that it is shown in first.
    """
    if not isinstance(document, Mapping):
        log = Reader(document, UNDETERMINED).log
        log.report("odd-shape", "A European Digital Credential is a JSON object.", "", severity="error")
        return Reading(MicroCredential(), Issuance(), {}, tuple(log.findings), ("",))
    document = from_bridge(dict(document)) if is_bridge(document) else from_upload(document)
    reader = Reader(document, language_of(document))
    log, root = reader.log, reader.node(document, "")
    root.mark("@context", "proof", "cnf")
    sealer = _read_sealer(root, reader)
    _mark_assured(root, reader)
    shown = reader.first(root, "displayParameter")
    display = read_display(shown, reader) if shown else Display()
    subject = reader.first(root, "credentialSubject")
    claims = read_claims(subject.members, subject.pointer, reader) if subject else {}
    place: Place | None = claims.pop("place", None)
    learner = read_learner(subject, reader) if subject else Learner()
    credential = log.assemble(MicroCredential, {"learner": learner, **claims})
    credential = _entitled(credential, root, reader)
    title = credential.achievement.title
    fields = {"sealer": sealer, "place": place, "name": display.title if display.title != title else None}
    issuance = _read_issuance(root, reader, display, **fields)
    return Reading(credential, issuance, log.found_at, tuple(log.findings), log.unread(document))


def _read_sealer(root: Node, reader: Reader) -> Organisation | None:
    node = reader.first(root, "issuer")
    sealer = read_organisation(node, reader) if node else None
    if node and sealer:
        reader.log.found("sealer", root.at("issuer"))
        if sealer.address:
            reader.log.found("country_or_region", node.at("location"))
    return sealer


def _mark_assured(root: Node, reader: Reader) -> None:
    """What assures the quality of an organisation is read where it awards; with the issuer, if that is the same, it stands again."""
    issuer, subject = reader.first(root, "issuer"), reader.first(root, "credentialSubject")
    claim = reader.first(subject, "hasClaim") if subject else None
    process = reader.first(claim, "awardedBy") if claim else None
    for body in reader.nodes(process, "awardingBody") if process else ():
        same = issuer is not None and issuer.members.get("id") == body.members.get("id")
        if same and issuer is not None and issuer.members.get("accreditation") == body.members.get("accreditation"):
            issuer.mark("accreditation")


def _entitled(credential: MicroCredential, root: Node, reader: Reader) -> MicroCredential:
    """The record with the mandate, and with an accreditation that stands among the evidence only."""
    mandate, accreditations = read_evidence(root, reader)
    achievement = credential.achievement
    known = achievement.quality_assurance
    more = tuple(each for each in accreditations if each not in known)
    if not mandate and not more:
        return credential
    changed = replace(achievement, mandate=mandate or achievement.mandate, quality_assurance=(*known, *more))
    return replace(credential, achievement=changed)


def _read_issuance(root: Node, reader: Reader, display: Display, **known: Any) -> Issuance:
    log = reader.log
    id_ = root.text("id")
    issued = _read_issued(root)
    _read_profiles(root, reader)
    if "status" in root.members:
        log.report("status-misplaced", "Entries of status lists stand where no verifier looks for them.", "/status")
    schemas = _read_typed(root, "credentialSchema", SCHEMA, "schemas")
    fields: dict[str, Any] = {
        "id": id_ if id_ and log.build(root.at("id"), Issuance, id=id_) else None,
        "issued": issued,
        "valid_until": _read_until(root),
        "status": _read_typed(root, "credentialStatus", STATUS, "status"),
        "picture": display.picture,
        "description": display.description,
        "schemas": tuple(each for each in schemas if str(each.get("id")) not in SCHEMAS),
        "terms_of_use": _read_typed(root, "termsOfUse", TERMS_OF_USE, "terms_of_use"),
    }
    return log.assemble(Issuance, fields | known)


def _read_issued(root: Node) -> datetime | None:
    """When it was issued. From when it is valid has no field of its own: whoever judges the dates takes that from the document."""
    known = read_instant(root, "issued", "issuanceDate", element="issued")
    if "issuanceDate" in root.members and read_instant(root, "issuanceDate") != known:
        root.log.report(
            "contradiction", "It was issued at two different instants.", root.at("issuanceDate"), severity="error"
        )
    read_instant(root, "validFrom")
    return known


def _read_until(root: Node) -> datetime | None:
    """Until when it is valid; of two different instants the earlier, for that is when some reader will stop."""
    found = [
        instant
        for name in ("validUntil", "expirationDate")
        if (instant := read_instant(root, name, element="valid_until")) is not None
    ]
    if len(set(found)) > 1:
        root.log.report("contradiction", "It ends at two different instants.", root.at("validUntil"), severity="error")
    return min(found, default=None)


def _read_profiles(root: Node, reader: Reader) -> None:
    """The profiles that are known need no place in the model."""
    for each in reader.nodes(root, "credentialProfiles"):
        concept = reader.read_concept(each)
        if concept is None or concept.uri not in VARIANT_OF_PROFILE:
            reader.log.unmark(each.pointer)


def _read_typed(root: Node, name: str, type_: str, element: str) -> tuple[Mapping[str, Any], ...]:
    """Objects of other standards, without the type that the shapes of EDC demand besides."""
    return tuple(_own(each, type_) for each in root.objects(name, element))


def _own(entry: Mapping[str, Any], type_: str) -> dict[str, Any]:
    types = [each for each in as_list(entry.get("type", [])) if each != type_]
    if not types:
        return dict(entry)
    return {**entry, "type": types[0] if len(types) == 1 else types}
