"""The least that signs and verifies Data Integrity proofs in Python: PyLD or rfc8785, and cryptography. An oracle for tests.

It shares no code with credseal, and has no defences: undefined terms vanish, nothing is bounded.

    verify(signed)                                        # InvalidSignature, or nothing
    sign(document, Ed25519PrivateKey.generate(), "eddsa-rdfc-2022", created="2026-11-20T10:00:00Z")
"""

import hashlib

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from pyld_peer import by_pyld

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519_MULTIKEY = b"\xed\x01"
FORMS = {"eddsa-rdfc-2022": by_pyld, "eddsa-jcs-2022": rfc8785.dumps}


def signed_bytes(document, options):
    form = FORMS[options["cryptosuite"]]
    return hashlib.sha256(form(options)).digest() + hashlib.sha256(form(document)).digest()


def verify(secured):
    """Checks the one proof of a document, which is by a did:key."""
    document = {member: value for member, value in secured.items() if member != "proof"}
    options = {"@context": document["@context"], **secured["proof"]}
    signature = base58_decode(options.pop("proofValue")[1:])
    multikey = base58_decode(options["verificationMethod"].partition("#")[2][1:])
    key = Ed25519PublicKey.from_public_bytes(multikey.removeprefix(ED25519_MULTIKEY))
    key.verify(signature, signed_bytes(document, options))


def sign(document, key, suite, *, created):
    """The document with a proof by the key's did:key."""
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    multikey = "z" + base58_encode(ED25519_MULTIKEY + raw)
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": suite,
        "created": created,
        "verificationMethod": f"did:key:{multikey}#{multikey}",
        "proofPurpose": "assertionMethod",
    }
    options = {"@context": document["@context"], **proof}
    if suite == "eddsa-jcs-2022":
        proof = dict(options)
    proof["proofValue"] = "z" + base58_encode(key.sign(signed_bytes(document, options)))
    return {**document, "proof": proof}


def base58_encode(data):
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = ALPHABET[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def base58_decode(text):
    number = 0
    for character in text:
        number = number * 58 + ALPHABET.index(character)
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")
