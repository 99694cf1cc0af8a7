"""``credseal key``: keys are made once, encrypted, and told by their public side alone."""

import getpass
import os
import stat

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from command import PASSPHRASE
from credseal.cli import console
from credseal.keys.signer import open_signer


@pytest.fixture
def typing(monkeypatch):
    """A person at a terminal who types these passphrases, one after the other."""

    def at_terminal(*passphrases):
        typed = iter(passphrases)
        monkeypatch.setattr(console, "is_interactive", lambda: True)
        monkeypatch.setattr(getpass, "getpass", lambda _: next(typed))

    return at_terminal


def test_a_new_key_is_encrypted_with_what_was_typed_twice(credseal, typing, tmp_path):
    typing("blue moon", "blue moon")
    answered = credseal("key", "new", "--out", tmp_path / "seal.pem")
    assert answered.code == 0
    assert b"ENCRYPTED PRIVATE KEY" in (tmp_path / "seal.pem").read_bytes()
    open_signer(f"file:{tmp_path}/seal.pem", passphrase="blue moon")


def test_two_passphrases_that_differ_make_no_key(credseal, typing, tmp_path):
    typing("blue moon", "blue mood")
    answered = credseal("key", "new", "--out", tmp_path / "seal.pem")
    assert (answered.code, list(tmp_path.iterdir())) == (2, [])
    assert answered.err.startswith("credseal: The two passphrases differ")


def test_without_a_terminal_a_passphrase_is_not_waited_for(credseal, tmp_path):
    answered = credseal("key", "new", "--out", tmp_path / "seal.pem")
    assert (answered.code, list(tmp_path.iterdir())) == (2, [])
    assert "--passphrase-env" in answered.err


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_a_key_is_readable_by_its_owner_alone(credseal, tmp_path):
    credseal("key", "new", "--out", tmp_path / "seal.pem", "--no-passphrase")
    assert stat.S_IMODE((tmp_path / "seal.pem").stat().st_mode) == 0o600


@pytest.mark.parametrize(("kind", "multikey"), [("ed25519", "z6Mk"), ("p256", "zDn"), ("p384", "z82")])
def test_a_key_is_known_by_its_did(credseal, tmp_path, kind, multikey):
    made = credseal("key", "new", "--kind", kind, "--out", tmp_path / "k.pem", "--no-passphrase", "--json").json
    shown = credseal("key", "show", tmp_path / "k.pem", "--json").json
    assert made == {**shown, "file": str(tmp_path / "k.pem")}
    assert shown["schema"] == "credseal.key.v1"
    assert shown["did"] == f"did:key:{shown['multikey']}"
    assert shown["multikey"].startswith(multikey)
    assert shown["verification_method"] == f"{shown['did']}#{shown['multikey']}"
    assert "d" not in shown["jwk"]


def test_a_key_never_replaces_another(credseal, issued):
    before = issued.key.read_bytes()
    answered = credseal("key", "new", "--out", issued.key, "--no-passphrase")
    assert answered.code == 1
    assert "is there already and was left as it is" in answered.err
    assert issued.key.read_bytes() == before


def test_a_passphrase_comes_from_a_variable(credseal, monkeypatch, issued):
    monkeypatch.setenv("SEAL_PASSPHRASE", PASSPHRASE)
    answered = credseal("key", "show", issued.key, "--passphrase-env", "SEAL_PASSPHRASE")
    assert answered.code == 0
    assert issued.id in answered.out


def test_a_passphrase_is_the_first_line_of_a_file(credseal, tmp_path, issued):
    (tmp_path / "secret.txt").write_bytes(PASSPHRASE.encode() + b"\r\nsecond line\n")
    answered = credseal("key", "show", issued.key, "--passphrase-file", tmp_path / "secret.txt")
    assert answered.code == 0


def test_a_passphrase_is_asked_for_only_if_the_key_is_encrypted(credseal, typing, issued):
    typing()
    assert credseal("key", "show", issued.plain_key).code == 0
    typing(PASSPHRASE)
    assert credseal("key", "show", issued.key).code == 0


def test_a_wrong_passphrase_is_said_to_be_wrong(credseal, typing, issued):
    typing("something else")
    answered = credseal("key", "show", issued.key)
    assert answered.code == 1
    assert "cannot be read with this passphrase" in answered.err


@pytest.mark.parametrize("option", ["--passphrase-env", "--passphrase-file"])
def test_a_passphrase_given_in_the_place_of_its_name_is_not_repeated(credseal, tmp_path, option):
    answered = credseal("key", "new", "--out", tmp_path / "seal.pem", option, "hunter2")
    assert answered.code == 2
    assert "hunter2" not in answered.err
    assert "not the passphrase" in answered.err


@pytest.mark.parametrize("words", [["--passphrase", "hunter2"], ["--passphrase=hunter2"], ["--pass", "hunter2"]])
def test_there_is_no_option_that_takes_a_passphrase(credseal, tmp_path, words):
    answered = credseal("key", "new", "--out", tmp_path / "seal.pem", *words)
    assert (answered.code, list(tmp_path.iterdir())) == (2, [])
    assert "hunter2" not in answered.err


@pytest.mark.parametrize("passphrase", ["", "x" * 2000])
def test_a_passphrase_that_protects_nothing_or_breaks_openssl_is_refused(credseal, monkeypatch, tmp_path, passphrase):
    monkeypatch.setenv("SEAL_PASSPHRASE", passphrase)
    answered = credseal("key", "new", "--out", tmp_path / "seal.pem", "--passphrase-env", "SEAL_PASSPHRASE")
    assert (answered.code, list(tmp_path.iterdir())) == (2, [])


def test_no_output_holds_the_private_key(credseal, issued):
    shown = credseal("key", "show", issued.plain_key)
    secret = issued.plain_key.read_text().splitlines()[1]
    assert secret not in shown.out + shown.err


def test_a_public_key_in_pem_has_a_public_side_too(credseal, tmp_path, issued):
    native = open_signer(f"file:{issued.plain_key}").public_key.native
    public = native.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "public.pem").write_bytes(public)
    assert credseal("key", "show", tmp_path / "public.pem", "--json").json["did"] == issued.id
