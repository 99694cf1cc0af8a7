"""Issuing for many, and what is not signed because it says too little."""

from dataclasses import replace
from datetime import date

import pytest

from credseal.errors import CredsealError, IssuingError
from credseal.issuer import Failure, Issuer, SealedCredential
from credseal.keys.signer import generate
from credseal.model.learner import Learner, Name
from credseal.model.organisation import Place
from credseal.profiles import openbadges
from credseal.trust.register import Register
from credseal.verifier import Verifier
from records import ADA, COURSE, UNIVERSITY, credential

DAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def issuer():
    return Issuer(UNIVERSITY, generate(), verification_method="did:web:uni.example#key-1")


def test_each_record_is_answered_in_order_by_a_credential_or_a_failure(issuer):
    named = [Learner(names=(Name(full=f"Learner {number}"),)) for number in range(3)]
    learners = [named[0], Learner(birth_date=date(2001, 2, 3)), *named[1:]]
    answers = list(issuer.issue_many(COURSE.award(each, awarded_on=DAY) for each in learners))
    assert [type(each) for each in answers] == [SealedCredential, Failure, SealedCredential, SealedCredential]
    assert answers[1].position == 1
    assert answers[1].error.code in ("openbadges.learner-unidentified", "issuing.incomplete")


def test_records_are_taken_one_at_a_time(issuer):
    taken = []

    def records():
        for number in range(10):
            taken.append(number)
            yield COURSE.award(ADA, awarded_on=DAY)

    answers = issuer.issue_many(records())
    next(answers)
    assert taken == [0]


def test_an_option_that_there_is_not_is_no_failure_of_a_learner(issuer):
    with pytest.raises(TypeError):
        next(issuer.issue_many([credential()], securign="eddsa-jcs-2022"))


def test_what_lacks_a_mandatory_element_is_not_signed_and_the_elements_are_named(issuer):
    thin = replace(COURSE, workload=None, quality_assurance=()).award(ADA, awarded_on=DAY)
    with pytest.raises(IssuingError) as error:
        issuer.issue(thin)
    assert error.value.code == "issuing.incomplete"
    assert error.value.message.endswith("mandatory: workload, quality_assurance.")
    assert isinstance(issuer.issue(thin, require=None), SealedCredential)


def test_the_list_that_is_required_can_be_chosen(issuer):
    without_participation = replace(COURSE, participation=None).award(ADA, awarded_on=DAY)
    with pytest.raises(IssuingError):
        issuer.issue(without_participation)
    assert issuer.issue(without_participation, require="microbol-2021")
    with pytest.raises(CredsealError) as error:
        issuer.issue(without_participation, require="eu-1999")
    assert error.value.code == "completeness.standard"


def test_a_place_of_sealing_is_written_and_read_back(issuer):
    sealed = issuer.issue(credential(), place=Place(country="GR", locality="Paradeigma"))
    report = Verifier(fetch=None).inspect(sealed.data)
    assert report.reading.issuance.place == Place(country="GR", locality="Paradeigma")
    assert report.place.known_by == "stated"


def test_what_is_withheld_is_written_only_where_the_issuer_discloses_it(issuer):
    born = replace(ADA, birth_date=date(2001, 2, 3))
    record = COURSE.award(born, awarded_on=DAY)
    assert b"2001-02-03" not in issuer.issue(record).data
    disclosed = issuer.issue(record, disclose=["birth_date"])
    assert openbadges.from_document(disclosed.document).credential.learner.birth_date == date(2001, 2, 3)


def test_files_may_be_named_by_text_where_nothing_else_is_meant(issuer, tmp_path):
    sealed = issuer.issue(credential())
    sealed.save(str(tmp_path / "ada.json"))
    sealed.bake(str(tmp_path / "ada.png"))
    (tmp_path / "register.json").write_text('{"name": "Nobody", "issuers": []}')
    verifier = Verifier(fetch=None, trust=[Register.load(str(tmp_path / "register.json"))])
    for name in ("ada.json", "ada.png"):
        assert verifier.inspect(tmp_path / name).check("structure").outcome == "passed"
