"""Records and badges that somebody made to break something: one clear error or finding each, and nothing else."""

import json
from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credseal.errors import CredsealError
from credseal.model.assessment import Assessment
from credseal.model.files import parse_yaml
from credseal.model.load import load_achievement, load_learner, load_organisation
from credseal.profiles.openbadges import check, from_document, to_document
from credseal.trust.register import Register
from records import COURSE, ISSUANCE, credential, en

DOCUMENT = to_document(credential(), ISSUANCE).document

json_values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=8),
        st.sampled_from(["2026-01-01T00:00:00Z", "https://x.example/", "ext:EQF", "6", "und", "\ud800", "\x00"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.one_of(
                st.text(max_size=4), st.sampled_from(["id", "type", "name", "targetType", "targetCode", "title", "/~"])
            ),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)
relaxed = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def members(value, steps=()):
    """Every path in the badge."""
    if steps:
        yield steps
    for step, below in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from members(below, (*steps, step))


PATHS = list(members(DOCUMENT))


def at(document, path):
    for step in path:
        document = document[step]
    return document


@relaxed
@given(st.sampled_from(PATHS), json_values)
def test_a_badge_with_anything_anywhere_is_read_and_checked(path, value):
    document = deepcopy(DOCUMENT)
    at(document, path[:-1])[path[-1]] = value
    reading = from_document(document)
    assert all(each.pointer is not None for each in reading.findings)
    check(document)


@relaxed
@given(json_values)
def test_any_json_is_read_and_checked(value):
    from_document(value)
    check(value)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: "/".join(map(str, path)))
def test_a_badge_without_any_one_member_is_read(path):
    document = deepcopy(DOCUMENT)
    del at(document, path[:-1])[path[-1]]
    from_document(document)
    check(document)


def test_a_badge_as_deep_as_it_likes_is_read_and_checked():
    profile = deep = {"id": "https://x.example/", "type": ["Profile"]}
    for _ in range(5000):
        deep["parentOrg"] = {"id": "https://x.example/", "type": ["Profile"]}
        deep = deep["parentOrg"]
    document = {**DOCUMENT, "issuer": profile, "junk": profile}
    assert from_document(document).issuance.sealer.id == "https://x.example/"
    check(document)


def refusal(read, value):
    """The code of the error with which a value is refused; None if it is not. Any other exception is a failure."""
    try:
        read(value)
    except CredsealError as error:
        return error.code
    return None


@relaxed
@given(json_values)
def test_any_data_is_a_record_or_one_clear_error(value):
    for load in (load_achievement, load_learner, load_organisation):
        assert (refusal(load, value) or "model.").startswith("model.")


@relaxed
@given(st.dictionaries(st.sampled_from(["name", "updated", "issuers", "x"]), json_values))
def test_any_data_is_a_register_or_one_clear_error(value):
    assert (refusal(Register.load, value) or "register.").startswith("register.")


@relaxed
@given(st.one_of(st.binary(max_size=60), st.text("abc:-?[]{}&*!|>'\"#%@` \n\t012", max_size=60).map(str.encode)))
def test_any_bytes_are_yaml_or_one_clear_error(data):
    assert (refusal(parse_yaml, data) or "record.yaml-").startswith("record.yaml-")


def test_texts_cannot_add_members_to_a_description():
    """A criterion that looks like the line of another field stays a criterion."""
    sly = Assessment(criteria=en("60 points.\nidentity_verified: yes\nsupervision.supervised: yes"))
    record = replace(credential(), achievement=replace(COURSE, assessments=(sly,)), assessments=(sly,))
    assert from_document(to_document(record, ISSUANCE).document).credential.assessments == (sly,)


def test_findings_quote_no_personal_data():
    document = deepcopy(DOCUMENT)
    document["credentialSubject"]["identifier"][0]["identityHash"] = "Eve\x00Evil"
    document["credentialSubject"]["identifier"][1]["identityHash"] = ["Eve Evil"]
    told = json.dumps([f"{each.message} {each.hint}" for each in (*from_document(document).findings, *check(document))])
    assert "Eve" not in told
