"""Open Badges 2.0 that tests hand over and change: made up, hosted and signed, and the web where their parts lie.

web = published(assertion())
web.publish(ISSUER, profile(name="Somebody else"))
"""

import hashlib
import json

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from credseal.encoding import base64url
from credseal.keys.ecdsa import raw_of
from simulators import IssuerWeb

CONTEXT = "https://w3id.org/openbadges/v2"
ASSERTION = "https://uni.example/assertions/5"
BADGE = "https://uni.example/badges/water"
ISSUER = "https://uni.example/issuer"
KEY = "https://uni.example/keys/1"
REVOKED = "https://uni.example/revoked"

RSA_KEY = rsa.generate_private_key(65537, 2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())


def assertion(**members):
    """A hosted Assertion; a member given as None is left out."""
    return _with(
        {
            "@context": CONTEXT,
            "id": ASSERTION,
            "type": "Assertion",
            "recipient": recipient("ada@example.org"),
            "badge": BADGE,
            "verification": {"type": "hosted"},
            "issuedOn": "2020-06-30T12:00:00Z",
        },
        members,
    )


def signed_assertion(**members):
    """An Assertion that says it is signed; ``sign`` signs it."""
    return assertion(
        **{
            "id": "urn:uuid:0a6e1d2c-0001-4000-8000-000000000002",
            "verification": {"type": "signed", "creator": KEY},
            **members,
        }
    )


def recipient(identity, salt="grain", algorithm="sha256"):
    """A person by the hash of an e-mail address."""
    digest = hashlib.new(algorithm, (identity + (salt or "")).encode()).hexdigest()
    members = {"type": "email", "hashed": True, "identity": f"{algorithm}${digest}", "salt": salt}
    return {name: value for name, value in members.items() if value is not None}


def badge_class(**members):
    return _with(
        {
            "@context": CONTEXT,
            "id": BADGE,
            "type": "BadgeClass",
            "name": "Drinking water testing",
            "description": "Takes and judges samples of drinking water.",
            "image": "https://uni.example/badges/water.png",
            "criteria": {"narrative": "Take ten samples.", "id": "https://uni.example/badges/water/criteria"},
            "issuer": ISSUER,
        },
        members,
    )


def profile(**members):
    return _with(
        {
            "@context": CONTEXT,
            "id": ISSUER,
            "type": "Issuer",
            "name": "University of Examples",
            "url": "https://uni.example/",
            "email": "registry@uni.example",
        },
        members,
    )


def signing_profile(**members):
    return profile(**{"publicKey": KEY, "revocationList": REVOKED, **members})


def key_document(key=RSA_KEY, **members):
    pem = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return _with(
        {"@context": CONTEXT, "id": KEY, "type": "CryptographicKey", "owner": ISSUER, "publicKeyPem": pem.decode()},
        members,
    )


def revocation_list(*entries, **members):
    return _with(
        {"@context": CONTEXT, "id": REVOKED, "type": "RevocationList", "revokedAssertions": list(entries)}, members
    )


def sign(document, key=RSA_KEY, header=None):
    """The compact JSON Web Signature of a document."""
    alg = "RS256" if isinstance(key, rsa.RSAPrivateKey) else "ES256"
    parts = ({"alg": alg} if header is None else header, document)
    signing_input = ".".join(base64url.encode(json.dumps(part).encode()) for part in parts)
    data = signing_input.encode()
    if isinstance(key, rsa.RSAPrivateKey):
        signature = key.sign(data, padding.PKCS1v15(), hashes.SHA256())
    else:
        signature = raw_of(key.sign(data, ec.ECDSA(hashes.SHA256())), size=32)
    return f"{signing_input}.{base64url.encode(signature)}"


def published(*documents):
    """The web with the documents at their own addresses, and what is not given as it usually is."""
    web = IssuerWeb()
    for document in (badge_class(), profile(), *documents):
        web.publish(document["id"], document)
    return web


def _with(document, members):
    return {name: value for name, value in {**document, **members}.items() if value is not None}
