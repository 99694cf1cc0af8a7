"""Credentials of the W3C data model in SD-JWTs, attacked: what decides must be there for all to see, and nobody may choose what kind of token it is."""

import json
from datetime import timedelta

import pytest

from credseal.checks.expectations import ExpectedLearner
from credseal.checks.policy import Policy
from credseal.encoding import sd_jwt
from credseal.envelope import open_envelope, open_presentation
from credseal.errors import CredsealError
from credseal.keys.jwk import to_jwk
from credseal.report import Outcome, Verdict
from credseal.securing.jose.signing import sign
from credseal.securing.sd_jwt import credential, vc
from disclosed_badges import IDENTIFIER, RESULT, TYP, badge, bound, brought, document, enveloped, proof_of, shown
from learning_credentials import FOREIGN
from presentations import ADA, AUDIENCE, BO, CHALLENGE, NOW, UNIVERSITY, employer
from sd_jwts import digested, disclosed, forged, refusal
from tokens import V1, V2

SUBJECT = ("credentialSubject",)
ACHIEVEMENT = (*SUBJECT, "achievement")


def inspect(text, **options):
    return employer().inspect(text, **options)


def present(text, verifier=None, **asked):
    options = {"challenge": CHALLENGE, "audience": AUDIENCE, **asked}
    return (verifier or employer()).inspect_presentation(text, **options)


def refused(text):
    """The first check that failed."""
    report = inspect(text)
    assert report.verdict is Verdict.REJECTED
    return next((one.name, one.code) for one in report.checks if one.outcome is Outcome.FAILED)


def unproven(text):
    """Why the signature of what is refused does not count; its structure may be wrong as well, as something cannot be seen."""
    report = inspect(text)
    assert report.verdict is Verdict.REJECTED
    assert report.check("signature").outcome is Outcome.FAILED
    return report.check("signature").code


def learner_of(report):
    check = report.credentials[0].report.check("learner")
    return check.outcome, check.code


def outcomes(report):
    return {check.name: (check.outcome, check.code) for check in report.checks}


def test_the_honest_twins_are_accepted():
    for text in (badge(), shown(badge()), brought(("description", "Two credits."), description=None)):
        assert inspect(text).verdict is Verdict.ACCEPTED
        report = present(bound(text))
        assert report.verdict is Verdict.ACCEPTED
        assert learner_of(report) == (Outcome.PASSED, "learner.by-key")


# What decides, hidden in a disclosure


HIDDEN = {
    "@context": None,
    "type": None,
    "issuer": None,
    "validFrom": None,
    "validUntil": "2036-11-20T10:00:00Z",
    "issuanceDate": "2026-11-20T10:00:00Z",
    "expirationDate": "2036-11-20T10:00:00Z",
    "credentialStatus": {"id": "https://uni.example/status/3#1", "type": "BitstringStatusListEntry"},
    "status": {"status_list": {"idx": 1, "uri": "https://uni.example/status/1"}},
    "credentialSchema": None,
    "relatedResource": [{"id": "https://uni.example/x", "digestSRI": "sha256-AAAA"}],
    "cnf": None,
    "vct": FOREIGN["vct"],
    "vc": {"issuer": BO.did},
    "vp": {},
    "iss": UNIVERSITY.did,
    "exp": 4_000_000_000,
    "nbf": 1,
    "aud": AUDIENCE,
    "proof": {"type": "DataIntegrityProof"},
}


def test_every_member_that_must_be_seen_is_attacked():
    assert set(HIDDEN) == set(credential.ALWAYS_SHOWN)


@pytest.mark.parametrize("member", sorted(HIDDEN.keys() - {"@context"}))
def test_what_decides_brought_by_a_disclosure(member):
    value = HIDDEN[member] if HIDDEN[member] is not None else document()[member]
    assert unproven(brought((member, value), **{member: None})) == "sd-jwt.always-shown"


@pytest.mark.parametrize(
    ("place", "claims"),
    [
        (("issuer",), [("image", {"id": "https://uni.example/logo.png", "type": "Image"})]),
        (("credentialSchema", 0), [("name", "x")]),
        (("cnf",), [("kid", ADA.did)]),
    ],
)
def test_a_part_of_what_decides_brought_by_a_disclosure(place, claims):
    text = brought(*claims, into=place)
    for each in (text, sd_jwt.split(text).jwt + "~"):
        assert unproven(each) == "sd-jwt.always-shown"


@pytest.mark.parametrize("member", ["type", "@context"])
def test_an_element_of_what_decides_brought_by_a_disclosure(member):
    payload = document()
    text = disclosed("salt-of-sixteen-bytes", payload[member].pop())
    payload[member].append({"...": digested(text)})
    for texts in ([text], []):
        token = forged(payload, *texts, signer=UNIVERSITY.signer, typ=TYP, kid=UNIVERSITY.method)
        assert unproven(token) == "sd-jwt.always-shown"


@pytest.mark.parametrize("into", [SUBJECT, ACHIEVEMENT, ("evidence", 0)])
def test_a_context_brought_by_a_disclosure_anywhere(into):
    text = brought(("@context", {"name": "https://schema.org/alternateName"}), into=into)
    assert unproven(text) == "sd-jwt.always-shown"


@pytest.mark.parametrize("into", [(), SUBJECT, ACHIEVEMENT])
def test_a_disclosure_that_changes_who_or_what_something_is(into):
    assert refused(brought(("id", "https://uni.example/other"), into=into)) == ("signature", "sd-jwt.shadowing")


@pytest.mark.parametrize(
    "member", ["@id", "@type", "https://www.w3.org/2018/credentials#credentialSubject", "vc:credentialSubject"]
)
@pytest.mark.parametrize("into", [(), SUBJECT, ACHIEVEMENT])
def test_members_in_a_second_spelling_brought_by_a_disclosure(member, into):
    report = inspect(brought((member, "https://uni.example/x"), into=into))
    assert report.verdict is not Verdict.ACCEPTED
    assert report.check("contexts").outcome is not Outcome.PASSED


def test_the_end_and_the_status_that_may_be_withheld_leave_it_open():
    text = brought(("validUntil", "2026-01-01T00:00:00Z"), validUntil=None)
    report = inspect(sd_jwt.split(text).jwt + "~")
    assert report.verdict is Verdict.UNDETERMINED
    assert report.check("dates").code == "dates.withheld"
    assert report.check("standing").code == "standing.withheld"
    # Where an end is to be seen, no other one is hidden; a status may still be.
    still = inspect(sd_jwt.split(brought(("evidence", []), evidence=None)).jwt + "~")
    assert (still.check("dates").outcome, still.check("standing").code) == (Outcome.PASSED, "standing.withheld")


def test_a_disclosure_that_nobody_signed():
    text = badge()
    for more in (disclosed("salt", "name", "Data mastery"), disclosed("salt", "validUntil", "2099-01-01T00:00:00Z")):
        assert refused(text + more + "~") == ("signature", "sd-jwt.unreferenced")


# Which kind of token it is


def old_type(**claims):
    said = {name: value for name, value in FOREIGN.items() if name not in ("cnf", "status")}
    return {**said, "iss": UNIVERSITY.did, **claims}


@pytest.mark.parametrize("typ", [TYP, "vc+ld+json+sd-jwt", "application/vc+sd-jwt", "VC+SD-JWT"])
def test_a_token_that_is_both_or_neither(typ):
    both = document(vct=FOREIGN["vct"])
    neither = {name: value for name, value in document().items() if name != "@context"}
    hidden = disclosed("salt-of-sixteen-bytes", "@context", document()["@context"])
    for payload, texts in (
        (both, ()),
        (neither, ()),
        ({**neither, "_sd": [digested(hidden)]}, (hidden,)),
        ({**neither, "_sd": [digested(hidden)]}, ()),
    ):
        text = forged(payload, *texts, signer=UNIVERSITY.signer, typ=typ, kid=UNIVERSITY.method)
        assert refused(text) == ("structure", "sd-jwt.ambiguous")
        assert refusal(open_envelope, text) == "sd-jwt.ambiguous"
        assert refusal(open_presentation, bound(text) if "cnf" in payload else text) == "sd-jwt.ambiguous"
        assert refusal(credential.parse, text) == "sd-jwt.ambiguous"
        assert refusal(vc.parse, text) in {"sd-jwt.ambiguous", "sd-jwt.other-kind"}


def test_a_w3c_credential_is_no_sd_jwt_vc():
    renamed = forged(document(), signer=UNIVERSITY.signer, typ="dc+sd-jwt", kid=UNIVERSITY.method)
    assert inspect(renamed).verdict is Verdict.REJECTED
    claimed = forged(document(iss=UNIVERSITY.did), signer=UNIVERSITY.signer, typ="dc+sd-jwt", kid=UNIVERSITY.method)
    assert refused(claimed) == ("signature", "sd-jwt.claim")
    assert refusal(vc.parse, badge()) == "sd-jwt.other-kind"


@pytest.mark.parametrize("typ", ["dc+sd-jwt", TYP])
def test_an_sd_jwt_vc_is_no_w3c_credential(typ):
    text = forged(old_type(), signer=UNIVERSITY.signer, typ=typ, kid=UNIVERSITY.method)
    assert open_envelope(text).is_claims
    assert refusal(credential.parse, text) == "sd-jwt.other-kind"
    assert inspect(text).check("structure").message.startswith("It is a learning credential")
    # ... nor does a disclosure make it one, or take what it is from it
    hidden = disclosed("salt-of-sixteen-bytes", "@context", [V2])
    mixed = forged(
        {**old_type(), "_sd": [digested(hidden)]}, hidden, signer=UNIVERSITY.signer, typ=typ, kid=UNIVERSITY.method
    )
    assert refused(mixed) == ("signature", "sd-jwt.always-shown")


def test_the_older_name_is_for_w3c_credentials_alone():
    assert inspect(badge(typ="vc+ld+json+sd-jwt")).verdict is Verdict.ACCEPTED
    text = forged(old_type(), signer=UNIVERSITY.signer, typ="vc+ld+json+sd-jwt", kid=UNIVERSITY.method)
    assert refused(text) == ("structure", "sd-jwt.ambiguous")


@pytest.mark.parametrize("typ", ["vc+jwt", "JWT", "kb+jwt", "example+sd-jwt", "sd-jwt", "", None])
def test_a_token_of_another_type(typ):
    text = forged(document(), signer=UNIVERSITY.signer, typ=typ, kid=UNIVERSITY.method)
    assert inspect(text).verdict is Verdict.REJECTED
    assert refusal(credential.parse, text) == "sd-jwt.other-kind"


def test_the_token_without_its_tildes_is_no_vc_jwt():
    assert refused(sd_jwt.split(badge()).jwt) == ("structure", "envelope.token-kind")


def test_a_presentation_with_disclosures_is_refused_by_name():
    payload = {"@context": [V2], "type": ["VerifiablePresentation"], "verifiableCredential": [enveloped(badge())]}
    for typ in ("vp+sd-jwt", "application/vp+sd-jwt", "vp+ld+json+sd-jwt"):
        text = forged(payload, signer=ADA.signer, typ=typ, kid=ADA.method)
        around = {**payload, "type": "EnvelopedVerifiablePresentation", "id": f"data:application/vp+sd-jwt,{text}"}
        del around["verifiableCredential"]
        for source in (text, around):
            assert outcomes(present(source)) == {"structure": (Outcome.FAILED, "presentation.sd-jwt")}
        assert refused(text) == ("structure", "presentation.sd-jwt")
    assert refused(forged(payload, signer=ADA.signer, typ=TYP, kid=ADA.method)) == ("structure", "envelope.token-kind")


@pytest.mark.parametrize("header", [{"cty": "vp"}, {"cty": "jwt"}, {"cty": None}, {"cty": 1}])
def test_something_else_by_its_content_type(header):
    text = forged(document(), signer=UNIVERSITY.signer, typ=TYP, kid=UNIVERSITY.method, **header)
    assert refused(text) == ("structure", "envelope.token-kind")


def test_a_credential_inside_the_credential():
    text = forged(document(vc=document()), signer=UNIVERSITY.signer, typ=TYP, kid=UNIVERSITY.method)
    assert refused(text) == ("structure", "envelope.two-credentials")


def test_a_credential_of_version_1_of_the_data_model():
    old = document(**{"@context": [V1]}, validFrom=None, validUntil=None, issuanceDate="2026-11-20T10:00:00Z")
    text = forged(old, signer=UNIVERSITY.signer, typ=TYP, kid=UNIVERSITY.method)
    assert refused(text)[1] in {"token.data-model", "openbadges.context"}
    assert inspect(text).check("signature").code == "token.data-model"


# Whose signature, and the token's own claims


@pytest.mark.parametrize("claims", [{"iss": BO.did}, {"jti": "urn:uuid:other"}, {"sub": BO.did}])
def test_claims_that_contradict_the_credential(claims):
    assert refused(badge(**claims)) == ("signature", "token.contradiction")


def test_a_disclosed_claim_that_contradicts_the_credential():
    assert refused(brought(("sub", BO.did))) == ("signature", "token.contradiction")


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"exp": int((NOW - timedelta(hours=1)).timestamp())}, "dates.token-expired"),
        ({"nbf": int((NOW + timedelta(hours=1)).timestamp())}, "dates.token-not-yet"),
        ({"validUntil": "2026-11-21T00:00:00Z"}, "dates.expired"),
    ],
)
def test_the_dates_of_token_and_credential_count(claims, code):
    assert refused(badge(**claims)) == ("dates", code)


def test_another_key_under_the_issuers_name():
    text = badge(by=ADA, header={"kid": UNIVERSITY.method}, issuer=document()["issuer"])
    assert refused(text) == ("signature", "jose.signature")
    assert refused(badge(by=BO, issuer=document()["issuer"])) == ("issuer_authenticated", "method.issuer")
    held = badge(
        by=BO, header={"jwk": to_jwk(BO.signer.public_key), "kid": UNIVERSITY.method}, issuer=document()["issuer"]
    )
    assert refused(held) == ("signature", "token.keys")


def test_a_status_is_not_passed_over():
    for name in ("credentialStatus", "status"):
        report = inspect(badge(**{name: HIDDEN[name]}))
        assert report.check("standing").code == "standing.unread"


def test_a_proof_inside_counts():
    inside = UNIVERSITY.sign(document())
    assert inspect(badge(proof=inside["proof"])).verdict is Verdict.ACCEPTED
    assert refused(shown(badge(proof=inside["proof"]))) == ("signature", "signature.mismatch")


# Who shows it


def test_the_proof_of_the_key_covers_what_is_shown():
    text = badge()
    whole, part = bound(text), bound(shown(text, [RESULT]))
    crossed = [
        shown(text, [RESULT]) + proof_of(whole),
        text + proof_of(part),
        shown(text) + proof_of(part),
        badge() + proof_of(whole),
    ]
    for each in crossed:
        report = present(each)
        assert outcomes(report)["signature"] == (Outcome.FAILED, "sd-jwt.key-binding-hash")
        assert (report.verdict, report.presenter.shown) == (Verdict.REJECTED, False)


@pytest.mark.parametrize(
    ("occasion", "check", "code"),
    [
        ({"nonce": "another"}, "occasion", "sd-jwt.key-binding-nonce"),
        ({"audience": "https://other.example"}, "occasion", "sd-jwt.key-binding-audience"),
        ({"at": NOW - timedelta(hours=1)}, "freshness", "sd-jwt.key-binding-time"),
    ],
)
def test_what_was_made_for_another_occasion(occasion, check, code):
    report = present(bound(badge(), **occasion))
    assert outcomes(report)[check] == (Outcome.FAILED, code)
    assert report.verdict is Verdict.REJECTED


def test_without_a_proof_of_the_key_nobody_shows_it():
    report = present(badge())
    assert report.verdict is Verdict.UNDETERMINED
    assert learner_of(report)[0] is Outcome.INCONCLUSIVE


def test_a_key_that_no_credential_names():
    text = badge(key=None)
    with pytest.raises(CredsealError):
        bound(text)
    theirs = sd_jwt.split(bound(badge())).key_binding
    assert outcomes(present(text + theirs))["signature"] == (Outcome.FAILED, "sd-jwt.confirmation")


def test_a_subject_that_is_somebody_else():
    report = present(bound(badge(BO, key=ADA)))
    assert learner_of(report) == (Outcome.FAILED, "learner.other-presenter")


@pytest.mark.parametrize(
    "disclosable", [[(*SUBJECT, "id")], [SUBJECT], [SUBJECT, (*SUBJECT, "id")]], ids=["id", "subject", "both"]
)
def test_a_subject_that_is_withheld_is_nobody(disclosable):
    text = badge(BO, disclosable, key=ADA)
    report = present(bound(shown(text)))
    assert report.verdict is not Verdict.ACCEPTED
    assert learner_of(report) == (Outcome.INCONCLUSIVE, "learner.not-bound")
    whole = present(bound(text))
    assert learner_of(whole) == (Outcome.FAILED, "learner.other-presenter")
    # Nor by the key that the caller expects.
    expected = ExpectedLearner(did=ADA.did)
    assert learner_of(present(bound(shown(text)), learner=expected))[0] is not Outcome.PASSED
    assert inspect(shown(text), learner=expected).check("learner").outcome is not Outcome.PASSED


def test_one_of_several_subjects_withheld():
    ada = document()["credentialSubject"]
    two = [ada, {**ada, "id": BO.did}]
    text = badge(disclosable=[(*SUBJECT, 1)], credentialSubject=two)
    assert learner_of(present(bound(shown(text)))) == (Outcome.INCONCLUSIVE, "learner.not-bound")
    assert learner_of(present(bound(text)))[0] is Outcome.FAILED
    nameless = badge(disclosable=[(*SUBJECT, 0, "id")], credentialSubject=[{**ada, "id": BO.did}])
    assert learner_of(present(bound(shown(nameless)))) == (Outcome.INCONCLUSIVE, "learner.not-bound")


def test_in_a_presentation_too_a_withheld_subject_is_nobody():
    text = shown(badge(BO, [(*SUBJECT, "id")], key=ADA))
    report = present(json.dumps(ADA.show_anything(enveloped(text))))
    assert learner_of(report) == (Outcome.INCONCLUSIVE, "learner.not-bound")
    assert report.verdict is Verdict.UNDETERMINED


def test_nothing_of_the_subject_needs_to_be_withheld_for_its_key_to_count():
    text = badge(None, [IDENTIFIER], key=ADA)
    assert learner_of(present(bound(text))) == (Outcome.PASSED, "learner.by-key")
    assert learner_of(present(bound(shown(text)))) == (Outcome.INCONCLUSIVE, "learner.not-bound")


# What is missing


@pytest.mark.parametrize(
    "path", [ACHIEVEMENT, (*ACHIEVEMENT, "criteria"), (*ACHIEVEMENT, "name"), SUBJECT, (*ACHIEVEMENT, "id")]
)
def test_what_is_missing_is_said_to_be_withheld(path):
    report = inspect(shown(badge(disclosable=[path])))
    check = report.check("structure")
    assert (report.verdict, check.outcome) == (Verdict.REJECTED, Outcome.FAILED)
    assert "withheld" in check.hint
    assert "sd-jwt.withheld" in {note.code for note in report.notes}
    # What was never there is not.
    whole = document()
    node = whole
    for step in path[:-1]:
        node = node[step]
    del node[path[-1]]
    text = forged(whole, signer=UNIVERSITY.signer, typ=TYP, kid=UNIVERSITY.method)
    assert "withheld" not in (inspect(text).check("structure").hint or "")


# In envelopes and presentations


@pytest.mark.parametrize(
    "media_type", ["application/vc+jwt", "application/dc+sd-jwt", "application/sd-jwt", "text/plain"]
)
def test_another_media_type_around_it(media_type):
    report = inspect(enveloped(badge(), media_type))
    assert report.verdict is Verdict.REJECTED
    assert report.check("structure").code in {"envelope.enveloped-form", "jose.base64url", "jose.form"}


def test_something_else_in_its_envelope():
    other = [
        forged(old_type(), signer=UNIVERSITY.signer, typ="dc+sd-jwt", kid=UNIVERSITY.method),
        forged(old_type(), signer=UNIVERSITY.signer, typ=TYP, kid=UNIVERSITY.method),
        sd_jwt.split(badge()).jwt + "=~",
        "eyJ",
        "",
    ]
    for text in other:
        assert refused(enveloped(text)) == ("structure", "envelope.enveloped-form")
        held = present(json.dumps(ADA.show_anything(enveloped(text)))).credentials[0].report
        assert held.check("structure").code == "envelope.enveloped-form"
    around = {**enveloped(badge()), "validUntil": "2099-01-01T00:00:00Z"}
    assert refused(around) == ("structure", "envelope.enveloped-form")


def test_the_same_credential_twice_in_different_parts():
    text = badge()
    twice = ADA.show_anything(enveloped(text), enveloped(shown(text)))
    assert outcomes(present(json.dumps(twice)))["structure"] == (Outcome.FAILED, "presentation.duplicate")
    form = sign(document(), UNIVERSITY.signer, form="vc+jwt", verification_method=UNIVERSITY.method, at=NOW)
    both = ADA.show_anything(enveloped(text), enveloped(form, "application/vc+jwt"))
    assert outcomes(present(json.dumps(both)))["structure"] == (Outcome.FAILED, "presentation.duplicate")
    again = present([bound(text), bound(shown(text))])
    assert outcomes(again)["structure"] == (Outcome.FAILED, "presentation.duplicate")


def test_a_stolen_credential_in_ones_own_presentation():
    for presentation in (json.dumps(BO.show_anything(enveloped(badge()))), BO.any_token(enveloped(badge()))):
        report = present(presentation)
        assert report.verdict is Verdict.REJECTED
        assert learner_of(report) == (Outcome.FAILED, "learner.other-presenter")


def test_what_the_validator_of_1edtech_would_say_is_not_guessed():
    report = employer(policy=Policy.ONEDTECH).inspect(badge())
    assert report.check("onedtech").outcome is not Outcome.PASSED
