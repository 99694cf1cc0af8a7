"""Learning credentials that tests share: one of ours, and one as other issuers of the type write it."""

import json
from dataclasses import replace
from datetime import date

from credseal.model.learner import Learner, Name
from credseal.model.organisation import Identifier, Place
from credseal.profiles.learning_credential import VCT, from_claims, to_claims
from elm_claims import full
from records import ISSUANCE

EVERYTHING = ("birth_date", "national", "address", "email")
LEARNER = Learner(
    id="did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
    names=(Name(family="Example", given="Ada"),),
    birth_date=date(1999, 10, 2),
    identifiers=(Identifier("student-number", "42"),),
    address=Place(country="PL", locality="Lublin"),
)
RECORD = replace(full(), learner=LEARNER)
# What the two reference issuers write: no language of the texts, words for a time, the code of a country for a language.
FOREIGN = {
    "vct": VCT,
    "iss": "https://college.example/",
    "iat": 1795253400,
    "exp": 1803000000,
    "cnf": {"jwk": {"kty": "EC"}},
    "status": {"status_list": {"idx": 7, "uri": "https://college.example/status/1"}},
    "family_name": "Example",
    "given_name": "Ada",
    "achievement_title": "Water for beginners",
    "achievement_description": "What is in it.",
    "learning_outcomes": ["takes a sample", "reads a result"],
    "assessment_grade": "Excellent",
    "language_of_classes": ["jp"],
    "learner_identification": "0123456",
    "expected_study_time": "12 months",
    "level_of_learning_experience": 5,
    "types_of_quality_assurance": ["Institutional evaluation"],
    "prerequisites_to_enroll": ["Arithmetic", "Chemistry"],
    "integration_stackability_options": False,
    "issuing_authority": "College of Example",
    "issuing_country": "DE",
    "date_of_issuance": "2024-05-01",
    "date_of_expiry": "2034-05-01",
}


def written(record=RECORD, issuance=ISSUANCE, disclose=EVERYTHING):
    """The claims as JSON has them, and the findings."""
    made = to_claims(record, issuance, disclose=disclose)
    return json.loads(json.dumps(made.document)), made.findings


def read(claims, **changes):
    """The reading of claims with changes; None takes a claim away."""
    changed = {name: value for name, value in (claims | changes).items() if value is not None}
    return from_claims(changed)


def codes(findings):
    return [each.code.removeprefix("learning.") for each in findings]
