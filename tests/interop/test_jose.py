"""Tokens beside jose, the library of the JavaScript world: what credseal signs it verifies, and the other way round."""

import json
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwcrypto.jwk import JWK

from credseal.did.resolver import DefaultResolver
from credseal.issuer import Issuer
from credseal.keys.jwk import to_jwk
from credseal.keys.signer import LocalSigner, generate
from credseal.report import Outcome, Verdict
from credseal.verifier import Verifier
from interop.node_peer import PeerError
from presentations import AUDIENCE, CHALLENGE, LISTED, NOW, Party, badge_of, badge_token, unsigned
from records import UNIVERSITY, credential
from tokens import METHOD
from tokens import credential as small

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
ALGORITHMS = ["EdDSA", "Ed25519", "ES256", "ES384", "RS256", "PS256"]
KINDS = {"EdDSA": "Ed25519", "Ed25519": "Ed25519", "ES256": "P-256", "ES384": "P-384"}


def signer_of(algorithm):
    if algorithm in KINDS:
        return generate(KINDS[algorithm])
    return LocalSigner(rsa.generate_private_key(65537, 2048), algorithm=algorithm)


def inspect(text, signer):
    published = {
        "id": METHOD,
        "type": "JsonWebKey",
        "controller": UNIVERSITY.id,
        "publicKeyJwk": to_jwk(signer.public_key),
    }
    document = {"id": UNIVERSITY.id, "verificationMethod": [published], "assertionMethod": [METHOD]}
    resolver = DefaultResolver(documents={UNIVERSITY.id: document})
    return Verifier(resolver=resolver, fetch=None, clock=lambda: AT).inspect(text, issuer=UNIVERSITY.id)


@pytest.mark.parametrize("securing", ["vc+jwt", "jwt"])
@pytest.mark.parametrize("algorithm", [name for name in ALGORITHMS if name != "Ed25519"])
def test_what_credseal_signs_jose_verifies(peer, algorithm, securing):
    signer = signer_of(algorithm)
    issuer = Issuer(UNIVERSITY, signer, verification_method=METHOD, clock=lambda: AT)
    sealed = issuer.issue(credential(), securing=securing)
    jwk = to_jwk(signer.public_key)
    read = peer.ask("verifyToken", token=sealed.token, jwk=jwk)
    assert read["header"]["alg"] == algorithm
    assert {name: read["payload"][name] for name in sealed.document} == sealed.document
    with pytest.raises(PeerError):
        peer.ask("verifyToken", token=sealed.token[:-8] + "AAAAAAAA", jwk=jwk)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_what_jose_signs_credseal_verifies(peer, algorithm):
    signer = signer_of(algorithm)
    jwk = json.loads(JWK.from_pyca(signer._private_key).export())
    header = {"alg": algorithm, "typ": "vc+jwt", "kid": METHOD}
    text = peer.ask("signToken", payload={**small(), "iss": UNIVERSITY.id}, header=header, jwk=jwk)
    report = inspect(text, signer)
    assert (report.verdict, report.document) == (Verdict.ACCEPTED, small())
    assert inspect(text[:-8] + "AAAAAAAA", signer).check("signature").outcome is Outcome.FAILED


def shown_to_employer(text):
    verifier = Verifier(fetch=None, trust=[LISTED], clock=lambda: NOW)
    return verifier.inspect_presentation(text, challenge=CHALLENGE, audience=AUDIENCE)


@pytest.mark.parametrize("kind", ["Ed25519", "P-256", "P-384"])
def test_presentations_that_credseal_makes_jose_verifies(peer, kind):
    holder = Party(kind)
    for securing, inside in (("vp+jwt", badge_of(holder)), ("jwt", badge_token(holder))):
        token = holder.token(inside, securing=securing)
        read = peer.ask("verifyToken", token=token, jwk=to_jwk(holder.signer.public_key))
        assert (read["payload"]["nonce"], read["payload"]["aud"]) == (CHALLENGE, AUDIENCE)


@pytest.mark.parametrize("algorithm", ["EdDSA", "Ed25519", "ES256", "ES384"])
def test_presentations_that_jose_signs_credseal_verifies(peer, algorithm):
    holder = Party(KINDS[algorithm])
    jwk = json.loads(JWK.from_pyca(holder.signer._private_key).export())
    own = {"iss": holder.did, "aud": AUDIENCE, "nonce": CHALLENGE, "iat": int(NOW.timestamp())}
    header = {"alg": algorithm, "typ": "vp+jwt", "cty": "vp", "kid": holder.method}
    payload = {**unsigned(badge_of(holder), holder=holder.did), **own}
    text = peer.ask("signToken", payload=payload, header=header, jwk=jwk)
    assert shown_to_employer(text).verdict is Verdict.ACCEPTED
    assert shown_to_employer(text[:-8] + "AAAAAAAA").check("signature").outcome is Outcome.FAILED
