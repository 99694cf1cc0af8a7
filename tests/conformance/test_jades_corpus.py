"""Seals that others made: the European Union's samples, and the files with which its validator (DSS) is tested.

What is compared here is level B: the header's rules and the signature itself. Timestamps and what else was added later have their own
table (``test_jades_timestamps``). DSS's answers are those of its tests: ``EXPECTATIONS.json`` has their assertions, and for files that are
"no JAdES signature of level B" (JSON_NOT_ETSI) the test classes themselves.
"""

import json
from typing import NamedTuple

import pytest
from jsonschema import Draft7Validator
from jwcrypto.common import JWSEHeaderParameter
from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS
from referencing import Registry
from referencing.jsonschema import DRAFT7

from credseal.errors import CredsealError
from credseal.securing.jades import faults, file_faults, parse
from credseal.securing.jades.signing import seal
from seals import AT, PAYLOAD, only, signer
from support import CORPUS, corpus, corpus_files, load_json

UNDECIDED = {"jades.detached", "jades.unsupported", "jades.certificate-absent"}
SEALED = [path for path in corpus_files("edc/samples/**/*.json*") if b'"signatures"' in path.read_bytes()]
UNSEALED = [path for path in corpus_files("edc/samples/**/*.json*") if path not in SEALED]
VALIDATION = CORPUS / "edc" / "jades-validation"


def answer(file):
    """``good``, or the code of what is wrong or leaves it undecided; of several signatures the first that is not good."""
    try:
        for signature in parse(file).signatures:
            signature.verify(signature.certificate.public_key)
            for finding in faults(signature):
                if finding.severity == "error":
                    return finding.code
    except CredsealError as error:
        return error.code
    return "good"


@pytest.mark.corpus
@pytest.mark.parametrize("path", SEALED, ids=lambda path: path.stem)
def test_every_sealed_sample_is_unbroken(path):
    sealed = parse(path.read_bytes())
    assert (answer(path.read_bytes()), sealed.form, sealed.payload_first) == ("good", "general", True)
    assert file_faults(sealed) == ()
    (signature,) = sealed.signatures
    # Seals of 2026 that state their time as before 15 July 2025.
    assert [each.code for each in faults(signature)] == (["jades.old-time"] if "mynextid" in path.parts else [])


@pytest.mark.corpus
@pytest.mark.parametrize("path", SEALED, ids=lambda path: path.stem)
def test_another_library_says_so_too(path):
    signature = only(path.read_bytes())
    registry = {
        name: JWSEHeaderParameter(name, mustprotect=True, supported=True, check_fn=None) for name in ("sigT", "adoTst")
    }
    peer = JWS(header_registry=registry)
    peer.deserialize(path.read_text(encoding="utf-8"))
    peer.verify(JWK.from_pyca(signature.certificate.public_key.native))
    assert peer.payload.encode() == signature.payload


@pytest.mark.corpus
@pytest.mark.parametrize("path", UNSEALED, ids=lambda path: path.stem)
def test_an_unsealed_sample_is_none(path):
    assert answer(path.read_bytes()) == "jose.form"


@pytest.mark.corpus
def test_the_sample_called_invalid_has_an_unbroken_seal():
    """Its content is not what the Commission's software accepts; its seal is, and so are the imprints of its timestamps."""
    assert answer(corpus("edc", "samples", "edci", "credential-jws-invalid.jsonld").read_bytes()) == "good"


@pytest.mark.corpus
def test_how_many_samples_there_are():
    corpus("edc")
    assert (len(SEALED), len(UNSEALED)) == (11, 7)


@pytest.mark.corpus
def test_a_real_seal_with_a_changed_word_is_broken():
    for path in SEALED:
        document = load_json(path)
        document["payload"] = document["payload"].replace("http", "hxxp", 1)
        assert answer(json.dumps(document)) == "jose.signature"


# DSS's own files


class Row(NamedTuple):
    """What credseal says, what DSS says, and why they differ."""

    credseal: str
    dss: str  # good, broken (the signature), no-level (not baseline B), or unread (no signature to be validated)
    reason: str = ""


DETACHED = "DSS is handed the detached file beside it; credseal reads credentials with their seal, and says that it has not looked."
POLICY = "Version 1.1.1 listed sigPId in crit. DSS reads the policy's document; credseal does not, and leaves undecided what may hang on it."
EXPIRY = "DSS does not look into exp. It is to be a number (RFC 7519, section 4.1.4), and this one is text: nobody could keep to it."

ROWS = {
    "altered-jws.json": Row("jose.signature", "broken"),
    "double-lta-in-container.json": Row("good", "good"),
    "dss2620/jades-b-level-with-etsiu-in-crit.json": Row("jades.crit", "no-level"),
    "dss2620/jades-t-level-with-etsiu-in-crit.json": Row("good", "good"),
    "dss2620/jades-with-b64-not-in-crit.json": Row("jades.crit", "no-level"),
    "dss2620/jades-with-crit-string-type.json": Row("jades.crit", "no-level"),
    "dss2620/jades-with-crit-with-duplicated-header.json": Row("jades.crit", "no-level"),
    "dss2620/jades-with-crit-with-wrong-entry-type.json": Row("jades.crit", "no-level"),
    "dss2620/jades-with-critical-headers-in-crit.json": Row("jades.crit", "no-level"),
    "dss2620/jades-with-empty-crit.json": Row("jades.crit", "no-level"),
    "dss2620/jades-with-expiration-time-header-in-crit.json": Row("jades.parameter", "good", EXPIRY),
    "dss2620/jades-with-expiration-time-header.json": Row("jades.parameter", "good", EXPIRY),
    "dss2620/jades-with-extra-crit-entry.json": Row("jades.crit", "no-level"),
    "dss2620/jades-with-notBefore-header-in-crit.json": Row("jades.crit-unknown", "no-level"),
    "dss2620/jades-with-notBefore-header.json": Row("good", "good"),
    "dss2620/jades-without-non-critical-header-in-crit.json": Row("good", "good"),
    "flattened-extra-element.json": Row("good", "good"),
    "jades-b-copied-cnttst.json": Row("good", "good"),
    "jades-b-iat-and-sigt.json": Row("jades.time", "no-level"),
    "jades-b-no-signing-time.json": Row("jades.time", "no-level"),
    "jades-b-with-xvals.json": Row(
        "jades.certificate-absent",
        "good",
        "The certificate is among the unsigned items only, and x5t#o names it. Seals of credentials have it in x5c; credseal "
        "looks nowhere else, and says so.",
    ),
    "jades-detached-by-uri-encoded-pars.json": Row("jades.detached", "good", DETACHED),
    "jades-detached-by-uri-hash-encoded-pars.json": Row("jades.detached", "good", DETACHED),
    "jades-double-sig-different-etsiU.json": Row("good", "good"),
    "jades-flattened-BpB-detached-objectByURIHash.json": Row("jades.detached", "good", DETACHED),
    "jades-flattened-BpT-broken-sigTst.json": Row("good", "good"),
    "jades-level-b-full-type.json": Row("good", "good"),
    "jades-level-b-sig-policy-invalid-digest-algo.json": Row("good", "good"),
    "jades-lta-broken-arcTst.json": Row("good", "good"),
    "jades-lta-copied-arctst.json": Row("good", "good"),
    "jades-lta-with-etsiU-whitespaces.json": Row("good", "good"),
    "jades-lta.json": Row("good", "good"),
    "jades-t-clear-etsiu.json": Row("good", "good"),
    "jades-t-copied-sigtst.json": Row("good", "good"),
    "jades-t-duplicated-sigtst.json": Row("good", "good"),
    "jades-triple-LTA.json": Row("good", "good"),
    "jades-two-sigs-copied-tst.json": Row("good", "good"),
    "jades-unsupported-signature-algorithm.json": Row("jose.algorithm", "broken"),
    "jades-with-asn1policy-digPSp.json": Row("jades.unsupported", "good", POLICY),
    "jades-with-asn1policy.json": Row("jades.unsupported", "good", POLICY),
    "jades-with-attached-counter-signature-replace-attack.json": Row("good", "good"),
    "jades-with-broken-attached-counter-signature.json": Row("good", "good"),
    "jades-with-broken-detached-counter-signature.json": Row("good", "good"),
    "jades-with-certified.json": Row("good", "good"),
    "jades-with-counter-signature.json": Row("good", "good"),
    "jades-with-double-sigt.json": Row("jose.header", "unread"),
    "jades-with-line-break.json": Row("good", "good"),
    "jades-with-mixed-etsiU-type.json": Row("jades.unsupported", "good", POLICY),
    "jades-with-multiple-sign-cert-refs.json": Row("good", "good"),
    "jades-with-sigAndRefsTst-with-dot.json": Row("good", "good"),
    "jades-with-sigAndRefsTst-without-dot.json": Row("good", "good"),
    "jades-with-spUserNotice.json": Row("jades.unsupported", "good", POLICY),
    "jades-with-spdspec.json": Row("jades.unsupported", "good", POLICY),
    "jades-wrong-etsiu-type.json": Row("jades.unsupported", "good", POLICY),
    "jades-wrong-x5c-header.json": Row("jades.certificate", "broken"),
    "jws-serialization-no-signatures.json": Row("jose.count", "unread"),
    "malformed-jades-serialization.json": Row("json.syntax", "unread"),
    "serialization-extra-element.json": Row("good", "good"),
    "serialization-wrong-payload-type.json": Row("jose.form", "broken"),
    "simple-detached-wrong-algo.json": Row(
        "jades.detached",
        "broken",
        "The digest of the detached file names no algorithm. credseal does not look for that file.",
    ),
    "simple-detached.json": Row("jades.detached", "good", DETACHED),
}


@pytest.mark.corpus
@pytest.mark.parametrize("name", ROWS)
def test_what_credseal_says_about_files_of_dss(name):
    assert answer(corpus("edc", "jades-validation", name).read_bytes()) == ROWS[name].credseal


@pytest.mark.corpus
def test_every_file_of_dss_is_in_the_table():
    corpus("edc", "jades-validation")
    there = {path.relative_to(VALIDATION).as_posix() for path in VALIDATION.rglob("*.json")}
    assert set(ROWS) == there - {"EXPECTATIONS.json"}


def test_every_difference_has_its_reason_and_nothing_else_has():
    for name, row in ROWS.items():
        agreed = (row.credseal == "good") == (row.dss == "good") and row.credseal not in UNDECIDED
        assert agreed != bool(row.reason), name
    # What DSS finds wrong, credseal never finds good.
    assert not [name for name, row in ROWS.items() if row.dss != "good" and row.credseal == "good"]


@pytest.mark.corpus
@pytest.mark.parametrize("name", ROWS)
def test_the_table_says_of_dss_what_its_tests_assert(name):
    tests = load_json(corpus("edc", "jades-validation", "EXPECTATIONS.json"))[name]
    asserts = {each for test in tests for each in test["asserts"]}
    broken = {"False:isBLevelTechnicallyValid"} <= asserts and "True:isBLevelTechnicallyValid" not in asserts
    assert broken == (ROWS[name].dss == "broken")
    if ROWS[name].dss == "good":
        assert "False:isSignatureIntact" not in asserts


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "codes"),
    [
        # DSS: the structure of the unsigned header is wrong, the signature is not.
        ("jades-wrong-etsiu-type.json", {"jades.unsupported", "jades.unexamined", "jades.etsi-u"}),
        ("jades-with-mixed-etsiU-type.json", {"jades.unsupported", "jades.unexamined", "jades.etsi-u"}),
        ("jades-with-certified.json", {"jades.unexamined"}),
        ("jades-level-b-sig-policy-invalid-digest-algo.json", {"jades.unexamined"}),
    ],
)
def test_what_is_told_besides(name, codes):
    assert {each.code for each in faults(only(corpus("edc", "jades-validation", name).read_bytes()))} == codes


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["flattened-extra-element.json", "serialization-extra-element.json"])
def test_members_that_nobody_signed_are_told(name):
    told = file_faults(parse(corpus("edc", "jades-validation", name).read_bytes()))
    assert [each.code for each in told] == ["jades.unsigned-member"]


# ETSI's schemas

# The schemas point to files for the RFCs, which ETSI does not publish with them. This is what those RFCs say.
RFCS = {
    "rfc7515.json": {
        "definitions": {
            "jwsProtectedHeader": {
                "type": "object",
                "properties": {
                    "alg": {"type": "string"},
                    "cty": {"type": "string"},
                    "typ": {"type": "string"},
                    "kid": {"type": "string"},
                    "x5t#S256": {"type": "string", "pattern": "^[A-Za-z0-9_-]{43}$"},
                    "x5c": {
                        "type": "array",
                        "minItems": 1,
                        "items": {"type": "string", "pattern": "^[A-Za-z0-9+/]+={0,2}$"},
                    },
                    "crit": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string"}},
                },
            },
            "jws": {"type": ["object", "string"]},
        }
    },
    "rfc7797.json": {"definitions": {"b64": {"type": "boolean"}}},
    "rfc7519.json": {"definitions": {"iat": {"type": "number"}}},
}
BASE = "https://schemas.example/"


def etsi_schema(name):
    files = {f"rfcs/{file}": schema for file, schema in RFCS.items()}
    files |= {path.name: load_json(path) for path in corpus("edc", "etsi").glob("*.json")}
    registry = Registry().with_resources(
        (BASE + file, DRAFT7.create_resource(schema)) for file, schema in files.items()
    )
    return Draft7Validator({"$ref": BASE + name}, registry=registry)


@pytest.mark.corpus
@pytest.mark.parametrize("algorithm", ["ES256", "ES384", "PS256", "RS256"])
@pytest.mark.parametrize("form", ["general", "compact"])
@pytest.mark.parametrize("time", ["iat", "sigT"])
def test_our_headers_are_those_of_etsi(algorithm, form, time):
    header = only(seal(PAYLOAD, signer(algorithm), at=AT, form=form, time=time)).header
    schema = etsi_schema("19182-protected-jsonSchema.json")
    schema.validate(header)
    assert not schema.is_valid({**header, "iat": 1, "sigT": "2025-01-31T10:00:00Z"})
    assert not schema.is_valid({**header, "x5t": "AAAA"})


@pytest.mark.corpus
@pytest.mark.parametrize("path", SEALED, ids=lambda path: path.stem)
def test_etsi_s_schemas_take_the_samples(path):
    signature = only(path.read_bytes())
    etsi_schema("19182-protected-jsonSchema.json").validate(signature.header)
    etsi_schema("19182-unprotected-jsonSchema.json").validate(signature.unprotected)


@pytest.mark.corpus
@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.credseal == "good"])
def test_what_is_good_here_is_good_for_etsi_s_schema(name):
    for signature in parse(corpus("edc", "jades-validation", name).read_bytes()).signatures:
        etsi_schema("19182-protected-jsonSchema.json").validate(signature.header)
