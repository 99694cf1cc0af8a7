"""Paths from certificates to anchors: which hold, for what, and when."""

import builtins
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from authority import HomeAuthority, qc_statements
from credseal.errors import MissingExtraError, PkiError
from credseal.pki import certvalidator
from credseal.pki.certificate import Certificate
from credseal.pki.paths import default_validator

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def read(held):
    return Certificate.parse(held.der)


def validate(leaf, others, anchors, *, at=NOW, purpose="seal"):
    arguments = read(leaf), [read(each) for each in others], [read(each) for each in anchors]
    return default_validator().validate(*arguments, at=at, purpose=purpose)


def refusal(*arguments, **options):
    with pytest.raises(PkiError) as caught:
        validate(*arguments, **options)
    return caught.value


@pytest.fixture(scope="module")
def authority():
    return HomeAuthority(clock=lambda: NOW)


@pytest.fixture(scope="module")
def seal(authority):
    return authority.seal(kind="P-256")


@pytest.fixture
def without_the_extra(monkeypatch):
    real = builtins.__import__

    def missing(name, *arguments, **options):
        if name.startswith("pyhanko_certvalidator"):
            raise ImportError(name)
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", missing)


@pytest.mark.parametrize("kind", ["P-256", "P-384", "P-521", "RSA", "Ed25519", "brainpoolP256r1"])
def test_a_seal_and_a_timestamp_lead_to_the_root_whatever_the_authority_signs_with(kind):
    authority = HomeAuthority(kind=kind, clock=lambda: NOW)
    seal, tokens = authority.seal(kind="P-256"), authority.timestamp_authority()
    for leaf, purpose in ((seal, "seal"), (tokens.held, "timestamp")):
        path = validate(leaf, [authority.issuing], [authority.root], purpose=purpose)
        assert path == (read(leaf), read(authority.issuing), read(authority.root))


def test_an_anchor_need_not_be_a_root(authority, seal):
    assert validate(seal, [], [authority.issuing]) == (read(seal), read(authority.issuing))
    assert validate(seal, [authority.issuing], [authority.issuing, authority.root])[-1] == read(authority.issuing)


def test_a_certificate_that_is_an_anchor_is_its_own_path(authority, seal):
    assert validate(seal, [], [seal]) == (read(seal),)
    tokens = authority.timestamp_authority()
    assert validate(tokens.held, [], [tokens.held], purpose="timestamp") == (read(tokens.held),)


def test_a_certificate_that_is_an_anchor_must_be_valid_and_for_the_purpose_all_the_same(seal):
    assert refusal(seal, [], [seal], at=NOW + 400 * DAY).code == "path.expired"
    assert refusal(seal, [], [seal], purpose="timestamp").code == "path.usage"


def test_certificates_that_do_not_matter_and_their_order_change_nothing(authority, seal):
    foreign = HomeAuthority(name="Elsewhere", clock=lambda: NOW)
    others = [foreign.issuing, seal, authority.root, authority.issuing, foreign.root, authority.issuing]
    assert len(validate(seal, others, [foreign.root, authority.root])) == 3


def test_without_the_certificates_between_there_is_no_path(authority, seal):
    assert refusal(seal, [], [authority.root]).code == "path.no-anchor"
    assert refusal(seal, [authority.issuing, authority.root], []).code == "path.no-anchor"


def test_the_time_is_the_one_that_is_asked_for(authority):
    seal = authority.seal(kind="P-256", not_before=NOW - 2 * DAY, not_after=NOW - DAY)
    arguments = seal, [authority.issuing], [authority.root]
    assert len(validate(*arguments, at=NOW - 36 * timedelta(hours=1))) == 3
    assert len(validate(*arguments, at=NOW - 2 * DAY)) == 3
    assert len(validate(*arguments, at=NOW - DAY)) == 3
    assert refusal(*arguments, at=NOW).code == "path.expired"
    assert refusal(*arguments, at=NOW - 2 * DAY - timedelta(seconds=1)).code == "path.not-yet"


def test_an_authority_between_must_be_valid_too(authority):
    brief = authority.authority("Brief CA", issuer=authority.root, not_after=NOW + DAY)
    seal = authority.seal(kind="P-256", issuer=brief)
    assert refusal(seal, [brief], [authority.root], at=NOW + 2 * DAY).code == "path.expired"
    assert refusal(seal, [brief], [authority.root], at=NOW - timedelta(minutes=90)).code == "path.not-yet"


def test_an_anchor_counts_beyond_its_own_validity(authority):
    brief = authority.authority("Brief CA", issuer=authority.root, not_after=NOW + DAY)
    seal = authority.seal(kind="P-256", issuer=brief)
    assert validate(seal, [], [brief], at=NOW + 2 * DAY)[-1] == read(brief)


@pytest.mark.parametrize(
    ("usages", "fits"),
    [
        (("digital_signature",), True),
        (("content_commitment",), True),
        ((), True),
        (("key_encipherment",), False),
        (("key_agreement",), False),
        (("key_cert_sign", "crl_sign"), False),
    ],
)
def test_a_seal_needs_a_key_that_may_sign(authority, usages, fits):
    arguments = authority.seal(kind="P-256", usages=usages), [authority.issuing], [authority.root]
    if fits:
        assert validate(*arguments)
    else:
        assert refusal(*arguments).code == "path.usage"


@pytest.mark.parametrize(
    ("purposes", "fits"),
    [
        (["1.3.6.1.5.5.7.3.36"], True),  # document signing
        (["1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.4"], True),  # what seals of some authorities have
        (["2.5.29.37.0"], True),
        (["1.3.6.1.5.5.7.3.1"], False),
        (["1.3.6.1.5.5.7.3.8"], False),
        (["1.3.6.1.5.5.7.3.9"], False),
        (["1.3.6.1.5.5.7.3.3"], False),
    ],
)
def test_a_certificate_for_something_else_alone_does_not_seal(authority, purposes, fits):
    extended = x509.ExtendedKeyUsage([x509.ObjectIdentifier(each) for each in purposes])
    seal = authority.seal(kind="P-256", extensions=[(extended, False)])
    if fits:
        assert validate(seal, [authority.issuing], [authority.root])
    else:
        assert refusal(seal, [authority.issuing], [authority.root]).code == "path.usage"


@pytest.mark.parametrize(
    "options",
    [
        {"critical": False},
        {"purposes": ()},
        {"purposes": (ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.CLIENT_AUTH)},
        {"purposes": (ExtendedKeyUsageOID.OCSP_SIGNING,)},
    ],
)
def test_timestamps_need_a_certificate_critically_and_only_for_them(authority, options):
    tokens = authority.timestamp_authority(**options)
    assert refusal(tokens.held, [authority.issuing], [authority.root], purpose="timestamp").code == "path.usage"


def test_an_authority_for_other_things_certifies_no_timestamps(authority):
    extended = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
    mail = authority.authority("Mail CA", issuer=authority.root, extensions=[(extended, False)])
    tokens = authority.timestamp_authority(issuer=mail)
    assert refusal(tokens.held, [mail], [authority.root], purpose="timestamp").code == "path.usage"
    assert validate(authority.seal(kind="P-256", issuer=mail), [mail], [authority.root])


def test_statements_of_european_law_may_be_critical(authority):
    critical = (qc_statements(("compliance", "eseal"), "http://pki.example/statement.pdf"), True)
    seal = authority.seal(kind="P-256", statements=(), extensions=[critical])
    assert len(validate(seal, [authority.issuing], [authority.root])) == 3


def test_names_are_constrained_as_an_authority_wants_it(authority):
    for country, code in (("ES", None), ("FR", "path.constraint")):
        name = x509.Name([x509.NameAttribute(x509.NameOID.COUNTRY_NAME, country)])
        constraints = x509.NameConstraints([x509.DirectoryName(name)], None)
        national = authority.authority("National CA", issuer=authority.root, extensions=[(constraints, True)])
        seal = authority.seal(kind="P-256", issuer=national)
        for anchors, others in (([authority.root], [national]), ([national], [])):
            if code is None:
                assert validate(seal, others, anchors)
            else:
                assert refusal(seal, others, anchors).code == code


def test_a_first_way_that_does_not_hold_does_not_hide_a_second_one(authority):
    key = authority.issuing.key
    old = authority.authority("Example Seal CA", issuer=authority.root, key=key, not_after=NOW - DAY)
    seal = authority.seal(kind="P-256")
    for others in ([old, authority.issuing], [authority.issuing, old]):
        assert validate(seal, others, [authority.root])[1] == read(authority.issuing)


def test_what_the_fast_verifier_does_not_take_needs_the_extra(without_the_extra):
    ordinary = HomeAuthority(clock=lambda: NOW)
    assert validate(ordinary.seal(kind="P-256"), [ordinary.issuing], [ordinary.root])
    unusual = HomeAuthority(kind="Ed25519", clock=lambda: NOW)
    error = refusal(unusual.seal(kind="P-256"), [unusual.issuing], [unusual.root])
    assert error.code == "path.unsupported"
    assert "credseal[trust]" in error.hint
    with pytest.raises(MissingExtraError) as caught:
        certvalidator.check((read(unusual.issuing), read(unusual.root)), at=NOW)
    assert caught.value.code == "extra.trust"


def test_paths_are_checked_within_a_running_event_loop_too():
    import asyncio  # noqa: PLC0415

    unusual = HomeAuthority(kind="brainpoolP256r1", clock=lambda: NOW)
    seal = unusual.seal(kind="P-256")

    async def check():
        return validate(seal, [unusual.issuing], [unusual.root])

    assert len(asyncio.run(check())) == 3
