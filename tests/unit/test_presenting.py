"""A wallet shows credentials: what stands in a presentation, and what is refused before anything is signed."""

import copy
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from badges import V2, badge_on_vc_1, smallest_badge
from credseal.did import jwk as did_jwk
from credseal.errors import CredsealError, PresentingError
from credseal.issuer import Issuer
from credseal.media.baked import bake
from credseal.model.text import Text
from credseal.securing.data_integrity.selective.deriving import derive
from credseal.wallet import present
from diplomas import University
from pictures import png
from presentations import (
    ADA,
    AUDIENCE,
    BO,
    CHALLENGE,
    NOW,
    UNIVERSITY,
    Party,
    asked,
    badge_of,
    employer,
    learner_of,
    wrong,
)
from records import UNIVERSITY as RECORD
from records import course, credential
from simulators import Clock


def refusal(*credentials, by=ADA, **options):
    with pytest.raises(CredsealError) as refused:
        by.show(*credentials, **options)
    return refused.value.code


def test_a_presentation_holds_the_credentials_as_they_are_and_nothing_that_was_not_asked_for():
    first, second = badge_of(number=1), badge_of(number=2)
    shown = ADA.show(first, second)
    assert shown.pop("proof") == {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-11-22T10:00:00Z",
        "verificationMethod": ADA.method,
        "proofPurpose": "authentication",
        "domain": AUDIENCE,
        "challenge": CHALLENGE,
        "proofValue": ADA.show(first, second)["proof"]["proofValue"],
    }
    assert shown == {
        "@context": [V2],
        "type": ["VerifiablePresentation"],
        "holder": ADA.did,
        "verifiableCredential": [first, second],
    }


def test_what_is_presented_is_accepted_by_whom_it_was_presented_to(tmp_path):
    made = present([badge_of()], ADA.signer, challenge=CHALLENGE, domain=AUDIENCE, clock=lambda: NOW)
    made.save(tmp_path / "shown.json")
    assert (made.holder, made.securing, made.media_type) == (ADA.did, "eddsa-rdfc-2022", "application/vp")
    report = employer().verify_presentation(tmp_path / "shown.json", challenge=CHALLENGE, audience=AUDIENCE)
    assert report.verdict == "accepted"


@pytest.mark.parametrize(
    ("kind", "suite"),
    [
        ("Ed25519", "eddsa-jcs-2022"),
        ("P-256", "ecdsa-rdfc-2019"),
        ("P-384", "ecdsa-rdfc-2019"),
        ("P-256", "ecdsa-jcs-2019"),
    ],
)
def test_every_suite_that_signs_presents(kind, suite):
    holder = Party(kind)
    shown = holder.show(badge_of(holder), securing=suite)
    assert asked(shown)[0].verdict == "accepted"


def test_credentials_of_both_versions_stand_in_one_presentation():
    shown = ADA.show(badge_of(number=1, badge=badge_on_vc_1), badge_of(number=2))
    report, _ = asked(shown)
    assert [one.report.verdict for one in report.credentials] == ["accepted", "accepted"]


def test_files_pictures_texts_and_objects_are_taken(tmp_path):
    (tmp_path / "ada.json").write_text(json.dumps(badge_of(number=1)))
    baked = bake(png(), json.dumps(badge_of(number=2)))
    shown = ADA.show(tmp_path / "ada.json", baked, json.dumps(badge_of(number=3)), badge_of(number=4))
    assert [one["id"][-1] for one in shown["verifiableCredential"]] == ["1", "2", "3", "4"]
    assert asked(shown)[0].verdict == "accepted"


@pytest.mark.parametrize(
    "how", [{"extended": True}, {"profile": "elm", "securing": "eddsa-rdfc-2022"}], ids=["badge", "diploma"]
)
def test_badges_in_several_languages_and_bridged_diplomas_can_be_presented(how):
    """Their inline contexts are known, so that they give nothing a meaning that nobody vouches for."""
    issuer = Issuer(replace(RECORD, id=UNIVERSITY.did), UNIVERSITY.signer, clock=lambda: NOW)
    named = replace(credential().learner, id=ADA.did)
    title = Text({"en": "Testing drinking water", "de": "Trinkwasser prüfen"})
    sealed = issuer.issue(course(title=title).award(named, awarded_on=credential().awarded_on), **how)
    assert any(isinstance(entry, dict) for entry in sealed.document["@context"])
    report, _ = asked(ADA.show(sealed.document))
    assert learner_of(report) == ("passed", "learner.by-key")
    assert report.verdict == "accepted"


def test_a_token_is_presented_in_an_envelope_and_one_of_version_1_1_not_at_all():
    issuer = Issuer(replace(RECORD, id=UNIVERSITY.did), UNIVERSITY.signer, clock=lambda: NOW)
    record = course().award(replace(credential().learner, id=ADA.did), awarded_on=credential().awarded_on)
    token = issuer.issue(record, securing="vc+jwt").data.decode()
    shown = ADA.show(token)
    assert shown["verifiableCredential"] == [
        {"@context": V2, "id": f"data:application/vc+jwt,{token}", "type": "EnvelopedVerifiableCredential"}
    ]
    report, _ = asked(shown)
    assert (report.verdict, learner_of(report)) == ("accepted", ("passed", "learner.by-key"))
    assert refusal(issuer.issue(record, securing="jwt").data) == "wallet.token"
    assert refusal(token, token) == "presentation.duplicate"


def test_of_a_credential_that_is_shown_in_parts_the_derived_one_is_presented_and_never_all():
    university = Party("P-256")
    said = {name: value for name, value in badge_of(by=university).items() if name != "proof"}
    pointers = [
        "/issuer",
        "/validFrom",
        "/credentialSubject/id",
        "/credentialSubject/type",
        "/credentialSubject/achievement",
    ]
    whole = university.sign(said, cryptosuite="ecdsa-sd-2023", mandatory_pointers=pointers)
    assert refusal(whole) == "disclosure.base"
    report, checks = asked(ADA.show(derive(whole, ["/credentialSubject/result"])), issuer=university.did)
    assert (wrong(checks), report.verdict) == ({}, "accepted")
    assert learner_of(report) == ("passed", "learner.by-key")
    assert "evidence" not in report.credentials[0].report.document


def test_a_learner_who_is_named_by_a_did_jwk_presents_as_that():
    identifier = did_jwk.did_of(ADA.signer.public_key)
    shown = ADA.show(badge_of(identifier))
    assert shown["holder"] == identifier
    assert shown["proof"]["verificationMethod"] == f"{identifier}#0"
    assert asked(shown)[0].verdict == "accepted"


def test_a_holder_with_a_document_of_their_own_says_where_the_key_is():
    shown = ADA.show(
        badge_of("did:web:ada.example"), holder="did:web:ada.example", verification_method="did:web:ada.example#k"
    )
    assert shown["proof"]["verificationMethod"] == "did:web:ada.example#k"
    assert refusal(badge_of("did:web:ada.example"), holder="did:web:ada.example") == "wallet.verification-method"
    assert refusal(badge_of(None), holder="did:web:ada.example", verification_method="did:web:bo.example#k") == (
        "wallet.verification-method"
    )


def test_nobody_presents_as_another_key():
    assert refusal(badge_of(None), holder=BO.did) == "wallet.key"


def test_another_learners_credential_is_not_presented():
    assert refusal(badge_of(BO)) == "wallet.others"
    assert refusal(badge_of(ADA, 1), badge_of(BO, 2)) == "wallet.others"


@pytest.mark.parametrize("occasion", [{"challenge": ""}, {"domain": ""}])
def test_a_presentation_is_for_somebody_and_for_once(occasion):
    assert refusal(badge_of(), **occasion) == "wallet.occasion"


def test_what_could_not_be_verified_is_not_presented():
    badge = badge_of()
    unsigned_badge = {name: value for name, value in badge.items() if name != "proof"}
    assert refusal(unsigned_badge) == "wallet.unsigned"
    assert refusal({**badge, "type": ["OpenBadgeCredential"]}) == "wallet.shape"
    assert refusal() == "presentation.empty"
    assert refusal(badge, badge) == "presentation.duplicate"
    assert refusal(*(badge_of(number=each) for each in range(65))) == "presentation.count"
    assert refusal(ADA.show(badge)) == "envelope.presentation"


def test_a_sealed_diploma_is_shown_itself():
    assert refusal(University(Clock(NOW)).issue("B").seal) == "wallet.sealed"


def test_a_hardware_key_of_a_kind_that_makes_no_proofs_is_named():
    badge = badge_of(None)
    assert refusal(badge, by=ADA, securing="ecdsa-rdfc-2019") == "proof.key"


def test_what_no_context_explains_is_refused_before_it_is_signed():
    assert refusal({**badge_of(), "undefined": "nobody says what this is"}) == "jsonld.undefined-term"


def test_presenting_changes_nothing_that_was_handed_over():
    badge = badge_of()
    before = copy.deepcopy(badge)
    ADA.show(badge)
    assert badge == before


def test_a_presentation_is_made_anew_each_time():
    later = ADA.show(badge_of(), clock=lambda: NOW + timedelta(seconds=1))
    assert later["proof"]["proofValue"] != ADA.show(badge_of())["proof"]["proofValue"]


def test_a_badge_that_names_its_learner_by_no_key_is_presented_all_the_same():
    shown = ADA.show(UNIVERSITY.sign({**smallest_badge(), "credentialSubject": badge_of(None)["credentialSubject"]}))
    assert shown["holder"] == ADA.did
    assert not wrong(asked(shown)[1])


def test_refusals_are_errors_of_presenting():
    with pytest.raises(PresentingError):
        ADA.show(badge_of(BO))
