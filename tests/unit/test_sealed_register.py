"""A register that is pinned or signed: who must have signed it is the reader's to say, and no word of the file's."""

import hashlib
import json
from datetime import UTC, datetime

import pytest

from credseal.did.key import did_of, method_id_of
from credseal.errors import RegisterError
from credseal.keys.signer import generate
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.trust.publishing import seal_register
from credseal.trust.register import Register
from registers import NOW, RegisterKeeper

UNI = "did:web:uni.example"


@pytest.fixture(params=["Ed25519", "P-256", "P-384"])
def keeper(request):
    keeper = RegisterKeeper(kind=request.param)
    keeper.list(UNI)
    return keeper


def refusal(source, **how):
    with pytest.raises(RegisterError) as caught:
        Register.load(source, **how)
    return caught.value


def test_a_register_is_believed_by_the_key_that_signed_it(keeper, tmp_path):
    for name, content in (("sealed.json", keeper.sealed()), ("sealed.jwt", keeper.token() + b"\n")):
        (tmp_path / name).write_bytes(content)
        for source in (content, tmp_path / name):
            for signer in (keeper.did, method_id_of(keeper.did), keeper.signer.public_key):
                loaded = Register.load(source, signed_by=signer)
                assert loaded.find(UNI).name == "University of Example"
                assert loaded.known_by == f"signed by {keeper.did}"


def test_a_signed_register_may_be_handed_over_as_parsed_json(keeper):
    assert Register.load(json.loads(keeper.sealed()), signed_by=keeper.did).known_by == f"signed by {keeper.did}"


def test_the_same_register_comes_out_that_went_in():
    keeper = RegisterKeeper()
    keeper.list(
        UNI,
        country="GR",
        also_known_as=["https://uni.example/", keeper.did],
        status="suspended",
        valid_from="2020-01-01",
        valid_until="2030-12-31",
        expires="2026-12-01T00:00:00Z",
    )
    plain = keeper.plain(expires="2027-01-01T00:00:00Z")
    register = Register.load(plain)
    assert register.to_dict() == plain
    read = Register.load(seal_register(register, keeper.signer), signed_by=keeper.did)
    assert (read.issuers, read.updated, read.expires) == (register.issuers, register.updated, register.expires)


def test_a_pinned_register_is_this_file_and_no_other(tmp_path):
    keeper = RegisterKeeper()
    content = json.dumps(keeper.plain()).encode()
    (tmp_path / "r.json").write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    for source in (content, tmp_path / "r.json"):
        assert Register.load(source, sha256=digest).known_by == "pinned by its SHA-256 digest"
        assert Register.load(source, sha256=digest.upper()).name == keeper.name
    assert refusal(content + b" ", sha256=digest).code == "register.pin"


@pytest.mark.parametrize("digest", ["", "0" * 63, "g" * 64, "0" * 64 + "\n", "sha256:" + "0" * 64])
def test_what_is_no_digest_pins_nothing(digest):
    assert refusal(b"{}", sha256=digest).code == "register.pin"


def test_parsed_json_has_no_bytes_to_pin():
    assert refusal({"name": "Universities"}, sha256="0" * 64).code == "register.pin"


def test_pin_and_signature_must_both_be_right_where_both_are_asked_for(keeper):
    for content in (keeper.sealed(), keeper.token()):
        digest = hashlib.sha256(content).hexdigest()
        loaded = Register.load(content, sha256=digest, signed_by=keeper.did)
        assert loaded.known_by == f"pinned by its SHA-256 digest and signed by {keeper.did}"
        assert refusal(content, sha256="0" * 64, signed_by=keeper.did).code == "register.pin"
        assert refusal(content, sha256=digest, signed_by=did_of(generate().public_key)).code.startswith("register.")


def test_a_signed_register_may_be_pinned_instead_of_checked(keeper):
    for content in (keeper.sealed(), keeper.token()):
        loaded = Register.load(content, sha256=hashlib.sha256(content).hexdigest())
        assert loaded.find(UNI) is not None
        assert loaded.known_by == "pinned by its SHA-256 digest"


def test_a_signed_register_whose_signer_nobody_names_is_not_taken_as_it_is(keeper):
    for content in (keeper.sealed(), json.loads(keeper.sealed()), keeper.token()):
        error = refusal(content)
        assert error.code == "register.signer"
        assert "signed_by" in error.hint


def test_a_register_that_must_be_signed_and_is_not_is_refused(keeper):
    for content in (json.dumps(keeper.plain()).encode(), keeper.plain(), {**keeper.plain(), "proof": []}):
        assert refusal(content, signed_by=keeper.did).code == "register.unsigned"


@pytest.mark.parametrize(
    "signer",
    ["", "uni.example", "did:web:uni.example#key-1", "did:key:z6Mk", "did:key:", "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK#other", "#"],
)  # fmt: skip
def test_a_signer_must_hold_the_key_since_nothing_is_looked_up(signer):
    assert refusal(RegisterKeeper().sealed(), signed_by=signer).code == "register.signer"


def test_the_keeper_may_sign_under_another_name_of_the_same_key():
    keeper = RegisterKeeper()
    keeper.list(UNI)
    sealed = seal_register(
        Register.load(keeper.plain()), keeper.signer, verification_method="did:web:register.example#key-1"
    )
    assert Register.load(sealed, signed_by=keeper.did).find(UNI) is not None


def test_one_signature_by_the_named_key_is_enough_when_keys_are_changed():
    old, new = RegisterKeeper(), RegisterKeeper()
    once = seal_register(Register.load(old.plain()), old.signer, created=NOW)
    twice = sign(
        once,
        new.signer,
        verification_method=method_id_of(new.did),
        cryptosuite="eddsa-jcs-2022",
        contexts=None,
    )
    for keeper in (old, new):
        assert Register.load(twice, signed_by=keeper.did).known_by == f"signed by {keeper.did}"
    assert refusal(twice, signed_by=RegisterKeeper().did).code == "register.signature"


def test_a_signature_that_expires_makes_the_register_expire():
    keeper = RegisterKeeper()
    until = datetime(2026, 12, 1, tzinfo=UTC)
    for stated, counts in ((None, until), ("2027-01-01T00:00:00Z", until), ("2026-11-25T00:00:00Z", datetime(2026, 11, 25, tzinfo=UTC))):  # fmt: skip
        plain = keeper.plain() if stated is None else keeper.plain(expires=stated)
        sealed = sign(
            plain,
            keeper.signer,
            verification_method=method_id_of(keeper.did),
            cryptosuite="eddsa-jcs-2022",
            options=ProofOptions(expires=until),
            contexts=None,
        )
        assert Register.load(sealed, signed_by=keeper.did).expires == counts


def test_members_may_be_moved_and_indented_without_breaking_the_proof():
    keeper = RegisterKeeper()
    keeper.list(UNI)
    sealed = json.loads(keeper.sealed())
    moved = json.dumps(dict(reversed(sealed.items())), indent=7)
    assert Register.load(moved.encode(), signed_by=keeper.did).find(UNI) is not None
