"""Is the learner of a credential the person whose person identification data (PID) came with it?

The attributes are compared one by one (see ``comparing``): family and given name, birth date, the personal administrative number. A PID shows what
its holder let it show, and numbers of two states may be alike, so that no single one of them decides in favour; a part of a name counts only against:

=========================================================  =============================================================
what was compared                                          outcome
=========================================================  =============================================================
birth date or number are others                            failed: ``learner.other-person``
name and birth date agree                                  passed: ``learner.by-pid``
number and name, or number and birth date, agree; the      passed: ``learner.by-pid``; names change
name may be another beside number and birth date
the name is another, without that                          failed: ``learner.other-person``
one of them alone                                          inconclusive: ``learner.pid-insufficient``
nothing that both state                                    inconclusive: ``learner.pid-not-comparable``
=========================================================  =============================================================
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from credseal.checks.comparing import BIRTH_DATE, compare, is_comparable
from credseal.model.learner import NATIONAL
from credseal.report import Agreement, Check, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from credseal.checks.expectations import ExpectedLearner
    from credseal.model.learner import Learner
    from credseal.report import Comparison

PID = "pid_"
"""What begins the names of these comparisons in a report."""

_PARTS_OF_NAMES = frozenset({"given_name", "family_name"})
_AGREE = frozenset({Agreement.SAME, Agreement.WEAK})
_CALLED = {"name": "name", BIRTH_DATE: "birth date", NATIONAL: "national number"}
_ASK = "Ask for a PID that shows family_name, given_name and birthdate, and the number where the credential states one."
_NOT_THEIRS = "Do not rely on it for this person."
_ASK_FORMER = "If the learner's name has changed, ask for a PID that shows the name at birth, or the number."
_SUBJECT = "/credentialSubject"


def compare_person(learner: Learner, person: ExpectedLearner) -> tuple[Comparison, ...]:
    """Compares the learner of a document with the person of a PID, attribute by attribute.

    Args:
        learner: the document's.
        person: what the PID shows.
    """
    if not is_comparable(learner):
        return ()
    return tuple(replace(one, what=f"{PID}{one.what}") for one in compare(learner, person))


def judge(made: Sequence[Comparison], source: str, *, name: str) -> Check:
    """What follows from the comparisons.

    Args:
        made: as ``compare_person`` made them.
        source: whose PID it is.
        name: of the check.
    """
    agree = {kind for kind in _CALLED if any(one.what == PID + kind and one.outcome in _AGREE for one in made)}
    differ = {_kind(one) for one in made if one.outcome is Agreement.OTHER}
    if differ - {"name"} or (differ and not {NATIONAL, BIRTH_DATE} <= agree):
        what = next(word for kind, word in reversed(_CALLED.items()) if kind in differ)
        message = (
            f"It is the credential of somebody else: its {what} is not that of the person who presents it ({source})."
        )
        hint = f"{_NOT_THEIRS} {_ASK_FORMER}" if differ == {"name"} else _NOT_THEIRS
        return Check(name, Outcome.FAILED, "learner.other-person", message, hint, _SUBJECT)
    if len(agree) > 1:
        *first, last = [word for kind, word in _CALLED.items() if kind in agree]
        told = f"{', '.join(first)} and {last}"
        message = f"Its {told} are those of the person who presents it ({source})."
        return Check(name, Outcome.PASSED, "learner.by-pid", message)
    if agree or any(one.outcome in _AGREE for one in made):
        message = "Too little of what the credential states of its learner is among the person identification data: one thing alone identifies nobody."
        return Check(name, Outcome.INCONCLUSIVE, "learner.pid-insufficient", message, _ASK, _SUBJECT)
    message = "The credential and the person identification data state nothing of the learner that could be compared."
    return Check(name, Outcome.INCONCLUSIVE, "learner.pid-not-comparable", message, _ASK, _SUBJECT)


def _kind(one: Comparison) -> str:
    what = one.what.removeprefix(PID)
    return "name" if what in _PARTS_OF_NAMES else what
