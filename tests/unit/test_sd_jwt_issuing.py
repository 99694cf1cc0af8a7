"""An issuer chooses what the holder may withhold, and whoever reads it learns no more than is shown."""

import json

import pytest

from credseal.encoding import base64url, sd_jwt
from credseal.errors import EncodingError
from credseal.keys.signer import generate
from credseal.securing.sd_jwt import disclosures, issuing
from credseal.securing.sd_jwt.claim_paths import select
from credseal.securing.sd_jwt.parsing import parse
from credseal.securing.sd_jwt.processing import Disclosed, Withheld
from sd_jwts import CLAIMS, ISSUER, PATHS, TYP, read, refusal


def issue(claims=CLAIMS, disclosable=PATHS, **more):
    return issuing.issue(claims, ISSUER, typ=TYP, disclosable=disclosable, **more)


def without(text, *dropped):
    """The same with fewer disclosures."""
    kept = [each for each in parse(text).disclosures if each not in dropped]
    return sd_jwt.join(parse(text).jwt, tuple(kept))


def test_the_form_of_the_text():
    text = issue()
    parts = sd_jwt.split(text)
    assert len(parts.disclosures) == 7
    assert parts.key_binding is None
    assert sd_jwt.join(parts.jwt, parts.disclosures) == parse(text).text == text
    assert sd_jwt.split(b"a.b.c~d~e.f.g") == ("a.b.c", ("d",), "e.f.g")
    with pytest.raises(EncodingError, match="no SD-JWT"):
        sd_jwt.split("a.b.c")


def test_what_is_read_is_what_was_issued():
    verified = read(issue())
    assert verified.payload == CLAIMS
    assert verified.withheld == ()
    assert {one.place for one in verified.disclosed} == {
        ("given_name",), ("family_name",), ("nationalities", 0), ("nationalities", 1), ("nationalities", 2),
        ("address",), ("address", "locality"),
    }  # fmt: skip


def test_what_is_inside_another_stands_behind_it():
    places = [one.place for one in read(issue()).disclosed]
    assert places.index(("address",)) < places.index(("address", "locality"))


def test_the_signed_part_tells_nothing_of_what_may_be_withheld():
    token = parse(issue())
    signed = json.dumps(token.claims)
    # In quotation marks: digests are random letters, and may well spell "IE".
    assert not any(f'"{text}"' in signed for text in ("Ada", "given_name", "IE", "address", "Example Town"))
    assert token.claims["_sd"] == sorted(token.claims["_sd"])
    assert token.claims["_sd_alg"] == "sha-256"


def test_salts_are_fresh_and_long():
    salts = [json.loads(base64url.decode(text))[0] for _ in range(20) for text in parse(issue()).disclosures]
    assert len(set(salts)) == len(salts)
    assert min(len(base64url.decode(salt)) for salt in salts) == 16


def test_nothing_of_sd_jwt_stands_in_what_has_nothing_to_withhold():
    token = parse(issue(disclosable=()))
    assert token.claims == CLAIMS
    assert token.disclosures == ()


def test_what_was_withheld_is_counted_where_it_would_stand():
    text = issue()
    nationality = next(each for each in read(text).disclosed if each.place == ("nationalities", 1))
    locality = next(each for each in read(text).disclosed if each.place == ("address", "locality"))
    name = next(each for each in read(text).disclosed if each.place == ("given_name",))
    verified = read(without(text, nationality.disclosure, locality.disclosure, name.disclosure))
    assert verified.payload["nationalities"] == ["IE", "PT"]
    assert verified.payload["address"] == {"country": "PL"}
    assert "given_name" not in verified.payload
    assert set(verified.withheld) == {
        Withheld((), 1), Withheld(("nationalities",), 1, (1,)), Withheld(("address",), 1),
    }  # fmt: skip
    assert {one.pointer for one in verified.withheld} == {"", "/nationalities", "/address"}


def test_places_are_those_of_the_payload_that_is_read():
    text = issue({"list": [{"a": 1}, {"a": 2}]}, [("list", 0), ("list", 1, "a")])
    first = read(text).disclosed[0]
    verified = read(without(text, first.disclosure))
    assert verified.payload == {"list": [{"a": 2}]}
    assert verified.disclosed == (Disclosed(("list", 0, "a"), parse(text).disclosures[1]),)


@pytest.mark.parametrize("pad_to", [1, 2, 5, 8, 64])
def test_decoys_fill_up_to_a_multiple(pad_to):
    text = issue(pad_to=pad_to)
    verified = read(text)
    assert verified.payload == CLAIMS
    counted = {one.pointer: one.digests for one in verified.withheld}
    for pointer, digests in {"": 3, "/nationalities": 3, "/address": 1}.items():
        assert counted.get(pointer, 0) == -digests % pad_to
    assert len(parse(text).claims["_sd"]) % pad_to == 0
    assert parse(issue(disclosable=(), pad_to=pad_to)).claims == CLAIMS


def test_decoys_look_like_digests():
    digests = parse(issue(pad_to=16)).claims["_sd"]
    assert {len(base64url.decode(each)) for each in digests} == {32}
    assert len(set(digests)) == 16


@pytest.mark.parametrize(("name", "size"), [("sha-256", 32), ("sha-384", 48), ("sha-512", 64)])
def test_hashes(name, size):
    text = issue(hash_name=name)
    assert read(text).hash_name == name
    assert len(base64url.decode(parse(text).claims["_sd"][0])) == size


@pytest.mark.parametrize(("kind", "algorithm"), [("Ed25519", "EdDSA"), ("P-256", "ES256"), ("P-384", "ES384")])
def test_the_key_decides_the_algorithm(kind, algorithm):
    signer = generate(kind)
    token = parse(issuing.issue(CLAIMS, signer, typ=TYP, header={"alg": "none", "kid": "#key-1"}))
    assert token.header == {"alg": algorithm, "typ": TYP, "kid": "#key-1"}
    assert token.verify(signer.public_key, algorithms={algorithm}, types={TYP}).payload == CLAIMS


@pytest.mark.parametrize("claims", [{"_sd": []}, {"_sd_alg": "sha-256"}, {"a": [{"...": "b"}]}, {"a": {"_sd": 1}}])
def test_names_that_are_kept_for_sd_jwt(claims):
    assert refusal(issue, claims, ()) == "sd-jwt.reserved"


@pytest.mark.parametrize(
    "path",
    [
        ("givenname",), ("nationalities", 3), ("address", "street"), ("given_name", "x"), ("nationalities", "x"), ("address", 0),
        (), (-1,), (True,), (1.0,), ("nationalities", -1), ("a",) * 65, (["given_name"],),
    ],
    ids=str,
)  # fmt: skip
def test_a_path_that_leads_nowhere(path):
    assert refusal(issue, CLAIMS, [path]) == "sd-jwt.path"


def test_all_elements_of_an_empty_array_are_none():
    assert parse(issue({"list": []}, [("list", None)])).disclosures == ()


@pytest.mark.parametrize("pad_to", [0, -1, 65])
def test_padding_has_limits(pad_to):
    assert refusal(issue, CLAIMS, (), pad_to=pad_to) == "sd-jwt.padding"


def test_what_our_reader_would_refuse_is_not_issued():
    assert refusal(issue, {"list": list(range(2001))}, [("list", None)]) == "sd-jwt.count"
    deep = "end"
    for _ in range(70):
        deep = {"a": deep}
    assert refusal(issue, deep, ()) == "sd-jwt.depth"
    assert refusal(issue, {"text": "x" * 9_000_000}, ()) == "sd-jwt.size"
    assert refusal(issue, {"number": 2**60}, ()) == "json.number"
    assert refusal(issue, CLAIMS, (), hash_name="md5") == "sd-jwt.hash"
    assert refusal(issue, CLAIMS, (), header={"crit": []}) == "jose.crit"


def test_paths():
    degrees = {"degrees": [{"type": "BSc"}, {"type": "MSc"}, {}], "name": "Ada"}
    assert select(degrees, ["degrees", None, "type"]) == [("degrees", 0, "type"), ("degrees", 1, "type")]
    assert select(degrees, ["degrees", 1]) == [("degrees", 1)]
    assert select(degrees, ["degrees", 3]) == []
    assert select(degrees, ["other"]) == []
    gone = {("degrees",): (0, 2)}
    assert [select(degrees, ["degrees", index], gone) for index in range(6)] == [
        [], [("degrees", 0)], [], [("degrees", 1)], [("degrees", 2)], [],
    ]  # fmt: skip


def test_a_disclosure_is_compact_json():
    assert base64url.decode(disclosures.write("salt", "name", ["\u00e9", 1])) == '["salt","name",["\u00e9",1]]'.encode()
    assert base64url.decode(disclosures.write("salt", None, None)) == b'["salt",null]'
