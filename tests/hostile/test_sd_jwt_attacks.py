"""SD-JWTs made to be misread: every one is refused, by name."""

import base64
import hashlib
import json

import pytest

from credseal.encoding import base64url
from credseal.encoding.compact_jws import MOST_BYTES
from credseal.encoding.sd_jwt import MOST_DISCLOSURES
from credseal.errors import ProofError
from credseal.keys.jwk import to_jwk
from credseal.securing.sd_jwt import vc
from credseal.securing.sd_jwt.parsing import parse
from credseal.securing.sd_jwt.presenting import present
from credseal.securing.sd_jwt.signing import signed
from sd_jwts import (
    CLAIMS,
    ELEMENT,
    ES256,
    FAMILY_NAME,
    GIVEN_NAME,
    ISSUER,
    PATHS,
    STRANGER,
    UNIVERSITY,
    VCT,
    digested,
    disclosed,
    forged,
    read,
    refusal,
    signed_bytes,
)

ISSUED = vc.issue(CLAIMS, ISSUER, disclosable=PATHS)


def with_name(*given, **more):
    """A payload with the digest of somebody's given name."""
    return {"vct": VCT, "_sd": [digested(GIVEN_NAME), *given], **more}


def test_the_honest_ones_are_good():
    assert read(ISSUED).payload == CLAIMS
    assert read(forged(with_name(), GIVEN_NAME)).payload == {"vct": VCT, "given_name": "Ada"}
    assert read(forged({"list": ["GB", {"...": digested(ELEMENT)}]}, ELEMENT)).payload == {"list": ["GB", "PL"]}


# What stands between the tildes.


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "sd-jwt.form"),
        ("~", "sd-jwt.form"),
        ("~~", "sd-jwt.form"),
        (ISSUED.replace("~", ""), "sd-jwt.form"),
        (ISSUED.partition("~")[0], "sd-jwt.form"),
        (ISSUED.replace("~", "~~", 1), "sd-jwt.form"),
        ("~" + ISSUED, "sd-jwt.form"),
        (" " + ISSUED, "jose.base64url"),
        (ISSUED.replace(".", "", 1), "jose.form"),
        (ISSUED.replace("~", "=~", 1), "jose.base64url"),
        (forged({"vct": VCT}, *(["WyJhIl0"] * (MOST_DISCLOSURES + 1))), "sd-jwt.count"),
        ("e" * (MOST_BYTES + 1), "sd-jwt.size"),
        ("caf\u00e9~", "jose.form"),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_what_is_no_sd_jwt(text, code):
    assert refusal(parse, text) == code


@pytest.mark.parametrize(
    "text",
    [
        "\u00e9",
        "WyJhIl0=",
        GIVEN_NAME + "A",
        GIVEN_NAME + "\n",
        base64.b64encode(b'["salt", "a", "?>?>"]').decode(),
        base64url.encode(b"[]"),
        base64url.encode(b'["salt"]'),
        base64url.encode(b'["salt", "name", 1, 2]'),
        base64url.encode(b'{"salt": "name"}'),
        base64url.encode(b'"salt"'),
        base64url.encode(b'[1, "name", "value"]'),
        base64url.encode(b'[null, "value"]'),
        base64url.encode(b'["salt", 1, "value"]'),
        base64url.encode(b'["salt", null, "value"]'),
        base64url.encode(b'["salt", "name", {"a": 1, "a": 2}]'),
        base64url.encode(b'["salt", "name", 1e400]'),
        base64url.encode(b'["salt", "name", NaN]'),
        base64url.encode(b'["salt", "name", "\\ud800"]'),
        base64url.encode(b'["salt", "name", 1], ["salt", "name", 2]'),
        base64url.encode(b'["salt", "name", '),
        base64url.encode(b'["salt", "name", "\xff"]'),
        base64url.encode(b'["salt", "name", ' + b"[" * 100 + b"]" * 100 + b"]"),
    ],
    ids=lambda text: ascii(text)[:40],
)
def test_what_is_no_disclosure(text):
    assert refusal(read, forged({"vct": VCT}, text)) == "sd-jwt.disclosure"


@pytest.mark.parametrize("last", ["", "A", "."])
def test_a_last_disclosure_without_its_tilde(last):
    """It would be taken for a proof that nobody asks for, and its claim for one that is withheld."""
    assert refusal(read, ISSUED.removesuffix("~") + last) == "jose.form"


def test_a_proof_that_nobody_asks_for_is_one():
    assert refusal(read, ISSUED + signed({"typ": "JWT"}, {}, STRANGER)) == "sd-jwt.key-binding-kind"


def test_two_halves_are_no_two_disclosures():
    """Read as one text they would be JSON."""
    halves = base64url.encode(b'["salt", "a", 1],["salt2"'), base64url.encode(b'"b", 2]')
    assert refusal(read, forged({"_sd": [digested(half) for half in halves]}, *halves)) == "sd-jwt.disclosure"


def test_an_error_does_not_quote_what_is_disclosed():
    with pytest.raises(ProofError) as caught:
        read(forged({"vct": VCT}, base64url.encode(b'["salt", "diagnosis", "secret", "secret"]'), GIVEN_NAME))
    assert "secret" not in str(caught.value)
    with pytest.raises(ProofError) as caught:
        read(forged({"vct": VCT}, base64url.encode(b'["salt", "name", {"secret": 1, "secret": 2}]')))
    assert "secret" not in str(caught.value)


# What a disclosure may bring, and where.


@pytest.mark.parametrize("name", ["_sd", "...", "_sd_alg"])
def test_a_disclosure_named_like_a_part_of_sd_jwt(name):
    hidden = disclosed("salt", name, [digested(GIVEN_NAME)])
    assert refusal(read, forged({"_sd": [digested(hidden)]}, hidden, GIVEN_NAME)) == "sd-jwt.reserved"


def test_a_disclosure_that_nobody_signed():
    invented = disclosed("salt", "achievement_title", "Doctor of everything")
    assert refusal(read, ISSUED + invented + "~") == "sd-jwt.unreferenced"


def test_a_disclosure_that_was_changed():
    value = json.loads(base64url.decode(GIVEN_NAME))
    other = disclosed(*value[:2], "Eve")
    assert refusal(read, forged(with_name(), other)) == "sd-jwt.unreferenced"


def test_a_disclosure_spelled_in_another_way():
    other = base64url.encode(json.dumps(json.loads(base64url.decode(GIVEN_NAME)), separators=(",", ":")).encode())
    assert refusal(read, forged(with_name(), other)) == "sd-jwt.unreferenced"


def test_a_disclosure_without_the_one_around_it():
    inner = disclosed("salt", "locality", "Example Town")
    outer = disclosed("salt", "address", {"_sd": [digested(inner)]})
    payload = {"_sd": [digested(outer)]}
    assert read(forged(payload, outer, inner)).payload == {"address": {"locality": "Example Town"}}
    assert refusal(read, forged(payload, inner)) == "sd-jwt.unreferenced"


def test_a_disclosure_twice():
    assert refusal(read, forged(with_name(), GIVEN_NAME, GIVEN_NAME)) == "sd-jwt.repeated-disclosure"


@pytest.mark.parametrize(
    "payload",
    [
        with_name(digested(GIVEN_NAME)),
        with_name(address=with_name()),
        with_name(list=[{"...": digested(GIVEN_NAME)}]),
        {"list": [{"...": digested(ELEMENT)}, {"...": digested(ELEMENT)}]},
        {"_sd": ["a-digest-without-disclosure", "a-digest-without-disclosure"]},
    ],
)
def test_a_digest_twice(payload):
    assert refusal(read, forged(payload)) == "sd-jwt.repeated-digest"


def test_a_digest_twice_in_a_disclosure():
    outer = disclosed("salt", "address", {"_sd": [digested(GIVEN_NAME)]})
    payload = with_name(digested(outer))
    assert refusal(read, forged(payload, outer, GIVEN_NAME)) == "sd-jwt.repeated-digest"


def test_a_disclosure_that_shadows_a_sibling():
    assert refusal(read, forged(with_name(given_name="Eve"), GIVEN_NAME)) == "sd-jwt.shadowing"


def test_two_disclosures_of_one_name():
    other = disclosed("another salt", "given_name", "Eve")
    assert refusal(read, forged(with_name(digested(other)), GIVEN_NAME, other)) == "sd-jwt.shadowing"


def test_a_member_in_an_array_and_an_element_in_an_object():
    assert refusal(read, forged({"list": [{"...": digested(GIVEN_NAME)}]}, GIVEN_NAME)) == "sd-jwt.misplaced"
    assert refusal(read, forged({"_sd": [digested(ELEMENT)]}, ELEMENT)) == "sd-jwt.misplaced"


@pytest.mark.parametrize(
    "payload",
    [
        {"_sd": digested(GIVEN_NAME)},
        {"_sd": {"0": digested(GIVEN_NAME)}},
        {"_sd": None},
        {"_sd": [1]},
        {"_sd": [[digested(GIVEN_NAME)]]},
        {"address": {"_sd": "text"}},
        {"...": digested(ELEMENT)},
        {"address": {"...": digested(ELEMENT)}},
        {"list": [{"...": digested(ELEMENT), "value": "GB"}]},
        {"list": [{"...": None}]},
        {"list": [{"...": [digested(ELEMENT)]}]},
        {"address": {"_sd_alg": "sha-256"}},
        {"list": [{"_sd_alg": "sha-256"}]},
    ],
    ids=json.dumps,
)
def test_the_marks_of_sd_jwt_in_odd_places(payload):
    assert refusal(read, forged(payload)) == "sd-jwt.reserved"


@pytest.mark.parametrize(
    "value", [{"_sd": "text"}, {"_sd_alg": "sha-256"}, {"...": "digest"}, [{"...": 1}]], ids=json.dumps
)
def test_the_marks_of_sd_jwt_in_odd_places_of_a_disclosure(value):
    hidden = disclosed("salt", "address", value)
    assert refusal(read, forged({"_sd": [digested(hidden)]}, hidden)) == "sd-jwt.reserved"
    element = disclosed("salt", value)
    assert refusal(read, forged({"list": [{"...": digested(element)}]}, element)) == "sd-jwt.reserved"


def test_disclosures_inside_disclosures_without_end():
    texts, inner = [], disclosed("salt", "deep", "end")
    for _ in range(70):
        texts.append(inner)
        inner = disclosed("salt", "deep", {"_sd": [digested(inner)]})
    assert refusal(read, forged({"_sd": [digested(inner)]}, inner, *texts)) == "sd-jwt.depth"


@pytest.mark.parametrize(
    "name", ["md5", "sha-1", "sha-256-32", "sha256", "SHA-256", "none", "", None, 256, ["sha-256"]]
)
def test_a_hash_that_is_not_on_the_list(name):
    assert refusal(read, forged(with_name(_sd_alg=name), GIVEN_NAME)) == "sd-jwt.hash"


def test_a_digest_of_another_hash():
    other = base64url.encode(hashlib.sha512(GIVEN_NAME.encode()).digest())
    assert refusal(read, forged({"_sd": [other]}, GIVEN_NAME)) == "sd-jwt.unreferenced"
    assert read(forged({"_sd": [other], "_sd_alg": "sha-512"}, GIVEN_NAME)).payload == {"given_name": "Ada"}


def test_a_digest_of_the_bytes_and_not_of_their_text():
    wrong = base64url.encode(hashlib.sha256(base64url.decode(GIVEN_NAME)).digest())
    assert refusal(read, forged({"_sd": [wrong]}, GIVEN_NAME)) == "sd-jwt.unreferenced"


# The token.


@pytest.mark.parametrize("payload", [b"[]", b'"text"', b"null", b"{", b'{"a": 1, "a": 2}', b'{"a": 1e400}', b"\xff"])
def test_a_payload_that_is_no_strict_object(payload):
    assert refusal(read, signed_bytes("dc+sd-jwt", payload, ISSUER) + "~") == "sd-jwt.payload"


def test_nothing_is_disclosed_before_the_signature_is_checked():
    assert refusal(read, forged({"vct": VCT}, "no disclosure", signer=STRANGER)) == "jose.signature"


@pytest.mark.parametrize("algorithm", ["none", "HS256", "ES384", "ES256K"])
def test_an_algorithm_that_is_not_on_the_list(algorithm):
    header = base64url.encode(json.dumps({"alg": algorithm, "typ": "dc+sd-jwt"}).encode())
    _, payload, signature = ISSUED.partition("~")[0].split(".")
    text = f"{header}.{payload}.{signature}~"
    assert refusal(
        parse(text).verify, ISSUER.public_key, algorithms={"none", "HS256", "ES256"}, types={"dc+sd-jwt"}
    ) in {
        "jose.algorithm",
        "jose.key",
    }


def test_the_key_in_the_header_is_not_asked():
    text = forged(with_name(), GIVEN_NAME, signer=STRANGER, jwk=to_jwk(STRANGER.public_key))
    assert refusal(read, text) == "jose.signature"


@pytest.mark.parametrize(
    "typ", ["JWT", "kb+jwt", "statuslist+jwt", "vp+jwt", "example+sd-jwt", "DC+SD-JWT", "", None, ["dc+sd-jwt"]]
)
def test_a_token_of_another_kind(typ):
    text = forged({"vct": VCT, "iss": UNIVERSITY}, typ=typ)
    assert refusal(read, text) == "sd-jwt.other-kind"
    assert refusal(vc.parse, text) == "sd-jwt.other-kind"


def test_an_extension_that_must_be_understood():
    assert refusal(parse, forged({"vct": VCT}, crit=["exp"])) == "jose.crit"


# What decides about a credential.


@pytest.mark.parametrize("name", [*vc.ALWAYS_SHOWN, "achievement_title"])
def test_what_decides_hidden_in_a_disclosure(name):
    value = CLAIMS.get(name, "text")
    hidden = disclosed("salt", name, value)
    payload = {other: claim for other, claim in CLAIMS.items() if other != name}
    if name == "iss":
        assert refusal(vc.parse, forged({**payload, "_sd": [digested(hidden)]}, hidden)) == "sd-jwt.signer"
        return
    text = forged({**payload, "_sd": [digested(hidden)]}, hidden)
    check = vc.parse(text).verify
    asked = {"algorithms": ES256, "never": {"achievement_title"}}
    assert refusal(check, ISSUER.public_key, **asked) == "sd-jwt.always-shown"


@pytest.mark.parametrize("shown", [True, False])
@pytest.mark.parametrize("name", ["cnf", "status"])
def test_a_part_of_what_decides_hidden_in_a_disclosure(name, shown):
    hidden = disclosed("salt", "jwk", CLAIMS["cnf"]["jwk"])
    text = forged({**CLAIMS, name: {"_sd": [digested(hidden)]}}, *([hidden] if shown else []))
    assert refusal(vc.parse(text).verify, ISSUER.public_key, algorithms=ES256) == "sd-jwt.always-shown"


def test_an_empty_list_of_digests():
    for payload in ({**CLAIMS, "_sd": []}, {**CLAIMS, "address": {"_sd": []}}):
        assert refusal(vc.parse(forged(payload)).verify, ISSUER.public_key, algorithms=ES256) == "sd-jwt.no-digests"


def test_a_type_that_was_withheld():
    hidden = disclosed("salt", "vct", VCT)
    payload = {name: claim for name, claim in CLAIMS.items() if name != "vct"}
    text = forged({**payload, "_sd": [digested(hidden)]})
    assert refusal(vc.parse(text).verify, ISSUER.public_key, algorithms=ES256) == "sd-jwt.claim"


@pytest.mark.parametrize(
    "change",
    [
        {"vct": ""}, {"vct": 1}, {"vct": None}, {"vct": ["a"]}, {"vct": "a b"}, {"vct": "a\u202eb"},
        {"exp": "2030-01-01"}, {"exp": True}, {"exp": None}, {"exp": -1}, {"exp": 1e300}, {"nbf": "1"}, {"iat": []},
        {"sub": 1}, {"vct#integrity": 1}, {"cnf": "key"}, {"cnf": None}, {"status": 1}, {"status": []},
        {"aka_vcts": []}, {"aka_vcts": "a"}, {"aka_vcts": [VCT]}, {"aka_vcts": [1]}, {"aka_vcts": None},
    ],
    ids=json.dumps,
)  # fmt: skip
def test_a_claim_of_another_form(change):
    text = forged({**CLAIMS, **change})
    assert refusal(vc.parse(text).verify, ISSUER.public_key, algorithms=ES256) == "sd-jwt.claim"


@pytest.mark.parametrize(
    ("claims", "header"),
    [
        ({}, {}),
        ({"iss": "http://uni.example"}, {}),
        ({"iss": "https://uni.example?x"}, {}),
        ({"iss": "https://uni.example/#a"}, {}),
        ({"iss": "https://ada@uni.example"}, {}),
        ({"iss": "University of Example"}, {}),
        ({"iss": "did:web:uni.example"}, {}),
        ({"iss": "did:web:uni.example"}, {"kid": "key-1"}),
        ({"iss": "did:web:uni.example"}, {"kid": "did:web:other.example#key-1"}),
        ({"iss": "did:web:uni.example"}, {"kid": "did:web:uni.example.other.example#key-1"}),
        ({"iss": "did:web:uni.example"}, {"kid": "#key-1", "x5c": ["AAAA"]}),
        ({"iss": UNIVERSITY}, {"kid": 1}),
    ],
    ids=lambda value: json.dumps(value)[:50],
)
def test_a_signer_who_is_named_in_no_way_or_in_two(claims, header):
    assert refusal(vc.parse, forged({"vct": VCT, **claims}, **header)) == "sd-jwt.signer"


@pytest.mark.parametrize(
    "x5c", [[], "AAAA", ["A"], [""], ["AA=="] * 21, [1], ["AAAA", None], ["AA-_"], None], ids=json.dumps
)
def test_certificates_that_are_none(x5c):
    assert refusal(vc.parse, forged({"vct": VCT}, x5c=x5c)) == "sd-jwt.certificate"


def test_a_holder_passes_on_nothing_that_the_issuer_did_not_sign():
    assert refusal(present, parse(forged(with_name(), GIVEN_NAME, FAMILY_NAME)), []) == "sd-jwt.unreferenced"
