"""``credseal verify`` and ``credseal inspect``: the answer, the exit code, and the options that change them."""

import json

import pytest

from badges import open_badge
from command import DATA
from credseal.jsonld.contexts import Contexts
from credseal.keys.multikey import to_multikey
from credseal.keys.signer import open_signer
from credseal.securing.data_integrity.signing import sign


@pytest.fixture
def web_issued(credseal, records, issued, tmp_path):
    """A credential of did:web:uni.example, and the document that the university would have on the web."""
    university = (DATA / "university.yaml").read_text(encoding="utf-8") + "\nid: did:web:uni.example\n"
    (tmp_path / "university.yaml").write_text(university, encoding="utf-8")
    method = "did:web:uni.example#key-1"
    credseal(
        "issue", *records[:4], "--issuer", tmp_path / "university.yaml", "--key", f"file:{issued.plain_key}",
        "--verification-method", method, "--out", tmp_path / "ada.json",
    )  # fmt: skip
    key = to_multikey(open_signer(f"file:{issued.plain_key}").public_key)
    listed = {"id": method, "type": "Multikey", "controller": "did:web:uni.example", "publicKeyMultibase": key}
    document = {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": "did:web:uni.example",
        "verificationMethod": [listed],
        "assertionMethod": [method],
    }
    (tmp_path / "did.json").write_text(json.dumps(document))
    return tmp_path / "ada.json", tmp_path / "did.json"


def test_a_listed_issuer_is_accepted(credseal, issued):
    answered = credseal("verify", issued.credential, "--offline", "--register", issued.register)
    assert (answered.code, answered.err) == (0, "")
    assert answered.out.startswith("ACCEPTED  Issued by University of Example, and unchanged since.")


def test_an_expected_issuer_is_accepted(credseal, issued):
    assert credseal("verify", issued.credential, "--issuer", issued.id).code == 0
    assert credseal("verify", issued.credential, "--issuer", "did:web:other.example").code == 1
    assert credseal("verify", issued.credential, "--issuer", "").code == 1


def test_an_issuer_that_nobody_knows_is_undetermined(credseal, issued):
    answered = credseal("verify", issued.credential, "--offline")
    assert answered.code == 3
    assert answered.out.startswith("UNDETERMINED  ")
    assert "What to do: Name the issuer you expect (--issuer), or give a register" in answered.out


def test_a_better_grade_is_rejected(credseal, issued):
    answered = credseal("verify", issued.tampered, "--offline", "--register", issued.register)
    assert answered.code == 1
    assert answered.out.startswith("REJECTED  The signature does not match")


def test_the_learner_is_compared_when_asked(credseal, issued):
    words = ("verify", issued.credential, "--issuer", issued.id)
    assert credseal(*words, "--learner-email", "ada@example.org").code == 0
    assert credseal(*words, "--learner-email", "eve@example.org").code == 1
    assert credseal(*words, "--learner-email", "").code == 1
    assert credseal(*words, "--learner-did", "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").code == 3


def test_dates_are_compared_with_the_instant_in_question(credseal, issued):
    words = ("verify", issued.credential, "--issuer", issued.id, "--at")
    assert credseal(*words, "2100-01-01T00:00:00Z").code == 0
    answered = credseal(*words, "2001-01-01T00:00:00Z")
    assert answered.code == 1
    assert "It is not valid before" in answered.out


def test_standard_input_is_a_file_too(credseal, issued):
    content = issued.credential.read_bytes()
    assert credseal("verify", "-", "--issuer", issued.id, stdin=content).code == 0
    assert credseal("verify", "-", "-", stdin=content).code == 2


def test_a_document_of_the_web_can_be_handed_over(credseal, web_issued):
    credential, document = web_issued
    words = ("verify", credential, "--offline")
    assert "fetching is switched off" in " ".join(credseal(*words).out.split())
    answered = credseal(*words, "--document", document)
    assert answered.code == 3
    assert "known by its domain, uni.example" in answered.out
    assert credseal(*words, "--document", document, "--policy", "domain").code == 0


def test_a_context_that_the_caller_vouches_for_counts(credseal, issued, tmp_path):
    url = "https://uni.example/contexts/v1"
    context = {"@context": {"room": "https://uni.example/vocabulary#room"}}
    (tmp_path / "context.json").write_text(json.dumps(context))
    signer = open_signer(f"file:{issued.plain_key}")
    badge = open_badge() | {"room": "B 12", "issuer": {**open_badge()["issuer"], "id": issued.id}}
    badge["@context"] = [*badge["@context"], url]
    del badge["credentialStatus"]
    method = f"{issued.id}#{issued.id.removeprefix('did:key:')}"
    signed = sign(badge, signer, verification_method=method, contexts=Contexts(extra={url: context}))
    (tmp_path / "badge.json").write_text(json.dumps(signed))
    words = ("verify", tmp_path / "badge.json", "--issuer", issued.id)
    unknown = credseal(*words)
    assert unknown.code == 3
    assert "is not known" in unknown.out
    assert credseal(*words, "--context", f"{url}={tmp_path}/context.json").code == 0


def test_several_files_have_one_answer_each_and_a_count(credseal, issued, tmp_path):
    answered = credseal(
        "verify", issued.credential, issued.tampered, tmp_path / "none.json", "--register", issued.register, "--offline"
    )
    assert answered.code == 1
    assert answered.out.count("ACCEPTED") == answered.out.count("REJECTED") == 1
    assert answered.out.endswith("3 files: 1 accepted, 1 rejected, 1 unreadable.\n")
    assert answered.err.startswith("credseal: There is no file")


def test_the_worst_answer_decides_the_exit_code(credseal, issued):
    good, bad = issued.credential, issued.tampered
    assert credseal("verify", good, good, "--issuer", issued.id).code == 0
    assert credseal("verify", good, good, "--offline").code == 3
    assert credseal("verify", bad, good, "--offline").code == 1


def test_the_answer_as_json_is_one_document(credseal, issued):
    answered = credseal("verify", issued.credential, "--offline", "--json")
    assert answered.code == 3
    assert answered.json["schema"] == "credseal.report.v1"
    assert answered.json["verdict"] == "undetermined"
    assert "Ada" not in answered.out


def test_several_answers_as_json_are_one_document(credseal, issued, tmp_path):
    answers = credseal("verify", issued.credential, tmp_path / "none.json", "--json", "--offline").json
    assert answers["schema"] == "credseal.reports.v1"
    assert answers["counts"] == {"accepted": 0, "rejected": 0, "undetermined": 1, "unreadable": 1}
    assert [each["schema"] for each in answers["reports"]] == ["credseal.report.v1", "credseal.error.v1"]
    assert answers["reports"][0]["file"] == str(issued.credential)


def test_an_error_as_json_has_a_code(credseal, tmp_path):
    answered = credseal("verify", tmp_path / "none.json", "--json")
    assert answered.code == 1
    assert answered.json["schema"] == "credseal.error.v1"
    assert answered.json["code"] == "file.missing"


def test_proofs_alone_say_no_more_than_they_show(credseal, issued):
    answered = credseal("verify", issued.credential, "--proof-only")
    assert (answered.code, answered.out) == (0, "signature valid\n")
    wrong = credseal("verify", issued.tampered, "--proof-only")
    assert (wrong.code, wrong.out) == (1, "")
    assert credseal("verify", issued.credential, "--proof-only", "--json").json["result"] == "signature valid"


def test_proofs_alone_without_the_key_are_undetermined(credseal, web_issued):
    assert credseal("verify", web_issued[0], "--proof-only", "--offline").code == 3


@pytest.mark.parametrize("option", ["--register", "--issuer", "--learner-email", "--at"])
def test_proofs_alone_take_no_option_that_would_not_count(credseal, issued, option):
    answered = credseal("verify", issued.credential, "--proof-only", option, "x")
    assert answered.code == 2
    assert option in answered.err


def test_looking_is_not_relying(credseal, issued, tmp_path):
    for file, word in ((issued.credential, "UNDETERMINED"), (issued.tampered, "REJECTED")):
        answered = credseal("inspect", file, "--offline")
        assert (answered.code, answered.err) == (0, "")
        assert answered.out.startswith(word)
    assert credseal("inspect", tmp_path / "none.json").code == 1


def test_looking_shows_all_that_the_document_says(credseal, issued):
    shown = credseal("inspect", issued.credential, "--offline").out
    for words in ("decides when a supply has to be closed", "Quality Agency of Example", "student-number"):
        assert words in shown
        assert words not in credseal("verify", issued.credential, "--offline").out


def test_a_fault_of_credseals_own_is_no_answer_and_keeps_no_other_file_from_one(credseal, issued, monkeypatch):
    def broken(*_):
        raise KeyError("Ada Example, born 2001-05-17")

    words = ("--issuer", issued.id, "--offline")
    with monkeypatch.context() as patched:
        patched.setattr("credseal.verifier.Examiner.report_for", broken)
        answered = credseal("verify", issued.credential, *words)
    assert (answered.code, answered.out) == (70, "")
    assert "fault of credseal's own, and no answer: KeyError" in answered.err
    assert "Ada" not in answered.err
    assert credseal("verify", issued.credential, *words).code == 0
