"""Tokens that tests sign by themselves, so that every header and payload can be wrong in its own way; and the issuer whose they are."""

import json

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding

from credseal.encoding import base64url
from credseal.keys.ecdsa import raw_of
from credseal.keys.jwk import to_jwk
from credseal.keys.public import PublicKey

V1, V2 = "https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/v2"
UNIVERSITY = "did:web:uni.example"
METHOD = f"{UNIVERSITY}#key-1"
LEARNER = "did:example:ada"
ED25519 = ed25519.Ed25519PrivateKey.generate()
P256 = ec.generate_private_key(ec.SECP256R1())
P384 = ec.generate_private_key(ec.SECP384R1())
STRANGER = ed25519.Ed25519PrivateKey.generate()
VALID_FROM = 1795168800  # 2026-11-20T10:00:00Z


def public(private):
    return PublicKey.from_native(private.public_key())


def public_jwk(private, **members):
    return {**to_jwk(public(private)), **members}


def credential(**members):
    """A credential of version 2.0; a member that is None is left out."""
    made = {
        "@context": [V2],
        "id": "urn:uuid:1b1c4a3e-6d1b-4a2e-9f0e-0d2b6c9d4f11",
        "type": ["VerifiableCredential"],
        "issuer": UNIVERSITY,
        "validFrom": "2026-11-20T10:00:00Z",
        "credentialSubject": {"id": LEARNER},
        **members,
    }
    return {name: value for name, value in made.items() if value is not None}


def credential_of_1(**members):
    """The same of version 1.1."""
    made = credential(validFrom=None, issuanceDate="2026-11-20T10:00:00Z")
    made["@context"] = [V1]
    return {name: value for name, value in {**made, **members}.items() if value is not None}


def document(identifier=UNIVERSITY, private=ED25519, *, fragment="key-1", listed=True, **jwk):
    """A controller document with one key."""
    method = f"{identifier}#{fragment}"
    return {
        "id": identifier,
        "verificationMethod": [
            {
                "id": method,
                "type": "JsonWebKey",
                "controller": identifier,
                "publicKeyJwk": public_jwk(private, **jwk),
            }
        ],
        "assertionMethod": [method] if listed else [],
        "authentication": [method],
    }


def part(value):
    return base64url.encode(value if isinstance(value, bytes) else json.dumps(value).encode())


def token(payload, header=None, *, private=ED25519, **members):
    """A compact token.

    Args:
        payload: claims, or bytes.
        header: the whole header; by default the key's algorithm, ``vc+jwt`` and the university's key.
        private: signs.
        members: of the header, beside or instead of the default; None leaves one out.
    """
    if header is None:
        header = {"alg": algorithm_of(private), "typ": "vc+jwt", "kid": METHOD, **members}
        header = {name: value for name, value in header.items() if value is not None}
    signing_input = f"{part(header)}.{part(payload)}"
    return f"{signing_input}.{base64url.encode(signature(signing_input.encode(), private))}"


def algorithm_of(private):
    return {"Ed25519": "EdDSA", "P-256": "ES256", "P-384": "ES384", "RSA": "RS256"}[public(private).kind]


def signature(data, private):
    kind = public(private).kind
    if kind == "Ed25519":
        return private.sign(data)
    if kind == "RSA":
        return private.sign(data, padding.PKCS1v15(), hashes.SHA256())
    size = private.curve.key_size // 8
    return raw_of(private.sign(data, ec.ECDSA(hashes.SHA256() if size == 32 else hashes.SHA384())), size=size)
