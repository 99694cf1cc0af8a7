"""What follows from a document once it is read: where it was issued, when, and whether whoever was assessed was identified.

place_of(reading)                # PlaceAnswer("Graz, Austria", "stated", "AT")
dates_of(document, proofs, reading)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.findings import Finding
from credseal.model.vocabularies import concept
from credseal.profiles.dates import MEANINGS, DateFact, dates_in
from credseal.report.answers import AssessedAnswer, PlaceAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from credseal.encoding.strict_json import JsonObject
    from credseal.findings import Severity
    from credseal.model.organisation import Organisation, Place
    from credseal.profiles.reading import Reading
    from credseal.report.answers import ProofAnswer, Stated

_READERS = "en"


def place_of(reading: Reading) -> PlaceAnswer:
    """Where it was issued: as stated, else derived from the issuer's address."""
    stated = reading.issuance.place or reading.credential.achievement.place_of_issue
    sealer = reading.issuance.sealer
    address = sealer.address if sealer else None
    if stated is not None:
        return PlaceAnswer(_words(stated), "stated", stated.country)
    return PlaceAnswer(_words(address), "derived", address.country) if address else PlaceAnswer()


def notes_on_place(reading: Reading) -> tuple[Finding, ...]:
    """``place.elsewhere``: issued in another country than the issuer's, which may well be so."""
    sealer, place = reading.issuance.sealer, place_of(reading)
    home = sealer.address.country if sealer and sealer.address else None
    if place.known_by != "stated" or None in (home, place.country) or home == place.country:
        return ()
    message = f"The place of issue is in {_country(place.country)}, the issuer's address in {_country(home)}."
    return (Finding("place.elsewhere", "info", message, reading.found_at.get("place_of_issue")),)


def notes_on_awarding(reading: Reading) -> tuple[Finding, ...]:
    """``issuer.awards-for-other``: another organisation awards it, says the issuer, who alone has signed or sealed it."""
    sealer, achievement = reading.issuance.sealer, reading.credential.achievement
    if sealer is None or all(_is_sealer(each, sealer) for each in achievement.awarding_bodies):
        return ()
    own = "only its own word says why it may" if achievement.mandate else "nothing says why it may"
    message = f"It names another awarding body than the issuer: that is the issuer's word, and {own}."
    hint = "Ask the awarding body whether the issuer may issue in its name."
    severity: Severity = "info" if achievement.mandate else "warning"
    return (Finding("issuer.awards-for-other", severity, message, reading.found_at.get("awarding_bodies"), hint),)


def _is_sealer(body: Organisation, sealer: Organisation) -> bool:
    """Whether it is the same, and goes by no other name: by an id alone anybody can be made to look like another."""
    names = set((body.legal_name or {}).values())
    known = set((sealer.legal_name or {}).values())
    return body == sealer or (body.is_same_as(sealer) and names <= known)


def dates_of(
    document: JsonObject | None, proofs: Sequence[ProofAnswer], reading: Reading | None
) -> tuple[DateFact, ...]:
    """Every date that document and proofs give: the document's, the proofs', those of quality assurance."""
    return (
        *(dates_in(document) if document else ()),
        *(fact for proof in proofs for fact in _of_proof(proof)),
        *(_of_quality(reading) if reading else ()),
    )


def assessed_of(reading: Reading) -> AssessedAnswer:
    """Whether whoever was assessed was identified and watched, in how many of the assessments."""
    assessments = reading.credential.assessments
    return AssessedAnswer(
        _stated([each.identity_verified for each in assessments]),
        _stated([each.supervision.supervised if each.supervision else None for each in assessments]),
    )


def _stated(answers: Sequence[bool | None]) -> Stated:
    if set(answers) <= {None}:
        return "not_stated"
    if all(answers):
        return "yes"
    return "partly" if any(answers) else "no"


def _of_proof(proof: ProofAnswer) -> Iterator[DateFact]:
    around = not proof.pointer  # a token, whose claims say it
    for member, claim, value in (("created", "iat", proof.created), ("expires", "exp", proof.expires)):
        if value is not None:
            yield DateFact(
                f"{proof.pointer}/{claim if around else member}",
                member,
                f"{MEANINGS[member]} (the proof)",
                value,
                "instant",
            )


def _of_quality(reading: Reading) -> Iterator[DateFact]:
    pointer = reading.found_at.get("quality_assurance", "")
    for each in reading.credential.achievement.quality_assurance:
        if each.valid_from:
            yield DateFact(pointer, "valid_from", "from when quality assurance holds", each.valid_from, "date")
        if each.valid_until:
            yield DateFact(pointer, "valid_until", "until when quality assurance holds", each.valid_until, "date")


def _words(place: Place) -> str | None:
    country = place.country_name.in_language(_READERS)[1] if place.country_name else _country(place.country)
    region = place.region.label.in_language(_READERS)[1] if place.region and place.region.label else None
    return ", ".join(part for part in (place.locality, region, country) if part) or None


def _country(code: str | None) -> str | None:
    """What a country is called, where the European list has it; its code otherwise."""
    known = concept("country", code) if code else None
    return known.label.in_language(_READERS)[1] if known and known.label else code
