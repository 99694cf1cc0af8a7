"""Badges that somebody broke on purpose: readers answer whatever they are handed, in time, and believe no shape."""

import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from badges import endorsed_badge, open_badge
from credseal.profiles.openbadges import check, endorsements, from_document, read_endorsement, to_document
from records import ISSUANCE, credential

BADGES = [
    open_badge(),
    endorsed_badge(),
    to_document(credential(), ISSUANCE).document,
    to_document(credential(), ISSUANCE, extended=True).document,
]
BADGES[0]["credentialSubject"]["achievement"]["type"] += ["EducredentialAchievement", "EuMicroCredential"]
BADGES[1]["credentialSubject"]["type"] += ["Profile"]
MEMBERS = sorted(
    {"id", "type", "identifier", "nameMap", "targetDescriptionMap", "captionMap", "ECTS", "workload", "learningOutcome", "source",
     "supervisionType", "identityChecked", "educationProgramIdentifier", "eqfLevel", "assessmentType", "countryOrRegion",
     "endorsement", "endorsementJwt", "parentOrg", "dateOfBirth", "familyName", "geo", "latitude", "related", "tag", "evidence",
     "rubricCriterionLevel", "achievedLevel", "status", "refreshService", "termsOfUse", "credentialSchema", "criteria",
     "achievementType", "inLanguage", "recordLanguage", "activityEndDate", "image", "caption", "resultDescription", "value"}
)  # fmt: skip
text = st.one_of(
    st.sampled_from(
        ["", " ", "\x00", "https://uni.example/", "x" * 5000, "2026-01-01T00:00:00Z", "Alignment", "Profile", "e30.e30.AA",
         "type.label: x", "criteria.en: x", "ext:EQF", "ext:LearningOutcome", "ext:Workload", "LO1", "PT5H", "\ud800", "@none"]
    ),
    st.text(max_size=6),
)  # fmt: skip
anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.just(10**400), st.floats(), text),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(st.sampled_from(MEMBERS), text), inner)
    ),
    max_leaves=10,
)
often = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


def places(value, steps=()):
    if isinstance(value, dict | list):
        for step, below in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*steps, step)
            yield from places(below, (*steps, step))


@st.composite
def broken(draw):
    """A badge with a few members replaced, added or put elsewhere."""
    document = copy.deepcopy(draw(st.sampled_from(BADGES)))
    for _ in range(draw(st.integers(1, 4))):
        steps = draw(st.sampled_from(sorted(places(document), key=repr)))
        place = document
        for step in steps[:-1]:
            place = place[step]
        if isinstance(place, dict) and draw(st.booleans()):
            place[draw(st.sampled_from(MEMBERS))] = draw(anything)
        else:
            place[steps[-1]] = draw(st.one_of(anything, st.just(copy.deepcopy(document.get("issuer")))))
    return document


@often
@given(st.one_of(broken(), anything))
def test_reading_never_raises_and_points_to_what_is_there(document):
    before = copy.deepcopy(document)
    reading = from_document(document)
    assert repr(document) == repr(before)
    for pointer in reading.unread:
        value = document
        for step in pointer.split("/")[1:]:
            value = value[int(step)] if isinstance(value, list) else value[step.replace("~1", "/").replace("~0", "~")]


@often
@given(st.one_of(broken(), anything))
def test_no_question_about_a_badge_raises(document):
    check(document)
    for each in endorsements(document):
        read_endorsement(each.document)
    read_endorsement(document)


def test_an_object_in_many_places_is_no_reason_to_wait():
    """What is looked up by its id is looked up once a document, not once a mention."""
    document = open_badge()
    document["credentialSubject"]["achievement"]["related"] = [
        {"id": "https://uni.example/", "type": ["Profile"], "name": "University of Examples"} for _ in range(5000)
    ]
    reading = from_document(document)
    assert reading.issuance.sealer.id == "https://uni.example/"


@pytest.mark.parametrize("term", ["assessmentType", "modeOfParticipation", "educationSubject", "qualityAssurance"])
def test_a_term_with_more_entries_than_anybody_has_is_not_read(term):
    document = open_badge()
    achievement = document["credentialSubject"]["achievement"]
    achievement["type"].append("EuMicroCredential")
    achievement[term] = [f"https://list.example/{number}" for number in range(20_000)]
    assert f"/credentialSubject/achievement/{term}" in from_document(document).unread


def test_thousands_of_odd_members_and_results_are_no_reason_to_wait():
    document = open_badge()
    achievement = document["credentialSubject"]["achievement"]
    achievement["related"] = [5] * 20_000
    skill = {"type": ["Alignment"], "targetName": "x", "targetType": "ext:ESCO", "targetUrl": "https://a.example/"}
    achievement["resultDescription"] = [
        {"id": f"urn:x:{number}", "name": "x", "resultType": "Status", "alignment": [skill]} for number in range(3000)
    ]
    document["credentialSubject"]["result"] = [{"type": ["Result"], "value": "5"} for _ in range(20_000)]
    reading = from_document(document)
    assert len(reading.findings) >= 39_000
    assert len(reading.credential.achievement.learning_outcomes) == 3000
