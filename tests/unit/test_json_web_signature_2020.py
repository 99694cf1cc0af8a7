"""JsonWebSignature2020: what an independent implementation signs is verified, and nothing else."""

import copy
import json

import pytest
from jwcrypto import jwk

import badges
from credseal.encoding import base64url
from credseal.errors import CredsealError, JsonLdError, ProofError, SignatureError
from credseal.jsonld.contexts import BUNDLED
from credseal.keys.jwk import from_jwk
from credseal.keys.signer import generate
from credseal.securing.data_integrity.signing import sign
from credseal.securing.data_integrity.suites import JSON_WEB_SIGNATURE_2020, find_suite, suite_to_sign
from credseal.securing.data_integrity.verifying import parse
from json_web_signatures import JWS_2020, KEYS, METHOD, credential, key, signed

every_algorithm = pytest.mark.parametrize("algorithm", KEYS)


def verified(document, algorithm="EdDSA"):
    found = parse(document, contexts=BUNDLED)
    return found.verify(found.proofs[0], key(algorithm))


@every_algorithm
def test_what_the_peer_signs_verifies(algorithm):
    result = verified(signed(algorithm), algorithm)
    assert result.document == credential(JWS_2020)
    assert result.proof.suite is JSON_WEB_SIGNATURE_2020
    assert result.proof.suite_name == "JsonWebSignature2020"
    assert result.proof.jws.algorithm == algorithm


def test_a_document_whose_contexts_do_not_know_the_suite_verifies_too():
    assert verified(signed(document=credential())).document == credential()


def test_all_that_a_proof_can_say_is_covered():
    document = signed(challenge="c-1", domain="uni.example", expires="2027-11-20T10:00:00Z", nonce="n-1")
    proof = verified(document).proof
    assert (proof.challenge, proof.domain) == ("c-1", {"uni.example"})
    for member in ("challenge", "domain", "expires", "nonce", "created"):
        changed = copy.deepcopy(document)
        changed["proof"][member] = "2028-11-20T10:00:00Z"
        with pytest.raises(SignatureError):
            verified(changed)
        del changed["proof"][member]
        with pytest.raises(SignatureError):
            verified(changed)


@every_algorithm
def test_a_changed_document_fails(algorithm):
    document = signed(algorithm)
    document["credentialSubject"]["id"] = "https://attacker.example/"
    with pytest.raises(SignatureError) as refused:
        verified(document, algorithm)
    assert refused.value.code == "signature.mismatch"


@every_algorithm
def test_another_key_of_the_same_kind_fails(algorithm):
    other = {
        "EdDSA": {"kty": "OKP", "crv": "Ed25519"},
        "ES256": {"kty": "EC", "crv": "P-256"},
        "ES384": {"kty": "EC", "crv": "P-384"},
        "PS256": {"kty": "RSA", "size": 2048},
    }[algorithm]
    found = parse(signed(algorithm), contexts=BUNDLED)
    with pytest.raises(SignatureError):
        found.verify(found.proofs[0], from_jwk(json.loads(jwk.JWK.generate(**other).export_public())))


@every_algorithm
def test_the_key_decides_not_the_header(algorithm):
    """A header that names the algorithm of another kind of key is refused before anything is computed."""
    for other in KEYS.keys() - {algorithm}:
        with pytest.raises(ProofError) as refused:
            verified(signed(algorithm), other)
        assert refused.value.code == "proof.key"


def test_a_key_that_the_suite_does_not_have_is_refused():
    found = parse(signed(), contexts=BUNDLED)
    with pytest.raises(ProofError) as refused:
        found.verify(found.proofs[0], from_jwk(json.loads(jwk.JWK.generate(kty="EC", crv="P-521").export_public())))
    assert refused.value.code == "proof.key"


def with_token(pattern):
    """A good credential whose token is put together anew."""
    document = signed()
    header, _, signature = document["proof"]["jws"].split(".")
    document["proof"]["jws"] = pattern.format(header=header, signature=signature)
    return document


def headed(**members):
    return base64url.encode(json.dumps(members).encode()) + "..{signature}"


FAULTY = {
    "no token": "",
    "no signature": "{header}..",
    "no header": "..{signature}",
    "a signature that is cut": "{header}..{signature:.40}",
    "a payload of its own": "{header}.e30.{signature}",
    "two parts": "{header}.{signature}",
    "four parts": "{header}..{signature}.{signature}",
    "padding": "{header}..{signature}==",
    "white space": "{header}..{signature}\n",
    "endless": "{header}.." + "A" * 5000,
    "header of no JSON": "bm9uZQ..{signature}",
    "header of a list": "W10..{signature}",
    "no algorithm": headed(b64=False, crit=["b64"]),
    "none": headed(alg="none", b64=False, crit=["b64"]),
    "keyed hash": headed(alg="HS256", b64=False, crit=["b64"]),
    "an algorithm that the suite does not have": headed(alg="RS256", b64=False, crit=["b64"]),
    "an algorithm that is no text": headed(alg=["EdDSA"], b64=False, crit=["b64"]),
    "an encoded payload": headed(alg="EdDSA", b64=True, crit=["b64"]),
    "b64 that is no truth value": headed(alg="EdDSA", b64=0, crit=["b64"]),
    "b64 not critical": headed(alg="EdDSA", b64=False),
    "an unknown extension": headed(alg="EdDSA", b64=False, crit=["b64", "exp"]),
    "a key in the header": headed(alg="EdDSA", b64=False, crit=["b64"], jwk={}),
    "a member twice": base64url.encode(b'{"alg":"EdDSA","alg":"EdDSA","b64":false,"crit":["b64"]}') + "..{signature}",
}


@pytest.mark.parametrize("pattern", FAULTY.values(), ids=FAULTY)
def test_a_faulty_token_is_refused_by_name(pattern):
    with pytest.raises(CredsealError) as refused:
        verified(with_token(pattern))
    assert refused.value.code in ("proof.jws", "signature.mismatch")
    assert refused.value.pointer in ("/proof/jws", "/proof")


def test_the_header_is_covered_as_it_stands():
    """The same members in another order are other bytes."""
    document = with_token(headed(crit=["b64"], b64=False, alg="EdDSA"))
    with pytest.raises(SignatureError):
        verified(document)


@pytest.mark.parametrize("proof", [{"jws": None}, {"jws": 7}, {"jws": ["a"]}])
def test_a_proof_without_a_token_is_refused(proof):
    document = signed()
    document["proof"].update(proof)
    with pytest.raises(ProofError) as refused:
        verified(document)
    assert refused.value.code == "proof.member"


@pytest.mark.parametrize(
    "more", [{"proofValue": "z3"}, {"previousProof": "urn:1"}, {"cryptosuite": "eddsa-rdfc-2022"}, {"creator": "x:y"}]
)
def test_a_member_that_the_suite_does_not_define_is_refused(more):
    document = signed()
    document["proof"].update(more)
    with pytest.raises((JsonLdError, ProofError)):
        verified(document)


def test_a_context_of_the_proofs_own_is_refused():
    document = signed()
    document["proof"]["@context"] = [badges.V1]
    with pytest.raises(ProofError) as refused:
        verified(document)
    assert refused.value.code == "proof.context"


def test_the_token_of_one_suite_is_no_proof_value_of_another():
    """Signed bytes of this suite begin with the token's header, so they are never those of another."""
    document = signed()
    proof = document["proof"]
    moved = {**proof, "type": "Ed25519Signature2020", "proofValue": proof["jws"]}
    with pytest.raises(ProofError) as refused:
        parse({**document, "proof": moved}, contexts=BUNDLED)
    assert refused.value.code == "proof.value"


def test_it_is_never_written():
    assert find_suite("JsonWebSignature2020", None).verify_only
    assert suite_to_sign("JsonWebSignature2020", "Ed25519") is None
    with pytest.raises(ProofError):
        sign(credential(), generate("Ed25519"), verification_method=METHOD, cryptosuite="JsonWebSignature2020")
