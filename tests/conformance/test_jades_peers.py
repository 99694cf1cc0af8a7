"""Seals between credseal and the libraries of others: joserfc and jwcrypto check ours, credseal checks theirs."""

import json

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jws
from joserfc.jwk import ECKey, RSAKey
from jwcrypto.common import JWSEHeaderParameter
from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS

from credseal.encoding import base64url
from credseal.keys.jwk import from_jwk
from credseal.securing.jades import parse
from credseal.securing.jades.signing import seal
from seals import AT, PAYLOAD, file_of, header_with, only, signature_of, signer

EVERY = ["ES256", "ES384", "PS256", "RS256"]
NON_ASCII = 'Ådne "Ø" \\ \n\u2028 😀'.encode()
OURS = {"sigT": JWSEHeaderParameter("time", mustprotect=True, supported=True, check_fn=None)}


def pem(algorithm):
    return signer(algorithm).public_key.native.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


class Large(jws.JWSRegistry):
    """joserfc's own limits are for tokens: a header with a certificate is longer."""

    max_header_length = 64 * 1024


def of_joserfc(algorithm):
    kind = ECKey if algorithm.startswith("ES") else RSAKey
    return kind.import_key(pem(algorithm)), Large(algorithms=[algorithm], strict_check_header=False)


@pytest.mark.parametrize("algorithm", EVERY)
@pytest.mark.parametrize("payload", [PAYLOAD, NON_ASCII])
def test_joserfc_checks_our_files(algorithm, payload):
    key, registry = of_joserfc(algorithm)
    document = json.loads(seal(payload, signer(algorithm), at=AT))
    assert jws.deserialize_json(document, key, registry=registry).payload == payload


@pytest.mark.parametrize("algorithm", EVERY)
def test_joserfc_checks_our_tokens(algorithm):
    key, registry = of_joserfc(algorithm)
    token = seal(NON_ASCII, signer(algorithm), at=AT, form="compact")
    assert jws.deserialize_compact(token, key, registry=registry).payload == NON_ASCII


@pytest.mark.parametrize("algorithm", EVERY)
@pytest.mark.parametrize("form", ["general", "compact"])
@pytest.mark.parametrize("time", ["iat", "sigT"])
def test_jwcrypto_checks_our_seals(algorithm, form, time):
    peer = JWS(header_registry=OURS)
    peer.allowed_algs = [algorithm]
    peer.deserialize(seal(NON_ASCII, signer(algorithm), at=AT, form=form, time=time).decode())
    peer.verify(JWK.from_pem(pem(algorithm)))
    payload = peer.payload
    assert (payload.encode() if isinstance(payload, str) else payload) == NON_ASCII  # jwcrypto: text with b64 false


@pytest.mark.parametrize("algorithm", EVERY)
def test_the_peers_see_a_changed_word(algorithm):
    peer = JWS(header_registry=OURS)
    peer.deserialize(seal(PAYLOAD, signer(algorithm), at=AT).replace(b"Ada", b"Eve").decode())
    with pytest.raises(Exception, match="Verification failed"):
        peer.verify(JWK.from_pem(pem(algorithm)))


def test_several_signatures_are_the_same_for_jwcrypto():
    other = signer("RS256")
    plain = [header_with(of, b64=None, crit=None) for of in (signer(), other)]
    both = [signature_of(plain[0]), signature_of(plain[1], of=other)]
    file = file_of(*both, payload=base64url.encode(PAYLOAD))
    for algorithm in ("ES256", "RS256"):
        peer = JWS()
        peer.deserialize(file.decode())
        peer.verify(JWK.from_pem(pem(algorithm)))
    for mine, key in zip(parse(file).signatures, (signer().public_key, other.public_key), strict=True):
        mine.verify(key)


def test_a_file_that_jwcrypto_signed():
    private = JWK.generate(kty="EC", crv="P-256")
    made = JWS(NON_ASCII.decode())
    made.add_signature(private, protected='{"alg":"ES256","b64":false,"crit":["b64"]}')
    signature = only(made.serialize())
    signature.verify(from_jwk(private.export_public(as_dict=True)))
    assert signature.payload == NON_ASCII
