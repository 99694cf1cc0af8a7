"""Records of accreditations: credseal's own form, DEQAR's reports and credentials, and the European Learning Model's nodes."""

import copy
import hashlib
import json
from datetime import UTC, date, datetime

import pytest

from credseal.errors import ProofError, RegisterError
from credseal.jsonld.contexts import Contexts
from credseal.model.organisation import Identifier
from credseal.securing.data_integrity.verifying import parse
from credseal.trust.accreditation import Accreditations
from credseal.trust.accreditation_record import AccreditedOrganisation, CoveredQualification
from json_web_signatures import key, signed
from support import corpus_files

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
POLAND = "http://publications.europa.eu/resource/authority/country/POL"
WATER = "http://data.europa.eu/snb/isced-f/0712"

OWN = {
    "name": "Quality Agency of Example",
    "updated": "2026-11-20",
    "expires": "2026-12-20T00:00:00Z",
    "accreditations": [
        {
            "id": "https://register.example/reports/1",
            "also_known_as": ["https://register.example/r/1"],
            "scope": "programme",
            "agency": "Quality Agency of Example",
            "organisations": [
                {
                    "name": "University of Example",
                    "id": "did:web:uni.example",
                    "identifiers": [{"type": "eIDASLegalIdentifier", "value": "VATPL-0000000000"}],
                }
            ],
            "decision": "positive",
            "valid_from": "2024-01-01",
            "valid_until": "2029-12-31",
            "qualifications": [{"names": ["Testing drinking water"], "eqf_level": "6", "micro_credential": True}],
            "eqf_levels": ["5", "6"],
            "fields": [WATER],
            "jurisdictions": [POLAND],
        }
    ],
}
REPORT = {
    "id": 4711,
    "agency_name": "Quality Agency of Example",
    "agency_id": 7,
    "agency_esg_activity_type": "programme",
    "institutions": [{"id": 12, "deqar_id": "DEQARINST0012", "name_primary": "University of Example"}],
    "programmes": [
        {
            "id": 99,
            "name_primary": "Testing drinking water",
            "programme_names": [{"name": "Badanie wody pitnej", "name_is_primary": False}],
            "programme_identifiers": [{"identifier": "W-1", "resource": "local identifier"}],
            "qf_ehea_level": "first cycle",
            "countries": ["Poland"],
            "degree_outcome": {"id": 2, "outcome": "No"},
            "workload_ects": 5,
            "field_study": "http://data.europa.eu/esco/isced-f/0712",
        }
    ],
    "valid_from": "2024-02-29",
    "valid_to": None,
    "status": "part of obligatory EQA system",
    "decision": "positive with conditions or restrictions",
    "flag": "none",
}
CREDENTIAL = {
    "@context": ["https://www.w3.org/2018/credentials/v1", "https://data.deqar.eu/context/v2.jsonld"],
    "id": "https://data.deqar.eu/report/4711",
    "type": ["VerifiableCredential", "DeqarReport"],
    "issuer": {
        "id": "did:web:data.deqar.eu",
        "onBehalfOf": {
            "id": "https://data.deqar.eu/agency/7",
            "type": "EqarRegisteredAgency",
            "name": "Quality Agency of Example",
        },
    },
    "validFrom": "2024-02-29T00:00:00Z",
    "expirationDate": "2030-02-28T00:00:00Z",
    "credentialSubject": {
        "id": "https://data.deqar.eu/institution/12",
        "type": "DeqarInstitution",
        "name": "University of Example",
        "eterID": "PL0012",
        "identifiers": [
            {
                "id": "https://data.deqar.eu/institution-identifier/3",
                "identifier": "VATPL-0000000000",
                "resource": "EU-VAT",
            },
            {"identifier": "nameless"},
        ],
        "authorizationClaims": {
            "accreditationType": "institutional",
            "decision": "positive",
            "limitJurisdiction": [POLAND],
            "limitQFLevel": ["first cycle", "second cycle"],
        },
    },
}
NODE = {
    "id": "http://data.europa.eu/snb/data/accreditation/1",
    "type": "Accreditation",
    "title": {"en": "Programme accreditation"},
    "dcType": {"id": "http://data.europa.eu/snb/accreditation/820101cba6", "type": "Concept"},
    "accreditingAgent": {
        "id": "urn:agency",
        "type": "Organisation",
        "legalName": {"pl": "Agencja", "en": "Quality Agency"},
    },
    "organisation": {
        "id": "urn:org:1",
        "type": "Organisation",
        "legalName": {"en": "University of Example"},
        "eIDASIdentifier": {"type": "LegalIdentifier", "notation": "VATPL-0000000000"},
        "identifier": [
            {"type": "Identifier", "notation": "PL0012", "schemeAgency": {"en": "ETER"}},
            {"type": "Identifier", "notation": "nobody says of what"},
        ],
    },
    "landingPage": {"type": "WebResource", "contentURL": "https://data.deqar.eu/report/4711"},
    "decision": {"id": "https://data.deqar.eu/decision/positive", "type": "Concept"},
    "dateIssued": "2024-01-01T00:00:00Z",
    "expiryDate": "2029-12-31T00:00:00Z",
    "limitQualification": {
        "id": "https://uni.example/micro-credentials/water",
        "type": "Qualification",
        "title": {"en": "Testing drinking water"},
        "eqfLevel": {"id": "http://data.europa.eu/snb/eqf/6", "type": "Concept"},
    },
    "limitEQFLevel": [{"id": "http://data.europa.eu/snb/eqf/6"}, {"id": "http://data.europa.eu/snb/eqf/7"}],
    "limitField": {"id": "http://data.europa.eu/snb/isced-f/071"},
    "limitJurisdiction": [{"id": "http://publications.europa.eu/resource/authority/atu/POL"}],
}


def only(source, **options):
    (record,) = Accreditations.load(source, **options).records
    return record


def changed(data, *steps, value):
    """A copy in which one member is another, or (None) gone."""
    data = copy.deepcopy(data)
    holder = data
    for step in steps[:-1]:
        holder = holder[step]
    if value is None:
        del holder[steps[-1]]
    else:
        holder[steps[-1]] = value
    return data


def test_our_own_form_says_what_it_says():
    loaded = Accreditations.load(OWN)
    record = loaded.find("https://register.example/reports/1")
    assert loaded.name == record.agency == "Quality Agency of Example"
    assert record.organisations[0].id == "did:web:uni.example"
    assert record.qualifications == (CoveredQualification(("Testing drinking water",), "6", micro_credential=True),)
    assert (record.eqf_levels, record.fields, record.jurisdictions) == (("5", "6"), (WATER,), (POLAND,))
    assert (record.valid_from, record.valid_until) == (date(2024, 1, 1), date(2029, 12, 31))
    assert loaded.find("https://register.example/r/1") is record


def test_an_entry_is_found_letter_for_letter_or_not_at_all():
    loaded = Accreditations.load(OWN)
    for other in (
        "https://register.example/reports/1/",
        "http://register.example/reports/1",
        "https://REGISTER.example/reports/1",
    ):
        assert loaded.find(other) is None


def test_records_count_until_they_expire_and_not_before_they_were_written():
    loaded = Accreditations.load(OWN)
    assert loaded.is_up_to_date(NOW)
    assert not loaded.is_up_to_date(datetime(2026, 12, 20, tzinfo=UTC))
    assert not loaded.is_up_to_date(datetime(2026, 11, 1, tzinfo=UTC))
    assert Accreditations.load(REPORT).is_up_to_date(NOW)


def test_a_file_is_read_and_may_be_pinned(tmp_path):
    data = json.dumps(OWN).encode()
    path = tmp_path / "accreditations.json"
    path.write_bytes(data)
    pinned = Accreditations.load(str(path), name="Ours", sha256=hashlib.sha256(data).hexdigest())
    assert (pinned.name, pinned.known_by) == ("Ours", "pinned by its SHA-256 digest")
    with pytest.raises(RegisterError) as refused:
        Accreditations.load(data + b" ", sha256=hashlib.sha256(data).hexdigest())
    assert refused.value.code == "register.pin"


def test_a_report_of_deqar_is_read():
    record = only(REPORT)
    assert (record.id, record.agency_id) == ("https://data.deqar.eu/report/4711", "https://data.deqar.eu/agency/7")
    assert (record.scope, record.decision, record.status) == ("programme", "conditional", "in-force")
    assert record.organisations == (
        AccreditedOrganisation(
            "University of Example", "https://data.deqar.eu/institution/12", (Identifier("DEQAR", "DEQARINST0012"),)
        ),
    )
    (programme,) = record.qualifications
    assert {"Testing drinking water", "Badanie wody pitnej", "W-1", "https://data.deqar.eu/programme/99"} == set(
        programme.names
    )
    assert (programme.eqf_level, programme.micro_credential) == ("6", True)
    assert (programme.fields, programme.jurisdictions) == ((WATER,), (POLAND,))


def test_a_page_and_a_list_of_reports_are_read():
    other = {**REPORT, "id": "4712"}  # as the search writes numbers
    for source in ({"count": 2, "results": [REPORT, other]}, json.dumps([REPORT, other]).encode()):
        loaded = Accreditations.load(source)
        assert loaded.name == "DEQAR"
        assert [record.id[-4:] for record in loaded.records] == ["4711", "4712"]


def test_a_report_without_an_end_counts_for_six_years():
    assert only(REPORT).valid_until == date(2030, 2, 28)
    assert only({**REPORT, "valid_to": "2025-06-30"}).valid_until == date(2025, 6, 30)


@pytest.mark.parametrize(
    ("degree", "ects", "is_one"),
    [({"id": 2}, 59, True), ({"id": 2}, 60, False), ({"id": 1}, 5, False), ({"id": 2}, None, False), (None, 5, None)],
)
def test_a_micro_credential_leads_to_no_degree_and_has_fewer_than_60_ects(degree, ects, is_one):
    report = copy.deepcopy(REPORT)
    report["programmes"][0].update(degree_outcome=degree, workload_ects=ects)
    assert only(report).qualifications[0].micro_credential is is_one


def test_the_institutions_own_record_brings_its_identifiers():
    full = {
        "id": 12,
        "eter_id": "PL0012",
        "identifiers": [{"identifier": "PL0000000000", "resource": "EU-VAT"}, {"identifier": "", "resource": "PIC"}],
        "names": [{"name_official": "Uniwersytet Przykladu"}],
    }
    organisation = only({**REPORT, "institutions": [full]}).organisations[0]
    assert organisation.name == "Uniwersytet Przykladu"
    assert organisation.identifiers == (Identifier("ETER", "PL0012"), Identifier("EU-VAT", "PL0000000000"))


def test_a_report_that_the_register_doubts_is_in_doubt():
    assert only({**REPORT, "flag": "high level"}).status == "in-doubt"
    assert only({**REPORT, "flag": "low level"}).status == "in-force"


@pytest.mark.parametrize("cycle", ["fourth cycle", "9", 7, ["first cycle"]])
def test_a_limit_that_is_not_understood_never_becomes_no_limit(cycle):
    with pytest.raises(RegisterError) as refused:
        Accreditations.load(changed(REPORT, "programmes", 0, "qf_ehea_level", value=cycle))
    assert refused.value.code == "register.choice"
    node = changed(
        NODE, "limitEQFLevel", value=[{"id": f"http://data.europa.eu/snb/eqf/{cycle}"}] if cycle != 7 else "7a"
    )
    with pytest.raises(RegisterError):
        Accreditations.load(node)


def test_a_country_in_no_list_limits_all_the_same():
    report = changed(REPORT, "programmes", 0, "countries", value=["Atlantis"])
    assert only(report).qualifications[0].jurisdictions == ("https://data.deqar.eu/country/Atlantis",)


def test_each_programme_keeps_its_own_limits():
    """Together they would allow the field of one in the country of the other."""
    second = {**REPORT["programmes"][0], "countries": [], "field_study": "0732"}
    record = only({**REPORT, "programmes": [*REPORT["programmes"], second]})
    assert (record.fields, record.jurisdictions) == ((), ())
    assert [each.fields for each in record.qualifications] == [(WATER,), ("http://data.europa.eu/snb/isced-f/0732",)]
    assert [each.jurisdictions for each in record.qualifications] == [(POLAND,), ()]


def test_a_node_of_the_european_learning_model_is_read():
    loaded = Accreditations.load([NODE])
    record = loaded.find("https://data.deqar.eu/report/4711")
    assert loaded.name == "QDR"
    assert (record.id, record.scope, record.agency) == (NODE["id"], "programme", "Quality Agency")
    assert record.organisations[0].identifiers == (
        Identifier("eIDASLegalIdentifier", "VATPL-0000000000"),
        Identifier("ETER", "PL0012"),
    )
    assert record.qualifications[0].names == ("https://uni.example/micro-credentials/water", "Testing drinking water")
    assert record.qualifications[0].eqf_level == "6"
    assert (record.eqf_levels, record.decision) == (("6", "7"), "positive")
    assert (record.valid_from, record.valid_until) == (date(2024, 1, 1), date(2029, 12, 31))
    assert record.fields == ("http://data.europa.eu/snb/isced-f/071",)


@pytest.mark.corpus
@pytest.mark.parametrize("path", corpus_files("edc/samples/*MastersDegree*"), ids=lambda path: path.name)
def test_the_accreditation_of_a_real_entry_is_read(path):
    document = json.loads(json.loads(path.read_text(encoding="utf-8"))["payload"])
    record = only(json.dumps(document["evidence"]["accreditation"]).encode())
    assert (record.also_known_as, record.decision) == (("https://data.deqar.eu/report/78550",), "positive")
    assert {each.type for each in record.organisations[0].identifiers} == {"VAT", "DEQAR", "ETER"}
    assert record.valid_from == date(2021, 11, 2)


def test_a_credential_counts_by_what_its_verified_proof_covers():
    seen = []

    def verify(data):
        seen.append(data)
        return CREDENTIAL

    loaded = Accreditations.from_credential(b"as it came", verify=verify)
    (record,) = loaded.records
    assert seen == [b"as it came"]
    assert loaded.known_by == "in a credential that did:web:data.deqar.eu has signed"
    assert (record.scope, record.agency) == ("institution", "Quality Agency of Example")
    assert (record.eqf_levels, record.jurisdictions) == (("6", "7"), (POLAND,))
    assert (record.valid_from, record.valid_until) == (date(2024, 2, 29), date(2030, 2, 28))
    assert record.organisations[0].identifiers == (
        Identifier("ETER", "PL0012"),
        Identifier("EU-VAT", "VATPL-0000000000"),
    )


def test_a_credential_that_is_not_accepted_says_nothing():
    def verify(_):
        raise ProofError("No.", code="proof.missing")

    with pytest.raises(ProofError):
        Accreditations.from_credential(json.dumps(CREDENTIAL).encode(), verify=verify)
    with pytest.raises(RegisterError) as refused:
        Accreditations.from_credential(json.dumps(CREDENTIAL).encode(), verify=lambda _: None)
    assert refused.value.code == "accreditation.form"


def test_a_credential_is_no_record_even_where_its_bytes_are_pinned():
    data = json.dumps({**CREDENTIAL, "proof": {"type": "JsonWebSignature2020"}}).encode()
    for source, pin in ((CREDENTIAL, None), (data, hashlib.sha256(data).hexdigest())):
        with pytest.raises(RegisterError) as refused:
            Accreditations.load(source, sha256=pin)
        assert refused.value.code == "accreditation.credential"
    with pytest.raises(RegisterError):
        Accreditations.load(data)


def test_a_credential_about_several_institutions_is_read_where_all_have_the_same_limits():
    """Else the level of one would be that of the other, too."""
    second = changed(CREDENTIAL, "credentialSubject", "id", value="https://data.deqar.eu/institution/13")
    both = {**CREDENTIAL, "credentialSubject": [CREDENTIAL["credentialSubject"], second["credentialSubject"]]}
    (record,) = Accreditations.from_credential(b"", verify=lambda _: both).records
    assert [each.id[-2:] for each in record.organisations] == ["12", "13"]
    both["credentialSubject"][1]["authorizationClaims"]["limitQFLevel"] = ["third cycle"]
    with pytest.raises(RegisterError) as refused:
        Accreditations.from_credential(b"", verify=lambda _: both)
    assert refused.value.code == "accreditation.several"


FAULTY = [
    (OWN, ("accreditations", 0, "scope"), None, "register.missing-member"),
    (OWN, ("accreditations", 0, "scope"), "country", "register.choice"),
    (OWN, ("accreditations", 0, "status"), "expired", "register.choice"),
    (OWN, ("accreditations", 0, "eqf_levels"), ["9"], "register.choice"),
    (OWN, ("accreditations", 0, "limitField"), [], "register.unknown-member"),
    (OWN, ("accreditations", 0, "valid_until"), "2023-01-01", "accreditation.dates"),
    (OWN, ("accreditations", 0, "valid_until"), "soon", "register.date"),
    (OWN, ("accreditations", 0, "organisations"), [], "accreditation.organisations"),
    (OWN, ("accreditations", 0, "fields"), ["0712"], "register.uri"),
    (OWN, ("accreditations",), [OWN["accreditations"][0]] * 2, "accreditation.duplicate"),
    (OWN, ("accreditations",), {}, "register.wrong-type"),
    (REPORT, ("id",), "47x", "register.wrong-type"),
    (REPORT, ("institutions",), [], "accreditation.organisations"),
    (REPORT, ("institutions", 0), "University", "register.wrong-type"),
    (REPORT, ("institutions", 0, "name_primary"), None, "register.missing-member"),
    (REPORT, ("decision",), "maybe", "register.choice"),
    (REPORT, ("valid_from",), 2024, "register.wrong-type"),
    (REPORT, ("programmes", 0, "field_study"), 712, "register.wrong-type"),
    (NODE, ("accreditingAgent",), None, "register.missing-member"),
    (NODE, ("organisation",), "urn:org:1", "register.wrong-type"),
    (NODE, ("organisation",), None, "accreditation.organisations"),
    (NODE, ("limitField",), [7], "register.wrong-type"),
    (NODE, ("expiryDate",), "never", "register.date"),
    ({}, ("accreditations",), 7, "register.missing-member"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "steps", "value", "code"), FAULTY, ids=lambda each: each if isinstance(each, str) else ""
)
def test_what_is_wrong_is_refused_by_name(data, steps, value, code):
    with pytest.raises(RegisterError) as refused:
        Accreditations.load(changed(data, *steps, value=value))
    assert refused.value.code == code


@pytest.mark.parametrize(
    "data", [b"[]", b"{}", b"7", b'"x"', b"null", b'[{"type": "Person"}]', b'{"results": []}', b"[[]]"]
)
def test_other_json_is_no_record(data):
    with pytest.raises(RegisterError) as refused:
        Accreditations.load(data)
    assert refused.value.code == "accreditation.form"


def test_a_credential_with_the_proof_that_deqar_makes_is_verified_and_read():
    """The context is a stand-in: DEQAR's own is not bundled, whoever verifies its credentials gives it."""
    contexts = {CREDENTIAL["@context"][1]: {"@context": {"@vocab": "https://data.deqar.eu/terms/"}}}
    document = signed(document=copy.deepcopy(CREDENTIAL), contexts=contexts)

    def verify(data):
        found = parse(json.loads(data), contexts=Contexts(extra=contexts))
        return found.verify(found.proofs[0], key()).document

    (record,) = Accreditations.from_credential(json.dumps(document).encode(), verify=verify).records
    assert record.id == "https://data.deqar.eu/report/4711"
    claims = document["credentialSubject"]["authorizationClaims"]
    claims["limitQFLevel"] = ["third cycle"]
    with pytest.raises(ProofError):
        Accreditations.from_credential(json.dumps(document).encode(), verify=verify)
