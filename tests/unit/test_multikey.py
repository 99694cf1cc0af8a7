import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from credseal.encoding import multibase, multicodec
from credseal.errors import KeyMaterialError
from credseal.keys.kinds import CURVES
from credseal.keys.multikey import from_multikey, secret_from_multikey, to_multikey
from credseal.keys.public import PublicKey

# Key pairs of the test vectors in vc-di-eddsa (appendix B) and vc-di-ecdsa (appendix A): the public and the secret Multikey.
KEY_PAIRS = {
    "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2": "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq",
    "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP": "z42twTcNeSYcnqg1FLuSFs2bsGH3ZqbRHFmvS9XMsYhjxvHN",
    "z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ": (
        "z2fanyY7zgwNpZGxX5fXXibvScNaUWNprHU9dKx7qpVj7mws9J8LLt4mDB5TyH2GLHWkUc"
    ),
}


def multikey(codec, payload):
    return multibase.encode(multicodec.join(codec, payload))


def compressed(curve):
    return ec.generate_private_key(curve).public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)


def refusal(text, read=from_multikey):
    with pytest.raises(KeyMaterialError) as caught:
        read(text)
    return caught.value


@pytest.mark.parametrize(
    ("kind", "beginning"), [("Ed25519", "z6Mk"), ("P-256", "zDn"), ("P-384", "z82"), ("P-521", "z2J9"), ("RSA", "z4MX")]
)
def test_every_kind_survives_a_round_trip_and_is_known_by_its_beginning(kind, beginning):
    if kind == "Ed25519":
        private = ed25519.Ed25519PrivateKey.generate()
    elif kind == "RSA":
        private = rsa.generate_private_key(65537, 2048)
    else:
        private = ec.generate_private_key(CURVES[kind])
    key = PublicKey.from_native(private.public_key())
    text = to_multikey(key)
    assert text.startswith(beginning)
    assert from_multikey(text) == key
    assert from_multikey(text).kind == kind


@pytest.mark.parametrize("codec", ["ed25519-pub", "p256-pub", "p384-pub", "p521-pub"])
@pytest.mark.parametrize("length", [0, 31, 34, 48, 50, 66, 68])
def test_a_key_of_the_wrong_length_is_refused(codec, length):
    error = refusal(multikey(codec, b"\2" * length))
    assert error.code == "multikey.length"


@pytest.mark.parametrize("first", [0, 1, 4, 5, 6, 0xFF])
def test_points_are_compressed(first):
    assert refusal(multikey("p256-pub", bytes([first]) + compressed(ec.SECP256R1())[1:])).code == "key.point"


def test_uncompressed_points_and_the_point_at_infinity_are_refused():
    native = ec.generate_private_key(ec.SECP256R1()).public_key()
    assert (
        refusal(multikey("p256-pub", native.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))).code
        == "multikey.length"
    )
    assert refusal(multikey("p256-pub", b"\0")).code == "multikey.length"
    assert refusal(multikey("p256-pub", bytes(33))).code == "key.point"


def test_x_coordinates_off_the_curve_are_refused():
    p = 2**256 - 2**224 + 2**192 + 2**96 - 1
    b = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
    off = next(x for x in range(1, 100) if pow(x**3 - 3 * x + b, (p - 1) // 2, p) == p - 1)
    assert refusal(multikey("p256-pub", b"\2" + off.to_bytes(32, "big"))).code == "key.point"
    # x + p would be a second spelling of x
    assert refusal(multikey("p256-pub", b"\2" + (p + 5).to_bytes(32, "big"))).code == "key.point"


def test_small_order_and_non_canonical_ed25519_is_refused():
    assert refusal(multikey("ed25519-pub", bytes(32))).code == "key.weak"
    assert refusal(multikey("ed25519-pub", b"\xee" + b"\xff" * 31)).code == "key.non-canonical"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("secp256k1-pub", "secp256k1"),
        ("x25519-pub", "X25519"),
        ("bls12_381-g2-pub", "BLS12-381"),
        ("bls12_381-g1-pub", "BLS12-381"),
        ("bls12_381-g1g2-pub", "BLS12-381"),
        ("jwk_jcs-pub", "JWK"),
    ],
)
def test_other_types_are_refused_by_name(codec, name):
    error = refusal(multikey(codec, b"\2" * 33))
    assert error.code == "key.unsupported"
    assert name in error.message
    assert "is not a signing key credseal supports" in error.message


@pytest.mark.parametrize("codec", ["ed25519-priv", "p256-priv", "p384-priv"])
def test_a_secret_key_is_no_public_key_and_is_not_repeated(codec):
    text = multikey(codec, b"\2" * 32)
    error = refusal(text)
    assert error.code == "key.private"
    assert text not in f"{error!r}{error}{error.hint}"


@pytest.mark.parametrize(
    "text", ["", "z", "6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2", "z6Mk0", "zO", "z6Mk ", "did:key:z6Mk"]
)
def test_what_is_no_multibase_multicodec_is_refused(text):
    assert refusal(text).code == "multikey.encoding"


def test_base64url_is_refused_although_it_is_multibase():
    error = refusal(multibase.encode(multicodec.join("ed25519-pub", b"\2" * 32), "u"))
    assert error.code == "multikey.encoding"
    assert "base58btc" in error.message


@pytest.mark.parametrize("payload", [b"", b"\x30\x00", b"\x30\x80", b"x" * 270])
def test_rsa_that_is_no_der_is_refused(payload):
    assert refusal(multikey("rsa-pub", payload)).code == "key.encoding"


def test_rsa_has_one_spelling_and_at_least_2048_bits():
    native = rsa.RSAPublicNumbers(65537, 2**1024 - 1).public_key()
    assert refusal(multikey("rsa-pub", native.public_bytes(Encoding.DER, PublicFormat.PKCS1))).code == "key.weak"
    native = rsa.generate_private_key(65537, 2048).public_key()
    spki = native.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert refusal(multikey("rsa-pub", spki)).code == "key.non-canonical"
    pkcs1 = native.public_bytes(Encoding.DER, PublicFormat.PKCS1)
    assert refusal(multikey("rsa-pub", pkcs1 + b"\0")).code in ("key.encoding", "key.non-canonical")


@pytest.mark.parametrize(("public", "secret"), KEY_PAIRS.items())
def test_the_key_pairs_of_the_standards_belong_together(public, secret):
    key = PublicKey.from_native(secret_from_multikey(secret).public_key())
    assert key == from_multikey(public)
    assert to_multikey(key) == public


@pytest.mark.parametrize(("codec", "size"), [("ed25519-priv", 32), ("p256-priv", 32), ("p384-priv", 48)])
def test_secret_multikeys_are_read(codec, size):
    native = secret_from_multikey(multikey(codec, b"\7" * size))
    assert PublicKey.from_native(native.public_key())


@pytest.mark.parametrize(
    ("codec", "payload", "code"),
    [
        ("ed25519-priv", b"\7" * 64, "multikey.length"),  # seed and public key together, as an older suite had it
        ("ed25519-priv", b"\7" * 31, "multikey.length"),
        ("p256-priv", b"\7" * 33, "multikey.length"),
        ("p256-priv", bytes(32), "key.point"),
        ("p256-priv", b"\xff" * 32, "key.point"),
        ("p384-priv", b"\xff" * 48, "key.point"),
        ("ed25519-pub", b"\7" * 32, "key.public"),
        ("secp256k1-pub", b"\7" * 33, "key.public"),
    ],
)
def test_broken_secret_multikeys_are_refused_without_being_repeated(codec, payload, code):
    text = multikey(codec, payload)
    error = refusal(text, secret_from_multikey)
    assert error.code == code
    assert text[4:] not in f"{error!r}{error}{error.hint}"
