"""What a holder, a stranger or a careless issuer can try with Data Integrity proofs; each is refused by name."""

import copy
import json
from datetime import UTC, datetime, timedelta

import pytest

import badges
from credseal.encoding import multibase
from credseal.errors import CredsealError, JsonError, JsonLdError, ProofError, SignatureError
from credseal.jsonld.contexts import BUNDLED
from credseal.keys.multikey import to_multikey
from credseal.keys.signer import generate
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.securing.data_integrity.verifying import check_options, parse

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
METHOD = f"{badges.UNIVERSITY}#key-1"
ED25519, P256, P384 = generate("Ed25519"), generate("P-256"), generate("P-384")
SIGNERS = {
    "eddsa-rdfc-2022": ED25519,
    "eddsa-jcs-2022": ED25519,
    "ecdsa-rdfc-2019": P256,
    "ecdsa-jcs-2019": P384,
}
every_suite = pytest.mark.parametrize("suite", SIGNERS)
every_jcs_suite = pytest.mark.parametrize("suite", ["eddsa-jcs-2022", "ecdsa-jcs-2019"])


def signed(suite="eddsa-rdfc-2022", document=None, **options):
    made = sign(
        document or badges.endorsement(),
        SIGNERS[suite],
        verification_method=METHOD,
        cryptosuite=suite,
        options=ProofOptions(**{"created": NOW, **options}),
    )
    return json.loads(json.dumps(made))


def verified(document, key=None, number=0):
    found = parse(document, contexts=BUNDLED)
    proof = found.proofs[number]
    return found.verify(proof, key or SIGNERS[proof.suite_name].public_key)


def refusal(document, key=None, number=0):
    with pytest.raises(CredsealError) as caught:
        verified(document, key, number)
    return caught.value.code


def with_proof(document, **members):
    """The document with other members in its proof; None takes one away."""
    proof = {**document["proof"], **members}
    return {**document, "proof": {key: value for key, value in proof.items() if value is not None}}


# --- for another occasion --------------------------------------------------------------------------------------------------


def occasion(document, **expected):
    (proof,) = parse(document, contexts=BUNDLED).proofs
    with pytest.raises(ProofError) as caught:
        check_options(proof, **{"purpose": "assertionMethod", "at": NOW, **expected})
    return caught.value.code, caught.value.pointer


def test_a_login_is_no_credential_and_the_other_way_round():
    assert occasion(signed(purpose="authentication")) == ("proof.purpose", "/proof/proofPurpose")
    assert occasion(signed(), purpose="authentication") == ("proof.purpose", "/proof/proofPurpose")


@pytest.mark.parametrize(
    ("made_for", "expected"),
    [
        ([], ["a.example"]),
        (["b.example"], ["a.example"]),
        (["a.example", "b.example"], ["a.example"]),
        (["a.example"], ["a.example", "b.example"]),
        (["a.example"], []),
        (["A.example"], ["a.example"]),
    ],
)
def test_a_proof_for_another_domain_is_refused(made_for, expected):
    assert occasion(signed(domain=made_for), domain=expected) == ("proof.domain", "/proof/domain")


@pytest.mark.parametrize("answered", [None, "old", "fresh "])
def test_a_recorded_presentation_answers_an_old_challenge_or_none(answered):
    assert occasion(signed(challenge=answered), challenge="fresh") == ("proof.challenge", "/proof/challenge")


def test_a_proof_counts_until_it_expires():
    document = signed(expires=NOW)
    assert occasion(document) == ("proof.expired", "/proof/expires")
    (proof,) = parse(document, contexts=BUNDLED).proofs
    check_options(proof, purpose="assertionMethod", at=NOW - timedelta(microseconds=1))


@every_suite
@pytest.mark.parametrize(
    "members",
    [
        {"proofPurpose": "authentication"},
        {"created": "2020-01-01T00:00:00Z"},
        {"created": None},
        {"expires": None},
        {"expires": "2099-01-01T00:00:00Z"},
        {"domain": None},
        {"domain": "attacker.example"},
        {"challenge": None},
        {"challenge": "other"},
        {"id": None},
        {"id": "urn:uuid:2"},
        {"verificationMethod": "https://attacker.example/#key-1"},
        {"nonce": "x"},
        {"previousProof": []},
    ],
)
def test_what_a_proof_says_of_itself_is_signed_as_well(suite, members):
    document = signed(suite, expires=NOW, domain=["a.example", "b.example"], challenge="c", identifier="urn:uuid:1")
    assert verified(document).document == badges.endorsement()
    with pytest.raises(CredsealError):
        verified(with_proof(document, **members))


# --- another key, another suite ------------------------------------------------------------------------------------------


@every_suite
def test_another_key_of_the_same_kind_did_not_sign_it(suite):
    other = generate(SIGNERS[suite].public_key.kind).public_key
    assert refusal(signed(suite), other) == "signature.mismatch"


@every_suite
def test_a_key_of_a_kind_that_the_suite_does_not_take_is_refused_before_any_arithmetic(suite):
    other = ED25519 if suite.startswith("ecdsa") else P256
    assert refusal(signed(suite), other.public_key) == "proof.key"


@every_suite
@pytest.mark.parametrize("other", SIGNERS)
def test_a_signature_does_not_count_for_another_suite(suite, other):
    if other != suite:
        document = with_proof(signed(suite), cryptosuite=other)
        assert refusal(document, SIGNERS[suite].public_key) in ("signature.mismatch", "proof.key")


@pytest.mark.parametrize(
    ("proof_type", "cryptosuite"),
    [
        ("DataIntegrityProof", "eddsa-rdfc-2023"),
        ("DataIntegrityProof", "EDDSA-RDFC-2022"),
        ("DataIntegrityProof", None),
        ("DataIntegrityProof", "bbs-2023"),
        ("DataIntegrityProof", "Ed25519Signature2020"),
        ("Ed25519Signature2020", "eddsa-rdfc-2022"),
        ("Ed25519Signature2018", None),
        ("RsaSignature2018", None),
        ("none", None),
    ],
)
def test_a_suite_that_is_not_known_is_no_proof_but_says_so(proof_type, cryptosuite):
    document = with_proof(signed(), type=proof_type, cryptosuite=cryptosuite)
    assert refusal(document, ED25519.public_key) == "proof.unsupported"


def test_a_proof_of_an_unknown_suite_does_not_spoil_the_one_beside_it():
    document = signed()
    unknown = {"type": "DataIntegrityProof", "cryptosuite": "bbs-2023", "proofValue": "u2V0C", "verificationMethod": 5}
    for proofs, number in (([unknown, document["proof"]], 1), ([document["proof"], unknown], 0)):
        assert verified({**document, "proof": proofs}, number=number).document == badges.endorsement()


def test_a_suite_is_not_guessed_from_the_key():
    document = with_proof(signed("ecdsa-rdfc-2019"), cryptosuite="eddsa-rdfc-2022")
    assert refusal(document, P256.public_key) == "proof.key"


def test_with_p_384_the_shorter_hash_does_not_do():
    """A P-384 key that signed SHA-256 hashes: what a P-256 implementation would make with the wrong key."""
    document = signed("ecdsa-rdfc-2019")
    assert refusal(document, P384.public_key) == "signature.mismatch"


# --- the value -------------------------------------------------------------------------------------------------------------


@every_suite
@pytest.mark.parametrize("length", [0, 1, 63, 65, 128, 2048])
def test_a_signature_of_another_length_is_refused(suite, length):
    assert refusal(with_proof(signed(suite), proofValue=multibase.encode(bytes(length)))) == "signature.mismatch"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "proof.value"),
        ("z", "signature.mismatch"),
        ("z0", "proof.value"),
        ("z" + "1" * 100_000, "proof.value"),
        ("z" + "z" * 100_000, "proof.value"),
        ("x3Mh", "proof.value"),
        (5, "proof.member"),
        (None, "proof.member"),
        ([], "proof.member"),
        ({"@value": "z3"}, "proof.member"),
    ],
)
def test_a_proof_value_is_one_short_text_in_base58btc(value, code):
    assert refusal(with_proof(signed(), proofValue=value)) == code


def test_a_signature_in_another_base_is_refused_although_it_is_the_same():
    document = signed()
    signature = multibase.decode(document["proof"]["proofValue"])
    assert refusal(with_proof(document, proofValue=multibase.encode(signature, "u"))) == "proof.value"


@every_suite
def test_a_cut_or_bent_signature_is_refused(suite):
    document = signed(suite)
    signature = bytearray(multibase.decode(document["proof"]["proofValue"]))
    for position in range(0, len(signature), 7):
        bent = bytearray(signature)
        bent[position] ^= 1
        assert refusal(with_proof(document, proofValue=multibase.encode(bytes(bent)))) == "signature.mismatch"
    assert refusal(with_proof(document, proofValue=multibase.encode(bytes(signature[:-1])))) == "signature.mismatch"


@every_suite
def test_a_proof_of_another_document_is_refused(suite):
    other = badges.endorsement(of="https://uni.example/courses/other")
    document = {**other, "proof": signed(suite)["proof"]}
    assert refusal(document) == "signature.mismatch"


@every_suite
def test_a_proof_is_not_a_proof_of_its_proof(suite):
    """The hash of the options in place of the document's, and so on: both are signed, in their order."""
    document = signed(suite)
    proof = document["proof"]
    assert refusal(
        {**document, "proof": {**proof, "proofValue": proof["proofValue"], "previousProof": "urn:uuid:0"}}
    ) in (
        "proof.previous",
        "signature.mismatch",
    )


# --- contexts ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "ecdsa-rdfc-2019"])
def test_a_proof_whose_context_contradicts_the_documents_is_refused(suite):
    document = signed(suite)
    for context in (badges.V2, [badges.OB, badges.V2], [], {"expires": "urn:other"}, None):
        changed = {**document, "proof": {"@context": context, **document["proof"]}}
        assert refusal(changed) in ("proof.context", "contexts.count", "contexts.entry")
    repeated = {**document, "proof": {"@context": document["@context"], **document["proof"]}}
    assert verified(repeated).document == badges.endorsement()


@every_jcs_suite
def test_a_context_appended_to_a_document_whose_json_was_signed_is_not_read(suite):
    document = signed(suite)
    document["@context"] += [badges.CLR, {"name": "https://attacker.example/#name"}]
    assert verified(document).document == badges.endorsement()


@every_jcs_suite
@pytest.mark.parametrize(
    "change",
    [
        lambda context: [badges.CLR, *context],
        lambda context: context[:1],
        lambda context: context[::-1],
        lambda _: [badges.V2, badges.OB_3_0_2],
        lambda _: badges.V2,
        lambda _: None,
        lambda _: [],
    ],
)
def test_other_contexts_than_those_that_were_signed_are_refused(suite, change):
    document = signed(suite)
    document["@context"] = change(document["@context"])
    assert refusal(document) == "proof.context"
    document["proof"]["@context"] = document["@context"]
    assert refusal(document) in ("signature.mismatch", "contexts.count", "contexts.entry", "jsonld.undefined-term")


@every_jcs_suite
def test_a_proof_over_json_without_a_context_covers_the_documents_own(suite):
    document = signed(suite)
    assert refusal(with_proof(document, **{"@context": None})) == "signature.mismatch"


@every_jcs_suite
def test_a_document_over_json_does_not_hide_members_behind_keywords_or_unknown_contexts(suite):
    nested = {"@context": [badges.V2, badges.OB], "@included": [], **badges.endorsement()}
    with pytest.raises(JsonLdError) as caught:
        signed(suite, nested)
    assert caught.value.code == "jsonld.included"
    unknown = {**badges.endorsement(), "@context": [badges.V2, "https://attacker.example/context"]}
    with pytest.raises(JsonLdError) as caught:
        signed(suite, unknown)
    assert caught.value.code == "contexts.unknown"


@every_suite
def test_nothing_is_signed_that_only_an_unpinned_context_explains(suite):
    document = {**badges.endorsement(), "own": "x"}
    document["@context"] = [*document["@context"], {"own": "https://own.example/#own"}]
    with pytest.raises(ProofError) as caught:
        signed(suite, document)
    assert (caught.value.code, caught.value.pointer) == ("proof.context", "/own")


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "ecdsa-rdfc-2019"])
def test_nor_does_a_proof_get_its_meaning_from_one(suite):
    document = signed(suite)
    document["@context"] = [*document["@context"], {"own": "https://own.example/#own"}]
    assert refusal(with_proof(document, own="x")) == "proof.context"


@every_suite
def test_numbers_that_json_readers_disagree_about_are_not_signed(suite):
    document = badges.endorsement()
    document["credentialSubject"]["endorsementComment"] = 2**60
    with pytest.raises((JsonError, JsonLdError)) as caught:
        signed(suite, document)
    assert caught.value.code in ("json.number", "jsonld.number")


@every_suite
def test_depth_ends_in_an_error_of_ours_when_signing_and_when_checking(suite):
    deep = "x"
    for _ in range(20_000):
        deep = [deep]
    for document in ({**badges.endorsement(), "name": deep}, {**badges.endorsement(), "@context": deep}):
        with pytest.raises(CredsealError):
            signed_without_copy(suite, document)
        with pytest.raises(CredsealError):
            verified({**document, "proof": signed(suite)["proof"]})
    with pytest.raises(CredsealError):
        verified(with_proof(signed(suite), nonce=deep))


def signed_without_copy(suite, document):
    return sign(document, SIGNERS[suite], verification_method=METHOD, cryptosuite=suite)


# --- shapes ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("proof", "code"),
    [
        (None, "proof.missing"),
        ([], "proof.missing"),
        ("text", "proof.member"),
        (5, "proof.member"),
        (["text"], "proof.member"),
        ([[]], "proof.member"),
        ({}, "proof.member"),
        ({"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022"}, "proof.member"),
        ([{}] * 17, "proof.count"),
    ],
)
def test_a_proof_is_an_object_or_some_of_them(proof, code):
    with pytest.raises(ProofError) as caught:
        parse({**badges.endorsement(), "proof": proof}, contexts=BUNDLED)
    assert caught.value.code == code


def test_a_document_without_proof_is_not_signed():
    with pytest.raises(ProofError) as caught:
        parse(badges.endorsement(), contexts=BUNDLED)
    assert (caught.value.code, caught.value.pointer) == ("proof.missing", "")


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("type", None), ("type", ["DataIntegrityProof"]), ("type", 5), ("cryptosuite", 5), ("cryptosuite", []),
        ("verificationMethod", None), ("verificationMethod", {"id": METHOD}), ("verificationMethod", [METHOD]),
        ("proofPurpose", None), ("proofPurpose", ["assertionMethod"]), ("proofPurpose", 5),
        ("created", "2026-11-22"), ("created", "2026-11-22T12:00:00"), ("created", "2026-W47-7T12:00:00Z"), ("created", ""),
        ("created", 1795348800), ("created", "2026-11-22T12:00:00+25:00"), ("expires", "never"), ("expires", ["2026-11-22T12:00:00Z"]),
        ("domain", 5), ("domain", [5]), ("domain", {"@value": "x"}), ("domain", [None]), ("challenge", 5), ("challenge", []),
        ("id", 5), ("id", []), ("previousProof", 5), ("previousProof", [5]), ("previousProof", {"id": "urn:uuid:1"}),
    ],
)  # fmt: skip
def test_members_of_a_proof_have_one_shape(member, value):
    document = signed()
    proof = {**document["proof"], member: value}
    if value is None:
        del proof[member]
    with pytest.raises(ProofError) as caught:
        parse({**document, "proof": proof}, contexts=BUNDLED)
    assert caught.value.code == "proof.member"
    assert caught.value.pointer.startswith("/proof")


def test_the_pointer_tells_which_proof_of_a_set():
    document = signed()
    with pytest.raises(ProofError) as caught:
        parse({**document, "proof": [document["proof"], {**document["proof"], "created": "x"}]}, contexts=BUNDLED)
    assert caught.value.pointer == "/proof/1/created"


# --- sets and chains ---------------------------------------------------------------------------------------------------------


def chain(suite="eddsa-rdfc-2022", names=("urn:uuid:1", "urn:uuid:2", "urn:uuid:3")):
    """Every proof builds on the one before."""
    document, previous = badges.endorsement(), ()
    for name in names:
        document = signed(suite, document, identifier=name, previous=previous)
        previous = (name,)
    return document


@every_suite
def test_a_chain_verifies_link_by_link(suite):
    document = chain(suite)
    found = parse(document, contexts=BUNDLED)
    for number, proof in enumerate(found.proofs):
        assert found.verify(proof, SIGNERS[suite].public_key).document == badges.endorsement()
        assert {other.identifier for other in found.before(proof)} == {f"urn:uuid:{n}" for n in range(1, number + 1)}


@every_suite
@pytest.mark.parametrize("member", ["proofValue", "created", "verificationMethod", "domain"])
def test_a_change_in_a_predecessor_breaks_the_proof_that_builds_on_it(suite, member):
    document = chain(suite)
    other = signed(suite, badges.endorsement(of="urn:uuid:other"))["proof"]
    changed = {"proofValue": other["proofValue"], "domain": "x.example"}.get(member, "2020-01-01T00:00:00Z")
    document["proof"][0][member] = "https://attacker.example/#k" if member == "verificationMethod" else changed
    assert refusal(document, number=0) == "signature.mismatch"
    assert refusal(document, number=1) == "signature.mismatch"
    assert verified(document, number=2)  # it covers the second proof, and that one as it stands: hence before()
    found = parse(document, contexts=BUNDLED)
    assert [proof.identifier for proof in found.before(found.proofs[2])] == ["urn:uuid:2", "urn:uuid:1"]


def test_a_predecessor_that_is_missing_or_there_twice_is_refused():
    document = chain()
    first, second, third = document["proof"]
    for proofs in ([second, third], [first, first, second], [{**first, "id": "urn:uuid:9"}, second]):
        changed = {**document, "proof": proofs}
        number = proofs.index(second)
        assert refusal(changed, number=number) == "proof.previous"
        found = parse(changed, contexts=BUNDLED)
        with pytest.raises(ProofError) as caught:
            found.before(found.proofs[number])
        assert (caught.value.code, caught.value.pointer) == ("proof.previous", f"/proof/{number}/previousProof")


def test_a_proof_that_builds_on_itself_is_refused():
    document = signed(identifier="urn:uuid:1")
    alone = with_proof(document, previousProof="urn:uuid:1")
    found = parse(alone, contexts=BUNDLED)
    with pytest.raises(ProofError) as caught:
        found.before(found.proofs[0])
    assert caught.value.code == "proof.previous"
    assert refusal(alone) == "signature.mismatch"


def test_proofs_that_build_on_each_other_are_refused():
    first, second = chain()["proof"][:2]
    document = {**badges.endorsement(), "proof": [{**first, "previousProof": second["id"]}, second]}
    found = parse(document, contexts=BUNDLED)
    for proof in found.proofs:
        with pytest.raises(ProofError) as caught:
            found.before(proof)
        assert caught.value.code == "proof.previous"


def test_a_cycle_further_back_ends():
    first, second, third = chain()["proof"]
    document = {**badges.endorsement(), "proof": [{**first, "previousProof": second["id"]}, second, third]}
    found = parse(document, contexts=BUNDLED)
    assert {proof.identifier for proof in found.before(found.proofs[2])} == {"urn:uuid:1", "urn:uuid:2"}
    assert refusal(document, number=0) == "signature.mismatch"


def test_a_proof_that_was_left_out_of_its_chain_does_not_count_as_one_of_a_set():
    document = chain()
    second = {key: value for key, value in document["proof"][1].items() if key != "previousProof"}
    assert refusal({**document, "proof": second}) == "signature.mismatch"


def test_a_stranger_may_add_a_proof_but_it_is_not_the_issuers():
    document = signed()
    stranger = generate("Ed25519")
    both = sign(document, stranger, verification_method="https://stranger.example/#key-1")
    assert verified(both, number=0).document == badges.endorsement()
    assert refusal(both, number=1) == "signature.mismatch"
    assert verified(both, stranger.public_key, number=1).proof.verification_method == "https://stranger.example/#key-1"


def test_a_proof_is_answered_with_the_document_alone_whatever_hides_among_its_members():
    document = signed()
    hidden = with_proof(document, proof={"credentialSubject": {"id": "urn:uuid:other"}})
    assert refusal(hidden) in ("signature.mismatch", "jsonld.undefined-term", "jsonld.empty")


@every_suite
def test_an_error_tells_neither_key_nor_value(suite):
    document = signed(suite)
    document["credentialSubject"]["endorsementComment"] = "private remark about Ada"
    with pytest.raises(SignatureError) as caught:
        verified(document)
    told = f"{caught.value} {caught.value.hint}"
    assert "Ada" not in told
    assert to_multikey(SIGNERS[suite].public_key) not in told


@every_suite
def test_signing_and_checking_leave_the_document_as_it_was(suite):
    document = badges.endorsement()
    before = copy.deepcopy(document)
    secured = sign(document, SIGNERS[suite], verification_method=METHOD, cryptosuite=suite)
    assert document == before
    kept = copy.deepcopy(secured)
    verified(secured)
    assert secured == kept
