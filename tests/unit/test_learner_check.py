"""Whose it is: every comparison that is made, what it shows, and what it never shows."""

import copy
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from badges import open_badge
from credseal.checks.comparing import MOST, compare
from credseal.checks.expectations import ExpectedLearner
from credseal.did import jwk as did_jwk
from credseal.did import key as did_key
from credseal.encoding import base64url
from credseal.errors import ModelError
from credseal.issuer import Issuer
from credseal.keys.jwk import to_jwk
from credseal.keys.signer import generate
from credseal.model.learner import HashedIdentifier, Learner
from credseal.model.organisation import Identifier
from credseal.profiles import openbadges
from credseal.report import Agreement, Outcome
from credseal.securing.sd_jwt.vc import issue
from credseal.verifier import Verifier
from records import UNIVERSITY, credential

SAME, OTHER, WEAK, NOT_COMPARABLE = Agreement.SAME, Agreement.OTHER, Agreement.WEAK, Agreement.NOT_COMPARABLE
SALT = "c2FsdCBvZiAxMjggYml0cw"
DID = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
NOBODY = "did:example:nobody"


def told(identity_type, value, *, salt=None, hashed=False):
    """How a document tells something about its learner."""
    members = {"type": "IdentityObject", "hashed": hashed, "identityHash": value, "identityType": identity_type}
    return members | ({"salt": salt} if salt else {})


def hashed(identity_type, value, *, salt=SALT):
    return told(identity_type, openbadges.hash_identifier(value, salt), salt=salt, hashed=True)


def email(value):
    return told("emailAddress", value)


def name(value):
    return told("name", value)


def asked(*identities, named=None, **expected):
    """The report about a badge whose learner is told like this."""
    badge = copy.deepcopy(open_badge())
    subject = badge["credentialSubject"]
    subject["identifier"] = list(identities)
    subject.pop("id")
    if named is not None:
        subject["id"] = named
    learner = ExpectedLearner(**expected) if expected else None
    return Verifier(fetch=None, clock=lambda: datetime(2026, 11, 22, 10, tzinfo=UTC)).inspect(
        json.dumps(badge), learner=learner
    )


def answer(*identities, named=None, **expected):
    check = asked(*identities, named=named, **expected).check("learner")
    return check.outcome.value, check.code.removeprefix("learner.")


def birth(value="2001-05-17"):
    return told("ext:BirthDate", value)


BORN = date(2001, 5, 17)
ADA = {"given_name": "Ada", "family_name": "Example"}
NUMBER = (Identifier("student-number", "42"),)


@pytest.mark.parametrize(
    ("identities", "named", "expected", "ended"),
    [
        ([], DID, {"did": DID}, ("passed", "matches")),
        ([], NOBODY, {"did": DID}, ("failed", "other")),
        ([], None, {"did": DID}, ("inconclusive", "not-comparable")),
        ([told("ext:StudentNumber", "42")], None, {"identifiers": NUMBER}, ("passed", "matches")),
        ([hashed("ext:StudentNumber", "42")], None, {"identifiers": NUMBER}, ("passed", "matches")),
        ([hashed("ext:StudentNumber", "43")], None, {"identifiers": NUMBER}, ("failed", "other")),
        ([told("ext:StudentNumber", "042")], None, {"identifiers": NUMBER}, ("failed", "other")),
        ([told("sourcedId", "42")], None, {"identifiers": NUMBER}, ("inconclusive", "not-comparable")),
        ([told("sourcedId", "42")], None, {"identifiers": (Identifier("sourcedId", "42"),)}, ("passed", "matches")),
        ([told("nationalIdentityNumber", "7")], None, {"identifiers": (Identifier("national", "7"),)}, ("passed", "matches")),
        ([email("ada@example.org")], None, {"email": "ada@example.org"}, ("passed", "matches")),
        ([email("ada@example.org")], None, {"identifiers": (Identifier("email", "ada@example.org"),)}, ("passed", "matches")),
        ([email("eve@example.org")], None, {"email": "ada@example.org"}, ("failed", "other")),
        ([email("ada@example.org")], NOBODY, {"email": "ada@example.org", "did": DID}, ("failed", "other")),
        ([email("ada@example.org")], None, {"email": "ada@example.org", "did": DID}, ("passed", "matches")),
    ],
)  # fmt: skip
def test_identifiers_decide(identities, named, expected, ended):
    assert answer(*identities, named=named, **expected) == ended


@pytest.mark.parametrize(
    ("stated", "expected", "same"),
    [
        ("Ada@Example.org", "ada@example.org", True),
        ("ada@example.org", "ADA@example.ORG", True),
        ("\u212aate@example.org", "kate@example.org", False),  # the Kelvin sign, a "k" in lower case
        ("strau\u00df@example.org", "strauss@example.org", False),
        ("\u0131da@example.org", "ida@example.org", False),
    ],
)
def test_the_case_of_a_mail_address_is_that_of_a_to_z_and_of_no_other_letter(stated, expected, same):
    (clear,) = compare(Learner(identifiers=(Identifier("email", stated),)), ExpectedLearner(email=expected))
    assert (clear.outcome is SAME) is same
    assert clear.normalisation == ("without regard to the case of the letters A to Z" if same else None)
    assert answer(hashed("emailAddress", "ada@example.org"), email="ADA@example.org") == ("passed", "matches")


@pytest.mark.parametrize(
    ("digest", "salt", "reason"),
    [
        ("md5$f89c9e0a9a8e0b1c3ea1a7f9d9ea8b4f", SALT, "MD5"),
        (openbadges.hash_identifier("ada@example.org", ""), None, "no salt"),
        ("sha256$", SALT, "not of a kind"),
        ("sha256$" + "0" * 63, SALT, "not of a kind"),
        ("sha512$" + "0" * 128, SALT, "not of a kind"),
        ("0" * 64, SALT, "not of a kind"),
        ("md5$" + "0" * 64, SALT, "MD5"),
    ],
)
def test_md5_unsalted_and_md5_prefixed_hashes_are_inconclusive_and_the_reason_is_told(digest, salt, reason):
    report = asked(told("emailAddress", digest, salt=salt, hashed=True), email="ada@example.org")
    assert report.check("learner").code == "learner.not-comparable"
    assert report.check("learner").outcome is Outcome.INCONCLUSIVE
    (made,) = report.learner.comparisons
    assert (made.outcome, made.form) == (NOT_COMPARABLE, "hash")
    assert reason in made.reason
    assert reason in report.check("learner").message


def test_a_hash_in_capital_letters_is_the_same_hash():
    digest = openbadges.hash_identifier("ada@example.org", SALT)
    shouted = "sha256$" + digest.partition("$")[2].upper()
    assert answer(told("emailAddress", shouted, salt=SALT, hashed=True), email="ada@example.org") == (
        "passed",
        "matches",
    )


def test_conflicting_identifiers_of_one_type_fail():
    two = (email("ada@example.org"), email("eve@example.org"))
    assert answer(*two, email="ada@example.org") == ("failed", "conflicting")
    assert answer(*two, email="eve@example.org") == ("failed", "conflicting")
    assert answer(email("ada@example.org"), hashed("emailAddress", "eve@example.org"), email="ada@example.org") == (
        "failed",
        "conflicting",
    )
    both = tuple(Identifier("email", value) for value in ("ada@example.org", "eve@example.org"))
    assert answer(*two, identifiers=both) == ("passed", "matches")
    assert answer(*two, email="ada@example.org", identifiers=both[1:]) == ("passed", "matches")


KEY, OTHER_KEY = generate("P-256").public_key, generate("P-256").public_key


def spelled(key, **members):
    """A did:jwk of a key, written in another way than ours."""
    return did_jwk.PREFIX + base64url.encode(json.dumps({"kid": "1", **to_jwk(key), **members}).encode())


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (did_jwk.did_of(KEY), did_key.did_of(KEY)),
        (did_key.did_of(KEY), did_jwk.did_of(KEY)),
        (spelled(KEY), did_jwk.did_of(KEY)),
    ],
)
def test_two_identifiers_that_are_one_key_are_one_learners(stated, expected):
    (made,) = compare(Learner(id=stated), ExpectedLearner(did=expected))
    assert (made.what, made.outcome, made.form) == ("did", SAME, "clear")
    assert made.normalisation == "by its thumbprint (RFC 7638)"
    assert answer(named=stated, did=expected) == ("passed", "matches")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (did_jwk.did_of(OTHER_KEY), did_key.did_of(KEY)),
        (did_key.did_of(OTHER_KEY), did_jwk.did_of(KEY)),
        (did_key.did_of(OTHER_KEY), did_key.did_of(KEY)),
        (spelled(OTHER_KEY, x=to_jwk(KEY)["x"]), did_key.did_of(KEY)),  # half of the key
        (spelled(KEY, use="enc"), did_key.did_of(KEY)),  # the key of somebody who cannot show it
        (f"{did_key.did_of(KEY)}#key-1", did_key.did_of(KEY)),
        (f"did:web:uni.example:{did_key.did_of(KEY)}", did_key.did_of(KEY)),
        ("did:web:Ada.example", "did:web:ada.example"),
        ("did:web:ada.example", did_key.did_of(KEY)),  # whatever its document lists today
        ("did:key:z6Mk", "did:jwk:e30"),
    ],
)
def test_another_key_is_another_learners_and_what_is_no_key_is_compared_letter_for_letter(stated, expected):
    (made,) = compare(Learner(id=stated), ExpectedLearner(did=expected))
    assert (made.what, made.outcome) == ("did", OTHER)
    assert answer(named=stated, did=expected) == ("failed", "other")


@pytest.mark.parametrize(("named", "ended"), [(KEY, "learner.matches"), (OTHER_KEY, "learner.other")])
def test_the_key_that_a_credential_is_bound_to_does_not_outweigh_another_in_its_subject(named, ended):
    """By the key in ``cnf`` it is the expected learner's; ``sub`` says the same in another way, or names somebody else."""
    signer = generate("P-256")
    university = Issuer(replace(UNIVERSITY, id=None), signer)
    claims = university.issue(credential(), profile="learning", holder_key=KEY).document
    token = issue({**claims, "sub": did_jwk.did_of(named)}, signer, kid=university.verification_method)
    report = Verifier(fetch=None).inspect(token, learner=ExpectedLearner(did=did_key.did_of(KEY)))
    assert report.check("signature").outcome is Outcome.PASSED
    assert report.check("learner").code == ended


def test_a_hash_that_shows_nothing_contradicts_nothing():
    weak = told("emailAddress", "md5$" + "0" * 32, salt=SALT, hashed=True)
    assert answer(weak, email("ada@example.org"), email="ada@example.org") == ("passed", "matches")


@pytest.mark.parametrize("expected", [ADA, {"also_known_as": ("Ada Example",)}, {"given_name": "Ada"}])
def test_names_alone_never_pass(expected):
    for source in (None, "ID document seen"):
        assert answer(name("Ada Example"), **expected, source=source) == ("inconclusive", "names-only")


def test_a_birth_date_alone_never_passes():
    assert answer(birth(), birth_date=BORN, source="PID presented") == ("inconclusive", "birth-date-only")
    assert answer(birth("2001-05-18"), birth_date=BORN) == ("failed", "other")


def test_name_and_birth_date_pass_only_where_it_is_said_how_they_are_known():
    claims = ADA | {"birth_date": BORN}
    assert answer(name("Ada Example"), birth(), **claims) == ("inconclusive", "claims-unsourced")
    assert answer(name("Ada Example"), birth(), **claims, source="PID presented") == ("passed", "claims-match")
    assert answer(name("Ada Example"), **claims, source="PID presented") == ("inconclusive", "names-only")
    assert answer(name("Eve Example"), birth(), **claims, source="PID presented") == ("failed", "other")
    assert answer(name("Ada Example"), birth("1999-01-01"), **claims, source="PID presented") == ("failed", "other")


@pytest.mark.parametrize("part", [{"given_name": "Ada"}, {"family_name": "Example"}])
def test_a_part_of_a_name_and_a_birth_date_are_also_those_of_a_twin(part):
    said = answer(name("Ada Example"), birth(), **part, birth_date=BORN, source="PID presented")
    assert said == ("inconclusive", "names-only")
    also = {**part, "also_known_as": ("Somebody Else",)}
    assert answer(name("Example"), birth(), **also, birth_date=BORN, source="PID presented")[0] != "passed"


def test_a_name_that_differs_is_a_note_where_an_identifier_decides():
    report = asked(name("Ada Other"), email("ada@example.org"), **ADA, email="ada@example.org")
    assert report.check("learner").code == "learner.matches"
    assert [note.code for note in report.notes if note.code.startswith("learner.")] == ["learner.name-differs"]
    alike = asked(name("Ada Example"), email("ada@example.org"), **ADA, email="ada@example.org")
    assert not [note for note in alike.notes if note.code.startswith("learner.")]


def test_a_changed_name_is_the_same_name_where_either_side_knows_it():
    known = asked(
        name("Ada Maiden"), email("a@example.org"), **ADA, email="a@example.org", also_known_as=("Ada Maiden",)
    )
    assert "learner.name-differs" not in {note.code for note in known.notes}
    former = told("ext:FormerName", "Ada Example")
    assert answer(name("Ada Newname"), former, **ADA) == ("inconclusive", "names-only")


def test_a_name_that_differs_fails_where_nothing_else_is_there():
    report = asked(name("Eve Other"), **ADA)
    assert (report.check("learner").outcome, report.check("learner").code) == (Outcome.FAILED, "learner.other")
    assert "further names" in report.check("learner").hint


def test_the_normalisation_is_stated_in_the_answer():
    report = asked(email("ADA@example.org"), email="ada@example.org")
    assert "without regard to the case of the letters A to Z" in report.check("learner").message
    (made,) = asked(name("ADA ÉXAMPLE"), **ADA).learner.comparisons
    assert made.normalisation == "in any order and case, without diacritics"


def test_the_source_is_told():
    report = asked(hashed("emailAddress", "ada@example.org"), email="ada@example.org", source="enrolment record")
    assert report.check("learner").message == (
        "The e-mail address (salted hash) is the expected one (source: enrolment record)."
    )
    assert report.learner.source == "enrolment record"


def test_expecting_nothing_is_an_error_rather_than_a_check_that_cannot_fail():
    for nothing in ({}, {"source": "enrolment record"}, {"identifiers": (), "also_known_as": ()}):
        with pytest.raises(ModelError) as refused:
            ExpectedLearner(**nothing)
        assert refused.value.code == "learner.nothing-expected"
    for blank in ({"email": ""}, {"given_name": " "}, {"did": ""}, {"birth_date": "2001-05-17"}):
        with pytest.raises(ModelError):
            ExpectedLearner(**blank)


def test_what_is_expected_stays_out_of_repr():
    expected = ExpectedLearner(
        **ADA, birth_date=BORN, email="ada@example.org", identifiers=NUMBER, also_known_as=("Eve",)
    )
    assert not [word for word in ("Ada", "Example", "2001", "ada@", "42", "Eve") if word in repr(expected)]


def test_both_identity_questions_are_told_apart():
    badge = copy.deepcopy(open_badge())
    alignment = {
        "type": ["Alignment"],
        "targetName": "Supervised with ID verification",
        "targetUrl": "http://data.europa.eu/snb/supervision-verification/70be69aaf9",
        "targetType": "ext:SupervisionVerification",
    }
    badge["credentialSubject"]["achievement"]["alignment"].append(alignment)
    report = Verifier(fetch=None).inspect(json.dumps(badge))
    assert (report.learner.presenter, report.assessed.identity_verified) == ("not_requested", "yes")
    assert asked(email("a@example.org"), email="a@example.org").learner.presenter == "compared"
    assert asked(email("a@example.org"), email="a@example.org").assessed.identity_verified == "not_stated"


def test_a_learner_named_by_a_did_alone_is_found_by_a_presentation():
    assert asked(named=DID, email="ada@example.org").learner.presenter == "needs_presentation"
    assert asked(named="https://uni.example/people/7", email="ada@example.org").learner.presenter == "not_comparable"


def test_the_answer_for_programs_tells_what_was_compared_and_no_value():
    stated = (name("Ada Example"), email("ada@example.org"), birth())
    report = asked(*stated, **ADA, email="ada@example.org", birth_date=BORN)
    told_of = report.to_dict()["learner"]
    assert told_of["presenter"] == "compared"
    assert [made["what"] for made in told_of["comparisons"]] == ["email", "birth_date", "name"]
    assert [made["outcome"] for made in told_of["comparisons"]] == ["same", "weak", "weak"]
    written = json.dumps(report.to_dict())
    assert not [value for value in ("ada@example.org", "Ada Example", "2001-05-17") if value in written]


def test_guessing_is_bounded():
    many = [hashed("emailAddress", f"{number}@example.org") for number in range(MOST + 1)]
    assert answer(*many, email="7@example.org") == ("inconclusive", "too-many")
    assert answer(*many[:1], email="0@example.org") == ("passed", "matches")
    with pytest.raises(ModelError) as refused:
        ExpectedLearner(identifiers=[Identifier("email", f"{number}@example.org") for number in range(MOST + 1)])
    assert refused.value.code == "learner.too-many"


def test_an_endless_name_is_not_compared():
    assert answer(name("Ada Example " * 1000), **ADA) == ("inconclusive", "not-comparable")
    assert answer(name("Ada Example"), also_known_as=("Ada Example " * 1000,))[0] != "passed"


def test_a_hash_of_one_kind_is_no_hash_of_another():
    learner = Learner(
        hashed_identifiers=(HashedIdentifier("student-number", openbadges.hash_identifier("42", SALT), SALT),)
    )
    (made,) = compare(learner, ExpectedLearner(email="42@example.org"))
    assert made.outcome is NOT_COMPARABLE
