"""From what was handed over to a report: which of it is an Open Badge of an older version, and what is told beside the answers.

if is_badge(envelope):
report = examine(envelope, evidence, fetch=guarded_fetch)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.checks import issuer_names, issuer_recognised, learner, onedtech, structure
from credseal.checks.evidence import inconclusive
from credseal.checks.openbadges2.answers import Answers
from credseal.checks.openbadges2.badge import Badge
from credseal.checks.openbadges2.comparing import same
from credseal.checks.openbadges2.gathering import Found, Hosted
from credseal.checks.openbadges2.scope import host_of
from credseal.errors import ModelError
from credseal.findings import Finding, Severity
from credseal.profiles import openbadges2
from credseal.profiles.openbadges2.documents import embedded, link_to, verification_of
from credseal.profiles.openbadges2.instants import read_instant
from credseal.report import Check, DateAnswer, Outcome, ProofAnswer, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.checks.evidence import Evidence
    from credseal.encoding.strict_json import JsonObject
    from credseal.envelope import Envelope
    from credseal.net.fetch import Fetch


def is_badge(envelope: Envelope) -> bool:
    """Whether what was handed over is an Open Badge of version 1 or 2, or the address of one."""
    return envelope.hosted_at is not None or openbadges2.version_of(envelope.document) is not None


def examine(envelope: Envelope, evidence: Evidence, *, fetch: Fetch | None) -> Report:
    """Verifies an Open Badge 2.0; one of 1.x is named, and not looked at.

    Args:
        envelope: what was handed over.
        evidence: what the caller expects and believes.
        fetch: gets documents from the web; None is offline.
    """
    hosted = Hosted(fetch)
    found = Found(envelope.document) if envelope.hosted_at is None else hosted.find(envelope.hosted_at)
    if found.document is None:
        return Report((inconclusive(structure.NAME, found.reason),), evidence.at, remarks=envelope.notes)
    if openbadges2.version_of(found.document) != "2.0":
        checks = (_of_another_version(found.document),)
        return Report(checks, evidence.at, document=found.document, remarks=envelope.notes)
    badge = Badge(found.document, envelope.token, hosted)
    answers = Answers(badge, evidence)
    return Report(
        checks=(*answers.checks, _not_probed()) if evidence.policy.onedtech else answers.checks,
        at=evidence.at,
        issuer=issuer_recognised.answer_for(answers.as_credential, answers.checks),
        issued=_issued(badge),
        proofs=(_proof(badge, answers.signature),),
        document=answers.evidence.document,
        remarks=(
            *envelope.notes,
            *_notes_on(badge),
            *issuer_names.notes_on(answers.as_credential),
            *learner.notes_on(answers.evidence),
        ),
        learner=learner.answer_for(answers.evidence),
        known_reading=answers.evidence.known_reading,
    )


def _of_another_version(document: JsonObject) -> Check:
    version = openbadges2.version_of(document)
    if version is None:
        message, code = "What lies at the address in the picture is no Open Badge 2.0.", "openbadges2.version"
    else:
        older = " or older" if version == "1.0" else ""
        message, code = (
            f"This is an Open Badge {version}{older}, a version that is not verified.",
            "openbadges2.version-1",
        )
    hint = "Ask its issuer for the badge in version 3.0, or 2.0."
    return Check(structure.NAME, Outcome.INCONCLUSIVE, code, message, hint)


def _not_probed() -> Check:
    """A policy that asks for the word of 1EdTech's validator asks for it here too, and its probes of this version are not known."""
    message = "What 1EdTech's validator would say of an Open Badge 2.0 was not looked at."
    hint = "Ask the issuer for the badge in version 3.0, or use a policy that does not ask for it."
    return Check(onedtech.NAME, Outcome.INCONCLUSIVE, "onedtech.open", message, hint)


def _issued(badge: Badge) -> DateAnswer:
    try:
        return DateAnswer(read_instant(badge.assertion.get("issuedOn")).value, "claimed", "issuedOn")
    except ModelError:
        return DateAnswer()


def _proof(badge: Badge, signature: Check) -> ProofAnswer:
    if badge.way == "signed":
        key = badge.signed.key_id or link_to(verification_of(badge.assertion), "creator") or ""
        return ProofAnswer("", "JSON Web Signature", key, signature.outcome, signature.code, signature.message)
    address = link_to({"hosted": badge.assertion.get("id")}, "hosted") or ""
    return ProofAnswer("", "hosted", address, signature.outcome, signature.code, signature.message)


def _notes_on(badge: Badge) -> Iterator[Finding]:
    badge_class, profile = badge.badge_class.document or {}, badge.profile.document or {}
    if badge.way == "signed" and badge.badge_class.at_address:
        message = "What the badge stands for was read from its address today; the signature does not cover it."
        yield _note("badge-unsigned", message, "/badge")
    inside = embedded(badge_class, "issuer")
    if inside is not None and profile and not same(inside, profile):
        message = "The issuer's Profile at its address says otherwise, and counts."
        yield _note("profile-differs", message, "/badge/issuer", "warning")
    if profile and host_of(str(badge_class.get("id"))) != host_of(str(profile.get("id"))):
        message = "What the badge stands for does not lie at its issuer's host."
        yield _note("badge-elsewhere", message, "/badge/id", "warning")
    for pointer, part in (("", badge.assertion), ("/badge", badge_class), ("/badge/issuer", profile)):
        if "endorsement" in part:
            message = "Endorsements are named here; they were not checked."
            yield _note("endorsements", message, f"{pointer}/endorsement")


def _note(code: str, message: str, pointer: str, severity: Severity = "info") -> Finding:
    return Finding(f"openbadges2.{code}", severity, message, pointer)
