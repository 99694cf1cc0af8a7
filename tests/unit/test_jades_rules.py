"""What level B of JAdES demands of a header, one rule at a time."""

import base64
import hashlib

import pytest

from credseal.encoding import base64url
from credseal.errors import ProofError
from credseal.securing.jades import ALGORITHMS, faults
from credseal.securing.jades.parameters import NO_EXTENSIONS, PARAMETERS, UNDERSTOOD
from seals import certificate, compact, forged, found, good_header, header_with, only, signer


def digest(name="sha512", of=None):
    return base64url.encode(hashlib.new(name, certificate(of).der).digest())


def reference(algorithm="S512", value=None):
    return {"digAlg": algorithm, "digVal": value or digest()}


OTHER = {"digAlg": "S512", "digVal": digest(of=signer("RS256"))}


def test_nothing_is_to_be_said_about_a_good_header():
    assert found(forged(good_header())) == []
    assert found(compact(header_with(b64=None, crit=None, typ="jose"))) == []


@pytest.mark.parametrize(
    ("changes", "code", "pointer"),
    [
        ({"alg": "none"}, "jose.algorithm", "/alg"),
        ({"alg": "HS256"}, "jose.algorithm", "/alg"),
        ({"alg": "EdDSA"}, "jose.algorithm", "/alg"),
        ({"alg": "1.2.840.10045.3.1.7"}, "jose.algorithm", "/alg"),
        ({"iat": None}, "jades.time", ""),
        ({"sigT": "2025-01-31T10:00:00Z"}, "jades.time", "/iat"),
        ({"iat": "1763632800"}, "jades.time", "/iat"),
        ({"iat": None, "sigT": "yesterday"}, "jades.time", "/sigT"),
        ({"exp": "2026-01-01T00:00:00Z"}, "jades.parameter", "/exp"),
        ({"cty": 1}, "jades.parameter", "/cty"),
        ({"kid": 1}, "jades.parameter", "/kid"),
        ({"typ": ["jose+json"]}, "jades.parameter", "/typ"),
        ({"typ": "JWT"}, "jades.type", "/typ"),
        ({"typ": "kb+jwt"}, "jades.type", "/typ"),
        ({"x5t": "AAAA"}, "jades.x5t", "/x5t"),
        ({"x5t#S256": None}, "jades.certificate-reference", ""),
        ({"x5t#o": reference()}, "jades.certificate-reference", "/x5t#o"),
        ({"x5t#S256": base64url.encode(bytes(32))}, "jades.certificate-digest", "/x5t#S256"),
        ({"x5t#S256": base64.b64encode(certificate().sha256).decode()}, "jades.certificate-digest", "/x5t#S256"),
        ({"x5t#S256": 1}, "jades.parameter", "/x5t#S256"),
        ({"x5t#S256": None, "x5t#o": OTHER}, "jades.certificate-digest", "/x5t#o"),
        ({"x5t#S256": None, "x5t#o": reference("S1")}, "jades.parameter", "/x5t#o"),
        ({"x5t#S256": None, "x5t#o": digest()}, "jades.parameter", "/x5t#o"),
        ({"x5t#S256": None, "x5t#o": {"digAlg": ["S512"], "digVal": digest()}}, "jades.parameter", "/x5t#o"),
        ({"x5t#S256": None, "sigX5ts": [OTHER]}, "jades.certificate-digest", "/sigX5ts"),
        ({"x5t#S256": None, "sigX5ts": []}, "jades.parameter", "/sigX5ts"),
        ({"x5t#S256": None, "sigX5ts": [reference(), 1]}, "jades.parameter", "/sigX5ts"),
        ({"x5c": "MIIB"}, "jades.certificate", "/x5c"),
        ({"x5c": []}, "jades.certificate", "/x5c"),
        ({"x5c": good_header()["x5c"] * 21}, "jades.certificate", "/x5c"),
        ({"x5c": [*good_header()["x5c"], 1]}, "jades.certificate", "/x5c/1"),
        ({"x5c": [base64.b64encode(b"no certificate").decode()]}, "jades.certificate", "/x5c/0"),
        ({"x5c": [base64url.encode(certificate().der)]}, "jades.certificate", "/x5c/0"),
        ({"x5c": [good_header()["x5c"][0] + "\n"]}, "jades.certificate", "/x5c/0"),
        ({"x5c": ["é" * 8]}, "jades.certificate", "/x5c/0"),
        ({"crit": ["b64", "b64"]}, "jades.crit", "/crit/1"),
        ({"crit": ["b64", 1]}, "jades.crit", "/crit/1"),
        ({"crit": ["b64", ["iat"]]}, "jades.crit", "/crit/1"),
        ({"crit": ["b64", "sigT"]}, "jades.crit", "/crit/1"),
        ({"crit": ["b64", "nbf"], "nbf": 1}, "jades.crit-unknown", "/crit/1"),
        ({"b64": None, "crit": []}, "jades.crit", "/crit"),
        ({"b64": None, "crit": "iat"}, "jades.crit", "/crit"),
        ({"b64": None, "crit": None, "sigD": {"mId": "urn:example:1"}}, "jades.crit", "/crit"),
        ({"b64": True, "crit": None}, "jades.crit", "/crit"),
        *(({"crit": ["b64", name], name: "x"}, "jades.crit", "/crit/1") for name in sorted(NO_EXTENSIONS - {"crit"})),
    ],
    ids=lambda value: ascii(value)[:60],
)
def test_what_the_standard_forbids_is_an_error(changes, code, pointer):
    header = {name: value for name, value in {**good_header(), **changes}.items() if value is not None}
    wrong = [each for each in faults(only(forged(header))) if each.severity == "error"]
    assert (code, pointer) in [(each.code, each.pointer) for each in wrong]
    assert all(each.hint for each in wrong)


@pytest.mark.parametrize(
    ("changes", "code", "severity"),
    [
        ({"iat": None, "sigT": "2025-07-15T00:00:00Z"}, "jades.old-time", "warning"),
        ({"kid": "did:example:1#key-1"}, "jades.kid", "warning"),
        ({"kid": good_header(signer("RS256"))["kid"]}, "jades.kid", "warning"),
        ({"x5c": None}, "jades.certificate-absent", "warning"),
        ({"sigPId": {"id": {"id": "urn:oid:1.2.3"}}}, "jades.unexamined", "warning"),
        ({"crit": ["b64", "sigPId"], "sigPId": {"id": {"id": "urn:oid:1.2.3"}}}, "jades.unsupported", "warning"),
        ({"crit": ["b64", "sigD"], "sigD": {"mId": "urn:example:1"}}, "jades.unsupported", "warning"),
        ({"sigPl": {"addressLocality": "Lund"}}, "jades.unexamined", "info"),
        ({"srCms": []}, "jades.unexamined", "info"),
        ({"srAts": {}}, "jades.unexamined", "info"),
        ({"x5u": "https://example.org/"}, "jades.unexamined", "info"),
        ({"jwk": {}}, "jades.unexamined", "info"),
        ({"nbf": 1}, "jades.unknown-parameter", "info"),
    ],
    ids=repr,
)
def test_what_may_be_misunderstood_is_told(changes, code, severity):
    header = {name: value for name, value in {**good_header(), **changes}.items() if value is not None}
    assert (code, severity) in [(each.code, each.severity) for each in faults(only(forged(header)))]
    assert found(forged(header), "error") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"iat": None, "sigT": "2025-07-14T23:59:59Z", "crit": ["b64", "sigT"]},
        {"x5t#S256": None, "x5t#o": reference()},
        {"x5t#S256": None, "x5t#o": reference("S384", digest("sha384"))},
        {"x5t#S256": None, "sigX5ts": [OTHER, reference()], "crit": ["b64", "sigX5ts"]},
        {"typ": "JOSE+JSON"},
        {"typ": "application/jose"},
        {"typ": None},
        {"cty": None},
        {"kid": None},
        {"exp": 1},
        {"crit": ["b64", "exp"], "exp": 1},
        {"b64": True},
        {"adoTst": {"tstTokens": []}, "crit": ["b64", "adoTst"]},
    ],
    ids=repr,
)
def test_what_the_standard_leaves_open(changes):
    header = {name: value for name, value in {**good_header(), **changes}.items() if value is not None}
    assert found(forged(header)) == []
    only(forged(header)).verify(signer().public_key)


@pytest.mark.parametrize(
    ("unprotected", "code"),
    [
        ({"etsiU": "e30"}, "jades.etsi-u"),
        ({"etsiU": ["e30", {}]}, "jades.etsi-u"),
        ({"etsiU": []}, "jades.etsi-u"),
        ({"note": "x"}, "jades.unsigned-member"),
    ],
    ids=repr,
)
def test_what_nothing_covers_breaks_no_seal(unprotected, code):
    file = forged(good_header(), unprotected=unprotected)
    assert found(file) == [code]
    (finding,) = faults(only(file))
    assert (finding.severity, finding.pointer) == ("warning", f"/signatures/0/header/{next(iter(unprotected))}")
    only(file).verify(signer().public_key)


def test_items_that_must_be_understood_have_to_be_there():
    header = header_with(crit=["b64", "etsiU"])
    assert found(forged(header)) == ["jades.crit"]
    assert found(forged(header, unprotected={"etsiU": ["e30"]})) == []


def test_a_list_of_what_must_be_understood_is_protected():
    header = header_with(b64=None, crit=None)
    assert found(forged(header, unprotected={"crit": ["iat"]}), "error") == ["jades.crit"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"crit": ["b64", "nbf"], "nbf": 1}, "jades.crit-unknown"),
        ({"crit": ["b64", "sigPId"], "sigPId": {}}, "jades.unsupported"),
        ({"crit": ["b64", "sigPId", "nbf"], "sigPId": {}, "nbf": 1}, "jades.crit-unknown"),
        ({"crit": ["b64", "b64"]}, "jades.crit"),
        ({"alg": "EdDSA"}, "jose.algorithm"),
        ({"alg": "RS256"}, "jose.key"),
        ({"alg": "ES384"}, "jose.key"),
    ],
    ids=repr,
)
def test_a_signature_is_not_judged_before_its_header_is_understood(changes, code):
    signature = only(forged({**good_header(), **changes}))
    with pytest.raises(ProofError) as refused:
        signature.verify(signer().public_key)
    assert refused.value.code == code


def test_the_table_of_parameters():
    assert UNDERSTOOD.isdisjoint({"sigPId", "sigD", "x5t"})
    assert all(known.told for known in PARAMETERS.values() if known.handling == "told")
    assert ALGORITHMS.isdisjoint({"EdDSA", "Ed25519"})


def test_many_strange_parameters_are_not_all_told():
    header = {**good_header(), **{f"x{number}" * 40: 1 for number in range(100)}}
    told = faults(only(forged(header)))
    assert len(told) == 5
    assert all(len(each.message) < 200 for each in told)
