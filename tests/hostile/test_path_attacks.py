"""Certificates that an attacker sends along: impostors, forged authorities, and enough of them to keep a verifier busy."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa

from authority import Held, HomeAuthority, new_key
from credseal.errors import PkiError
from credseal.pki.certificate import Certificate
from credseal.pki.paths import default_validator

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def read(held):
    return Certificate.parse(held.der)


def refusal(leaf, others, anchors, *, at=NOW, purpose="seal"):
    arguments = read(leaf), [read(each) for each in others], [read(each) for each in anchors]
    with pytest.raises(PkiError) as caught:
        default_validator().validate(*arguments, at=at, purpose=purpose)
    return caught.value


@pytest.fixture(scope="module")
def authority():
    return HomeAuthority(clock=lambda: NOW)


@pytest.fixture(scope="module")
def impostor():
    return HomeAuthority(clock=lambda: NOW)  # with the same names, and keys of its own


@pytest.fixture(scope="module")
def seal(authority):
    return authority.seal(kind="P-256")


def test_an_impostor_with_the_names_of_the_authorities_is_not_them(authority, impostor):
    seal = impostor.seal(kind="P-256")
    for others in ([], [impostor.issuing], [impostor.issuing, impostor.root], [authority.issuing, impostor.root]):
        assert refusal(seal, others, [authority.root]).code == "path.no-anchor"
        assert refusal(seal, others, [authority.root, authority.issuing]).code == "path.no-anchor"


def test_an_impostor_who_also_copies_the_identifier_of_the_key_has_not_its_signature(authority):
    key = new_key("P-256")
    copied = x509.SubjectKeyIdentifier.from_public_key(authority.root.key.public_key())
    builder = (
        x509.CertificateBuilder()
        .subject_name(authority.root.name)
        .issuer_name(authority.root.name)
        .public_key(key.public_key())
        .serial_number(authority.root.certificate.serial_number)
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(copied, critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(copied), critical=False)
    )
    false_root = Held(builder.sign(key, hashes.SHA256()), key)
    assert refusal(false_root, [false_root], [authority.root]).code == "path.signature"


def test_a_self_signed_seal_leads_nowhere(authority, seal):
    alone = authority.certify(seal.name, new_key("P-256"), [], issuer=None)
    assert refusal(alone, [alone], [authority.root]).code == "path.no-anchor"


def test_a_changed_certificate_is_not_signed_by_its_authority(authority, seal):
    changed = seal.der.replace(b"University of Example", b"University of Exempla")
    with pytest.raises(PkiError) as caught:
        default_validator().validate(
            Certificate.parse(changed), [read(authority.issuing)], [read(authority.root)], at=NOW, purpose="seal"
        )
    assert caught.value.code == "path.signature"


def test_the_holder_of_a_seal_cannot_certify_others(authority, seal):
    forged = authority.seal("University of Elsewhere", kind="P-256", issuer=seal)
    for anchors in ([authority.root], [authority.issuing], [seal]):
        assert refusal(forged, [seal, authority.issuing], anchors).code == "path.constraint"


def test_an_authority_without_the_right_to_certify_cannot(authority):
    crl_only = authority.certify(
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Lists")]),
        new_key("P-256"),
        [
            (x509.BasicConstraints(ca=True, path_length=None), True),
            (x509.KeyUsage(**{name: name == "crl_sign" for name in _USAGES}), True),
        ],
        issuer=authority.root,
    )
    forged = authority.seal(kind="P-256", issuer=crl_only)
    assert refusal(forged, [crl_only], [authority.root]).code == "path.constraint"


_USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@pytest.mark.parametrize("kind", ["P-256", "Ed25519"])
def test_an_authority_below_one_that_may_have_none_below_it_cannot_certify(kind):
    authority = HomeAuthority(kind=kind, clock=lambda: NOW)
    below = authority.authority("Below", issuer=authority.issuing)
    forged = authority.seal(kind="P-256", issuer=below)
    assert refusal(forged, [below, authority.issuing], [authority.root]).code == "path.constraint"
    assert refusal(forged, [below], [authority.issuing]).code == "path.constraint"


@pytest.mark.parametrize("kind", ["P-256", "Ed25519"])
@pytest.mark.parametrize("where", ["leaf", "authority"])
def test_a_critical_extension_that_nobody_knows_is_respected(kind, where):
    authority = HomeAuthority(kind=kind, clock=lambda: NOW)
    unknown = (x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.32473.9"), b"\x05\x00"), True)
    issuer = authority.issuing
    if where == "authority":
        issuer = authority.authority("Odd CA", issuer=authority.root, extensions=[unknown])
    seal = authority.seal(kind="P-256", issuer=issuer, extensions=[unknown] if where == "leaf" else [])
    assert refusal(seal, [issuer], [authority.root]).code == "path.constraint"


def test_names_outside_of_what_an_authority_may_certify_are_refused():
    for kind in ("P-256", "Ed25519"):
        authority = HomeAuthority(kind=kind, clock=lambda: NOW)
        excluded = x509.NameConstraints(None, [x509.DirectoryName(authority.issuing.name)])
        bound = authority.authority("Bound CA", issuer=authority.root, extensions=[(excluded, True)])
        inside = authority.certify(authority.issuing.name, new_key("P-256"), [], issuer=bound)
        assert refusal(inside, [bound], [authority.root]).code == "path.constraint"


def test_a_signature_with_sha1_is_no_signature(authority):
    weak = authority.authority("Old CA", issuer=authority.root)
    oids = {"1.2.840.10045.4.3.2": "1.2.840.10045.4.1"}  # ecdsa-with-SHA256 becomes ecdsa-with-SHA1
    from asn1crypto import x509 as asn1  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    certificate = asn1.Certificate.load(weak.der)
    body = certificate["tbs_certificate"]
    for part in (body["signature"], certificate["signature_algorithm"]):
        part["algorithm"] = oids[part["algorithm"].dotted]
    signed = body.dump(force=True)
    certificate["signature_value"] = authority.root.key.sign(signed, ec.ECDSA(hashes.SHA1()))  # noqa: S303
    old = Certificate.parse(certificate.dump(force=True))
    seal = Certificate.parse(authority.seal(kind="P-256", issuer=weak).der)
    with pytest.raises(PkiError) as caught:
        default_validator().validate(seal, [old], [read(authority.root)], at=NOW, purpose="seal")
    assert caught.value.code == "path.signature"


def test_an_authority_with_a_key_that_can_be_factored_is_none(authority):
    small = authority.authority("Small CA", issuer=authority.root, key=rsa.generate_private_key(65537, 1024))  # noqa: S505
    assert refusal(authority.seal(kind="P-256", issuer=small), [small], [authority.root]).code == "path.signature"


def test_a_thousand_certificates_are_not_looked_at(authority, seal):
    many = [read(authority.issuing)] * 10 + [
        read(authority.certify(authority.issuing.name, authority.root.key, [], issuer=None)) for _ in range(1000)
    ]
    with pytest.raises(PkiError) as caught:
        default_validator().validate(read(seal), many, [read(authority.root)], at=NOW, purpose="seal")
    assert caught.value.code == "path.unsupported"


def test_authorities_that_certify_each_other_in_a_circle_are_not_followed_for_ever():
    authority = HomeAuthority(clock=lambda: NOW)
    names = [x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, f"CA {at}")]) for at in range(9)]
    keys = [new_key("P-256") for _ in names]
    extensions = [(x509.BasicConstraints(ca=True, path_length=None), True)]
    selves = [
        Held(authority.certify(name, key, extensions, issuer=None).certificate, key)
        for name, key in zip(names, keys, strict=True)
    ]
    web = [
        authority.certify(names[to], keys[to], extensions, issuer=selves[by])
        for by in range(9)
        for to in range(9)
        if to != by
    ]
    leaf = authority.seal(kind="P-256", issuer=selves[0])
    assert refusal(leaf, web, [authority.root]).code == "path.unsupported"


def test_errors_name_nobody(authority, impostor, seal):
    for error in (
        refusal(seal, [], [authority.root]),
        refusal(impostor.seal(kind="P-256"), [impostor.issuing], [authority.root]),
        refusal(seal, [authority.issuing], [authority.root], at=NOW + timedelta(days=999)),
    ):
        assert "University" not in f"{error}{error.hint}"
