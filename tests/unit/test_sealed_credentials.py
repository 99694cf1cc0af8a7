"""European Digital Credentials, issued, sealed and verified: what a report says of seal, issuer, dates, learner and accreditation."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from credseal import ExpectedLearner, Policy, Register, Verdict, Verifier
from credseal.did import key as did_key
from credseal.errors import IssuingError
from credseal.issuer import Issuer, Sealing, seal_credential
from credseal.keys.jwk import to_jwk
from credseal.keys.signer import generate
from credseal.profiles import elm
from credseal.report import Outcome
from credseal.securing.jades.signing import seal
from diplomas import IDENTIFIER, PICTURE, University, header_of, payload_of
from records import COURSE, credential
from simulators import Clock

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
YEAR = timedelta(days=365)


@pytest.fixture(scope="module")
def university():
    return University(Clock(NOW))


@pytest.fixture(scope="module")
def archived(university):
    """Sealed at level LTA; made once, as nothing changes it."""
    return university.issue("LTA")


@pytest.fixture(scope="module")
def plain(university):
    return university.issue("B")


def check_of(report, name):
    found = report.check(name)
    return found.outcome.value, found.code


def test_a_sealed_credential_is_accepted_with_the_word_of_those_who_certify(university, archived):
    report = university.verifier().verify(archived.data)
    assert report.verdict is Verdict.ACCEPTED
    assert [check.name for check in report.checks] == [
        "structure", "contexts", "signature", "issuer_authenticated", "issuer_recognised", "dates", "standing", "learner", "accreditation",
    ]  # fmt: skip
    assert check_of(report, "issuer_authenticated") == ("passed", "issuer.certificate")
    assert check_of(report, "issuer_recognised") == ("passed", "issuer.certified")
    assert (report.issuer.id, report.issuer.confirmed_name) == (IDENTIFIER, university.name)


def test_a_report_tells_the_seal(university, archived):
    seal_ = university.verifier().verify(archived.data).seal
    assert (seal_.level, seal_.sealed_at, seal_.known_by, seal_.revocation) == ("LTA", NOW, "trusted timestamp", "good")
    assert (seal_.certificate.organisation, seal_.certificate.identifier) == (university.name, IDENTIFIER)
    assert [(one.kind, one.outcome) for one in seal_.timestamps] == [
        ("sigTst", Outcome.PASSED),
        ("arcTst", Outcome.PASSED),
    ]


def test_the_date_of_issuing_is_known_by_the_timestamp(university, archived):
    issued = university.verifier().verify(archived.data).issued
    assert (issued.instant, issued.known_by, issued.stated_in) == (NOW, "trusted timestamp", "sigTst")


def test_a_timestamp_of_nobody_who_is_believed_leaves_the_date_a_claim(university, archived):
    verifier = Verifier(fetch=None, trust=[university.anchors], clock=university.clock)
    report = verifier.verify(archived.data)
    assert (report.issued.known_by, report.seal.known_by) == ("claimed", "claimed")
    assert {one.outcome for one in report.seal.timestamps} == {Outcome.INCONCLUSIVE}


def test_without_anchors_it_is_undetermined_and_the_signature_is_checked_nevertheless(university, archived):
    report = Verifier(fetch=None, clock=university.clock).inspect(archived.data)
    assert report.verdict is Verdict.UNDETERMINED
    assert check_of(report, "signature") == ("passed", "signature.fits")
    assert check_of(report, "issuer_authenticated") == ("inconclusive", "path.no-anchor")
    assert report.issuer.confirmed_name is None


def test_a_changed_word_is_a_broken_seal(university, archived):
    changed = archived.data.replace(b"Ada", b"Eve")
    report = university.verifier().inspect(changed)
    assert report.verdict is Verdict.REJECTED
    assert check_of(report, "signature") == ("failed", "jose.signature")


def test_whoever_seals_in_anothers_name_is_found_out(university):
    document = university.issue("B").document
    document["issuer"]["legalName"] = {"en": "University of Elsewhere"}
    report = university.verifier(university.revocations).inspect(university.forge(document))
    assert check_of(report, "issuer_authenticated") == ("failed", "issuer.certificate-other")


@pytest.mark.parametrize(
    "other",
    [
        {"notation": "VATPL-9999999999"},
        {"spatial": {"id": "http://publications.europa.eu/resource/authority/country/FRA"}},
    ],
)
def test_so_is_whoever_seals_under_anothers_number_or_country(university, other):
    document = university.issue("B").document
    document["issuer"]["eIDASIdentifier"] |= other
    report = university.verifier(university.revocations).inspect(university.forge(document))
    assert check_of(report, "issuer_authenticated") == ("failed", "issuer.certificate-other")


def test_an_issuer_that_says_nothing_of_itself_stays_open(university):
    document = university.issue("B").document
    document["issuer"] = {"id": "urn:example:1", "type": "Organisation"}
    report = university.verifier(university.revocations).inspect(university.forge(document))
    assert check_of(report, "issuer_authenticated") == ("inconclusive", "issuer.certificate-unbound")


def test_a_seal_that_holds_no_answer_about_revocation_is_open_until_the_caller_has_one(university, plain):
    report = university.verifier().inspect(plain.data)
    assert check_of(report, "issuer_authenticated") == ("inconclusive", "seal.revocation-unknown")
    assert university.verifier(university.revocations).verify(plain.data).seal.revocation == "good"


def test_a_seal_of_a_revoked_certificate_is_refused():
    university = University(Clock(NOW))
    sealed = university.issue("B")
    university.authority.revoke(university.held, at=NOW - timedelta(days=1), reason="keyCompromise")
    report = university.verifier(university.revocations).inspect(sealed.data)
    assert check_of(report, "issuer_authenticated") == ("failed", "seal.revoked")


def test_what_was_sealed_before_the_certificate_was_revoked_stays_good():
    university = University(Clock(NOW))
    sealed = university.issue("LTA")
    university.clock.now += timedelta(days=30)
    university.authority.revoke(university.held, at=university.clock(), reason="cessationOfOperation")
    assert university.verifier(university.revocations).verify(sealed.data).verdict is Verdict.ACCEPTED


def test_a_timestamp_carries_a_seal_over_the_end_of_its_certificate():
    university = University(Clock(NOW))
    archived, plain = university.issue("LTA"), university.issue("B")
    university.clock.now = NOW + 2 * YEAR
    assert university.verifier().verify(archived.data).verdict is Verdict.ACCEPTED
    report = university.verifier().inspect(plain.data)
    assert check_of(report, "issuer_authenticated") == ("inconclusive", "seal.time-unproven")


def test_an_award_after_the_trusted_time_of_sealing_fails(university):
    document = university.issue("B").document
    document["credentialSubject"]["hasClaim"][0]["awardedBy"]["awardingDate"] = "2026-12-01T00:00:00Z"
    report = university.verifier(university.revocations).inspect(university.forge(document))
    assert check_of(report, "dates") == ("failed", "dates.not-yet-awarded")


def test_a_register_may_know_the_issuer_by_the_identifier_of_its_certificate(university, archived):
    listed = Register.load(
        {"name": "Universities", "issuers": [{"id": IDENTIFIER, "name": "Uni", "status": "withdrawn"}]}
    )
    report = university.verifier(listed).inspect(archived.data)
    assert check_of(report, "issuer_recognised") == ("failed", "issuer.withdrawn")


def test_the_expected_issuer_is_the_one_of_the_certificate(university, archived):
    assert university.verifier().verify(archived.data, issuer=IDENTIFIER).verdict is Verdict.ACCEPTED
    report = university.verifier().inspect(archived.data, issuer="VATPL-9999999999")
    assert check_of(report, "issuer_recognised") == ("failed", "issuer.other")


def test_a_policy_may_demand_a_qualified_seal(university, archived):
    report = university.verifier(policy=Policy.QUALIFIED).inspect(archived.data)
    assert check_of(report, "issuer_recognised") == ("inconclusive", "issuer.not-qualified")


def test_a_learner_is_found_by_the_key_that_the_credential_is_bound_to(university):
    holder, stranger = generate(), generate()
    document = {**university.issue("B").document, "cnf": {"jwk": to_jwk(holder.public_key)}}
    document["credentialSubject"]["id"] = "urn:epass:person:1"
    sealed, verifier = university.forge(document), university.verifier(university.revocations)
    known = ExpectedLearner(did=did_key.did_of(holder.public_key))
    assert check_of(verifier.verify(sealed, learner=known), "learner") == ("passed", "learner.matches")
    other = verifier.inspect(sealed, learner=ExpectedLearner(did=did_key.did_of(stranger.public_key)))
    assert check_of(other, "learner") == ("failed", "learner.other")


@pytest.mark.parametrize("member", ["credentialStatus", "status"])
def test_a_status_that_nobody_reads_is_never_taken_for_good(university, member):
    entry = {"id": "https://uni.example/status#1", "type": ["CredentialStatus", "BitstringStatusListEntry"]}
    document = {**university.issue("B").document, member: entry}
    report = university.verifier(university.revocations).inspect(university.forge(document))
    assert check_of(report, "standing") == ("inconclusive", "standing.unread")


def test_a_context_that_nobody_knows_leaves_the_meaning_open(university):
    document = university.issue("B").document
    document["@context"] = [*document["@context"], {"legalName": "https://example.org/other"}]
    report = university.verifier(university.revocations).inspect(university.forge(document))
    assert report.verdict is not Verdict.ACCEPTED


def test_the_seven_checks_of_europass_have_their_answers(university, archived):
    told = university.verifier().verify(archived.data).to_dict()
    assert {one["name"]: one["status"] for one in told["europass"]} == {
        "format": "ok", "seal": "ok", "owner": "skipped", "revocation": "skipped", "accreditation": "skipped", "expiry": "ok", "custom": "skipped",
    }  # fmt: skip
    assert told["seal"]["level"] == "LTA"


def test_proofs_alone_can_be_asked_for(university, archived):
    assert Verifier(fetch=None).verify_proofs(archived.data) == "signature valid"


def test_a_compact_seal_is_opened_and_verified_too(university, plain):
    compact = seal(json.dumps(plain.document).encode(), university.signer, at=NOW, form="compact")
    report = university.verifier(university.revocations).verify(compact)
    assert (report.verdict, report.seal.level) == (Verdict.ACCEPTED, "B")


# sealing


def test_sealing_writes_the_certificates_names_into_the_issuer(university, archived):
    issuer = payload_of(archived.data)["issuer"]
    assert list(issuer["legalName"].values()) == [university.name]
    assert issuer["eIDASIdentifier"]["notation"] == IDENTIFIER
    assert elm.check(payload_of(archived.data)) == ()


def test_the_header_is_that_of_real_seals_with_iat_and_on_request_with_sigt(university):
    assert list(header_of(university.issue("B").data))[:2] == ["alg", "cty"]
    assert "iat" in header_of(university.issue("B").data)
    how = replace(university.sealing("B"), time="sigT")
    sealed = university.issuer.issue(credential(), profile="elm", securing=how, picture=PICTURE)
    assert "sigT" in header_of(sealed.data)


def test_what_others_wrote_is_sealed_in_the_name_of_the_certificate(university, plain):
    upload = elm.to_upload(plain.document, deliver_to=["ada@example.org"])
    sealed = seal_credential(upload, university.signer, at=NOW)
    assert university.verifier(university.revocations).verify(sealed.data).verdict is Verdict.ACCEPTED


def test_what_is_sealed_already_is_not_sealed_again(university, archived):
    with pytest.raises(IssuingError) as error:
        seal_credential(json.loads(archived.data), university.signer, at=NOW)
    assert error.value.code == "issuing.sealed"


def test_what_is_not_right_is_not_sealed(university, plain):
    document = {name: value for name, value in plain.document.items() if name != "displayParameter"}
    with pytest.raises(IssuingError) as error:
        seal_credential(document, university.signer, at=NOW)
    assert error.value.code.startswith("elm.")


def test_a_seal_needs_a_certificate():
    issuer = Issuer(COURSE.awarding_bodies[0], generate(), verification_method=f"{COURSE.awarding_bodies[0].id}#key-1")
    with pytest.raises(IssuingError) as error:
        issuer.issue(credential(), profile="elm", securing=Sealing(), picture=PICTURE)
    assert error.value.code == "issuing.certificate"


def test_an_open_badge_is_not_sealed(university):
    with pytest.raises(IssuingError) as error:
        university.issuer.issue(credential(), securing=Sealing())
    assert error.value.code == "issuing.securing"


@pytest.mark.parametrize("options", [{"level": "T"}, {"level": "LT"}, {"level": "LTA"}])
def test_levels_need_their_authorities(options):
    with pytest.raises(IssuingError) as error:
        Sealing(**options)
    assert error.value.code == "issuing.sealing"


def test_without_a_certificate_the_same_content_gets_a_proof_for_wallets():
    university = COURSE.awarding_bodies[0]
    issuer = Issuer(university, generate(), verification_method=f"{university.id}#key-1", clock=lambda: NOW)
    signed = issuer.issue(credential(), profile="elm", picture=PICTURE)
    assert signed.suite == "eddsa-rdfc-2022"
    assert signed.document["@context"][0] == "https://www.w3.org/ns/credentials/v2"
