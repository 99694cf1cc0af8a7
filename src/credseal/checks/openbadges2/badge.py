"""One Open Badge 2.0 and every document that it leads to, each asked for when somebody first needs it.

badge = Badge(assertion, token=None, hosted=Hosted(fetch))
badge.copy.document              # the Assertion at its own address
badge.badge_class.document       # what the badge stands for
badge.profile.document           # who issues it, by the issuer's own word
badge.whole                      # all of it in one document
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from credseal.checks.openbadges2.gathering import Found
from credseal.checks.openbadges2.signing import Signed, check_signature
from credseal.encoding import strict_json
from credseal.errors import EnvelopeError, ProofError, ResolutionError
from credseal.profiles import openbadges2
from credseal.profiles.openbadges2.documents import embedded, link_to
from credseal.securing.jose import jws

if TYPE_CHECKING:
    from credseal.checks.openbadges2.gathering import Hosted
    from credseal.encoding.strict_json import JsonObject
    from credseal.findings import Finding
    from credseal.profiles.openbadges2.documents import Way


@dataclass(frozen=True)
class Badge:
    """An Assertion, and what it leads to.

    Args:
        assertion: what was handed over.
        token: the compact JSON Web Signature that it is the payload of; None where it came as it is.
        hosted: the documents on the web.
    """

    assertion: JsonObject = field(repr=False)
    token: str | None = field(repr=False)
    hosted: Hosted

    @cached_property
    def faults(self) -> tuple[Finding, ...]:
        """What is wrong with the Assertion by itself: nobody is asked for anything because of a document that is none."""
        found = (*openbadges2.check(self.assertion, role="Assertion"), *openbadges2.refusals(self.assertion))
        return tuple(each for each in found if each.severity == "error")

    @property
    def way(self) -> Way | None:
        """How it says that it is to be verified."""
        return openbadges2.way_of(self.assertion)

    @property
    def is_marked_revoked(self) -> bool:
        """Whether the Assertion says itself that it is revoked; no issuer who stands by a badge writes anything but false."""
        return self.assertion.get("revoked", False) is not False

    @cached_property
    def copy(self) -> Found:
        """The Assertion at its own address."""
        address = self.assertion.get("id")
        return self.hosted.find(address if isinstance(address, str) else None)

    @cached_property
    def badge_class(self) -> Found:
        """The BadgeClass: in the Assertion, which is what its issuer wrote; else at its address."""
        if self.faults:
            return Found(problem=not_asked())
        inside = embedded(self.assertion, "badge")
        return Found(inside) if inside is not None else self.hosted.find(link_to(self.assertion, "badge"))

    @cached_property
    def profile(self) -> Found:
        """The issuer's Profile, at its own address and nowhere else: whoever writes a badge can put any Profile into it."""
        badge_class = self.badge_class.document
        if badge_class is None:
            return Found(problem=self.badge_class.problem)
        return self.hosted.find(link_to(badge_class, "issuer"))

    @cached_property
    def signed(self) -> Signed:
        """What came of checking the signature of a badge that says it is signed."""
        if self.token is None:
            missing = "It says that it is signed, and has no signature: anybody could have written it."
            return Signed(problem=ProofError(missing, code="openbadges2.unsigned", pointer="/verification"))
        try:
            token = jws.parse(self.token)
            if strict_json.loads(token.payload) != self.assertion:
                return Signed(problem=_more_than_a_badge())
            if self.profile.document is None:
                return Signed(problem=self.profile.reason)
            return check_signature(token, self.assertion, self.profile.document, self.hosted)
        except ProofError as error:
            return Signed(problem=error)

    @property
    def whole(self) -> JsonObject:
        """The Assertion with BadgeClass and Profile in it, as far as they are known."""
        return openbadges2.joined(self.assertion, self.badge_class.document, self.profile.document)


def _more_than_a_badge() -> EnvelopeError:
    """Why a signature around more than an Assertion is not enough: its issuer may have said there until when it counts."""
    return EnvelopeError(
        "The token holds more than the badge, such as claims of its own (exp, nbf, iss, vc), which badges do not have.",
        code="openbadges2.claims",
        hint="Ask the issuer for a token whose payload is the badge and nothing else.",
    )


def not_asked() -> ResolutionError:
    """Why nothing was asked for."""
    return ResolutionError(
        "Nobody was asked about it, because by its own members it is no badge that can be read in one way.",
        code="openbadges2.not-asked",
    )
