"""What authorities say about revocation: good, revoked, and when nothing can be said."""

from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import core
from asn1crypto import ocsp as asn1_ocsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from authority import HomeAuthority, Revoked, certificate_id
from credseal.pki.certificate import Certificate
from credseal.pki.revocation import revocation_of
from simulators import Clock

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def authority():
    return HomeAuthority(clock=Clock(NOW))


@pytest.fixture
def seal(authority):
    return authority.seal(kind="P-256")


def ask(authority, seal, *, ocsp=(), crls=(), at=NOW, others=()):
    certificate, issuer = Certificate.parse(seal.der), Certificate.parse(authority.issuing.der)
    return revocation_of(certificate, issuer, ocsp=ocsp, crls=crls, at=at, others=others)


def codes(found):
    return [each.code for each in found.findings]


def unknown(found, code):
    assert found.status == "unknown"
    assert found.source is None
    assert code in codes(found)
    assert found.reason == next(each.message for each in found.findings if each.code == code)
    return True


@pytest.mark.parametrize("kind", ["P-256", "P-384", "RSA", "Ed25519", "brainpoolP256r1"])
def test_what_is_not_revoked_is_good_by_either_kind_of_answer(kind):
    authority = HomeAuthority(kind=kind, clock=lambda: NOW)
    seal = authority.seal(kind="P-256")
    for algorithm in ("sha1", "sha256"):
        found = ask(authority, seal, ocsp=[authority.ocsp(seal, algorithm=algorithm)])
        assert (found.status, found.source, found.revoked_at, found.findings) == ("good", "ocsp", None, ())
        assert (found.this_update, found.next_update, found.produced_at) == (NOW, NOW + DAY, NOW)
    by_issuer = authority.ocsp(seal, responder=authority.issuing)
    assert ask(authority, seal, ocsp=[by_issuer]).status == "good"
    found = ask(authority, seal, crls=[authority.crl()])
    assert (found.status, found.source, found.this_update, found.next_update) == ("good", "crl", NOW, NOW + DAY)


def test_what_is_revoked_is_revoked_from_its_instant_on(authority, seal):
    authority.revoke(seal, at=NOW - HOUR, reason="keyCompromise")
    for answers in ({"ocsp": [authority.ocsp(seal)]}, {"crls": [authority.crl()]}):
        for at in (NOW - HOUR, NOW, NOW + 99 * DAY):
            found = ask(authority, seal, **answers, at=at)
            assert (found.status, found.revoked_at, found.reason) == ("revoked", NOW - HOUR, "keyCompromise")


def test_what_was_revoked_later_was_good_then_and_the_answer_tells(authority, seal):
    authority.revoke(seal, at=NOW - HOUR, reason="cessationOfOperation")
    for answers in ({"ocsp": [authority.ocsp(seal)]}, {"crls": [authority.crl()]}):
        found = ask(authority, seal, **answers, at=NOW - 2 * HOUR)
        assert (found.status, found.revoked_at, found.reason) == ("good", NOW - HOUR, "cessationOfOperation")


def test_a_certificate_on_hold_is_revoked(authority, seal):
    authority.revoke(seal, at=NOW - HOUR, reason="certificateHold")
    for answers in ({"ocsp": [authority.ocsp(seal)]}, {"crls": [authority.crl()]}):
        found = ask(authority, seal, **answers)
        assert (found.status, found.reason) == ("revoked", "certificateHold")


def test_one_answer_that_says_revoked_outweighs_those_that_do_not(authority, seal):
    good = authority.ocsp(seal), authority.crl()
    authority.revoke(seal, at=NOW - HOUR)
    revoked = authority.ocsp(seal)
    found = ask(authority, seal, ocsp=[good[0], revoked], crls=[good[1]])
    assert (found.status, found.reason) == ("revoked", None)
    assert ask(authority, seal, crls=[good[1]], ocsp=[b"broken", revoked]).status == "revoked"


def test_an_answer_from_before_counts_until_newer_information_is_due(authority, seal):
    answers = {"ocsp": [authority.ocsp(seal)], "crls": [authority.crl()]}
    for at in (NOW - 99 * DAY, NOW, NOW + DAY):
        assert ask(authority, seal, **answers, at=at).status == "good"
    assert unknown(ask(authority, seal, **answers, at=NOW + DAY + HOUR), "revocation.stale")


def test_an_answer_that_promises_nothing_newer_counts_only_for_its_own_time(authority, seal):
    answer = authority.ocsp(seal, lifetime=None)
    assert ask(authority, seal, ocsp=[answer], at=NOW + timedelta(seconds=30)).status == "good"
    assert unknown(ask(authority, seal, ocsp=[answer], at=NOW + HOUR), "revocation.stale")


def test_without_answers_nothing_is_known(authority, seal):
    found = ask(authority, seal)
    assert unknown(found, "revocation.none")
    assert found.reason


def test_a_responder_that_does_not_know_the_certificate_says_nothing(authority, seal):
    assert unknown(ask(authority, seal, ocsp=[authority.ocsp(seal, status="unknown")]), "revocation.not-known")


def test_a_responder_that_refuses_says_nothing(authority, seal):
    assert unknown(ask(authority, seal, ocsp=[authority.answer_ocsp(b"no request")]), "revocation.not-known")


def test_of_several_answers_the_one_about_the_certificate_counts(authority, seal):
    other = authority.seal(kind="P-256")
    authority.revoke(other, at=NOW - HOUR)
    found = ask(
        authority, seal, ocsp=[authority.ocsp(other), authority.ocsp(seal)], crls=[authority.crl(authority.root)]
    )
    assert (found.status, found.source) == ("good", "ocsp")
    assert codes(found) == ["revocation.other", "revocation.other"]
    assert {each.severity for each in found.findings} == {"info"}


def test_the_reason_is_of_the_answer_that_came_nearest(authority, seal):
    found = ask(authority, seal, ocsp=[authority.ocsp(authority.seal(kind="P-256"))], crls=[b"broken"])
    assert unknown(found, "revocation.form")


def test_the_responder_may_have_come_along_elsewhere(authority, seal):
    answer = authority.ocsp(seal, with_certificate=False)
    assert unknown(ask(authority, seal, ocsp=[answer]), "revocation.responder")
    responder = Certificate.parse(authority.responder().der)
    assert ask(authority, seal, ocsp=[answer], others=[responder]).status == "good"


def test_the_authorities_own_certificates_have_answers_too(authority):
    issuing, root = Certificate.parse(authority.issuing.der), Certificate.parse(authority.root.der)
    good = {"ocsp": [authority.ocsp(authority.issuing)], "crls": [authority.crl(authority.root)]}
    assert revocation_of(issuing, root, **good, at=NOW).status == "good"
    authority.revoke(authority.issuing, reason="cACompromise")
    for answers in (
        {"ocsp": [authority.ocsp(authority.issuing)], "crls": []},
        {"ocsp": [], "crls": [authority.crl(authority.root)]},
    ):
        found = revocation_of(issuing, root, **answers, at=NOW)
        assert (found.status, found.reason) == ("revoked", "cACompromise")


def test_after_its_expiry_authorities_may_have_forgotten_a_certificate(authority):
    seal = authority.seal(kind="P-256", not_before=NOW - 3 * DAY, not_after=NOW - DAY)
    for answers in ({"ocsp": [authority.ocsp(seal)]}, {"crls": [authority.crl()]}):
        assert unknown(ask(authority, seal, **answers, at=NOW - 2 * DAY), "revocation.expired")
    authority.revoke(seal, at=NOW - 60 * HOUR)
    for answers in ({"ocsp": [authority.ocsp(seal)]}, {"crls": [authority.crl()]}):
        assert ask(authority, seal, **answers, at=NOW - 2 * DAY).status == "revoked"


@pytest.mark.parametrize(("since", "status"), [(NOW - 2 * DAY, "good"), (NOW, "unknown")])
def test_a_list_may_say_since_when_it_keeps_expired_certificates(authority, since, status):
    seal = authority.seal(kind="P-256", not_before=NOW - 3 * DAY, not_after=NOW - DAY)
    kept = x509.UnrecognizedExtension(x509.ObjectIdentifier("2.5.29.60"), core.GeneralizedTime(since).dump())
    crl = authority.crl(extensions=[(kept, False)])
    assert ask(authority, seal, crls=[crl], at=NOW - 2 * DAY).status == status


def part(**which):
    values = dict.fromkeys(("full_name", "relative_name", "only_some_reasons"))
    flags = dict.fromkeys(
        ("only_contains_user_certs", "only_contains_ca_certs", "indirect_crl", "only_contains_attribute_certs"), False
    )
    return x509.IssuingDistributionPoint(**{**values, **flags, **which}), True


def place(url):
    return [x509.UniformResourceIdentifier(url)]


def test_a_list_of_all_holders_certificates_counts_for_seals(authority, seal):
    crl = authority.crl(extensions=[part(only_contains_user_certs=True)])
    assert ask(authority, seal, crls=[crl]).status == "good"


def test_a_part_of_a_list_counts_if_the_certificate_names_it(authority, seal):
    points = Certificate.parse(seal.der).extension(x509.CRLDistributionPoints)
    own = part(full_name=[*place("ldap://pki.example/"), *points[0].full_name])
    assert ask(authority, seal, crls=[authority.crl(extensions=[own])]).status == "good"


@pytest.mark.parametrize(
    "extension",
    [
        part(full_name=place("http://pki.example/elsewhere.crl")),
        part(only_contains_ca_certs=True),
        part(only_contains_attribute_certs=True),
        part(indirect_crl=True),
        part(only_some_reasons=frozenset({x509.ReasonFlags.key_compromise})),
        part(relative_name=x509.RelativeDistinguishedName([x509.NameAttribute(x509.NameOID.COMMON_NAME, "part")])),
        (x509.DeltaCRLIndicator(1), True),
    ],
    ids=["another-part", "authorities", "attributes", "indirect", "reasons", "relative", "changes"],
)
def test_a_list_that_would_not_name_the_certificate_says_nothing(authority, seal, extension):
    assert unknown(ask(authority, seal, crls=[authority.crl(extensions=[extension])]), "revocation.scope")


def test_a_list_of_holders_certificates_says_nothing_about_authorities(authority):
    issuing, root = Certificate.parse(authority.issuing.der), Certificate.parse(authority.root.der)
    crl = authority.crl(authority.root, extensions=[part(only_contains_user_certs=True)])
    assert unknown(revocation_of(issuing, root, ocsp=[], crls=[crl], at=NOW), "revocation.scope")
    crl = authority.crl(authority.root, extensions=[part(only_contains_ca_certs=True)])
    assert revocation_of(issuing, root, ocsp=[], crls=[crl], at=NOW).status == "good"


def test_a_status_of_ones_own_may_be_told(authority, seal):
    answer = authority.ocsp(seal, status=Revoked(NOW - HOUR, "superseded"))
    assert ask(authority, seal, ocsp=[answer]).reason == "superseded"


def test_several_certificates_may_be_told_about_at_once(authority, seal):
    other = authority.seal(kind="P-256")
    authority.revoke(other, at=NOW - HOUR)
    names = [certificate_id(each.certificate.serial_number, authority.issuing, "sha256") for each in (other, seal)]
    answer = authority.answer_ocsp(
        asn1_ocsp.OCSPRequest({"tbs_request": {"request_list": [{"req_cert": each} for each in names]}}).dump()
    )
    assert ask(authority, seal, ocsp=[answer]).status == "good"
    assert ask(authority, other, ocsp=[answer]).status == "revoked"
    foreign = certificate_id(1, HomeAuthority().issuing, "sha256")
    refused = authority.answer_ocsp(
        asn1_ocsp.OCSPRequest({"tbs_request": {"request_list": [{"req_cert": foreign}]}}).dump()
    )
    assert unknown(ask(authority, seal, ocsp=[refused]), "revocation.not-known")


def test_a_responder_may_be_named_instead_of_its_key():
    authority = HomeAuthority()  # this builder knows only the time of the machine
    seal, responder, now = authority.seal(kind="P-256"), authority.responder(), authority.clock()
    builder = ocsp.OCSPResponseBuilder().add_response(
        seal.certificate,
        authority.issuing.certificate,
        hashes.SHA256(),
        ocsp.OCSPCertStatus.GOOD,
        now,
        None,
        None,
        None,
    )
    for by in (responder, authority.issuing):
        named = builder.responder_id(ocsp.OCSPResponderEncoding.NAME, by.certificate).certificates([by.certificate])
        answer = named.sign(by.key, hashes.SHA256()).public_bytes(Encoding.DER)
        assert ask(authority, seal, ocsp=[answer], at=now).status == "good"


def test_only_lists_of_changes_may_take_a_certificate_off_hold(authority, seal):
    authority.revoke(seal, at=NOW - HOUR, reason="removeFromCRL")
    assert unknown(ask(authority, seal, crls=[authority.crl()]), "revocation.form")
