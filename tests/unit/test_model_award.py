"""An award takes what its achievement says, and replaces what it says itself."""

from datetime import date
from decimal import Decimal

from credseal.model.assessment import Assessment, Supervision
from credseal.model.grade import Grade, GradingScale
from credseal.model.learning import Participation
from credseal.model.workload import Workload
from records import ADA, BLENDED, COURSE, PORTFOLIO, course, credential

DAY = date(2026, 11, 20)


def test_an_award_says_what_its_achievement_says():
    awarded = COURSE.award(ADA, awarded_on=DAY)
    assert awarded.assessments == COURSE.assessments
    assert awarded.participation == COURSE.participation
    assert awarded.workload == COURSE.workload
    assert (awarded.obtained_by, awarded.grade) == (None, None)


def test_what_the_award_says_replaces_it_whole():
    own = Assessment(type=PORTFOLIO)
    awarded = COURSE.award(
        ADA,
        awarded_on=DAY,
        obtained_by="validation",
        assessments=[own],
        participation=Participation(modes=(BLENDED,)),
        workload=Workload(hours=Decimal(40)),
    )
    assert awarded.assessments == (own,)
    assert awarded.participation == Participation(modes=(BLENDED,))
    assert awarded.workload == Workload(hours=Decimal(40))
    assert awarded.achievement == COURSE


def test_a_string_is_a_grade_on_the_achievements_scale():
    assert credential(grade="5").grade == Grade("5", COURSE.grading_scale)
    own = GradingScale(grades=("fail", "pass"))
    assert credential(grade=Grade("pass", own)).grade == Grade("pass", own)


def test_supervision_of_the_award_holds_for_all_its_assessments():
    supervision = Supervision(supervised=True, place="online")
    awarded = COURSE.award(ADA, awarded_on=DAY, supervision=supervision)
    assert [each.supervision for each in awarded.assessments] == [supervision, supervision]
    assert [each.identity_verified for each in awarded.assessments] == [True, False]


def test_identity_verification_of_the_award_leaves_supervision_as_it_is():
    awarded = COURSE.award(ADA, awarded_on=DAY, identity_verified=False)
    assert [each.identity_verified for each in awarded.assessments] == [False, False]
    assert awarded.assessments[0].supervision == COURSE.assessments[0].supervision


def test_supervision_is_told_even_where_no_assessment_is():
    supervision = Supervision(supervised=True)
    awarded = course(assessments=()).award(ADA, awarded_on=DAY, supervision=supervision, identity_verified=True)
    assert awarded.assessments == (Assessment(supervision=supervision, identity_verified=True),)
