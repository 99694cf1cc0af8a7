"""Answers about revocation that somebody forged, exchanged or damaged: never good."""

from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import crl as asn1_crl
from asn1crypto import ocsp as asn1_ocsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given
from hypothesis import strategies as st

from authority import HomeAuthority, new_key, usage
from credseal.pki.certificate import Certificate
from credseal.pki.revocation import MAX_ANSWERS, revocation_of

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(scope="module")
def authority():
    return HomeAuthority(clock=lambda: NOW)


@pytest.fixture(scope="module")
def impostor():
    return HomeAuthority(clock=lambda: NOW)  # with the same names


@pytest.fixture(scope="module")
def seal(authority):
    return authority.seal(kind="P-256")


def ask(authority, seal, *, ocsp=(), crls=(), others=(), at=NOW):
    certificate, issuer = Certificate.parse(seal.der), Certificate.parse(authority.issuing.der)
    return revocation_of(certificate, issuer, ocsp=ocsp, crls=crls, at=at, others=others)


def refused(found, code):
    return found.status == "unknown" and [each.code for each in found.findings] == [code]


def responder(authority, *extensions, issuer=None, **options):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Responder")])
    return authority.certify(name, new_key("P-256"), extensions, issuer=issuer or authority.issuing, **options)


FOR_OCSP = (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), False)


def test_an_impostors_answers_are_not_the_authoritys(authority, impostor, seal):
    assert refused(ask(authority, seal, ocsp=[impostor.ocsp(seal)]), "revocation.other")
    issuing = impostor.issuing
    forged = authority.ocsp(seal, responder=issuing)
    assert refused(ask(authority, seal, ocsp=[forged]), "revocation.responder")
    delegate = responder(impostor, FOR_OCSP)
    assert refused(ask(authority, seal, ocsp=[authority.ocsp(seal, responder=delegate)]), "revocation.responder")
    assert refused(ask(authority, seal, crls=[impostor.crl()]), "revocation.signature")


def test_a_seal_of_the_same_authority_cannot_answer_for_it(authority, seal):
    other = authority.seal(kind="P-256")
    for by in (other, seal, authority.timestamp_authority().held):
        assert refused(ask(authority, seal, ocsp=[authority.ocsp(seal, responder=by)]), "revocation.responder")


@pytest.mark.parametrize(
    ("extensions", "options"),
    [
        ((), {}),
        (((x509.ExtendedKeyUsage([ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE]), False),), {}),
        ((FOR_OCSP, (usage("key_encipherment"), True)), {}),
        ((FOR_OCSP,), {"not_before": NOW - 3 * DAY, "not_after": NOW - DAY}),
        ((FOR_OCSP,), {"not_before": NOW + DAY, "not_after": NOW + 3 * DAY}),
    ],
    ids=["no-purpose", "any-purpose", "no-signatures", "expired", "not-yet"],
)
def test_a_responder_must_be_appointed_for_that_and_valid(authority, seal, extensions, options):
    by = responder(authority, *extensions, **options)
    assert refused(ask(authority, seal, ocsp=[authority.ocsp(seal, responder=by)]), "revocation.responder")
    assert ask(authority, seal, ocsp=[authority.ocsp(seal, responder=responder(authority, FOR_OCSP))]).status == "good"


def test_a_responder_of_the_root_or_of_its_own_responder_is_not_the_issuers(authority, seal):
    for issuer in (authority.root, authority.responder()):
        by = responder(authority, FOR_OCSP, issuer=issuer)
        assert refused(ask(authority, seal, ocsp=[authority.ocsp(seal, responder=by)]), "revocation.responder")


def test_an_answer_about_another_certificate_is_not_taken(authority, seal):
    other = authority.seal(kind="P-256")
    assert refused(ask(authority, seal, ocsp=[authority.ocsp(other)]), "revocation.other")


def test_an_answer_about_the_same_number_of_another_authority_is_not_taken(authority, impostor, seal):
    answer = authority.ocsp(seal, impostor.issuing, responder=authority.issuing)
    assert refused(ask(authority, seal, ocsp=[answer]), "revocation.other")


def test_the_list_of_another_authority_is_not_taken(authority, seal):
    assert refused(ask(authority, seal, crls=[authority.crl(authority.root)]), "revocation.other")


def test_good_cannot_be_put_in_the_place_of_revoked(authority):
    seal = authority.seal(kind="P-256")
    good = authority.ocsp(seal)
    authority.revoke(seal, at=NOW - HOUR)
    revoked = asn1_ocsp.OCSPResponse.load(authority.ocsp(seal))
    basic = revoked["response_bytes"]["response"].parsed
    basic["tbs_response_data"]["responses"] = asn1_ocsp.OCSPResponse.load(good)["response_bytes"]["response"].parsed[
        "tbs_response_data"
    ]["responses"]
    revoked["response_bytes"]["response"] = basic
    assert refused(ask(authority, seal, ocsp=[revoked.dump(force=True)]), "revocation.signature")


@pytest.fixture(scope="module")
def revoked():
    """An authority that has revoked a seal, and what it says about it."""
    authority = HomeAuthority(clock=lambda: NOW)
    seal = authority.seal(kind="P-256")
    authority.revoke(seal, at=NOW - HOUR)
    return authority, seal, {"ocsp": authority.ocsp(seal), "crls": authority.crl()}


@pytest.mark.parametrize("kind", ["ocsp", "crls"])
@given(data=st.data())
def test_a_damaged_answer_about_a_revoked_certificate_is_never_good(revoked, kind, data):
    authority, seal, answers = revoked
    answer = bytearray(answers[kind])
    for _ in range(data.draw(st.integers(1, 3))):
        answer[data.draw(st.integers(0, len(answer) - 1))] ^= data.draw(st.integers(1, 255))
    cut = data.draw(st.integers(0, len(answer)))
    for each in (bytes(answer), bytes(answer[:cut])):
        assert ask(authority, seal, **{kind: [each]}).status in ("unknown", "revoked")


@pytest.mark.parametrize("answer", [b"", b"0", b"\x30\x03\x0a\x01\x00", b"\x30\x80\x00\x00", b"hello" * 1000])
def test_what_is_no_answer_is_told(authority, seal, answer):
    assert refused(ask(authority, seal, ocsp=[answer]), "revocation.form")
    assert refused(ask(authority, seal, crls=[answer]), "revocation.form")


def test_answers_larger_than_real_ones_are_not_read(authority, seal):
    assert refused(ask(authority, seal, ocsp=[b"0" * (256 * 1024 + 1)]), "revocation.form")
    assert refused(ask(authority, seal, crls=[bytes(32 * 1024 * 1024 + 1)]), "revocation.form")


def test_hundreds_of_answers_are_not_read(authority, seal):
    answers = [authority.ocsp(seal)] * (MAX_ANSWERS + 1)
    assert refused(ask(authority, seal, ocsp=answers), "revocation.many")


def test_an_answer_outdated_before_it_was_given_is_no_answer(authority, seal):
    answer = authority.ocsp(seal, this_update=NOW, lifetime=-HOUR)
    assert refused(ask(authority, seal, ocsp=[answer]), "revocation.form")


def test_an_old_answer_played_again_says_nothing_about_later(authority):
    seal = authority.seal(kind="P-256")
    then = NOW - 9 * DAY
    old = authority.ocsp(seal, this_update=then, responder=authority.issuing), authority.crl(this_update=then)
    found = ask(authority, seal, ocsp=[old[0]], crls=[old[1]])
    assert found.status == "unknown"
    assert {each.code for each in found.findings} == {"revocation.stale"}


def test_conditions_that_nobody_knows_are_respected(authority, seal):
    unknown = (x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.32473.9"), b"\x05\x00"), True)
    assert refused(ask(authority, seal, crls=[authority.crl(extensions=[unknown])]), "revocation.form")


def test_a_list_signed_by_a_key_that_may_sign_no_lists_is_refused():
    authority = HomeAuthority(clock=lambda: NOW)
    no_lists = authority.certify(
        authority.issuing.name,
        authority.issuing.key,
        [(x509.BasicConstraints(ca=True, path_length=0), True), (usage("key_cert_sign"), True)],
        issuer=authority.root,
    )
    seal = authority.seal(kind="P-256", issuer=no_lists)
    found = revocation_of(
        Certificate.parse(seal.der), Certificate.parse(no_lists.der), ocsp=[], crls=[authority.crl()], at=NOW
    )
    assert refused(found, "revocation.signature")


def test_an_answer_signed_with_sha1_is_refused(authority, seal):
    answer = asn1_ocsp.OCSPResponse.load(authority.ocsp(seal, responder=authority.issuing))
    basic = answer["response_bytes"]["response"].parsed
    basic["signature_algorithm"] = {"algorithm": "sha1_ecdsa"}
    signed = basic["tbs_response_data"].dump()
    basic["signature"] = authority.issuing.key.sign(signed, ec.ECDSA(hashes.SHA1()))  # noqa: S303
    answer["response_bytes"]["response"] = basic
    assert refused(ask(authority, seal, ocsp=[answer.dump(force=True)]), "revocation.signature")
    crl = asn1_crl.CertificateList.load(authority.crl())
    for part in (crl["tbs_cert_list"]["signature"], crl["signature_algorithm"]):
        part["algorithm"] = "sha1_ecdsa"
    signed = crl["tbs_cert_list"].dump(force=True)
    crl["signature"] = authority.issuing.key.sign(signed, ec.ECDSA(hashes.SHA1()))  # noqa: S303
    assert refused(ask(authority, seal, crls=[crl.dump(force=True)]), "revocation.signature")


def test_reasons_name_nobody(authority, impostor, seal):
    found = ask(authority, seal, ocsp=[impostor.ocsp(seal), b"x"], crls=[impostor.crl(), b"x"])
    assert len(found.findings) == 4
    assert "University" not in str(found.findings)
