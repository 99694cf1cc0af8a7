"""Learning credentials whose issuer is told by certificates, as the EU Digital Identity Wallet has it: the form of them."""

from dataclasses import replace

import pytest

from authority import HomeAuthority, chain
from certified import Home
from credseal.errors import IssuingError
from credseal.issuer import Issuer
from credseal.keys.signer import LocalSigner, generate
from credseal.pki.certificate import Certificate
from credseal.securing.sd_jwt import vc
from records import UNIVERSITY, credential
from sd_jwts import refusal

AUTHORITY = HomeAuthority()
SEAL = AUTHORITY.seal_key()
ADDRESS = "https://uni.example"


def issued(organisation, signer=SEAL, **options):
    issuer = Issuer(organisation, signer, **options)
    return issuer.issue(credential(), profile="learning", require=None)


@pytest.mark.parametrize("name", [None, ADDRESS])
def test_the_certificates_say_whose_key_it_is(name):
    made = vc.parse(issued(replace(UNIVERSITY, id=name)).token)
    assert (made.signer.kind, made.signer.issuer, made.signer.method) == ("certificate", name, None)
    assert made.signer.certificates[0] == SEAL.certificates[0]
    assert made.token.claims.get("iss") == name
    assert "kid" not in made.token.header
    made.verify(SEAL.public_key, algorithms={SEAL.algorithm})


def test_the_authority_at_the_top_is_left_out():
    """Whoever checks has it, or does not believe it."""
    told = vc.parse(issued(replace(UNIVERSITY, id=None)).token).signer.certificates
    assert len(told) > 1
    assert AUTHORITY.root.der not in told
    for der in told:
        assert Certificate.parse(der).native.subject != Certificate.parse(der).native.issuer


@pytest.mark.parametrize("name", [ADDRESS, "did:web:uni.example"])
def test_a_key_that_is_listed_is_told_by_its_name_though_it_has_a_certificate(name):
    made = vc.parse(issued(replace(UNIVERSITY, id=name), verification_method=f"{name}#key-1").token)
    assert made.signer.certificates == ()
    assert made.signer.kind == ("address" if name == ADDRESS else "did")


def test_a_did_and_a_certificate_would_say_it_in_two_ways():
    with pytest.raises(IssuingError) as caught:
        issued(replace(UNIVERSITY, id="did:web:uni.example"))
    assert caught.value.code == "issuing.verification-method"
    assert "did:web:uni.example#key-1" in caught.value.hint
    assert "certificate" in caught.value.hint


def test_a_certificate_that_vouches_for_itself_tells_nobody_anything():
    root = AUTHORITY.root
    signer = LocalSigner(root.key, certificates=[root.der])
    assert refusal(issued, replace(UNIVERSITY, id=None), signer) == "sd-jwt.certificate"


def test_a_key_without_certificate_is_told_by_its_did():
    made = vc.parse(issued(replace(UNIVERSITY, id=None), generate("P-256")).token)
    assert (made.signer.kind, made.signer.issuer.partition("zDn")[0]) == ("did", "did:key:")


def test_badges_still_want_a_name_for_the_key():
    with pytest.raises(IssuingError) as caught:
        Issuer(replace(UNIVERSITY, id=None), SEAL).issue(credential())
    assert caught.value.code == "issuing.verification-method"


def test_on_the_command_line_from_the_file_that_holds_both(credseal, records, tmp_path, monkeypatch):
    monkeypatch.setenv("SEAL_PASSPHRASE", "example")
    (tmp_path / "seal.p12").write_bytes(AUTHORITY.pkcs12(AUTHORITY.seal(), passphrase="example"))
    out = tmp_path / "ada.jwt"
    words = ("--key", f"file:{tmp_path / 'seal.p12'}", "--passphrase-env", "SEAL_PASSPHRASE", "--profile", "learning")
    answered = credseal("issue", *records, *words, "--grade", "8", "--out", out)
    assert (answered.code, answered.err) == (0, "")
    made = vc.parse(out.read_text().strip())
    assert (made.signer.kind, made.signer.issuer) == ("certificate", None)


def with_names(**names):
    """A key whose certificate names addresses."""
    home = Home()
    held = home.university(**names)
    return LocalSigner(held.key, certificates=tuple(each.der for each in chain(held)))


def test_an_address_of_which_the_certificate_says_nothing_is_told():
    codes = [finding.code for finding in issued(replace(UNIVERSITY, id=ADDRESS)).findings]
    assert "issuing.certificate-silent" in codes
    assert "issuing.certificate-silent" not in [each.code for each in issued(replace(UNIVERSITY, id=None)).findings]


def test_an_address_that_the_certificate_names_is_in_order():
    for names in ({"hosts": ["uni.example"]}, {"addresses": [ADDRESS]}):
        codes = [finding.code for finding in issued(replace(UNIVERSITY, id=ADDRESS), with_names(**names)).findings]
        assert "issuing.certificate-silent" not in codes


def test_what_every_verifier_would_refuse_is_not_signed():
    with pytest.raises(IssuingError) as caught:
        issued(replace(UNIVERSITY, id=ADDRESS), with_names(hosts=["college.example"]))
    assert caught.value.code == "issuing.certificate-other"
