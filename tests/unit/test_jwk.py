import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from credseal.encoding import base64url
from credseal.errors import KeyMaterialError
from credseal.keys.jwk import from_jwk, private_from_jwk, thumbprint, to_jwk
from credseal.keys.kinds import CURVES
from credseal.keys.public import PublicKey

# RFC 8037, appendix A: an Ed25519 key and its thumbprint.
OKP = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
OKP_SECRET = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"

# RFC 7517, appendix A.1 and A.2: a P-256 key.
EC = {
    "kty": "EC",
    "crv": "P-256",
    "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
    "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
}
EC_SECRET = "870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"

# RFC 7638, section 3.1: an RSA key and its thumbprint.
RSA = {
    "kty": "RSA",
    "n": (
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W"
        "-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08q"
        "NLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
    ),
    "e": "AQAB",
}


def refusal(jwk, read=from_jwk):
    with pytest.raises(KeyMaterialError) as caught:
        read(jwk)
    return caught.value


@pytest.mark.parametrize(
    ("jwk", "kind", "expected"),
    [
        (OKP, "Ed25519", "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"),
        (RSA, "RSA", "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"),
        (EC, "P-256", "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s"),
    ],
)
def test_keys_and_thumbprints_of_the_standards(jwk, kind, expected):
    key = from_jwk(jwk)
    assert key.kind == kind
    assert to_jwk(key) == jwk
    assert thumbprint(key) == expected


def test_the_thumbprint_ignores_everything_but_the_key():
    assert thumbprint(from_jwk({"kid": "seal", "alg": "EdDSA", "use": "sig", **OKP})) == thumbprint(from_jwk(OKP))


@pytest.mark.parametrize("kind", ["P-256", "P-384", "P-521"])
def test_every_curve_survives_a_round_trip_in_coordinates_of_full_length(kind):
    for secret in range(1, 40):
        key = PublicKey.from_native(ec.derive_private_key(secret, CURVES[kind]).public_key())
        assert from_jwk(to_jwk(key)) == key


def test_rsa_survives_a_round_trip():
    key = PublicKey.from_native(rsa.generate_private_key(65537, 2048).public_key())
    assert from_jwk(to_jwk(key)) == key


@pytest.mark.parametrize("member", ["d", "p", "q", "dp", "dq", "qi", "oth", "k"])
@pytest.mark.parametrize("jwk", [OKP, EC, RSA])
def test_a_private_member_in_a_public_key_is_refused_and_not_repeated(jwk, member):
    error = refusal({**jwk, member: OKP_SECRET})
    assert error.code == "key.private"
    assert error.pointer == f"/{member}"
    assert OKP_SECRET not in f"{error!r}{error}{error.hint}"


@pytest.mark.parametrize(
    ("jwk", "name"),
    [
        ({"kty": "oct", "k": "c2VjcmV0"}, "oct"),
        ({"kty": "OKP", "crv": "X25519", "x": OKP["x"]}, "X25519"),
        ({"kty": "OKP", "crv": "Ed448", "x": OKP["x"]}, "Ed448"),
        ({**EC, "crv": "secp256k1"}, "secp256k1"),
        ({**EC, "crv": "P-256K"}, "P-256K"),
        ({**EC, "crv": "BLS12381G2"}, "BLS12381G2"),
        ({"kty": "AKP", "alg": "ML-DSA-44", "pub": "AA"}, "AKP"),
        ({"kty": "ec"}, "ec"),
        ({**EC, "crv": "p-256"}, "p-256"),
        ({**EC, "crv": "x" * 1000}, "xxxx"),
    ],
)
def test_other_types_are_refused_by_name(jwk, name):
    error = refusal(jwk)
    assert error.code == "key.unsupported"
    assert name in error.message
    assert "is not a signing key credseal supports" in error.message
    assert len(error.message) < 200


@pytest.mark.parametrize(
    "jwk", [{**OKP, "kty": "EC"}, {**EC, "kty": "OKP"}, {**EC, "crv": "RSA"}, {**OKP, "crv": "P-384"}]
)
def test_a_curve_of_another_type_is_refused(jwk):
    assert refusal(jwk).pointer == "/crv"


@pytest.mark.parametrize(
    ("jwk", "pointer"),
    [
        ({}, "/kty"),
        ({"kty": None}, "/kty"),
        ({"kty": ["OKP"]}, "/kty"),
        ({"kty": "OKP"}, "/crv"),
        ({"kty": "OKP", "crv": "Ed25519"}, "/x"),
        ({**OKP, "x": 5}, "/x"),
        ({**OKP, "x": OKP["x"] + "="}, "/x"),
        ({**OKP, "x": OKP["x"][:-1] + "p"}, "/x"),  # left-over bits
        ({**OKP, "x": OKP["x"][:-3]}, "/x"),
        ({**OKP, "x": ""}, "/x"),
        ({**EC, "x": base64url.encode(b"\0" + base64url.decode(EC["x"]))}, "/x"),
        ({**EC, "y": base64url.encode(base64url.decode(EC["y"])[1:])}, "/y"),
        ({**EC, "x": None}, "/x"),
        ({"kty": "EC", "crv": "P-256", "x": EC["x"]}, "/y"),
        ({**RSA, "e": "AAEAAQ"}, "/e"),  # a leading zero
        ({**RSA, "n": base64url.encode(b"\0" + base64url.decode(RSA["n"]))}, "/n"),
        ({**RSA, "n": ""}, "/n"),
        ({**RSA, "e": 65537}, "/e"),
        ({"kty": "RSA", "n": RSA["n"]}, "/e"),
    ],
)
def test_members_have_the_one_spelling_of_the_standard(jwk, pointer):
    error = refusal(jwk)
    assert error.code == "jwk.member"
    assert error.pointer == pointer


def test_points_off_the_curve_are_refused():
    assert refusal({**EC, "y": EC["x"]}).code == "key.point"
    zero = base64url.encode(bytes(32))
    assert refusal({**EC, "x": zero, "y": zero}).code == "key.point"
    p = 2**256 - 2**224 + 2**192 + 2**96 - 1
    assert refusal({**EC, "x": base64url.encode(p.to_bytes(32, "big"))}).code == "key.point"


def test_weak_keys_are_refused_in_this_form_too():
    assert refusal({**OKP, "x": base64url.encode(bytes(32))}).code == "key.weak"
    assert refusal({**OKP, "x": base64url.encode(b"\xff" * 32)}).code == "key.non-canonical"
    assert refusal({**RSA, "n": base64url.encode(b"\xff" * 128)}).code == "key.weak"
    assert refusal({**RSA, "e": "Aw"}).code == "key.weak"
    assert refusal({**RSA, "e": "AQ"}).code == "key.point"
    assert refusal({**RSA, "e": "AQAA"}).code in ("key.point", "key.weak")


@pytest.mark.parametrize(
    "usage",
    [
        {"use": "sig"},
        {"key_ops": ["verify"]},
        {"key_ops": ["sign", "verify"], "use": "sig"},
        {"alg": "EdDSA"},
        {"alg": "Ed25519"},
        {"kid": "#key-1", "ext": True, "x5u": "https://uni.example/seal.crt", "x5c": ["unread"], "unknown": {}},
    ],
)
def test_statements_that_agree_with_signing_are_accepted(usage):
    assert from_jwk({**OKP, **usage}) == from_jwk(OKP)


@pytest.mark.parametrize(
    ("usage", "pointer"),
    [
        ({"use": "enc"}, "/use"),
        ({"use": None}, "/use"),
        ({"use": ["sig"]}, "/use"),
        ({"key_ops": []}, "/key_ops"),
        ({"key_ops": ["sign"]}, "/key_ops"),
        ({"key_ops": ["verify", "encrypt"]}, "/key_ops"),
        ({"key_ops": ["verify", "verify"]}, "/key_ops"),
        ({"key_ops": ["verify", ["verify"]]}, "/key_ops"),
        ({"key_ops": "verify"}, "/key_ops"),
        ({"key_ops": None}, "/key_ops"),
        ({"alg": "ES256"}, "/alg"),
        ({"alg": "none"}, "/alg"),
        ({"alg": "HS256"}, "/alg"),
        ({"alg": ["EdDSA"]}, "/alg"),
        ({"alg": ""}, "/alg"),
    ],
)
def test_statements_that_contradict_signing_are_refused(usage, pointer):
    error = refusal({**OKP, **usage})
    assert error.code == "jwk.usage"
    assert error.pointer == pointer


def test_private_keys_of_the_standards():
    okp = private_from_jwk({**OKP, "d": OKP_SECRET, "use": "sig", "key_ops": ["sign"], "alg": "EdDSA"})
    assert PublicKey.from_native(okp.public_key()) == from_jwk(OKP)
    p256 = private_from_jwk({**EC, "d": EC_SECRET})
    assert PublicKey.from_native(p256.public_key()) == from_jwk(EC)


@pytest.mark.parametrize(
    ("jwk", "code"),
    [
        (OKP, "key.public"),
        ({**OKP, "d": EC_SECRET}, "key.mismatch"),
        ({**EC, "d": OKP_SECRET}, "key.mismatch"),
        ({**EC, "d": base64url.encode(bytes(32))}, "key.point"),
        ({**EC, "d": base64url.encode(b"\xff" * 32)}, "key.point"),
        ({**OKP, "d": OKP_SECRET[:-3]}, "jwk.member"),
        ({**OKP, "d": OKP_SECRET + "="}, "jwk.member"),
        ({**OKP, "d": None}, "jwk.member"),
        ({**OKP, "d": OKP_SECRET, "key_ops": ["verify"]}, "jwk.usage"),
        ({**OKP, "d": OKP_SECRET, "use": "enc"}, "jwk.usage"),
        ({**RSA, "d": OKP_SECRET}, "key.unsupported"),
    ],
)
def test_broken_private_keys_are_refused_without_being_repeated(jwk, code):
    error = refusal(jwk, private_from_jwk)
    assert error.code == code
    for secret in (OKP_SECRET, EC_SECRET, OKP_SECRET[:-3]):
        assert secret not in f"{error!r}{error}{error.hint}"


def test_a_private_key_agrees_with_its_generated_public_key():
    private = ed25519.Ed25519PrivateKey.generate()
    jwk = to_jwk(PublicKey.from_native(private.public_key()))
    again = private_from_jwk({**jwk, "d": base64url.encode(private.private_bytes_raw())})
    assert again.private_bytes_raw() == private.private_bytes_raw()


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("jwk", "jwcrypto"),
        ("signer", "jwcrypto"),
        ("signer", "cryptography.x509"),
        ("multikey", "cryptography.hazmat.primitives.serialization"),
    ],
)
def test_what_is_heavy_is_not_imported_before_it_is_needed(module, heavy):
    program = f"import sys, credseal.keys.{module}; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # noqa: S603 - our own interpreter and words
