"""Tokens that say more than one reader sees: beside the credential, in another serialisation, or in the part that is not shown.

Each was accepted at some time, and is refused or left open for what the test names.
"""

import json
from datetime import UTC, datetime

import pytest

from badges import open_badge
from credseal.checks.holder_key import compare_bound_key
from credseal.did.resolver import DefaultResolver
from credseal.report import Agreement, Outcome, Verdict
from credseal.securing.data_integrity.selective.deriving import derive
from credseal.securing.jades.signing import seal
from credseal.trust.register import Register
from credseal.verifier import Verifier
from diplomas import University
from presentations import ADA, Party
from simulators import Clock
from tokens import (
    LEARNER,
    METHOD,
    P256,
    STRANGER,
    UNIVERSITY,
    VALID_FROM,
    credential,
    credential_of_1,
    document,
    public,
    public_jwk,
    token,
)

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
CLAIMS = {"iss": UNIVERSITY, "sub": LEARNER, "jti": credential_of_1()["id"], "nbf": VALID_FROM}
LIST = {"status_list": {"idx": 4, "uri": "https://uni.example/status/1"}}


def inspect(text):
    resolver = DefaultResolver(None, documents={UNIVERSITY: document()})
    return Verifier(resolver=resolver, fetch=None, clock=lambda: NOW).inspect(text, issuer=UNIVERSITY)


def undecided(report):
    """The checks that stayed open, and why; nothing failed."""
    assert report.verdict is Verdict.UNDETERMINED
    return {one.name: one.code for one in report.checks if one.outcome is Outcome.INCONCLUSIVE}


def with_vc(inside=None, **beside):
    return token({**CLAIMS, "vc": credential_of_1(**(inside or {})), **beside}, typ="JWT")


# Beside a credential in the claim "vc"


@pytest.mark.parametrize(
    "beside",
    [
        {"credentialStatus": {"id": "https://uni.example/status/1#4", "type": "StatusList2021Entry"}},
        {"expirationDate": "2026-01-01T00:00:00Z"},
        {"validUntil": "2026-01-01T00:00:00Z"},
        {"validFrom": "2027-01-01T00:00:00Z"},
        {"issuer": UNIVERSITY},
        {"termsOfUse": {"type": "IssuerPolicy"}},
    ],
)
def test_what_a_credential_says_of_itself_does_not_stand_beside_it(beside):
    assert inspect(with_vc()).verdict is Verdict.ACCEPTED
    report = inspect(with_vc(**beside))
    assert (report.verdict, report.checks[0].code) == (Verdict.REJECTED, "envelope.two-credentials")


def test_a_status_beside_the_credential_is_its_status():
    assert undecided(inspect(with_vc(status=LIST))) == {"standing": "standing.unread"}


def test_a_holders_key_beside_the_credential_is_its_holders():
    report = inspect(with_vc(cnf={"jwk": public_jwk(P256)}))
    assert compare_bound_key(report.document, public(P256)).outcome is Agreement.SAME
    assert compare_bound_key(report.document, public(STRANGER)).outcome is Agreement.OTHER


@pytest.mark.parametrize(("name", "inside"), [("cnf", {"jwk": public_jwk(STRANGER)}), ("status", {})])
def test_what_stands_beside_and_inside_is_the_same(name, inside):
    beside = {"cnf": {"jwk": public_jwk(P256)}, "status": LIST}[name]
    report = inspect(with_vc({name: inside}, **{name: beside}))
    assert (report.verdict, report.check("signature").code) == (Verdict.REJECTED, "token.contradiction")


# A holder's key that could be two


@pytest.mark.parametrize(
    "confirmation",
    [
        {"jwk": public_jwk(P256), "kid": "did:example:bo#key-1"},
        {"jwk": public_jwk(P256), "jkt": "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s"},
        {"jwk": public_jwk(P256), "jwe": "eyJ..."},
        {"jwk": [public_jwk(P256), public_jwk(STRANGER)]},
        [{"jwk": public_jwk(P256)}],
        [],
        "did:example:ada",
        None,
    ],
)
def test_a_confirmation_names_one_key_in_one_way(confirmation):
    assert compare_bound_key({"cnf": confirmation}, public(P256)).outcome is Agreement.NOT_COMPARABLE


# An SD-JWT VC that is a credential of the data model besides


@pytest.mark.parametrize(
    ("member", "date"), [("validUntil", "2026-01-01T00:00:00Z"), ("validFrom", "2027-01-01T00:00:00Z")]
)
def test_the_dates_of_a_credential_count_in_an_sd_jwt_too(member, date):
    claims = {"iss": UNIVERSITY, "vct": "urn:example:badge", **credential()}
    header = {"alg": "EdDSA", "typ": "dc+sd-jwt", "kid": METHOD}
    assert inspect(f"{token(claims, header)}~").verdict is Verdict.ACCEPTED
    report = inspect(f"{token({**claims, member: date}, header)}~")
    assert (report.verdict, report.check("dates").outcome) == (Verdict.REJECTED, Outcome.FAILED)


# A token in the dress of a seal, whose readers would pass over its claims


@pytest.fixture
def university():
    return University(Clock(NOW))


@pytest.mark.parametrize("claims", [{"exp": 1}, {"nbf": 4_000_000_000}, {"iss": "did:web:other.example"}, {"vc": {}}])
@pytest.mark.parametrize("form", ["compact", "json"])
def test_the_claims_of_a_token_are_not_lost_in_a_seal(university, claims, form):
    said = json.loads(json.loads(university.issue("B").data)["payload"])
    verifier = university.verifier(university.revocations)
    sealed = {with_claims: _sealed({**said, **more}, university, form) for with_claims, more in ((0, {}), (1, claims))}
    assert verifier.inspect(sealed[0]).verdict is Verdict.ACCEPTED
    assert verifier.inspect(sealed[1]).verdict is Verdict.REJECTED


def _sealed(said, university, form):
    options = {"form": "compact"} if form == "compact" else {}
    return seal(json.dumps(said).encode(), university.signer, at=NOW, **options)


# What is not shown of a badge whose issuer fixed too little


ISSUER = Party("P-256")
LISTED = Register.load({"name": "Universities", "issuers": [{"id": ISSUER.did, "name": "University of Example"}]})


def shown_without(name, *mandatory, **members):
    badge = {**open_badge(), "validFrom": "2025-01-01T00:00:00Z", **members}
    badge.pop("awardedDate", None)
    badge["issuer"]["id"], badge["credentialSubject"]["id"] = ISSUER.did, ADA.did
    for one in ("credentialStatus", "validUntil"):
        if one not in members:
            badge.pop(one, None)
    own = ISSUER.sign(badge, cryptosuite="ecdsa-sd-2023", mandatory_pointers=["/issuer", *mandatory])
    shown = derive(own, [f"/{each}" for each in badge if each not in ("@context", "id", "type", name)])
    return Verifier(fetch=None, trust=[LISTED], clock=lambda: NOW).inspect(json.dumps(shown))


EXPIRED = {"validUntil": "2026-01-01T00:00:00Z"}
STATUS = {
    "credentialStatus": {
        "id": "https://uni.example/revocations",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "4",
        "statusListCredential": "https://uni.example/revocations",
    },
}


def test_an_end_that_may_be_withheld_is_not_taken_for_no_end():
    assert shown_without(None, **EXPIRED).check("dates").code == "dates.expired"
    assert undecided(shown_without("validUntil", **EXPIRED)) == {
        "dates": "dates.withheld",
        "standing": "standing.withheld",
    }


def test_a_status_that_may_be_withheld_is_not_taken_for_none():
    assert shown_without(None, **STATUS).check("standing").code == "standing.unread"
    assert shown_without("credentialStatus", **STATUS).check("standing").code == "standing.withheld"


def test_an_issuer_who_fixes_when_validity_begins_is_taken_to_have_fixed_the_rest():
    assert shown_without(None, "/validFrom").verdict is Verdict.ACCEPTED


def test_the_beginning_of_something_inside_is_not_that_of_the_credential():
    inside = {
        "@context": open_badge()["@context"],
        "id": "urn:uuid:0a6e1d2c-0003-4000-8000-000000000001",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "An endorsement",
        "issuer": {"id": ISSUER.did, "type": ["Profile"]},
        "validFrom": "2025-01-01T00:00:00Z",
        "credentialSubject": {"id": ADA.did, "type": ["EndorsementSubject"]},
    }
    report = shown_without("validUntil", "/endorsement", **EXPIRED, endorsement=[ISSUER.sign(inside)])
    assert report.check("dates").code == "dates.withheld"
