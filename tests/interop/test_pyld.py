"""PyLD and cryptography in twenty lines: what remains of a verifier without its defences, as an oracle for ours."""

import copy

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from credseal.errors import JsonLdError, SignatureError
from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import BUNDLED
from credseal.keys.multikey import from_multikey, to_multikey
from credseal.keys.signer import LocalSigner
from credseal.profiles import openbadges
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.securing.data_integrity.verifying import parse
from interop import plain_proofs
from interop.documents import BADGE, DIFFICULT, DOCUMENTS, SMALL, changed, with_achievement
from interop.keys import NOW, NOW_TEXT
from pyld_peer import by_pyld
from records import ISSUANCE, credential

PLAIN = {name: document for name, document in DOCUMENTS.items() if document is not DIFFICULT}

each_suite = pytest.mark.parametrize("suite", plain_proofs.FORMS)
each_document = pytest.mark.parametrize("document", PLAIN.values(), ids=PLAIN)


def signed_by_us(document, suite):
    signer = LocalSigner(Ed25519PrivateKey.generate())
    multikey = to_multikey(signer.public_key)
    method = f"did:key:{multikey}#{multikey}"
    return sign(document, signer, verification_method=method, cryptosuite=suite, options=ProofOptions(created=NOW))


def verified_by_us(signed):
    found = parse(signed, contexts=BUNDLED)
    (proof,) = found.proofs
    return found.verify(proof, from_multikey(proof.verification_method.partition("#")[2])).document


@each_document
def test_its_canonical_form_is_ours(document):
    assert by_pyld(document) == canonicalize(document, contexts=BUNDLED).nquads


def test_its_canonical_form_of_what_the_openbadges_profile_writes_is_ours():
    document = openbadges.to_document(credential(), ISSUANCE).document
    assert by_pyld(document) == canonicalize(document, contexts=BUNDLED).nquads


@pytest.mark.parametrize("number", [2.5, 0.1, 1e-7, 123456.789, 3, 2.0])
def test_its_numbers_are_ours(number):
    document = with_achievement(creditsAvailable=number)
    assert by_pyld(document) == canonicalize(document, contexts=BUNDLED).nquads


@each_document
@each_suite
def test_it_verifies_what_we_sign(document, suite):
    plain_proofs.verify(signed_by_us(document, suite))


@each_document
@each_suite
def test_we_verify_what_it_signs(document, suite):
    signed = plain_proofs.sign(document, Ed25519PrivateKey.generate(), suite, created=NOW_TEXT)
    assert verified_by_us(signed) == document


@each_suite
def test_neither_verifies_what_was_changed(suite):
    signed = copy.deepcopy(signed_by_us(BADGE, suite))
    signed["credentialSubject"]["achievement"]["alignment"][0]["targetCode"] = "7"
    with pytest.raises(InvalidSignature):
        plain_proofs.verify(signed)
    with pytest.raises(SignatureError):
        verified_by_us(signed)


def test_it_takes_an_undefined_member_added_after_signing_and_we_refuse_it():
    signed = changed(signed_by_us(SMALL, "eddsa-rdfc-2022"), undefined="not covered by the proof")
    plain_proofs.verify(signed)
    with pytest.raises(JsonLdError, match="undefined"):
        verified_by_us(signed)


def test_it_leaves_control_characters_unescaped_and_we_follow_rdfc():
    document = changed(SMALL, name="bell\x07")
    assert b'"bell\x07"' in by_pyld(document)
    assert rb'"bell\u0007"' in canonicalize(document, contexts=BUNDLED).nquads
