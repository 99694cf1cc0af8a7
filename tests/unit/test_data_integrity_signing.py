"""Making proofs: what is written, and that our own verifier takes it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

import badges
from credseal.errors import CredsealError, ProofError
from credseal.jsonld.contexts import BUNDLED, Contexts, digest
from credseal.keys.signer import generate
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.securing.data_integrity.suites import find_suite, suite_to_sign
from credseal.securing.data_integrity.verifying import check_options, parse

METHOD = f"{badges.UNIVERSITY}#key-1"
AT = datetime(2026, 11, 20, 10, 0, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
SIGNERS = {kind: generate(kind) for kind in ("Ed25519", "P-256", "P-384")}
SUITES = {
    ("eddsa-rdfc-2022", "Ed25519"),
    ("eddsa-jcs-2022", "Ed25519"),
    ("ecdsa-rdfc-2019", "P-256"),
    ("ecdsa-rdfc-2019", "P-384"),
    ("ecdsa-jcs-2019", "P-256"),
    ("ecdsa-jcs-2019", "P-384"),
}
DOCUMENTS = [
    badges.open_badge,
    badges.badge_on_vc_1,
    badges.endorsed_badge,
    badges.badge_in_many_scripts,
    lambda: badges.presentation(badges.with_proof(badges.open_badge())),
]
every_suite = pytest.mark.parametrize(("suite", "kind"), sorted(SUITES))


def signed(document, kind="Ed25519", suite=None, contexts=BUNDLED, **options):
    return sign(
        document,
        SIGNERS[kind],
        verification_method=METHOD,
        cryptosuite=suite,
        options=ProofOptions(**options) if options else None,
        contexts=contexts,
    )


def verified(document, kind="Ed25519", number=0, contexts=BUNDLED):
    found = parse(document, contexts=contexts)
    return found.verify(found.proofs[number], SIGNERS[kind].public_key)


@every_suite
@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_is_signed_verifies(suite, kind, document):
    secured = signed(document(), kind, suite)
    result = verified(secured, kind)
    assert result.document == document()
    assert result.unpinned == ()
    assert result.proof.suite.name == suite
    assert {key: value for key, value in secured.items() if key != "proof"} == document()


@pytest.mark.parametrize(
    ("kind", "suite"), [("Ed25519", "eddsa-rdfc-2022"), ("P-256", "ecdsa-rdfc-2019"), ("P-384", "ecdsa-rdfc-2019")]
)
def test_without_a_name_the_keys_suite_over_statements_is_used(kind, suite):
    assert signed(badges.endorsement(), kind)["proof"]["cryptosuite"] == suite


@pytest.mark.parametrize(
    ("kind", "suite"),
    [
        ("P-256", "eddsa-rdfc-2022"),
        ("Ed25519", "ecdsa-rdfc-2019"),
        ("Ed25519", "ecdsa-jcs-2019"),
        ("Ed25519", "eddsa-2022"),
        ("Ed25519", "Ed25519Signature2020"),
        ("Ed25519", "bbs-2023"),
        ("P-384", ""),
    ],
)
def test_a_suite_that_does_not_go_with_the_key_or_is_no_longer_written_is_refused(kind, suite):
    with pytest.raises(ProofError) as caught:
        signed(badges.endorsement(), kind, suite)
    assert caught.value.code == "proof.key"
    assert suite_to_sign(suite, kind) is None


def test_the_draft_name_of_the_suite_is_read_but_not_written():
    assert find_suite("DataIntegrityProof", "eddsa-2022").verify_only
    assert find_suite("Ed25519Signature2020", None).verify_only
    assert find_suite("DataIntegrityProof", None) is None


def test_a_proof_says_what_its_options_say_and_no_more():
    proof = signed(
        badges.endorsement(),
        purpose="authentication",
        created=AT,
        expires=AT + timedelta(days=1),
        domain=["a.example"],
        challenge="nonce",
        identifier="urn:uuid:1",
    )["proof"]
    assert proof == {
        "id": "urn:uuid:1",
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-11-20T09:00:00Z",
        "expires": "2026-11-21T09:00:00Z",
        "verificationMethod": METHOD,
        "proofPurpose": "authentication",
        "domain": "a.example",
        "challenge": "nonce",
        "proofValue": proof["proofValue"],
    }
    plain = signed(badges.endorsement())["proof"]
    assert set(plain) == {"type", "cryptosuite", "verificationMethod", "proofPurpose", "proofValue"}
    assert plain["proofPurpose"] == "assertionMethod"


def test_an_instant_without_an_offset_is_not_written():
    with pytest.raises(CredsealError):
        signed(badges.endorsement(), created=datetime(2026, 11, 20))  # noqa: DTZ001  # the point


@every_suite
def test_the_options_are_read_back(suite, kind):
    domains = ["a.example", "b.example"]
    secured = signed(
        badges.endorsement(),
        kind,
        suite,
        created=AT,
        expires=AT,
        domain=domains,
        challenge="c",
        identifier="urn:uuid:1",
    )
    proof = verified(secured, kind).proof
    instant = AT.replace(microsecond=0)
    assert (proof.created, proof.expires) == (instant, instant)
    assert (proof.domain, proof.challenge) == (frozenset(domains), "c")
    assert (proof.identifier, proof.previous, proof.purpose) == ("urn:uuid:1", (), "assertionMethod")
    assert (proof.verification_method, proof.pointer) == (METHOD, "/proof")
    check_options(
        proof, purpose="assertionMethod", at=instant - timedelta(seconds=1), domain=domains[::-1], challenge="c"
    )


def test_a_proof_without_domain_and_challenge_is_good_where_none_is_asked_for():
    (proof,) = parse(signed(badges.endorsement(), domain=["a.example"], challenge="c"), contexts=BUNDLED).proofs
    check_options(proof, purpose="assertionMethod", at=datetime.now(UTC))


@every_suite
def test_a_second_proof_joins_the_first(suite, kind):
    secured = signed(signed(badges.endorsement(), kind, suite), "P-256")
    assert [proof["cryptosuite"] for proof in secured["proof"]] == [suite, "ecdsa-rdfc-2019"]
    assert verified(secured, kind, 0).document == verified(secured, "P-256", 1).document == badges.endorsement()
    assert parse(secured, contexts=BUNDLED).proofs[1].pointer == "/proof/1"


@every_suite
@pytest.mark.parametrize("other", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_a_chain_may_mix_suites(suite, kind, other):
    first = signed(badges.endorsement(), "Ed25519", other, identifier="urn:uuid:1")
    chained = signed(first, kind, suite, previous=["urn:uuid:1"])
    found = parse(chained, contexts=BUNDLED)
    assert found.verify(found.proofs[1], SIGNERS[kind].public_key).document == badges.endorsement()
    assert found.before(found.proofs[1]) == (found.proofs[0],)


@every_suite
@pytest.mark.parametrize(
    "previous", [("urn:uuid:1", "urn:uuid:2"), ("urn:uuid:2", "urn:uuid:1"), {"urn:uuid:1", "urn:uuid:2"}]
)
def test_a_proof_may_build_on_several_in_any_order(suite, kind, previous):
    document = badges.endorsement()
    for identifier in ("urn:uuid:1", "urn:uuid:2"):
        document = signed(document, kind, suite, identifier=identifier)
    document = signed(document, kind, suite, previous=previous)
    assert verified(document, kind, 2).proof.previous == tuple(document["proof"][2]["previousProof"])


@pytest.mark.parametrize("previous", [["urn:uuid:9"], ["urn:uuid:1", "urn:uuid:9"]])
def test_a_proof_does_not_build_on_one_that_is_not_there(previous):
    first = signed(badges.endorsement(), identifier="urn:uuid:1")
    with pytest.raises(ProofError) as caught:
        signed(first, previous=previous)
    assert caught.value.code == "proof.previous"


def test_a_proof_does_not_build_on_one_of_two_with_the_same_id():
    twice = signed(signed(badges.endorsement(), identifier="urn:uuid:1"), identifier="urn:uuid:1")
    with pytest.raises(ProofError) as caught:
        signed(twice, previous=["urn:uuid:1"])
    assert caught.value.code == "proof.previous"


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_a_pinned_inline_context_can_be_signed_and_an_unpinned_one_is_noted(suite):
    own = {"own": "https://own.example/#own"}
    contexts = Contexts(inline={digest(own)})
    document = {**badges.endorsement(), "@context": [badges.V2, badges.OB, own], "own": "x"}
    secured = signed(document, "Ed25519", suite, contexts)
    assert verified(secured, contexts=contexts).document == document
    noted = verified(secured)
    assert noted.unpinned == ("/own",)
    assert noted.document == {**badges.endorsement(), "@context": document["@context"]}


def test_a_proof_over_json_repeats_the_context_and_one_over_statements_does_not():
    assert signed(badges.endorsement(), suite="eddsa-jcs-2022")["proof"]["@context"] == badges.endorsement()["@context"]
    assert "@context" not in signed(badges.endorsement(), suite="eddsa-rdfc-2022")["proof"]


def test_the_same_signature_is_made_again():
    assert signed(badges.open_badge(), created=AT) == signed(badges.open_badge(), created=AT)


def test_one_transformation_serves_all_proofs_of_a_set(monkeypatch):
    secured = badges.endorsement()
    for _ in range(3):
        secured = signed(secured)
    found = parse(secured, contexts=BUNDLED)
    for proof in found.proofs:
        found.verify(proof, SIGNERS["Ed25519"].public_key)
    assert len(found._transformed) == 1
