"""What 1EdTech's validator would say: probe by probe, and what follows for a report."""

import copy
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given

from badges import endorsed_badge, endorsement, open_badge, with_proof
from credseal.checks.policy import Policy
from credseal.did.key import did_of, method_id_of
from credseal.encoding import base64url
from credseal.keys.signer import generate
from credseal.profiles.openbadges import probes, to_document
from credseal.profiles.openbadges.probes.answers import ENDORSEMENT_CREDENTIAL, OPEN_BADGE
from credseal.report import Outcome, Verdict
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.verifier import Verifier
from credseal.views.text import render
from mutations import broken
from records import ISSUANCE, credential

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SIGNER = generate("Ed25519")
DID = did_of(SIGNER.public_key)
V1, V2 = "https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
OB_2 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"


def badge(**members):
    document = {**to_document(credential(), ISSUANCE).document, **members}
    document["issuer"] = {**document["issuer"], "id": DID}
    return copy.deepcopy({name: value for name, value in document.items() if value is not None})


def signed(document, *, method=None, cryptosuite=None, **options):
    return sign(
        document,
        SIGNER,
        verification_method=method or method_id_of(DID),
        cryptosuite=cryptosuite,
        options=ProofOptions(created=NOW, **options),
    )


def in_array(document):
    return {**document, "proof": [document["proof"]]}


def inspected(document, at=NOW):
    return Verifier(Policy.ONEDTECH, fetch=None, clock=lambda: NOW).inspect(document, at=at)


def said(answers):
    return [(answer.level, answer.message) for answer in answers]


def subject(**members):
    whole = {"type": ["AchievementSubject"], "achievement": {"criteria": {"id": "https://uni.example/c"}}, **members}
    return {"credentialSubject": whole}


@pytest.mark.parametrize(
    ("contexts", "level"),
    [
        ([V2, OB], None),
        ([V2, OB_2], "warning"),
        ([V2, "https://purl.imsglobal.org/spec/ob/v3p0/context.json"], "warning"),
        ([V2, "https://purl.imsglobal.org/spec/ob/v3p0/context/ob_v3p0.jsonld"], "warning"),
        ([V1, OB], "warning"),
        ([OB, V2], "error"),
        ([V2], "error"),
        ([V2, {}, OB], "error"),
        (V2, "error"),
        ([], None),  # to the validator, no context is one inside
    ],
)
def test_the_contexts_have_their_places(contexts, level):
    assert [answer.level for answer in probes.context_property({"@context": contexts})] == ([level] if level else [])


@pytest.mark.parametrize(
    ("types", "levels"),
    [
        (["VerifiableCredential", "OpenBadgeCredential"], []),
        (["VerifiableCredential", "AchievementCredential"], []),
        (["OpenBadgeCredential"], ["fatal"]),
        (["VerifiableCredential"], ["fatal"]),
        ("VerifiableCredential", ["fatal"]),
        (None, ["fatal"]),
        ({}, ["fatal"]),
    ],
)
def test_a_wrong_type_is_fatal(types, levels):
    assert [answer.level for answer in probes.type_property({"type": types})] == levels
    assert said(probes.type_property({})) == [("fatal", "No type property")]


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (subject(type=["Person"]), 'credentialSubject is not of type "AchievementSubject"'),
        ({"credentialSubject": []}, 'credentialSubject is not of type "AchievementSubject"'),
        (subject(identifier=[]), "no id in credentialSubject"),
        (subject(identifier=[{"type": "Other"}]), 'identifier in credentialSubject is not of type "IdentityObject"'),
        (subject(id="urn:x:1", result=[{"type": []}]), 'result in credentialSubject is not of type "Result"'),
        (
            subject(achievement={"resultDescription": {}}),
            'resultDescription in achievement of credentialSubject is not of type "ResultDescription"',
        ),
        (subject(achievement={}), "criteria in achievement of credentialSubject must have id or narrative"),
        (subject(achievement=None), "missing required achievement in credentialSubject"),
        (subject(source="https://uni.example/"), 'source in credentialSubject is not of type "Profile"'),
        (subject(), None),  # no id and no identifiers at all: the validator does not notice
        ({}, None),
    ],
)
def test_the_subject_is_asked_for_its_types_and_for_what_it_must_have(document, message):
    assert said(probes.credential_subject(document)) == ([("error", message)] if message else [])


@pytest.mark.parametrize(
    ("issuer", "found"),
    [
        (..., [("error", "no issuer node found")]),
        ("did:web:uni.example", [("error", 'issuer is not of type "Profile"')]),
        ({"type": ["Organization"]}, [("error", 'issuer is not of type "Profile"')]),
        ({"type": ["Profile"]}, []),
        (
            {"type": "Profile", "otherIdentifier": [{"type": "X"}]},
            [("error", 'otherIdentifier in issuer is not of type "IdentifierEntry"')],
        ),
        (
            {"type": "Profile", "parentOrg": {"type": "X"}},
            [("error", 'parentOrg in issuer is not of type "Profile"')],
        ),
        (
            {"type": "Profile", "url": "https://uni.example/"},
            [("unasked", "url in issuer: whether it is accessible was not tried")],
        ),
    ],
)
def test_the_issuer_is_an_object_of_the_right_type(issuer, found):
    assert said(probes.issuer({} if issuer is ... else {"issuer": issuer})) == found


def test_evidence_is_asked_for_its_type():
    assert said(probes.evidence({"evidence": [{"type": ["Evidence"]}, {"type": ["X"]}]})) == [
        ("error", 'evidence is not of type "Evidence"')
    ]
    assert said(probes.evidence({})) == []


def test_one_value_for_an_array_is_a_warning_where_1edtech_s_json_ld_schema_takes_it():
    document = badge(proof={"type": "DataIntegrityProof"})
    assert [answer.level for answer in probes.json_schema(document)] == ["warning"]
    document["credentialSubject"]["achievement"]["alignment"] = document["credentialSubject"]["achievement"][
        "alignment"
    ][0]
    assert [answer.level for answer in probes.json_schema(document)] == ["error"]


@pytest.mark.parametrize(
    ("entry", "levels"),
    [
        ({"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}, []),  # asked already
        ({"id": "https://uni.example/s.json", "type": "1EdTechJsonSchemaValidator2019"}, ["open"]),
        ({"id": "https://uni.example/s.json", "type": "JsonSchema"}, []),
        ({"id": "https://uni.example/s.json", "type": ["1EdTechJsonSchemaValidator2019"]}, []),
        ({"type": "1EdTechJsonSchemaValidator2019"}, []),
        ({"id": SCHEMA.replace("/json/", "/json-ld/"), "type": "1EdTechJsonSchemaValidator2019"}, []),
        ({"id": SCHEMA.replace("achievement", "endorsement"), "type": "1EdTechJsonSchemaValidator2019"}, ["error"]),
    ],
)
def test_only_schemas_of_1edtech_s_type_are_applied(entry, levels):
    assert [answer.level for answer in probes.inline_json_schema(badge(credentialSchema=[entry]))] == levels


@pytest.mark.parametrize(
    ("status", "levels"),
    [
        ({"type": "BitstringStatusListEntry", "statusPurpose": "revocation"}, ["open"]),
        ({"type": "BitstringStatusListEntry", "statusPurpose": "suspension"}, []),
        ([{"type": "1EdTechRevocationList", "id": "https://uni.example/r"}], ["open"]),
        ({"type": "StatusList2021Entry", "statusPurpose": "revocation"}, []),
    ],
)
def test_what_stands_in_a_list_stays_open(status, levels):
    assert [answer.level for answer in probes.revocation_list({"credentialStatus": status})] == levels


@pytest.mark.parametrize(
    ("members", "probe"),
    [
        ({"validUntil": "2026-11-22T09:59:59Z"}, probes.expiration),
        ({"validUntil": "2026-11-22T12:59:59"}, probes.expiration),
        ({"validUntil": 5}, probes.expiration),
        ({"validFrom": "2026-11-22T10:00:01Z"}, probes.issuance),
        ({"validFrom": None}, probes.issuance),
    ],
)
def test_dates_that_are_over_ahead_or_no_instants_are_fatal(members, probe):
    assert [answer.level for answer in probe({"@context": [V2], **members}, NOW)] == ["fatal"]


def test_version_1_1_has_other_names_for_the_dates():
    document = {"@context": [V1], "validUntil": "2020-01-01T00:00:00Z", "expirationDate": "2030-01-01T00:00:00Z"}
    assert list(probes.expiration(document, NOW)) == []


def test_endorsements_are_asked_wherever_they_stand():
    document = endorsed_badge()
    document["issuer"]["endorsement"] = endorsement()
    document["credentialSubject"]["achievement"]["creator"]["endorsementJwt"] = ["a.b.c"]
    found = {(answer.probe, answer.level, answer.pointer) for answer in probes.embedded_endorsements(document, NOW)}
    inside = "/credentialSubject/achievement"
    assert found == {
        ("EmbeddedProofProbe", "open", f"{inside}/endorsement/0/proof"),
        ("EmbeddedProofProbe", "error", "/issuer/endorsement"),
        ("ExternalProofProbe", "open", f"{inside}/creator/endorsementJwt/0"),
    }


def test_an_endorsement_alone_is_asked_what_endorsements_are_asked():
    assert probes.kind_of(endorsement()) is ENDORSEMENT_CREDENTIAL
    assert probes.kind_of(open_badge()) is OPEN_BADGE
    report = inspected(in_array(with_proof(endorsement())))
    codes = {note.code for note in report.notes if note.code.startswith("onedtech.")}
    assert codes == {"onedtech.embedded-proof"}


def test_our_own_badge_is_valid_to_the_validator():
    report = inspected(in_array(signed(badge())))
    assert (report.check("onedtech").outcome, report.check("onedtech").code) == (Outcome.PASSED, "onedtech.valid")


def test_a_lone_proof_is_a_warning_and_passes():
    check = inspected(signed(badge())).check("onedtech")
    assert (check.outcome, check.code) == (Outcome.PASSED, "onedtech.warning")


@pytest.mark.parametrize(
    ("document", "outcome", "message"),
    [
        (badge(), "invalid", "missing a proof"),
        (signed(badge(), purpose="authentication"), "invalid", "No proof with type any of"),
        (in_array({**signed(badge()), "name": "Another"}), "invalid", "Embedded proof verification failed."),
        (in_array(signed(badge(), cryptosuite="eddsa-jcs-2022")), "invalid", "none that the validator computes"),
        (
            with_proof(badge(), verificationMethod=f"https://other.example/#{DID[8:]}"),
            "invalid",
            "does not match issuer",
        ),
        (with_proof(badge(), verificationMethod=DID[8:]), "invalid", "missing scheme"),
        (with_proof(badge(), verificationMethod="xxx:y"), "invalid", "Unknown verification method scheme: xxx"),
        (with_proof(badge(), verificationMethod="did:jwk:eyJ9#0"), "invalid", "does not contain either"),
        (with_proof(badge(), verificationMethod="did:example:1#k"), "invalid", "Error solving did: did:example"),
        (with_proof(badge(), verificationMethod="did:web:uni.example#k"), "open", "Whose key it is"),
        (with_proof(badge(), proofValue="u0"), "invalid", "Embedded proof verification failed:"),
        (badge(unheardOf="x"), "invalid", "Error while validation JSON LD object"),
    ],
)
def test_what_the_validator_makes_of_proofs(document, outcome, message):
    report = inspected(document)
    assert report.check("onedtech").code == f"onedtech.{outcome}"
    assert [note for note in report.notes if note.code.startswith("onedtech.") and message in note.message]


def test_did_key_without_a_fragment_goes_with_any_issuer_there_and_not_here():
    document = badge()
    document["issuer"]["id"] = "did:web:other.example"
    report = inspected(in_array(signed(document, method=DID)))
    assert report.check("onedtech").code == "onedtech.valid"
    assert report.check("issuer_authenticated").outcome is Outcome.FAILED
    assert report.verdict is Verdict.REJECTED


def test_what_the_validator_refuses_is_rejected_under_its_policy_alone():
    document = in_array(
        signed(badge(validUntil="2026-11-30T00:00:00Z", evidence=[{"type": ["Evidence"], "id": "urn:x:1"}]))
    )
    late = datetime(2026, 12, 24, tzinfo=UTC)
    report = inspected(document, at=late)
    fatal = next(note for note in report.notes if note.code == "onedtech.expiration")
    assert fatal.severity == "error"
    assert fatal.hint == "Fatal: 1EdTech's validator asks nothing further."
    assert Verifier(fetch=None).inspect(document, at=late).find("onedtech") is None


@given(broken(in_array(with_proof(endorsed_badge())), signed(badge())))
def test_no_document_is_too_broken_to_be_asked(document):
    assert inspected(document).check("structure")


def token(**header):
    parts = (json.dumps(header), json.dumps(badge(proof=None)), "signature")
    return ".".join(base64url.encode(part.encode()) for part in parts)


@pytest.mark.parametrize(
    ("header", "outcome", "message"),
    [
        ({"alg": "EdDSA", "kid": "did:web:uni.example#k"}, "invalid", "alg must be present and must be either"),
        ({"alg": "RS256"}, "invalid", "Key must present in either jwk or kid value."),
        ({"alg": "ES256", "kid": "did:web:uni.example#k"}, "open", "Whether the token fits was not computed"),
        (
            {"alg": "ES256", "kid": "did:key:zDn#zDn"},
            "invalid",
            "Unable to retrieve jwk value from url specified in kid.",
        ),
        ({"alg": "ES256", "kid": "key-1"}, "invalid", "Unable to retrieve jwk value from url specified in kid."),
    ],
)
def test_what_the_validator_makes_of_tokens(header, outcome, message):
    report = inspected(token(**header))
    assert report.check("onedtech").code == f"onedtech.{outcome}"
    assert message in report.check("onedtech").message


def test_what_is_no_object_is_no_endorsement_and_no_status():
    assert [answer.level for answer in probes.embedded_endorsements({"endorsement": "urn:x:1"}, NOW)] == ["error"]
    assert list(probes.revocation_list({"credentialStatus": "https://uni.example/s"})) == []


def test_the_report_for_people_says_what_the_validator_would_find():
    text = render(inspected(in_array(signed(badge()))))
    assert "onedtech: 1EdTech's validator would find it valid." in " ".join(text.split())
