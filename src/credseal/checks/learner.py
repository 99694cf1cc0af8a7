"""Is it the credential of the person whom the verifier has before them?

A credential names its learner; whether the one who shows it is that person, only the caller can know. They say what they
know (``ExpectedLearner``), and the check says which comparisons were made and how they ended (see ``comparing``).

    Verifier().verify(path, learner=ExpectedLearner(email="ada@example.org", source="enrolment record"))

======================================================  ================================================================
comparisons                                             outcome
======================================================  ================================================================
any identifier, DID or birth date is another            failed: ``learner.other``
two of one type, of which one is expected, one not      failed: ``learner.conflicting``, it would do for two people
a DID or identifier agrees                              passed: ``learner.matches``; a name that differs is a note,
                                                        ``learner.name-differs``: names change, and are spelled in many ways
nothing but the name, and it is another                 failed: ``learner.other``
whole name and birth date agree, source stated          passed: ``learner.claims-match``: what a registrar does with a passport
the same, without a source                              inconclusive: ``learner.claims-unsourced``: what somebody merely says
                                                        can be copied from the credential
a name, or a birth date, alone                          inconclusive: ``learner.names-only``, ``learner.birth-date-only``
nothing comparable                                      inconclusive: ``learner.not-comparable``
======================================================  ================================================================

Of a credential that came in a presentation, its presenter is asked as well, whether or not the caller expects anybody (see ``presenter``):

======================================================  ================================================================
the presenter showed control of                         outcome
======================================================  ================================================================
another key than the credential names                   failed: ``learner.other-presenter``, whatever the claims say
the key that it names; nobody is expected, or whom the  passed: ``learner.by-key``
caller expects agrees in anything, a name be it
the key that it names; somebody else is expected        as above: failed
the key that it names; what is expected is not stated   inconclusive: ``learner.not-comparable``
the credential names no key                             as above; where nobody is expected, inconclusive:
                                                        ``learner.not-bound``
======================================================  ================================================================

Where person identification data (PID) were asked for and came with it, their comparison decides with all that (see ``identified``): it must pass,
and nothing else may have failed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from credseal.checks.comparing import BIRTH_DATE, DID, MOST, is_comparable
from credseal.checks.holder_key import KEY
from credseal.checks.identified import judge
from credseal.checks.names import AS_WRITTEN
from credseal.findings import Finding
from credseal.model.learner import EMAIL, EUROPEAN_STUDENT_IDENTIFIER, NATIONAL, STUDENT_NUMBER
from credseal.report import Agreement, Check, Comparison, LearnerAnswer, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from credseal.checks.evidence import Evidence

NAME = "learner"
_SUBJECT = "/credentialSubject"
_NAMES = frozenset({"name", "given_name", "family_name"})
_WORDS = {
    DID: "learner's identifier",
    KEY: "learner's key",
    EMAIL: "e-mail address",
    STUDENT_NUMBER: "student number",
    EUROPEAN_STUDENT_IDENTIFIER: "European Student Identifier",
    NATIONAL: "national number",
    BIRTH_DATE: "birth date",
    "name": "name",
    "given_name": "given name",
    "family_name": "family name",
}
_ANOTHER_NAME = (
    "If the learner has further names, or writes them otherwise, expect these too; better, compare an identifier."
)
_NOT_THEIRS = (
    "Do not rely on it for this person; see whether what you compare with is right, and ask for their own credential."
)
_BY_SOMETHING_ELSE = "Compare by something else, or ask the issuer how the learner is named."
_MORE_THAN_CLAIMS = "Compare an identifier (e-mail address, student number, DID) as well."
_SHOWN = "The presenter showed control of the key that the credential names."
_PRESENT_OWN = "Ask the presenter for their own credentials, presented with the key that these name."
_EXPECT = "Say whom you expect (--learner-email, --learner-id), to compare what the credential does state."
_WEAK = frozenset({"learner.names-only", "learner.birth-date-only", "learner.claims-unsourced"})


def check(evidence: Evidence) -> Check:
    """Passed where the learner is the expected one, by an identifier or by name and birth date from a source, or the presenter."""
    compared = _compared(evidence)
    found = compared if evidence.presenter is None else _presented(evidence, compared)
    if evidence.person is not None:
        found = _identified(evidence, found)
    # Claims of an SD-JWT have no one member that is the learner.
    return replace(found, pointer=None) if evidence.is_claims else found


def _presented(evidence: Evidence, compared: Check) -> Check:
    """What follows from who presents it, and from what was compared besides."""
    outcomes = {one.outcome for one in evidence.presented}
    if Agreement.OTHER in outcomes:
        message = "It is the credential of somebody else: it names another key than the one that its presenter has."
        return Check(NAME, Outcome.FAILED, "learner.other-presenter", message, _PRESENT_OWN, _SUBJECT)
    asked = compared.outcome is not Outcome.NOT_REQUESTED
    if outcomes == {Agreement.SAME}:
        if not asked or compared.code in _WEAK:
            weak = [one for one in evidence.comparisons if one.outcome is Agreement.WEAK]
            message = f"{_SHOWN} {_agree(weak, None)}" if weak else _SHOWN
            return Check(NAME, Outcome.PASSED, "learner.by-key", message)
        if compared.outcome is Outcome.PASSED:
            return replace(compared, message=f"{compared.message} {_SHOWN}")
        return compared
    if asked:
        return compared
    reasons = " ".join(one.reason for one in evidence.presented if one.reason)
    return Check(NAME, Outcome.INCONCLUSIVE, "learner.not-bound", reasons, _EXPECT, _SUBJECT)


def _identified(evidence: Evidence, found: Check) -> Check:
    """What follows from the person identification data that came with it, and from all else: these were asked for, and decide with it."""
    person = evidence.person
    by_pid = judge(evidence.identified, (person.source if person else None) or "", name=NAME)
    if found.outcome is Outcome.FAILED or by_pid.outcome is not Outcome.PASSED:
        return found if found.outcome is Outcome.FAILED else by_pid
    if found.outcome is Outcome.PASSED:
        return replace(by_pid, message=f"{by_pid.message} {found.message}")
    is_open = evidence.expected_learner is not None and found.code not in _WEAK
    return found if is_open else by_pid


def _compared(evidence: Evidence) -> Check:
    """What follows from what the caller knows of the learner."""
    expected = evidence.expected_learner
    if expected is None:
        return Check(
            NAME,
            Outcome.NOT_REQUESTED,
            "learner.not-requested",
            "Whose it is was not checked.",
            "Say who shows it (--learner-email, --learner-did) to have it compared.",
        )
    if evidence.reading is not None and not is_comparable(evidence.reading.credential.learner):
        message = f"The document states more than {MOST} names and identifiers of its learner, so none was compared."
        return _undecided("too-many", message, "Ask the issuer for a credential that names its learner plainly.")
    made = evidence.comparisons
    agreeing = [one for one in made if one.outcome is Agreement.SAME]
    differing = [one for one in made if one.outcome is Agreement.OTHER]
    contradicting = [one for one in differing if one.what not in _NAMES]
    if contradicting:
        return _contradicted(contradicting[0], agreeing)
    if agreeing:
        return Check(NAME, Outcome.PASSED, "learner.matches", _agree(agreeing, expected.source))
    if differing:
        return Check(NAME, Outcome.FAILED, "learner.other", _is_other(differing[0]), _ANOTHER_NAME, _SUBJECT)
    return _by_claims([one for one in made if one.outcome is Agreement.WEAK], made, expected.source)


def answer_for(evidence: Evidence) -> LearnerAnswer:
    """What was compared, and how each comparison ended."""
    expected, made = evidence.expected_learner, (*evidence.presented, *evidence.identified, *evidence.comparisons)
    if expected is None and evidence.presenter is None:
        return LearnerAnswer()
    source = next((one.source for one in (expected, evidence.person) if one is not None), None)
    if any(one.outcome is not Agreement.NOT_COMPARABLE for one in made):
        return LearnerAnswer("compared", made, source)
    named = evidence.reading.credential.learner.id if evidence.reading else None
    by_did = named is not None and named.startswith("did:")
    is_open = by_did and evidence.presenter is None
    return LearnerAnswer("needs_presentation" if is_open else "not_comparable", made, source)


def notes_on(evidence: Evidence) -> tuple[Finding, ...]:
    """``learner.name-differs``: an identifier is the expected one, the name is not."""
    made = evidence.comparisons
    agreeing = [one for one in made if one.outcome is Agreement.SAME]
    if not agreeing or not any(one.what in _NAMES and one.outcome is Agreement.OTHER for one in made):
        return ()
    message = f"The learner's name is not the expected one; {_words(agreeing[0])} is, and decides. Names change."
    return (Finding("learner.name-differs", "warning", message, _SUBJECT, "Ask for the reason if it matters."),)


def _contradicted(other: Comparison, agreeing: Iterable[Comparison]) -> Check:
    if any(one.what == other.what for one in agreeing):
        message = f"The document states several of one kind ({_kind(other)}): one is expected, another is not."
        hint = "If all of them are the learner's, expect all of them; else it would do for two people."
        return Check(NAME, Outcome.FAILED, "learner.conflicting", message, hint, _SUBJECT)
    return Check(NAME, Outcome.FAILED, "learner.other", _is_other(other), _NOT_THEIRS, _SUBJECT)


def _by_claims(weak: Sequence[Comparison], made: Sequence[Comparison], source: str | None) -> Check:
    """What follows from names and birth dates, where no identifier was compared."""
    compared = {one.what for one in weak}
    if {"name", BIRTH_DATE} <= compared and source:
        return Check(NAME, Outcome.PASSED, "learner.claims-match", _agree(weak, source))
    if {"name", BIRTH_DATE} <= compared:
        message = "Name and birth date are the expected ones, but it was not said how these are known."
        return _undecided("claims-unsourced", message, "Say where they come from, e.g. an identity document.")
    if compared & _NAMES:
        message = "The name is the expected one, and nothing else: a name by itself identifies nobody."
        return _undecided("names-only", message, _MORE_THAN_CLAIMS)
    if compared:
        message = "The birth date is the expected one, and nothing else: that identifies nobody."
        return _undecided("birth-date-only", message, _MORE_THAN_CLAIMS)
    message = "The document names its learner by nothing that could be compared with what is expected."
    reason = next((one.reason for one in made if one.form is not None), None)
    return _undecided("not-comparable", f"{message} {reason}" if reason else message, _BY_SOMETHING_ELSE)


def _undecided(code: str, message: str, hint: str) -> Check:
    return Check(NAME, Outcome.INCONCLUSIVE, f"learner.{code}", message, hint, _SUBJECT)


def _agree(comparisons: Sequence[Comparison], source: str | None) -> str:
    """What agrees, what was left aside for it, and how it is known."""
    told = dict.fromkeys(_words(one) + _aside(one) for one in comparisons)
    words = " and ".join(told)
    verb, what = ("is", "the expected one") if len(told) == 1 else ("are", "the expected ones")
    known = f" (source: {source})" if source else ""
    return f"{words[:1].upper()}{words[1:]} {verb} {what}{known}."


def _aside(one: Comparison) -> str:
    return "" if one.normalisation in (None, AS_WRITTEN) else f" ({one.normalisation})"


def _is_other(one: Comparison) -> str:
    words = _words(one)
    return f"{words[:1].upper()}{words[1:]} is not the expected one."


def _words(one: Comparison) -> str:
    return f"the {_kind(one)} (salted hash)" if one.form == "hash" else f"the {_kind(one)}"


def _kind(one: Comparison) -> str:
    return _WORDS.get(one.what, f"identifier of type {one.what}")
