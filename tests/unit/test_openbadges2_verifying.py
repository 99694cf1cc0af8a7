"""Open Badges 2.0 answer the same questions as other credentials."""

import json
from datetime import UTC, datetime

import pytest

from credseal.checks.expectations import ExpectedLearner
from credseal.checks.policy import Policy
from credseal.errors import FetchError
from credseal.net.supplied import SuppliedDocuments
from credseal.report import Outcome, Verdict
from credseal.trust.register import Register
from credseal.verifier import Verifier
from open_badges_2 import (
    ASSERTION,
    BADGE,
    EC_KEY,
    ISSUER,
    KEY,
    REVOKED,
    assertion,
    badge_class,
    key_document,
    profile,
    published,
    recipient,
    revocation_list,
    sign,
    signed_assertion,
    signing_profile,
)

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
EIGHT = [
    "structure",
    "contexts",
    "signature",
    "issuer_authenticated",
    "issuer_recognised",
    "dates",
    "standing",
    "learner",
]


def inspected(source, web, policy=Policy.DOMAIN, **expected):
    return Verifier(policy, fetch=web, clock=lambda: NOW).inspect(source, **expected)


def code(report, name):
    found = report.check(name)
    return found.outcome.value, found.code


def signed(document=None, *documents, key=None, **changes):
    """A signed badge and the web that goes with it."""
    document = document or signed_assertion()
    parts = {each["id"]: each for each in (signing_profile(), key_document(), revocation_list(), *documents)}
    return sign(document, **({"key": key} if key else {}), **changes), published(*parts.values())


# The two ways


def test_a_hosted_badge():
    badge = assertion()
    report = inspected(badge, published(badge))
    assert report.verdict is Verdict.ACCEPTED
    assert [check.name for check in report.checks] == EIGHT
    assert code(report, "signature") == ("passed", "openbadges2.same")
    assert code(report, "issuer_authenticated") == ("passed", "openbadges2.in-scope")
    assert code(report, "standing") == ("passed", "standing.good")
    assert (
        report.headline == "Accepted: issued by uni.example/issuer, and unchanged since. Whose it is was not checked."
    )


@pytest.mark.parametrize("key", [None, EC_KEY])
def test_a_signed_badge(key):
    token, web = signed(None, key_document(*([key] if key else [])), key=key)
    report = inspected(token, web)
    assert report.verdict is Verdict.ACCEPTED
    assert code(report, "signature") == ("passed", "signature.fits")
    assert code(report, "issuer_authenticated") == ("passed", "issuer.key")
    assert code(report, "standing") == ("passed", "standing.good")
    assert report.proofs[0].verification_method == KEY


def test_the_report_says_what_any_report_says():
    badge = assertion(expires="2030-01-01T00:00:00Z")
    report = inspected(badge, published(badge))
    assert report.issuer.id == ISSUER
    assert (report.issuer.claimed_name, report.issuer.confirmed_name) == (
        "University of Examples",
        "uni.example/issuer",
    )
    assert report.issued.instant == datetime(2020, 6, 30, 12, tzinfo=UTC)
    assert report.reading.credential.achievement.title == {"und": "Drinking water testing"}
    assert report.to_dict()["schema"] == "credseal.report.v1"


def test_a_domain_is_not_enough_by_default():
    badge = assertion()
    report = inspected(badge, published(badge), Policy.AUTHENTIC)
    assert code(report, "issuer_recognised") == ("inconclusive", "issuer.domain")
    assert report.verdict is Verdict.UNDETERMINED


def test_an_expected_issuer():
    badge = assertion()
    report = inspected(badge, published(badge), Policy.AUTHENTIC, issuer=ISSUER)
    assert code(report, "issuer_recognised") == ("passed", "issuer.expected")
    report = inspected(badge, published(badge), issuer="https://other.example/issuer")
    assert code(report, "issuer_recognised") == ("failed", "issuer.other")
    assert report.check("issuer_recognised").pointer == "/badge/issuer"


# What the badge leads to


def test_badge_class_and_profile_may_stand_in_the_badge():
    badge = assertion(badge=badge_class(issuer=profile()))
    assert inspected(badge, published(badge)).verdict is Verdict.ACCEPTED


def test_the_hosted_copy_may_have_addresses_where_the_badge_has_documents():
    web = published(assertion())
    assert inspected(assertion(badge=badge_class(issuer=profile())), web).verdict is Verdict.ACCEPTED
    inside = {name: value for name, value in badge_class().items() if name != "@context"}
    assert inspected(assertion(badge=inside), web).verdict is Verdict.ACCEPTED


def test_what_stands_inside_must_be_what_lies_at_its_address():
    report = inspected(assertion(badge=badge_class(name="Water engineering")), published(assertion()))
    assert code(report, "signature") == ("failed", "openbadges2.differs")
    assert report.check("signature").pointer == "/badge/name"


def test_the_profile_at_its_address_counts_and_the_one_inside_does_not():
    badge = assertion(badge=badge_class(issuer=profile(name="The Ministry")))
    report = inspected(badge, published(badge))
    assert report.issuer.claimed_name == "University of Examples"
    assert "openbadges2.profile-differs" in {note.code for note in report.notes}


def test_a_signed_badge_with_a_linked_badge_class_says_that_it_is_not_covered():
    token, web = signed()
    assert "openbadges2.badge-unsigned" in {note.code for note in inspected(token, web).notes}
    token, web = signed(signed_assertion(badge=badge_class()))
    assert "openbadges2.badge-unsigned" not in {note.code for note in inspected(token, web).notes}


def test_endorsements_are_named_and_not_checked():
    badge = assertion(endorsement="https://agency.example/endorsements/1")
    report = inspected(badge, published(badge))
    assert "openbadges2.endorsements" in {note.code for note in report.notes}
    assert report.verdict is Verdict.ACCEPTED


# What cannot be had


def test_offline_nothing_is_known():
    report = inspected(assertion(), None, issuer=ISSUER)
    assert report.verdict is Verdict.UNDETERMINED
    undecided = {check.name for check in report.checks if check.outcome is Outcome.INCONCLUSIVE}
    assert undecided == {"structure", "signature", "issuer_authenticated", "issuer_recognised", "standing"}
    assert "--document" in report.check("signature").hint


def test_supplied_documents_stand_in_for_the_web():
    badge = assertion()
    documents = {each["id"]: json.dumps(each).encode() for each in (badge, badge_class(), profile())}
    assert inspected(badge, SuppliedDocuments(documents)).verdict is Verdict.ACCEPTED


@pytest.mark.parametrize("missing", [ASSERTION, BADGE, ISSUER])
def test_each_missing_document_leaves_it_undecided(missing):
    badge = assertion()
    web = published(badge)
    web.remove(missing)
    assert inspected(badge, web).verdict is Verdict.UNDETERMINED


def test_plain_http_is_never_fetched():
    badge = assertion(id="http://uni.example/assertions/5")
    web = published(badge_class())
    report = inspected(badge, web)
    assert code(report, "signature") == ("inconclusive", "fetch.scheme")
    assert "anybody" in report.check("signature").hint
    assert all(url.startswith("https:") for url in web.requests)


def test_no_fetch_whatever_is_given_plain_http():
    asked = []

    def fetch(url, **how):
        asked.append(url)
        raise FetchError("Nobody answers.", code="fetch.connect")

    inspected(assertion(id="http://uni.example/5", badge="http://uni.example/badge"), fetch)
    inspected(assertion(badge="https://uni.example@evil.example/badge"), fetch)
    assert asked == [ASSERTION]


def test_a_missing_key_leaves_the_signature_open():
    token, web = signed()
    web.remove(KEY)
    report = inspected(token, web)
    assert code(report, "signature") == ("inconclusive", "fetch.status")
    assert code(report, "standing") == ("inconclusive", "standing.not-asked")
    assert REVOKED not in web.requests


def test_any_listed_key_will_do_where_the_badge_names_none():
    other = key_document(EC_KEY, id="https://uni.example/keys/2")
    documents = (signing_profile(publicKey=[other["id"], KEY]), other)
    token, web = signed(signed_assertion(verification={"type": "signed"}), *documents)
    assert inspected(token, web).verdict is Verdict.ACCEPTED
    web.remove(other["id"])
    assert inspected(token, web).verdict is Verdict.ACCEPTED


def test_a_key_may_stand_in_the_profile():
    token, web = signed(None, signing_profile(publicKey=key_document()))
    web.remove(KEY)
    assert inspected(token, web).verdict is Verdict.ACCEPTED


# Dates


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"expires": "2021-01-01T00:00:00Z"}, ("failed", "dates.expired")),
        ({"issuedOn": "2100-01-01T00:00:00Z"}, ("failed", "dates.not-yet")),
        ({"expires": "2019-01-01T00:00:00Z"}, ("failed", "dates.order")),
        ({"expires": "2030-01-01T00:00:00+02:00"}, ("passed", "dates.valid")),
        ({"issuedOn": "2020-06-30T12:00Z"}, ("passed", "dates.valid")),
        ({"issuedOn": "2020-06-30T12:00:00"}, ("passed", "dates.valid")),
        ({"issuedOn": "2020-06-30"}, ("failed", "model.instant")),
        ({"issuedOn": 1593518400}, ("failed", "model.instant")),
    ],
)
def test_dates(members, expected):
    badge = assertion(**members)
    assert code(inspected(badge, published(badge)), "dates") == expected


def test_a_missing_time_zone_is_told():
    badge = assertion(issuedOn="2020-06-30T12:00:00")
    assert "openbadges2.zone" in {note.code for note in inspected(badge, published(badge)).notes}


# Standing


def test_a_hosted_badge_that_is_marked_as_revoked():
    web = published({"@context": "https://w3id.org/openbadges/v2", "id": ASSERTION, "revoked": True})
    report = inspected(assertion(), web)
    assert code(report, "standing") == ("failed", "standing.revoked")
    assert report.headline.startswith("Rejected: Its issuer has revoked it")


def test_a_hosted_badge_whose_address_is_gone_for_good():
    web = published()

    def fetch(url, **how):
        if url == ASSERTION:
            raise FetchError("It is gone for good.", code="fetch.gone")
        return web(url, **how)

    assert code(inspected(assertion(), fetch), "standing") == ("failed", "standing.revoked")


@pytest.mark.parametrize(
    "entry",
    [
        "urn:uuid:0a6e1d2c-0001-4000-8000-000000000002",
        {"id": "urn:uuid:0a6e1d2c-0001-4000-8000-000000000002", "revocationReason": "Issued in error."},
        {"id": "urn:uuid:0a6e1d2c-0001-4000-8000-000000000002", "revoked": True},
        {"uid": "abc123"},
    ],
)
def test_a_signed_badge_on_the_list(entry):
    token, web = signed(signed_assertion(uid="abc123"), revocation_list("urn:example:other", entry, issuer=ISSUER))
    report = inspected(token, web)
    assert code(report, "standing") == ("failed", "standing.revoked")
    assert "error" not in report.check("standing").message  # the reason is the issuer's words


def test_a_signed_badge_whose_issuer_keeps_no_list():
    token, web = signed(None, signing_profile(revocationList=None))
    report = inspected(token, web)
    assert code(report, "standing") == ("not_applicable", "standing.none")
    assert report.verdict is Verdict.ACCEPTED


# Learner


@pytest.mark.parametrize(
    ("who", "email", "expected"),
    [
        (recipient("ada@example.org"), "ada@example.org", "passed"),
        (recipient("ada@example.org"), "Ada@Example.org", "passed"),
        (recipient("ada@example.org"), "eve@example.org", "failed"),
        (recipient("ada@example.org", salt=None), "ada@example.org", "inconclusive"),
        (recipient("ada@example.org", algorithm="md5"), "ada@example.org", "inconclusive"),
        ({"type": "email", "hashed": False, "identity": "ada@example.org"}, "ada@example.org", "passed"),
        ({"type": "email", "hashed": False, "identity": "ada@example.org"}, "eve@example.org", "failed"),
        ({"type": "schema:email", "hashed": False, "identity": "ada@example.org"}, "ada@example.org", "passed"),
        ({"type": "telephone", "hashed": False, "identity": "+4312345"}, "ada@example.org", "inconclusive"),
    ],
)
def test_the_learner(who, email, expected):
    badge = assertion(recipient=who)
    report = inspected(badge, published(badge), learner=ExpectedLearner(email=email))
    assert report.check("learner").outcome.value == expected
    assert report.check("learner").pointer in {None, "/recipient"}


def test_an_upper_case_hash_is_the_same_hash():
    who = recipient("ada@example.org")
    badge = assertion(recipient=who | {"identity": "sha256$" + who["identity"][7:].upper()})
    report = inspected(badge, published(badge), learner=ExpectedLearner(email="ada@example.org"))
    assert report.check("learner").outcome is Outcome.PASSED


# Forms


def test_an_address_alone_leads_to_the_badge():
    web = published(assertion())
    assert inspected(picture_with(ASSERTION), web).verdict is Verdict.ACCEPTED
    assert inspected(picture_with("https://uni.example/assertions/6"), web).verdict is Verdict.UNDETERMINED
    assert inspected(picture_with(BADGE), web).verdict is Verdict.REJECTED
    assert inspected(picture_with(ASSERTION), None).verdict is Verdict.UNDETERMINED


def test_what_the_address_leads_to_must_be_a_badge_of_that_address():
    web = published()
    web.publish(ASSERTION, {"id": ASSERTION, "type": ["VerifiableCredential"]})
    report = inspected(picture_with(ASSERTION), web)
    assert code(report, "structure") == ("inconclusive", "openbadges2.version")


def picture_with(address):
    """As Open Badges 1 and 2 put the address of a hosted badge into a picture."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="http://openbadges.org">'
        f'<openbadges:assertion verify="{address}"/></svg>'
    ).encode()


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"@context": "https://w3id.org/openbadges/v1", "type": "Assertion", "uid": "1"}, "Open Badge 1.1"),
        ({"uid": "1", "recipient": {}, "badge": BADGE, "verify": {"type": "hosted"}}, "Open Badge 1.0 or older"),
        ({"recipient": "ada@example.org", "badge": {"version": "0.5.0"}}, "Open Badge 1.0 or older"),
    ],
)
def test_older_versions_are_answered_by_name(document, words):
    web = published()
    report = inspected(document, web)
    assert report.verdict is Verdict.UNDETERMINED
    assert words in report.headline
    assert web.requests == []


def test_an_issuer_in_a_register_is_confirmed_by_it():
    badge = assertion()
    register = Register.load({"name": "Universities", "issuers": [{"id": ISSUER, "name": "University of Examples"}]})
    report = Verifier(fetch=published(badge), trust=[register], clock=lambda: NOW).inspect(badge)
    assert code(report, "issuer_recognised") == ("passed", "issuer.listed")
    assert report.issuer.confirmed_name == "University of Examples"
