"""Open Badges 2.0 made by somebody who is not the issuer they name, or changed by whoever carries them: none is accepted."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given
from hypothesis import strategies as st

from credseal.authenticity.method import NotAuthorisedError
from credseal.checks.openbadges2.scope import check_scope
from credseal.checks.policy import Policy
from credseal.errors import ResolutionError
from credseal.net.supplied import SuppliedDocuments
from credseal.report import Outcome, Verdict
from credseal.verifier import Verifier
from open_badges_2 import (
    ASSERTION,
    BADGE,
    CONTEXT,
    ISSUER,
    KEY,
    REVOKED,
    RSA_KEY,
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
MINE = rsa.generate_private_key(65537, 2048)
EVIL = "https://evil.example/assertions/5"


def inspected(source, web):
    return Verifier(Policy.DOMAIN, fetch=web, clock=lambda: NOW).inspect(source)


def code(report, name):
    found = report.check(name)
    return found.outcome.value, found.code


def served(*documents):
    """The web of a signing issuer, with some documents as the attacker would have them."""
    parts = {each["id"]: each for each in (signing_profile(), key_document(), revocation_list(), *documents)}
    return published(*parts.values())


# The hosted copy


CHANGES = [
    {"issuedOn": "2020-06-30T12:00:01Z"},
    {"expires": "2035-01-01T00:00:00Z"},
    {"recipient": recipient("eve@example.org")},
    {"recipient": recipient("ada@example.org") | {"hashed": 1}},
    {"badge": "https://uni.example/badges/doctorate"},
    {"evidence": "https://uni.example/evidence/1"},
    {"narrative": "With distinction."},
    {"verification": {"type": "HostedBadge"}},
    {"extensions:grade": {"@context": "https://uni.example/grade", "type": ["Extension"], "grade": "A"}},
    {"@language": "en"},
    {"revoked": False},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_one_member_that_the_copy_does_not_have_like_this(change):
    web = published(assertion(), badge_class(id="https://uni.example/badges/doctorate"))
    report = inspected(assertion(**change), web)
    assert report.verdict is Verdict.REJECTED
    assert code(report, "signature")[0] in {"failed", "inconclusive"}


@pytest.mark.parametrize("member", ["recipient", "issuedOn", "verification", "badge", "expires"])
def test_one_member_that_was_taken_out(member):
    full = assertion(expires="2021-01-01T00:00:00Z")
    report = inspected({name: value for name, value in full.items() if name != member}, published(full))
    assert report.verdict is Verdict.REJECTED


def test_a_copy_of_the_badge_at_another_address_is_nobodys():
    mine = assertion(id=EVIL, recipient=recipient("eve@example.org"))
    report = inspected(mine, published(mine))
    assert code(report, "issuer_authenticated") == ("failed", "openbadges2.origin")
    assert report.verdict is Verdict.REJECTED


def test_a_profile_inside_the_badge_cannot_widen_where_badges_may_lie():
    lying = profile(verification={"allowedOrigins": "evil.example"})
    mine = assertion(id=EVIL, badge=badge_class(issuer=lying))
    report = inspected(mine, published(mine))
    assert code(report, "issuer_authenticated") == ("failed", "openbadges2.origin")


def test_a_profile_inside_the_badge_cannot_bring_a_key():
    mine = key_document(MINE, id="https://evil.example/key")
    lying = signing_profile(publicKey=mine)
    badge = signed_assertion(badge=badge_class(issuer=lying), verification={"type": "signed", "creator": mine["id"]})
    report = inspected(sign(badge, MINE), served(mine))
    assert code(report, "issuer_authenticated") == ("failed", "openbadges2.key-not-listed")
    assert report.verdict is Verdict.REJECTED


def test_a_copy_of_the_profile_at_another_address_speaks_for_nobody():
    web = published()
    web.publish("https://evil.example/issuer", profile())
    mine = assertion(id=EVIL, badge=badge_class(issuer="https://evil.example/issuer"))
    web.publish(EVIL, mine)
    report = inspected(mine, web)
    assert code(report, "issuer_authenticated") == ("inconclusive", "document.id")
    assert report.verdict is Verdict.UNDETERMINED
    assert report.issuer.confirmed_name is None


def test_a_hosted_document_of_another_name_is_not_the_badge():
    web = published()
    web.publish(ASSERTION, assertion(id="https://uni.example/assertions/6"))
    assert code(inspected(assertion(), web), "signature") == ("inconclusive", "document.id")


# Where badges may lie


def refusal(assertion_id, **rules):
    with pytest.raises(ResolutionError) as caught:
        check_scope(assertion_id, profile(**({"verification": rules} if rules else {})))
    assert isinstance(caught.value, NotAuthorisedError)
    return caught.value.code


@pytest.mark.parametrize(
    "assertion_id",
    [
        "https://uni.example/assertions/5",
        "https://UNI.example/assertions/5",
        "https://uni.example:443/assertions/5",
        "http://uni.example/assertions/5",
        "https://uni.example",
    ],
)
def test_the_issuers_own_host(assertion_id):
    check_scope(assertion_id, profile())
    check_scope(assertion_id, profile(verification={"allowedOrigins": ["other.example", "Uni.Example"]}))


@pytest.mark.parametrize(
    ("assertion_id", "expected"),
    [
        ("https://evil.example/assertions/5", "openbadges2.origin"),
        ("https://uni.example@evil.example/5", "openbadges2.address"),
        ("https://user:secret@uni.example/5", "openbadges2.address"),
        ("https://evil.example\\@uni.example/5", "openbadges2.address"),
        ("https://uni.example:8443/5", "openbadges2.origin"),
        ("https://uni.example:99999/5", "openbadges2.address"),
        ("https://badges.uni.example/5", "openbadges2.origin"),
        ("https://uni.example.evil.example/5", "openbadges2.origin"),
        ("https://evil-uni.example/5", "openbadges2.origin"),
        ("https://uni.example./5", "openbadges2.address"),
        ("https://uni%2eexample/5", "openbadges2.address"),
        ("https://uni.example%00.evil.example/5", "openbadges2.address"),
        ("https://uni.example%2f.evil.example/5", "openbadges2.address"),
        ("https://ünï.example/5", "openbadges2.address"),
        ("https://uni。example/5", "openbadges2.address"),
        ("https:/uni.example/5", "openbadges2.address"),
        ("https:uni.example/5", "openbadges2.address"),
        ("//uni.example/5", "openbadges2.address"),
        ("https://uni.example/5#evil", "openbadges2.address"),
        ("https://uni.example/5\n", "openbadges2.address"),
        (" https://uni.example/5", "openbadges2.address"),
        ("ftp://uni.example/5", "openbadges2.address"),
        ("urn:uuid:0a6e1d2c-0001-4000-8000-000000000002", "openbadges2.address"),
        ("https://127.0.0.1/5", "openbadges2.address"),
    ],
)
def test_addresses_that_look_like_the_issuers(assertion_id, expected):
    assert refusal(assertion_id) == expected
    assert refusal(assertion_id, allowedOrigins="uni.example") == expected


@pytest.mark.parametrize(
    ("beginning", "assertion_id"),
    [
        ("https://uni.example/badges/", "https://uni.example/other/5"),
        ("https://uni.example", "https://uni.example.evil.example/5"),
        ("https://uni.example/badges/", "https://uni.example/badges/../students/eve/5"),
        ("https://uni.example/badges/", "https://uni.example/badges/./../students/eve/5"),
        ("https://uni.example/badges/", "https://uni.example/badges/%2e%2e/students/eve/5"),
        ("https://uni.example/badges/", "https://uni.example/badges/%2E./students/eve/5"),
        ("https://uni.example/badges/", "https://uni.example/badges/..%2fstudents/eve/5"),
        ("https://uni.example/badges/", "https://uni.example/badges/x%5c..%5cstudents/eve/5"),
        ("https://uni.example/badges/", "https://UNI.example/badges/5"),
        ("https://uni.example/badges/", "http://uni.example/badges/5"),
        ("", "https://uni.example/badges/5"),
        ("https://", "https://uni.example/badges/5"),
        ("https://uni.", "https://uni.example/badges/5"),
    ],
)
def test_beginnings_that_let_nobody_else_in(beginning, assertion_id):
    origins = ["uni.example", "uni.example.evil.example"]
    assert refusal(assertion_id, startsWith=beginning, allowedOrigins=origins) == "openbadges2.starts-with"


def test_both_rules_hold_where_both_are_said():
    rules = {"startsWith": ["https://uni.example/a/", "https://uni.example/badges/"]}
    check_scope("https://uni.example/badges/5", profile(verification=rules))
    assert refusal("https://uni.example/badges/5", **rules, allowedOrigins="other.example") == "openbadges2.origin"


@pytest.mark.parametrize("origins", [[], "", [""], None, 5, [None], {"uni.example": 1}, "*", "*.example", "example"])
def test_rules_that_name_no_host_let_nobody_in(origins):
    assert refusal("https://uni.example/badges/5", allowedOrigins=origins) == "openbadges2.origin"


def test_another_member_to_tell_badges_by_is_not_understood():
    with pytest.raises(ResolutionError) as caught:
        check_scope(ASSERTION, profile(verification={"verificationProperty": "url"}))
    assert caught.value.code == "openbadges2.verification-property"


@given(st.text(max_size=40))
def test_no_text_whatever_is_in_scope_but_an_address_of_the_host(text):
    for assertion_id in (text, f"https://{text}", f"https://uni.example{text}"):
        try:
            check_scope(assertion_id, profile())
        except ResolutionError:
            continue
        rest = assertion_id.partition("://")[2].lower()
        assert rest.startswith("uni.example")
        assert rest[len("uni.example") :][:1] in {"", "/", "?", ":"}


# Keys


def test_a_signature_by_somebody_else():
    report = inspected(sign(signed_assertion(), MINE), served())
    assert code(report, "signature") == ("failed", "jose.signature")
    assert report.verdict is Verdict.REJECTED


def test_a_badge_that_says_it_is_signed_and_is_not():
    report = inspected(signed_assertion(), served())
    assert code(report, "signature") == ("failed", "openbadges2.unsigned")
    assert report.verdict is Verdict.REJECTED


def test_a_signature_around_a_badge_that_says_it_is_hosted():
    report = inspected(sign(assertion(), MINE), published(assertion()))
    assert code(report, "signature") == ("failed", "openbadges2.two-ways")


def test_a_key_that_the_profile_does_not_list():
    mine = key_document(MINE, id="https://evil.example/key")
    badge = signed_assertion(verification={"type": "signed", "creator": mine["id"]})
    web = served(mine)
    report = inspected(sign(badge, MINE), web)
    assert code(report, "issuer_authenticated") == ("failed", "openbadges2.key-not-listed")
    assert mine["id"] not in web.requests


def test_a_key_with_the_issuers_name_on_it_inside_the_badge():
    badge = signed_assertion(verification={"type": "signed", "creator": key_document(MINE)})
    report = inspected(sign(badge, MINE), served())
    assert code(report, "signature") == ("failed", "jose.signature")


@pytest.mark.parametrize("owner", ["https://evil.example/issuer", ISSUER + "/", ISSUER.upper(), None, [ISSUER]])
def test_a_key_that_belongs_to_somebody_else(owner):
    report = inspected(sign(signed_assertion()), served(key_document(owner=owner)))
    assert code(report, "issuer_authenticated") == ("failed", "openbadges2.key-owner")
    assert report.verdict is Verdict.REJECTED


def test_an_issuer_who_lists_somebody_elses_key_does_not_get_their_badges():
    """Evil's profile lists the university's key; a badge that the university signed does not become Evil's."""
    theirs = key_document(id="https://uni.example/keys/1")
    evil = signing_profile(id="https://evil.example/issuer", publicKey=theirs["id"], revocationList=None)
    badge = signed_assertion(badge=badge_class(issuer=evil["id"]))
    report = inspected(sign(badge), served(evil, theirs))
    assert code(report, "issuer_authenticated") == ("failed", "openbadges2.key-owner")


@pytest.mark.parametrize("listed", [[], None, 5, {"publicKeyPem": "x"}, [{"owner": ISSUER}]])
def test_a_profile_without_keys(listed):
    web = published(signing_profile(publicKey=listed), key_document(), revocation_list())
    report = inspected(sign(signed_assertion(verification={"type": "signed"})), web)
    assert report.check("signature").outcome is not Outcome.PASSED
    assert report.verdict is Verdict.REJECTED


@pytest.mark.parametrize(
    "pem", ["", "-----BEGIN PUBLIC KEY-----", 5, "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----", "\ud800"]
)
def test_a_key_document_without_a_key(pem):
    web = served({**key_document(), "publicKeyPem": pem})
    assert inspected(sign(signed_assertion()), web).check("signature").outcome is Outcome.INCONCLUSIVE


def test_a_short_key():
    short = rsa.generate_private_key(65537, 1024)  # noqa: S505 - the point
    report = inspected(sign(signed_assertion(), short), served(key_document(short)))
    assert code(report, "signature") == ("inconclusive", "key.weak")


@pytest.mark.parametrize(
    "header", [{"alg": "none"}, {"alg": "HS256"}, {"alg": "RS512"}, {"alg": "RS256", "crit": ["x"], "x": 1}]
)
def test_algorithms_and_extensions_of_the_attackers_choice(header):
    report = inspected(sign(signed_assertion(), header=header), served())
    assert report.verdict is Verdict.REJECTED
    assert report.check("issuer_authenticated" if len(report.checks) > 1 else "structure").outcome is not Outcome.PASSED


def test_more_keys_than_anybody_tries():
    keys = [f"https://uni.example/keys/{number}" for number in range(1, 10)]
    web = served(signing_profile(publicKey=keys))
    report = inspected(sign(signed_assertion(verification={"type": "signed"})), web)
    assert code(report, "signature") == ("inconclusive", "openbadges2.keys")
    assert not set(keys) & set(web.requests)


# Revocation


@pytest.mark.parametrize(
    ("served_list", "expected"),
    [
        (revocation_list(issuer="https://other.example/issuer"), "openbadges2.list-issuer"),
        (revocation_list(issuer={"name": "nobody"}), "openbadges2.list-issuer"),
        (revocation_list(revokedAssertions=None), "openbadges2.list-shape"),
        (revocation_list({"revoked": True}), "openbadges2.list-shape"),
        (revocation_list(5), "openbadges2.list-shape"),
        (revocation_list({"id": ["urn:example:1"]}), "openbadges2.list-shape"),
        ({**revocation_list(), "id": "https://other.example/revoked"}, "document.id"),
    ],
)
def test_a_list_that_is_not_understood_never_says_not_revoked(served_list, expected):
    web = served()
    web.publish(REVOKED, served_list)
    report = inspected(sign(signed_assertion()), web)
    assert code(report, "standing") == ("inconclusive", expected)
    assert report.verdict is Verdict.UNDETERMINED


@pytest.mark.parametrize("address", ["urn:example:list", 5, None, {"id": 5}, ["https://uni.example/revoked"]])
def test_a_list_at_no_address(address):
    web = published({**signing_profile(), "revocationList": address}, key_document(), revocation_list())
    report = inspected(sign(signed_assertion()), web)
    assert report.check("standing").outcome is not Outcome.PASSED
    assert report.verdict is not Verdict.ACCEPTED


def test_no_list_is_asked_for_because_of_a_forged_badge():
    web = served()
    inspected(sign(signed_assertion(), MINE), web)
    assert REVOKED not in web.requests


@pytest.mark.parametrize("revoked", [True, "true", 1, None, "false", [], {}])
def test_whatever_is_said_about_revocation_but_no(revoked):
    badge = {**assertion(), "revoked": revoked}
    assert inspected(badge, published(badge)).verdict is Verdict.REJECTED


# Two readings


@pytest.mark.parametrize(
    "change",
    [
        {"@context": "https://evil.example/context"},
        {"@context": [CONTEXT, {"issuedOn": "https://evil.example/x"}]},
        {"@context": [CONTEXT, "https://evil.example/context"]},
        {"@context": {"id": "@id", "type": "@type"}},
        {"@context": []},
        {"@context": None},
        {"@graph": [{"id": ASSERTION}]},
        {"@included": [{"id": ASSERTION}]},
        {"@reverse": {}},
        {"@nest": {}},
        {"@id": ASSERTION},
        {"@type": "Assertion"},
        {"@index": "x"},
        {"obi:issuedOn": "2035-01-01T00:00:00Z", "obi:issueDate": "2035-01-01T00:00:00Z"},
        {"https://w3id.org/openbadges#recipient": {}},
        {"sec:expiration": "2035-01-01T00:00:00Z"},
        {"https://w3id.org/security#expiration": "2035-01-01T00:00:00Z"},
        {"verify": {"type": "signed"}},
        {"recipient": recipient("ada@example.org") | {"@context": {"identity": "https://evil.example/x"}}},
        {"recipient": recipient("ada@example.org") | {"schema:name": "Ada"}},
    ],
    ids=str,
)
def test_what_two_readers_would_read_differently(change):
    badge = {name: value for name, value in {**assertion(), **change}.items() if value is not None}
    web = published(badge)
    report = inspected(badge, web)
    assert report.verdict is not Verdict.ACCEPTED
    assert report.check("contexts" if len(report.checks) > 1 else "structure").outcome is not Outcome.PASSED
    assert web.requests == []


@pytest.mark.parametrize("part", [badge_class, profile])
@pytest.mark.parametrize("change", [{"@graph": []}, {"schema:name": "Another"}, {"@context": "https://evil.example/c"}])
def test_the_same_in_what_it_leads_to(part, change):
    badge = assertion()
    report = inspected(badge, published(badge, part(**change)))
    assert report.check("contexts").outcome is not Outcome.PASSED
    assert report.verdict is not Verdict.ACCEPTED


@pytest.mark.parametrize(
    "who",
    [
        [recipient("ada@example.org"), recipient("eve@example.org")],
        [recipient("ada@example.org")],
        recipient("ada@example.org") | {"identity": ["sha256$00", "sha256$01"]},
        recipient("ada@example.org") | {"type": ["email", "url"]},
        "ada@example.org",
        None,
        {},
    ],
)
def test_recipients_who_could_be_two_people(who):
    badge = {**assertion(), "recipient": who}
    report = inspected(badge, published(badge))
    assert code(report, "structure")[0] == "failed"


@pytest.mark.parametrize("types", [["hosted", "signed"], [], "blockchain", None, "Hosted"])
def test_a_way_of_verification_that_is_none_or_two(types):
    badge = assertion(verification={"type": types})
    web = published(badge)
    report = inspected(badge, web)
    assert code(report, "structure")[0] == "failed"
    assert web.requests == []


# Hostile servers


def test_documents_that_lead_to_themselves_are_asked_for_once():
    badge = assertion(badge=ASSERTION)
    web = published(badge)
    assert inspected(badge, web).verdict is Verdict.REJECTED
    assert web.requests == [ASSERTION]


def test_a_badge_leads_to_three_documents_at_most():
    badge = assertion(evidence=["https://evil.example/1", "https://evil.example/2"], related="https://evil.example/3")
    web = published(badge, badge_class(related="https://evil.example/4", endorsement="https://evil.example/5"))
    inspected(badge, web)
    assert sorted(web.requests) == sorted([ASSERTION, BADGE, ISSUER])


@pytest.mark.parametrize("address", [ASSERTION, BADGE, ISSUER])
@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b'{"id": "' + b"a" * 3_000_000 + b'"}',
        b'{"id": 1, "id": 2}',
        b"<html>",
        b"[]",
        b"null",
        b"\xff\xfe",
    ],
    ids=["deep", "huge", "duplicate", "page", "array", "null", "bytes"],
)
def test_documents_that_are_none(address, content):
    badge = assertion()
    web = published(badge)
    web.publish(address, content.decode("latin-1").encode("latin-1"))
    report = inspected(badge, web)
    assert report.verdict is Verdict.UNDETERMINED


def test_a_page_or_a_picture_is_no_document():
    badge = assertion()
    web = published(badge)
    for media_type in ("text/html", "image/png", "image/svg+xml"):
        web.publish(ISSUER, profile(), media_type=media_type)
        assert code(inspected(badge, web), "issuer_authenticated") == ("inconclusive", "document.media-type")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://uni.example/x", "data:application/json,{}", "javascript:1", 5, ""]
)
def test_addresses_of_other_kinds_are_never_asked(url):
    badge = assertion(badge=badge_class(issuer=url))
    web = published(badge)
    report = inspected(badge, web)
    assert report.verdict is not Verdict.ACCEPTED
    assert set(web.requests) <= {ASSERTION}


def test_supplied_documents_are_those_of_their_exact_address():
    fetch = SuppliedDocuments({ISSUER: b"{}"})
    for url in (ISSUER + "/", ISSUER.upper(), ISSUER + "?x"):
        with pytest.raises(ResolutionError) as caught:
            fetch(url, accept="application/json", max_bytes=100)
        assert caught.value.code == "fetch.offline"
    with pytest.raises(ResolutionError) as caught:
        fetch(ISSUER, accept="application/json", max_bytes=1)
    assert caught.value.code == "fetch.size"


# Whatever is changed


LEAVES = [
    ("id",),
    ("type",),
    ("issuedOn",),
    ("badge",),
    ("verification", "type"),
    ("recipient", "identity"),
    ("recipient", "salt"),
]


@pytest.mark.parametrize("path", LEAVES, ids="/".join)
@pytest.mark.parametrize("value", ["", "x", None, True, 0, [], {}, "https://evil.example/1"])
def test_no_changed_member_of_a_hosted_badge_is_accepted(path, value):
    badge = assertion()
    node = badge
    for name in path[:-1]:
        node[name] = dict(node[name])
        node = node[name]
    node[path[-1]] = value
    report = inspected(badge, published(assertion()))
    assert report.verdict is not Verdict.ACCEPTED


def test_the_key_of_these_tests_is_good():
    """So that nothing above is refused for another reason."""
    assert inspected(sign(signed_assertion(), RSA_KEY), served()).verdict is Verdict.ACCEPTED
    assert inspected(assertion(), published(assertion())).verdict is Verdict.ACCEPTED
    assert KEY in partial(key_document)().values()


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.sampled_from(["", "x", ASSERTION, BADGE, ISSUER, "hosted", "Assertion"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "type", "badge", "issuer", "@context", "x:y"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(
        st.sampled_from(
            [*assertion(), "evidence", "image", "narrative", "expires", "verify", "extensions:x", "@language"]
        ),
        JSON,
        max_size=5,
    ),
    st.dictionaries(st.sampled_from([*badge_class(), "alignment", "tags", "related", "version"]), JSON, max_size=5),
    st.dictionaries(st.sampled_from([*signing_profile(), "verification", "telephone"]), JSON, max_size=5),
)
def test_whatever_a_badge_holds_there_is_a_report(badge, part, issuer):
    """And never an acceptance, unless nothing was changed: the hosted copy is as it should be."""
    web = published(assertion())
    web.publish(BADGE, {**badge_class(), **part})
    web.publish(ISSUER, {**signing_profile(), **issuer})
    report = inspected({**assertion(), **badge}, web)
    report.to_dict()
    if report.verdict is Verdict.ACCEPTED:
        assert report.document["recipient"] == assertion()["recipient"]
        assert report.document["issuedOn"] == assertion()["issuedOn"]


# What is said beside the badge, and what is asked beside the eight questions


@pytest.mark.parametrize(
    "payload",
    [
        signed_assertion() | {"exp": 1},
        signed_assertion() | {"nbf": 99_999_999_999},
        signed_assertion() | {"iss": "https://evil.example/issuer", "aud": "somebody else"},
        signed_assertion() | {"jti": "1"},
        {"vc": signed_assertion()},
        {"vc": signed_assertion(), "exp": 1},
    ],
    ids=lambda payload: ", ".join(sorted(payload.keys() & {"exp", "nbf", "iss", "aud", "jti", "vc"})),
)
def test_a_token_that_says_more_than_its_badge_is_not_taken_for_the_badge_alone(payload):
    report = inspected(sign(payload), served())
    assert code(report, "signature") == ("inconclusive", "openbadges2.claims")
    assert report.verdict is Verdict.UNDETERMINED


@pytest.mark.parametrize("entry", ["one-of-ours", {"uid": "one-of-ours"}])
def test_a_badge_is_revoked_by_its_uid_however_the_list_writes_it(entry):
    report = inspected(sign(signed_assertion(uid="one-of-ours")), served(revocation_list("urn:x:1", entry)))
    assert code(report, "standing") == ("failed", "standing.revoked")


@pytest.mark.parametrize("badge", [assertion(), sign(signed_assertion())], ids=["hosted", "signed"])
def test_a_policy_that_asks_for_the_official_validator_is_not_met_by_an_older_version(badge):
    web = published(assertion(), signing_profile(), key_document(), revocation_list())
    policy = replace(Policy.DOMAIN, onedtech=True)
    report = Verifier(policy, fetch=web, clock=lambda: NOW).inspect(badge)
    assert code(report, "onedtech") == ("inconclusive", "onedtech.open")
    assert report.verdict is Verdict.UNDETERMINED


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (None, "so could any badge of whoever else publishes there"),
        ({"startsWith": "https://uni.example/assertions/"}, "says that its badges lie"),
    ],
)
def test_a_neighbour_on_the_issuers_host_is_told_of_where_nothing_shuts_them_out(rules, words):
    report = inspected(assertion(), published(assertion(), profile(verification=rules)))
    assert words in report.check("issuer_authenticated").message
    neighbours = assertion(id="https://uni.example/~eve/5")
    report = inspected(neighbours, published(neighbours, profile(verification=rules)))
    assert (report.verdict is Verdict.ACCEPTED) is (rules is None)  # the default of the standard
