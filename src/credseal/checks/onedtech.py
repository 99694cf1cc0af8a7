"""Would 1EdTech's validator accept it? Its probes in its order, with its words, under ``Policy.ONEDTECH`` alone.

The validator (https://github.com/1EdTech/digital-credentials-public-validator, Open Badges 3.0) is what issuers certify with, and what many
receivers ask. This check is one more question; it takes nothing back that credseal's own checks find, and they find more
(``docs/conformance.md`` lists where). Nothing is fetched for it: what the validator would look up on the web stays open, or is answered
from what the other checks have had.

    report = Verifier(Policy.ONEDTECH).inspect(path)
    report.check("onedtech").message         # "1EdTech's validator would find it invalid: no issuer node found"
    report.notes                             # each thing that it would say, e.g. onedtech.issuer
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.checks.onedtech_proof import proof
from credseal.errors import JsonLdError
from credseal.jsonld.walker import Walk
from credseal.profiles.openbadges import probes
from credseal.profiles.openbadges.probes import ProbeAnswer
from credseal.profiles.openbadges.probes.answers import OPEN_BADGE
from credseal.report import Check, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.checks.evidence import Evidence
    from credseal.findings import Finding

NAME = "onedtech"
# Of what the walker refuses, that which JSON-LD processors refuse too, or drop. Its rule of one spelling is ours alone.
_JSON_LD = frozenset({"jsonld.undefined-term", "contexts.missing", "contexts.invalid", "contexts.entry"})
_HINT = "The notes that begin with onedtech say what, and where."


def check(evidence: Evidence) -> Check:
    """Passed where the validator would find it valid, warnings or not; inconclusive where that hangs on something unasked."""
    answers = answers_for(evidence)
    wrong = [one for one in answers if one.level in ("fatal", "error")]
    undecided = [one for one in answers if one.level == "open"]
    warnings = [one for one in answers if one.level == "warning"]
    for found, outcome, word in (
        (wrong, Outcome.FAILED, "invalid"),
        (undecided, Outcome.INCONCLUSIVE, "open"),
        (warnings, Outcome.PASSED, "warning"),
    ):
        if found:
            message = f"{_SENTENCES[word]}: {found[0].message}"
            return Check(NAME, outcome, f"onedtech.{word}", message, _HINT, found[0].pointer)
    return Check(NAME, Outcome.PASSED, "onedtech.valid", "1EdTech's validator would find it valid.")


_SENTENCES = {
    "invalid": "1EdTech's validator would find it invalid",
    "open": "Nothing that was looked at makes it invalid to 1EdTech's validator, but something was not looked at",
    "warning": "1EdTech's validator would find it valid, with a warning",
}


def notes_on(evidence: Evidence) -> tuple[Finding, ...]:
    """All that the validator would say; nothing where nobody asks for it."""
    return tuple(one.finding for one in answers_for(evidence)) if evidence.policy.onedtech else ()


def answers_for(evidence: Evidence) -> tuple[ProbeAnswer, ...]:
    """The answers of its probes, up to the one after which it asks nothing further."""
    answers: list[ProbeAnswer] = []
    for found in _in_order(evidence):
        answers += found
        if any(one.level == "fatal" for one in found):
            break
    return tuple(answers)


def _in_order(evidence: Evidence) -> Iterator[list[ProbeAnswer]]:
    given, at = evidence.given, evidence.at
    kind = probes.kind_of(given)
    badge = kind is OPEN_BADGE
    if badge:
        yield list(json_ld(evidence))
    yield list(probes.context_property(given, kind))
    yield list(probes.type_property(given, kind))
    yield list(probes.json_schema(given, kind))
    yield list(probes.inline_json_schema(given, kind))
    yield list(probes.credential_subject(given, kind))
    if badge:
        yield list(probes.evidence(given))
        yield list(probes.issuer(given))
    yield list(proof(evidence, kind))
    yield list(probes.refresh_service(given))
    yield list(probes.revocation_list(given))
    yield list(probes.expiration(given, at))
    yield list(probes.issuance(given, at))
    if badge:
        yield list(probes.embedded_endorsements(given, at))


def json_ld(evidence: Evidence) -> Iterator[ProbeAnswer]:
    """Whether contexts explain every member, those of the proofs too."""
    try:
        Walk(evidence.contexts).document(evidence.given)
    except JsonLdError as error:
        known = error.code in _JSON_LD
        words = (
            "Error while validation JSON LD object" if known else "Whether JSON-LD processors take it was not found out"
        )
        message = f"{words}: {error.message}"
        yield ProbeAnswer("JsonLDValidationProbe", "error" if known else "open", message, error.pointer)
