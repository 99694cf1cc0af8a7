"""Verifiable Credentials Data Model 2.0, sections 4 and 5, statement by statement.

Each case stands for one input of w3c/vc-data-model-2.0-test-suite (6e07524, tests/input) and has its name; the documents are ours. What
that suite leaves to an implementation's issuer (it adds the issuer and the proof) is added here too.
"""

import copy

import pytest

from credseal.errors import JsonLdError
from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import BUNDLED
from credseal.profiles import vcdm
from support import corpus, corpus_files, load_json

V1, V2 = "https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/v2"
ISSUER = "did:example:university"
KIND = "https://uni.example/terms#Kind"
DIGEST = "sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU"
ENGLISH = {"@value": "Data literacy", "@language": "en"}
NO_URL = "https ://not-a-url/"


def credential(**members):
    """The least that a credential can be, with other members; Ellipsis removes one."""
    whole = {
        "@context": [V2],
        "type": ["VerifiableCredential"],
        "issuer": ISSUER,
        "credentialSubject": {"id": "did:example:ada"},
        **members,
    }
    return {name: copy.deepcopy(value) for name, value in whole.items() if value is not ...}


def resource(**members):
    return {"id": "https://uni.example/rules.json", "digestSRI": DIGEST, **members}


ACCEPTED = {
    "credential-ok": {},
    "credential-context-combo1-ok": {"@context": [V2, "https://www.w3.org/ns/credentials/examples/v2"]},
    "credential-context-combo2-ok": {"@context": [V2, {"Example": "https://example.org/#Example"}]},
    "credential-id-single-ok": {"id": "urn:uuid:0a6e1d2c-0001-4000-8000-000000000001"},
    "credential-id-other-ok": {
        "id": "https://uni.example/1",
        "evidence": {"id": "https://uni.example/e", "type": KIND},
    },
    "credential-id-subject-single-ok": {"credentialSubject": {"id": "did:example:ada", "type": KIND}},
    "credential-optional-type-ok": {"type": ["VerifiableCredential", KIND]},
    "credential-type-urls-order-1-ok": {"type": ["VerifiableCredential", KIND, f"{KIND}2"]},
    "credential-type-urls-order-2-ok": {"type": [f"{KIND}2", KIND, "VerifiableCredential"]},
    "credential-issuer-object-ok": {"issuer": {"id": ISSUER}},
    "credential-name-ok": {"name": "Data literacy"},
    "credential-name-language-en-ok": {"name": ENGLISH},
    "credential-multi-language-name-ok": {"name": [ENGLISH, {"@value": "Datenkompetenz", "@language": "de"}]},
    "credential-name-language-direction-en-ok": {"name": {**ENGLISH, "@direction": "ltr"}},
    "credential-description-language-direction-en-ok": {"description": {**ENGLISH, "@direction": "ltr"}},
    "issuer-multi-language-name-ok": {"issuer": {"id": ISSUER, "name": [ENGLISH, "University"]}},
    "issuer-description-language-en-ok": {"issuer": {"id": ISSUER, "description": ENGLISH}},
    "credential-description-ok": {"description": "Two ECTS credits."},
    "credential-description-language-en-ok": {"description": ENGLISH},
    "credential-multi-language-description-ok": {"description": [ENGLISH, {**ENGLISH, "@language": "en-GB"}]},
    "issuer-name-ok": {"issuer": {"id": ISSUER, "name": "University"}},
    "issuer-name-language-en-ok": {"issuer": {"id": ISSUER, "name": ENGLISH}},
    "issuer-name-language-direction-en-ok": {"issuer": {"id": ISSUER, "name": {**ENGLISH, "@direction": "ltr"}}},
    "issuer-description-ok": {"issuer": {"id": ISSUER, "description": "A university."}},
    "issuer-multi-language-description-ok": {"issuer": {"id": ISSUER, "description": [ENGLISH, ENGLISH]}},
    "issuer-description-language-direction-en-ok": {
        "issuer": {"id": ISSUER, "description": {**ENGLISH, "@direction": "ltr"}}
    },
    "credential-subject-multiple-ok": {"credentialSubject": [{"id": "did:example:a"}, {"id": "did:example:b"}]},
    "credential-validfrom-ms-ok": {"validFrom": "2023-02-26T01:21:51.123Z"},
    "credential-validfrom-tz-ok": {"validFrom": "2023-02-26T01:21:51+02:00"},
    "credential-validfrom-far-future-ok": {"validFrom": "9999-01-01T00:00:00Z"},
    "credential-validuntil-ms-ok": {"validUntil": "2033-02-26T01:21:51.123Z"},
    "credential-validuntil-tz-ok": {"validUntil": "2033-02-26T01:21:51-11:30"},
    "credential-validUntil-validFrom-ok": {"validFrom": "2023-01-01T00:00:00Z", "validUntil": "2023-01-01T00:00:00Z"},
    "credential-validuntil-ok": {"validUntil": "2033-02-26T01:21:51Z"},
    "credential-proof-ok": {"proof": {"type": "Ed25519Signature2020", "proofValue": "z58D"}},
    "credential-status-ok": {"credentialStatus": {"id": "https://uni.example/s#1", "type": KIND}},
    "credential-status-missing-id-ok": {"credentialStatus": {"type": KIND}},
    "credential-schema-ok": {"credentialSchema": {"id": "did:example:schemas:1", "type": KIND}},
    "credential-schemas-ok": {
        "credentialSchema": [{"id": f"did:example:schemas:{each}", "type": KIND} for each in "12"]
    },
    "credential-schema-type-ok": {"credentialSchema": {"id": "did:example:schemas:1", "type": "JsonSchema"}},
    "credential-refresh-type-ok": {"refreshService": {"id": "https://uni.example/refresh", "type": KIND}},
    "credential-refreshs-ok": {
        "refreshService": [{"id": f"https://uni.example/{each}", "type": KIND} for each in "12"]
    },
    "credential-termsofuse-ok": {"termsOfUse": {"type": KIND}},
    "credential-termsofuse-id-ok": {"termsOfUse": {"id": "https://uni.example/terms", "type": KIND}},
    "credential-termsofuses-ok": {"termsOfUse": [{"type": KIND}, {"type": f"{KIND}2"}]},
    "credential-evidence-ok": {"evidence": {"id": "https://uni.example/evidence", "type": KIND}},
    "credential-evidences-ok": {"evidence": [{"id": f"https://uni.example/{each}", "type": KIND} for each in "12"]},
    "related-resource-digest-sri": {"relatedResource": resource()},
    "related-resource-digest-multibase": {
        "relatedResource": {
            "id": "https://uni.example/1",
            "digestMultibase": "uM4RgWQc3RUDtjJCSgTJtTfvpZ7SPEg_LNO0ESlovQC0",
        }
    },
    "related-resource-media-type": {"relatedResource": [resource(mediaType="application/json")]},
}
REFUSED = {
    "credential-context-combo3-fail": ({"@context": [V2, NO_URL]}, "vcdm.context", "/@context/1"),
    "credential-context-combo4-fail": ({"@context": [V2, 123192875]}, "vcdm.context", "/@context/1"),
    "credential-missing-base-context-fail-or-inject": (
        {"@context": ["https://www.w3.org/ns/credentials/examples/v2"]},
        "vcdm.context",
        "/@context",
    ),
    "credential-no-context-fail-or-inject": ({"@context": ...}, "vcdm.context", "/@context"),
    "base context in second place": ({"@context": ["https://example.org/1", V2]}, "vcdm.context", "/@context"),
    "credential-id-multi-fail": ({"id": ["https://example.org/1", "https://example.net/1"]}, "vcdm.id", "/id"),
    "credential-id-nonidentifier-fail": ({"id": None}, "vcdm.id", "/id"),
    "credential-id-not-url-fail": ({"id": NO_URL}, "vcdm.id", "/id"),
    "credential-id-subject-multi-fail": (
        {"credentialSubject": {"id": ["did:example:a", "did:example:b"]}},
        "vcdm.subject",
        "/credentialSubject/id",
    ),
    "credential-no-type-fail": ({"type": ...}, "vcdm.type", "/type"),
    "credential-missing-required-type-fail": ({"type": ["Relationship"]}, "vcdm.type", "/type"),
    "type that is no text": ({"type": ["VerifiableCredential", 2]}, "vcdm.type", "/type"),
    "credential-no-issuer-fail": ({"issuer": ...}, "vcdm.issuer", "/issuer"),
    "credential-issuer-null-fail": ({"issuer": None}, "vcdm.issuer", "/issuer"),
    "credential-issuer-no-url-fail": ({"issuer": "fake-issuer"}, "vcdm.issuer", "/issuer"),
    "credential-issuer-object-id-no-url-fail": ({"issuer": {"id": "fake-issuer"}}, "vcdm.issuer", "/issuer"),
    "credential-issuer-object-id-null-fail": ({"issuer": {"id": None}}, "vcdm.issuer", "/issuer"),
    "several issuers": ({"issuer": [ISSUER, ISSUER]}, "vcdm.issuer", "/issuer"),
    "credential-name-extra-prop-en-fail": ({"name": {**ENGLISH, "url": "did:example:x"}}, "vcdm.text", "/name"),
    "credential-description-extra-prop-en-fail": (
        {"description": {**ENGLISH, "url": "x:y"}},
        "vcdm.text",
        "/description",
    ),
    "issuer-name-extra-prop-en-fail": (
        {"issuer": {"id": ISSUER, "name": {**ENGLISH, "url": "x:y"}}},
        "vcdm.text",
        "/issuer/name",
    ),
    "issuer-description-extra-prop-en-fail": (
        {"issuer": {"id": ISSUER, "description": {**ENGLISH, "url": "x:y"}}},
        "vcdm.text",
        "/issuer/description",
    ),
    "name without its value": ({"name": {"@language": "en"}}, "vcdm.text", "/name"),
    "name that is a number": ({"name": 5}, "vcdm.text", "/name"),
    "credential-no-subject-fail": ({"credentialSubject": ...}, "vcdm.subject", "/credentialSubject"),
    "credential-subject-no-claims-fail": ({"credentialSubject": {}}, "vcdm.subject", "/credentialSubject"),
    "credential-subject-multiple-empty-fail": (
        {"credentialSubject": [{"id": "did:example:a"}, {}]},
        "vcdm.subject",
        "/credentialSubject",
    ),
    "credential-validfrom-invalid-fail": ({"validFrom": "Sat 25 Feb 2023 07:16:31 PM CST"}, "vcdm.date", "/validFrom"),
    "credential-validuntil-invalid-fail": (
        {"validUntil": "Sun, 26 Feb 2023 01:22:14 +0000"},
        "vcdm.date",
        "/validUntil",
    ),
    "validFrom without an offset": ({"validFrom": "2023-02-26T01:21:51"}, "vcdm.date", "/validFrom"),
    "credential-validUntil-validFrom-fail": (
        {"validFrom": "2033-01-01T00:00:00Z", "validUntil": "2023-01-01T00:00:00Z"},
        "vcdm.date",
        "/validUntil",
    ),
    "credential-status-missing-type-fail": (
        {"credentialStatus": {"id": "https://uni.example/s"}},
        "vcdm.typed",
        "/credentialStatus",
    ),
    "credential-status-multiple-id-fail": (
        {"credentialStatus": {"id": ["did:example:1", "did:example:2"], "type": KIND}},
        "vcdm.id",
        "/credentialStatus/id",
    ),
    "credential-status-nonurl-id-fail": (
        {"credentialStatus": {"id": NO_URL, "type": KIND}},
        "vcdm.id",
        "/credentialStatus/id",
    ),
    "credential-status-type-nonurl-fail": (
        {"credentialStatus": {"id": "did:example:status", "type": 2}},
        "vcdm.typed",
        "/credentialStatus",
    ),
    "credential-schema-no-type-fail": ({"credentialSchema": {"id": "did:x:1"}}, "vcdm.typed", "/credentialSchema"),
    "credential-schema-no-id-fail": ({"credentialSchema": {"type": KIND}}, "vcdm.id", "/credentialSchema"),
    "credential-schema-non-url-id-fail": (
        {"credentialSchema": [{"type": KIND, "id": NO_URL}]},
        "vcdm.id",
        "/credentialSchema/0/id",
    ),
    "credential-refresh-no-type-fail": ({"refreshService": {"id": "did:x:1"}}, "vcdm.typed", "/refreshService"),
    "credential-termsofuse-missing-type-fail": ({"termsOfUse": {}}, "vcdm.typed", "/termsOfUse"),
    "credential-termsofuse-no-type-fail": ({"termsOfUse": [{"id": "did:x:1"}]}, "vcdm.typed", "/termsOfUse/0"),
    "credential-evidence-missing-type-fail": ({"evidence": {}}, "vcdm.typed", "/evidence"),
    "credential-proof-missing-type-fail": ({"proof": {"proofValue": "zEH"}}, "vcdm.typed", "/proof"),
    "related resource as text": (
        {"relatedResource": ["https://uni.example/1"]},
        "vcdm.related-resource",
        "/relatedResource/0",
    ),
    "related resource without an id": (
        {"relatedResource": {"digestSRI": DIGEST}},
        "vcdm.related-resource",
        "/relatedResource",
    ),
    "related resource twice": (
        {"relatedResource": [resource(), resource()]},
        "vcdm.related-resource",
        "/relatedResource/1/id",
    ),
    "related resource without a digest": (
        {"relatedResource": {"id": "https://uni.example/1"}},
        "vcdm.related-resource",
        "/relatedResource",
    ),
    "envelope with no data: URL": (
        {"type": "EnvelopedVerifiableCredential", "id": "https://uni.example/1"},
        "vcdm.enveloped",
        "/id",
    ),
    "envelope that is handed over for what is in it": (
        {"type": "EnvelopedVerifiableCredential", "id": "data:application/vc+jwt,eyJ.eyJ.c2ln"},
        "vcdm.enveloped",
        "/id",
    ),
}
# What is wrong with these is what their terms mean.
REFUSED_BY_CONTEXTS = {
    "credential-redef-type-fail": {"@context": [V2, {"VerifiableCredential": "https://example.org/#Bad"}]},
    "credential-redef-type2-fail": {
        "@context": [V2, {"@protected": True, "Own": "https://example.org/#Own"}, {"Own": "https://example.org/#Bad"}]
    },
    "credential-type-mapped-nonurl-fail": {
        "@context": [V2, {"Own": f"{NO_URL}#Own"}],
        "type": ["VerifiableCredential", "Own"],
    },
    "credential-type-unmapped-fail": {
        "@context": [V2, {"@vocab": None}],
        "type": ["VerifiableCredential", "Unheard"],
    },
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_the_data_model_allows_is_accepted(name):
    assert vcdm.check(credential(**ACCEPTED[name])) == ()


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_data_model_forbids_is_refused_where_it_stands(name):
    members, code, pointer = REFUSED[name]
    found = vcdm.check(credential(**members))
    assert (code, pointer) in {(each.code, each.pointer) for each in found}
    assert {each.severity for each in found} == {"error"}


@pytest.mark.parametrize("name", REFUSED_BY_CONTEXTS)
def test_what_contexts_must_not_do_is_refused_there(name):
    with pytest.raises(JsonLdError):
        canonicalize(credential(**REFUSED_BY_CONTEXTS[name]), contexts=BUNDLED)


@pytest.mark.parametrize("members", [{}, {"expirationDate": "2033-01-01T00:00:00Z"}])
def test_version_1_1_demands_a_date_of_issuance(members):
    document = credential(**members, **{"@context": [V1]})
    assert [each.pointer for each in vcdm.check(document)] == ["/issuanceDate"]
    assert vcdm.check({**document, "issuanceDate": "2023-01-01T00:00:00Z"}) == ()


@pytest.mark.corpus
@pytest.mark.parametrize(
    "path", corpus_files("w3c/schemas/verifiable-credential/example-*.json"), ids=lambda path: path.stem
)
def test_the_examples_of_the_standard_are_credentials(path):
    assert vcdm.check(load_json(path)) == ()


@pytest.mark.corpus
@pytest.mark.parametrize(
    "path", corpus_files("w3c/schemas/verifiable-presentation/example-*.json"), ids=lambda path: path.stem
)
def test_a_presentation_is_no_credential(path):
    assert "vcdm.type" in {each.code for each in vcdm.check(load_json(path))}


@pytest.mark.corpus
def test_the_suites_own_fixture_lacks_what_its_issuers_add():
    document = load_json(corpus("w3c", "vcdm2-suite", "validVc.json"))
    assert {each.pointer for each in vcdm.check(document)} == {"/issuer", "/issuanceDate"}
