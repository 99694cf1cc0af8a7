"""Dates: what cannot be so, what is merely odd, what each of them means, and what none of them shows."""

import copy
import json
from datetime import UTC, date, datetime, timedelta

import pytest

from badges import badge_on_vc_1, endorsed_badge, open_badge
from credseal.did.key import did_of, method_id_of
from credseal.did.resolver import DefaultResolver
from credseal.keys.signer import generate
from credseal.profiles.dates import MOST, dates_in
from credseal.report import Outcome, Verdict
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.trust.register import Register
from credseal.verifier import Verifier
from support import corpus_files, load_json

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
SIGNER, STRANGER = generate("Ed25519"), generate("Ed25519")
DID = did_of(SIGNER.public_key)
LISTED = Register.load({"name": "Universities", "issuers": [{"id": DID, "name": "University of Example"}]})


def badge(made=open_badge, *, subject=None, **members):
    document = copy.deepcopy(made())
    for name in ("credentialStatus", "validUntil", "expirationDate"):
        document.pop(name, None)
    document["issuer"]["id"] = DID
    document["credentialSubject"] |= subject or {}
    document.update(members)
    return {name: value for name, value in document.items() if value is not None}


def signed(document, signer=SIGNER, *, created=NOW, **options):
    method = method_id_of(did_of(signer.public_key))
    return sign(document, signer, verification_method=method, options=ProofOptions(created=created, **options))


def asked(document, **expected):
    return Verifier(fetch=None, trust=[LISTED], clock=lambda: NOW).inspect(json.dumps(document), **expected)


def ended(document, **expected):
    check = asked(document, **expected).check("dates")
    return check.outcome.value, check.code


def noted(document):
    return [note.code for note in asked(document).notes if note.code.startswith("dates.")]


@pytest.mark.parametrize("member", ["validFrom", "validUntil"])
@pytest.mark.parametrize(
    "written", ["2026-W47-5T10:00:00Z", "2026-11-20T10:00:00", "2026-11-20", "2026-11-20T24:00:00Z", "20261120T100000Z"]
)
def test_week_dates_and_missing_offsets_are_refused(member, written):
    assert ended(signed(badge(**{member: written}))) == ("failed", "model.instant")


@pytest.mark.parametrize("written", ["2026-W47-5T10:00:00Z", "2026-11-20T10:00:00"])
def test_other_dates_that_are_no_instants_are_flagged(written):
    report = asked(signed(badge(awardedDate=written)))
    assert report.check("structure").pointer == "/awardedDate"
    (fact,) = (fact for fact in report.dates if fact.member == "awardedDate")
    assert fact.kind == ("malformed" if "W" in written else "instant_without_offset")


def test_clocks_may_differ_by_a_minute():
    soon, late = NOW + timedelta(seconds=60), NOW + timedelta(seconds=61)
    for instant, outcome in ((soon, "dates.valid"), (late, "dates.not-yet")):
        assert ended(signed(badge(validFrom=instant.isoformat())))[1] == outcome
    past, gone = NOW - timedelta(seconds=60), NOW - timedelta(seconds=61)
    for instant, outcome in ((past, "dates.valid"), (gone, "dates.expired")):
        assert ended(signed(badge(validUntil=instant.isoformat())))[1] == outcome


def test_asking_for_an_earlier_day_never_rewinds_the_standing():
    status = open_badge()["credentialStatus"]
    before = datetime(2026, 11, 21, tzinfo=UTC)
    for at in (None, before):
        report = asked(signed(badge(credentialStatus=status)), at=at)
        assert report.check("standing").outcome is Outcome.INCONCLUSIVE
        assert report.verdict is Verdict.UNDETERMINED


def test_valid_from_is_no_date_of_issuing():
    report = asked(signed(badge(validFrom="2026-01-01T00:00:00Z")))
    assert (report.issued.instant, report.issued.stated_in, report.issued.known_by) == (NOW, "created", "claimed")
    assert report.issued.awarded_on == date(2026, 11, 19)
    unsigned = asked(badge(validFrom="2026-01-01T00:00:00Z"))
    assert unsigned.issued.stated_in == "validFrom"
    (fact,) = (fact for fact in report.dates if fact.pointer == "/validFrom")
    assert fact.meaning == "from when it is valid"


def test_what_a_proof_says_of_its_own_time_proves_nothing_about_time():
    expired = badge(validUntil="2026-11-21T00:00:00Z")
    assert ended(signed(expired, created=datetime(2026, 11, 20, tzinfo=UTC))) == ("failed", "dates.expired")
    report = asked(signed(badge(), created=datetime(2026, 11, 20, tzinfo=UTC)))
    assert report.issued.known_by == "claimed"
    later = asked(signed(badge(), created=NOW + timedelta(days=1)))
    assert later.verdict is Verdict.ACCEPTED
    assert "dates.sealed-in-future" in [note.code for note in later.notes]


def test_an_award_after_the_issuer_signed_it_cannot_be():
    award = "2026-11-19T00:00:00Z"
    assert ended(signed(badge(awardedDate=award), created=datetime(2026, 11, 17, tzinfo=UTC))) == (
        "failed",
        "dates.awarded-later",
    )
    # 18 November at 10 o'clock is already the 19th where the day begins first.
    assert ended(signed(badge(awardedDate=award), created=datetime(2026, 11, 18, 10, tzinfo=UTC)))[0] == "passed"
    assert ended(signed(badge(awardedDate=award), created=datetime(2026, 11, 18, 9, 59, tzinfo=UTC)))[0] == "failed"


def test_a_stranger_s_proof_says_nothing_about_the_issuing():
    early = datetime(2020, 1, 1, tzinfo=UTC)
    document = signed(signed(badge()), STRANGER, created=early)
    assert ended(document)[0] == "passed"
    assert asked(document).issued.instant == NOW


def test_an_award_that_has_not_come_yet_cannot_be():
    assert ended(signed(badge(awardedDate="2026-11-24T00:00:00Z"), created=datetime(2026, 11, 24, tzinfo=UTC))) == (
        "failed",
        "dates.not-yet-awarded",
    )
    at = datetime(2026, 11, 1, tzinfo=UTC)
    assert ended(signed(badge(validFrom=None)), at=at) == ("failed", "dates.not-yet-awarded")


def test_a_validity_that_ends_before_it_begins_cannot_be():
    members = {"validFrom": "2026-11-20T00:00:00Z", "validUntil": "2026-11-19T00:00:00Z"}
    assert ended(signed(badge(**members))) == ("failed", "dates.order")


def test_a_proof_that_expires_before_it_was_made_cannot_be():
    document = signed(badge(), created=NOW + timedelta(days=2), expires=NOW + timedelta(days=1))
    assert ended(document) == ("failed", "dates.proof-order")


def test_valid_before_the_award_is_odd():
    assert noted(signed(badge(validFrom="2026-11-01T00:00:00Z"))) == ["dates.valid-before-award"]
    assert ended(signed(badge(validFrom="2026-11-01T00:00:00Z")))[0] == "passed"
    assert noted(signed(badge())) == []


def test_issued_after_it_was_signed_is_odd():
    ahead = badge(badge_on_vc_1, issued="2026-11-25T00:00:00Z")
    assert noted(signed(ahead)) == ["dates.issued-later"]
    assert asked(signed(ahead)).issued.stated_in == "issued"


@pytest.mark.parametrize(
    "learning",
    [
        {"activityStartDate": "2026-11-11T00:00:00Z"},  # it ended on the 10th
        {"activityStartDate": "2026-12-01T00:00:00Z", "activityEndDate": "2026-12-02T00:00:00Z"},
    ],
)
def test_learning_that_ends_before_it_begins_or_begins_after_the_award_is_odd(learning):
    assert noted(signed(badge(subject=learning))) == ["dates.activity-order"]


def test_every_date_is_told_with_its_meaning():
    report = asked(signed(badge(endorsed_badge, validUntil="2036-11-20T10:00:00Z")))
    told = {fact.pointer: fact.meaning for fact in report.dates}
    inside = "/credentialSubject/achievement/endorsement/0"
    assert told == {
        "/validFrom": "from when it is valid",
        "/validUntil": "until when it is valid",
        "/awardedDate": "when it was awarded",
        "/credentialSubject/activityEndDate": "when the learning ended",
        f"{inside}/validFrom": "from when it is valid (an endorsement)",
        f"{inside}/proof/created": "when it was made (the proof)",
        "/proof/created": "when it was made (the proof)",
    }
    assert report.to_dict()["dates"][0] == {
        "pointer": "/validFrom",
        "member": "validFrom",
        "meaning": "from when it is valid",
        "value": "2026-11-20T10:00:00Z",
        "kind": "instant",
    }


def test_birth_dates_are_no_dates_of_a_document():
    identity = {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": "2001-05-17",
        "identityType": "ext:BirthDate",
    }
    document = badge(subject={"identifier": [identity]})
    document["issuer"]["dateOfBirth"] = "2001-05-17"
    assert "2001-05-17" not in json.dumps(asked(document).to_dict())


def test_the_dates_of_a_document_are_bounded():
    assert len(dates_in({"evidence": [{"created": "2026-11-20"}] * 1000})) == MOST


@pytest.mark.corpus
@pytest.mark.parametrize(
    "path", [pytest.param(path, id=path.stem) for path in corpus_files("openbadges/**/*.json") if path.stat().st_size]
)
def test_no_real_badge_contradicts_itself_by_our_rules(path):
    published = [load_json(did) for did in corpus_files("openbadges/vc-test-fixtures/dids/*/did.json")]
    resolver = DefaultResolver(None, documents={document["id"]: document for document in published})
    check = Verifier(fetch=None, resolver=resolver).inspect(path).find("dates")
    assert check is None or check.code not in ("dates.awarded-later", "dates.not-yet-awarded", "dates.proof-order")
