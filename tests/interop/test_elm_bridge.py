"""A European Learning Model credential on version 2.0, in the eyes of jsonld.js (safe mode) and of Digital Bazaar's suites."""

import pytest

from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import BUNDLED
from credseal.profiles.elm.bridge import to_bridge
from credseal.securing.data_integrity.verifying import parse
from interop.keys import verified_by
from support import corpus_files, load_json

pytestmark = pytest.mark.corpus

SAMPLES = corpus_files("edc/samples/*-unsigned.jsonld")
each_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
# The peer's JCS suites compare the contexts of proof and document by JavaScript's identity, which no inline context passes.
each_suite = pytest.mark.parametrize(
    ("suite", "kind"), [("eddsa-rdfc-2022", "Ed25519"), ("ecdsa-rdfc-2019", "P-256"), ("ecdsa-rdfc-2019", "P-384")]
)


@pytest.mark.parametrize("hash_name", ["sha256", "sha384"])
@each_sample
def test_a_bridged_credential_has_one_canonical_form(peer, path, hash_name):
    bridged = to_bridge(load_json(path))
    ours = canonicalize(bridged, contexts=BUNDLED, hash_name=hash_name).nquads.decode()
    assert ours == peer.ask("canonize", document=bridged, hash=hash_name)


@each_sample
@each_suite
def test_either_side_verifies_what_the_other_signs(peer, holders, path, suite, kind):
    holder = holders[kind]
    unsigned = load_json(path)
    issuer = unsigned.get("issuer")
    unsigned["issuer"] = {**(issuer if isinstance(issuer, dict) else {"type": "Organisation"}), "id": holder.did}
    bridged = to_bridge(unsigned)
    assert verified_by(peer, holder.sign(bridged, suite))["verified"]
    theirs = parse(holder.sign_at(peer, bridged, suite), contexts=BUNDLED)
    assert theirs.verify(theirs.proofs[0], holder.signer.public_key).document == bridged
