"""Any part of a badge can be shown and verifies; nothing more is in it, and nothing else verifies."""

import copy
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import badges
from credseal.encoding import multibase
from credseal.errors import CredsealError
from credseal.jsonld.contexts import BUNDLED
from credseal.keys.signer import generate
from credseal.securing.data_integrity.selective.deriving import derive
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.securing.data_integrity.verifying import parse

ISSUER = generate("P-256")
METHOD = f"{badges.UNIVERSITY}#key-1"
MANDATORY = ("/issuer", "/validUntil")
DOCUMENT = badges.badge_in_many_scripts() | {"name": "Data literacy"}
DOCUMENT["credentialSubject"]["achievement"]["endorsement"] = [badges.with_proof(badges.endorsement())]
WHOLE = ("allowedValue", "endorsement")  # an ordered list, and a credential with a proof of its own


def places(value, path=()):
    """The path to every value, but for contexts and inside what is shown whole."""
    yield path
    if path and path[-1] not in WHOLE and isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*path, step))


def leaves(value, path=()):
    if isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, step))
    else:
        yield path, value


PLACES = [place for name, value in DOCUMENT.items() if name != "@context" for place in places(value, (name,))]
# Of a text in a language, half is no text.
PLACES = [place for place in PLACES if not str(place[-1]).startswith("@")]


def pointer(path):
    return "".join(f"/{step}" for step in path)


@cache
def base():
    options = ProofOptions(mandatory_pointers=MANDATORY)
    return sign(DOCUMENT, ISSUER, verification_method=METHOD, cryptosuite="ecdsa-sd-2023", options=options)


@cache
def shown():
    return derive(base(), ["/validFrom", "/credentialSubject/achievement/alignment", "/credentialSubject/identifier/0"])


def verified(document):
    found = parse(document, contexts=BUNDLED)
    return found.verify(found.proofs[0], ISSUER.public_key).document


def is_to_be_seen(path, wanted):
    """Whether a leaf is named, or says what an object on the way to something named is."""
    if path[0] == "@context" or any(path[: len(place)] == place for place in wanted):
        return True
    for end, step in enumerate(path):
        if step in ("id", "type") and len(path) - end <= 2:
            return any(place[:end] == path[:end] for place in wanted)
    return False


@given(st.lists(st.sampled_from(PLACES), max_size=6))
def test_any_part_derives_and_verifies_and_shows_what_was_named_and_no_more(wanted):
    part = derive(base(), [pointer(path) for path in wanted])
    assert verified(part) == {name: value for name, value in part.items() if name != "proof"}
    asked = [*wanted, ("issuer",), ("validUntil",)]
    expected = [(path[-1], value) for path, value in leaves(DOCUMENT) if is_to_be_seen(path, asked)]
    found = [(path[-1], value) for path, value in leaves(part) if path[0] != "proof"]
    named = [[str(value) for _, value in sorted(each, key=str)] for each in (expected, found)]
    assert sorted(named[0]) == sorted(named[1])


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PLACES), max_size=4), st.lists(st.sampled_from(PLACES), max_size=4))
def test_the_order_and_repetition_of_pointers_mean_nothing(first, second):
    one = derive(base(), [pointer(path) for path in (*first, *second)])
    assert derive(base(), [pointer(path) for path in (*second, *first, *second)]) == one


@given(st.data())
def test_no_other_value_of_any_leaf_verifies(data):
    document = copy.deepcopy(shown())
    path, old = data.draw(st.sampled_from(list(leaves(document))))
    at = document
    for step in path[:-1]:
        at = at[step]
    others = [each for each in ("x", "https://attacker.example/", 1, True, None, f"{old} ") if each is not old]
    at[path[-1]] = data.draw(st.sampled_from(others))
    with pytest.raises(CredsealError):
        verified(document)


@given(st.data())
def test_no_other_byte_of_the_proof_verifies(data):
    document = copy.deepcopy(shown())
    value = bytearray(multibase.decode(document["proof"]["proofValue"]))
    value[data.draw(st.integers(0, len(value) - 1))] ^= data.draw(st.integers(1, 255))
    document["proof"]["proofValue"] = multibase.encode(bytes(value), "u")
    with pytest.raises(CredsealError):
        verified(document)


@given(st.binary(max_size=400))
def test_no_bytes_at_all_keep_a_verifier_busy_or_are_believed(data):
    document = copy.deepcopy(shown())
    document["proof"]["proofValue"] = multibase.encode(b"\xd9\x5d\x01" + data, "u")
    with pytest.raises(CredsealError):
        verified(document)
