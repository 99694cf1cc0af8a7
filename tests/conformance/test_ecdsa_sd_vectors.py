"""ecdsa-sd-2023 against the vectors of w3c/vc-di-ecdsa: each intermediate of base proof, derived proof and verification, byte for byte.

The signatures of the vectors are deterministic (RFC 6979), as ours are where OpenSSL can do that.
"""

from dataclasses import dataclass
from datetime import datetime

import pytest

from credseal.encoding import base64url, multibase
from credseal.jsonld import rdfc
from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import Contexts
from credseal.keys.multikey import from_multikey, secret_from_multikey
from credseal.keys.signer import LocalSigner
from credseal.securing.data_integrity.selective import disclosed
from credseal.securing.data_integrity.selective.base import Material, base_proof
from credseal.securing.data_integrity.selective.deriving import derive
from credseal.securing.data_integrity.selective.selection import select
from credseal.securing.data_integrity.selective.statements import bytes_of, digest_of, state
from credseal.securing.data_integrity.selective.values import read_base, read_derived
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.securing.data_integrity.transforming import options_digest
from credseal.securing.data_integrity.verifying import parse
from support import CORPUS, corpus, load_json

pytestmark = pytest.mark.corpus

FOLDER = ("w3c", "data-integrity", "ecdsa")
CITIZENSHIP = "https://w3id.org/citizenship/v4rc1"


@dataclass(frozen=True)
class Vector:
    """One credential and all that comes of it."""

    folder: str
    mandatory: str
    selective: str

    def step(self, name):
        return load_json(corpus(*FOLDER, "ecdsa-sd-2023", self.folder, f"{name}.json"))

    def given(self, name):
        return load_json(corpus(*FOLDER, f"{name}.json"))

    @property
    def document(self):
        """The one that was signed: prCredUnsigned.json has another description, from before."""
        return {member: value for member, value in self.step("addSignedSDBase").items() if member != "proof"}

    @property
    def mandatory_pointers(self):
        return self.given(self.mandatory)

    @property
    def pointers(self):
        return self.given(self.selective)


VECTORS = [
    Vector("employ", "employMandatory", "employSelective"),
    Vector("prc", "prCredMandatory", "prCredSelective"),
]
every_vector = pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.folder)
STEPS = {
    "addBaseDocCanon", "addBaseDocHMACCanon", "addBaseTransform", "addHashData", "addPointerValues", "addProofConfig",
    "addProofConfigCanon", "addRawBaseSignatureInfo", "addSignedSDBase", "derivedAdjMandatoryIndexes", "derivedAdjSignatures",
    "derivedAllGroupData", "derivedDisclosureData", "derivedGroupIndexes", "derivedRecoveredBaseData", "derivedRevealDocument",
    "derivedUnsignedReveal", "verifyCreateVerifyData", "verifyDerivedProofValue", "verifyNQuads",
}  # fmt: skip


@pytest.fixture(scope="module")
def contexts():
    return Contexts(extra={CITIZENSHIP: load_json(corpus("w3c", "contexts", "citizenship-v4rc1.jsonld"))})


@pytest.fixture(scope="module")
def keys():
    return load_json(corpus(*FOLDER, "ecdsa-sd-2023", "SDKeyMaterial.json"))


@pytest.fixture(scope="module")
def material(keys):
    """The proof's own key and HMAC key, which are made anew for every proof outside tests."""
    signer = LocalSigner(secret_from_multikey(keys["proofKeyPair"]["secretKeyMultibase"]))
    return Material(signer, bytes.fromhex(keys["hmacKeyString"]))


@pytest.fixture(scope="module")
def issuer(keys):
    return LocalSigner(secret_from_multikey(keys["baseKeyPair"]["secretKeyMultibase"]))


def stated(vector, material, contexts):
    return state(vector.document, material.hmac_key, contexts=contexts)


def lines(grouped):
    """A map of indexes and statements, as the vectors write it."""
    return dict(grouped["value"])


def group(all_stated, pointers):
    """The statements that pointers name, by their index."""
    return {index: all_stated.lines[index] for index in all_stated.indexes_of(all_stated.part(pointers))}


def digest_of_options(vector, contexts):
    signed = vector.step("addSignedSDBase")
    (proof,) = parse(signed, contexts=contexts).proofs
    return options_digest(proof.options, signed, proof.suite, "sha256", contexts)


def test_no_vector_and_no_step_is_left_out():
    folders = {path.parent.name for path in corpus(*FOLDER, "ecdsa-sd-2023").glob("*/*")}
    assert folders == {vector.folder for vector in VECTORS}
    for folder in folders:
        steps = {path.stem for path in CORPUS.joinpath(*FOLDER, "ecdsa-sd-2023", folder).iterdir()}
        assert steps == STEPS


# --- the base proof --------------------------------------------------------------------------------------------------------


@every_vector
def test_what_the_mandatory_pointers_name(vector):
    for each in vector.step("addPointerValues"):
        (member,) = each["pointer"].split("/")[1:]
        assert select(vector.document, [each["pointer"]]).document[member] == each["value"]
    assert [each["pointer"] for each in vector.step("addPointerValues")] == vector.mandatory_pointers


@every_vector
def test_the_canonical_document_and_the_same_under_pseudorandom_names(vector, material, contexts):
    canonical = canonicalize(vector.document, contexts=contexts)
    assert canonical.nquads.decode() == "".join(vector.step("addBaseDocCanon"))
    assert list(stated(vector, material, contexts).lines) == vector.step("addBaseDocHMACCanon")


@every_vector
def test_mandatory_and_other_statements(vector, material, contexts):
    whole, expected = stated(vector, material, contexts), vector.step("addBaseTransform")
    mandatory = group(whole, vector.mandatory_pointers)
    assert mandatory == lines(expected["mandatory"])
    others = {index: line for index, line in enumerate(whole.lines) if index not in mandatory}
    assert others == lines(expected["nonMandatory"])
    assert expected["mandatoryPointers"] == vector.mandatory_pointers


@every_vector
def test_the_canonical_options_and_the_hashes(vector, material, contexts):
    canonical = canonicalize(vector.step("addProofConfig"), contexts=contexts).nquads
    text = corpus(*FOLDER, "ecdsa-sd-2023", vector.folder, "addProofConfigCanon.txt").read_bytes()
    assert canonical == text
    expected, whole = vector.step("addHashData"), stated(vector, material, contexts)
    assert digest_of_options(vector, contexts).hex() == expected["proofHash"]
    mandatory = group(whole, vector.mandatory_pointers)
    assert digest_of([mandatory[index] for index in sorted(mandatory)]).hex() == expected["mandatoryHash"]


@every_vector
def test_the_base_proof_byte_for_byte(vector, material, issuer, contexts):
    options = digest_of_options(vector, contexts)
    made = base_proof(
        vector.document,
        issuer,
        options,
        mandatory_pointers=vector.mandatory_pointers,
        contexts=contexts,
        material=material,
    )
    value, expected = read_base(made, ""), vector.step("addRawBaseSignatureInfo")
    assert multibase.encode(value.public_key) == expected["publicKey"]
    assert list(value.mandatory_pointers) == expected["mandatoryPointers"]
    signed = vector.step("addSignedSDBase")
    assert read_base(multibase.decode(signed["proof"]["proofValue"]), "").signatures == tuple(
        map(bytes.fromhex, expected["signatures"])
    )
    hashes = vector.step("addHashData")
    data = bytes.fromhex(hashes["proofHash"]) + value.public_key + bytes.fromhex(hashes["mandatoryHash"])
    issuer.public_key.verify(value.signature, data)
    issuer.public_key.verify(bytes.fromhex(expected["baseSignature"]), data)
    if is_deterministic(issuer):
        assert [each.hex() for each in value.signatures] == expected["signatures"]
        assert value.signature.hex() == expected["baseSignature"]
        assert multibase.encode(made, "u") == signed["proof"]["proofValue"]


def is_deterministic(signer):
    return signer.sign(b"twice") == signer.sign(b"twice")


@every_vector
def test_signing_gives_the_vectors_members_and_something_to_derive_from(vector, issuer, contexts):
    expected = vector.step("addSignedSDBase")
    options = ProofOptions(
        created=datetime.fromisoformat(expected["proof"]["created"]), mandatory_pointers=vector.mandatory_pointers
    )
    signed = sign(
        vector.document,
        issuer,
        verification_method=expected["proof"]["verificationMethod"],
        cryptosuite="ecdsa-sd-2023",
        options=options,
        contexts=contexts,
    )
    assert without_value(signed) == without_value(expected)
    shown = derive(signed, vector.pointers, contexts=contexts)
    found = parse(shown, contexts=contexts)
    assert found.verify(found.proofs[0], issuer.public_key).document == vector.step("derivedUnsignedReveal")


def without_value(document):
    return {**document, "proof": {**document["proof"], "proofValue": None}}


# --- the derived proof -----------------------------------------------------------------------------------------------------


@every_vector
def test_the_base_proof_taken_apart(vector):
    value = read_base(multibase.decode(vector.step("addSignedSDBase")["proof"]["proofValue"]), "")
    expected = vector.step("derivedRecoveredBaseData")
    assert value.signature.hex() == expected["baseSignature"]
    assert multibase.encode(value.public_key) == expected["proofPublicKey"]
    assert value.hmac_key.hex() == expected["hmacKey"]
    assert [each.hex() for each in value.signatures] == expected["signatures"]
    assert list(value.mandatory_pointers) == expected["mandatoryPointers"]
    assert multibase.encode(value.encode(), "u") == vector.step("addSignedSDBase")["proof"]["proofValue"]


@every_vector
def test_the_groups_of_statements_and_their_indexes(vector, material, contexts):
    whole = stated(vector, material, contexts)
    pointers = {
        "mandatory": vector.mandatory_pointers,
        "selective": vector.pointers,
        "combined": [*vector.mandatory_pointers, *vector.pointers],
    }
    groups, indexes = vector.step("derivedAllGroupData")["groups"], vector.step("derivedGroupIndexes")
    for name, named in pointers.items():
        found = group(whole, named)
        assert found == lines(groups[name]["matching"])
        assert {i: line for i, line in enumerate(whole.lines) if i not in found} == lines(groups[name]["nonMatching"])
        assert sorted(found) == indexes[f"{name}Indexes"]
    assert list(whole.lines) == vector.step("derivedAllGroupData")["nquads"]


@every_vector
def test_the_names_of_all_blank_nodes_are_those_of_the_vector(vector, material, contexts):
    whole = stated(vector, material, contexts)
    named = set(lines(vector.step("derivedAllGroupData")["labelMap"]).values())
    assert {name.removeprefix("_:") for name in whole.part([""]).names.values()} == named


@every_vector
def test_the_part_that_is_shown(vector):
    shown = select(vector.document, [*vector.mandatory_pointers, *vector.pointers]).document
    assert shown == vector.step("derivedUnsignedReveal")


@every_vector
def test_the_derived_proof_byte_for_byte(vector, contexts):
    shown = derive(vector.step("addSignedSDBase"), vector.pointers, contexts=contexts)
    assert shown == vector.step("derivedRevealDocument")
    value = read_derived(multibase.decode(shown["proof"]["proofValue"]), "")
    expected = vector.step("derivedDisclosureData")
    assert value.signature.hex() == expected["baseSignature"]
    assert multibase.encode(value.public_key) == expected["publicKey"]
    assert [each.hex() for each in value.signatures] == expected["signatures"]
    assert [each.hex() for each in value.signatures] == vector.step("derivedAdjSignatures")["filteredSignatures"]
    assert label_map(value) == lines(expected["labelMap"])
    assert list(value.mandatory) == expected["mandatoryIndexes"]
    assert list(value.mandatory) == vector.step("derivedAdjMandatoryIndexes")["adjMandatoryIndexes"]


def label_map(value):
    return {f"c14n{number}": f"u{base64url.encode(label)}" for number, label in value.labels.items()}


# --- its verification ------------------------------------------------------------------------------------------------------


@every_vector
def test_the_derived_proof_taken_apart(vector):
    text = vector.step("derivedRevealDocument")["proof"]["proofValue"]
    value, expected = read_derived(multibase.decode(text), ""), vector.step("verifyDerivedProofValue")
    assert value.signature.hex() == expected["baseSignature"]
    assert multibase.encode(value.public_key) == expected["publicKey"]
    assert [each.hex() for each in value.signatures] == expected["signatures"]
    assert label_map(value) == dict(expected["labelMap"])
    assert list(value.mandatory) == expected["mandatoryIndexes"]
    assert multibase.encode(value.encode(), "u") == text


@every_vector
def test_what_a_verifier_computes(vector, contexts, issuer):
    shown = vector.step("derivedRevealDocument")
    found = parse(shown, contexts=contexts)
    (proof,) = found.proofs
    read = disclosed.read(found.document, proof.signature, contexts=contexts, pointer="/proof")
    expected = vector.step("verifyCreateVerifyData")
    assert list(read.statements) == expected["nonMandatory"]
    assert read.mandatory_digest.hex() == expected["mandatoryHash"]
    digest = options_digest(proof.options, found.document, proof.suite, "sha256", contexts)
    assert digest.hex() == expected["proofHash"]
    assert read.signed(digest).hex() == expected["proofHash"] + read.value.public_key.hex() + expected["mandatoryHash"]
    assert multibase.encode(read.value.public_key) == expected["publicKey"]
    assert [each.hex() for each in read.value.signatures] == expected["signatures"]
    assert read.value.signature.hex() == expected["baseSignature"]
    canonical = canonicalize(found.document, contexts=contexts)
    names = {label: f"_:{label_map(read.value)[name.removeprefix('_:')]}" for label, name in canonical.labels.items()}
    assert rdfc.relabelled(canonical.quads, names) == vector.step("verifyNQuads")
    assert {bytes_of(name) for name in names.values()} == set(read.value.labels.values())


@every_vector
def test_the_derived_proof_verifies_and_what_is_read_is_what_is_shown(vector, contexts):
    found = parse(vector.step("derivedRevealDocument"), contexts=contexts)
    (proof,) = found.proofs
    key = from_multikey(proof.verification_method.partition("#")[2])
    verified = found.verify(proof, key)
    assert verified.document == vector.step("derivedUnsignedReveal")
    assert verified.unpinned == ()
