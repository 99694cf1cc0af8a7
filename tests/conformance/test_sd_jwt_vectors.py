"""The examples and test cases that came with RFC 9901, the test suite of VC-JOSE-COSE, and what the ``sd-jwt`` package makes and reads.

The package is the tool that wrote the RFC's examples: with its fixed salts it writes them again. Specifications that ask for the JSON
serialisation, which nobody has to support, are run in the compact one.
"""

import json
import random
from datetime import UTC, datetime, timedelta

import pytest
from jwcrypto.jwk import JWK
from sd_jwt.common import SDObj
from sd_jwt.holder import SDJWTHolder
from sd_jwt.issuer import SDJWTIssuer
from sd_jwt.verifier import SDJWTVerifier

from credseal.encoding import base64url
from credseal.errors import CredsealError
from credseal.keys.jwk import from_jwk, private_from_jwk, to_jwk
from credseal.keys.signer import LocalSigner
from credseal.securing.sd_jwt import disclosures, issuing
from credseal.securing.sd_jwt.key_binding import bind, check_key_binding
from credseal.securing.sd_jwt.parsing import parse
from credseal.securing.sd_jwt.presenting import present
from sd_jwts import ES256, NONCE, NOW, VERIFIER, Sd, digested, specification
from support import corpus, corpus_files, load_json

SPECIFICATIONS = corpus_files("sd-jwt/*/*/specification.yml")
TYP = "example+sd-jwt"
ISSUER_JWK = {
    "kty": "EC", "crv": "P-256",
    "d": "Ur2bNKuBPOrAaxsRnbSH6hIhmNTxSGXshDSUD1a1y7g",
    "x": "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ", "y": "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8",
}  # fmt: skip
HOLDER_JWK = {
    "kty": "EC", "crv": "P-256",
    "d": "5K5SCos8zf9zRemGGUl6yfok-_NiiryNZsvANWMhF-I",
    "x": "TCAER19Zvu3OHF4j4W4vfSVoHIP1ILilDls7vCeGemc", "y": "ZxjiWWbZMQGHVWKVQ4hbSIirsVfuecCE6t4jT9F2HZQ",
}  # fmt: skip
ISSUER, HOLDER = (LocalSigner(private_from_jwk(jwk)) for jwk in (ISSUER_JWK, HOLDER_JWK))
CNF = {"jwk": to_jwk(HOLDER.public_key)}

# RFC 9901, sections 4.2.1 to 4.2.3 and 5.1: disclosures, and the digests that stand for them.
RFC_DIGESTS = {
    "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0": "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0",
    "WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0": "w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs",
    "WyIyR0xDNDJzS1F2ZUNmR2ZyeU5STjl3IiwgImdpdmVuX25hbWUiLCAiSm9obiJd": "jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4",
    "WyJlbHVWNU9nM2dTTklJOEVZbnN4QV9BIiwgImZhbWlseV9uYW1lIiwgIkRvZSJd": "TGf4oLbgwd5JQaHyKVQZU9UdGE0w5rtDsrZzfUaomLo",
}
RFC_MAIN = [*RFC_DIGESTS.values()][2:]
RFC_CLAIMS = {
    "sub": "user_42",
    "given_name": "John",
    "family_name": "Doe",
    "email": "johndoe@example.com",
    "phone_number": "+1-202-555-0101",
    "phone_number_verified": True,
    "address": {"street_address": "123 Main St", "locality": "Anytown", "region": "Anystate", "country": "US"},
    "birthdate": "1940-01-01",
    "updated_at": 1570000000,
    "nationalities": [Sd("US"), Sd("DE")],
}
RFC_HIDDEN = [name for name in RFC_CLAIMS if name not in ("sub", "nationalities")]
# Section 4.2.1: one claim in four spellings of JSON.
RFC_SPELLINGS = [
    "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0",
    "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNXHUwMGY2Yml1cyJd",
    "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsImZhbWlseV9uYW1lIiwiTcO2Yml1cyJd",
    "WwoiXzI2YmM0TFQtYWM2cTJLSTZjQlc1ZXMiLAoiZmFtaWx5X25hbWUiLAoiTcO2Yml1cyIKXQ",
]

each = pytest.mark.parametrize("path", SPECIFICATIONS, ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}")


def read(text):
    return parse(text).verify(ISSUER.public_key, algorithms=ES256, types={TYP})


def is_bound(text, at):
    asked = {"nonce": NONCE, "audience": VERIFIER, "max_age": timedelta(minutes=5), "algorithms": ES256}
    said = read(text)
    return check_key_binding(said.token, said, at=at, **asked).key == HOLDER.public_key


def for_peer(value):
    """The claims as the package takes them."""
    if isinstance(value, Sd):
        return SDObj(for_peer(value.value))
    if isinstance(value, dict):
        return {for_peer(name): for_peer(member) for name, member in value.items()}
    return [for_peer(element) for element in value] if isinstance(value, list) else value


class Repeatable(SDJWTIssuer):
    """The package's issuer with the salts of the RFC's examples."""

    unsafe_randomness = True


def issued_by_peer(specified):
    random.seed(0)
    holder = JWK(**HOLDER_JWK) if specified.key_binding else None
    return Repeatable(
        for_peer(specified.marked), JWK(**ISSUER_JWK), holder, extra_header_parameters=specified.header
    ).sd_jwt_issuance


@pytest.mark.parametrize(("text", "expected"), RFC_DIGESTS.items())
def test_the_disclosures_of_the_rfc_have_its_digests(text, expected):
    assert digested(text) == expected


@pytest.mark.parametrize("text", RFC_SPELLINGS)
def test_one_claim_can_be_spelled_in_four_ways(text):
    assert disclosures.read([text]) == [(text, "family_name", "M\u00f6bius")]


@pytest.mark.corpus
@each
def test_what_we_issue_is_what_the_specification_asks_for(path):
    specified = specification(path)
    claims = {**specified.claims, **({"cnf": CNF} if specified.key_binding else {})}
    text = issuing.issue(claims, ISSUER, typ=TYP, header=specified.header, disclosable=specified.disclosable)
    assert read(text).payload == claims
    assert read(text).token.header == {"alg": "ES256", "typ": TYP, **specified.header}
    assert len(read(text).disclosed) == len(specified.disclosable)
    assert SDJWTVerifier(text, lambda *_: JWK(**to_jwk(ISSUER.public_key))).get_verified_payload() == claims
    shown = present(parse(text), specified.shown)
    seen = {name: value for name, value in read(shown).payload.items() if name != "cnf" or "cnf" in specified.claims}
    assert specified.expected is None or seen == specified.expected
    if specified.key_binding:
        assert is_bound(bind(shown, HOLDER, nonce=NONCE, audience=VERIFIER, at=NOW), NOW)


@pytest.mark.corpus
@each
def test_we_read_what_the_package_issues_and_presents(path):
    specified = specification(path)
    issued = issued_by_peer(specified)
    claims = {**specified.claims, **({"cnf": CNF} if specified.key_binding else {})}
    assert read(issued).payload == claims
    assert read(issued).withheld == ()
    holder = SDJWTHolder(issued)
    asked = (NONCE, VERIFIER, JWK(**HOLDER_JWK)) if specified.key_binding else ()
    holder.create_presentation(specified.chosen, *asked)
    verified = read(holder.sd_jwt_presentation)
    seen = {name: value for name, value in verified.payload.items() if name != "cnf" or "cnf" in specified.claims}
    assert specified.expected is None or seen == specified.expected
    assert set(verified.token.disclosures) == set(parse(present(parse(issued), specified.shown)).disclosures)
    if specified.key_binding:
        assert is_bound(holder.sd_jwt_presentation, datetime.now(UTC))


def salts():
    """The salts of the RFC's examples, one after the other."""
    random.seed(0)
    while True:
        yield base64url.encode(bytes(random.getrandbits(8) for _ in range(16)))


def test_the_main_example_of_the_rfc(monkeypatch):
    """Section 5: its disclosures, as the tool writes them that made the example, and ours with its salts."""
    claims = {(Sd(name) if name in RFC_HIDDEN else name): value for name, value in RFC_CLAIMS.items()}
    random.seed(0)
    issued = Repeatable(for_peer(claims), JWK(**ISSUER_JWK)).sd_jwt_issuance
    assert set(RFC_DIGESTS.values()) & set(parse(issued).claims["_sd"]) == set(RFC_MAIN)
    assert read(issued).payload == plain(RFC_CLAIMS)
    monkeypatch.setattr(issuing, "fresh_salt", salts().__next__)
    disclosable = [*((name,) for name in RFC_HIDDEN), ("nationalities", None)]
    ours = issuing.issue(plain(RFC_CLAIMS), ISSUER, typ=TYP, disclosable=disclosable)
    assert decoded(ours) == decoded(issued)


def plain(claims):
    return {**claims, "nationalities": [element.value for element in claims["nationalities"]]}


def decoded(text):
    return [json.loads(base64url.decode(disclosure)) for disclosure in parse(text).disclosures]


@pytest.mark.corpus
def test_decoys_of_others_are_withheld_claims_to_us():
    specified = specification(corpus("sd-jwt", "examples", "simple_structured", "specification.yml"))
    issued = SDJWTIssuer(for_peer(specified.marked), JWK(**ISSUER_JWK), add_decoy_claims=True).sd_jwt_issuance
    verified = read(issued)
    assert verified.payload == specified.claims
    assert {one.pointer for one in verified.withheld} == {"", "/address"}
    assert all(2 <= one.digests <= 5 for one in verified.withheld)


def cases():
    files = corpus_files("w3c/jose-cose/tests.json")
    return sorted(load_json(files[0])["SDJWTTestMapping"].items()) if files else []


def place_of(path):
    """``credentialSubject.phoneNumbers[0]`` as a path."""
    steps = path.replace("[", ".").replace("]", "").split(".")
    return tuple(int(step) if step.isdecimal() else step for step in steps)


@pytest.mark.corpus
@pytest.mark.parametrize(("name", "case"), cases(), ids=lambda value: value if isinstance(value, str) else "")
def test_the_suite_of_vc_jose_cose(name, case):
    folder = corpus("w3c", "jose-cose", "input")
    jwk = load_json(folder / case["key_file"])["publicKeyJwk"]
    typ = "vc+sd-jwt" if case["feature"] == "credential_sdjwt" else "vp+sd-jwt"
    given = (folder / case["input_file"]).read_text(encoding="utf-8")
    if case["fn"] == "issue":
        document, paths = json.loads(given), [place_of(path) for path in case["disclosure_paths"]]
        text = issuing.issue(document, ISSUER, typ=typ, disclosable=paths)  # credseal signs with no P-521 key
        verified = parse(text).verify(ISSUER.public_key, algorithms=ES256, types={typ})
        assert verified.payload == document
        assert {one.place for one in verified.disclosed} == set(paths)
        return
    accepted = {"ES384", "ES512", "EdDSA"}
    token = parse(given.strip())
    if case["expected_result"] == "success":
        token.verify(from_jwk(jwk), algorithms=accepted, types={typ})
        return
    with pytest.raises(CredsealError) as refused:
        token.verify(from_jwk(jwk), algorithms=accepted, types={typ})
    assert refused.value.code == ("jose.signature" if "bad-signature" in case["input_file"] else "sd-jwt.other-kind")
