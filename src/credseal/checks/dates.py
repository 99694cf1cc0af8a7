"""Is it valid at the instant in question, by its own dates, and do these agree with each other?

Verifiable Credentials Data Model 2.0, section 4.9 "Validity Period": https://www.w3.org/TR/vc-data-model-2.0/#validity-period.
Instants follow ``xsd:dateTimeStamp`` (see ``model.dates``). Clocks differ: a minute is allowed for. A date is a whole day in any zone.

What cannot be so fails; what may be so, but asks for a second look, is a note:

===========================  =========  ===============================================================================
``model.instant``            failed     a date of the validity is no instant: a week date, no offset, 24:00
``dates.order``              failed     the validity ends before it begins
``dates.not-yet``            failed     the instant in question lies before the validity
``dates.expired``            failed     ... or after it
``dates.not-yet-awarded``    failed     ... or before the day of the award
``dates.awarded-later``      failed     the award is dated after the issuer's own proof: what was signed had not happened
``dates.proof-order``        failed     the proof expires before it was made
``dates.seal-expired``       failed     the seal, by its own word, was to be relied on until then
``dates.token-expired``      failed     the token, by ``exp``, was
``dates.token-not-yet``      failed     the token, by ``nbf``, is to be relied on from then
``dates.withheld``           undecided  a part is shown, and the issuer does not want the dates in every part: an end may be withheld
``dates.valid-before-award`` note       valid before the award: the dates of two events got mixed, or an older award was corrected
``dates.issued-later``       note       said to be issued after it was signed; issuing may be prepared ahead
``dates.sealed-in-future``   note       the proof is dated after the present: somebody's clock is wrong
``dates.activity-order``     note       the learning ended before it began, or was awarded before it began
===========================  =========  ===============================================================================

``validFrom`` is no date of issuing, and what a proof says of its own time (``created``) is a claim: it makes nothing older or younger,
it is only held against the other claims.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from credseal.checks.evidence import failed
from credseal.errors import ModelError
from credseal.findings import Finding
from credseal.model.dates import format_instant, order, parse_instant
from credseal.profiles import elm, vcdm
from credseal.report import TRUSTED_TIMESTAMP, Check, DateAnswer, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from credseal.checks.evidence import Evidence, Signing
    from credseal.encoding.strict_json import JsonObject

NAME = "dates"
SKEW = timedelta(seconds=60)
_AWARDED = "/awardedDate"


def check(evidence: Evidence) -> Check:
    """Passed where the instant lies within the document's validity, and no date contradicts another."""
    try:
        start, end = _validity(evidence)
    except ModelError as error:
        return failed(NAME, error, message="A date of the document's validity is malformed.")
    wrong = _outside(start, end, evidence.at) or _contradiction(evidence)
    if wrong is not None:
        return wrong
    if end is None and evidence.may_withhold_validity:
        message = "A part of it is shown, and its issuer lets the learner withhold until when it is valid; it may have expired."
        hint = "Ask the learner to show when it ends, or the issuer to make the dates mandatory in what is shown."
        return Check(NAME, Outcome.INCONCLUSIVE, "dates.withheld", message, hint)
    until = f"valid until {_written(end)}" if end else "without an end"
    return Check(NAME, Outcome.PASSED, "dates.valid", f"By its own dates it is valid ({until}).")


def _validity(evidence: Evidence) -> tuple[datetime | None, datetime | None]:
    # Claims with contexts are a credential of the data model, whatever type of SD-JWT VC they are said to be besides.
    if not evidence.is_claims or "@context" in evidence.document:
        return vcdm.validity(evidence.document)
    return None, evidence.reading.issuance.valid_until if evidence.reading else None


def answer_for(evidence: Evidence) -> DateAnswer:
    """When it was issued, as far as the document claims it: by the claim that comes nearest to issuing."""
    document = evidence.document
    awarded, _ = _awarded(evidence)
    for signing in evidence.signings:
        if signing.trusted:
            return DateAnswer(signing.at, TRUSTED_TIMESTAMP, "sigTst", awarded)
    created = next((signing.at for signing in evidence.signings if signing.at), None)
    claims = (
        *((name, _instant(document, name)) for name in ("issued", "issuedOn")),
        ("iat" if evidence.seals or evidence.token else "created", created),
        *((name, _instant(document, name)) for name in ("issuanceDate", "validFrom")),
        ("date_of_issuance", evidence.reading.issuance.issued if evidence.is_claims and evidence.reading else None),
    )
    for stated_in, instant in claims:
        if instant is not None:
            return DateAnswer(instant, "claimed", stated_in, awarded)
    return DateAnswer(awarded_on=awarded)


def notes_on(evidence: Evidence) -> tuple[Finding, ...]:
    """What is odd about the dates without being impossible."""
    return tuple(_odd(evidence))


def _outside(start: datetime | None, end: datetime | None, at: datetime) -> Check | None:
    if start is not None and end is not None and end < start:
        return Check(NAME, Outcome.FAILED, "dates.order", "It says that it ends before it begins.")
    if start is not None and start - at > SKEW:
        return Check(NAME, Outcome.FAILED, "dates.not-yet", f"It is not valid before {_written(start)}.")
    if end is not None and at - end > SKEW:
        return Check(NAME, Outcome.FAILED, "dates.expired", f"It was valid until {_written(end)}; it has expired.")
    return None


def _contradiction(evidence: Evidence) -> Check | None:
    awarded, where = _awarded(evidence)
    if awarded is not None and order(awarded, evidence.at) > 0:
        message = f"It is awarded on {awarded.isoformat()}, which has not come yet."
        return Check(NAME, Outcome.FAILED, "dates.not-yet-awarded", message, pointer=where)
    for signing in evidence.signings:
        if awarded is not None and signing.at is not None and order(awarded, signing.at) > 0:
            message = f"The award is dated {awarded.isoformat()}, after the issuer signed it."
            return Check(NAME, Outcome.FAILED, "dates.awarded-later", message, pointer=where)
        if signing.at is not None and signing.expires is not None and signing.expires < signing.at:
            message = "The proof says that it expires before it was made."
            return Check(NAME, Outcome.FAILED, "dates.proof-order", message, pointer=signing.pointer)
        outside = _not_relied_on(signing, evidence)
        if outside is not None:
            return outside
    return None


def _not_relied_on(signing: Signing, evidence: Evidence) -> Check | None:
    """Whether the signer does not want the signature to be relied on at the instant in question."""
    begins, expires = signing.begins, signing.expires
    if begins is not None and begins - evidence.at > SKEW:
        message = f"The token says that it is not to be relied on before {_written(begins)}."
        return Check(NAME, Outcome.FAILED, "dates.token-not-yet", message, pointer="/nbf")
    if expires is None or evidence.at - expires <= SKEW:
        return None
    if evidence.seals:
        message = f"The seal says that it was to be relied on until {_written(expires)}."
        return Check(NAME, Outcome.FAILED, "dates.seal-expired", message, pointer=signing.pointer)
    if evidence.token:
        message = f"The token says that it was to be relied on until {_written(expires)}."
        return Check(NAME, Outcome.FAILED, "dates.token-expired", message, pointer="/exp")
    return None


def _odd(evidence: Evidence) -> Iterator[Finding]:
    document = evidence.document
    awarded, where = _awarded(evidence)
    for name in ("validFrom", "issuanceDate"):
        start = _instant(document, name)
        if awarded is not None and start is not None and order(awarded, start) > 0:
            yield _note("valid-before-award", "It is valid from a day before the award.", f"/{name}")
    for signing in evidence.signings:
        if signing.at is None:
            continue
        issued = _instant(document, "issued")
        if issued is not None and issued - signing.at > SKEW:
            yield _note("issued-later", "It is said to be issued after it was signed.", "/issued")
        if signing.at - evidence.now > SKEW:
            yield _note("sealed-in-future", "The proof says that it was made in the future.", signing.pointer)
    for subject in vcdm.subjects(document):
        began, ended = _day(subject, "activityStartDate"), _day(subject, "activityEndDate")
        if began is not None and ended is not None and ended < began:
            yield _note("activity-order", "The learning is said to end before it began.", "/credentialSubject")
        elif began is not None and awarded is not None and awarded < began:
            yield _note("activity-order", "The award is dated before the learning began.", where or _AWARDED)


def _awarded(evidence: Evidence) -> tuple[date | None, str | None]:
    """The day of the award, and where the document has it; of what is no badge, where the reading found it."""
    if not evidence.is_claims and ("awardedDate" in evidence.document or not elm.is_edc(evidence.document)):
        return _day(evidence.document, "awardedDate"), _AWARDED
    reading = evidence.reading
    if reading is None:
        return None, None
    return reading.credential.awarded_on, reading.found_at.get("awarded_on")


def _instant(members: JsonObject, name: str) -> datetime | None:
    """An instant; None where there is none, or none that can be read: ``structure`` says so."""
    written = members.get(name)
    try:
        return parse_instant(written) if isinstance(written, str) else None
    except ModelError:
        return None


def _day(members: JsonObject, name: str) -> date | None:
    """The day of an instant that stands for a day, as it is written: no zone moves it."""
    instant = _instant(members, name)
    return instant.date() if instant else None


def _note(code: str, message: str, pointer: str) -> Finding:
    return Finding(f"dates.{code}", "warning", message, pointer)


def _written(instant: datetime) -> str:
    """In UTC, but for the first and last hours of the calendar, which may have no form there."""
    try:
        return format_instant(instant)
    except (ModelError, OverflowError):
        return instant.isoformat()
