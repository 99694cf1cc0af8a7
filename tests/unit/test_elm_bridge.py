"""The European Learning Model on version 2.0 of the data model: what changes, what stays, and that it can be signed."""

import copy
from datetime import UTC, datetime, timedelta

import pytest

from credseal.errors import JsonLdError, ProfileError, ProofError
from credseal.jsonld import contexts
from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import BUNDLED
from credseal.keys.signer import generate
from credseal.profiles import vcdm
from credseal.profiles.elm.bridge import context, from_bridge, is_bridge, to_bridge
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.securing.data_integrity.verifying import parse
from pyld_peer import by_pyld

SIGNER = generate("Ed25519")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SUITES = [("eddsa-rdfc-2022", "Ed25519"), ("eddsa-jcs-2022", "Ed25519"), ("ecdsa-rdfc-2019", "P-384")]


def edc(**changes):
    """A small European Digital Credential, unsigned."""
    return {
        "@context": [vcdm.CONTEXT_V1, "http://data.europa.eu/snb/model/context/edc-ap"],
        "id": "urn:uuid:0a6e1d2c-0001-4000-8000-000000000009",
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "issuer": {
            "id": "did:web:uni.example",
            "type": "Organisation",
            "legalName": {"en": "University of Example"},
            "dateModified": "2026-11-01T00:00:00Z",
        },
        "issuanceDate": "2026-11-20T10:00:00Z",
        "issued": "2026-11-20T10:00:00Z",
        "validFrom": "2026-11-21T00:00:00Z",
        "expirationDate": "2031-11-20T10:00:00Z",
        "credentialSchema": {"id": "http://data.europa.eu/snb/model/ap/edc-generic-full", "type": "ShaclValidator2017"},
        "credentialSubject": {
            "id": "did:example:ada",
            "type": "Person",
            "hasClaim": [
                {
                    "id": "urn:epass:learningAchievement:1",
                    "type": "LearningAchievement",
                    "title": {"en": "Testing drinking water", "pl": "Badanie wody pitnej"},
                    "description": {"en": "A short course.", "pl": "Krótki kurs."},
                    "awardedBy": {"id": "urn:epass:awardingProcess:1", "type": "AwardingProcess", "description": {"en": "By vote."}},
                }
            ],
        },
        "credentialStatus": {
            "id": "https://uni.example/status/3#94567",
            "type": ["CredentialStatus", "BitstringStatusListEntry"],
            "statusPurpose": "revocation",
            "statusListIndex": "94567",
            "statusListCredential": "https://uni.example/status/3",
        },
        **changes,
    }  # fmt: skip


def test_the_context_is_fixed_and_vouched_for():
    """Whoever changes it breaks every credential that was signed with it."""
    assert contexts.digest(context()) == contexts.ELM_BRIDGE
    assert BUNDLED.is_pinned(context())
    assert not BUNDLED.is_pinned({**context(), "dcDescription": "https://schema.org/description"})


def test_what_one_caller_does_to_the_context_reaches_no_other():
    context().clear()
    assert is_bridge(to_bridge(edc()))


def test_the_profile_itself_cannot_stand_beside_version_2():
    both = [vcdm.CONTEXT_V2, "http://data.europa.eu/snb/model/context/edc-ap"]
    with pytest.raises(JsonLdError) as refused:
        canonicalize({**edc(), "@context": both}, contexts=BUNDLED)
    assert refused.value.code == "contexts.invalid"


def test_a_bridged_credential_is_one_of_version_2():
    bridged = to_bridge(edc())
    assert vcdm.first_context(bridged) == vcdm.CONTEXT_V2
    assert not [finding for finding in vcdm.check(bridged) if finding.severity == "error"]
    assert "description" not in str(bridged["credentialSubject"]).replace("dcDescription", "")


def test_dates_move_to_where_version_2_has_them():
    bridged = to_bridge(edc())
    assert (bridged["issued"], bridged["validFrom"]) == ("2026-11-20T10:00:00Z", "2026-11-21T00:00:00Z")
    assert bridged["validUntil"] == "2031-11-20T10:00:00Z"
    assert not {"issuanceDate", "expirationDate"} & bridged.keys()


def test_what_was_valid_from_its_issuing_still_is():
    document = edc()
    del document["issued"], document["validFrom"]
    assert to_bridge(document)["validFrom"] == "2026-11-20T10:00:00Z"


@pytest.mark.parametrize("changes", [{"issued": "2026-11-19T10:00:00Z"}, {"validUntil": "2032-11-20T10:00:00Z"}])
def test_a_date_told_in_two_ways_is_refused(changes):
    with pytest.raises(ProfileError) as refused:
        to_bridge(edc(**changes))
    assert refused.value.code == "bridge.dates"


def test_a_status_has_the_type_of_its_own_standard_and_gets_the_other_back():
    bridged = to_bridge(edc())
    assert bridged["credentialStatus"]["type"] == "BitstringStatusListEntry"
    assert from_bridge(bridged)["credentialStatus"] == edc()["credentialStatus"]
    two = to_bridge(edc(credentialStatus=[edc()["credentialStatus"], {"type": ["CredentialStatus", "A", "B"]}]))
    assert [each["type"] for each in two["credentialStatus"]] == ["BitstringStatusListEntry", ["A", "B"]]


def test_no_schema_is_named_that_a_signed_credential_does_not_fit():
    assert "credentialSchema" not in to_bridge(edc())


def test_the_way_back_gives_the_words_back_and_leaves_the_proof():
    document = edc()
    signed = sign(to_bridge(document), SIGNER, verification_method="did:web:uni.example#key-1")
    assert from_bridge(signed) == {
        **{name: value for name, value in document.items() if name != "credentialSchema"},
        "validUntil": document["expirationDate"],
    }


def test_neither_way_touches_what_it_is_given():
    document = edc()
    before = copy.deepcopy(document)
    bridged = to_bridge(document)
    kept = copy.deepcopy(bridged)
    from_bridge(bridged)
    assert (document, bridged) == (before, kept)


def test_the_description_of_version_2_is_not_taken_for_that_of_the_model():
    bridged = {**to_bridge(edc()), "description": "Of the credential."}
    assert "description" not in from_bridge(bridged)


@pytest.mark.parametrize(
    "document",
    [
        {},
        {**edc(), "@context": [vcdm.CONTEXT_V2]},
        {**edc(), "@context": [*edc()["@context"], "https://w3id.org/security/data-integrity/v2"]},
        {**edc(), "proof": {"type": "DataIntegrityProof"}},
    ],
)
def test_what_is_no_unsigned_european_credential_is_refused(document):
    with pytest.raises(ProfileError) as refused:
        to_bridge(document)
    assert refused.value.code == "bridge.form"


@pytest.mark.parametrize("changed", [[vcdm.CONTEXT_V2], [vcdm.CONTEXT_V2, {}], vcdm.CONTEXT_V2, None])
def test_other_contexts_make_no_bridge(changed):
    assert not is_bridge({"@context": changed})
    assert not is_bridge({"@context": [vcdm.CONTEXT_V2, context(), context()]})


@pytest.mark.parametrize(("suite", "kind"), SUITES)
def test_what_is_signed_verifies_and_every_text_is_covered(suite, kind):
    signer = generate(kind)
    said = ProofOptions(
        created=NOW, expires=NOW + timedelta(days=1), domain=("uni.example",), challenge="c-1", identifier="urn:proof:1"
    )
    signed = sign(
        to_bridge(edc()), signer, verification_method="did:web:uni.example#key-1", cryptosuite=suite, options=said
    )
    found = parse(signed, contexts=BUNDLED)
    verified = found.verify(found.proofs[0], signer.public_key)
    assert verified.document == to_bridge(edc())
    assert verified.unpinned == ()
    signed["credentialSubject"]["hasClaim"][0]["dcDescription"]["pl"] = "Inny kurs."
    found = parse(signed, contexts=BUNDLED)
    with pytest.raises(ProofError) as refused:
        found.verify(found.proofs[0], signer.public_key)
    assert refused.value.code == "signature.mismatch"


def test_pyld_makes_the_same_statements():
    bridged = to_bridge(edc())
    assert canonicalize(bridged, contexts=BUNDLED).nquads == by_pyld(bridged)


def test_a_word_that_the_context_does_not_know_cannot_be_signed():
    with pytest.raises(JsonLdError) as refused:
        sign(to_bridge(edc(academicYear="2026")), SIGNER, verification_method="did:web:uni.example#key-1")
    assert refused.value.code == "jsonld.undefined-term"


def test_terms_of_a_context_that_is_nearly_the_same_are_read_by_nobody():
    """Its digest is another, so nobody vouches for any of its words."""
    document = to_bridge(edc())
    document["@context"][1]["title"] = {"@id": "https://attacker.example/title", "@container": "@language"}
    assert not is_bridge(document)
    canonical = canonicalize(document, contexts=BUNDLED)
    assert "/credentialSubject/hasClaim" in canonical.unpinned
    assert "hasClaim" not in canonical.document["credentialSubject"]


def test_no_word_of_the_context_is_another_name_for_what_a_proof_says():
    """Else the proof of every such credential would be refused: one thing has one name."""
    scope = BUNDLED.scope([vcdm.CONTEXT_V2, context()])
    for type_ in ("DataIntegrityProof", "VerifiableCredential", "BitstringStatusListEntry"):
        typed = scope.compile_typed((type_,))
        assert not [name for name, term in typed.terms.items() if term.refusal[0] == "jsonld.synonym"]


def test_an_organisation_of_which_more_is_said_where_it_awards_is_described_alike_everywhere():
    body = {"id": "urn:epass:organisation:1", "type": "Organisation", "legalName": {"en": "University of Example"}}
    assured = {**body, "accreditation": [{"id": "https://register.example/1", "type": "Accreditation"}]}
    document = {
        "@context": ["https://www.w3.org/2018/credentials/v1", "http://data.europa.eu/snb/model/context/edc-ap"],
        "issuer": body,
        "credentialSubject": {"hasClaim": [{"awardedBy": {"awardingBody": [assured]}}]},
    }
    assert to_bridge(document)["issuer"] == assured


def test_what_contradicts_itself_stays_as_it_is_and_signs_nothing():
    document = {
        "@context": ["https://www.w3.org/2018/credentials/v1", "http://data.europa.eu/snb/model/context/edc-ap"],
        "issuer": {"id": "urn:example:1", "legalName": {"en": "One"}},
        "credentialSubject": {"id": "urn:example:1", "legalName": {"en": "Other"}},
    }
    bridged = to_bridge(document)
    assert (bridged["issuer"]["legalName"], bridged["credentialSubject"]["legalName"]) == (
        {"en": "One"},
        {"en": "Other"},
    )
