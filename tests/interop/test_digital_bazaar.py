"""Digital Bazaar's libraries, which most wallets are built on: each side verifies what the other signs, and neither what was changed.

Their side is ``issue`` and ``verifyCredential`` of ``@digitalbazaar/vc`` with its own did:key resolution; ours is the proof alone,
and the whole verifier.
"""

import copy
from dataclasses import replace

import pytest

from credseal.errors import CredsealError, SignatureError
from credseal.issuer import Issuer
from credseal.jsonld.contexts import BUNDLED
from credseal.report import Outcome
from credseal.securing.data_integrity.verifying import parse
from credseal.verifier import Verifier
from interop.documents import BADGE, DIFFICULT, OB3, SMALL, VC2, WITH_STATUS, changed, issued_by, with_achievement
from interop.keys import NOW, Holder, verified_by
from interop.node_peer import PeerError
from records import UNIVERSITY, credential

ED25519_2020 = "https://w3id.org/security/suites/ed25519-2020/v1"
SUITES = [
    ("eddsa-rdfc-2022", "Ed25519"),
    ("eddsa-jcs-2022", "Ed25519"),
    ("ecdsa-rdfc-2019", "P-256"),
    ("ecdsa-rdfc-2019", "P-384"),
    ("ecdsa-jcs-2019", "P-256"),
    ("ecdsa-jcs-2019", "P-384"),
]
BADGES = {"badge": BADGE, "difficult text": DIFFICULT, "with a status": WITH_STATUS}

each_suite = pytest.mark.parametrize(("suite", "kind"), SUITES, ids=[f"{suite} {kind}" for suite, kind in SUITES])
each_badge = pytest.mark.parametrize("badge", BADGES.values(), ids=BADGES)


def verified(document, *keys):
    """What credseal says all proofs cover; raises where one is wrong."""
    found = parse(document, contexts=BUNDLED)
    return [found.verify(proof, key).document for proof, key in zip(found.proofs, keys, strict=True)]


def unsigned(document):
    return {member: value for member, value in document.items() if member != "proof"}


@each_badge
@each_suite
def test_they_verify_what_we_sign(peer, holders, suite, kind, badge):
    holder = holders[kind]
    answer = verified_by(peer, holder.sign(issued_by(holder.did, badge), suite))
    assert answer == {"verified": True, "proofs": [{"verified": True, "reason": None}], "reason": None}


@each_badge
@each_suite
def test_we_verify_what_they_sign(peer, holders, suite, kind, badge):
    holder = holders[kind]
    signed = holder.sign_at(peer, issued_by(holder.did, badge), suite)
    assert verified(signed, holder.signer.public_key) == [issued_by(holder.did, badge)]


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_both_make_the_same_ed25519_proof(peer, holders, suite):
    holder = holders["Ed25519"]
    document = issued_by(holder.did, DIFFICULT)
    assert holder.sign(document, suite) == holder.sign_at(peer, document, suite)


@each_badge
def test_we_verify_their_signatures_of_the_suite_before(peer, holders, badge):
    holder = holders["Ed25519"]
    document = issued_by(holder.did, {**badge, "@context": [VC2, OB3, ED25519_2020]})
    signed = holder.sign_at(peer, document, "Ed25519Signature2020")
    assert verified(signed, holder.signer.public_key) == [document]
    with pytest.raises(SignatureError):
        verified(changed(signed, validUntil="2099-01-01T00:00:00Z"), holder.signer.public_key)


@each_suite
def test_our_verifier_knows_that_their_did_key_signed_it(peer, holders, suite, kind):
    holder = holders[kind]
    report = Verifier(fetch=None, clock=lambda: NOW).inspect(holder.sign_at(peer, issued_by(holder.did, SMALL), suite))
    outcomes = {check.name: check.outcome for check in report.checks}
    assert outcomes["signature"] is Outcome.PASSED
    assert outcomes["issuer_authenticated"] is Outcome.PASSED


@each_suite
def test_they_verify_what_our_issuer_makes_of_a_micro_credential(peer, holders, suite, kind):
    holder = holders[kind]
    issuer = Issuer(replace(UNIVERSITY, id=holder.did), holder.signer, clock=lambda: NOW)
    sealed = issuer.issue(credential(), securing=suite)
    assert verified_by(peer, sealed.document)["verified"] is True


def name_changed(document):
    document["credentialSubject"]["achievement"]["name"] = "Another"


def expiry_added(document):
    document["validUntil"] = "2099-01-01T00:00:00Z"


def member_removed(document):
    del document["credentialSubject"]["achievement"]["creditsAvailable"]


def moment_moved(document):
    document["proof"]["created"] = "2026-11-20T10:00:01Z"


def signature_of_another(document):
    value = document["proof"]["proofValue"]
    document["proof"]["proofValue"] = value[:-1] + ("1" if value[-1] != "1" else "2")


def undefined_member_added(document):
    document["undefined"] = "nobody says what this is"


def unknown_proof_member_added(document):
    document["proof"]["undefined"] = "nobody says what this is"


TAMPERINGS = [
    name_changed, expiry_added, member_removed, moment_moved, signature_of_another, undefined_member_added, unknown_proof_member_added,
]  # fmt: skip


@pytest.mark.parametrize("tamper", TAMPERINGS)
@each_suite
def test_neither_side_verifies_what_was_changed(peer, holders, suite, kind, tamper):
    holder = holders[kind]
    document = issued_by(holder.did, SMALL)
    for signed in (holder.sign(document, suite), holder.sign_at(peer, document, suite)):
        tampered = copy.deepcopy(signed)
        tamper(tampered)
        assert verified_by(peer, tampered)["verified"] is False
        with pytest.raises(CredsealError):
            verified(tampered, holder.signer.public_key)


def test_neither_side_signs_what_no_context_explains(peer, holders):
    holder = holders["Ed25519"]
    document = issued_by(holder.did, {**SMALL, "undefined": "nobody says what this is"})
    with pytest.raises(PeerError, match="Safe mode"):
        holder.sign_at(peer, document, "eddsa-rdfc-2022")
    with pytest.raises(CredsealError):
        holder.sign(document, "eddsa-rdfc-2022")


def test_a_proof_set_of_two_suites_is_verified_by_both_whoever_signed_first(peer, holders):
    holder = holders["Ed25519"]
    key = holder.signer.public_key
    document = issued_by(holder.did, SMALL)
    ours_first = holder.sign_at(peer, holder.sign(document, "eddsa-rdfc-2022"), "eddsa-jcs-2022")
    theirs_first = holder.sign(holder.sign_at(peer, document, "eddsa-jcs-2022"), "eddsa-rdfc-2022")
    for signed in (ours_first, theirs_first):
        assert [proof["verified"] for proof in verified_by(peer, signed)["proofs"]] == [True, True]
        assert verified(signed, key, key) == [document, document]


def test_of_a_set_by_two_keys_both_verify_each_and_they_count_the_issuers(peer, holders):
    ed25519, p384 = holders["Ed25519"], holders["P-384"]
    signed = issued_by(ed25519.did, SMALL)
    signed = p384.sign(ed25519.sign(signed, "eddsa-rdfc-2022"), "ecdsa-rdfc-2019")
    answer = verified_by(peer, signed)
    assert answer["verified"] is True
    assert [proof["verified"] for proof in answer["proofs"]] == [True, False]
    assert "must match the verification method controller" in answer["proofs"][1]["reason"]
    assert verified(signed, ed25519.signer.public_key, p384.signer.public_key) == [unsigned(signed)] * 2


def test_proof_chains_are_ours_alone(peer, holders):
    """jsonld-signatures does not know ``previousProof``: it reads a chain as a set, so that only the first link is right."""
    holder = holders["Ed25519"]
    key = holder.signer.public_key
    first = holder.sign(issued_by(holder.did, SMALL), "eddsa-rdfc-2022", identifier="urn:uuid:1")
    chain = holder.sign(first, "eddsa-rdfc-2022", previous=["urn:uuid:1"])
    assert verified(chain, key, key) == [unsigned(chain)] * 2
    assert [proof["verified"] for proof in verified_by(peer, chain)["proofs"]] == [True, False]


@each_suite
def test_a_signature_by_another_key_is_refused_by_both(peer, holders, suite, kind):
    holder, stranger = holders[kind], Holder.made_by(peer, kind)
    document = issued_by(holder.did, SMALL)
    signed = stranger.sign(document, suite)
    signed["proof"]["verificationMethod"] = holder.method
    assert verified_by(peer, signed)["verified"] is False
    with pytest.raises(SignatureError):
        verified(signed, holder.signer.public_key)


NUMBERS = [2.5, 100.0, -0.0, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 0.30000000000000004, 2**53 - 1]


@pytest.mark.parametrize("number", NUMBERS)
def test_jcs_suites_agree_on_every_number(peer, holders, number):
    holder = holders["Ed25519"]
    signed = holder.sign(issued_by(holder.did, with_achievement(creditsAvailable=number)), "eddsa-jcs-2022")
    assert verified_by(peer, signed)["verified"] is True


@pytest.mark.parametrize("suite", ["eddsa-jcs-2022", "ecdsa-jcs-2019"])
def test_jcs_suites_take_contexts_that_were_added_at_the_end_and_no_other_change_of_them(peer, holders, suite):
    """Section 3.3.2 of both: the document's contexts must start with those of the proof, which are those that count."""
    holder = holders["Ed25519" if suite.startswith("eddsa") else "P-256"]
    document = issued_by(holder.did, SMALL)
    signed = holder.sign(document, suite)
    longer = changed(signed, **{"@context": [VC2, OB3, ED25519_2020]})
    other = changed(signed, **{"@context": [VC2, ED25519_2020, OB3]})
    assert verified_by(peer, longer)["verified"] is True
    assert verified(longer, holder.signer.public_key) == [document]
    assert verified_by(peer, other)["verified"] is False
    with pytest.raises(CredsealError):
        verified(other, holder.signer.public_key)


def test_they_sign_a_text_with_a_direction_and_we_refuse_it_by_name(peer, holders):
    """Their suites set ``rdfDirection``, which no cryptosuite's text mentions; by default JSON-LD drops the direction."""
    holder = holders["Ed25519"]
    document = issued_by(holder.did, changed(SMALL, name={"@value": "x", "@language": "ar", "@direction": "rtl"}))
    signed = holder.sign_at(peer, document, "eddsa-rdfc-2022")
    assert verified_by(peer, signed)["verified"] is True
    with pytest.raises(CredsealError) as refused:
        verified(signed, holder.signer.public_key)
    assert refused.value.code == "jsonld.direction"


def test_small_numbers_keep_badges_of_rdf_suites_from_being_verified_there(peer, holders):
    """jsonld.js makes 1e-7 the integer 0 (see test_jsonld_js)."""
    holder = holders["Ed25519"]
    signed = holder.sign(issued_by(holder.did, with_achievement(creditsAvailable=1e-7)), "eddsa-rdfc-2022")
    assert verified(signed, holder.signer.public_key) == [unsigned(signed)]
    assert verified_by(peer, signed)["verified"] is False
