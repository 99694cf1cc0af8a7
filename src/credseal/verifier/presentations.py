"""From what a wallet answered to its report, and one on each credential in it.

    report_on([open_presentation(source)], occasion, Asked(), examiner)

An answer is one presentation, or several to one challenge. Person identification data among them are verified against those who are believed
about persons, and tell who presents; all else against those who are believed about credentials.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from credseal.checks import structure
from credseal.checks.evidence import failed
from credseal.checks.identity import identify
from credseal.checks.presentation.examining import examine
from credseal.checks.presentation.together import joined, notes_on, pointer_of
from credseal.envelope import open_envelope
from credseal.errors import CredsealError
from credseal.pki.material import Material
from credseal.report.presentation import IdentityAnswer, PresentationReport, PresentedCredential
from credseal.verifier.asking import Asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from credseal.checks.expectations import ExpectedLearner
    from credseal.checks.identity import PidProviders
    from credseal.checks.presentation.examined import Examined
    from credseal.checks.presentation.occasion import Occasion
    from credseal.encoding.strict_json import JsonObject
    from credseal.envelope import Envelope
    from credseal.report import Check, Report
    from credseal.verifier.examiner import Examiner, Trust


def report_on(
    envelopes: Sequence[Envelope],
    occasion: Occasion,
    asked: Asked,
    examiner: Examiner,
    *,
    pid: PidProviders | None = None,
) -> PresentationReport:
    """The report on an answer.

    Args:
        envelopes: the presentations as they came, at least one.
        occasion: what each must have been made for.
        asked: what is asked of each credential in them.
        examiner: examines these.
        pid: whose person identification data must be among them; None where none are asked for.
    """
    parts = [_examined(envelope, occasion, asked, examiner) for envelope in envelopes]
    tied = pid is not None or asked.learner is not None
    checks, identity, person = joined(parts, tied=tied), None, None
    if pid is not None:
        check, identity, person = _identified([part for part in parts if part.is_pid], pid, examiner)
        checks = (*checks, check)
    credentials = [part for part in parts if pid is None or not part.is_pid]
    return PresentationReport(
        checks=checks,
        at=asked.at or examiner.clock(),
        audience=occasion.audience,
        presenter=(credentials or parts)[0].answer,
        proofs=tuple(
            replace(proof, pointer=pointer_of(number, parts, proof.pointer))
            for number, part in enumerate(parts)
            for proof in part.proofs
        ),
        credentials=tuple(
            PresentedCredential(
                pointer_of(number, parts, pointer),
                _report(held, replace(asked, presenter=part.presenter, person=person), _trusting(part, examiner)),
                part.answer,
            )
            for number, part in enumerate(parts)
            if part in credentials
            for pointer, held in part.credentials
        ),
        notes=notes_on(parts),
        identity=identity,
    )


def unreadable(error: CredsealError, occasion: Occasion, asked: Asked, examiner: Examiner) -> PresentationReport:
    """The report on what cannot be read as a presentation."""
    return PresentationReport((failed(structure.NAME, error),), asked.at or examiner.clock(), occasion.audience)


def _examined(envelope: Envelope, occasion: Occasion, asked: Asked, examiner: Examiner) -> Examined:
    known = examiner.known(asked)
    if envelope.form == "sd-jwt":
        from credseal.checks.presentation.bound import examine_bound  # noqa: PLC0415  few credentials are of this form

        return examine_bound(envelope, occasion, resolver=examiner.resolver, now=known.now)
    return examine(envelope, occasion, known, resolver=examiner.resolver)


def _identified(
    parts: Sequence[Examined], pid: PidProviders, examiner: Examiner
) -> tuple[Check, IdentityAnswer | None, ExpectedLearner | None]:
    """Who presents, by person identification data. These count today, whatever day the credentials are judged by."""
    trust: tuple[Trust, ...] = (*pid.anchors, *(each for each in examiner.trust if isinstance(each, Material)))
    believing = replace(examiner, policy=pid.policy, trust=trust)
    reports = [
        _report(held, Asked(presenter=part.presenter), _trusting(part, believing))
        for part in parts
        for _, held in part.credentials
    ]
    shown = all(part.is_right for part in parts)
    check, person = identify(reports, pid, shown=shown, now=examiner.clock())
    answer = IdentityAnswer(person.source if person else None, reports[0]) if len(reports) == 1 else None
    return check, answer, person


def _trusting(part: Examined, examiner: Examiner) -> Examiner:
    """Who made up a presentation must not choose whom we talk to."""
    return examiner if part.is_right else examiner.offline()


def _report(held: JsonObject | str, asked: Asked, examiner: Examiner) -> Report:
    try:
        envelope = open_envelope(held)
    except CredsealError as error:
        return examiner.unreadable(error, asked)
    return examiner.report_for(replace(envelope, notes=()), asked)
