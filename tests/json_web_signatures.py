"""JsonWebSignature2020 by an independent implementation: PyLD for the statements, jwcrypto for the token; neither shares a line with credseal."""

import hashlib
import json

from jwcrypto import jwk, jws

import badges
from credseal.keys.jwk import from_jwk
from pyld_peer import by_pyld

METHOD = f"{badges.UNIVERSITY}#key-1"
JWS_2020 = "https://w3id.org/security/suites/jws-2020/v1"
KEYS = {
    "EdDSA": jwk.JWK.generate(kty="OKP", crv="Ed25519"),
    "ES256": jwk.JWK.generate(kty="EC", crv="P-256"),
    "ES384": jwk.JWK.generate(kty="EC", crv="P-384"),
    "PS256": jwk.JWK.generate(kty="RSA", size=2048),
}


def credential(*more):
    """On version 1.1, as the issuers that use this suite have it."""
    return {
        "@context": [badges.V1, *more],
        "id": "https://register.example/reports/1",
        "type": ["VerifiableCredential"],
        "issuer": badges.UNIVERSITY,
        "issuanceDate": "2026-11-20T10:00:00Z",
        "credentialSubject": {"id": "https://register.example/institutions/7"},
    }


def signed(algorithm="EdDSA", document=None, contexts=None, **more):
    """The document with a proof by the peer.

    Args:
        algorithm: of the token, and of the key in ``KEYS``.
        document: by default ``credential``.
        contexts: those that are needed beside the ones that credseal ships, by URL.
        more: members of the proof.
    """
    document = document or credential(JWS_2020)
    proof = {
        "type": "JsonWebSignature2020",
        "created": "2026-11-20T10:00:00Z",
        "verificationMethod": METHOD,
        "proofPurpose": "assertionMethod",
        **more,
    }
    options = by_pyld({"@context": [badges.V1, JWS_2020], **proof})
    payload = hashlib.sha256(options).digest() + hashlib.sha256(by_pyld(document, contexts)).digest()
    header = {"alg": algorithm, "b64": False, "crit": ["b64"]}
    token = jws.JWS(payload)
    token.add_signature(KEYS[algorithm], alg=algorithm, protected=json.dumps(header))
    token.detach_payload()
    return {**document, "proof": {**proof, "jws": token.serialize(compact=True)}}


def key(algorithm="EdDSA"):
    return from_jwk(json.loads(KEYS[algorithm].export_public()))
