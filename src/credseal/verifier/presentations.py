"""From a presentation to its report, and one on each credential in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from credseal.checks import structure
from credseal.checks.evidence import failed
from credseal.checks.presentation.examining import examine
from credseal.envelope import open_envelope
from credseal.errors import CredsealError
from credseal.report.presentation import PresentationReport, PresentedCredential

if TYPE_CHECKING:
    from credseal.checks.presentation.occasion import Occasion
    from credseal.encoding.strict_json import JsonObject
    from credseal.envelope import Envelope
    from credseal.report import Report
    from credseal.verifier.asking import Asked
    from credseal.verifier.examiner import Examiner


def report_on(envelope: Envelope, occasion: Occasion, asked: Asked, examiner: Examiner) -> PresentationReport:
    """The report on a presentation.

    Args:
        envelope: the presentation as it came.
        occasion: what it must have been made for.
        asked: what is asked of each credential in it.
        examiner: examines these.
    """
    known = examiner.known(asked)
    if envelope.form == "sd-jwt":
        from credseal.checks.presentation.bound import examine_bound  # noqa: PLC0415  few credentials are of this form

        examined = examine_bound(envelope, occasion, now=known.now)
    else:
        examined = examine(envelope, occasion, known, resolver=examiner.resolver)
    # Who made up a presentation must not choose whom we talk to.
    asking = examiner if examined.is_right else examiner.offline()
    about = replace(asked, presenter=examined.presenter)
    return PresentationReport(
        checks=examined.checks,
        at=known.at,
        audience=occasion.audience,
        presenter=examined.answer,
        proofs=examined.proofs,
        credentials=tuple(
            PresentedCredential(pointer, _report(held, about, asking)) for pointer, held in examined.credentials
        ),
        notes=examined.notes,
    )


def unreadable(error: CredsealError, occasion: Occasion, asked: Asked, examiner: Examiner) -> PresentationReport:
    """The report on what cannot be read as a presentation."""
    return PresentationReport((failed(structure.NAME, error),), asked.at or examiner.clock(), occasion.audience)


def _report(held: JsonObject | str, asked: Asked, examiner: Examiner) -> Report:
    try:
        envelope = open_envelope(held)
    except CredsealError as error:
        return examiner.unreadable(error, asked)
    return examiner.report(replace(envelope, notes=()), asked)
