"""Is it accredited, as it says? The register's own entry is held against the credential.

European approach to micro-credentials (2021), principle 1 "Quality", and the rules by which the Commission's viewer compares a European Digital Credential
with the Qualifications Dataset Register. A credential names entries (``quality_assurance``, ``register_entry``); of each the verifier's own records
(``trust.accreditation``) must say that it was in force when the credential was issued, that it is about the organisation that awarded and sealed, and
that qualification, EQF level, fields of ISCED-F (with all below them) and places (with all within them) lie inside its limits.

That it is about the organisation that sealed, others must show than the credential: its key or certificate, or a register that lists it.

    judge(reading, [Accreditations.load(...)], issued=datetime(...), now=datetime.now(UTC), sealer=["VATPL-0000000000"])

=========================================  ==============================================================================
outcome                                    codes
=========================================  ==============================================================================
passed                                     ``accreditation.in-force``
failed, a rule is broken                   ``.expired``, ``.not-yet``, ``.withdrawn``, ``.suspended``, ``.negative``, ``.other-body``, ``.level``, ``.field``,
                                           ``.jurisdiction``
inconclusive, nobody can tell              ``.no-record``, ``.outdated``, ``.in-doubt``, ``.unregistered``, ``.undated``, ``.body-unclear``, ``.body-unproven``,
                                           ``.sealed-by-other``, ``.qualification-unclear``, ``.level-unclear``, ``.field-unclear``, ``.jurisdiction-unclear``
not requested, nobody gave records         ``.not-requested``
not applicable, it claims none             ``.none``; ``.internal``, a stand-alone credential under internal quality assurance
=========================================  ==============================================================================

Of several entries, one that fails decides: it is a false claim; else one that passes is enough.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from credseal.model.dates import order
from credseal.model.level import CYCLE_OF_EQF_LEVEL
from credseal.model.regions import contains
from credseal.model.vocabularies import in_list
from credseal.report import Check, Outcome
from credseal.trust.listing import look_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from credseal.checks.evidence import Evidence
    from credseal.model.achievement import Achievement
    from credseal.model.organisation import Organisation
    from credseal.profiles.reading import Reading
    from credseal.trust.accreditation import Accreditations
    from credseal.trust.accreditation_record import (
        AccreditationRecord,
        AccreditedOrganisation,
        CoveredQualification,
    )

NAME = "accreditation"

_ISCED = "http://data.europa.eu/snb/isced-f/"
_EQF_LEVEL_OF_CYCLE = {cycle: level for level, cycle in CYCLE_OF_EQF_LEVEL.items()}
# EN 319 412-1, section 5.1.4: VATPL-0000000000 is the number PL0000000000 in the register of value added tax. The same digits in another
# register, such as NTRPL-0000000000, may be somebody else's.
_ETSI = re.compile(r"VAT(?P<country>[A-Z]{2})-(?P<number>.+)", re.DOTALL)
_AGAINST = {"withdrawn": "accreditation.withdrawn", "suspended": "accreditation.suspended"}
# Two numbers that are shorter may be equal by chance.
_SHORTEST = 4
_ASK = "Ask the awarding body which accreditation covers this, or the register itself."
_GET_RECORDS = "Save its entry from the register, and give it (--accreditations FILE)."
_GET = "Save the entry from its register and give it to the verifier."


class _Facts(NamedTuple):
    """What is known beside document and records: see ``judge``."""

    issued: date | datetime | None
    now: datetime
    sealer: frozenset[str]


class _Answer(NamedTuple):
    outcome: Outcome
    code: str
    message: str
    hint: str | None = None


def check(evidence: Evidence) -> Check:
    """As ``judge``, of what a verifier has gathered; a document that is not read claims nothing."""
    reading = evidence.reading
    if reading is None:
        return Check(NAME, Outcome.NOT_APPLICABLE, "accreditation.none", "It does not say that it is accredited.")
    stamped = next((one.at for one in evidence.signings if one.trusted), None)
    issued = stamped or reading.issuance.issued or reading.credential.awarded_on
    found = judge(
        reading,
        evidence.accreditations,
        issued=issued,
        now=evidence.now,
        sealer=_shown(evidence) if evidence.by_issuer else (),
    )
    if evidence.accreditations or found.outcome is Outcome.NOT_APPLICABLE:
        return found
    message = "It says that it is accredited; no records were given by which that could be looked up."
    return Check(NAME, Outcome.NOT_REQUESTED, "accreditation.not-requested", message, _GET_RECORDS, found.pointer)


def _shown(evidence: Evidence) -> tuple[str, ...]:
    """The identifiers that others than the document give the issuer: key or certificate, and the registers that list it."""
    if evidence.issuer is None:
        return ()
    listed = look_up(evidence.registers, evidence.issuer)
    known = [one.entry for one in listed if one.standing(evidence.now) == "in-force"]
    return (evidence.issuer, *(identifier for entry in known for _, identifier in entry.identifiers()))


def judge(
    reading: Reading,
    accreditations: Sequence[Accreditations],
    *,
    issued: date | datetime | None,
    now: datetime,
    sealer: Sequence[str],
) -> Check:
    """Passed where an entry that the credential names is known, in force, and covers it.

    Args:
        reading: what the credential says.
        accreditations: what the verifier knows; records of its own choice, never of the credential's.
        issued: when it was issued, as well as that is known: by a trusted timestamp, else by the credential's own word.
        now: the present, aware: the records must count today.
        sealer: the identifiers that whoever sealed it is shown to have. What a document says of its issuer beside them anybody could
            write, an accredited university's number too.
    """
    answer = _answer(reading, accreditations, _Facts(issued, now, _shown_numbers(sealer)))
    pointer = reading.found_at.get("quality_assurance")
    return Check(NAME, answer.outcome, answer.code, answer.message, answer.hint, pointer)


def _answer(reading: Reading, accreditations: Sequence[Accreditations], facts: _Facts) -> _Answer:
    stated = reading.credential.achievement.quality_assurance
    entries = list(dict.fromkeys(each.register_entry for each in stated if each.register_entry))
    if entries:
        return _decisive(_of_entry(entry, reading, accreditations, facts) for entry in entries)
    if any(each.conducted != "internal" for each in stated):
        message = "It names quality assurance, but no entry of a register in which that could be looked up."
        return _Answer(Outcome.INCONCLUSIVE, "accreditation.unregistered", message, _ASK)
    if stated:
        message = "It says that it stands alone and is covered by the provider's internal quality assurance; nobody from outside vouches for that."
        return _Answer(Outcome.NOT_APPLICABLE, "accreditation.internal", message)
    return _Answer(Outcome.NOT_APPLICABLE, "accreditation.none", "It does not say that it is accredited.")


def _decisive(answers: Iterable[_Answer]) -> _Answer:
    """The first that failed, else the first that passed, else the first."""
    listed = list(answers)
    for outcome in (Outcome.FAILED, Outcome.PASSED):
        for answer in listed:
            if answer.outcome is outcome:
                return answer
    return listed[0]


def _of_entry(
    entry: str,
    reading: Reading,
    accreditations: Sequence[Accreditations],
    facts: _Facts,
) -> _Answer:
    known = [(source, record) for source in accreditations if (record := source.find(entry)) is not None]
    if not known:
        message = "It names an accreditation, but no record of it is at hand."
        return _Answer(Outcome.INCONCLUSIVE, "accreditation.no-record", message, _GET)
    return _decisive(
        _judge(record, source, reading, facts)
        if source.is_up_to_date(facts.now)
        else _unclear(
            "accreditation.outdated", f"{source.name} lists the accreditation, but its word is out of date", _GET
        )
        for source, record in known
    )


def _judge(record: AccreditationRecord, source: Accreditations, reading: Reading, facts: _Facts) -> _Answer:
    against = _standing(record) or _dates(record, facts.issued)
    if against is not None:
        return against
    found = _body(record, reading, facts.sealer)
    if isinstance(found, _Answer):
        return found
    achievement = reading.credential.achievement
    covered, unclear = _qualification(record, achievement)
    fields = (covered and covered.fields) or record.fields
    jurisdictions = (covered and covered.jurisdictions) or record.jurisdictions
    limits = [_level(record, covered, achievement), _fields(fields, achievement), _places(jurisdictions, found)]
    told = [each for each in (*limits, unclear) if each is not None]
    if told:
        return _decisive(told)
    kind = ", as a micro-credential" if covered and covered.micro_credential else ""
    return _Answer(
        Outcome.PASSED,
        "accreditation.in-force",
        f"{source.name}, {source.known_by}, lists the accreditation by {record.agency}{kind}: it was in force, and covers the "
        "awarding body and all that this credential says.",
    )


def _standing(record: AccreditationRecord) -> _Answer | None:
    if record.status in _AGAINST:
        message = f"The register lists the accreditation as {record.status}; since when cannot be told."
        return _Answer(Outcome.FAILED, _AGAINST[record.status], message, _ASK)
    if record.decision == "negative":
        return _Answer(
            Outcome.FAILED, "accreditation.negative", "The accreditation ended with a negative decision.", _ASK
        )
    if record.status == "in-doubt":
        return _unclear(
            "accreditation.in-doubt", "The register marks the entry of the accreditation as perhaps wrong", _ASK
        )
    return None


def _dates(record: AccreditationRecord, issued: date | datetime | None) -> _Answer | None:
    if issued is None:
        return _unclear(
            "accreditation.undated", "When it was issued is not known, so neither whether the accreditation held", _ASK
        )
    if record.valid_from is not None and order(record.valid_from, issued) > 0:
        message = f"The accreditation holds from {record.valid_from} on, and the credential was issued before."
        return _Answer(Outcome.FAILED, "accreditation.not-yet", message, _ASK)
    if record.valid_until is not None and order(record.valid_until, issued) < 0:
        message = f"The accreditation held until {record.valid_until}, and the credential was issued later."
        return _Answer(Outcome.FAILED, "accreditation.expired", message, _ASK)
    return None


def _body(record: AccreditationRecord, reading: Reading, shown: frozenset[str]) -> Organisation | _Answer:
    """The awarding body that the accreditation is about, if it sealed as well."""
    sealer = reading.issuance.sealer
    bodies = reading.credential.achievement.awarding_bodies or ((sealer,) if sealer else ())
    for body in bodies:
        accredited = next((each for each in record.organisations if _numbers(each) & _numbers(body)), None)
        if accredited is None:
            continue
        if sealer is None or not (sealer.is_same_as(body) or _numbers(sealer) & _numbers(accredited)):
            message = "The accreditation is about the awarding body that it names, but somebody else sealed it"
            return _unclear("accreditation.sealed-by-other", message, "Ask the awarding body whether it is its award.")
        if not shown & _numbers(accredited):
            message = "Only the credential says that its issuer is the organisation that the accreditation is about"
            hint = "Give a register that lists the issuer with the identifiers that it has in the register of accreditations."
            return _unclear("accreditation.body-unproven", message, hint)
        return body
    kinds = {kind for body in bodies for kind in _kinds(body)}
    if any(kinds & _kinds(each) for each in record.organisations):
        message = f"The accreditation is about {record.organisations[0].name}, which is none of the awarding bodies."
        return _Answer(Outcome.FAILED, "accreditation.other-body", message, _ASK)
    message = f"The accreditation is about {record.organisations[0].name}; whether that is the awarding body shows no identifier that both have"
    return _unclear(
        "accreditation.body-unclear",
        message,
        "Names prove nothing; compare the register's identifiers with the awarding body's.",
    )


def _numbers(organisation: Organisation | AccreditedOrganisation) -> frozenset[str]:
    """What identifies an organisation: its id, and the numbers in registers, however they are written there."""
    values = {number for each in organisation.identifiers for number in _written(each.value)}
    return frozenset(values | {organisation.id} if organisation.id else values)


def _shown_numbers(identifiers: Iterable[str]) -> frozenset[str]:
    """The same of identifiers of which the kind is not told apart."""
    known = tuple(identifiers)
    return frozenset((*known, *(number for each in known for number in _written(each))))


def _written(identifier: str) -> Iterator[str]:
    etsi = _ETSI.fullmatch(identifier)
    for value in (identifier, etsi["country"] + etsi["number"] if etsi else ""):
        number = "".join(character for character in value.casefold() if character.isalnum())
        if len(number) >= _SHORTEST:
            yield number


def _kinds(organisation: Organisation | AccreditedOrganisation) -> frozenset[str]:
    """In which registers an organisation has a number; one in the same register would have to be the same."""
    return frozenset(
        "vat" if kind == "euvat" else kind
        for each in organisation.identifiers
        if (kind := "".join(character for character in each.type.casefold() if character.isalnum())) != "identifier"
    )


def _qualification(
    record: AccreditationRecord, achievement: Achievement
) -> tuple[CoveredQualification | None, _Answer | None]:
    """Which of the programmes it is; or why that is not clear."""
    if record.qualifications:
        titles = achievement.title.values() if achievement.title else ()
        names = {name.casefold() for name in (achievement.id, *titles) if name}
        for each in record.qualifications:
            if not names.isdisjoint(name.casefold() for name in each.names):
                return each, None
    elif record.scope == "institution":
        return None, None
    message = "The accreditation is about certain programmes, and this is not seen to be one of them"
    return None, _unclear(
        "accreditation.qualification-unclear",
        message,
        "Compare the title, and the id of the achievement, with the entry.",
    )


def _level(
    record: AccreditationRecord, covered: CoveredQualification | None, achievement: Achievement
) -> _Answer | None:
    allowed = {covered.eqf_level} if covered and covered.eqf_level else set(record.eqf_levels)
    levels = {each.value for each in achievement.levels if each.framework == "EQF"} | {
        _EQF_LEVEL_OF_CYCLE[each.value] for each in achievement.levels if each.framework == "QF-EHEA"
    }
    if not allowed or (levels and levels <= allowed):
        return None
    shown = ", ".join(sorted(allowed))
    if not levels:
        return _unclear(
            "accreditation.level-unclear",
            f"The accreditation is limited to EQF {shown}, and no such level is stated",
            _ASK,
        )
    return _Answer(
        Outcome.FAILED,
        "accreditation.level",
        f"The accreditation is limited to EQF {shown}, and the credential states another.",
        _ASK,
    )


def _fields(accredited: Sequence[str], achievement: Achievement) -> _Answer | None:
    if not accredited:
        return None
    fields = [each.uri or "" for each in achievement.fields_of_learning]
    known = [field for field in fields if in_list("isced-f", field)]
    limits = [limit for limit in accredited if in_list("isced-f", limit)]
    outside = [field for field in known if not field.startswith(tuple(limits))]
    if outside and len(limits) == len(accredited):
        message = "The accreditation is limited to other fields of learning (ISCED-F) than the credential states."
        return _Answer(Outcome.FAILED, "accreditation.field", message, _ASK)
    if known and len(known) == len(fields) and not outside:
        return None
    message = "The accreditation is limited to fields of learning (ISCED-F), and the credential's cannot be compared with them"
    return _unclear("accreditation.field-unclear", message, _ASK)


def _places(jurisdictions: Sequence[str], body: Organisation) -> _Answer | None:
    if not jurisdictions:
        return None
    address = body.address
    places = [address.region.uri if address.region else None, address.country] if address else []
    known = [place for place in places if place]
    answers = [_lies_within(limit, known) for limit in jurisdictions]
    if True in answers:
        return None
    if None in answers:
        message = "The accreditation holds in certain places, and whether the awarding body is there cannot be told"
        return _unclear("accreditation.jurisdiction-unclear", message, _ASK)
    message = "The accreditation does not hold where the awarding body is, by its address."
    return _Answer(Outcome.FAILED, "accreditation.jurisdiction", message, _ASK)


def _lies_within(limit: str, places: Iterable[str]) -> bool | None:
    """By the first of the places, the closest, that can be told of."""
    return next((answer for place in places if (answer := contains(limit, place)) is not None), None)


def _unclear(code: str, what: str, hint: str) -> _Answer:
    return _Answer(Outcome.INCONCLUSIVE, code, f"{what}.", hint)
