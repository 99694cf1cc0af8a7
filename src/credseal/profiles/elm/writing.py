"""A micro-credential written as a European Digital Credential: Verifiable Credentials 1.1 and ELM 3.2, unsealed.

Verifiable Credentials 1.1: https://www.w3.org/TR/vc-data-model-1.1/ ; European Learning Model 3.2, application profile EDC 1.2.0:
https://github.com/european-commission-empl/European-Learning-Model . The homes of the elements are listed in the package's docstring.

    written = to_document(credential, Issuance(id="urn:uuid:...", sealer=university, issued=datetime.now(UTC)))
    written.document["credentialSubject"]["hasClaim"][0]["title"]
    written.findings            # what ELM could not hold, and what should not be sealed (severity "error")
"""

import copy
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Literal, TypeVar

from credseal.encoding.one_or_many import as_list
from credseal.errors import ProfileError
from credseal.model.achievement import MicroCredential
from credseal.model.text import UNDETERMINED
from credseal.profiles.elm.achievements import write_claims
from credseal.profiles.elm.display import write_display
from credseal.profiles.elm.languages import language_of, spoken
from credseal.profiles.elm.learners import write_learner
from credseal.profiles.elm.mandates import variant_of_record, write_evidence
from credseal.profiles.elm.nodes import Nodes, date_time, filled, unshared
from credseal.profiles.elm.organisations import write_organisation
from credseal.profiles.elm.vocabulary import CONTEXTS, PROFILES, SCHEMA, STATUS, TERMS_OF_USE, TYPES, Variant
from credseal.profiles.issuance import Issuance, Written, examine

T = TypeVar("T")
_IDENTIFYING = ("fullName", "nationalID", "identifier", "contactPoint")
_NOT_HELD = {
    "refresh_service": "A refresh service",
    "endorsements": "An endorsement",
    "endorsement_tokens": "An endorsement",
}


def to_document(
    credential: MicroCredential,
    issuance: Issuance,
    *,
    disclose: Collection[Literal["birth_date", "national", "address", "email"]] = (),
    extended: bool = False,  # noqa: ARG001  all profiles are called alike, and this one has all languages as it is
    variant: Variant | None = None,
) -> Written:
    """Write a micro-credential as a European Digital Credential.

    Args:
        credential: what is to be said, in all its languages.
        issuance: ``id``, ``sealer`` and ``issued`` are needed; without a picture that lies within it, the certificate is drawn.
        disclose: what of the learner is withheld otherwise: ``birth_date``, ``national``, ``address``, ``email``.
        extended: makes no difference.
        variant: the profile; by default the one that the record calls for (``mandates.variant_of_record``).

    Returns:
        The document without a seal, and findings.

    Raises:
        ProfileError: ``elm.missing`` (the title, or something of the issuance), ``elm.language-unlisted``,
            ``elm.learner-unidentified``, ``elm.node-twice``, ``elm.accreditation-missing``, ``elm.mandate-missing``.
        MissingExtraError: ``extra.render``: there is no picture, and Pillow to draw one is not installed.
        RenderError: the typefaces cannot draw the record; give the issuing a picture.
    """
    achievement = credential.achievement
    _needed(achievement.title, "title")
    languages = spoken(achievement)
    nodes = Nodes(achievement.language if achievement.language != UNDETERMINED else languages[0])
    chosen = variant or variant_of_record(credential, issuance)
    profile, schema = PROFILES[chosen]
    issued = date_time(_needed(issuance.issued, "date of issuing"))
    until = date_time(issuance.valid_until)
    issuer = write_organisation(_needed(issuance.sealer, "sealer of the issuance"), nodes)
    person, withheld = write_learner(credential.learner, nodes, disclose=disclose)
    if not credential.learner.id and not any(member in person for member in _IDENTIFYING):
        raise ProfileError(
            "Nothing that is written of the learner says who that is.",
            code="elm.learner-unidentified",
            pointer="/learner",
            hint="Give a name, a student number or a DID, or disclose more.",
        )
    claims = write_claims(credential, issuance, nodes)
    members = {
        "@context": list(CONTEXTS),
        "id": _needed(issuance.id, "id of the issuance"),
        "type": list(TYPES),
        "credentialProfiles": [nodes.entry("credential", profile)],
        "credentialSchema": [{"id": schema, "type": SCHEMA}, *_typed(issuance.schemas, SCHEMA)],
        "issuer": issuer,
        "issued": issued,
        "issuanceDate": issued,
        "validFrom": issued,
        "expirationDate": until,
        "validUntil": until,
        "displayParameter": write_display(credential, issuance, languages, nodes),
        "credentialSubject": nodes.node("Person", {**person, "hasClaim": claims}, id_=credential.learner.id),
        "evidence": write_evidence(credential, chosen, nodes),
        "credentialStatus": _one_or_many(_typed(issuance.status, STATUS)),
        "termsOfUse": _typed(issuance.terms_of_use, TERMS_OF_USE),
    }
    _report_limits(issuance, nodes)
    _report_language(achievement.language, language_of(members), nodes)
    findings = [*examine(credential, issuance), *withheld, *nodes.findings]
    return Written(unshared(filled(members)), tuple(findings))


def _typed(entries: Sequence[Mapping[str, Any]], type_: str) -> list[dict[str, Any]]:
    """Entries of other standards, with the type that the shapes demand before their own."""
    copied = [copy.deepcopy(dict(each)) for each in entries]
    for each in copied:
        types = [type_, *(own for own in as_list(each.get("type", [])) if own != type_)]
        each["type"] = types[0] if len(types) == 1 else types
    return copied


def _one_or_many(entries: list[dict[str, Any]]) -> Any:
    return entries[0] if len(entries) == 1 else entries


def _needed(value: T | None, what: str) -> T:
    if value is None:
        raise ProfileError(f"A European Digital Credential needs the {what}.", code="elm.missing")
    return value


def _report_language(language: str, read: str, nodes: Nodes) -> None:
    if language == UNDETERMINED:
        nodes.remark(
            "language-assumed",
            f"The record says no language: its texts without one were written in {nodes.language!r}.",
            hint="Set the record's language.",
        )
    elif language != read:
        nodes.remark(
            "language-unlisted",
            f"The credential cannot say that it is in {language!r}: it says {read!r}.",
            hint="Give the title in the record's language; of some languages the European list has none.",
        )


def _report_limits(issuance: Issuance, nodes: Nodes) -> None:
    for field, what in _NOT_HELD.items():
        if getattr(issuance, field):
            nodes.remark("left-out", f"{what} has no place in a European Digital Credential: it was left out.")
    if len(issuance.status) > 1:
        nodes.remark(
            "several-statuses",
            "A European Digital Credential has one status entry: the shapes refuse several.",
            "/credentialStatus",
        )
