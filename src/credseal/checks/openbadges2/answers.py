"""The eight questions, put to an Open Badge 2.0.

======================  ============================================================  =====================================================
question                hosted                                                        signed
======================  ============================================================  =====================================================
``structure``           Assertion, BadgeClass and Profile are what the standard demands
``contexts``            the standard's context, and plain names of members
``signature``           the copy at the badge's own address is the same               the signature fits a key of the issuer
``issuer_authenticated``  it lies where the issuer's Profile says that badges lie     the Profile lists the key, the key names the issuer
``issuer_recognised``   as for all credentials; the issuer is known by the domain of the Profile's address
``dates``               ``issuedOn``, ``expires``
``standing``            not marked as revoked, not gone                               not on the issuer's list
``learner``             ``recipient`` is the expected one
======================  ============================================================  =====================================================
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from credseal.authenticity.method import NotAuthorisedError
from credseal.checks import (
    contexts,
    dates,
    issuer_authenticated,
    issuer_recognised,
    learner,
    signature,
    standing,
    structure,
)
from credseal.checks.evidence import failed, inconclusive
from credseal.checks.openbadges2.badge import not_asked
from credseal.checks.openbadges2.comparing import difference, same
from credseal.checks.openbadges2.gathering import Found
from credseal.checks.openbadges2.revocation import standing_of_hosted, standing_of_signed
from credseal.checks.openbadges2.scope import check_scope, is_limited
from credseal.errors import ModelError, ProofError, ResolutionError
from credseal.model.dates import format_instant
from credseal.net.urls import shorten
from credseal.profiles import openbadges2
from credseal.profiles.openbadges2.documents import link_to
from credseal.profiles.openbadges2.instants import read_instant
from credseal.profiles.openbadges2.spelling import UNKNOWN
from credseal.report import Check, Outcome

if TYPE_CHECKING:
    from credseal.checks.evidence import Evidence
    from credseal.checks.openbadges2.badge import Badge
    from credseal.encoding.strict_json import JsonObject
    from credseal.findings import Finding

# Where the questions of other credentials look, and where the same stands here.
_POINTERS = {"/credentialSubject": "/recipient", "/issuer": "/badge/issuer"}


@dataclass(frozen=True)
class Answers:
    """The answers about one badge.

    Args:
        badge: the badge.
        given: what the caller expects and believes.
    """

    badge: Badge
    given: Evidence

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """All of them, in the order in which they are put to other credentials."""
        return (
            self.structure(),
            self.contexts(),
            self.signature,
            self.issuer_authenticated,
            self.issuer_recognised(),
            self.dates(),
            self.standing(),
            _repointed(learner.check(self.evidence)),
        )

    @cached_property
    def evidence(self) -> Evidence:
        """The evidence, its document with BadgeClass and Profile in it."""
        return replace(self.given, document=self.badge.whole)

    @cached_property
    def as_credential(self) -> Evidence:
        """The evidence under the names that other credentials have, for the questions that are the same."""
        document: JsonObject = {}
        if self.badge.badge_class.document is not None:
            document["issuer"] = self.badge.profile.document or link_to(self.badge.badge_class.document, "issuer")
        shown = {self.signature.outcome, self.issuer_authenticated.outcome} == {Outcome.PASSED}
        return replace(self.given, document=document, shown_otherwise=shown)

    def structure(self) -> Check:
        """Are Assertion, BadgeClass and Profile what the standard demands?"""
        found = openbadges2.check(self.badge.whole, role="Assertion")
        problem = next((each for each in found if each.severity == "error"), None)
        if problem is not None:
            return _by_finding(structure.NAME, Outcome.FAILED, problem)
        for part, words in (
            (self.badge.badge_class, "what the badge stands for"),
            (self.badge.profile, "who issues it"),
        ):
            if part.document is None:
                error = part.reason
                message = f"It is not known {words}: {error.message}"
                return inconclusive(structure.NAME, error, message=message)
        return Check(structure.NAME, Outcome.PASSED, "structure.credential", "It is an Open Badge 2.0 by its members.")

    def contexts(self) -> Check:
        """Is there one way to read them?"""
        # What stands inside another document is looked at with it.
        parts = (
            ("", Found(self.badge.assertion, at_address=True)),
            ("/badge", self.badge.badge_class),
            ("/badge/issuer", self.badge.profile),
        )
        found = [
            replace(each, pointer=pointer + (each.pointer or ""))
            for pointer, part in parts
            if part.document is not None and part.at_address
            for each in openbadges2.refusals(part.document)
        ]
        refused = next((each for each in found if each.code != UNKNOWN), None)
        if refused is not None:
            return _by_finding(contexts.NAME, Outcome.FAILED, refused)
        if found:
            return _by_finding(contexts.NAME, Outcome.INCONCLUSIVE, found[0])
        message = "Its context is that of Open Badges 2.0, and its members have their plain names."
        return Check(contexts.NAME, Outcome.PASSED, "contexts.known", message)

    @cached_property
    def signature(self) -> Check:
        """Hosted: is it what its address has? Signed: does the signature fit?"""
        if self.badge.faults:
            return inconclusive(signature.NAME, not_asked())
        if self.badge.way == "signed":
            return self._of_signature()
        if self.badge.token is not None:
            message = (
                "It came signed, and says itself that it is verified at its address: the two contradict each other."
            )
            return Check(signature.NAME, Outcome.FAILED, "openbadges2.two-ways", message, pointer="/verification")
        return self._of_copy()

    def _of_signature(self) -> Check:
        problem = self.badge.signed.problem
        if problem is None:
            message = "The content is unchanged since it was signed (JSON Web Signature)."
            return Check(signature.NAME, Outcome.PASSED, "signature.fits", message)
        return (failed if isinstance(problem, ProofError) else inconclusive)(signature.NAME, problem)

    def _of_copy(self) -> Check:
        copy = self.badge.copy.document
        if copy is None:
            error = self.badge.copy.reason
            message = f"Whether its issuer still publishes it like this is not known: {error.message}"
            return inconclusive(signature.NAME, error, message=message)
        if copy.get("revoked", False) is not False and not same(copy, self.badge.assertion):
            message = "The copy at its own address says that it is revoked, and need not say more."
            return Check(signature.NAME, Outcome.INCONCLUSIVE, "openbadges2.revoked", message)
        try:
            place = difference(self.badge.assertion, copy, self.badge.hosted)
        except ResolutionError as error:
            return inconclusive(signature.NAME, error)
        if place is None:
            message = "It says, member by member, what the copy at its own address says."
            return Check(signature.NAME, Outcome.PASSED, "openbadges2.same", message)
        message = "The copy at its own address says otherwise: this one was changed, or the issuer has changed theirs."
        hint = "Get the badge anew from its address, or from its issuer."
        return Check(signature.NAME, Outcome.FAILED, "openbadges2.differs", message, hint, place)

    @cached_property
    def issuer_authenticated(self) -> Check:
        """Hosted: does it lie where its issuer's badges lie? Signed: is the key the issuer's?"""
        name = issuer_authenticated.NAME
        profile = self.badge.profile.document
        if profile is None:
            return inconclusive(name, self.badge.profile.reason)
        issuer = shorten(str(profile["id"]))
        if self.badge.way == "signed":
            return self._by_key(issuer)
        try:
            check_scope(str(self.badge.assertion.get("id")), profile)
        except NotAuthorisedError as error:
            return failed(name, error)
        except ResolutionError as error:
            return inconclusive(name, error)
        if self.badge.copy.document is None:
            return inconclusive(name, self.badge.copy.reason)
        if is_limited(profile):
            message = f"It lies where the issuer, {issuer}, says that its badges lie."
        else:  # the standard's default, on a host of many as good as nothing
            message = (
                f"It lies at the host of the issuer, {issuer}, and so could any badge of whoever else publishes there."
            )
        return Check(name, Outcome.PASSED, "openbadges2.in-scope", message)

    def _by_key(self, issuer: str) -> Check:
        problem = self.badge.signed.problem
        if problem is None:
            message = f"It was signed with a key of {issuer}, whose Profile lists the key."
            return Check(issuer_authenticated.NAME, Outcome.PASSED, "issuer.key", message)
        if isinstance(problem, NotAuthorisedError):
            return failed(issuer_authenticated.NAME, problem)
        unsigned = "No signature is right, so nothing shows that the issuer signed this."
        return inconclusive(
            issuer_authenticated.NAME, problem, message=unsigned if isinstance(problem, ProofError) else None
        )

    def issuer_recognised(self) -> Check:
        """Is the issuer somebody whom the verifier has reason to know?"""
        if "issuer" not in self.as_credential.document:
            return inconclusive(issuer_recognised.NAME, self.badge.badge_class.reason)
        found = _repointed(issuer_recognised.check(self.as_credential))
        if found.code != "issuer.unknown-key":
            return found
        message = "The issuer is known by an address of plain http, behind which anybody on the way could stand."
        return replace(found, code="openbadges2.http", message=message)

    def dates(self) -> Check:
        """The same comparison as for other credentials, of the same dates under the names these have there."""
        document: JsonObject = {}
        for name, member in (("validFrom", "issuedOn"), ("validUntil", "expires")):
            if member in self.badge.assertion:
                try:
                    document[name] = format_instant(read_instant(self.badge.assertion[member]).value)
                except ModelError as error:
                    return failed(dates.NAME, error, message=f'The date in "{member}" is malformed.')
        return dates.check(replace(self.given, document=document))

    def standing(self) -> Check:
        """Does the issuer still stand by it?"""
        if self.badge.is_marked_revoked:
            message = "It says itself that it is revoked."
            return Check(standing.NAME, Outcome.FAILED, "standing.revoked", message, pointer="/revoked")
        if self.badge.faults:
            return inconclusive(standing.NAME, not_asked())
        if self.badge.way != "signed":
            return standing_of_hosted(self.badge.copy)
        if self.signature.outcome is not Outcome.PASSED or self.badge.profile.document is None:
            # Whoever made the badge up must not have the verifier call at places of their choice.
            message = "The issuer's list of revoked badges was not asked for, because no signature is the issuer's."
            return Check(standing.NAME, Outcome.INCONCLUSIVE, "standing.not-asked", message)
        return standing_of_signed(self.badge.assertion, self.badge.profile.document, self.badge.hosted)


def _by_finding(name: str, outcome: Outcome, finding: Finding) -> Check:
    return Check(name, outcome, finding.code, finding.message, finding.hint, finding.pointer)


def _repointed(check: Check) -> Check:
    return replace(check, pointer=_POINTERS.get(check.pointer or "", check.pointer))
