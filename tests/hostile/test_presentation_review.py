"""Presentations that count one credential twice, and learners who are named by more than one key: each was accepted at some time."""

import pytest

from badges import V2
from credseal.did.key import did_of, method_id_of
from credseal.errors import ProofError
from credseal.keys.jwk import to_jwk
from credseal.report import Verdict
from credseal.trust.register import Register
from presentations import ADA, UNIVERSITY, Party, asked, badge_of, employer, learner_of, wrong
from tokens import ED25519, STRANGER, credential, public, public_jwk, token

ISSUER = did_of(public(ED25519))
LISTED = Register.load(
    {
        "name": "Universities",
        "issuers": [{"id": each, "name": "University of Example"} for each in (ISSUER, UNIVERSITY.did)],
    }
)
KEY = {"jwk": to_jwk(ADA.signer.public_key)}


def enveloped(text, media_type="application/vc+jwt"):
    return {"@context": V2, "type": "EnvelopedVerifiableCredential", "id": f"data:{media_type},{text}"}


def issued(**members):
    """A credential of Ada's in a token, as its issuer signed it."""
    said = credential(**{"issuer": ISSUER, "credentialSubject": {"id": ADA.did}, **members})
    return token({**said, "iss": ISSUER}, kid=method_id_of(ISSUER))


def shown(*credentials):
    return asked(ADA.show_anything(*credentials), verifier=employer(trust=[LISTED]))


def test_one_credential_in_an_envelope_is_accepted():
    report, _ = shown(enveloped(issued()))
    assert report.verdict is Verdict.ACCEPTED


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (enveloped(issued()), enveloped(issued(), "application/vc+ld+json+jwt")),
        (enveloped(issued()), enveloped(issued(), "APPLICATION/vc+jwt")),
        (enveloped(issued()), enveloped(issued(name="Another edition"))),
        (enveloped(issued(id=None)), enveloped(issued(id=None), "application/vc+ld+json+jwt")),
        (enveloped(issued(id=badge_of()["id"])), badge_of()),
    ],
    ids=["older type", "capitals", "another edition", "without an id", "with and without envelope"],
)
def test_a_credential_does_not_count_twice_for_being_in_another_envelope(first, again):
    assert first != again
    report, checks = shown(first, again)
    assert wrong(checks) == {"structure": ("failed", "presentation.duplicate")}
    assert report.verdict is Verdict.REJECTED


def test_what_is_in_no_envelope_that_can_be_opened_is_refused_for_that():
    report, checks = shown(enveloped("e.e.e"), enveloped("e.e.f"))
    assert wrong(checks) == {}
    assert report.verdict is Verdict.REJECTED


@pytest.mark.parametrize(
    "confirmation",
    [
        [{"jwk": public_jwk(STRANGER)}],
        {"jwk": KEY["jwk"], "kid": "did:example:bo#key-1"},
        {"kid": "did:example:bo#key-1"},
        "did:example:bo",
    ],
)
def test_a_holders_key_that_cannot_be_read_leaves_open_whose_it_is(confirmation):
    report, _ = shown(enveloped(issued(cnf=confirmation)))
    assert learner_of(report) == ("inconclusive", "learner.not-bound")


def test_a_holders_key_of_another_decides_against_the_identifier():
    report, _ = shown(enveloped(issued(cnf={"jwk": public_jwk(STRANGER)})))
    assert learner_of(report) == ("failed", "learner.other-presenter")
    report, _ = shown(enveloped(issued(cnf=KEY)))
    assert learner_of(report) == ("passed", "learner.by-key")


def test_no_base_proof_is_shown_for_being_inside_of_what_is_shown():
    endorser = Party("P-256")
    said = badge_of(ADA)
    said.pop("proof")
    endorsement = {
        "@context": said["@context"],
        "id": "urn:uuid:0a6e1d2c-0003-4000-8000-000000000001",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "An endorsement",
        "issuer": {"id": endorser.did, "type": ["Profile"]},
        "validFrom": "2025-01-01T00:00:00Z",
        "credentialSubject": {"id": ADA.did, "type": ["EndorsementSubject"]},
    }
    ADA.show(UNIVERSITY.sign({**said, "endorsement": [endorser.sign(endorsement)]}))
    own = endorser.sign(endorsement, cryptosuite="ecdsa-sd-2023", mandatory_pointers=["/issuer"])
    with pytest.raises(ProofError) as refused:
        ADA.show(UNIVERSITY.sign({**said, "endorsement": [own]}))
    assert refused.value.code == "disclosure.base"
    with pytest.raises(ProofError) as refused:
        ADA.show(issued(proof=own["proof"]))
    assert refused.value.code == "disclosure.base"
