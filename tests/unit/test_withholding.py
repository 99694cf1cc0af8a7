"""What the holder of a learning credential may withhold, as its issuer chooses; how much that is, decoys hide."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from credseal.checks.policy import Policy
from credseal.errors import IssuingError
from credseal.issuer import Issuer, SealedCredential
from credseal.keys.signer import generate
from credseal.profiles.learning_credential import FURTHER, may_be_withheld, selective, withholdable
from credseal.report import Verdict
from credseal.securing.sd_jwt import parsing
from credseal.securing.sd_jwt.presenting import present
from credseal.verifier import Verifier
from records import ADA, UNIVERSITY, credential
from sd_jwts import refusal

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
ISSUER = Issuer(replace(UNIVERSITY, id=None), generate("P-256"), clock=lambda: AT)
OUTCOMES = ("learning_outcomes", None)
OUTCOMES_AGAIN = (FURTHER, "achievement", "learning_outcomes")


def sealed(*paths, **options):
    return ISSUER.issue(credential(), profile="learning", may_withhold=paths, **options)


def withheld(made):
    """The places of everything that has a disclosure."""
    return {one.place for one in parsing.parse(made.token).processed().disclosed}


def inspect(text):
    return Verifier(Policy.AUTHENTIC, fetch=None, clock=lambda: AT).inspect(text, issuer=ISSUER.organisation.id)


def digests(made):
    """How many digests the signed part has, in each object that has some."""
    found = []
    within = [parsing.parse(made.token).claims]
    while within:
        value = within.pop()
        if isinstance(value, dict):
            found += [len(value["_sd"])] if "_sd" in value else []
            within += value.values()
        elif isinstance(value, list):
            entries = [each for each in value if isinstance(each, dict) and "..." in each]
            found += [len(entries)] if entries else []
            within += [each for each in value if each not in entries]
    return sorted(found)


def test_only_what_is_chosen_may_be_withheld():
    made = sealed(("assessment_grade",), ("sub",))
    assert withheld(made) == {("assessment_grade",), ("sub",)}
    least = inspect(present(parsing.parse(made.token), []))
    assert least.verdict is Verdict.ACCEPTED
    assert made.document.keys() - least.document.keys() == {"assessment_grade", "sub"}


def test_without_a_choice_it_is_what_the_profile_says():
    made = ISSUER.issue(credential(), profile="learning")
    assert withheld(made) == set(selective(made.document))


def test_each_entry_of_a_list_may_be_one_that_is_withheld():
    made = sealed(OUTCOMES)
    shown = inspect(present(parsing.parse(made.token), [("learning_outcomes", 1)]))
    assert shown.verdict is Verdict.ACCEPTED
    assert shown.document["learning_outcomes"] == made.document["learning_outcomes"][1:]
    assert [each.title.in_language("en")[1] for each in shown.reading.credential.achievement.learning_outcomes] == [
        "explains indicators"
    ]


def test_what_tells_a_claim_again_is_withheld_with_it():
    """The further claim has the outcomes too: withheld in one place alone, they would be told in the other."""
    assert withheld(sealed(OUTCOMES)) == {("learning_outcomes", 0), ("learning_outcomes", 1), OUTCOMES_AGAIN}
    assert withheld(sealed(OUTCOMES_AGAIN, ("learning_outcomes",))) == {OUTCOMES_AGAIN, ("learning_outcomes",)}


def test_more_than_a_claim_says_may_be_withheld_by_itself():
    assert withheld(sealed(OUTCOMES_AGAIN)) == {OUTCOMES_AGAIN}


def test_a_whole_and_what_is_in_it_may_both_be_withheld():
    """Whoever shows the evidence need not show all of it."""
    evidence = (FURTHER, "award", "evidence")
    paths = [(FURTHER, "award"), evidence, (*evidence, 0)]
    made = sealed(*paths)
    assert withheld(made) == set(paths)
    received = parsing.parse(made.token)
    assert inspect(present(received, [evidence])).document[FURTHER]["award"]["evidence"] == []
    assert "award" not in inspect(present(received, [])).document[FURTHER]


def test_of_the_achievement_may_be_withheld_what_is_not_by_default():
    path = (FURTHER, "achievement", "assessments", None)
    made = sealed(path)
    assert not {(*path[:3], 0), path[:3]} & set(selective(made.document))
    shown = inspect(present(parsing.parse(made.token), [(*path[:3], 1)]))
    assert len(shown.reading.credential.achievement.assessments) == 1


def test_nothing_may_be_withheld_where_nothing_is_chosen():
    made = sealed()
    assert (withheld(made), digests(made)) == (set(), [])
    assert "_sd_alg" not in parsing.parse(made.token).claims
    report = inspect(made.token)
    assert report.verdict is Verdict.ACCEPTED
    assert report.document == made.document
    assert "sd-jwt.withheld" not in {note.code for note in report.notes}


def test_all_that_can_be_withheld_may_be_chosen_at_once():
    document = sealed().document
    places = withholdable(document)
    made = sealed(*places)
    assert withheld(made) == set(places)
    assert all(may_be_withheld(place) for place in places)
    assert set(selective(document)) < set(places)
    least = inspect(present(parsing.parse(made.token), []))
    assert least.verdict is Verdict.ACCEPTED
    assert least.reading.credential.achievement.levels == credential().achievement.levels


@pytest.mark.parametrize("pad_to", [1, 8, 64])
def test_decoys_fill_up_to_a_multiple(pad_to):
    made = sealed(("assessment_grade",), ("sub",), OUTCOMES, pad_to=pad_to)
    assert all(number % pad_to == 0 for number in digests(made))
    assert len(digests(made)) == 3
    assert inspect(made.token).document == made.document
    shown = inspect(present(parsing.parse(made.token), [("learning_outcomes", 1)]))
    assert shown.verdict is Verdict.ACCEPTED
    assert shown.document["learning_outcomes"] == ["explains indicators"]


def test_decoys_alone_make_nothing_that_could_be_withheld():
    assert digests(sealed(pad_to=8)) == []
    assert digests(ISSUER.issue(credential(), profile="learning", pad_to=8)) != []


def test_no_credential_has_anothers_decoys():
    made = [parsing.parse(sealed(("sub",), pad_to=8).token).claims["_sd"] for _ in range(2)]
    assert not set(made[0]) & set(made[1])


@pytest.mark.parametrize(
    ("paths", "code"),
    [
        ([("assessment_grad",)], "issuing.withhold-missing"),
        ([("birthdate",)], "issuing.withhold-missing"),
        ([("learning_outcomes", 2)], "issuing.withhold-missing"),
        ([("achievement_title",)], "issuing.withhold-never"),
        ([("date_of_expiry",)], "issuing.withhold-never"),
        ([(FURTHER, "achievement", "assessments", 0, "supervision")], "issuing.withhold-part"),
        ([(*OUTCOMES_AGAIN, 0)], "issuing.withhold-part"),
        ([("sub",), ("sub",)], "issuing.withhold-twice"),
        ([("learning_outcomes", 1), OUTCOMES], "issuing.withhold-twice"),
        ([()], "sd-jwt.path"),
        ([("learning_outcomes", "title")], "sd-jwt.path"),
        ([("sub", 0)], "sd-jwt.path"),
    ],
)
def test_paths_that_mean_nothing_or_what_cannot_be_are_refused(paths, code):
    assert refusal(sealed, *paths) == code


def test_who_chose_wrongly_is_told_what_there_is_to_choose():
    with pytest.raises(IssuingError) as caught:
        sealed(("assessment_grad",))
    assert "/assessment_grad" in str(caught.value)
    assert "/assessment_grade" in caught.value.hint
    assert "/credseal/award/evidence" in caught.value.hint
    assert "/achievement_title" not in caught.value.hint
    with pytest.raises(IssuingError) as caught:
        sealed((FURTHER, "achievement", "assessments", None, "criteria"))
    assert "/credseal/achievement/assessments/0." in caught.value.hint


@pytest.mark.parametrize("profile", ["openbadges", "elm"])
@pytest.mark.parametrize("options", [{"may_withhold": []}, {"may_withhold": [("sub",)]}, {"pad_to": 8}])
def test_other_forms_leave_no_choice(profile, options):
    with pytest.raises(IssuingError) as caught:
        ISSUER.issue(credential(), profile=profile, **options)
    assert caught.value.code == "issuing.withhold-form"
    assert "learning" in caught.value.hint


def test_a_whole_class_has_the_same_choice_though_it_comes_from_an_iterator():
    """Used up by the first learner, it would leave the others with nothing that they may withhold."""
    made = list(ISSUER.issue_many([credential()] * 2, profile="learning", may_withhold=iter([("assessment_grade",)])))
    assert [withheld(each) for each in made] == [{("assessment_grade",)}] * 2


def test_of_a_class_only_those_fail_whose_record_lacks_what_is_chosen():
    graded, ungraded = credential(), replace(credential(), grade=None)
    made = list(ISSUER.issue_many([ungraded, graded], profile="learning", may_withhold=[("assessment_grade",)]))
    assert made[0].error.code == "issuing.withhold-missing"
    assert isinstance(made[1], SealedCredential)


def test_no_message_tells_what_a_record_says():
    for paths in ([("birthdate",)], [("sub", "x")], [("sub",)] * 2, [(FURTHER, "learner", "names", 0)]):
        with pytest.raises(Exception) as caught:  # noqa: PT011  whichever; the text is what matters
            sealed(*paths)
        told = f"{caught.value} {caught.value.hint}"
        assert ADA.id not in told
        assert "Ada" not in told
