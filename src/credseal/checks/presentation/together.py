"""Several presentations that came as one answer, e.g. SD-JWT VCs with the proof of a key each, or a badge and person identification data.

All of them answer one challenge, for one audience. Each check is told once, as its worst part has it; what a JSON pointer points to begins
with the number of the part.

    checks = joined(parts, tied=False)

Who has one key need not have the other: parts that were shown with several keys are one person's only where something that was asked for says so,
person identification data or what the caller knows of the learner. Else two people, each with a credential of their own, would be taken for one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from credseal.checks import structure
from credseal.checks.presentation.examined import HOLDER
from credseal.checks.presentation.examining import out_of_its_envelope
from credseal.encoding import strict_json
from credseal.encoding.one_or_many import as_list
from credseal.errors import EnvelopeError
from credseal.findings import Finding
from credseal.keys.jwk import thumbprint
from credseal.profiles import presentation
from credseal.report import Check, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from credseal.checks.presentation.examined import Examined
    from credseal.envelope import Envelope

MOST = 16
"""Presentations in one answer that are looked at."""

_SEVERAL_KEYS = "presentation.keys"
_WORST_FIRST = (Outcome.FAILED, Outcome.INCONCLUSIVE)


def refuse_count(count: int) -> None:
    """Refuse an answer of no presentation, or of more than are looked at.

    Raises:
        EnvelopeError: ``presentation.parts``.
    """
    if not 0 < count <= MOST:
        raise EnvelopeError(
            f"The answer is made of {count} presentations; 1 to {MOST} are looked at.",
            code="presentation.parts",
            hint="Ask for what you need, and for no more.",
        )


def refuse_many(envelopes: Sequence[Envelope]) -> None:
    """Refuse an answer whose parts are more together than is looked at in one presentation, in credentials or in bytes.

    Raises:
        EnvelopeError: ``presentation.count``, ``presentation.size``.
    """
    if len(envelopes) == 1:
        return
    count = sum(_count(envelope) for envelope in envelopes)
    if count > presentation.MOST:
        raise EnvelopeError(
            f"The parts of the answer hold {count} credentials; at most {presentation.MOST} are looked at.",
            code="presentation.count",
            hint="Ask for the credentials that you need, and for no others.",
        )
    if sum(_size(envelope) for envelope in envelopes) > strict_json.DEFAULT.bytes:
        raise EnvelopeError(
            f"The parts of the answer are larger together than the {strict_json.DEFAULT.bytes} bytes that are looked at.",
            code="presentation.size",
            hint="Ask for the credentials that you need, and for no others.",
        )


def _count(envelope: Envelope) -> int:
    return 1 if envelope.form == "sd-jwt" else len(as_list(envelope.document.get(presentation.MEMBER, [])))


def _size(envelope: Envelope) -> int:
    return len(envelope.token or strict_json.dumps(envelope.document))


def joined(parts: Sequence[Examined], *, tied: bool) -> tuple[Check, ...]:
    """The checks of all parts, each told once.

    Args:
        parts: of the answer.
        tied: whether each credential is compared with one person whom the caller asked for, so that several keys are that person's or fail there.
    """
    if len(parts) == 1:
        return parts[0].checks
    names = dict.fromkeys(check.name for part in parts for check in part.checks)
    checks = {name: _worst(name, parts) for name in names}
    again = _repeated(parts)
    if again is not None:
        message = "The same credential came twice in one answer."
        twice = Check(
            structure.NAME,
            Outcome.FAILED,
            "presentation.duplicate",
            message,
            presentation.ONCE,
            pointer_of(again, parts),
        )
        checks[structure.NAME] = twice
    if not tied and len(_keys(parts)) > 1 and checks[HOLDER].outcome is Outcome.PASSED:
        message = "The parts of the answer were shown with several keys, and nothing that was asked for tells whether one person has all of them."
        hint = "Ask for person identification data in the same answer, or say whom you expect; else verify each part by itself."
        checks[HOLDER] = Check(HOLDER, Outcome.INCONCLUSIVE, _SEVERAL_KEYS, message, hint)
    return tuple(checks.values())


def pointer_of(number: int, parts: Sequence[Examined], pointer: str = "") -> str:
    """JSON pointer into one part of an answer: as it is where there is only one."""
    return pointer if len(parts) == 1 else f"/{number}{pointer}"


def notes_on(parts: Sequence[Examined]) -> tuple[Finding, ...]:
    """The notes on all parts; ``presentation.keys``: they were shown with several keys."""
    notes = tuple(dict.fromkeys(note for part in parts for note in part.notes))
    keys = _keys(parts)
    if len(keys) < 2:  # noqa: PLR2004  with one, one person showed them all
        return notes
    message = f"The parts of the answer were shown with {len(keys)} different keys, as wallets do; that one person has all of them follows from what they say alone."
    return (*notes, Finding(_SEVERAL_KEYS, "info", message))


def _keys(parts: Sequence[Examined]) -> set[str]:
    return {thumbprint(part.presenter.key) for part in parts if part.presenter.key is not None}


def _worst(name: str, parts: Sequence[Examined]) -> Check:
    found = [(number, check) for number, part in enumerate(parts) for check in part.checks if check.name == name]
    for outcome in _WORST_FIRST:
        for number, check in found:
            if check.outcome is outcome:
                message = f"Part {number + 1} of {len(parts)}: {check.message}"
                return replace(check, message=message, pointer=pointer_of(number, parts, check.pointer or ""))
    return replace(found[0][1], pointer=None)


def _repeated(parts: Sequence[Examined]) -> int | None:
    """The part that shows a credential which an earlier one shows."""
    held = [(number, out_of_its_envelope(one)) for number, part in enumerate(parts) for _, one in part.credentials]
    again = presentation.repeated([document for _, document in held])
    return None if again is None else held[again][0]
