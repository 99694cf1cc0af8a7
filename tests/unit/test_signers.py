import copy
import json
import os
import pickle
import traceback

import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from credseal.encoding import base64url, multibase, multicodec
from credseal.errors import KeyMaterialError
from credseal.keys import signer as signers
from credseal.keys.jwk import to_jwk
from credseal.keys.public import PublicKey
from credseal.keys.signer import LocalSigner, Signer, generate, open_signer

KINDS = ["Ed25519", "P-256", "P-384"]
# RFC 8032, section 7.1, test 2
SEED = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
SEED_MULTIKEY = multibase.encode(multicodec.join("ed25519-priv", SEED))


def refusal(uri, **options):
    with pytest.raises(KeyMaterialError) as caught:
        open_signer(uri, **options)
    return caught.value


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_new_signer_signs_its_public_key_verifies(kind):
    signer: Signer = generate(kind)
    assert signer.public_key.kind == kind
    signature = signer.sign(b"data")
    assert len(signature) == {"Ed25519": 64, "P-256": 64, "P-384": 96}[kind]
    signer.public_key.verify(signature, b"data")


def test_every_new_key_is_another():
    assert len({generate().public_key for _ in range(5)}) == 5


@pytest.mark.parametrize("kind", ["P-521", "RSA", "secp256k1", None])
def test_keys_of_other_kinds_are_not_made(kind):
    with pytest.raises(KeyMaterialError) as caught:
        generate(kind)
    assert caught.value.code == "key.unsupported"


@pytest.mark.parametrize("kind", KINDS)
def test_signatures_are_deterministic(kind):
    signer = generate(kind)
    assert signer.sign(b"data") == signer.sign(b"data") != signer.sign(b"date")


def test_ed25519_signs_as_rfc_8032_says():
    signer = LocalSigner(ed25519.Ed25519PrivateKey.from_private_bytes(SEED))
    assert signer.sign(b"\x72").hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )


@pytest.mark.parametrize(
    ("curve", "secret", "signature"),
    [
        (
            ec.SECP256R1(),
            0xC9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721,
            "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
        ),
        (
            ec.SECP384R1(),
            0x6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5,
            "94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c81a648152e44acf96e36dd1e80fabe4699ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94fa329c145786e679e7b82c71a38628ac8",
        ),
    ],
    ids=["P-256", "P-384"],
)
def test_ecdsa_signs_as_rfc_6979_says(curve, secret, signature):
    assert LocalSigner(ec.derive_private_key(secret, curve)).sign(b"sample").hex() == signature


def test_where_openssl_cannot_sign_deterministically_ecdsa_still_signs(monkeypatch):
    real = ec.ECDSA

    def old(algorithm, *, deterministic_signing=False):
        if deterministic_signing:
            raise UnsupportedAlgorithm("not in this OpenSSL")
        return real(algorithm)

    signers._ecdsa.cache_clear()
    monkeypatch.setattr(ec, "ECDSA", old)
    try:
        signer = generate("P-256")
        signer.public_key.verify(signer.sign(b"data"), b"data")
    finally:
        signers._ecdsa.cache_clear()


def test_p521_verifies_only():
    with pytest.raises(KeyMaterialError, match="does not sign with P-521 keys") as caught:
        LocalSigner(ec.generate_private_key(ec.SECP521R1()))
    assert caught.value.code == "key.unsupported"


@pytest.mark.parametrize("kind", KINDS)
def test_a_signer_shows_its_key_nowhere(kind):
    signer = generate(kind)
    native = signer._private_key
    secret = (
        native.private_bytes_raw()
        if kind == "Ed25519"
        else native.private_numbers().private_value.to_bytes(48, "big").lstrip(b"\0")
    )
    told = f"{signer!r} {signer} {signer.public_key!r}"
    for form in (secret.hex(), base64url.encode(secret), str(int.from_bytes(secret, "big")), repr(secret)):
        assert form not in told
    assert not hasattr(signer, "__dict__")


def test_a_signer_can_be_neither_pickled_nor_copied():
    signer = generate()
    for leave in (pickle.dumps, copy.copy, copy.deepcopy, lambda it: pickle.dumps({"signer": it}, protocol=0)):
        with pytest.raises(KeyMaterialError) as caught:
            leave(signer)
        assert caught.value.code == "key.pickle"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("passphrase", [None, "correct horse", b"\xff\xfe bytes"])
def test_a_signer_is_written_and_opened_again(folder, kind, passphrase):
    signer = generate(kind)
    (folder / "seal.pem").write_bytes(signer.to_pem(passphrase=passphrase))
    assert open_signer("file:seal.pem", passphrase=passphrase).public_key == signer.public_key


def test_the_content_of_a_file_decides_and_not_its_name(folder):
    private = ed25519.Ed25519PrivateKey.from_private_bytes(SEED)
    public_key = PublicKey.from_native(private.public_key())
    jwk = {**to_jwk(public_key), "d": base64url.encode(SEED)}
    for content in (
        LocalSigner(private).to_pem(passphrase=None),
        json.dumps(jwk, indent=2).encode(),
        b"\n" + json.dumps(jwk).encode() + b"\n",
        SEED_MULTIKEY.encode() + b"\n",
        pkcs12.serialize_key_and_certificates(None, private, None, None, BestAvailableEncryption(b"x")),
    ):
        (folder / "seal").write_bytes(content)
        passphrase = "x" if content.startswith(b"0") else None
        assert open_signer("file:seal", passphrase=passphrase).public_key == public_key


def test_paths_are_relative_absolute_and_percent_encoded(folder):
    signer = generate()
    (folder / "my keys").mkdir()
    (folder / "my keys" / "größe 100%.pem").write_bytes(signer.to_pem(passphrase=None))
    (folder / "a#b?c.pem").write_bytes(signer.to_pem(passphrase=None))
    for uri in (
        "file:my%20keys/gr%C3%B6%C3%9Fe%20100%25.pem",
        "FILE:my keys/größe 100%25.pem",
        f"file:{folder}/my%20keys/größe%20100%25.pem",
        f"file://{folder}/my%20keys/größe%20100%25.pem",
        f"file://localhost{folder}/my%20keys/größe%20100%25.pem",
        "file:./my keys/../a%23b%3Fc.pem",
    ):
        assert open_signer(uri).public_key == signer.public_key


@pytest.mark.parametrize(
    "uri", ["seal.pem", "", "/etc/seal.pem", "pkcs12:seal", "https://uni.example/seal.pem", "awskms:1", ":x"]
)
def test_an_unknown_scheme_is_refused_and_the_known_ones_are_named(uri):
    error = refusal(uri)
    assert error.code == "key.scheme"
    assert "known are: file:" in error.message
    assert "file:seal.pem" in error.hint


@pytest.mark.parametrize("uri", ["file://server/share/seal.pem", "file://seal.pem", "file://"])
def test_files_of_other_hosts_are_refused(uri):
    assert refusal(uri).code == "key.scheme"


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("file:absent.pem", "does not exist"),
        ("file:absent/seal.pem", "does not exist"),
        ("file:.", "is a directory"),
        ("file:", "is a directory"),
        ("file:large", "larger than 1 MiB"),
        ("file:a%00b", "cannot be read"),
        ("file:large/seal.pem", "cannot be read"),
    ],
)
def test_files_that_cannot_be_read_are_told_apart(folder, uri, words):
    (folder / "large").write_bytes(b" " * (1024 * 1024 + 1))
    error = refusal(uri)
    assert error.code == "key.file"
    assert words in error.message


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="this user may read everything")
def test_an_unreadable_file_is_told(folder):
    (folder / "seal.pem").write_bytes(b"x")
    (folder / "seal.pem").chmod(0)
    assert "may not be read" in refusal("file:seal.pem").message


def test_a_refused_permission_is_told(folder, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert "may not be read" in refusal("file:seal.pem").message


@pytest.mark.parametrize(
    ("content", "passphrase", "code"),
    [
        (b"", None, "key.format"),
        (b"hello", None, "key.format"),
        (b"zebra crossing", None, "key.format"),
        (b"{", None, "key.format"),
        (b'{"d": 1, "d": 2}', None, "key.format"),
        (b"{}", None, "jwk.member"),
        (b'{"keys": []}', None, "key.several"),
        (b"z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2", None, "key.public"),
        (b'{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}', None, "key.public"),
        (SEED_MULTIKEY.encode(), "any", "key.passphrase-unneeded"),
        (b'{"kty":"OKP"}', "any", "key.passphrase-unneeded"),
        (generate().to_pem(passphrase="right"), "wrong", "key.passphrase-wrong"),
        (generate().to_pem(passphrase="right"), None, "key.passphrase-missing"),
        (generate().to_pem(passphrase=None), "any", "key.passphrase-unneeded"),
        (generate().to_pem(passphrase=None) * 2, None, "key.several"),
        (b"\xef\xbb\xbf{}", None, "key.format"),
    ],
)
def test_each_fault_of_a_key_file_has_its_own_code_and_names_the_file(folder, content, passphrase, code):
    (folder / "seal").write_bytes(content)
    error = refusal("file:seal", passphrase=passphrase)
    assert error.code == code
    assert error.message.startswith("seal: ")


@pytest.mark.parametrize(
    "content",
    [
        SEED_MULTIKEY[:-1] + "0",
        SEED_MULTIKEY[:-1],
        SEED_MULTIKEY + SEED_MULTIKEY,
        json.dumps(
            {
                "kty": "OKP",
                "crv": "Ed25519",
                "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                "d": base64url.encode(SEED),
            }
        ),
        '{"kty": "OKP", "d": "' + base64url.encode(SEED),
        '{"' + base64url.encode(SEED) + '": 1, "' + base64url.encode(SEED) + '": 2}',
        base64url.encode(SEED),
    ],
)
def test_no_fault_of_a_key_file_shows_its_content_not_even_in_the_traceback(folder, content):
    (folder / "seal").write_text(content, encoding="utf-8")
    try:
        open_signer("file:seal")
    except KeyMaterialError as error:
        told = "".join(traceback.format_exception(error, chain=True)) + f"{error!r} {error.hint}"
        for part in (base64url.encode(SEED)[:16], SEED_MULTIKEY[4:20], SEED.hex()):
            assert part not in told
    else:
        pytest.fail("this key must be refused")
