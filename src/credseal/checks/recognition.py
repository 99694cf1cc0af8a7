"""What is known of an authenticated issuer, and what somebody who judges it can say.

    facts = IssuerFacts("did:web:uni.example", datetime.now(UTC), registers)
    found = listed().judge(facts)          # a Recognition; or None: the rule has nothing to say about this issuer
    found.outcome, found.message

The rules themselves stand in ``rules``; what registers say is put into words here, because a warning counts whatever the rules are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from credseal.did import web
from credseal.did.document import method_of
from credseal.errors import FetchError, ResolutionError
from credseal.net.urls import HttpsUrl, parse, shorten
from credseal.report import Outcome
from credseal.trust.listing import Listing, look_up

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from credseal.trust.anchors import ServiceAnswer
    from credseal.trust.listing import Standing
    from credseal.trust.register import Register

_GET_ANOTHER = "Ask for an up-to-date register."
_GET_LISTS = "Get the trusted lists again (credseal trust fetch)."
_LEADS = "The issuer's certificate leads to somebody whom you believe."
_ASK_FOR_ANOTHER_SEAL = "Ask the issuer for one that is sealed with a certificate of a service in good standing."
_ASK_FOR_QUALIFIED = "Ask for a qualified seal, or use a policy that does not demand one."
_WITHDRAWN = frozenset({"withdrawn"})


@dataclass(frozen=True)
class IssuerFacts:
    """What is known of an issuer whose own key signed.

    Attributes:
        id: its identifier.
        now: the present, aware. Registers speak of today, whatever instant a credential's dates are compared with.
        registers: those that the verifier believes.
        is_expected: the caller named this very issuer for this very credential.
        certified: what those say whom the verifier believes to certify: about the certificate that it was sealed or signed with.
    """

    id: str
    now: datetime
    registers: tuple[Register, ...] = ()
    is_expected: bool = False
    certified: tuple[ServiceAnswer, ...] = ()

    @property
    def listings(self) -> tuple[Listing, ...]:
        """What the registers say of it."""
        return look_up(self.registers, self.id)

    @property
    def address(self) -> HttpsUrl | None:
        """Where on the web its identifier leads: of a did:web, to its document; None where to no web site."""
        try:
            return parse(web.document_url(self.id) if method_of(self.id) == "web" else self.id)
        except (FetchError, ResolutionError):
            return None

    @property
    def place(self) -> str | None:
        """What vouches for it on the web: a host, with the path where it is only a part of a site, for people."""
        address = self.address
        if address is None:
            return None
        is_did = method_of(self.id) == "web"
        path = "".join(f"/{part}" for part in self.id.split(":")[3:]) if is_did else address.target.rstrip("/")
        return shorten(address.authority + path)


@dataclass(frozen=True)
class Recognition:
    """What a rule says of an issuer.

    Attributes:
        outcome: passed, failed, or inconclusive.
        code: stable, e.g. ``issuer.listed``.
        message: a sentence for people who read a report.
        hint: what to do about it, or None.
    """

    outcome: Outcome
    code: str
    message: str
    hint: str | None = None


class Rule(Protocol):
    """Judges issuers; ``str`` of it completes "recognised is an issuer that is ..."."""

    def judge(self, facts: IssuerFacts) -> Recognition | None:
        """What the rule says of an issuer; None where it has nothing to say."""


def warning(listings: Iterable[Listing], now: datetime) -> Recognition | None:
    """What registers say against an issuer, beside what others say for it; None where nobody warns."""
    listings = tuple(listings)
    against = [listing for listing in listings if listing.is_against]
    if not against:
        return None
    current = [listing for listing in against if listing.standing(now) != "outdated"]
    first = (current or against)[0]
    said = f"The register {first.register.name} lists the issuer, {first.entry.name}, as {first.entry.status}"
    for_it = [listing.register.name for listing in listings if listing.standing(now) == "in-force"]
    said += f", though {' and '.join(f'the register {name}' for name in for_it)} lists it as in force" if for_it else ""
    if not current:
        return Recognition(
            Outcome.INCONCLUSIVE,
            "issuer.register-outdated",
            f"{said}; but that is out of date.",
            _GET_ANOTHER,
        )
    return Recognition(
        Outcome.FAILED,
        f"issuer.{first.entry.status}",
        f"{said}. Whether this was issued before that cannot be told: without a trusted timestamp, only today counts.",
        "Ask the register, or whoever stands in for the issuer, whether the award still holds.",
    )


def word_of(listings: Iterable[Listing], now: datetime) -> Recognition | None:
    """What registers say of an issuer all in all: a warning before anything else, then the first that lists it in force.

    Returns:
        None where no register lists it.
    """
    listings = tuple(listings)
    against = warning(listings, now)
    if against is not None:
        return against
    standings: dict[Standing, Listing] = {}
    for listing in listings:
        standings.setdefault(listing.standing(now), listing)
    for standing, said in (("in-force", _in_force), ("outdated", _outdated), ("not-in-force", _not_in_force)):
        if standing in standings:
            return said(standings[standing])
    return None


def certification(answers: Iterable[ServiceAnswer], *, qualified: bool) -> Recognition | None:
    """What certificate authorities that are believed say of an issuer; None where none of them certifies it.

    Args:
        answers: of whoever knows the authority.
        qualified: whether only a qualified certificate for seals, by an up-to-date trusted list, is enough.
    """
    answers = tuple(answers)
    if against := next((one for one in answers if one.up_to_date and one.status in _WITHDRAWN), None):
        return Recognition(
            Outcome.FAILED, "issuer.service-withdrawn", f"{_LEADS} {against.explanation}", _ASK_FOR_ANOTHER_SEAL
        )
    wanted = [one for one in answers if one.qualified] if qualified else list(answers)
    counting = next((one for one in wanted if one.up_to_date and _certifies(one)), None)
    if counting is not None:
        code = "issuer.qualified" if counting.qualified else "issuer.certified"
        return Recognition(Outcome.PASSED, code, f"{_LEADS} {counting.explanation}")
    if outdated := next((one for one in wanted if not one.up_to_date), None):
        return Recognition(Outcome.INCONCLUSIVE, "issuer.list-outdated", f"{_LEADS} {outdated.explanation}", _GET_LISTS)
    if not answers:
        return None
    if qualified:
        message = f"Nobody whom you believe says that this is a qualified seal. {answers[0].explanation}"
        return Recognition(Outcome.INCONCLUSIVE, "issuer.not-qualified", message, _ASK_FOR_QUALIFIED)
    return Recognition(Outcome.INCONCLUSIVE, "issuer.service-unclear", f"{_LEADS} {answers[0].explanation}", _GET_LISTS)


def _certifies(answer: ServiceAnswer) -> bool:
    """Whether it speaks for the issuer: a certificate that the verifier holds in its hands, or a service granted for e-seals then."""
    return answer.status == "pinned" or (answer.status == "granted" and answer.for_seals is True)


def known_by_place(place: str) -> str:
    """What it means that nothing but a place on the web vouches for an issuer."""
    if "/" in place:
        return f"The issuer is known by its place on the web, {place}: that is who runs this part of a site, not what they may award."
    return f"The issuer is known by its domain, {place}: that is who runs a web site, not what they may award."


def _in_force(listing: Listing) -> Recognition:
    register = listing.register
    return Recognition(
        Outcome.PASSED,
        "issuer.listed",
        f"The register {register.name}, {register.known_by}, lists the issuer as {listing.entry.name}.",
    )


def _not_in_force(listing: Listing) -> Recognition:
    return Recognition(
        Outcome.INCONCLUSIVE,
        "issuer.listing-over",
        f"The register {listing.register.name} lists the issuer, but not for today.",
        _GET_ANOTHER,
    )


def _outdated(listing: Listing) -> Recognition:
    return Recognition(
        Outcome.INCONCLUSIVE,
        "issuer.register-outdated",
        f"The register {listing.register.name} lists the issuer, but its word is out of date.",
        _GET_ANOTHER,
    )
