"""What our check says about European Digital Credentials; that it says what the official shapes say is tested beside them."""

import base64
import copy
import json

import pytest

from credseal.profiles.elm import shapes
from credseal.profiles.elm.constraints.datatypes import is_right, lexical

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(8)).decode()
JPEG = base64.b64encode(b"\xff\xd8\xff\xe0" + bytes(8)).decode()
AUTHORITY = "http://publications.europa.eu/resource/authority/"
SNB = "http://data.europa.eu/snb/"


def concept(uri, scheme, **more):
    return {"id": uri, "type": "Concept", "inScheme": {"id": scheme, "type": "ConceptScheme"}, **more}


def country():
    return concept(f"{AUTHORITY}country/IRL", f"{AUTHORITY}country")


def language():
    return concept(f"{AUTHORITY}language/ENG", f"{AUTHORITY}language", prefLabel={"en": "English"})


def university(**more):
    return {
        "id": "did:web:uni.example",
        "type": "Organisation",
        "legalName": {"en": "University of Example"},
        "eIDASIdentifier": {
            "id": "urn:epass:legalIdentifier:1",
            "type": "LegalIdentifier",
            "notation": "VATIE-1234567T",
            "spatial": country(),
        },
        "location": {
            "id": "urn:epass:location:1",
            "type": "Location",
            "address": {"id": "urn:epass:address:1", "type": "Address", "countryCode": country()},
        },
        **more,
    }


def picture(content=PNG, file_type="PNG"):
    return {
        "id": "urn:epass:mediaObject:1",
        "type": "MediaObject",
        "content": content,
        "contentEncoding": concept(f"{SNB}encoding/6146cde7dd", f"{SNB}encoding/25831c2"),
        "contentType": concept(f"{AUTHORITY}file-type/{file_type}", f"{AUTHORITY}file-type"),
    }


def credential(**more):
    """The smallest European Digital Credential that is right."""
    return {
        "@context": ["https://www.w3.org/2018/credentials/v1", "http://data.europa.eu/snb/model/context/edc-ap"],
        "id": "urn:uuid:3ef0ac26-9a1f-41c6-871b-2b82e670907b",
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "credentialProfiles": concept(f"{SNB}credential/e34929035b", f"{SNB}credential/25831c2"),
        "credentialSchema": {"id": f"{SNB}model/ap/edc-generic-full", "type": "ShaclValidator2017"},
        "issuer": university(),
        "issued": "2026-11-22T10:00:00Z",
        "issuanceDate": "2026-11-22T10:00:00Z",
        "validFrom": "2026-11-22T10:00:00Z",
        "displayParameter": {
            "id": "urn:epass:displayParameter:1",
            "type": "DisplayParameter",
            "title": {"en": "Water"},
            "primaryLanguage": language(),
            "language": [language()],
            "individualDisplay": {
                "id": "urn:epass:individualDisplay:1",
                "type": "IndividualDisplay",
                "language": language(),
                "displayDetail": {
                    "id": "urn:epass:displayDetail:1",
                    "type": "DisplayDetail",
                    "page": 1,
                    "image": picture(),
                },
            },
        },
        "credentialSubject": {
            "id": "urn:epass:person:1",
            "type": "Person",
            "hasClaim": achievement(),
        },
        **more,
    }


def achievement(**more):
    return {
        "id": "urn:epass:learningAchievement:1",
        "type": "LearningAchievement",
        "title": {"en": "Water"},
        "awardedBy": {"id": "urn:epass:awardingProcess:1", "type": "AwardingProcess", "awardingBody": university()},
        **more,
    }


def qualification(**more):
    specified = {"id": "urn:epass:qualification:1", "type": "Qualification", "title": {"en": "Water"}, **more}
    return with_claim(specifiedBy=specified)


def with_claim(**more):
    return credential(credentialSubject={"id": "urn:epass:person:1", "type": "Person", "hasClaim": achievement(**more)})


def found(document):
    """Code and pointer of each finding."""
    return [(each.code, each.pointer) for each in shapes.check(document)]


def without(document, *path):
    changed = copy.deepcopy(document)
    at = changed
    for step in path[:-1]:
        at = at[step]
    del at[path[-1]]
    return changed


QUALIFICATION = "/credentialSubject/hasClaim/specifiedBy"


def test_the_smallest_credential_is_right():
    assert shapes.check(credential()) == ()


def test_every_finding_says_where_and_what_to_do():
    document = without(
        credential(issuer="did:web:uni.example", proof={"type": "DataIntegrityProof"}), "displayParameter"
    )
    for each in shapes.check(document):
        assert each.pointer is not None
        assert each.hint
        assert each.message.endswith(".")


@pytest.mark.parametrize(
    "name",
    [
        "issuer",
        "issued",
        "validFrom",
        "credentialSubject",
        "credentialSchema",
        "credentialProfiles",
        "displayParameter",
    ],
)
def test_what_every_credential_must_have(name):
    (finding,) = shapes.check(without(credential(), name))
    assert (finding.code, finding.severity, finding.pointer) == ("elm.missing", "error", "")
    assert repr(name) in finding.message


def test_the_credential_must_have_an_id():
    assert found(without(credential(), "id")) == [("elm.missing", "")]


@pytest.mark.parametrize("nothing", [None, [], {}])
def test_what_expands_to_nothing_is_not_there(nothing):
    document = credential()
    document["displayParameter"]["title"] = nothing
    assert found(document) == [("elm.missing", "/displayParameter")]


def test_one_value_and_an_array_of_one_are_the_same():
    document = credential()
    document["issuer"] = [document["issuer"]]
    document["displayParameter"]["title"] = {"en": ["Water"]}
    assert shapes.check(document) == ()


# The issuer


def test_an_issuer_is_an_object_and_no_did():
    findings = shapes.check(credential(issuer="did:web:elsewhere.example"))
    assert [(each.code, each.pointer) for each in findings] == [("elm.class", "/issuer")]
    assert "id" in findings[0].hint


def test_a_did_that_is_described_elsewhere_in_the_document_is_a_reference_to_that():
    assert shapes.check(credential(issuer="did:web:uni.example")) == ()


def test_an_issuer_needs_a_legal_identifier():
    document = credential(issuer=without(university(id="urn:epass:org:2"), "eIDASIdentifier"))
    assert found(document) == [("elm.missing", "/issuer")]


def test_what_one_place_says_of_an_organisation_counts_wherever_it_is_named():
    document = credential(issuer={"id": "did:web:uni.example", "type": "Organisation"})
    assert shapes.check(document) == ()


# Texts


def test_a_text_must_be_there_for_each_language():
    document = credential(issuer=university(id="urn:epass:org:2", legalName="University of Example"))
    assert found(document) == [("elm.datatype", "/issuer/legalName")]


def test_a_language_must_not_be_there_twice():
    assert found(with_claim(title={"en": ["Water", "Waters"]})) == [
        ("elm.language-twice", "/credentialSubject/hasClaim/title/en")
    ]
    assert found(with_claim(title={"en": "Water", "EN": "Waters"})) == [
        ("elm.language-twice", "/credentialSubject/hasClaim/title/EN")
    ]


def test_the_same_text_twice_is_one_text():
    assert shapes.check(with_claim(title={"en": ["Water", "Water"]})) == ()


@pytest.mark.parametrize("tag", ["en ", "e", "english-", "description"])
def test_a_language_must_be_a_language_tag(tag):
    pointer = f"/credentialSubject/hasClaim/title/{tag}"
    assert found(with_claim(title={"en": "Water", tag: "Water"})) == [("elm.language", pointer)]


def test_a_text_must_be_text():
    assert ("elm.text", "/credentialSubject/hasClaim/title/en") in found(with_claim(title={"en": 5}))


# Datatypes


@pytest.mark.parametrize(
    ("text", "datatype", "right"),
    [
        ("2026-11-20T00:00:00Z", "dateTime", True),
        ("2026-11-20T00:00:00.5+01:00", "dateTime", True),
        ("2026-11-20T00:00:00", "dateTime", True),
        ("2026-11-20", "dateTime", False),
        ("2026-02-30T00:00:00Z", "dateTime", False),
        ("2026-11-20T00:00Z", "dateTime", False),
        ("PT50H", "duration", True),
        ("P1Y2M3DT4H5M6.7S", "duration", True),
        ("P", "duration", False),
        ("PT", "duration", False),
        ("P1W", "duration", False),
        ("50", "duration", False),
        ("1", "positiveInteger", True),
        ("0", "positiveInteger", False),
        ("-3", "integer", True),
        ("1.0", "integer", False),
        ("12.50", "decimal", True),
        ("1.25E1", "decimal", False),
        ("true", "boolean", True),
        ("yes", "boolean", False),
        ("anything", "string", True),
    ],
)
def test_a_value_must_be_of_its_datatype(text, datatype, right):
    assert is_right(text, datatype) is right


def test_numbers_are_written_as_json_ld_writes_them():
    assert [lexical(each) for each in (7, 7.0, -3, True, False)] == ["7", "7", "-3", "true", "false"]
    assert not is_right(lexical(12.5), "decimal")
    assert not is_right(lexical(10**400), "positiveInteger")
    assert not is_right(lexical(float("inf")), "integer")


def test_a_birth_date_has_a_time():
    subject = credential()["credentialSubject"] | {"dateOfBirth": "1999-10-02"}
    assert found(credential(credentialSubject=subject)) == [("elm.datatype", "/credentialSubject/dateOfBirth")]


def test_nobody_completes_more_than_all_of_an_activity():
    activity = {"type": "LearningActivity", "title": {"en": "Course"}, "awardedBy": achievement()["awardedBy"]}
    assert shapes.check(with_claim(influencedBy=activity | {"levelOfCompletion": 100})) == ()
    pointer = "/credentialSubject/hasClaim/influencedBy/levelOfCompletion"
    assert found(with_claim(influencedBy=activity | {"levelOfCompletion": 101})) == [("elm.value", pointer)]


def test_the_date_that_the_context_takes_for_an_id_is_nobodys_fault():
    assert shapes.check(credential(issuer=university(dateModified="2026-11-20T00:00:00Z"))) == ()


# Classes and lists


def test_a_member_must_hold_an_object_of_its_class():
    assert found(with_claim(provenBy={"type": "LearningActivity", "id": "urn:x:1"}))[0] == (
        "elm.class",
        "/credentialSubject/hasClaim/provenBy",
    )


def test_a_claim_is_one_of_the_four_or_says_its_type():
    claim = {"type": "Claim", "title": {"en": "Water"}, "awardedBy": achievement()["awardedBy"]}
    subject = {"id": "urn:epass:person:1", "type": "Person", "hasClaim": claim}
    assert found(credential(credentialSubject=subject)) == [("elm.class", "/credentialSubject/hasClaim")]
    claim["dcType"] = concept("urn:x:type", f"{SNB}claim-type/25831c2")
    assert shapes.check(credential(credentialSubject=subject)) == ()


def test_a_level_must_say_that_it_is_an_eqf_level():
    level = concept(f"{SNB}eqf/6", f"{SNB}eqf/25831c2")
    assert shapes.check(qualification(eqfLevel=level)) == ()
    for wrong in (
        {"id": level["id"], "type": "Concept"},
        level | {"inScheme": {"id": f"{SNB}qdr/25831c2", "type": "ConceptScheme"}},
        level | {"inScheme": {"id": f"{SNB}eqf/25831c2"}},
        level | {"inScheme": f"{SNB}eqf/25831c2"},
    ):
        assert ("elm.scheme", f"{QUALIFICATION}/eqfLevel") in found(qualification(eqfLevel=wrong))


def test_a_level_without_an_id_is_no_entry_of_a_list():
    level = without(concept("", f"{SNB}eqf/25831c2"), "id")
    assert found(qualification(eqfLevel=level)) == [("elm.node-kind", f"{QUALIFICATION}/eqfLevel")]


def test_text_for_an_entry_is_said_once_to_be_no_entry():
    pointer = f"{QUALIFICATION}/eqfLevel"
    assert found(qualification(eqfLevel=6)) == [("elm.class", pointer)]
    assert found(qualification(eqfLevel="six")) == [("elm.id", pointer), ("elm.class", pointer)]


def test_there_is_no_eqf_level_9():
    (finding,) = shapes.check(qualification(eqfLevel=concept(f"{SNB}eqf/9", f"{SNB}eqf/25831c2")))
    assert (finding.code, finding.severity) == ("elm.list", "error")


def test_a_language_that_is_not_among_those_known_here_may_be_right():
    cornish = concept(f"{AUTHORITY}language/COR", f"{AUTHORITY}language")
    (finding,) = shapes.check(qualification(language=cornish))
    assert (finding.code, finding.severity) == ("elm.list", "warning")


def test_two_eqf_levels_are_one_too_many():
    levels = [concept(f"{SNB}eqf/{level}", f"{SNB}eqf/25831c2") for level in (5, 6)]
    assert found(qualification(eqfLevel=levels)) == [("elm.too-many", f"{QUALIFICATION}/eqfLevel/1")]
    assert shapes.check(qualification(eqfLevel=[levels[0], levels[0]])) == ()


# Profiles


def test_an_accredited_credential_has_its_accreditation_as_evidence():
    accredited = credential(
        credentialProfiles=concept(f"{SNB}credential/c_ae121a00", f"{SNB}credential/25831c2"),
        credentialSchema={"id": f"{SNB}model/ap/edc-accredited", "type": "ShaclValidator2017"},
    )
    assert found(accredited) == [("elm.missing", "")]
    accredited["evidence"] = {
        "id": "urn:epass:evidence:1",
        "type": "Evidence",
        "dcType": concept(f"{SNB}evidence-type/c_991b06c6", f"{SNB}evidence-type/25831c2"),
    }
    assert found(accredited) == [("elm.missing", "/evidence")]


def test_an_accredited_credential_has_one_claim_and_that_is_an_achievement():
    other = {
        "id": "urn:x:2",
        "type": "LearningActivity",
        "title": {"en": "Course"},
        "awardedBy": achievement()["awardedBy"],
    }
    document = credential(
        credentialSubject={"id": "urn:epass:person:1", "type": "Person", "hasClaim": [achievement(), other]},
        credentialSchema={"id": f"{SNB}model/ap/edc-accredited", "type": "ShaclValidator2017"},
    )
    pointer = "/credentialSubject/hasClaim/1"
    assert {("elm.too-many", pointer), ("elm.class", pointer)} <= set(found(document))
    assert shapes.check(document | {"credentialSchema": credential()["credentialSchema"]}) == ()


def test_a_profile_with_shapes_of_its_own_should_name_them():
    document = credential(credentialProfiles=concept(f"{SNB}credential/c_9a31f32a", f"{SNB}credential/25831c2"))
    (finding,) = shapes.check(document)
    assert (finding.code, finding.severity) == ("elm.schema", "warning")
    assert "edc-issued-by-mandate" in finding.hint


def test_a_schema_that_nobody_knows_checks_nothing():
    document = credential(credentialSchema={"id": "https://uni.example/shapes", "type": "ShaclValidator2017"})
    (finding,) = shapes.check(document)
    assert (finding.code, finding.severity) == ("elm.schema", "error")


# Ids


def test_two_pictures_with_one_id_are_one_picture_with_two_contents():
    display = credential()["displayParameter"]["individualDisplay"]["displayDetail"]
    second = display | {"id": "urn:epass:displayDetail:2", "page": 2, "image": picture(JPEG, "JPEG")}
    document = credential()
    document["displayParameter"]["individualDisplay"]["displayDetail"] = [display, second]
    pointer = "/displayParameter/individualDisplay/displayDetail/1/image"
    findings = found(document)
    assert ("elm.too-many", f"{pointer}/content") in findings
    assert ("elm.collision", pointer) in findings


def test_two_names_under_one_id_collide_even_where_the_shapes_allow_two():
    person = {"id": "urn:epass:person:2", "type": "Agent"}
    claim = achievement()
    claim["awardedBy"]["awardingBody"] = [
        university(),
        person | {"prefLabel": {"en": "One"}},
        person | {"prefLabel": {"de": "Zwei"}},
    ]
    assert shapes.check(with_claim(awardedBy=claim["awardedBy"])) == ()
    claim["awardedBy"]["awardingBody"][2] = person | {"altLabel": {"en": "Two"}, "prefLabel": {"en": "Two"}}
    (twice, collision) = shapes.check(with_claim(awardedBy=claim["awardedBy"]))
    assert twice.code == "elm.language-twice"
    assert (collision.code, collision.severity) == ("elm.collision", "warning")
    assert "prefLabel" in collision.message
    assert "altLabel" not in collision.message


def test_a_person_and_an_organisation_with_one_id_collide():
    subject = credential()["credentialSubject"] | {"id": "did:web:uni.example"}
    (collision,) = [
        each for each in shapes.check(credential(credentialSubject=subject)) if each.code == "elm.collision"
    ]
    assert "'type'" in collision.message


def bodies(*organisations):
    """A credential awarded by several."""
    return with_claim(awardedBy=achievement()["awardedBy"] | {"awardingBody": list(organisations)})


def test_the_same_object_again_says_nothing_new():
    assert shapes.check(bodies(university(), university())) == ()


def test_what_has_no_id_is_another_thing_each_time_even_in_the_same_object():
    address = {"id": "urn:epass:address:9", "type": "Address", "countryCode": without(country(), "id")}
    once = university(id="urn:epass:org:3", location={"type": "Location", "address": address})
    codes = [code for code, _ in found(bodies(once))]
    again = [code for code, _ in found(bodies(once, copy.deepcopy(once)))]
    assert "elm.too-many" not in codes
    assert "elm.too-many" in again


def test_truth_is_not_the_number_one_in_an_object_that_is_there_again():
    display = {"id": "urn:x:1", "type": "DisplayDetail", "page": 1, "image": picture()}
    document = credential()
    document["displayParameter"]["individualDisplay"]["displayDetail"] = [display, display | {"page": True}]
    assert "elm.datatype" in [code for code, _ in found(document)]


def test_a_relative_id_may_mean_anything():
    (finding,) = shapes.check(with_claim(identifier={"id": "S-42", "type": "Identifier", "notation": "S-42"}))
    assert (finding.code, finding.severity) == ("elm.id", "warning")


def test_what_has_an_id_that_is_dropped_is_not_there():
    document = credential()
    document["issuer"] = university(id="University of Example")
    assert found(document) == [("elm.id", "/issuer/id"), ("elm.missing", "")]


@pytest.mark.parametrize("identifier", [7, None, ["urn:x:1"], {}])
def test_an_id_must_be_text(identifier):
    document = with_claim(identifier={"id": identifier, "type": "Identifier", "notation": "S-42"})
    (finding,) = shapes.check(document)
    assert (finding.code, finding.severity) == ("elm.id", "error")


# Spelling


@pytest.mark.parametrize(
    "name",
    ["@id", "@type", "@graph", "@context", "@reverse", "dc:title", "http://purl.org/dc/terms/title", "cred:issuer"],
)
def test_a_second_spelling_of_a_member_is_refused(name):
    assert ("elm.spelling", f"/credentialSubject/hasClaim/{name.replace('/', '~1')}") in found(
        with_claim(**{name: "urn:x:1"})
    )


def test_a_second_spelling_of_a_class_is_refused():
    document = with_claim(provenBy={"type": "elm:LearningAssessment"})
    assert ("elm.spelling", "/credentialSubject/hasClaim/provenBy/type") in found(document)


def test_members_that_no_context_knows_mean_nothing():
    assert shapes.check(with_claim(cnf={"kid": "x"}, nonsense={"type": "Person", "id": "not an id"})) == ()


# What the Commission's own tools ask for


@pytest.mark.parametrize(
    "contexts",
    [
        [],
        ["https://www.w3.org/2018/credentials/v1"],
        ["http://data.europa.eu/snb/model/context/edc-ap", "https://www.w3.org/2018/credentials/v1"],
        ["https://www.w3.org/2018/credentials/v1", "http://data.europa.eu/snb/model/context/edc-ap", {"x": "urn:x"}],
        ["https://www.w3.org/ns/credentials/v2", "http://data.europa.eu/snb/model/context/edc-ap"],
    ],
)
def test_the_contexts_are_exactly_two(contexts):
    assert ("elm.context", "/@context") in found(credential() | {"@context": contexts})


def test_without_its_classes_no_shape_applies_and_that_is_an_error():
    (finding, *_) = shapes.check(credential(type=["EuropeanDigitalCredential"]))
    assert (finding.code, finding.severity) == ("elm.type", "error")


def test_further_types_and_another_order_are_unusual():
    for types in (["EuropeanDigitalCredential", "VerifiableCredential"], [*credential()["type"], "Diploma"]):
        (finding,) = shapes.check(credential(type=types))
        assert (finding.code, finding.severity) == ("elm.type", "warning")


def test_a_presentation_that_is_a_credential_too_has_the_terms_of_both():
    types = [*credential()["type"], "VerifiablePresentation"]
    document = credential(
        type=types, holder="urn:epass:person:1", verifiableCredential=[{"type": "VerifiableCredential"}]
    )
    assert [(each.code, each.pointer) for each in shapes.check(document) if each.severity == "error"] == [
        ("elm.class", "/verifiableCredential/0")  # what is in a graph of its own has no class here
    ]


def test_a_proof_inside_is_refused():
    (finding,) = shapes.check(credential(proof={"type": "Proof", "proofValue": "z"}))
    assert (finding.code, finding.severity, finding.pointer) == ("elm.proof", "error", "/proof")


def test_a_status_has_two_types():
    status = {"id": "https://uni.example/status/1#7", "type": "BitstringStatusListEntry"}
    (finding,) = shapes.check(credential(credentialStatus=status))
    assert (finding.code, finding.severity) == ("elm.class", "error")
    assert "CredentialStatus" in finding.hint
    (finding,) = shapes.check(credential(credentialStatus=status | {"type": "CredentialStatus"}))
    assert (finding.code, finding.severity) == ("elm.status", "warning")
    assert (
        shapes.check(credential(credentialStatus=status | {"type": ["CredentialStatus", "BitstringStatusListEntry"]}))
        == ()
    )


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"issuanceDate": "2026-11-23T10:00:00Z"}, "/issuanceDate"),
        ({"expirationDate": "2027-11-22T10:00:00Z", "validUntil": "2028-11-22T10:00:00Z"}, "/validUntil"),
        ({"expirationDate": "2025-11-22T10:00:00Z"}, "/expirationDate"),
        ({"validUntil": "2025-11-22T10:00:00Z"}, "/validUntil"),
    ],
)
def test_dates_must_agree(more, pointer):
    (finding,) = shapes.check(credential(**more))
    assert (finding.code, finding.severity, finding.pointer) == ("elm.dates", "warning", pointer)


def test_equal_instants_in_two_zones_agree():
    assert shapes.check(credential(issuanceDate="2026-11-22T11:00:00+01:00")) == ()


@pytest.mark.parametrize(
    ("content", "file_type", "right"),
    [
        (PNG, "PNG", True),
        (JPEG, "JPEG", True),
        (JPEG, "PNG", False),
        (PNG[:-1], "PNG", False),
        ("not base64", "PNG", False),
        (base64.b64encode(b"<svg/>").decode(), "SVG", False),
        ("A" * (4 * 1024 * 1024 + 4), "PNG", False),
        ("\u00e9" * 8, "PNG", False),
    ],
)
def test_the_picture_must_be_a_picture(content, file_type, right):
    document = credential()
    document["displayParameter"]["individualDisplay"]["displayDetail"]["image"] = picture(content, file_type)
    pointer = "/displayParameter/individualDisplay/displayDetail/image/content"
    assert found(document) == ([] if right else [("elm.image", pointer)])


# Documents from outside


def test_findings_are_many_and_not_endless():
    claims = [{"type": "LearningAchievement", "id": f"urn:x:{index}"} for index in range(3000)]
    findings = shapes.check(credential(credentialSubject={"id": "urn:x:p", "type": "Person", "hasClaim": claims}))
    assert len(findings) == shapes.MOST_FINDINGS + 1
    assert (findings[-1].code, findings[-1].severity) == ("elm.more", "error")


@pytest.mark.parametrize(
    "nest", [lambda inner: {"memberOf": inner}, lambda inner: {"memberOf": [inner]}, lambda inner: [inner]]
)
def test_what_lies_too_deep_is_refused_and_not_walked(nest):
    deep = {"type": "Person"}
    for _ in range(100_000):
        deep = nest(deep)
    assert "elm.depth" in [code for code, _ in found(credential(credentialSubject=deep))]


def test_the_same_findings_come_in_the_same_order():
    document = with_claim(title="Water", provenBy="x", specifiedBy=[{}, {}])
    assert shapes.check(document) == shapes.check(json.loads(json.dumps(document)))


@pytest.mark.parametrize(
    "document", [{}, {"type": None}, {"type": {}, "id": []}, {"@context": {}}, {"credentialSchema": 5, "issuer": None}]
)
def test_what_is_no_credential_at_all_is_an_error(document):
    assert any(each.severity == "error" for each in shapes.check(document))


def test_no_finding_quotes_a_value():
    secret = "Ada-Example-1815"
    document = credential(
        credentialSubject={"type": "Person", "familyName": secret, "dateOfBirth": secret, "hasClaim": secret}
    )
    for each in shapes.check(document):
        assert secret not in f"{each.message}{each.hint}{each.pointer}"
