"""What a holder, or whoever a badge was shown to, can try with a derived proof; each is refused for its own reason."""

import copy
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

import badges
from credseal.encoding import multibase, multicodec
from credseal.errors import CredsealError, SignatureError
from credseal.jsonld.contexts import BUNDLED
from credseal.keys.multikey import to_multikey
from credseal.keys.public import PublicKey
from credseal.keys.signer import generate
from credseal.securing.data_integrity.selective.deriving import derive
from credseal.securing.data_integrity.selective.values import read_base, read_derived
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.securing.data_integrity.verifying import parse

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
METHOD = f"{badges.UNIVERSITY}#key-1"
ISSUER, STRANGER = generate("P-256"), generate("P-256")
MANDATORY = ("/issuer", "/validUntil", "/credentialStatus", "/credentialSubject/achievement/name")
REVEALED = ("/validFrom", "/credentialSubject/achievement/alignment", "/credentialSubject/identifier")


def signed(document, *, signer=ISSUER, mandatory=MANDATORY, **options):
    said = ProofOptions(created=NOW, mandatory_pointers=mandatory, **options)
    return sign(document, signer, verification_method=METHOD, cryptosuite="ecdsa-sd-2023", options=said)


@cache
def _base():
    return signed(badges.open_badge())


@cache
def _shown():
    return derive(_base(), REVEALED)


@pytest.fixture
def base():
    return copy.deepcopy(_base())


@pytest.fixture
def shown():
    return copy.deepcopy(_shown())


def verified(document, key=ISSUER.public_key):
    found = parse(document, contexts=BUNDLED)
    (proof,) = found.proofs
    return found.verify(proof, key)


def refusal(document, key=ISSUER.public_key):
    with pytest.raises(CredsealError) as caught:
        verified(document, key)
    return caught.value.code


def value_of(document):
    return read_derived(bytes_of(document), "/proof")


def bytes_of(document):
    return multibase.decode(document["proof"]["proofValue"], allowed="u")


def with_bytes(document, data):
    return {**document, "proof": {**document["proof"], "proofValue": multibase.encode(data, "u")}}


def repacked(document, **parts):
    """The document with other parts in its proof's value."""
    return with_bytes(document, replace(value_of(document), **parts).encode())


def test_what_is_attacked_here_is_right(shown):
    assert verified(shown).document == {name: value for name, value in shown.items() if name != "proof"}


# --- what is shown is changed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.update(validFrom="2020-01-01T00:00:00Z"),
        lambda document: document["credentialSubject"].update(id="did:example:bob"),
        lambda document: document["credentialSubject"]["identifier"][1].update(identityHash="Bob Example"),
        lambda document: document["credentialSubject"]["achievement"]["alignment"][0].update(targetCode="8"),
        lambda document: document.update(validUntil="2099-01-01T00:00:00Z"),
        lambda document: document["credentialStatus"].update(statusListIndex="1"),
        lambda document: document["credentialSubject"]["achievement"].update(name="Doctor of everything"),
        lambda document: document["issuer"].update(name="University of Elsewhere"),
    ],
)
def test_a_changed_statement_mandatory_or_not(shown, change):
    change(shown)
    assert refusal(shown) == "signature.mismatch"


def test_members_of_two_unnamed_nodes_are_not_swapped(shown):
    first, second = shown["credentialSubject"]["achievement"]["alignment"]
    first["targetCode"], second["targetCode"] = second["targetCode"], first["targetCode"]
    assert refusal(shown) == "signature.mismatch"


def test_the_order_of_unnamed_nodes_means_nothing(shown):
    shown["credentialSubject"]["achievement"]["alignment"].reverse()
    assert verified(shown)


@pytest.mark.parametrize("name", ["validUntil", "credentialStatus", "issuer"])
def test_what_is_mandatory_is_not_left_out(shown, name):
    del shown[name]
    assert refusal(shown) in {"disclosure.indexes", "disclosure.signatures", "disclosure.labels", "signature.mismatch"}


@pytest.mark.parametrize("name", ["validUntil", "issuer"])
def test_what_is_mandatory_is_not_left_out_by_whoever_packs_the_proof_anew(base, name):
    """The base proof's own pointers are signed by nobody; the statements that they name are."""
    value = read_base(multibase.decode(base["proof"]["proofValue"]), "/proof")
    kept = tuple(pointer for pointer in value.mandatory_pointers if pointer != f"/{name}")
    with pytest.raises(CredsealError) as caught:
        derive(with_bytes(base, replace(value, mandatory_pointers=kept).encode()), REVEALED)
    assert caught.value.code == "disclosure.signatures"
    unsigned = {member: each for member, each in base.items() if member != "proof"}
    again = derive(signed(unsigned, signer=STRANGER, mandatory=kept), REVEALED)
    assert refusal(again) == "signature.mismatch"


def test_a_mandatory_statement_is_not_left_out_of_document_and_proof_alike(shown):
    del shown["validUntil"]
    mandatory = value_of(shown).mandatory
    for gone in mandatory:
        others = tuple(number - (number > gone) for number in mandatory if number != gone)
        assert refusal(repacked(shown, mandatory=others)) == "signature.mismatch"


def test_what_was_withheld_is_not_made_up_again(shown):
    shown["awardedDate"] = badges.open_badge()["awardedDate"]
    assert refusal(shown) == "disclosure.signatures"
    value = value_of(shown)
    assert refusal(repacked(shown, signatures=(*value.signatures, value.signatures[0]))) == "signature.mismatch"


def test_a_statement_does_not_come_from_another_badge_of_the_same_issuer(shown):
    """Every proof has a key and names of its own."""
    other = badges.open_badge()
    other["validFrom"] = "2020-01-01T00:00:00Z"
    value, others = value_of(shown), value_of(derive(signed(other), REVEALED))
    shown["validFrom"] = other["validFrom"]
    for signature in others.signatures:
        for place in range(len(value.signatures)):
            mixed = (*value.signatures[:place], signature, *value.signatures[place + 1 :])
            assert refusal(repacked(shown, signatures=mixed)) == "signature.mismatch"


def test_the_key_of_the_statements_is_not_replaced(shown):
    own = multibase.decode(to_multikey(STRANGER.public_key))
    assert refusal(repacked(shown, public_key=own)) == "signature.mismatch"


@pytest.mark.parametrize(
    "members",
    [
        {"created": "2020-01-01T00:00:00Z"},
        {"proofPurpose": "authentication"},
        {"verificationMethod": "https://attacker.example/#key-1"},
        {"expires": "2099-01-01T00:00:00Z"},
        {"challenge": "fresh"},
        {"domain": "verifier.example"},
    ],
    ids=str,
)
def test_the_options_of_the_proof_are_the_issuers(shown, members):
    shown["proof"].update(members)
    assert refusal(shown) == "signature.mismatch"


def test_a_part_builds_on_no_other_proof(shown, base):
    shown["proof"]["previousProof"] = "urn:uuid:1"
    assert refusal(shown) == "proof.previous"
    with pytest.raises(CredsealError) as caught:
        signed({**base, "proof": {**base["proof"], "id": "urn:uuid:1"}}, previous=["urn:uuid:1"])
    assert caught.value.code == "proof.previous"


# --- what the proof says of the document is changed ------------------------------------------------------------------------


def test_signatures_in_another_order_missing_or_left_over(shown):
    signatures = value_of(shown).signatures
    assert refusal(repacked(shown, signatures=signatures[::-1])) == "signature.mismatch"
    assert refusal(repacked(shown, signatures=signatures[:-1])) == "disclosure.signatures"
    assert refusal(repacked(shown, signatures=(*signatures, signatures[-1]))) == "disclosure.signatures"


def test_labels_swapped(shown):
    labels = dict(value_of(shown).labels)
    labels[0], labels[1] = labels[1], labels[0]
    assert refusal(repacked(shown, labels=labels)) == "signature.mismatch"


@pytest.mark.parametrize(
    "change",
    [
        lambda labels: labels.pop(0),
        lambda labels: labels.update({len(labels): b"x" * 32}),
        lambda labels: labels.update({2**64 - 1: labels.pop(0)}),
        lambda labels: labels.clear(),
        lambda labels: labels.update({0: labels[1]}),
    ],
    ids=["missing", "left over", "out of range", "none", "twice"],
)
def test_labels_that_are_not_one_for_each_node(shown, change):
    labels = dict(value_of(shown).labels)
    change(labels)
    assert refusal(repacked(shown, labels=labels)) == "disclosure.labels"


def test_mandatory_indexes_that_are_others(shown):
    value = value_of(shown)
    first, *others = value.mandatory
    last = len(value.mandatory) + len(value.signatures)
    missing = next(number for number in range(last) if number not in value.mandatory)
    assert refusal(repacked(shown, mandatory=tuple(others))) == "disclosure.signatures"
    assert refusal(repacked(shown, mandatory=tuple(sorted((*others, missing))))) == "signature.mismatch"
    assert refusal(repacked(shown, mandatory=(first, *others, last))) == "disclosure.indexes"
    assert refusal(repacked(shown, mandatory=(first, *others, 2**64 - 1))) == "disclosure.indexes"
    assert refusal(repacked(shown, mandatory=(*others, first))) == "disclosure.value"
    assert refusal(repacked(shown, mandatory=(first, first, *others))) == "disclosure.value"


def test_a_mandatory_statement_is_not_passed_off_as_another_one_or_the_other_way_round(shown):
    value = value_of(shown)
    fewer = repacked(shown, mandatory=value.mandatory[1:], signatures=(STRANGER.sign(b"x"), *value.signatures))
    assert refusal(fewer) == "signature.mismatch"


# --- another form of proof -------------------------------------------------------------------------------------------------


def test_a_base_proof_is_for_no_verifier(base):
    assert refusal(base) == "disclosure.base"
    with pytest.raises(CredsealError) as caught:
        verified(base)
    assert "derive" in caught.value.hint


def test_a_derived_proof_is_nothing_to_derive_from(shown):
    with pytest.raises(CredsealError) as caught:
        derive(shown, [])
    assert caught.value.code == "disclosure.derived"


def test_the_head_alone_makes_no_derived_proof_of_a_base_proof(base):
    data = bytes_of(base)
    assert refusal(with_bytes(base, data[:2] + b"\x01" + data[3:])) == "disclosure.value"


@pytest.mark.parametrize("kind", ["P-384", "Ed25519"])
def test_the_issuers_key_is_of_the_suites_curve(shown, kind):
    signer = generate(kind)
    assert refusal(shown, signer.public_key) == "proof.key"
    with pytest.raises(CredsealError) as caught:
        signed(badges.open_badge(), signer=signer)
    assert caught.value.code == "proof.key"


def test_the_proofs_own_key_is_of_the_suites_curve(shown):
    prefix, length = b"\x80\x24", 33
    for key in (
        prefix + b"\x05" + b"\x01" * (length - 1),  # no compressed point
        prefix + b"\x02" + b"\xff" * (length - 1),  # no point of the curve
        multicodec.join("ed25519-pub", b"\x01" * length),
        multicodec.join("secp256k1-pub", b"\x02" + b"\x01" * (length - 1)),
        multicodec.join("p384-pub", b"\x02" + b"\x01" * (length - 1)),
        b"\x00" * 35,
    ):
        assert refusal(repacked(shown, public_key=key)) == "disclosure.key"
    long = PublicKey.from_native(ec.generate_private_key(ec.SECP384R1()).public_key())
    assert refusal(repacked(shown, public_key=multibase.decode(to_multikey(long)))) == "disclosure.value"


def test_a_proof_of_another_suite_is_none_of_this_one(shown):
    other = sign(badges.open_badge(), ISSUER, verification_method=METHOD, cryptosuite="ecdsa-rdfc-2019")
    renamed = {**other, "proof": {**other["proof"], "cryptosuite": "ecdsa-sd-2023"}}
    assert refusal(renamed) == "proof.value"
    shown["proof"]["cryptosuite"] = "ecdsa-rdfc-2019"
    assert refusal(shown) == "proof.value"


# --- the CBOR of it --------------------------------------------------------------------------------------------------------

HEAD = b"\xd9\x5d\x01"


def parts_of(document):
    return cbor2.loads(bytes_of(document)[len(HEAD) :])


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts[:4],
        lambda parts: [*parts, []],
        lambda parts: {"signature": parts},
        lambda parts: [parts[0][:63], *parts[1:]],
        lambda parts: [parts[0].hex(), *parts[1:]],
        lambda parts: [parts[0], parts[1] + b"\x00", *parts[2:]],
        lambda parts: [*parts[:2], [each[:63] for each in parts[2]], *parts[3:]],
        lambda parts: [*parts[:2], b"".join(parts[2]), *parts[3:]],
        lambda parts: [*parts[:3], {number: label[:31] for number, label in parts[3].items()}, parts[4]],
        lambda parts: [*parts[:3], {str(number): label for number, label in parts[3].items()}, parts[4]],
        lambda parts: [*parts[:3], {b"\x00": parts[3][0]}, parts[4]],
        lambda parts: [*parts[:3], list(parts[3].items()), parts[4]],
        lambda parts: [*parts[:4], [float(each) for each in parts[4]]],
        lambda parts: [*parts[:4], [-1, *parts[4]]],
        lambda parts: [*parts[:4], [True, *parts[4]]],
        lambda parts: [*parts[:4], None],
        lambda parts: [*parts[:4], [[each] for each in parts[4]]],
        lambda parts: [cbor2.CBORTag(64, parts[0]), *parts[1:]],
        lambda parts: [*parts[:2], [cbor2.CBORTag(64, each) for each in parts[2]], *parts[3:]],
        lambda parts: cbor2.CBORTag(55799, parts),
        lambda parts: [*parts[:4], cbor2.CBORTag(258, parts[4])],
        lambda parts: [*parts[:4], [2**64, *parts[4]]],
    ],
)
def test_parts_of_another_kind_number_or_length(shown, change):
    assert refusal(with_bytes(shown, HEAD + cbor2.dumps(change(parts_of(shown))))) == "disclosure.value"


def test_lengths_that_are_not_said(shown):
    data = cbor2.dumps(parts_of(shown), indefinite_containers=True)
    assert refusal(with_bytes(shown, HEAD + data)) == "disclosure.value"


def test_a_second_spelling_of_the_same_value(shown):
    data = bytes_of(shown)[len(HEAD) :]
    assert data[:2] == b"\x85\x58"
    for other in (b"\x98\x05" + data[1:], b"\x85\x59\x00" + data[2:], data + b"\x00", data[:-1]):
        assert refusal(with_bytes(shown, HEAD + other)) == "disclosure.value"


def test_a_map_with_one_key_twice(shown):
    parts = parts_of(shown)
    members = b"".join(cbor2.dumps(0) + cbor2.dumps(label) for label in parts[3].values())
    twice = bytes([0xA0 + len(parts[3])]) + members
    before = b"\x85" + b"".join(map(cbor2.dumps, parts[:3]))
    assert refusal(with_bytes(shown, HEAD + before + twice + cbor2.dumps(parts[4]))) == "disclosure.value"


@pytest.mark.parametrize(
    "bomb",
    [
        b"",
        b"\x81" * 300_000,
        b"\xc6" * 300_000,
        b"\x9b\x7f\xff\xff\xff\xff\xff\xff\xff",
        b"\xbb\x7f\xff\xff\xff\xff\xff\xff\xff",
        b"\x5b\x7f\xff\xff\xff\xff\xff\xff\xff",
        b"\x85" * 4,
        b"\xd8\x1e\x82" + b"\xc2\x5a\x00\x01\x00\x00" + b"\xff" * 65_536 + b"\x01",  # a fraction of enormous numbers
        b"\xd8\x23\x78\x20" + b"(a*)*" * 6 + b"bb",  # a regular expression
        b"\xd8\x1c\x85\xd8\x1d\x00\x01\x02\x03\x04",  # an array that holds itself
        b"\x85" + b"\x00" * 600_000,
        b"\x85" + b"\x40" * 600_000,
    ],
    ids=range(12),
)
def test_bombs_are_refused_before_they_are_opened(shown, bomb):
    assert refusal(with_bytes(shown, HEAD + bomb)) == "disclosure.value"


@pytest.mark.parametrize("text", ["", "u", "u2V0", "u2V0B", "z2V0B", "u2V0BAA==", "u2V0B\n", "U2V0B"])
def test_texts_that_hold_no_value(shown, text):
    shown["proof"]["proofValue"] = text
    assert refusal(shown) in {"proof.value", "disclosure.value"}


# --- the document of it ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("respell", "code"),
    [
        (lambda shown: shown.update({"https://schema.org/name": "Other"}), "jsonld.iri-key"),
        (lambda shown: shown.update({"undefined": "x"}), "jsonld.undefined-term"),
        (lambda shown: shown.update({"@included": [{"id": "urn:uuid:2", "name": "x"}]}), "jsonld.included"),
        (lambda shown: shown["credentialSubject"].update({"@id": "did:example:ada"}), "jsonld.keyword-alias"),
        (lambda shown: shown["@context"].append({"@vocab": "https://example.org/"}), "contexts.inline"),
        (lambda shown: shown["@context"].append("https://example.org/contexts/v1"), "contexts.unknown"),
        (lambda shown: shown.pop("@context"), "contexts.missing"),
    ],
)
def test_one_spelling_is_demanded_of_parts_too(shown, respell, code):
    respell(shown)
    assert refusal(shown) == code


def test_a_poisoned_graph_is_given_up_at_once_when_signed_and_when_shown(shown):
    alike = [{"type": ["Alignment"]} for _ in range(9)]
    evidence = [{"type": ["Evidence"], "alignment": alike} for _ in range(2)]
    with pytest.raises(CredsealError) as caught:
        signed({**badges.open_badge(), "evidence": evidence})
    assert caught.value.code == "rdfc.budget"
    assert refusal({**shown, "evidence": evidence}) == "rdfc.budget"


def test_a_text_that_looks_like_a_name_stays_a_text():
    """Replacing names in lines of N-Quads, rather than in tokens, would change such a text and what is signed."""
    document = badges.open_badge()
    document["description"] = "see _:c14n0 and _:b1 ."
    shown = derive(signed(document), ["/description"])
    assert verified(shown).document["description"] == document["description"]


def test_with_the_issuers_key_a_stranger_signs_nothing(shown):
    with pytest.raises(SignatureError):
        verified(shown, STRANGER.public_key)
