"""SD-JWT VC: who signed it is said in one way, and what decides about it is seen by everybody."""

import base64
from datetime import UTC, datetime

import pytest

from authority import HomeAuthority
from credseal.keys.signer import LocalSigner, generate
from credseal.securing.sd_jwt import vc
from credseal.securing.sd_jwt.parsing import parse
from credseal.securing.sd_jwt.presenting import present
from sd_jwts import CLAIMS, ES256, ISSUER, NOW, PATHS, UNIVERSITY, VCT, forged, refusal
from simulators import Clock

DID = "did:web:uni.example"


@pytest.fixture(scope="module")
def certified():
    """A signer with the certificates of a home-made authority, the root among them."""
    authority = HomeAuthority(clock=Clock(NOW))
    return authority.seal_key()


def verified(text, signer=ISSUER, never=()):
    return vc.parse(text).verify(signer.public_key, algorithms={"ES256", "RS256"}, never=never)


def test_a_credential():
    read = verified(vc.issue(CLAIMS, ISSUER, disclosable=PATHS))
    assert read.payload == CLAIMS
    assert (read.type, read.not_before) == (VCT, None)
    assert read.issued == datetime(2026, 11, 22, 11, tzinfo=UTC)
    assert read.expires == datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert read.sd_jwt.token.header == {"alg": "ES256", "typ": "dc+sd-jwt"}
    assert vc.parse(vc.issue(CLAIMS, ISSUER)).findings == ()


def test_the_status_is_kept():
    shown = present(parse(vc.issue(CLAIMS, ISSUER, disclosable=PATHS)), [])
    assert verified(shown).payload["status"] == CLAIMS["status"]


def test_when_it_was_issued_and_about_whom_may_be_withheld():
    text = vc.issue({**CLAIMS, "sub": "did:example:ada"}, ISSUER, disclosable=[("iat",), ("sub",)])
    shown = verified(present(parse(text), []))
    assert shown.issued is None
    assert "sub" not in shown.payload


def test_it_may_have_nothing_to_withhold():
    text = vc.issue(CLAIMS, ISSUER)
    assert text.count("~") == 1
    assert "_sd" not in parse(text).claims
    assert verified(text).payload == CLAIMS


def test_a_signer_by_address():
    assert vc.parse(vc.issue(CLAIMS, ISSUER, kid="key-1")).signer == vc.KeyReference("address", UNIVERSITY, "key-1")
    assert vc.parse(vc.issue(CLAIMS, ISSUER)).signer == vc.KeyReference("address", UNIVERSITY, None)


@pytest.mark.parametrize("kid", ["#key-1", f"{DID}#key-1"])
def test_a_signer_by_did(kid):
    text = vc.issue({**CLAIMS, "iss": DID}, ISSUER, kid=kid)
    assert vc.parse(text).signer == vc.KeyReference("did", DID, f"{DID}#key-1")


def test_a_signer_by_certificates(certified):
    claims = {name: value for name, value in CLAIMS.items() if name != "iss"}
    text = vc.issue(claims, certified, certificates=certified.certificates)
    signer = vc.parse(text).signer
    assert (signer.kind, signer.issuer) == ("certificate", None)
    assert signer.certificates == certified.certificates[: len(signer.certificates)]
    assert verified(text, certified).payload == claims


def test_the_root_stays_at_home(certified):
    authority = HomeAuthority(clock=Clock(NOW))
    held = authority.seal_key()
    text = vc.issue(CLAIMS, held, certificates=(*held.certificates, authority.root.der))
    assert authority.root.der not in vc.parse(text).signer.certificates
    assert vc.parse(text).signer.issuer == UNIVERSITY
    assert refusal(vc.issue, CLAIMS, ISSUER, certificates=held.certificates) == "sd-jwt.certificate"
    assert "certificate" in refusal(vc.issue, CLAIMS, held, certificates=(b"none",))


def test_nobody_vouches_for_themselves():
    root = HomeAuthority(clock=Clock(NOW)).root
    assert refusal(vc.issue, CLAIMS, LocalSigner(root.key), certificates=(root.der,)) == "sd-jwt.certificate"


@pytest.mark.parametrize("name", [*vc.ALWAYS_SHOWN, "achievement_title"])
def test_what_decides_is_never_made_selectively_disclosable(name):
    claims = {"nbf": 1, "vct#integrity": "sha256-AAAA", "aka_vcts": ["urn:example:other"], **CLAIMS}
    if name == "iss":  # nobody would know whose key it is
        assert refusal(vc.issue, claims, ISSUER, disclosable=[(name,)]) == "sd-jwt.signer"
        return
    asked = {"disclosable": [(name,)], "never": ["achievement_title"]}
    assert refusal(vc.issue, claims, ISSUER, **asked) == "sd-jwt.always-shown"


@pytest.mark.parametrize("path", [("cnf", "jwk"), ("cnf", "jwk", "x"), ("status", "status_list")])
def test_nor_is_anything_inside_it(path):
    assert refusal(vc.issue, CLAIMS, ISSUER, disclosable=[path]) == "sd-jwt.always-shown"


def test_a_profile_names_more_that_everybody_sees():
    text = vc.issue(CLAIMS, ISSUER, disclosable=[("achievement_title",)])
    assert verified(text).payload == CLAIMS
    with_it, without_it = text, present(parse(text), [])
    check = vc.parse(with_it).verify
    assert refusal(check, ISSUER.public_key, algorithms=ES256, never=["achievement_title"]) == "sd-jwt.always-shown"
    # What is withheld has no name: a profile has to ask for the claims that it needs.
    assert "achievement_title" not in verified(without_it, never=["achievement_title"]).payload


@pytest.mark.parametrize("claims", [{"iss": UNIVERSITY}, {"iss": UNIVERSITY, "vct": 1}, {**CLAIMS, "exp": "2030"}])
def test_what_our_verifier_refuses_is_not_issued(claims):
    assert refusal(vc.issue, claims, ISSUER) == "sd-jwt.claim"


@pytest.mark.parametrize("claims", [{"vct": VCT}, {"vct": VCT, "iss": DID}, {"vct": VCT, "iss": "http://uni.example"}])
def test_nor_is_what_does_not_say_whose_key_signs(claims):
    assert refusal(vc.issue, claims, ISSUER) == "sd-jwt.signer"


def test_other_types():
    claims = {**CLAIMS, "aka_vcts": ["urn:example:micro-credential"], "vct#integrity": "sha256-AAAA"}
    assert verified(vc.issue(claims, ISSUER)).payload == claims


def test_the_type_of_the_drafts_is_told():
    credential = vc.parse(forged(CLAIMS, typ="vc+sd-jwt"))
    assert [finding.code for finding in credential.findings] == ["sd-jwt.old-type"]
    assert credential.verify(ISSUER.public_key, algorithms=ES256).payload == CLAIMS


def test_another_key_is_another_issuer():
    assert refusal(verified, vc.issue(CLAIMS, ISSUER), generate("P-256")) == "jose.signature"


def test_certificates_are_handed_on_as_they_are():
    der = [b"first", b"second"]
    text = forged(CLAIMS, x5c=[base64.b64encode(each).decode() for each in der])
    assert vc.parse(text).signer.certificates == tuple(der)
