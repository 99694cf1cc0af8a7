"""Keys in hardware modules, with SoftHSM in the place of the hardware: the tests are skipped where it is not installed."""

import copy
import os
import pickle
import subprocess
import threading
from datetime import UTC, datetime
from pathlib import Path
from shutil import which

import pytest

from authority import HomeAuthority
from credseal.errors import KeyMaterialError, MissingExtraError, SignatureError
from credseal.keys import pkcs11 as modules
from credseal.keys.public import PublicKey
from credseal.keys.signer import open_signer

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
PIN = "4711-secret"
MODULES = (
    os.environ.get("SOFTHSM2_MODULE", ""),
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)


class Token:
    """A SoftHSM token of its own folder: ``add`` puts keys and certificates there, ``uri`` names them."""

    def __init__(self, module):
        self.module = module

    def uri(self, path, query=""):
        return f"pkcs11:{path}?module-path={self.module}{query}"

    def add(self, session, held, name, number, *, certificates=()):
        """A key, and the certificates that bear its number."""
        import pkcs11  # noqa: PLC0415
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat  # noqa: PLC0415
        from pkcs11.util.ec import decode_ec_private_key  # noqa: PLC0415
        from pkcs11.util.rsa import decode_rsa_private_key  # noqa: PLC0415

        traditional = held.key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        rsa = hasattr(held.key.private_numbers(), "iqmp")
        attributes = (decode_rsa_private_key if rsa else decode_ec_private_key)(traditional)
        names = {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: name, pkcs11.Attribute.ID: number}
        session.create_object({**attributes, **names, pkcs11.Attribute.SIGN: True, pkcs11.Attribute.PRIVATE: True})
        for each in certificates:
            self.add_certificate(session, each, names)

    def add_public(self, session, held, name, number):
        """The public half of a key."""
        import pkcs11  # noqa: PLC0415
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: PLC0415
        from pkcs11.util.ec import decode_ec_public_key  # noqa: PLC0415
        from pkcs11.util.rsa import decode_rsa_public_key  # noqa: PLC0415

        if hasattr(held.key.private_numbers(), "iqmp"):
            attributes = decode_rsa_public_key(held.key.public_key().public_bytes(Encoding.DER, PublicFormat.PKCS1))
        else:
            info = held.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
            attributes = decode_ec_public_key(info)
        names = {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: name, pkcs11.Attribute.ID: number}
        session.create_object({**attributes, **names, pkcs11.Attribute.PRIVATE: False})

    def add_certificate(self, session, held, names):
        import pkcs11  # noqa: PLC0415

        session.create_object(
            {
                **names,
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.SUBJECT: held.name.public_bytes(),
                pkcs11.Attribute.VALUE: held.der,
            }
        )


@pytest.fixture(scope="session")
def seals():
    authority = HomeAuthority(clock=lambda: NOW)
    kinds = {"rsa": "RSA", "p256": "P-256", "p384": "P-384"}
    return authority, {name: authority.seal(kind=kind) for name, kind in kinds.items()}


@pytest.fixture(scope="session")
def token(tmp_path_factory, seals):
    pkcs11 = pytest.importorskip("pkcs11")
    module = next((each for each in MODULES if each and Path(each).is_file()), None)
    if module is None or which("softhsm2-util") is None:
        pytest.skip("SoftHSM is not installed (Debian: softhsm2)")
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    for label in ("Seal", "Empty"):
        command = ["softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "12345678"]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    token = Token(module)
    authority, held = seals
    with pkcs11.lib(module).get_token(token_label="Seal").open(rw=True, user_pin=PIN) as session:
        for number, (name, each) in enumerate(held.items(), 1):
            token.add(session, each, name, bytes([number]), certificates=[each])
        token.add_certificate(
            session,
            authority.issuing,
            {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: "ca", pkcs11.Attribute.ID: b"ca"},
        )
        token.add(session, authority.seal(kind="P-256"), "bare", b"\x10")
        for _ in range(2):
            token.add(session, authority.seal(kind="P-256"), "twice", b"\x11")
        for name, number in (("rsa", b"\x21"), ("p256", b"\x22")):
            token.add(session, held[name], f"{name}-alone", number)
            token.add_public(session, held[name], f"{name}-alone", number)
        token.add(
            session, authority.seal(kind="P-256"), "crossed", b"\x12", certificates=[authority.seal(kind="P-256")]
        )
    return token


def refusal(uri, **options):
    with pytest.raises(KeyMaterialError) as caught:
        open_signer(uri, **options)
    return caught.value


@pytest.mark.parametrize(
    ("name", "algorithm"), [("rsa", "RS256"), ("rsa", "PS256"), ("p256", "ES256"), ("p384", "ES384")]
)
def test_a_key_in_a_module_signs_and_comes_with_its_certificates(token, seals, name, algorithm):
    authority, held = seals
    asked = algorithm if algorithm == "PS256" else None
    signer = open_signer(token.uri(f"token=Seal;object={name}"), passphrase=PIN, algorithm=asked)
    assert signer.algorithm == algorithm
    assert signer.certificates == (held[name].der, authority.issuing.der)
    for data in (b"", b"data", b"x" * 200_000):
        signature = signer.sign(data)
        signer.public_key.verify(signature, data, algorithm)
        with pytest.raises(SignatureError):
            signer.public_key.verify(signature, data + b"!", algorithm)


def test_the_parts_of_a_uri_choose_the_key(token, seals):
    _, held = seals
    for path in ("token=Seal;id=%02", "object=p256;token=Seal", "token=Seal;object=p256;id=%02;type=private"):
        assert open_signer(token.uri(path), passphrase=PIN).certificates[0] == held["p256"].der


@pytest.mark.parametrize("name", ["rsa", "p256"])
def test_a_key_without_certificate_needs_its_public_half_on_the_token(token, seals, name):
    _, held = seals
    signer = open_signer(token.uri(f"token=Seal;object={name}-alone"), passphrase=PIN)
    assert signer.certificates == ()
    assert signer.public_key == PublicKey.from_native(held[name].key.public_key())
    assert signer.sign(b"data")


def test_a_token_may_be_named_by_its_serial_number(token, seals):
    import pkcs11  # noqa: PLC0415

    serial = pkcs11.lib(token.module).get_token(token_label="Seal").serial.decode()
    assert open_signer(token.uri(f"serial={serial};object=p256"), passphrase=PIN).sign(b"data")


def test_the_pin_may_stand_in_the_uri_or_in_a_file(token, tmp_path):
    source = tmp_path / "my pin"
    source.write_text(f"{PIN}\n", encoding="utf-8")
    quoted = str(source).replace(" ", "%20")
    for query in (f"&pin-value={PIN}", f"&pin-source={quoted}", f"&pin-source=file:{quoted}"):
        assert open_signer(token.uri("token=Seal;object=p256", query)).public_key.kind == "P-256"
    assert open_signer(token.uri("token=Seal;object=p256"), passphrase=PIN.encode()).sign(b"data")


def test_a_wrong_or_missing_pin_is_told_and_not_shown(token):
    uri = token.uri("token=Empty;object=p256")
    assert refusal(uri).code == "key.passphrase-missing"
    for error in (refusal(uri, passphrase="0000-wrong"), refusal(uri + "&pin-value=0000-wrong")):
        assert error.code == "key.passphrase-wrong"
        assert "0000" not in f"{error!r}{error}{error.hint}"
    assert refusal(uri, passphrase=b"\xff\xfe").code == "key.passphrase-wrong"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("token=Absent;object=p256", "key.module"),
        ("token=Seal;object=absent", "key.module"),
        ("token=Seal;id=%FF", "key.module"),
        ("object=p256", "key.several"),
        ("token=Seal", "key.several"),
        ("token=Seal;object=twice", "key.several"),
        ("token=Seal;object=bare", "key.public"),
    ],
)
def test_what_is_not_there_or_not_alone_is_told(token, path, code):
    assert refusal(token.uri(path), passphrase=PIN).code == code


def test_a_module_that_is_none_is_told(tmp_path):
    pytest.importorskip("pkcs11")
    (tmp_path / "module.so").write_bytes(b"no library")
    for module in (tmp_path / "absent.so", tmp_path, tmp_path / "module.so"):
        error = refusal(f"pkcs11:token=Seal?module-path={module}", passphrase=PIN)
        assert error.code == "key.module"


def test_a_certificate_of_another_key_is_noticed_before_a_signature_leaves(token):
    signer = open_signer(token.uri("token=Seal;object=crossed"), passphrase=PIN)
    with pytest.raises(KeyMaterialError) as caught:
        signer.sign(b"data")
    assert caught.value.code == "key.mismatch"


def test_an_algorithm_that_the_key_does_not_make_is_refused(token):
    assert refusal(token.uri("token=Seal;object=p256"), passphrase=PIN, algorithm="RS256").code == "key.algorithm"


def test_several_threads_use_one_signer(token):
    signer = open_signer(token.uri("token=Seal;object=p256"), passphrase=PIN)
    signatures = []

    def work(number):
        for turn in range(10):
            data = bytes([number, turn])
            signatures.append((data, signer.sign(data)))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(signatures) == 80
    for data, signature in signatures:
        signer.public_key.verify(signature, data)


def test_a_signer_shows_no_secret_and_stays_where_it_is(token):
    signer = open_signer(token.uri("token=Seal;object=p256", f"&pin-value={PIN}"))
    assert f"{signer!r}{signer}" == "<ModuleSigner P-256>" * 2
    for leave in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(KeyMaterialError) as caught:
            leave(signer)
        assert caught.value.code == "key.pickle"


def test_a_closed_signer_says_that_the_module_does_not_sign(token):
    signer = open_signer(token.uri("token=Seal;object=p256"), passphrase=PIN)
    signer.close()
    with pytest.raises(KeyMaterialError) as caught:
        signer.sign(b"data")
    assert caught.value.code == "key.module"


@pytest.mark.parametrize(
    "uri",
    [
        "pkcs11:",
        "pkcs11:token=Seal",
        "pkcs11:token=Seal;object=seal?pin-value=1234",
        "pkcs11:token=Seal;token=Seal?module-path=/m.so",
        "pkcs11:token=?module-path=/m.so",
        "pkcs11:colour=red?module-path=/m.so",
        "pkcs11:type=public?module-path=/m.so",
        "pkcs11:token=Seal?module-path=/m.so&module-path=/n.so",
        "pkcs11:token=Seal?module-path=/m.so&pin-value=1234-secret&pin-source=/etc/pin",
        "pkcs11:token=Seal?module-path=/m.so&pin-source=https://pin.example/",
        "pkcs11:token=Seal?module-path=/m.so&pin-source=|cat",
        "pkcs11:token=Seal?module-path=/m.so&x-secret=1234-secret",
    ],
)
def test_a_uri_that_says_too_little_or_too_much_is_refused(uri):
    error = refusal(uri)
    assert error.code == "key.module-uri"
    assert "secret" not in f"{error}{error.hint}"


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff", b"1" * 2000])
def test_a_file_that_holds_no_pin_is_told(tmp_path, content):
    if content is not None:
        (tmp_path / "pin").write_bytes(content)
    assert refusal(f"pkcs11:token=Seal?module-path=/m.so&pin-source={tmp_path}/pin").code == "key.file"


def test_without_the_extra_its_name_is_told(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pkcs11", None)
    with pytest.raises(MissingExtraError) as caught:
        open_signer("pkcs11:token=Seal?module-path=/m.so")
    assert caught.value.code == "extra.hsm"
    assert "credseal[hsm]" in caught.value.hint


def test_a_uri_that_is_shown_hides_the_pin():
    assert PIN not in repr(modules._read_uri(f"pkcs11:token=Seal?module-path=/m.so&pin-value={PIN}"))
