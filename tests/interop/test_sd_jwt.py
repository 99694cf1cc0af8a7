"""SD-JWT VC beside @sd-jwt/sd-jwt-vc, which many wallets are built on: issuer, holder and verifier, three roles on two sides.

It passes over disclosures that belong to no digest, and asks nobody's ``aud``, so that it is no judge of what must be refused; what both
refuse is a broken signature, a changed hash and another nonce.
"""

import json

import pytest
from jwcrypto.jwk import JWK

from credseal.keys.jwk import private_from_jwk, to_jwk
from credseal.keys.signer import LocalSigner
from credseal.securing.sd_jwt import vc
from credseal.securing.sd_jwt.key_binding import bind
from credseal.securing.sd_jwt.parsing import parse
from credseal.securing.sd_jwt.presenting import present
from interop.node_peer import PeerError
from sd_jwts import CLAIMS, NONCE, NOW, VERIFIER, checked, read, refusal

KEYS = {name: json.loads(JWK.generate(kty="EC", crv="P-256").export_private()) for name in ("issuer", "holder")}
SIGNERS = {name: LocalSigner(private_from_jwk(key)) for name, key in KEYS.items()}
ISSUER = SIGNERS["issuer"]
PUBLIC = {name: to_jwk(signer.public_key) for name, signer in SIGNERS.items()}
# Without status: the peer would fetch it.
OURS = {**{name: value for name, value in CLAIMS.items() if name != "status"}, "cnf": {"jwk": PUBLIC["holder"]}}
PATHS = [("given_name",), ("family_name",), ("nationalities", None), ("address",), ("address", "locality")]
FRAME = {
    "_sd": ["given_name", "family_name", "address"],
    "nationalities": {"_sd": [0, 1, 2]},
    "address": {"_sd": ["locality"]},
}
SHOWN = [("given_name",), ("nationalities", 1), ("address", "locality")]
SHOWN_FRAME = {"given_name": True, "nationalities": {"1": True}, "address": {"locality": True}}
SEEN = {
    **{name: value for name, value in OURS.items() if name != "family_name"},
    "nationalities": ["PL"],
}
KEY_BINDING = {"iat": int(NOW.timestamp()), "aud": VERIFIER, "nonce": NONCE}
NOW_SECONDS = int(NOW.timestamp())


@pytest.fixture(params=["we issue", "they issue"])
def issued(request, peer):
    if request.param == "we issue":
        return vc.issue(OURS, ISSUER, disclosable=PATHS)
    return peer.ask("issueSdJwt", claims=OURS, frame=FRAME, jwk=KEYS["issuer"])


@pytest.fixture(params=["we present", "they present"])
def shown(request, peer, issued):
    if request.param == "we present":
        return bind(present(parse(issued), SHOWN), SIGNERS["holder"], nonce=NONCE, audience=VERIFIER, at=NOW)
    return peer.ask("presentSdJwt", text=issued, frame=SHOWN_FRAME, jwk=KEYS["holder"], keyBinding=KEY_BINDING)


def by_peer(peer, text, nonce=None):
    return peer.ask("verifySdJwt", text=text, jwk=PUBLIC["issuer"], nonce=nonce, now=NOW_SECONDS)


def test_all_of_it_is_read_on_both_sides(peer, issued):
    assert read(issued, ISSUER).payload == OURS
    answer = by_peer(peer, issued)
    assert (answer["payload"], answer["header"]["typ"], answer["keyBinding"]) == (OURS, "dc+sd-jwt", None)


def test_what_is_shown_is_read_on_both_sides(peer, shown):
    assert read(shown, ISSUER).payload == SEEN
    assert checked(shown, ISSUER).key == SIGNERS["holder"].public_key
    answer = by_peer(peer, shown, NONCE)
    assert answer["payload"] == SEEN
    assert {name: answer["keyBinding"][name] for name in KEY_BINDING} == KEY_BINDING


def test_neither_side_takes_it_for_another_occasion(peer, shown):
    assert refusal(checked, shown, ISSUER, nonce="another") == "sd-jwt.key-binding-nonce"
    with pytest.raises(PeerError):
        by_peer(peer, shown, "another")


def test_neither_side_takes_the_proof_for_other_disclosures(peer, shown):
    jwt, _, *rest = shown.split("~")
    fewer = "~".join([jwt, *rest])
    assert refusal(checked, fewer, ISSUER) == "sd-jwt.key-binding-hash"
    with pytest.raises(PeerError):
        by_peer(peer, fewer, NONCE)


def test_neither_side_takes_another_key(peer, issued):
    jwt, _, rest = issued.partition("~")
    broken = f"{jwt[:-8]}AAAAAAAA~{rest}"
    assert refusal(read, broken, ISSUER) == "jose.signature"
    with pytest.raises(PeerError):
        by_peer(peer, broken)


def test_decoys_are_no_claims_to_them(peer):
    padded = vc.issue(OURS, ISSUER, disclosable=PATHS, pad_to=8)
    assert by_peer(peer, padded)["payload"] == OURS
