"""Data Integrity against the vectors of w3c/vc-di-eddsa and w3c/vc-di-ecdsa, and against 1EdTech's own: every step, byte for byte.

Not here: the folders ``ecdsa-sd-2023``, which has a module of its own, and ``bbs``, whose suite credseal does not have.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

import pytest

from credseal.encoding import jcs, multibase
from credseal.errors import CredsealError
from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import BUNDLED, Contexts
from credseal.keys.multikey import from_multikey, secret_from_multikey
from credseal.keys.signer import LocalSigner
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.securing.data_integrity.transforming import options_digest, transform
from credseal.securing.data_integrity.verifying import parse
from support import CORPUS, corpus, load_json

pytestmark = pytest.mark.corpus

FOLDER = ("w3c", "data-integrity")
OF_THE_VECTORS = {
    "https://www.w3.org/ns/credentials/examples/v2": "credentials-examples-v2.jsonld",
    "https://w3id.org/citizenship/v4rc1": "citizenship-v4rc1.jsonld",
}


@dataclass(frozen=True)
class Vector:
    folder: str
    suffix: str
    hash_name: str = "sha256"

    def text(self, step):
        return corpus(*FOLDER, self.folder, f"{step}{self.suffix}.txt").read_text(encoding="utf-8")

    def json(self, step):
        return load_json(corpus(*FOLDER, self.folder, f"{step}{self.suffix}.json"))


VECTORS = [
    Vector("eddsa/eddsa-rdfc-2022", "DataInt"),
    Vector("eddsa/eddsa-rdfc-2022/employ", "DataInt"),
    Vector("eddsa/eddsa-jcs-2022", "JCS"),
    Vector("eddsa/Ed25519Signature2020", "EdSig"),
    Vector("ecdsa/ecdsa-rdfc-2019-p256", "ECDSAP256"),
    Vector("ecdsa/ecdsa-rdfc-2019-p256/employ", "ECDSAP256"),
    Vector("ecdsa/ecdsa-rdfc-2019-p384", "ECDSAP384", "sha384"),
    Vector("ecdsa/ecdsa-rdfc-2019-p384/employ", "ECDSAP384", "sha384"),
    Vector("ecdsa/ecdsa-jcs-2019-p256", "JCSECDSAP256"),
    Vector("ecdsa/ecdsa-jcs-2019-p384", "JCSECDSAP384", "sha384"),
]
every_vector = pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.folder)
every_ed25519_vector = pytest.mark.parametrize(
    "vector", [vector for vector in VECTORS if vector.folder.startswith("eddsa")], ids=lambda vector: vector.folder
)
PROOF_SETS_AND_CHAINS = ["signedProofSet1", "signedProofSet2", "signedProofChain1", "signedProofChain2"]


@pytest.fixture(scope="module")
def contexts():
    """What we ship, and the two contexts of examples that the vectors use."""
    return Contexts(extra={url: load_json(corpus("w3c", "contexts", file)) for url, file in OF_THE_VECTORS.items()})


def key_of(proof):
    """The key that the proof's did:key URL names."""
    return from_multikey(proof["verificationMethod"].partition("#")[2])


def signer_of(proof):
    """The signer of the published key pair that the proof names."""
    named = proof["verificationMethod"].partition("#")[2]
    pairs = [load_json(corpus(*FOLDER, "eddsa", "keyPair.json"))]
    pairs += load_json(corpus(*FOLDER, "eddsa", "proof-set-chain", "multiKeyPairs.json")).values()
    (secret,) = [pair["privateKeyMultibase"] for pair in pairs if pair["publicKeyMultibase"] == named]
    return LocalSigner(secret_from_multikey(secret))


def unsecured(document):
    return {member: value for member, value in document.items() if member != "proof"}


def only_proof(vector, contexts):
    """The signed document, parsed, and its one proof."""
    found = parse(vector.json("signed"), contexts=contexts)
    (proof,) = found.proofs
    return found, proof


def canonical_form(value, proof, vector, contexts):
    """A document or proof configuration in the form that is hashed, as text."""
    if proof.suite.transformation == "jcs":
        return jcs.canonicalize(value).decode()
    return canonicalize(value, contexts=contexts, hash_name=vector.hash_name).nquads.decode()


def test_no_vector_of_these_suites_is_left_out():
    corpus(*FOLDER)
    folders = {
        path.parent.relative_to(CORPUS.joinpath(*FOLDER)).as_posix()
        for suite in ("eddsa", "ecdsa")
        for path in CORPUS.joinpath(*FOLDER, suite).rglob("canonDoc*.txt")
        if "sd-2023" not in path.as_posix()
    }
    assert folders == {vector.folder for vector in VECTORS}


@every_vector
def test_the_canonical_document_and_its_hash(vector, contexts):
    found, proof = only_proof(vector, contexts)
    assert canonical_form(found.document, proof, vector, contexts) == vector.text("canonDoc")
    transformed = transform(found.document, proof.suite, vector.hash_name, contexts)
    assert transformed.digest.hex() == vector.text("docHash").strip()
    assert transformed.document == found.document
    assert transformed.unpinned == ()


@every_vector
def test_the_canonical_proof_options_and_their_hash(vector, contexts):
    found, proof = only_proof(vector, contexts)
    configuration = vector.json("proofConfig")
    assert canonical_form(configuration, proof, vector, contexts) == vector.text("proofCanon")
    digest = options_digest(proof.options, found.document, proof.suite, vector.hash_name, contexts)
    assert digest.hex() == vector.text("proofHash").strip()
    assert options_digest(configuration, found.document, proof.suite, vector.hash_name, contexts) == digest


@every_vector
def test_the_signature_is_over_both_hashes_and_is_the_proofs_value(vector, contexts):
    _, proof = only_proof(vector, contexts)
    combined = bytes.fromhex(vector.text("combinedHash").strip())
    assert combined.hex() == vector.text("proofHash").strip() + vector.text("docHash").strip()
    assert proof.signature.hex() == vector.text("sigHex").strip()
    assert multibase.encode(proof.signature) == vector.text("sigBTC58").strip()
    key_of(proof.options).verify(proof.signature, combined)


@every_vector
def test_the_signed_document_verifies_and_is_answered_without_its_proof(vector, contexts):
    found, proof = only_proof(vector, contexts)
    verified = found.verify(proof, key_of(proof.options))
    assert verified.document == unsecured(vector.json("signed"))
    assert verified.unpinned == ()


@every_ed25519_vector
def test_the_published_key_pair_makes_the_same_signature(vector, contexts):
    _, proof = only_proof(vector, contexts)
    combined = bytes.fromhex(vector.text("combinedHash").strip())
    assert signer_of(proof.options).sign(combined).hex() == vector.text("sigHex").strip()


@pytest.mark.parametrize("vector", VECTORS[:3], ids=lambda vector: vector.folder)  # Ed25519Signature2020: verified only
def test_signing_again_gives_the_vectors_document(vector, contexts):
    signed = vector.json("signed")
    assert signed_again(unsecured(signed), signed["proof"], contexts) == signed


def signed_again(document, proof, contexts):
    """The document with a proof that says what ``proof`` says, made with the published key pair."""
    options = ProofOptions(
        purpose=proof["proofPurpose"],
        created=datetime.fromisoformat(proof["created"]),
        identifier=proof.get("id"),
        previous=listed(proof.get("previousProof", [])),
    )
    return sign(
        document,
        signer_of(proof),
        verification_method=proof["verificationMethod"],
        cryptosuite=proof["cryptosuite"],
        options=options,
        contexts=contexts,
    )


def listed(value):
    return value if isinstance(value, list) else [value]


def leaves(value, path=()):
    """The path to every string, number and so on."""
    if isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, step))
    else:
        yield path


def changed(document, path, value):
    """A copy of the document in which the leaf at ``path`` is ``value``."""
    if not path:
        return value
    copy = dict(document) if isinstance(document, dict) else list(document)
    copy[path[0]] = changed(copy[path[0]], path[1:], value)
    return copy


@every_vector
def test_a_change_of_any_leaf_of_document_or_proof_is_refused(vector, contexts):
    signed = vector.json("signed")
    key = key_of(signed["proof"])
    paths = list(leaves(signed))
    assert len(paths) > 10
    for path in paths:
        tampered = changed(signed, path, "https://attacker.example/")
        with pytest.raises(CredsealError):
            check_all(tampered, key, contexts)


def check_all(document, key, contexts):
    found = parse(document, contexts=contexts)
    for proof in found.proofs:
        found.verify(proof, key)


@pytest.mark.parametrize("name", PROOF_SETS_AND_CHAINS)
def test_each_proof_of_a_set_or_chain_verifies_with_its_own_key_alone(name, contexts):
    found = parse(load_json(corpus(*FOLDER, "eddsa", "proof-set-chain", f"{name}.json")), contexts=contexts)
    for proof in found.proofs:
        assert found.verify(proof, key_of(proof.options)).document == found.document
        for other in found.proofs:
            if other.verification_method != proof.verification_method:
                with pytest.raises(CredsealError):
                    found.verify(proof, key_of(other.options))


@pytest.mark.parametrize("name", PROOF_SETS_AND_CHAINS)
def test_sets_and_chains_can_be_made_again_proof_by_proof(name, contexts):
    signed = load_json(corpus(*FOLDER, "eddsa", "proof-set-chain", f"{name}.json"))
    document = unsecured(signed)
    for proof in listed(signed["proof"]):
        document = signed_again(document, proof, contexts)
    assert listed(document["proof"]) == listed(signed["proof"])
    assert unsecured(document) == unsecured(signed)


def test_the_chain_of_the_vectors_ends_in_a_proof_that_builds_on_all_others(contexts):
    chain = load_json(corpus(*FOLDER, "eddsa", "proof-set-chain", "signedProofChain2.json"))
    found = parse(chain, contexts=contexts)
    *before, last = found.proofs
    assert {proof.pointer for proof in found.before(last)} == {proof.pointer for proof in before}


# Standard, folder, and the beginning and end of the hash of its document that 1EdTech's specification prints.
OF_1EDTECH = [("ob", "obv3p0", "87f65a76", "0773"), ("clr", "clrv2p0", "768d7015", "85fe")]


@pytest.mark.parametrize(("standard", "folder", "begins", "ends"), OF_1EDTECH)
def test_1edtechs_own_vectors_bit_for_bit(standard, folder, begins, ends):
    vectors = corpus("openbadges", "spec-test-vectors")
    signed = load_json(vectors / f"{standard}-signed.json")
    found = parse(signed, contexts=BUNDLED)
    (proof,) = found.proofs
    canonical_document = (vectors / folder / "document-canon.txt").read_bytes()
    assert canonicalize(found.document, contexts=BUNDLED).nquads == canonical_document
    configuration = {"@context": signed["@context"], **proof.options}
    assert canonicalize(configuration, contexts=BUNDLED).nquads == (vectors / folder / "proof-canon.txt").read_bytes()
    digest = transform(found.document, proof.suite, "sha256", BUNDLED).digest
    assert digest == hashlib.sha256(canonical_document).digest()
    assert digest.hex().startswith(begins)
    assert digest.hex().endswith(ends)
    assert found.verify(proof, key_of(proof.options)).document == unsecured(signed)
