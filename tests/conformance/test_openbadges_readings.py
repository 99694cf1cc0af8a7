"""Other people's badges read into the model: nothing of them is lost in silence, and nothing about them is said that cannot be.

Every leaf of a badge that is changed changes what the reading says: it is in the model, or listed as not understood, or a finding.
"""

import copy
import json

import pytest

from credseal.model.load import dump_micro_credential
from credseal.profiles.openbadges import endorsements, from_document, is_badge, to_document
from credseal.profiles.openbadges.homes import HOME_OF_LIST
from records import ISSUANCE, credential
from support import corpus, corpus_files, load_json

PATTERNS = (
    "openbadges/validator-1edtech/ob30/**/*.json",
    "openbadges/validator-1edtech/ob30/**/*.1ob",
    "openbadges/vc-test-fixtures/verifiableCredentials/**/*.json",
    "openbadges/spec-test-vectors/**/*.json",
    "openbadges/*.json",
)
# The richest of each kind; looking at every leaf of all would take long and show the same.
RICHEST = (
    "validator-1edtech/ob30/complete.json",
    "validator-1edtech/ob30/complete_v1.json",
    "example-eu-microcredential-ob3.json",
    "vc-test-fixtures/verifiableCredentials/v2/dataIntegrityProof/didKey/oidf-noStatus-notExpired-complexIssuer.json",
    "vc-test-fixtures/verifiableCredentials/v2/dataIntegrityProof/didKey/legacyRegistry-noStatus-noExpiry-OBSpecExample.json",
)
# What readers need not look at: the proof was checked, contexts explain, types are the standard's.
EXPLAINED = ("@context", "proof", "type")
# What an odd badge may bring up; an error is none of a badge that its issuer meant well.
ODD = {
    "openbadges.credits-without-unit",
    "openbadges.endorses-another",
    "openbadges.name-differs",
    "openbadges.odd-shape",
    "openbadges.time-left-out",
}


BADGES = [
    pytest.param(path, id=f"{path.parent.name}/{path.stem}")
    for pattern in PATTERNS
    for path in corpus_files(pattern)
    if path.stat().st_size and is_badge(load_json(path))
]


def leaves(value, steps=()):
    if isinstance(value, dict | list) and value:
        for step, below in value.items() if isinstance(value, dict) else enumerate(value):
            if step not in EXPLAINED:
                yield from leaves(below, (*steps, step))
    else:
        yield steps


def strings(document):
    for steps in leaves(document):
        value = document
        for step in steps:
            value = value[step]
        if isinstance(value, str):
            yield "".join(f"/{step}" for step in steps), value


def changed(document, steps):
    document = copy.deepcopy(document)
    *around, last = steps
    place = document
    for step in around:
        place = place[step]
    value = place[last]
    if isinstance(value, bool):
        place[last] = not value
    elif isinstance(value, int | float):
        place[last] = value + 1
    else:
        place[last] = f"{value}-and-more"
    return document


def everything(document):
    reading = from_document(document)
    return reading.credential, reading.issuance, reading.findings, reading.unread


def unnoticed(document):
    """The leaves that could be changed without a reader noticing, but for those that are not understood and listed."""
    said = everything(document)
    listed = {pointer for pointer, value in strings(document) if value.startswith(tuple(HOME_OF_LIST))}
    unread = from_document(document).unread
    for steps in leaves(document):
        pointer = "".join(f"/{step}" for step in steps)
        is_listed = any(pointer == each or pointer.startswith(f"{each}/") for each in unread)
        # An entry of a European list is what it is, whatever its alignment calls its type.
        is_entry = steps[-1] == "targetType" and pointer.replace("targetType", "targetUrl") in listed
        if not is_listed and not is_entry and everything(changed(document, steps)) == said:
            yield pointer


@pytest.mark.corpus
@pytest.mark.parametrize("path", BADGES)
def test_a_badge_is_read_without_anything_impossible(path):
    reading = from_document(load_json(path))
    assert {each.code for each in reading.findings} <= ODD
    assert not [each for each in reading.findings if each.severity == "error"]


@pytest.mark.corpus
@pytest.mark.parametrize("path", BADGES)
def test_every_pointer_leads_somewhere(path):
    document = load_json(path)
    reading = from_document(document)
    for pointer in (*reading.found_at.values(), *reading.unread, *(each.pointer for each in endorsements(document))):
        value = document
        for step in pointer.split("/")[1:]:
            value = value[int(step) if isinstance(value, list) else step]


@pytest.mark.corpus
@pytest.mark.parametrize("name", RICHEST)
def test_nothing_of_a_badge_is_lost_in_silence(name):
    assert list(unnoticed(load_json(corpus("openbadges", *name.split("/"))))) == []


@pytest.mark.parametrize("extended", [False, True])
def test_nothing_of_our_own_badge_is_lost_in_silence(extended):
    document = to_document(credential(), ISSUANCE, extended=extended).document
    assert list(unnoticed(json.loads(json.dumps(document)))) == []


@pytest.mark.corpus
@pytest.mark.parametrize(
    "path", corpus_files("openbadges/validator-1edtech/ob30/complete*.json"), ids=lambda path: path.stem
)
def test_all_that_1edtech_s_complete_sample_says_is_understood(path):
    reading = from_document(load_json(path))
    achievement = reading.credential.achievement
    # Salts of identifiers that are not hashed: "not-used", they say.
    assert {each.rpartition("/")[2] for each in reading.unread} <= {"salt"}
    assert achievement.catalogue.code
    assert achievement.catalogue.specialisation
    assert achievement.result_descriptions
    assert reading.credential.results
    assert reading.credential.activity.started_on
    assert reading.credential.assessed_by
    assert reading.issuance.refresh_service
    assert reading.issuance.endorsements
    assert reading.issuance.sealer.parent.id


@pytest.mark.corpus
def test_a_european_extension_says_the_european_elements():
    reading = from_document(load_json(corpus("openbadges", "example-eu-microcredential-ob3.json")))
    found = {
        "learner", "title", "country_or_region", "awarding_bodies", "issued", "learning_outcomes", "workload", "levels",
        "assessments", "participation", "quality_assurance", "prerequisites", "grade", "stackability", "fields_of_learning",
        "skills", "activity", "assessed_by", "catalogue",
    }  # fmt: skip
    assert found <= set(reading.found_at)
    assert reading.findings == ()
    assert reading.unread == (
        "/credentialSubject/achievement/alignment/3/targetFramework",
        "/credentialSubject/achievement/supervisionAndIdVerification",
    )


@pytest.mark.corpus
@pytest.mark.parametrize("path", BADGES)
def test_what_was_read_can_be_kept_as_plain_data(path):
    assert json.dumps(dump_micro_credential(from_document(load_json(path)).credential), default=str)
