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
from credseal.checks import contexts, signature, structure
from credseal.checks.evidence import failed, inconclusive
from credseal.checks.presentation.examined import HOLDER, Examined
from credseal.checks.presentation.forms import taken_apart
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

if TYPE_CHECKING:
    from credseal.authenticity.examined import Examined as AnyExamined
    from credseal.checks.evidence import Evidence
    from credseal.checks.presentation.occasion import Occasion
    from credseal.did.resolver import Resolver
    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.envelope import Envelope

_ANOTHERS = frozenset({"method.issuer", "token.unlisted"})


def examine(envelope: Envelope, occasion: Occasion, asked: Evidence, *, resolver: Resolver) -> Examined:
    """Examines a presentation.

    Args:
        envelope: the presentation as it came.
        occasion: what it must have been made for.
        asked: what the caller believes; nothing is known of the document in it yet.
        resolver: from identifiers to controller documents.
    """
    shape = _shape(envelope)
    try:
        shown = taken_apart(envelope, contexts=asked.contexts)
    except ProofError as error:
        document = envelope.document
        return _without_proof(envelope, replace(asked, document=document, given=document, proof_error=error), shape)
    made_for_us = shown.occasion(occasion, now=asked.now)
    is_ours = all(check.outcome is Outcome.PASSED for check in (shape, *made_for_us))
    asking = resolver if is_ours else offline(resolver)
    examined = shown.examine(resolver=asking, now=asked.now)
    read = shown.read(examined)
    evidence = replace(asked, document=read, given=read, token=envelope.token, proofs=(examined,))
    checks = (shape, contexts.check(evidence), _signature(evidence), *made_for_us, _holder(examined, shown.at_key))
    is_shown = all(check.outcome is Outcome.PASSED for check in checks)
    method = examined.method if is_shown else None
    return Examined(
        checks,
        Presenter(shown.holder, method.key if method else None),
        PresenterAnswer(shown.holder or None, is_shown, method.source if method else None),
        tuple(presentation.credentials(shown.written(examined))) if shape.outcome is Outcome.PASSED else (),
        (signature.answer_for(examined),),
        (*envelope.notes, *(examined.method.notes if examined.method else ()), *shown.notes(occasion)),
    )


def _shape(envelope: Envelope) -> Check:
    # What is in envelopes is the same credential in however many, and beside one without: it is compared as what it is.
    opened = presentation.check(_opened(envelope.document))
    # In tokens of version 1.1 credentials stand as texts, which nothing but opening them tells from other texts.
    found = opened if envelope.token is not None else (*presentation.check(envelope.document), *opened)
    problem = next((one for one in found if one.severity == "error"), None)
    if problem is not None:
        return Check(structure.NAME, Outcome.FAILED, problem.code, problem.message, problem.hint, problem.pointer)
    message = "It is a presentation by its members."
    return Check(structure.NAME, Outcome.PASSED, "presentation.shape", message)


def _opened(document: JsonObject) -> JsonObject:
    """The presentation with its credentials out of their envelopes, as far as these can be opened."""
    held = document.get(presentation.MEMBER)
    listed = [out_of_its_envelope(one) for one in as_list(held)[: presentation.MOST]]
    return {**document, presentation.MEMBER: listed if isinstance(held, list) else next(iter(listed), [])}


def out_of_its_envelope(one: JsonValue) -> JsonValue:
    """A credential as its issuer wrote it, as far as its envelope can be opened; to be compared with others, and not to be believed."""
    if not isinstance(one, str) and not (isinstance(one, dict) and vcdm.ENVELOPED in vcdm.types(one)):
        return one
    try:
        opened = open_envelope(one)
        if not opened.is_claims or opened.token is None:
            return opened.document
        # Of an SD-JWT parts may be shown, and to an ECDSA signature anybody can make a second one: the credential is what was signed.
        return {"id": opened.token.partition("~")[0].rpartition(".")[0]}
    except CredsealError:
        return one  # which is said where it is verified


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


def _holder(examined: AnyExamined, at_key: str) -> Check:
    """Whether the holder's own document lists the key that signed, for authentication."""
    error = examined.unauthenticated
    if isinstance(error, UnresolvedError):
        return inconclusive(HOLDER, error)
    if error is not None and error.code in _ANOTHERS:
        message = "The presentation was signed with a key of somebody other than the one who it says presents."
        hint = "Whoever presents must sign with a key of their own."
        return Check(HOLDER, Outcome.FAILED, "presentation.other-holder", message, hint, at_key)
    if error is not None:
        return failed(HOLDER, error)
    if examined.verified is None:
        message = "As the signature was not found right, nothing shows that its holder presents it."
        return Check(HOLDER, Outcome.INCONCLUSIVE, "presentation.not-shown", message)
    return Check(HOLDER, Outcome.PASSED, "presentation.by-holder", "Whoever presents it has a key of its holder.")
