"""``credseal register seal``: a register that verifiers know the keeper of."""

import json

import pytest


@pytest.fixture
def sealed(credseal, issued, tmp_path):
    out = tmp_path / "sealed.json"
    answered = credseal("register", "seal", issued.register, "--key", f"file:{issued.plain_key}", "--out", out)
    assert (answered.code, answered.err) == (0, "")
    return out, answered.out.rpartition(" ")[2].strip()


def test_a_sealed_register_is_believed_by_whoever_names_its_keeper(credseal, issued, sealed):
    register, keeper = sealed
    words = ("verify", issued.credential, "--offline", "--register", register)
    assert credseal(*words, "--register-signer", keeper).code == 0
    assert credseal(*words).code == 1  # signed, and nobody said by whom


def test_a_register_that_was_changed_is_not_believed(credseal, issued, sealed, tmp_path):
    register, keeper = sealed
    changed = json.loads(register.read_bytes())
    changed["issuers"].append({"id": "did:web:mill.example", "name": "University of Nowhere"})
    register.write_text(json.dumps(changed))
    answered = credseal("verify", issued.credential, "--offline", "--register", register, "--register-signer", keeper)
    assert (answered.code, answered.out) == (1, "")


def test_a_register_can_be_pinned(credseal, issued):
    words = ("verify", issued.credential, "--offline", "--register", issued.register, "--register-sha256")
    assert credseal(*words, "0" * 64).code == 1


def test_what_is_no_register_is_not_sealed(credseal, issued, tmp_path):
    answered = credseal("register", "seal", issued.credential, "--key", f"file:{issued.plain_key}", "--out", "-")
    assert (answered.code, answered.out) == (1, "")
