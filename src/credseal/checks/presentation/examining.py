"""A presentation, examined: whose it is, for whom, and what is in it.

    examined = examine(open_presentation(source), occasion, asked, resolver=resolve)
    examined.checks, examined.presenter, examined.credentials

In an order that matters: the shape first, then whether it was made for us, and only then whose key signed it. For a presentation that
somebody merely found, or that was made for others, no document is fetched.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from credseal.authenticity.method import UnresolvedError
from credseal.authenticity.presenting import examine_presenter
from credseal.checks import contexts, signature, structure
from credseal.checks.evidence import failed, inconclusive
from credseal.checks.presentation.examined import HOLDER, Examined
from credseal.checks.presentation.occasion import FRESHNESS
from credseal.checks.presentation.occasion import NAME as OCCASION
from credseal.checks.presenter import Presenter
from credseal.did.resolver import offline
from credseal.encoding.one_or_many import as_list
from credseal.envelope import open_envelope
from credseal.errors import CredsealError, ProofError
from credseal.profiles import presentation, vcdm
from credseal.report import Check, Outcome
from credseal.report.presentation import PresenterAnswer
from credseal.securing.data_integrity.verifying import parse

if TYPE_CHECKING:
    from credseal.authenticity.proofs import ExaminedProof
    from credseal.checks.evidence import Evidence
    from credseal.checks.presentation.occasion import Occasion
    from credseal.did.resolver import Resolver
    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.envelope import Envelope
    from credseal.securing.data_integrity.proof import Proof
    from credseal.securing.data_integrity.verifying import Secured


def examine(envelope: Envelope, occasion: Occasion, asked: Evidence, *, resolver: Resolver) -> Examined:
    """Examines a presentation.

    Args:
        envelope: the presentation as it came.
        occasion: what it must have been made for.
        asked: what the caller believes; nothing is known of the document in it yet.
        resolver: from identifiers to controller documents.
    """
    document = envelope.document
    shape = _shape(document)
    try:
        secured = parse(document, contexts=asked.contexts)
        proof = _only(secured)
    except ProofError as error:
        return _without_proof(envelope, replace(asked, document=document, given=document, proof_error=error), shape)
    made_for_us = (occasion.check(proof, now=asked.now), occasion.check_freshness(proof, now=asked.now))
    is_ours = all(check.outcome is Outcome.PASSED for check in (shape, *made_for_us))
    holder = presentation.holder_id(document) or proof.verification_method.partition("#")[0]
    asking = resolver if is_ours else offline(resolver)
    examined = examine_presenter(secured, proof, holder=holder, resolver=asking, now=asked.now)
    covered = examined.verified.document if examined.verified else secured.document
    evidence = replace(asked, document=covered, given=document, proofs=(examined,))
    checks = (shape, contexts.check(evidence), _signature(evidence), *made_for_us, _holder(examined))
    is_shown = all(check.outcome is Outcome.PASSED for check in checks)
    method = examined.method if is_shown else None
    return Examined(
        checks,
        Presenter(holder, method.key if method else None),
        PresenterAnswer(holder or None, is_shown, method.document.source if method else None),
        tuple(presentation.credentials(covered)) if shape.outcome is Outcome.PASSED else (),
        (signature.answer_for(examined),),
        (*envelope.notes, *(examined.method.notes if examined.method else ()), *occasion.notes_on(proof)),
    )


def _shape(document: JsonObject) -> Check:
    # What is in envelopes is the same credential in however many, and beside one without: it is compared as what it is.
    found = (*presentation.check(document), *presentation.check(_opened(document)))
    problem = next((one for one in found if one.severity == "error"), None)
    if problem is not None:
        return Check(structure.NAME, Outcome.FAILED, problem.code, problem.message, problem.hint, problem.pointer)
    message = "It is a presentation by its members."
    return Check(structure.NAME, Outcome.PASSED, "presentation.shape", message)


def _opened(document: JsonObject) -> JsonObject:
    """The presentation with its credentials out of their envelopes, as far as these can be opened."""
    held = document.get(presentation.MEMBER)
    listed = [_out_of_its_envelope(one) for one in as_list(held)[: presentation.MOST]]
    return {**document, presentation.MEMBER: listed if isinstance(held, list) else next(iter(listed), [])}


def _out_of_its_envelope(one: JsonValue) -> JsonValue:
    if not isinstance(one, dict) or vcdm.ENVELOPED not in vcdm.types(one):
        return one
    try:
        return open_envelope(one).document
    except CredsealError:
        return one  # which is said where it is verified


def _only(secured: Secured) -> Proof:
    """The proof. With several it would be open which of their keys the presenter has."""
    if len(secured.proofs) != 1:
        raise ProofError(
            f"The presentation has {len(secured.proofs)} proofs, so that it is not clear who presents it.",
            code="presentation.proofs",
            pointer="/proof",
            hint="Ask for one that its holder signed, and nobody else.",
        )
    return secured.proofs[0]


def _without_proof(envelope: Envelope, evidence: Evidence, shape: Check) -> Examined:
    """What is known where nobody signed it, or nobody can tell who did."""
    told = "As there is no proof that could count, this stayed open."
    unsigned = (
        Check(name, Outcome.INCONCLUSIVE, "presentation.no-proof", told) for name in (OCCASION, FRESHNESS, HOLDER)
    )
    holder = presentation.holder_id(evidence.document)
    return Examined(
        (shape, contexts.check(evidence), signature.check(evidence), *unsigned),
        Presenter(holder or ""),
        PresenterAnswer(holder),
        tuple(presentation.credentials(evidence.document)) if shape.outcome is Outcome.PASSED else (),
        (),
        envelope.notes,
    )


def _signature(evidence: Evidence) -> Check:
    answer = signature.check(evidence)
    if answer.code != "signature.mismatch":
        return answer
    message = "The signature of the presentation does not match: it was changed since, or another key signed it."
    return replace(answer, message=message, hint="Ask for a new presentation.")


def _holder(examined: ExaminedProof) -> Check:
    """Whether the holder's own document lists the key that signed, for authentication."""
    error = examined.unauthenticated
    if isinstance(error, UnresolvedError):
        return inconclusive(HOLDER, error)
    if error is not None and error.code == "method.issuer":
        message = "The presentation was signed with a key of somebody other than the one who it says presents."
        hint = "Whoever presents must sign with a key of their own."
        pointer = f"{examined.proof.pointer}/verificationMethod"
        return Check(HOLDER, Outcome.FAILED, "presentation.other-holder", message, hint, pointer)
    if error is not None:
        return failed(HOLDER, error)
    if examined.verified is None:
        message = "As the signature was not found right, nothing shows that its holder presents it."
        return Check(HOLDER, Outcome.INCONCLUSIVE, "presentation.not-shown", message)
    return Check(HOLDER, Outcome.PASSED, "presentation.by-holder", "Whoever presents it has a key of its holder.")
