import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, padding, rsa, x448, x25519

from credseal.errors import KeyMaterialError, ProofError, SignatureError
from credseal.keys.ecdsa import raw_of
from credseal.keys.kinds import CURVES, coordinate_size
from credseal.keys.public import PublicKey, algorithms_of

MESSAGE = b"course completed"

FIELD = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
ORDER_8 = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
SMALL_ORDER_Y = [0, 1, FIELD - 1, ORDER_8, FIELD - ORDER_8]

# RFC 8032, section 7.1: tests 1, 2, 3 and SHA(abc). Public key, message, signature.
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]

# RFC 6979, appendices A.2.5 and A.2.6: message "sample"; the curve, the public point, r and s.
RFC_6979 = [
    (
        "P-256",
        "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
        "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
        "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716",
        "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
    ),
    (
        "P-384",
        "ec3a4e415b4e19a4568618029f427fa5da9a8bc4ae92e02e06aae5286b300c64def8f0ea9055866064a254515480bc13",
        "8015d9b72d7d57244ea8ef9ac0c621896708a59367f9dfb9f54ca84b3f1c9db1288b231c3ae0d4fe7344fd2533264720",
        "94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c81a648152e44acf96e36dd1e80fabe46",
        "99ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94fa329c145786e679e7b82c71a38628ac8",
    ),
]


def ed25519_key(encoding):
    return PublicKey.from_native(ed25519.Ed25519PublicKey.from_public_bytes(encoding))


def refusal(native):
    with pytest.raises(KeyMaterialError) as caught:
        PublicKey.from_native(native)
    return caught.value


@pytest.fixture(scope="module")
def rsa_private():
    return rsa.generate_private_key(65537, 2048)


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_ed25519_vectors_of_rfc_8032(key, message, signature):
    public = ed25519_key(bytes.fromhex(key))
    assert public.kind == "Ed25519"
    for algorithm in (None, "Ed25519"):
        public.verify(bytes.fromhex(signature), bytes.fromhex(message), algorithm)
    with pytest.raises(SignatureError) as caught:
        public.verify(bytes.fromhex(signature), bytes.fromhex(message) + b"\0")
    assert caught.value.code == "signature.mismatch"
    assert isinstance(caught.value, ProofError)


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_an_ed25519_signature_has_no_second_spelling(key, message, signature):
    # S and S + L solve the same equation; RFC 8032, section 5.1.7, accepts only S < L.
    raw = bytes.fromhex(signature)
    higher = int.from_bytes(raw[32:], "little") + ORDER
    while higher < 2**256:
        with pytest.raises(SignatureError):
            ed25519_key(bytes.fromhex(key)).verify(raw[:32] + higher.to_bytes(32, "little"), bytes.fromhex(message))
        higher += ORDER


@pytest.mark.parametrize("length", [0, 1, 32, 63, 65, 128])
def test_an_ed25519_signature_has_64_bytes(length):
    key, message, signature = RFC_8032[1]
    with pytest.raises(SignatureError):
        ed25519_key(bytes.fromhex(key)).verify((bytes.fromhex(signature) * 2)[:length], bytes.fromhex(message))


@pytest.mark.parametrize("sign", [0, 1])
@pytest.mark.parametrize("y", SMALL_ORDER_Y, ids=["order 4", "order 1", "order 2", "order 8", "order 8, negative"])
def test_points_of_small_order_are_refused(y, sign):
    error = refusal(ed25519.Ed25519PublicKey.from_public_bytes((y | sign << 255).to_bytes(32, "little")))
    assert error.code == "key.weak"
    assert "small order" in error.message


def test_every_encoding_of_y_not_below_the_field_prime_is_refused():
    for y in range(FIELD, 2**255):
        for sign in (0, 1):
            native = ed25519.Ed25519PublicKey.from_public_bytes((y | sign << 255).to_bytes(32, "little"))
            assert refusal(native).code == "key.non-canonical"


def test_what_a_small_order_key_could_do_without_the_refusal():
    # The neutral element as public key: one constant signature fits every message. This is why such keys are refused.
    neutral = ed25519.Ed25519PublicKey.from_public_bytes((1).to_bytes(32, "little"))
    signature = (1).to_bytes(32, "little") + bytes(32)
    for message in (b"passed", b"failed"):
        neutral.verify(signature, message)


def test_an_encoding_that_is_no_point_verifies_nothing():
    # y = 2 has no x on the curve.
    public = ed25519_key((2).to_bytes(32, "little"))
    for signature in (bytes(64), (1).to_bytes(32, "little") + bytes(32), bytes.fromhex(RFC_8032[0][2])):
        with pytest.raises(SignatureError):
            public.verify(signature, b"")


@pytest.mark.parametrize(("curve", "x", "y", "r", "s"), RFC_6979)
def test_ecdsa_vectors_of_rfc_6979(curve, x, y, r, s):
    numbers = ec.EllipticCurvePublicNumbers(int(x, 16), int(y, 16), CURVES[curve])
    public = PublicKey.from_native(numbers.public_key())
    public.verify(bytes.fromhex(r + s), b"sample")
    public.verify(bytes.fromhex(r + s), b"sample", algorithms_of(curve)[0])
    with pytest.raises(SignatureError):
        public.verify(bytes.fromhex(s + r), b"sample")


@pytest.mark.parametrize(
    ("kind", "hash_"), [("P-256", hashes.SHA256()), ("P-384", hashes.SHA384()), ("P-521", hashes.SHA512())]
)
def test_ecdsa_signatures_are_r_and_s_of_full_length(kind, hash_):
    private = ec.generate_private_key(CURVES[kind])
    public = PublicKey.from_native(private.public_key())
    der = private.sign(MESSAGE, ec.ECDSA(hash_))
    raw = raw_of(der, size=coordinate_size(kind))
    public.verify(raw, MESSAGE)
    for wrong in (der, raw[:-1], raw + b"\0", b"\0" + raw, b""):
        with pytest.raises(SignatureError) as caught:
            public.verify(wrong, MESSAGE)
        assert caught.value.code == "signature.length" or len(wrong) == len(raw)
    half = len(raw) // 2
    for wrong in (bytes(len(raw)), raw[:half] + bytes(half), bytes(half) + raw[half:], b"\xff" * len(raw)):
        with pytest.raises(SignatureError) as caught:
            public.verify(wrong, MESSAGE)
        assert caught.value.code == "signature.mismatch"


@pytest.mark.parametrize("bits", [256, 384, 512])
@pytest.mark.parametrize("family", ["PS", "RS"])
def test_rsa_checks_six_algorithms_and_confuses_none(rsa_private, family, bits):
    hash_ = {256: hashes.SHA256(), 384: hashes.SHA384(), 512: hashes.SHA512()}[bits]
    scheme = padding.PKCS1v15() if family == "RS" else padding.PSS(padding.MGF1(hash_), hash_.digest_size)
    signature = rsa_private.sign(MESSAGE, scheme, hash_)
    public = PublicKey.from_native(rsa_private.public_key())
    for algorithm in algorithms_of("RSA"):
        if algorithm == f"{family}{bits}":
            public.verify(signature, MESSAGE, algorithm)
        else:
            with pytest.raises(SignatureError) as caught:
                public.verify(signature, MESSAGE, algorithm)
            assert caught.value.code == "signature.mismatch"


def test_a_pss_salt_of_another_length_is_refused(rsa_private):
    # RFC 7518, section 3.5: the salt is as long as the hash.
    signature = rsa_private.sign(MESSAGE, padding.PSS(padding.MGF1(hashes.SHA256()), 20), hashes.SHA256())
    with pytest.raises(SignatureError):
        PublicKey.from_native(rsa_private.public_key()).verify(signature, MESSAGE, "PS256")


def test_rsa_never_guesses_the_algorithm(rsa_private):
    with pytest.raises(SignatureError) as caught:
        PublicKey.from_native(rsa_private.public_key()).verify(bytes(256), MESSAGE)
    assert caught.value.code == "signature.algorithm"


@pytest.mark.parametrize("algorithm", ["none", "HS256", "ES256", "ES256K", "RS256", "EdDSA", "ed25519", "", "x" * 1000])
def test_an_algorithm_of_another_kind_of_key_is_refused(algorithm):
    with pytest.raises(SignatureError) as caught:
        ed25519_key(bytes.fromhex(RFC_8032[0][0])).verify(bytes.fromhex(RFC_8032[0][2]), b"", algorithm)
    assert caught.value.code == "signature.algorithm"
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("bits", [1024, 2047, 8200])
def test_short_and_endless_rsa_keys_are_refused(bits):
    error = refusal(rsa.RSAPublicNumbers(65537, 2**bits - 1).public_key())
    assert error.code == "key.weak"
    assert f"{bits} bits" in error.message


@pytest.mark.parametrize("exponent", [3, 17, 257, 65535, 2**256 + 1])
def test_rsa_exponents_outside_fips_186_are_refused(exponent):
    assert refusal(rsa.RSAPublicNumbers(exponent, 2**2048 - 1).public_key()).code == "key.weak"


def test_rsa_moduli_of_the_roca_generator_are_refused():
    primes = (11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157)
    product = 2
    for prime in primes:
        product *= prime
    modulus = (2**2047 // product + 1) * product + pow(65537, 12345, product)
    error = refusal(rsa.RSAPublicNumbers(65537, modulus).public_key())
    assert error.code == "key.weak"
    assert "ROCA" in error.message


@pytest.mark.parametrize(
    ("private", "name"),
    [
        (x25519.X25519PrivateKey.generate, "X25519"),
        (x448.X448PrivateKey.generate, "X448"),
        (ed448.Ed448PrivateKey.generate, "Ed448"),
        (lambda: ec.generate_private_key(ec.SECP256K1()), "secp256k1"),
        (lambda: ec.generate_private_key(ec.BrainpoolP256R1()), "brainpoolP256r1"),
        (lambda: dsa.generate_private_key(2048), "DSA"),
    ],
    ids=["X25519", "X448", "Ed448", "secp256k1", "brainpool", "DSA"],
)
def test_other_types_are_refused_by_name(private, name):
    error = refusal(private().public_key())
    assert error.code == "key.unsupported"
    assert name in error.message
    assert "is not a signing key credseal supports" in error.message


def test_a_private_key_is_no_public_key():
    assert refusal(ed25519.Ed25519PrivateKey.generate()).code == "key.private"


def test_what_is_no_key_is_refused():
    assert refusal("z6Mk").code == "key.unsupported"


def test_there_is_no_way_around_the_refusals():
    with pytest.raises(KeyMaterialError):
        PublicKey("Ed25519", ed25519.Ed25519PublicKey.from_public_bytes(bytes(32)))
    with pytest.raises(KeyMaterialError):
        PublicKey("P-256", ed25519.Ed25519PrivateKey.generate().public_key())


def test_equality_is_that_of_the_key():
    encoding = bytes.fromhex(RFC_8032[0][0])
    first, second = ed25519_key(encoding), ed25519_key(encoding)
    other = ed25519_key(bytes.fromhex(RFC_8032[1][0]))
    assert first == second
    assert first != other
    assert first != encoding
    assert {first, second, other} == {second, other}


def test_public_keys_cannot_be_changed():
    with pytest.raises(AttributeError):
        ed25519_key(bytes.fromhex(RFC_8032[0][0])).kind = "RSA"
