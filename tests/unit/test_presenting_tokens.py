"""Presenting as a token: what a wallet makes, and who takes it."""

import json

import pytest

from credseal.encoding import base64url
from credseal.errors import CredsealError
from credseal.wallet import present
from disclosed_badges import badge as badge_in_sd_jwt
from presentations import ADA, AUDIENCE, BO, CHALLENGE, NOW, Party, asked, badge_of, badge_token, learner_of, wrong


def parts(token):
    return [json.loads(base64url.decode(part)) for part in token.split(".")[:2]]


def shown(*credentials, by=ADA, **options):
    return present(
        credentials, by.signer, **{"challenge": CHALLENGE, "domain": AUDIENCE, "clock": lambda: NOW, **options}
    )


@pytest.mark.parametrize("kind", ["Ed25519", "P-256", "P-384"])
def test_a_presentation_as_a_token_is_accepted(kind):
    holder = Party(kind)
    report, checks = asked(holder.token(badge_of(holder), badge_token(holder)))
    assert (wrong(checks), report.verdict) == ({}, "accepted")
    assert [learner_of(report, at) for at in (0, 1)] == [("passed", "learner.by-key")] * 2
    assert [one.pointer for one in report.credentials] == ["/verifiableCredential/0", "/verifiableCredential/1"]


def test_the_token_says_who_for_whom_and_when_and_no_more():
    made = shown(badge_of(), securing="vp+jwt")
    header, payload = parts(made.token)
    assert header == {"alg": "EdDSA", "typ": "vp+jwt", "cty": "vp", "kid": ADA.method}
    assert payload.pop("verifiableCredential")[0]["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert payload == {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": ADA.did,
        "iss": ADA.did,
        "aud": AUDIENCE,
        "nonce": CHALLENGE,
        "iat": int(NOW.timestamp()),
    }
    assert (made.securing, made.media_type, made.data) == ("vp+jwt", "application/vp+jwt", made.token.encode())


def test_a_presentation_of_version_1_1_holds_tokens():
    made = shown(badge_token(), badge_token(number=6, form="JWT"), securing="jwt")
    header, payload = parts(made.token)
    assert (header["typ"], made.media_type, made.securing) == ("JWT", "application/jwt", "JWT")
    assert payload["vp"]["verifiableCredential"] == [badge_token(), badge_token(number=6, form="JWT")]
    report, checks = asked(made.token)
    assert (wrong(checks), report.verdict) == ({}, "accepted")
    assert [one.pointer for one in report.credentials] == ["/verifiableCredential/0", "/verifiableCredential/1"]


def test_a_single_credential_of_version_1_1_needs_no_list():
    document = {"@context": "https://www.w3.org/2018/credentials/v1", "type": "VerifiablePresentation"}
    inside = {**document, "verifiableCredential": badge_token()}
    token = ADA.any_token(
        header={"typ": "JWT", "cty": None},
        vp=inside,
        holder=None,
        type=None,
        verifiableCredential=None,
        **{"@context": None},
    )
    report, checks = asked(token)
    assert (wrong(checks), report.verdict) == ({}, "accepted")
    assert [one.pointer for one in report.credentials] == ["/verifiableCredential"]


@pytest.mark.parametrize(
    ("credential", "securing", "code"),
    [
        (badge_of(), "jwt", "wallet.no-token"),
        (badge_token(form="JWT"), "vp+jwt", "wallet.token"),
        (badge_token(BO), "jwt", "wallet.others"),
        (badge_of(BO), "vp+jwt", "wallet.others"),
    ],
)
def test_what_cannot_be_presented_so(credential, securing, code):
    with pytest.raises(CredsealError) as refusal:
        shown(credential, securing=securing)
    assert refusal.value.code == code


def test_the_same_token_twice_is_not_presented():
    for securing in ("jwt", "vp+jwt"):
        with pytest.raises(CredsealError) as refusal:
            shown(badge_token(), badge_token(), securing=securing)
        assert refusal.value.code == "presentation.duplicate"


def test_a_badge_in_an_sd_jwt_is_shown_by_itself_or_in_an_envelope():
    token = badge_in_sd_jwt(ADA)
    alone = shown(token)
    assert (alone.securing, alone.media_type) == ("kb+jwt", "application/vc+sd-jwt")
    report, checks = asked(alone.token)
    assert wrong(checks) == {}
    for made in (shown(token, badge_of()), shown(token, securing="vp+jwt"), shown(token, holder=ADA.did)):
        held = made.document["verifiableCredential"][0]
        assert held["id"] == f"data:application/vc+sd-jwt,{token}"
        report, checks = asked(made.data)
        assert wrong(checks) == {}
        assert learner_of(report) == ("passed", "learner.by-key")
    with pytest.raises(CredsealError) as refusal:
        shown(token, securing="jwt")
    assert refusal.value.code == "wallet.no-token"
