"""Tokens beside two independent libraries: what credseal signs they verify, what they sign credseal verifies.

jwcrypto and joserfc; neither shares a line with credseal's signatures (jwcrypto makes keys of JSON Web Keys here as there).
"""

import json
import warnings
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from joserfc import jws
from joserfc.jwk import import_key
from jwcrypto import jwk as jwcrypto_jwk
from jwcrypto import jws as jwcrypto_jws

from credseal.did.key import did_of, method_id_of
from credseal.did.resolver import DefaultResolver
from credseal.encoding import compact_jws
from credseal.issuer import Issuer
from credseal.keys.jwk import to_jwk
from credseal.keys.signer import LocalSigner, generate
from credseal.report import Outcome, Verdict
from credseal.verifier import Verifier
from records import UNIVERSITY, credential
from tokens import credential as small

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
METHOD = "did:web:uni.example#key-1"
ALGORITHMS = ["EdDSA", "ES256", "ES384", "RS256", "PS256"]
KINDS = {"EdDSA": "Ed25519", "ES256": "P-256", "ES384": "P-384"}


def signer_of(algorithm):
    if algorithm in KINDS:
        return generate(KINDS[algorithm])
    return LocalSigner(rsa.generate_private_key(65537, 2048), algorithm=algorithm)


@pytest.fixture(scope="module")
def signers():
    return {name: signer_of(name) for name in ALGORITHMS}


def document(signer):
    return {
        "id": "did:web:uni.example",
        "verificationMethod": [
            {
                "id": METHOD,
                "type": "JsonWebKey",
                "controller": "did:web:uni.example",
                "publicKeyJwk": to_jwk(signer.public_key),
            }
        ],
        "assertionMethod": [METHOD],
    }


def inspect(text, signer):
    resolver = DefaultResolver(documents={"did:web:uni.example": document(signer)})
    return Verifier(resolver=resolver, fetch=None, clock=lambda: AT).inspect(text, issuer="did:web:uni.example")


def by_joserfc(text, key):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of EdDSA it says that RFC 9864 has another name for it
        registry = jws.JWSRegistry(algorithms=ALGORITHMS)
        registry.max_header_length = 4096  # by default 512 bytes, in which no RSA key of the form of Open Badges fits
        return json.loads(jws.deserialize_compact(text, import_key(key), registry=registry).payload)


def by_jwcrypto(text, key):
    read = jwcrypto_jws.JWS()
    read.allowed_algs = ALGORITHMS
    read.deserialize(text, key=jwcrypto_jwk.JWK(**key))
    return json.loads(read.payload)


@pytest.mark.parametrize("securing", ["vc+jwt", "jwt"])
@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_what_credseal_signs_the_peers_verify(signers, algorithm, securing):
    signer = signers[algorithm]
    issuer = Issuer(UNIVERSITY, signer, verification_method=METHOD, clock=lambda: AT)
    sealed = issuer.issue(credential(), securing=securing)
    assert sealed.suite.endswith(algorithm)
    assert inspect(sealed.data, signer).verdict is Verdict.ACCEPTED
    for peer in (by_joserfc, by_jwcrypto):
        payload = peer(sealed.token, to_jwk(signer.public_key))
        assert {name: payload[name] for name in sealed.document} == sealed.document
        assert payload["iss"] == "did:web:uni.example"


def private_jwk(private):
    return json.loads(jwcrypto_jwk.JWK.from_pyca(private).export())


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_what_the_peers_sign_credseal_verifies(signers, algorithm):
    signer = signers[algorithm]
    key = private_jwk(signer._private_key)
    header = {"alg": algorithm, "typ": "vc+jwt", "kid": METHOD}
    payload = json.dumps({**small(), "iss": "did:web:uni.example"})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = [jws.serialize_compact(header, payload, import_key(key), algorithms=ALGORITHMS)]
    other = jwcrypto_jws.JWS(payload)
    other.allowed_algs = ALGORITHMS
    other.add_signature(jwcrypto_jwk.JWK(**key), alg=algorithm, protected=json.dumps(header))
    for text in (*made, other.serialize(compact=True)):
        report = inspect(text, signer)
        assert report.verdict is Verdict.ACCEPTED
        assert report.document == small()
        changed = text.replace(text[-20:], "A" * 20)
        assert inspect(changed, signer).check("signature").outcome is Outcome.FAILED


def test_ed25519_under_its_new_name():
    signer = generate()
    header = {"alg": "Ed25519", "typ": "vc+jwt", "kid": METHOD}
    text = jws.serialize_compact(
        header, json.dumps(small()), import_key(private_jwk(signer._private_key)), algorithms=["Ed25519"]
    )
    assert inspect(text, signer).verdict is Verdict.ACCEPTED


def test_a_did_key_is_found_by_whoever_reads_the_header():
    signer = generate("P-256")
    sealed = Issuer(replace(UNIVERSITY, id=None), signer).issue(credential(), securing="vc+jwt")
    header = compact_jws.split(sealed.token).header
    assert header == {"alg": "ES256", "typ": "vc+jwt", "cty": "vc", "kid": method_id_of(did_of(signer.public_key))}
    header = compact_jws.split(
        Issuer(replace(UNIVERSITY, id=None), signer).issue(credential(), securing="jwt").token
    ).header
    assert header == {"alg": "ES256", "typ": "JWT", "jwk": to_jwk(signer.public_key)}
