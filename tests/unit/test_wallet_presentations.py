"""Presentations as two learner wallets make them, Learner Credential Wallet and LearnCard: signed with Ed25519Signature2020.

Both sign under the contexts of version 2.0 and of the suite, over ``challenge`` and ``domain``; LearnCard says ``assertionMethod`` where
``authentication`` belongs. They are made here without credseal: PyLD canonicalises, and ``cryptography`` signs. Vectors of the suite itself, and
presentations that Digital Bazaar's implementation of it made, have their own tests (``test_data_integrity_vectors``, ``interop``).
"""

import hashlib
import json

import pytest

from badges import V2, badge_on_vc_1
from credseal.errors import CredsealError
from credseal.report import Verdict
from credseal.report.presentation import PresentationError
from interop.plain_proofs import base58_encode
from presentations import ADA, AUDIENCE, BO, CHALLENGE, UNIVERSITY, badge_of, employer, learner_of
from pyld_peer import by_pyld

SUITE = "https://w3id.org/security/suites/ed25519-2020/v1"
NOW_TEXT = "2026-11-22T10:00:00Z"
QUIRK = {"learncard-purpose"}


def in_order(options, document):
    """What the suite signs: the hash of the proof's options, under the document's contexts, and then that of the document."""
    under = {"@context": document["@context"], **options}
    return b"".join(hashlib.sha256(by_pyld(part)).digest() for part in (under, document))


def signed_2020(document, party, purpose, *, signing_input=in_order, **members):
    """The document with a proof of the suite; members are of the proof."""
    options = {
        "type": "Ed25519Signature2020",
        "created": NOW_TEXT,
        "verificationMethod": party.method,
        "proofPurpose": purpose,
        **members,
    }
    signature = party.signer.sign(signing_input(options, document))
    return {**document, "proof": {**options, "proofValue": "z" + base58_encode(signature)}}


def learner_credential_wallet(*badges, purpose="authentication", **members):
    """The presentation of Ada's wallet."""
    document = {
        "@context": [V2, SUITE],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": list(badges),
        "holder": ADA.did,
    }
    return signed_2020(document, ADA, purpose, **{"challenge": CHALLENGE, "domain": AUDIENCE, **members})


def learn_card(*badges, **members):
    return learner_credential_wallet(*badges, purpose="assertionMethod", **members)


def verified(shown, **options):
    """The report of the whole verifier; raises unless all of it is accepted."""
    options = {"challenge": CHALLENGE, "audience": AUDIENCE, **options}
    return employer().verify_presentation(json.dumps(shown), **options)


def refused(shown, **options):
    """The checks that did not pass, of the presentation alone."""
    with pytest.raises(PresentationError) as caught:
        verified(shown, **options)
    report = caught.value.report
    assert report.verdict is Verdict.REJECTED
    assert not report.presenter.shown
    return {check.name: check.code for check in report.checks if check.outcome != "passed"}


def test_the_learner_credential_wallets_is_accepted():
    report = verified(learner_credential_wallet(badge_of(number=1), badge_of(number=2)))
    assert report.verdict is Verdict.ACCEPTED
    assert (report.presenter.id, report.presenter.shown) == (ADA.did, True)
    assert [proof.suite for proof in report.proofs] == ["Ed25519Signature2020"]
    assert [learner_of(report, number) for number in (0, 1)] == [("passed", "learner.by-key")] * 2
    assert report.notes == ()


def test_learn_cards_is_accepted_only_where_its_quirk_is_named_and_then_with_a_warning():
    shown = learn_card(badge_of())
    assert refused(shown) == {"occasion": "proof.purpose"}
    report = verified(shown, compat=QUIRK)
    assert report.verdict is Verdict.ACCEPTED
    assert [(note.code, note.severity, note.pointer) for note in report.notes] == [
        ("presentation.purpose", "warning", "/proof/proofPurpose")
    ]
    assert learner_of(report) == ("passed", "learner.by-key")


def test_who_puts_up_with_the_quirk_is_not_warned_of_a_wallet_without_it():
    assert verified(learner_credential_wallet(badge_of()), compat=QUIRK).notes == ()


@pytest.mark.parametrize("of", [learner_credential_wallet, learn_card])
@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"challenge": "another"}, "proof.challenge"),
        ({"domain": "https://other.example"}, "proof.domain"),
        ({"domain": "employer.example"}, "proof.domain"),
        ({"expires": "2026-11-22T09:59:59Z"}, "proof.expired"),
    ],
    ids=str,
)
def test_what_was_made_for_another_occasion_is_refused_with_and_without_the_quirk(of, members, code):
    assert refused(of(badge_of(), **members), compat=QUIRK) == {"occasion": code}


@pytest.mark.parametrize("of", [learner_credential_wallet, learn_card])
def test_a_presentation_of_long_ago_is_refused(of):
    shown = of(badge_of(), created="2026-11-22T09:43:00Z")
    assert refused(shown, compat=QUIRK) == {"freshness": "presentation.stale"}


@pytest.mark.parametrize("of", [learner_credential_wallet, learn_card])
def test_the_purpose_is_signed_and_cannot_be_made_to_suit(of):
    shown = of(badge_of())
    other = {"authentication": "assertionMethod", "assertionMethod": "authentication"}[shown["proof"]["proofPurpose"]]
    turned = {**shown, "proof": {**shown["proof"], "proofPurpose": other}}
    assert refused(turned, compat=QUIRK) == {"signature": "signature.mismatch", "holder": "presentation.not-shown"}


@pytest.mark.parametrize(
    ("change", "holder"),
    [
        ({"holder": BO.did}, "presentation.other-holder"),
        ({"verifiableCredential": [badge_of(number=2)]}, "presentation.not-shown"),
        ({"id": "urn:uuid:1"}, "presentation.not-shown"),
    ],
)
def test_nothing_of_what_was_signed_can_be_changed(change, holder):
    found = refused({**learner_credential_wallet(badge_of()), **change})
    assert found == {"signature": "signature.mismatch", "holder": holder}


def test_without_the_context_of_the_suite_the_proof_has_no_meaning():
    shown = learner_credential_wallet(badge_of())
    undefined = dict.fromkeys(("contexts", "signature"), "jsonld.undefined-term")
    assert refused({**shown, "@context": [V2]}) == {**undefined, "holder": "presentation.not-shown"}


def test_another_learners_badge_is_not_the_presenters():
    with pytest.raises(PresentationError) as caught:
        verified(learner_credential_wallet(badge_of(), badge_of(BO, 2)))
    assert [one.report.check("learner").code for one in caught.value.report.credentials] == [
        "learner.by-key",
        "learner.other-presenter",
    ]


def test_the_quirk_is_the_presenters_and_no_issuers():
    badge = {name: value for name, value in badge_of().items() if name != "proof"}
    shown = learn_card(UNIVERSITY.sign(badge, purpose="authentication"))
    with pytest.raises(CredsealError) as caught:
        verified(shown, compat=QUIRK)
    assert caught.value.code == "proof.purpose"


def test_a_badge_of_the_older_data_model_with_a_proof_of_the_suite_is_accepted_in_it():
    badge = badge_of(badge=badge_on_vc_1)
    document = {name: value for name, value in badge.items() if name != "proof"}
    document["@context"] = [*document["@context"][:2], SUITE]
    older = signed_2020(document, UNIVERSITY, "assertionMethod")
    report = verified(learner_credential_wallet(older))
    assert [proof.suite for proof in report.credentials[0].report.proofs] == ["Ed25519Signature2020"]


def document_first(options, document):
    signed = in_order(options, document)
    return signed[32:] + signed[:32]


def options_as_a_data_integrity_proof(options, document):
    return in_order({**options, "type": "DataIntegrityProof"}, document)


def document_alone(options, document):
    return in_order(options, document)[32:]


@pytest.mark.parametrize("signing_input", [document_first, options_as_a_data_integrity_proof, document_alone])
def test_a_signature_over_other_bytes_is_none(signing_input):
    shown = learner_credential_wallet(badge_of(), signing_input=signing_input)
    assert refused(shown) == {"signature": "signature.mismatch", "holder": "presentation.not-shown"}
