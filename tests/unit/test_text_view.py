"""A report as text: the verdict first, claims apart, the same words every time."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from credseal.findings import Finding
from credseal.report import Check, DateAnswer, IssuerAnswer, LearnerAnswer, Outcome, PlaceAnswer, ProofAnswer, Report
from credseal.trust.register import Register
from credseal.verifier import Verifier
from credseal.views.lines import columns_of, hanging, table, wrapped
from credseal.views.text import render

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
GOOD = (
    Check("signature", Outcome.PASSED, "signature.fits", "The content is unchanged."),
    Check("issuer_authenticated", Outcome.PASSED, "issuer.key", "It was signed with the issuer's key."),
    Check("issuer_recognised", Outcome.PASSED, "issuer.listed", "The register lists the issuer."),
    Check(
        "learner", Outcome.NOT_REQUESTED, "learner.not-requested", "Whose it is was not checked.", "Say who shows it."
    ),
)
ISSUER = IssuerAnswer("did:web:uni.example", "Claimed University", "University of Example", "the register Universities")
ACCEPTED = Report(GOOD, AT, ISSUER, DateAnswer(AT, "claimed", "created", date(2026, 11, 20)))


def with_check(name, outcome, **changes):
    """The accepted report, with one check ended otherwise."""
    checks = (replace(check, outcome=outcome, **changes) if check.name == name else check for check in GOOD)
    return replace(ACCEPTED, checks=tuple(checks))


def issued_in(report, words, known_by="stated"):
    """The report, about a document that gives this place."""
    vars(report)["place"] = PlaceAnswer(words, known_by)
    return report


def section(text, heading):
    """The lines below a heading, up to the next empty line."""
    return text.partition(f"{heading}")[2].partition("\n")[2].partition("\n\n")[0].splitlines()


def test_the_verdict_is_the_first_word():
    assert render(ACCEPTED).startswith("ACCEPTED  Issued by University of Example, and unchanged since.")
    assert render(with_check("signature", Outcome.FAILED)).startswith("REJECTED  The content is unchanged.")
    assert render(with_check("signature", Outcome.INCONCLUSIVE)).startswith("UNDETERMINED  The content")


def test_what_to_do_follows_the_reason():
    report = with_check("signature", Outcome.FAILED, message="It was changed.", hint="Ask for the original.")
    assert render(report).splitlines()[:2] == ["REJECTED  It was changed.", "What to do: Ask for the original."]
    assert render(ACCEPTED).splitlines()[1] == "What to do: Say who shows it."


def test_a_hint_belongs_to_its_reason():
    hints = {"signature": None, "issuer_authenticated": "Fetch it.", "learner": "Say who shows it."}
    checks = tuple(replace(check, outcome=Outcome.FAILED, hint=hints.get(check.name)) for check in GOOD)
    assert "What to do: Do not rely on it; ask the issuer" in render(replace(ACCEPTED, checks=checks))


def test_further_reasons_are_named():
    report = replace(ACCEPTED, checks=tuple(replace(check, outcome=Outcome.FAILED) for check in GOOD))
    assert "Also failed: issuer authenticated, issuer recognised, learner." in render(report)


def test_the_four_questions_have_a_line_each():
    assert render(issued_in(replace(ACCEPTED), "Graz, Austria")).splitlines()[3:7] == [
        "Holder  not checked",
        "Issuer  University of Example, known by the register Universities (did:web:uni.example)",
        "Date    awarded on 2026-11-20, signed 2026-11-22 10:00 UTC; says the issuer",
        'Place   "Graz, Austria", says the issuer',
    ]


def test_without_an_authenticated_issuer_no_name_and_no_word_of_the_document_is_shown():
    text = render(issued_in(with_check("issuer_authenticated", Outcome.INCONCLUSIVE), "Graz, Austria"))
    assert "Issuer  not established" in text
    assert "Date    awarded on 2026-11-20, signed 2026-11-22 10:00 UTC; not confirmed" in text
    for words in ("Claimed University", "University of Example", "did:web:uni.example", "Graz"):
        assert words not in text


def test_an_issuer_that_nobody_vouches_for_is_shown_by_its_identifier_alone():
    report = replace(
        with_check("issuer_recognised", Outcome.INCONCLUSIVE), issuer=IssuerAnswer("did:key:z6Mk", "Claimed University")
    )
    assert "Issuer  did:key:z6Mk, for whom nobody you trust vouches" in render(report)
    assert "Claimed University" not in render(report)


def test_a_place_may_be_derived_or_missing():
    assert 'Place   "Graz", from the issuer\'s address' in render(issued_in(replace(ACCEPTED), "Graz", "derived"))
    assert "Place   not stated" in render(ACCEPTED)


def test_the_comparison_with_the_learner_is_told_as_it_was_made():
    told = "The e-mail address (salted hash) is the expected one."
    report = replace(with_check("learner", Outcome.PASSED, message=told), learner=LearnerAnswer("compared"))
    assert f"Holder  {told}" in render(report)
    other = replace(with_check("learner", Outcome.FAILED, message="It is not."), learner=LearnerAnswer("compared"))
    assert "Holder  as said above" in render(other)


@pytest.mark.parametrize(
    ("issued", "words"),
    [
        (DateAnswer(), "not stated"),
        (DateAnswer(AT, "claimed", "validFrom"), "valid from 2026-11-22 10:00 UTC; says the issuer"),
        (DateAnswer(AT, "claimed", "issuanceDate"), "valid from 2026-11-22 10:00 UTC; says the issuer"),
        (DateAnswer(AT, "claimed", "issued"), "issued 2026-11-22 10:00 UTC; says the issuer"),
        (DateAnswer(awarded_on=date(2026, 11, 20)), "awarded on 2026-11-20; says the issuer"),
    ],
)
def test_a_date_is_told_as_what_it_is(issued, words):
    assert f"Date    {words}\n" in render(replace(ACCEPTED, issued=issued))


def test_what_passed_is_one_line_and_what_decides_comes_first():
    report = with_check("issuer_recognised", Outcome.INCONCLUSIVE, message="Nobody knows it.", pointer="/issuer")
    others = (Check("standing", Outcome.NOT_APPLICABLE, "standing.none", "It declares no status."),)
    lines = section(render(replace(report, checks=(*report.checks, *others))), "\nChecks")
    assert lines == [
        "  inconclusive    issuer recognised: as said above (issuer.listed) (at /issuer)",
        "  passed          signature, issuer authenticated",
        "  not applicable  standing: It declares no status.",
        "  not requested   learner",
    ]


def test_in_full_every_check_has_a_line_with_outcomes_and_names_aligned():
    lines = section(render(ACCEPTED, full=True), "\nChecks")
    assert lines == [
        "  passed          signature             The content is unchanged.",
        "  passed          issuer authenticated  It was signed with the issuer's key.",
        "  passed          issuer recognised     The register lists the issuer.",
        "  not requested   learner               Whose it is was not checked. Say who shows it.",
    ]


def test_proofs_are_shown_if_there_is_something_to_say():
    proof = ProofAnswer(
        "/proof", "eddsa-rdfc-2022", "did:web:uni.example#1", Outcome.PASSED, "signature.fits", "It fits."
    )
    other = replace(proof, pointer="/proof/1", outcome=Outcome.INCONCLUSIVE, message="It is of another kind.")
    assert "Proofs" not in render(replace(ACCEPTED, proofs=(proof,)))
    failed = replace(with_check("signature", Outcome.FAILED), proofs=(replace(proof, outcome=Outcome.FAILED),))
    assert "Proofs" not in render(failed)
    assert "Proofs (1)" in render(failed, full=True)
    shown = section(render(replace(ACCEPTED, proofs=(proof, other))), "\nProofs (2)")
    assert shown[1] == '  inconclusive    "eddsa-rdfc-2022" (at /proof/1): It is of another kind.'


def test_few_notes_are_shown_and_all_are_counted():
    notes = (*(Finding(f"n.{n}", "info", f"Note {n}.") for n in range(9)), Finding("n.e", "error", "A bad one."))
    shown = section(render(replace(ACCEPTED, remarks=notes)), "\nNotes (10)")
    assert shown == ["  - A bad one.", "  - Note 0.", "  - Note 1.", "  ... and 7 more"]
    assert len(section(render(replace(ACCEPTED, remarks=notes), full=True), "\nNotes (10)")) == 10


def test_notes_that_say_the_same_are_said_once():
    alike = tuple(Finding("n", "info", "It is odd.", f"/{name}") for name in ("a", "b", "c"))
    shown = section(
        render(replace(ACCEPTED, remarks=(*alike, Finding("m", "info", "It is old.", "/a")))), "\nNotes (2)"
    )
    assert shown == ["  - It is odd. (at /a, and in 2 more places)", "  - It is old. (at /a)"]
    assert "(at /a, and in 1 more place)" in render(replace(ACCEPTED, remarks=alike[:2]))


def test_what_a_check_said_is_no_note_as_well():
    repeated = Finding("x", "error", "It was changed.", "/id")
    report = with_check("signature", Outcome.FAILED, message="It was changed.", pointer="/id")
    assert "Notes" not in render(replace(report, remarks=(repeated,)))
    assert "Notes (1)" in render(replace(report, remarks=(replace(repeated, pointer="/name"),)))


def test_what_the_document_says_stands_behind_a_bar(issued):
    listed = Verifier(fetch=None, trust=[Register.load(issued.register)]).inspect(issued.credential)
    lines = render(listed).partition("The document says (the issuer's words)\n")[2].splitlines()
    assert lines
    assert all(line.startswith("  | ") for line in lines)
    assert "  | Learner     Ada Example" in lines
    assert "  | Place       Paradeigma, Greece" in lines
    assert "  | Identity    verified and supervised at some of the assessments" in lines
    assert "  | Workload    2.5 ECTS credits, 65 hours" in lines
    assert "  | Grade       8 (scale: 0 to 10, 5 passes)" in lines
    above = render(listed).partition("The document says")[0]
    assert "Ada Example" not in above
    assert "Testing drinking water" not in above


@pytest.mark.parametrize(
    ("name", "words"),
    [("credential", "not confirmed, see above"), ("tampered", "rejected: do not rely on any of this")],
)
def test_what_is_not_accepted_is_said_not_to_be_confirmed(issued, name, words):
    report = Verifier(fetch=None).inspect(getattr(issued, name))
    assert f"The document says ({words})\n" in render(report)


def test_a_document_of_another_kind_is_not_guessed_at():
    text = render(Verifier(fetch=None).inspect({"a": "strange"}))
    assert "strange" not in text
    assert "What the document says is not shown" in text


def test_what_could_not_even_be_read_has_a_report_too():
    assert render(Verifier(fetch=None).inspect(b"{")).startswith("REJECTED  The text is not JSON")
    assert render(Verifier(fetch=None).inspect(Path("no-such-file"))).startswith("REJECTED  There is no file")
    assert render(Report((), AT)).startswith("UNDETERMINED")


def test_only_asked_for_are_colours_used(issued):
    report = Verifier(fetch=None).inspect(issued.tampered)
    plain, coloured = render(report), render(report, colour=True)
    assert "\x1b" not in plain
    assert coloured.startswith("\x1b[1;31mREJECTED\x1b[0m  ")
    for command in ("\x1b[1;31m", "\x1b[1m", "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[0m"):
        coloured = coloured.replace(command, "")
    assert coloured == plain


@pytest.mark.parametrize("width", [1, 40, 72, 100, 200])
@pytest.mark.parametrize("full", [False, True])
def test_no_line_is_wider_than_the_terminal(issued, width, full):
    text = render(Verifier(fetch=None).inspect(issued.credential), width=width, full=full)
    # Labels need their room: below 72 columns lines may be longer, never without their bar.
    assert all(columns_of(line) <= max(width, 72) for line in text.splitlines())
    claims = text.partition("The document says (not confirmed, see above)\n")[2].splitlines()
    assert all(line.startswith("  |") for line in claims)


def test_wide_letters_count_twice():
    assert columns_of("愛a") == 3
    assert wrapped("愛" * 20, columns=20) == ["愛" * 10, "愛" * 10]
    assert wrapped("one two three", columns=16) == ["one two three"]
    assert wrapped("", columns=16) == [""]
    assert hanging("Head  ", "a " * 12, columns=22) == ["Head  a a a a a a a a", "      a a a a"]
    assert table([("a", "1"), ("bcd", "2")], columns=40, prefix="> ") == ["> a    1", "> bcd  2"]


def test_an_employer_sees_the_answer_on_the_first_screen(issued):
    for name, options in (("credential", {"issuer": issued.id}), ("credential", {}), ("tampered", {})):
        lines = render(Verifier(fetch=None).inspect(getattr(issued, name), **options), width=80).splitlines()
        assert len(lines) <= 40
        verdict_zone = lines[: lines.index("")]
        assert len(verdict_zone) <= 6
