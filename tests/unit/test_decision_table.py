"""The decision table of a report, line by line: a situation, the checks it decides, the verdict that follows."""

import copy
import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest

from badges import open_badge
from credseal.checks.expectations import ExpectedLearner
from credseal.checks.policy import Policy
from credseal.did.key import did_of, method_id_of
from credseal.encoding import jcs, multibase
from credseal.errors import JsonLdError, ModelError
from credseal.keys.multikey import to_multikey
from credseal.keys.signer import generate
from credseal.report import Outcome, Undetermined, Verdict, VerificationError
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.trust.register import Register
from credseal.verifier import Verifier
from simulators import IssuerWeb

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SIGNER = generate("Ed25519")
DID = did_of(SIGNER.public_key)
METHOD = method_id_of(DID)
PASSED, FAILED, INCONCLUSIVE = Outcome.PASSED, Outcome.FAILED, Outcome.INCONCLUSIVE
ACCEPTED, REJECTED, UNDETERMINED = Verdict.ACCEPTED, Verdict.REJECTED, Verdict.UNDETERMINED
LISTED = Register.load({"name": "Universities", "issuers": [{"id": DID, "name": "University of Example"}]})


def badge(**members):
    document = copy.deepcopy(open_badge())
    document.pop("credentialStatus", None)
    document["issuer"]["id"] = DID
    document["validFrom"] = "2026-11-01T00:00:00Z"
    document.pop("validUntil", None)
    document.update(members)
    return {member: value for member, value in document.items() if value is not None}


def signed(document, signer=SIGNER, method=METHOD, **options):
    return sign(document, signer, verification_method=method, options=ProofOptions(created=NOW, **options))


def verifier(**options):
    options.setdefault("fetch", None)
    return Verifier(clock=lambda: NOW, **options)


def answer(document, *, trust=(LISTED,), policy=Policy.AUTHENTIC, fetch=None, **expected):
    report = verifier(trust=trust, policy=policy, fetch=fetch).inspect(json.dumps(document), **expected)
    return report, {check.name: (check.outcome, check.code) for check in report.checks}


def web_of(did, *signers, relationship="assertionMethod"):
    """The web on which a did:web issuer publishes its document with these keys."""
    methods = [
        {
            "id": f"{did}#key-{number}",
            "type": "Multikey",
            "controller": did,
            "publicKeyMultibase": to_multikey(signer.public_key),
        }
        for number, signer in enumerate(signers, 1)
    ]
    web = IssuerWeb()
    web.publish(
        "https://uni.example/.well-known/did.json",
        {"id": did, "verificationMethod": methods, relationship: [method["id"] for method in methods]},
    )
    return web


def test_a_listed_issuer_s_unchanged_badge_is_accepted():
    report, checks = answer(signed(badge()))
    assert report.verdict is ACCEPTED
    assert checks["issuer_recognised"] == (PASSED, "issuer.listed")
    assert report.issuer.confirmed_name == "University of Example"
    assert report.issuer.confirmed_by == "the register Universities"
    assert "Whose it is was not checked" in report.headline


def test_an_unknown_did_key_is_undetermined_since_anyone_can_make_such_a_key():
    report, checks = answer(signed(badge()), trust=())
    assert checks["issuer_authenticated"][0] is PASSED
    assert checks["issuer_recognised"] == (INCONCLUSIVE, "issuer.unknown-key")
    assert report.verdict is UNDETERMINED
    assert "anyone can make such a key" in report.headline
    assert report.issuer.confirmed_name is None
    assert report.issuer.claimed_name == "University of Examples"


def test_an_expected_issuer_is_recognised_and_another_is_rejected():
    assert answer(signed(badge()), trust=(), issuer=DID)[0].verdict is ACCEPTED
    report, checks = answer(signed(badge()), issuer="did:web:other.example")
    assert (report.verdict, checks["issuer_recognised"]) == (REJECTED, (FAILED, "issuer.other"))


def test_a_wrong_proof_is_rejected():
    document = signed(badge())
    document["credentialSubject"]["achievement"]["name"] = "Doctorate"
    report, checks = answer(document)
    assert (report.verdict, checks["signature"]) == (REJECTED, (FAILED, "signature.mismatch"))
    assert checks["issuer_authenticated"][0] is INCONCLUSIVE


def test_a_wrong_proof_beside_a_good_one_is_rejected():
    document = signed(signed(badge()))
    document["proof"][1]["proofValue"] = document["proof"][0]["proofValue"]
    document["proof"][1]["created"] = "2026-11-21T00:00:00Z"
    report, checks = answer(document)
    assert (report.verdict, checks["signature"]) == (REJECTED, (FAILED, "signature.mismatch"))
    assert [proof.outcome for proof in report.proofs] == [PASSED, FAILED]


def test_an_unsupported_proof_beside_a_good_one_by_the_issuer_does_not_decide():
    document = signed(badge())
    document["proof"] = [{"type": "SomeProof2031"}, document["proof"]]
    report, _ = answer(document)
    assert report.verdict is ACCEPTED
    assert [(proof.outcome, proof.code) for proof in report.proofs] == [
        (INCONCLUSIVE, "proof.unsupported"),
        (PASSED, "signature.fits"),
    ]


def test_only_an_unsupported_proof_is_undetermined():
    report, checks = answer({**badge(), "proof": {"type": "SomeProof2031"}})
    assert (report.verdict, checks["signature"]) == (UNDETERMINED, (INCONCLUSIVE, "proof.unsupported"))


def test_no_proof_is_rejected():
    report, checks = answer(badge())
    assert (report.verdict, checks["signature"]) == (REJECTED, (FAILED, "proof.missing"))


def test_a_did_web_that_cannot_be_resolved_is_undetermined():
    document = badge()
    document["issuer"]["id"] = "did:web:uni.example"
    report, checks = answer(signed(document, method="did:web:uni.example#key-1"))
    assert checks["signature"][0] is INCONCLUSIVE
    assert checks["issuer_authenticated"] == (INCONCLUSIVE, "did.offline")
    assert report.verdict is UNDETERMINED


def test_a_resolved_did_web_is_known_by_its_domain_and_accepted_where_the_policy_says_so():
    document = badge()
    document["issuer"]["id"] = "did:web:uni.example"
    document = signed(document, method="did:web:uni.example#key-1")
    web = web_of("did:web:uni.example", SIGNER)
    report, checks = answer(document, fetch=web)
    assert checks["issuer_authenticated"][0] is PASSED
    assert (report.verdict, checks["issuer_recognised"]) == (UNDETERMINED, (INCONCLUSIVE, "issuer.domain"))
    report, _ = answer(document, fetch=web, policy=Policy.DOMAIN)
    assert report.verdict is ACCEPTED
    assert report.issuer.confirmed_name == "uni.example"
    assert report.issuer.confirmed_by == "the domain"


def test_an_issuer_whose_document_does_not_list_the_key_is_rejected():
    document = badge()
    document["issuer"]["id"] = "did:web:uni.example"
    document = signed(document, method="did:web:uni.example#key-1")
    other = web_of("did:web:uni.example", generate("Ed25519"), relationship="authentication")
    report, checks = answer(document, fetch=other)
    assert (report.verdict, checks["issuer_authenticated"]) == (REJECTED, (FAILED, "method.relationship"))


def test_a_key_of_another_controller_is_rejected():
    document = badge()
    document["issuer"]["id"] = "did:web:uni.example"
    report, checks = answer(signed(document))
    assert checks["signature"][0] is PASSED
    assert (report.verdict, checks["issuer_authenticated"]) == (REJECTED, (FAILED, "method.issuer"))


def test_a_key_in_the_issuer_s_own_fragment_authenticates_nobody():
    document = badge()
    document["issuer"]["id"] = "https://uni.example/issuer"
    method = f"https://uni.example/issuer#{to_multikey(SIGNER.public_key)}"
    report, checks = answer(signed(document, method=method))
    assert checks["signature"][0] is PASSED
    assert checks["issuer_authenticated"][0] is INCONCLUSIVE
    assert report.verdict is UNDETERMINED
    web = IssuerWeb()
    web.publish("https://uni.example/issuer", {"id": "https://uni.example/issuer", "assertionMethod": []})
    report, checks = answer(signed(document, method=method), fetch=web)
    assert checks["issuer_authenticated"][0] is FAILED
    assert report.verdict is REJECTED


def test_a_proof_for_another_purpose_authenticates_nobody():
    report, checks = answer(signed(badge(), purpose="authentication"))
    assert checks["signature"][0] is PASSED
    assert (report.verdict, checks["issuer_authenticated"]) == (REJECTED, (FAILED, "proof.purpose"))


def test_an_expired_proof_authenticates_nobody():
    report, checks = answer(signed(badge(), expires=NOW - timedelta(days=1)))
    assert (report.verdict, checks["issuer_authenticated"]) == (REJECTED, (FAILED, "proof.expired"))


def test_a_stranger_s_proof_does_not_choose_whom_the_verifier_talks_to():
    document = signed(signed(badge()), method="did:web:tracker.example#key-1")
    web = IssuerWeb()
    report, _ = answer(document, fetch=web)
    assert web.requests == []
    assert [(proof.outcome, proof.code) for proof in report.proofs] == [
        (PASSED, "signature.fits"),
        (INCONCLUSIVE, "method.others"),
    ]
    assert report.verdict is ACCEPTED


def test_a_chain_counts_only_with_its_predecessors():
    first = signed(badge(), identifier="urn:uuid:0a6e1d2c-0001-4000-8000-00000000000a")
    both = signed(first, previous=[first["proof"]["id"]])
    assert answer(both)[0].verdict is ACCEPTED
    both["proof"][0]["created"] = "2020-01-01T00:00:00Z"
    report, _ = answer(both)
    assert report.verdict is REJECTED
    assert [proof.outcome for proof in report.proofs] == [FAILED, FAILED]


@pytest.mark.parametrize(
    ("members", "expected", "verdict"),
    [
        ({"validUntil": "2026-11-21T00:00:00Z"}, (FAILED, "dates.expired"), REJECTED),
        ({"validUntil": "2026-11-22T09:59:30Z"}, (PASSED, "dates.valid"), ACCEPTED),
        ({"validFrom": "2026-11-23T00:00:00Z"}, (FAILED, "dates.not-yet"), REJECTED),
        ({"validFrom": "2026-11-22T10:00:30Z"}, (PASSED, "dates.valid"), ACCEPTED),
        (
            {"validFrom": "2026-11-20T00:00:00Z", "validUntil": "2026-11-19T00:00:00Z"},
            (FAILED, "dates.order"),
            REJECTED,
        ),
        ({"awardedDate": "2026-12-24T00:00:00Z"}, (FAILED, "dates.not-yet-awarded"), REJECTED),
        ({"awardedDate": "2026-11-23T00:00:00Z"}, (PASSED, "dates.valid"), ACCEPTED),
        ({"validUntil": "2026-12-31"}, (FAILED, "model.instant"), REJECTED),
        ({"validUntil": "2026-W53-1T00:00:00Z"}, (FAILED, "model.instant"), REJECTED),
    ],
)
def test_dates_decide_with_a_minute_for_clocks(members, expected, verdict):
    report, checks = answer(signed(badge(**members)))
    assert (report.verdict, checks["dates"]) == (verdict, expected)


def test_dates_are_judged_by_the_instant_asked_for():
    document = signed(badge(validUntil="2026-11-21T00:00:00Z"))
    assert answer(document, at=datetime(2026, 11, 20, tzinfo=UTC))[0].verdict is ACCEPTED


def test_no_status_is_not_applicable_and_a_declared_one_stays_undecided():
    assert answer(signed(badge()))[1]["standing"] == (Outcome.NOT_APPLICABLE, "standing.none")
    status = {
        "id": "https://uni.example/status#1",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "1",
        "statusListCredential": "https://uni.example/status",
    }
    report, checks = answer(signed(badge(credentialStatus=status)))
    assert (report.verdict, checks["standing"]) == (UNDETERMINED, (INCONCLUSIVE, "standing.unread"))


def test_an_instant_without_a_zone_is_refused_before_anything_is_judged_by_it():
    for ask in (verifier().verify, verifier().inspect):
        with pytest.raises(ModelError, match="no time zone"):
            ask(json.dumps(signed(badge())), at=datetime(2026, 11, 20))  # noqa: DTZ001  that is the point


def test_a_member_that_only_other_readers_understand_is_no_way_past_the_dates_even_for_the_issuer():
    expired = badge(**{"https://www.w3.org/2018/credentials#validUntil": "2020-01-01T00:00:00Z"})
    with pytest.raises(JsonLdError) as refused:
        sign(expired, SIGNER, verification_method=METHOD, cryptosuite="eddsa-jcs-2022")
    assert refused.value.code == "jsonld.iri-key"
    # Another implementation signs it all the same (Data Integrity EdDSA, section 3.3).
    proof = {**signed(badge())["proof"], "cryptosuite": "eddsa-jcs-2022", "@context": expired["@context"]}
    del proof["proofValue"]
    hashes = b"".join(hashlib.sha256(jcs.canonicalize(part)).digest() for part in (proof, expired))
    document = {**expired, "proof": {**proof, "proofValue": multibase.encode(SIGNER.sign(hashes))}}
    report, checks = answer(document)
    assert (report.verdict, checks["contexts"]) == (REJECTED, (FAILED, "jsonld.iri-key"))


def test_a_register_entry_that_is_over_does_not_recognise():
    over = {"id": DID, "name": "University of Example", "valid_until": "2026-01-01"}
    register = Register.load({"name": "Old", "issuers": [over]})
    report, checks = answer(signed(badge()), trust=(register,))
    assert (report.verdict, checks["issuer_recognised"]) == (UNDETERMINED, (INCONCLUSIVE, "issuer.listing-over"))
    assert answer(signed(badge()), trust=(register, LISTED))[0].verdict is ACCEPTED


@pytest.mark.parametrize(
    ("subject", "expected", "outcome", "code"),
    [
        ({"id": "did:example:ada"}, {"did": "did:example:ada"}, PASSED, "learner.matches"),
        ({"id": "did:example:eve"}, {"did": "did:example:ada"}, FAILED, "learner.other"),
        ({}, {"did": "did:example:ada"}, INCONCLUSIVE, "learner.not-comparable"),
        ({"email": "ada@example.org"}, {"email": "ada@example.org"}, PASSED, "learner.matches"),
        ({"email": "eve@example.org"}, {"email": "ada@example.org"}, FAILED, "learner.other"),
        ({"hash": "sha256"}, {"email": "a@example.com"}, PASSED, "learner.matches"),
        ({"hash": "sha256"}, {"email": "b@example.com"}, FAILED, "learner.other"),
        ({"hash": "md5"}, {"email": "a@example.com"}, INCONCLUSIVE, "learner.not-comparable"),
        ({"hash": "sha256", "email": "b@example.com"}, {"email": "a@example.com"}, FAILED, "learner.conflicting"),
        ({}, {"given_name": "Ada", "family_name": "Example"}, INCONCLUSIVE, "learner.names-only"),
        ({}, {"given_name": "Eve", "family_name": "Example"}, FAILED, "learner.other"),
        ({"email": "ada@example.org"}, {"email": "ada@example.org", "family_name": "Other"}, PASSED, "learner.matches"),
    ],
)
def test_the_learner_is_compared_only_by_what_can_be_compared(subject, expected, outcome, code):
    document = badge()
    about = document["credentialSubject"]
    about.pop("id", None)
    about["identifier"] = [
        {"type": "IdentityObject", "hashed": False, "identityHash": "Ada Example", "identityType": "name"}
    ]
    if "id" in subject:
        about["id"] = subject["id"]
    if "email" in subject:
        about["identifier"].append(
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": subject["email"],
                "identityType": "emailAddress",
            }
        )
    if "hash" in subject:
        # The example of Open Badges 3.0: a@example.com with the salt Kosher.
        digest = {
            "sha256": "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399",
            "md5": "md5$f89c9e0a9a8e0b1c3ea1a7f9d9ea8b4f",
        }[subject["hash"]]
        about["identifier"].append(
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": digest,
                "identityType": "emailAddress",
                "salt": "Kosher",
            }
        )
    report, checks = answer(signed(document), learner=ExpectedLearner(**expected))
    assert checks["learner"] == (outcome, code)
    assert report.verdict is {PASSED: ACCEPTED, FAILED: REJECTED, INCONCLUSIVE: UNDETERMINED}[outcome]


def test_a_document_of_unknown_context_is_undetermined_and_a_respelled_one_rejected():
    document = signed(badge())
    unknown = {**document, "@context": [*document["@context"], "https://elsewhere.example/v1"]}
    report, checks = answer(unknown)
    assert (report.verdict, checks["contexts"]) == (UNDETERMINED, (INCONCLUSIVE, "contexts.unknown"))
    assert checks["signature"][0] is INCONCLUSIVE
    respelled = {**document, "https://www.w3.org/2018/credentials#validFrom": document["validFrom"]}
    del respelled["validFrom"]
    report, checks = answer(respelled)
    assert (report.verdict, checks["contexts"]) == (REJECTED, (FAILED, "jsonld.iri-key"))


def test_an_inline_context_that_nobody_vouches_for_is_undetermined_and_its_terms_unread():
    inline = {"shoeSize": "https://elsewhere.example/terms#shoeSize"}
    document = badge(shoeSize="46")
    document["@context"] = [*document["@context"], inline]
    with pytest.raises(Exception, match="unpinned context"):
        signed(document)
    report, checks = answer({**document, "proof": signed(badge())["proof"]})
    assert checks["signature"][0] is FAILED
    assert checks["contexts"] == (INCONCLUSIVE, "contexts.unpinned")
    appended = signed(badge())
    appended["@context"] = [*appended["@context"], inline]
    report, checks = answer(appended)
    assert (report.verdict, checks["signature"][0]) == (ACCEPTED, PASSED)  # nothing uses the appended context


def test_what_is_no_credential_is_rejected_by_its_members():
    document = signed(badge())
    document["type"] = ["OpenBadgeCredential"]
    report, checks = answer(document)
    assert (report.verdict, checks["structure"]) == (REJECTED, (FAILED, "vcdm.type"))


def test_verify_raises_for_both_other_verdicts_and_the_errors_hold_the_report():
    tampered = signed(badge())
    tampered["name"] = "Other"
    with pytest.raises(VerificationError) as rejected:
        verifier().verify(json.dumps(tampered))
    assert rejected.value.report.verdict is REJECTED
    assert rejected.value.code == "signature.mismatch"
    assert not isinstance(rejected.value, Undetermined)
    with pytest.raises(Undetermined) as undetermined:
        verifier().verify(json.dumps(signed(badge())))
    assert undetermined.value.report.verdict is UNDETERMINED
    assert verifier(trust=[LISTED]).verify(json.dumps(signed(badge()))).verdict is ACCEPTED


def test_inspect_never_raises_for_what_it_is_handed():
    for source in (b"", b"{", "[]", b"\x89PNG\r\n\x1a\n", "eyJhbGciOiJFUzI1NiJ9.e30.AAAA", {"a": object()}):
        report = verifier().inspect(source)
        assert report.verdict is REJECTED
        assert report.check("structure").outcome is FAILED


def test_proof_only_verification_says_no_more_than_that():
    document = signed(badge(validUntil="2026-11-21T00:00:00Z"))
    assert verifier().verify_proofs(json.dumps(document)) == "signature valid"
    document["name"] = "Other"
    with pytest.raises(Exception, match="does not match"):
        verifier().verify_proofs(json.dumps(document))


def test_a_report_for_programs_has_a_versioned_schema_and_no_learner():
    report, _ = answer(signed(badge()))
    written = json.dumps(report.to_dict())
    assert report.to_dict()["schema"] == "credseal.report.v1"
    assert report.to_dict()["verdict"] == "accepted"
    assert "did:example:ada" not in written
