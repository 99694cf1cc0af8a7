"""Was the service granted for electronic seals then, and is the seal's certificate a qualified one?

ETSI TS 119 615, clauses 4.3 to 4.6 (https://www.etsi.org/deliver/etsi_ts/119600_119699/119615/), for seals and timestamps: the service that issued
the certificate is looked up on the list, in the state it had at the time; what the certificate says of itself (ETSI EN 319 412-5) holds as far
as the list's qualifiers do not say otherwise. A certificate counts as qualified if it did when it was issued and when it sealed. What
contradicts itself, or is not known here, leaves the answer open: it is never read as a yes, nor as a no.

    answer = seal_answer(matches, leaf, at=sealed_at, up_to_date=True)
    answer.qualified, answer.device
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from credseal.errors import PkiError
from credseal.model.dates import format_instant
from credseal.trust.anchors import ServiceAnswer, Status
from credseal.trust.eu_lists.criteria import all_of
from credseal.trust.eu_lists.services import (
    CERTIFICATES,
    FOR_SEALS,
    QUALIFIED_CERTIFICATES,
    QUALIFIED_TIMESTAMPS,
    TIMESTAMPS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from credseal.pki.certificate import Certificate
    from credseal.pki.statements import QcStatements
    from credseal.trust.eu_lists.criteria import Truth
    from credseal.trust.eu_lists.services import Service, State, TrustedList

EIDAS = datetime(2016, 6, 30, 22, tzinfo=UTC)
"""From when Regulation (EU) No 910/2014 applies: the first of July, in Brussels. There were no qualified seals before."""

_STATUSES: dict[str, Status] = {
    "granted": "granted",
    "withdrawn": "withdrawn",
    "recognisedatnationallevel": "national",
    "setbynationallaw": "national",
    "deprecatedatnationallevel": "withdrawn",
    "deprecatedbynationallaw": "withdrawn",
    "undersupervision": "before-eidas",
    "supervisionincessation": "before-eidas",
    "supervisionceased": "before-eidas",
    "supervisionrevoked": "before-eidas",
    "accredited": "before-eidas",
    "accreditationceased": "before-eidas",
    "accreditationrevoked": "before-eidas",
}
STATUS_WORDS: dict[Status, str] = {
    "granted": "granted",
    "withdrawn": "withdrawn",
    "national": "recognised in its country alone",
    "before-eidas": "with a status of the time before Regulation (EU) No 910/2014",
    "unlisted": "not on the list at that time",
    "unknown": "with a status that is not known here",
}
_FOR_SIGNATURES, _FOR_WEBSITES = "ForeSignatures", "ForWebSiteAuthentication"
_USES = {"QCForESig": _FOR_SIGNATURES, "QCForESeal": FOR_SEALS, "QCForWSA": _FOR_WEBSITES}
_USE_OF_TYPE = {"esign": _FOR_SIGNATURES, "eseal": FOR_SEALS, "web": _FOR_WEBSITES}
_IN_DEVICE = frozenset({"QCWithQSCD", "QCQSCDManagedOnBehalf"})
_NOT_IN_DEVICE = frozenset({"QCNoQSCD"})
_AS_IN_CERTIFICATE = frozenset({"QCQSCDStatusAsInCert"})
# Of the time before the Regulation; they say nothing about seals. So says QCForLegalPerson, which such certificates had.
_OF_OLD = frozenset({"QCWithSSCD", "QCNoSSCD", "QCSSCDStatusAsInCert", "QCForLegalPerson"})
_KNOWN = frozenset({"QCStatement", "NotQualified", *_USES}) | _IN_DEVICE | _NOT_IN_DEVICE | _AS_IN_CERTIFICATE | _OF_OLD


@dataclass(frozen=True)
class Match:
    """A service that goes by a certificate of a path, and the list it stands on."""

    listed_in: TrustedList
    service: Service


@dataclass(frozen=True)
class _Judgement:
    """What follows at one instant for one certificate.

    Attributes:
        match: from which service it follows.
        reason: why the answer is not a plain yes, to follow a colon; empty where it is.
    """

    match: Match
    state: State | None
    status: Status
    qualified: Truth
    reason: str = ""
    for_seals: bool = False
    device: Truth = None


def seal_answer(matches: Sequence[Match], leaf: Certificate, *, at: datetime, up_to_date: bool) -> ServiceAnswer:
    """The answer about a sealing certificate.

    Args:
        matches: the services that issued it, at least one; several where a key stands on the lists more than once.
        leaf: the certificate.
        at: when it sealed.
        up_to_date: whether the lists count now.
    """
    then = _chosen([_certificate_judged(match, leaf, at) for match in matches])
    issued = _chosen([_certificate_judged(match, leaf, leaf.not_before) for match in matches])
    qualified = all_of((then.qualified, issued.qualified))
    reason = then.reason
    if then.qualified != qualified:
        reason = f"when it was issued, {issued.reason}"
    answer = _answer(then, at, up_to_date=up_to_date)
    if not up_to_date:
        return answer
    devices: dict[Truth, str] = {
        True: " Its key is in a qualified device for creating seals.",
        False: " Nothing says that its key is in a qualified device.",
        None: " Whether its key is in a qualified device cannot be said.",
    }
    conclusion = _concluded("a qualified certificate for electronic seals", qualified, reason)
    return replace(
        answer,
        qualified=qualified,
        for_seals=then.for_seals,
        device=then.device if qualified else None,
        explanation=f"{answer.explanation} {conclusion}" + (devices[then.device] if qualified else ""),
    )


def timestamp_answer(matches: Sequence[Match], *, at: datetime, up_to_date: bool) -> ServiceAnswer:
    """The answer about a timestamp; arguments as for ``seal_answer``."""
    then = _chosen([_timestamp_judged(match, at) for match in matches])
    answer = _answer(then, at, up_to_date=up_to_date)
    if not up_to_date:
        return answer
    conclusion = _concluded("a qualified timestamp", then.qualified, then.reason)
    return replace(answer, qualified=then.qualified, explanation=f"{answer.explanation} {conclusion}")


def status_at(state: State | None, at: datetime) -> Status:
    """What a state means at an instant within it."""
    if state is None:
        return "unlisted"
    if not state.is_understood:
        return "unknown"
    status = _STATUSES.get(state.status, "unknown")
    return "before-eidas" if at < EIDAS and status != "unknown" else status


def _certificate_judged(match: Match, leaf: Certificate, at: datetime) -> _Judgement:
    state = match.service.state_at(at)
    if state is not None and state.kind not in CERTIFICATES:
        state = None  # the service was another then
    status = status_at(state, at)
    judged = _Judgement(match, state, status, qualified=False)
    if state is None or status != "granted":
        return replace(judged, qualified=None if status == "unknown" else False, reason=_not_granted(status))
    if state.kind != QUALIFIED_CERTIFICATES:
        return replace(judged, reason="the service issues certificates that are not qualified")
    if FOR_SEALS not in state.uses:
        return replace(judged, reason="the service was granted for other certificates, and not for those of seals")
    qualifiers = _qualifiers(state, leaf)
    try:
        statements = leaf.statements
    except PkiError:
        return replace(
            judged, for_seals=True, qualified=None, reason="what the certificate says of itself cannot be read"
        )
    if qualifiers is None:
        reason = "the list says something of some certificates of the service that is not known here"
        return replace(judged, for_seals=True, qualified=None, reason=reason)
    qualified, reason = _qualified(qualifiers, state, statements)
    return replace(
        judged,
        for_seals=True,
        qualified=qualified,
        reason=reason,
        device=_device(qualifiers, in_certificate=statements.device),
    )


def _timestamp_judged(match: Match, at: datetime) -> _Judgement:
    state = match.service.state_at(at)
    if state is not None and state.kind not in TIMESTAMPS:
        state = None
    status = status_at(state, at)
    judged = _Judgement(match, state, status, qualified=False)
    if state is None or status != "granted":
        return replace(judged, qualified=None if status == "unknown" else False, reason=_not_granted(status))
    if state.kind != QUALIFIED_TIMESTAMPS:
        return replace(judged, reason="the service makes timestamps that are not qualified")
    return replace(judged, qualified=True)


def _qualifiers(state: State, leaf: Certificate) -> frozenset[str] | None:
    """The qualifiers that the certificate has by the list; None where that cannot be said, or they are unknown."""
    found: set[str] = set()
    for each in state.qualifications:
        met = None if each.criteria is None else each.criteria.met_by(leaf)
        if met is None or (met and not each.qualifiers <= _KNOWN):
            return None
        if met:
            found |= each.qualifiers
    return frozenset(found)


def _qualified(qualifiers: frozenset[str], state: State, statements: QcStatements) -> tuple[Truth, str]:
    """Whether the certificate is a qualified one for seals, and why not."""
    uses = {_USES[each] for each in qualifiers if each in _USES}
    if {"QCStatement", "NotQualified"} <= qualifiers or len(uses) > 1 or not uses <= state.uses:
        return None, "what the list says of this certificate contradicts itself"
    if "NotQualified" in qualifiers:
        return False, "the list says so of this certificate"
    if "QCStatement" not in qualifiers and not statements.compliance:
        return False, "the certificate does not say that it is qualified"
    if not uses and len(statements.types) > 1:
        return None, "the certificate says that it is for several things"
    # ETSI EN 319 412-5, section 4.2.3: without a type it is for signatures.
    if (uses or {_USE_OF_TYPE[each] for each in statements.types or ("esign",)}) != {FOR_SEALS}:
        return False, "it is a certificate for something else, such as electronic signatures of persons"
    return True, ""


def _device(qualifiers: frozenset[str], *, in_certificate: bool) -> Truth:
    said = {
        answer
        for named, answer in ((_IN_DEVICE, True), (_NOT_IN_DEVICE, False), (_AS_IN_CERTIFICATE, in_certificate))
        if named & qualifiers
    }
    if len(said) > 1:
        return None
    return said.pop() if said else in_certificate


def _chosen(judgements: Sequence[_Judgement]) -> _Judgement:
    """One for several entries of the same key: those granted for what is asked count; where they differ, nothing follows."""
    granted = [each for each in judgements if each.status == "granted"]
    best = [each for each in granted if each.for_seals] or granted or judgements
    if len({(each.qualified, each.device) for each in best}) > 1:
        return replace(
            best[0], qualified=None, device=None, reason="the lists have several entries for it, which differ"
        )
    return best[0]


def _not_granted(status: Status) -> str:
    return f"the service was {STATUS_WORDS[status]}"


def _concluded(what: str, qualified: Truth, reason: str) -> str:
    if qualified:
        return f"It is {what}."
    if qualified is None:
        return f"Whether it is {what} cannot be said: {reason}."
    return f"It is not {what}: {reason}."


def _answer(judged: _Judgement, at: datetime, *, up_to_date: bool) -> ServiceAnswer:
    """What the list says of the service, without what follows from it."""
    service, listed_in = judged.match.service, judged.match.listed_in
    since = judged.state.since if judged.state else None
    from_when = f" since {_day(since)}" if since else ""
    outdated = "" if up_to_date else " The list is out of date, so that nothing follows from it."
    return ServiceAnswer(
        service=service.name,
        provider=service.provider,
        country=listed_in.country,
        status=judged.status,
        since=since,
        qualified=None,
        for_seals=None,
        device=None,
        list=listed_in.title,
        up_to_date=up_to_date,
        explanation=f"{service.provider}, {service.name}: {STATUS_WORDS[judged.status]}{from_when}, as of {_day(at)} "
        f"({listed_in.title}).{outdated}",
    )


def _day(instant: datetime) -> str:
    return format_instant(instant)[: len("YYYY-MM-DD")]
