"""What a type's publisher says of its claims, and whether a credential keeps to it. Every document is handed over."""

import base64
import hashlib
import json
from itertools import pairwise

import pytest

from credseal.securing.sd_jwt import vc
from credseal.securing.sd_jwt.integrity import matches
from credseal.securing.sd_jwt.parsing import parse
from credseal.securing.sd_jwt.presenting import present
from credseal.securing.sd_jwt.type_metadata import ClaimMetadata, check, read
from sd_jwts import CLAIMS, ISSUER, PATHS, VCT, refusal

BASE, OTHER = "urn:example:learning:1", "urn:example:other"
RECEIVED = parse(vc.issue(CLAIMS, ISSUER, disclosable=PATHS))


def document(vct=VCT, **members):
    return json.dumps({"vct": vct, **members}).encode()


def of(*claims, **members):
    """The metadata of one type that extends no other."""
    return read(VCT, {VCT: document(claims=list(claims), **members)})


def integrity(data, name="sha256"):
    return f"{name}-{base64.b64encode(hashlib.new(name, data).digest()).decode()}"


def shown(*paths):
    return parse(present(RECEIVED, paths)).processed()


ALL = RECEIVED.processed()


def test_a_type_is_read():
    label = {"locale": "en", "label": "Title"}
    metadata = of(
        {"path": ["achievement_title"], "mandatory": True, "sd": "never", "display": [label], "svg_id": "title"},
        {"path": ["nationalities", None]},
        name="Learning credential",
        display=[{"locale": "en", "name": "Learning credential"}],
        unknown={"is": "passed over"},
    )
    assert metadata.types == (VCT,)
    assert (metadata.name, metadata.description) == ("Learning credential", None)
    assert metadata.display == ({"locale": "en", "name": "Learning credential"},)
    assert metadata.claims == (
        ClaimMetadata(("achievement_title",), True, "never", (label,), "title"),
        ClaimMetadata(("nationalities", None)),
    )


def test_what_a_type_inherits():
    """The example of the draft, section "Example for Extending Type Metadata"."""
    full_name, city, town, nationalities = (
        [{"locale": "en", "label": label}] for label in ("Full Name", "City", "Town", "Nationalities")
    )
    documents = {
        BASE: document(
            BASE,
            claims=[{"path": ["name"], "display": full_name}, {"path": ["address", "city"], "display": city}],
            display=[{"locale": "en", "name": "Base"}],
            name="Base",
        ),
        VCT: document(
            extends=BASE,
            claims=[
                {"path": ["address", "city"], "display": town},
                {"path": ["nationalities"], "display": nationalities},
            ],
        ),
    }
    metadata = read(VCT, documents)
    assert metadata.types == (VCT, BASE)
    assert {claim.path: list(claim.display) for claim in metadata.claims} == {
        ("name",): full_name, ("address", "city"): town, ("nationalities",): nationalities,
    }  # fmt: skip
    assert metadata.display == ({"locale": "en", "name": "Base"},)
    assert metadata.name is None


def extending(base, own):
    """A type whose claim 'grade' the type that it extends knows too."""
    return {
        BASE: document(BASE, claims=[{"path": ["grade"], **base}]),
        VCT: document(extends=BASE, claims=[{"path": ["grade"], **own}]),
    }


@pytest.mark.parametrize(
    ("base", "own", "mandatory", "sd"),
    [
        ({}, {"sd": "always"}, False, "always"),
        ({"sd": "allowed"}, {"sd": "never", "mandatory": True}, True, "never"),
        ({"sd": "never", "mandatory": True}, {}, True, "never"),
        ({"sd": "always"}, {"sd": "always", "mandatory": False}, False, "always"),
    ],
)
def test_a_type_may_be_stricter(base, own, mandatory, sd):
    (claim,) = read(VCT, extending(base, own)).claims
    assert (claim.mandatory, claim.sd) == (mandatory, sd)


@pytest.mark.parametrize(
    ("base", "own"),
    [
        ({"sd": "never"}, {"sd": "always"}),
        ({"sd": "never"}, {"sd": "allowed"}),
        ({"sd": "always"}, {"sd": "allowed"}),
        ({"mandatory": True}, {"mandatory": False}),
    ],
)
def test_a_type_may_not_take_back(base, own):
    assert refusal(read, VCT, extending(base, own)) == "sd-jwt.type-extends"


def test_types_in_a_circle():
    documents = {VCT: document(extends=BASE), BASE: document(BASE, extends=VCT)}
    assert refusal(read, VCT, documents) == "sd-jwt.type-extends"
    assert refusal(read, VCT, {VCT: document(extends=VCT)}) == "sd-jwt.type-extends"


def test_types_without_end():
    chain = [VCT, *(f"urn:example:{number}" for number in range(8))]
    documents = {vct: document(vct, extends=following) for vct, following in pairwise(chain)}
    assert refusal(read, VCT, {**documents, chain[-1]: document(chain[-1])}) == "sd-jwt.type-extends"
    assert len(read(chain[1], {**documents, chain[-1]: document(chain[-1])}).types) == 8


def test_nothing_is_fetched():
    assert refusal(read, "https://uni.example/type", {}) == "sd-jwt.type-missing"
    assert refusal(read, VCT, {VCT: document(extends=BASE)}) == "sd-jwt.type-missing"


@pytest.mark.parametrize(
    "data",
    [
        b"", b"[]", b"{", b'{"vct": "a", "vct": "b"}', document(OTHER), b"{}", b"[" * 100,
        document(extends=1), document(name=[]), document(claims={}), document(claims=["a"]), document(claims=[{}]),
        document(claims=[{"path": []}]), document(claims=[{"path": "a"}]), document(claims=[{"path": [-1]}]), document(claims=[{"path": [True]}]),
        document(claims=[{"path": [1.5]}]), document(claims=[{"path": [[]]}]), document(claims=[{"path": ["a"]}, {"path": ["a"]}]),
        document(claims=[{"path": ["a"], "sd": "sometimes"}]), document(claims=[{"path": ["a"], "sd": []}]),
        document(claims=[{"path": ["a"], "svg_id": "a"}, {"path": ["b"], "svg_id": "a"}]),
        document(claims=[{"path": ["a"], "mandatory": "yes"}]), document(claims=[{"path": ["a"], "svg_id": "1a"}]),
        document(claims=[{"path": ["a"], "display": [{"lang": "en", "label": "A"}]}]), document(display=[{"locale": "en"}]),
        document(display={"locale": "en"}),
    ],
    ids=lambda data: data.decode()[:60],
)  # fmt: skip
def test_what_is_no_metadata(data):
    assert refusal(read, VCT, {VCT: data}) == "sd-jwt.type-metadata"


def test_the_document_is_the_one_that_was_meant():
    base = document(BASE)
    own = document(extends=BASE, **{"extends#integrity": integrity(base)})
    assert read(VCT, {VCT: own, BASE: base}, integrity=integrity(own, "sha384")).types == (VCT, BASE)
    assert refusal(read, VCT, {VCT: own + b" ", BASE: base}, integrity=integrity(own)) == "sd-jwt.type-integrity"
    assert refusal(read, VCT, {VCT: own, BASE: base + b" "}) == "sd-jwt.type-integrity"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (integrity(b"data"), True),
        (integrity(b"data", "sha512"), True),
        (f"  {integrity(b'other')}\t{integrity(b'data')} ", True),
        (integrity(b"data") + "?ct=application/json", True),
        (integrity(b"data").replace("+", "-").replace("/", "_"), True),
        (f"md5-AAAA {integrity(b'data')}", True),
        (integrity(b"other"), False),
        (f"{integrity(b'data')} {integrity(b'other', 'sha512')}", False),  # the strongest counts
        ("", False),
        ("sha256-", False),
        ("sha256-AAAA", False),
        ("sha1-" + base64.b64encode(hashlib.sha1(b"data", usedforsecurity=False).digest()).decode(), False),
        ("sha999-AAAA", False),
        (integrity(b"data").removeprefix("sha256-"), False),
        (integrity(b"data").upper(), False),
    ],
)
def test_integrity(said, expected):
    assert matches(b"data", said) is expected


@pytest.mark.parametrize(
    "claim",
    [
        {"path": ["achievement_title"], "mandatory": True, "sd": "never"},
        {"path": ["given_name"], "mandatory": True, "sd": "always"},
        {"path": ["nationalities", None], "mandatory": True, "sd": "always"},
        {"path": ["nationalities", 1], "sd": "always"},
        {"path": ["nationalities"], "sd": "never"},
        {"path": ["address"], "sd": "always"},
        {"path": ["address", "country"], "sd": "never"},  # what is around it may be withheld, it may not
        {"path": ["address", "locality"], "sd": "always"},
        {"path": ["grade"], "sd": "always"},
    ],
    ids=str,
)
def test_a_credential_that_keeps_to_its_type(claim):
    check(of(claim), ALL, complete=True)
    for processed in (ALL, shown(), shown(("nationalities", 2)), shown(("address",))):
        check(of(claim), processed)


@pytest.mark.parametrize(
    "claim",
    [
        {"path": ["grade"], "mandatory": True},
        {"path": ["achievement_title"], "sd": "always"},
        {"path": ["given_name"], "sd": "never"},
        {"path": ["nationalities", None], "sd": "never"},
        {"path": ["nationalities", 1], "sd": "never"},
        {"path": ["address", "country"], "sd": "always"},
        {"path": ["given_name", "first"]},
        {"path": ["address", 0]},
        {"path": ["address", None]},
        {"path": [0]},
    ],
    ids=str,
)
def test_a_credential_that_breaks_what_its_type_says(claim):
    assert refusal(check, of(claim), ALL, complete=True) == "sd-jwt.type-claims"


def test_a_claim_that_is_not_shown_may_yet_be_there():
    check(of({"path": ["given_name"], "mandatory": True}), shown())
    check(of({"path": ["address", "locality"], "mandatory": True}), shown())
    check(of({"path": ["address", "locality"], "mandatory": True}), shown(("address",)))
    check(of({"path": ["nationalities", 0], "mandatory": True}), shown(("nationalities", 2)))
    assert (
        refusal(check, of({"path": ["given_name"], "mandatory": True}), shown(), complete=True) == "sd-jwt.type-claims"
    )


def test_a_claim_that_is_missing_where_nothing_is_withheld():
    open_ = parse(vc.issue(CLAIMS, ISSUER, disclosable=[("nationalities", None)])).processed()
    assert refusal(check, of({"path": ["grade"], "mandatory": True}), open_) == "sd-jwt.type-claims"
    assert refusal(check, of({"path": ["cnf", "kid"], "mandatory": True}), open_) == "sd-jwt.type-claims"


def test_elements_that_are_withheld_can_be_withheld():
    assert refusal(check, of({"path": ["nationalities", 1], "sd": "never"}), shown()) == "sd-jwt.type-claims"
    assert refusal(check, of({"path": ["nationalities", None], "sd": "never"}), shown()) == "sd-jwt.type-claims"


def test_numbers_count_the_elements_that_are_withheld():
    claims = {**CLAIMS, "degrees": [{"type": "BSc"}, "none", {"type": "MSc"}]}
    received = parse(vc.issue(claims, ISSUER, disclosable=[("degrees", 0)]))
    withheld = parse(present(received, [])).processed()
    check(of({"path": ["degrees", 2, "type"], "mandatory": True, "sd": "never"}), withheld)
    assert refusal(check, of({"path": ["degrees", 1, "type"]}), withheld) == "sd-jwt.type-claims"


def test_metadata_of_another_type():
    assert refusal(check, read(OTHER, {OTHER: document(OTHER)}), ALL) == "sd-jwt.type-other"
