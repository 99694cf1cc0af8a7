"""``credseal issue --profile elm``, ``seal``, ``verify`` and ``check`` of European Digital Credentials, with a home-made authority."""

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest

from authority import HomeAuthority
from command import DATA
from credseal.profiles import elm
from diplomas import PICTURE
from records import ISSUANCE, credential

PASSPHRASE = "example"
RECORDS = [
    f"--{name}={DATA / file}"
    for name, file in (("course", "course.yaml"), ("learner", "learner.yaml"), ("issuer", "university.yaml"))
]


@pytest.fixture(scope="module")
def pki(tmp_path_factory):
    """What ``python examples/home_authority.py FOLDER --serve`` leaves and answers, for as long as the module runs."""
    folder = tmp_path_factory.mktemp("pki")
    authority = HomeAuthority()
    tokens = authority.timestamp_authority()
    with authority.serve(tokens) as url:
        authority.url = url  # certificates name where answers are to be had
        authority.issuing = authority.authority("Example Seal CA 2", issuer=authority.root)
        (folder / "ca.pem").write_bytes(authority.root.pem)
        (folder / "seal.p12").write_bytes(authority.pkcs12(authority.seal(), passphrase=PASSPHRASE))
        (folder / "list.crl").write_bytes(authority.lists())
        stamping = authority.timestamp_authority()
        with authority.serve(stamping) as stamps:
            yield SimpleNamespace(
                folder=folder, timestamps=f"{stamps}/timestamp", ca=folder / "ca.pem", key=f"file:{folder / 'seal.p12'}"
            )


@pytest.fixture
def secret(monkeypatch):
    monkeypatch.setenv("SEAL_PASSPHRASE", PASSPHRASE)
    return ("--passphrase-env", "SEAL_PASSPHRASE")


@pytest.fixture
def issue(credseal, pki, secret):
    def run(out, *words):
        return credseal("issue", "--profile", "elm", *RECORDS, "--key", pki.key, *secret, "--out", out, *words)

    return run


def test_a_diploma_is_issued_and_verified(credseal, issue, pki, tmp_path):
    out = tmp_path / "ada.jsonld"
    answered = issue(out)
    assert (answered.code, answered.err) == (0, "")
    assert "a European Digital Credential, sealed JAdES-BASELINE-B" in answered.out
    believed = ("--anchors", pki.ca, "--revocation", pki.folder / "list.crl")
    told = credseal("verify", out, *believed)
    assert told.code == 0
    assert "Level    JAdES baseline B" in told.out
    assert "VATES-A12345678" in told.out


def test_with_a_timestamp_authority_the_seal_lasts(credseal, issue, pki, tmp_path):
    out = tmp_path / "ada.jsonld"
    assert issue(out, "--timestamps", pki.timestamps, "--json").json["level"] == "LTA"
    told = credseal("verify", out, "--anchors", pki.ca, "--timestamp-anchors", pki.ca, "--json")
    assert (told.code, told.json["seal"]["known_by"], told.json["issued"]["known_by"]) == (
        0,
        "trusted timestamp",
        "trusted timestamp",
    )


def test_without_anchors_nobody_knows_whose_seal_it_is(credseal, issue, tmp_path):
    out = tmp_path / "ada.jsonld"
    issue(out)
    answered = credseal("verify", out)
    assert answered.code == 3
    assert "--anchors" in answered.out


def test_a_class_gets_a_folder_of_diplomas(credseal, pki, secret, tmp_path):
    words = [word for word in RECORDS if not word.startswith("--learner")]
    out = tmp_path / "diplomas"
    answered = credseal(
        "issue", "--profile", "elm", *words, "--learners", DATA / "class.csv", "--key", pki.key, *secret, "--out", out
    )
    assert answered.code == 0
    assert all(path.suffix == ".jsonld" for path in out.iterdir())


def test_what_others_wrote_is_sealed(credseal, issue, pki, secret, tmp_path):
    first, upload, sealed = tmp_path / "first.jsonld", tmp_path / "upload.json", tmp_path / "sealed.jsonld"
    issue(first)
    document = json.loads(json.loads(first.read_bytes())["payload"])
    upload.write_text(json.dumps({"credential": document, "deliveryDetails": {"deliveryAddress": ["ada@example.org"]}}))
    answered = credseal("seal", upload, "--key", pki.key, *secret, "--out", sealed)
    assert (answered.code, answered.err) == (0, "")
    assert credseal("verify", sealed, "--anchors", pki.ca, "--revocation", pki.folder / "list.crl").code == 0
    again = credseal("seal", sealed, "--key", pki.key, *secret, "--out", tmp_path / "twice.jsonld")
    assert (again.code, "sealed or signed already" in again.err) == (1, True)


def test_sealing_to_standard_output(credseal, issue, pki, secret, tmp_path):
    first = tmp_path / "first.jsonld"
    issue(first)
    document = json.loads(first.read_bytes())["payload"]
    answered = credseal("seal", "-", "--key", pki.key, *secret, "--out", "-", stdin=document.encode())
    assert list(json.loads(answered.out)) == ["payload", "signatures"]


def test_a_key_without_certificate_makes_no_seal(credseal, issued, pki, tmp_path):
    answered = credseal(
        "issue", "--profile", "elm", "--level", "B", *RECORDS, "--key", f"file:{issued.plain_key}",
        "--verification-method", "did:web:uni.example#key-1", "--out", tmp_path / "ada.jsonld",
    )  # fmt: skip
    assert answered.code == 1
    assert "issuing.certificate" in answered.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--level", "LTA"], "needs a timestamp authority"),
        (["--level", "B", "--timestamps", "http://tsa.example"], "has no timestamp"),
        (["--profile", "openbadges", "--level", "B"], "--level is for European Digital Credentials alone"),
        (["--profile", "openbadges", "--variant", "accredited"], "--variant is for European"),
        (["--profile", "openbadges", "--disclose", "email"], "--disclose email is for European"),
    ],
)
def test_options_that_do_not_go_together(issue, tmp_path, words, code):
    answered = issue(tmp_path / "ada.jsonld", *words)
    assert answered.code == 2
    assert code in answered.err


def test_a_picture_carries_no_diploma(issue, tmp_path):
    answered = issue(tmp_path / "ada.jsonld", "--bake")
    assert answered.code != 0
    assert "Only Open Badges travel in pictures" in answered.err


def test_trusted_lists_need_their_signer(credseal, issue, tmp_path):
    out = tmp_path / "ada.jsonld"
    issue(out)
    answered = credseal("verify", out, "--trusted-lists", tmp_path)
    assert (answered.code, "--trusted-lists-signer" in answered.err) == (2, True)


def test_looking_at_a_diploma_tells_elements_and_form(credseal, issue, tmp_path):
    out = tmp_path / "ada.jsonld"
    issue(out)
    answered = credseal("check", out)
    assert answered.code == 0
    assert answered.out.startswith("Complete: 11 of 11 mandatory")
    document = json.loads(json.loads(out.read_bytes())["payload"])
    del document["displayParameter"]
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(document))
    answered = credseal("check", broken)
    assert answered.code == 1
    assert "WRONG" in answered.out
    assert "elm.missing" in {one["code"] for one in credseal("check", broken, "--json").json["form"]}


def test_a_seal_is_extended_and_renewed_without_a_key(credseal, issue, pki, tmp_path):
    plain, archived, renewed = (tmp_path / name for name in ("plain.jsonld", "archived.jsonld", "renewed.jsonld"))
    issue(plain)
    assert (
        "reaches JAdES-BASELINE-LTA" in credseal("extend", plain, "--timestamps", pki.timestamps, "--out", archived).out
    )
    told = credseal("extend", archived, "--timestamps", pki.timestamps, "--out", renewed, "--json").json
    assert (told["level"], told["items"] > 4) == ("LTA", True)
    assert credseal("verify", renewed, "--anchors", pki.ca, "--timestamp-anchors", pki.ca).code == 0


def test_what_is_not_sealed_has_no_seal_to_extend(credseal, issued, pki, tmp_path):
    answered = credseal("extend", issued.credential, "--timestamps", pki.timestamps, "--out", tmp_path / "x.jsonld")
    assert (answered.code, "no seal to extend" in answered.err) == (1, True)


def test_a_timestamp_authority_that_does_not_answer_is_named(issue, tmp_path):
    answered = issue(tmp_path / "ada.jsonld", "--timestamps", "http://127.0.0.1:1/timestamp")
    assert answered.code == 1
    assert "The timestamp authority does not answer" in answered.err


def test_sealing_in_another_name_than_the_records_is_told(issue, tmp_path):
    answered = issue(tmp_path / "ada.jsonld")
    assert "The issuer's identifier is that of the certificate; the record had another." in " ".join(
        answered.out.split()
    )


def test_a_key_with_a_certificate_shows_it(credseal, pki, secret):
    told = credseal("key", "show", pki.folder / "seal.p12", *secret, "--json").json
    assert "VATES-A12345678" in told["certificate"]["subject"]


def test_an_open_badge_needs_to_know_where_the_key_is_found(credseal, pki, secret, tmp_path):
    answered = credseal("issue", *RECORDS, "--key", pki.key, *secret, "--out", tmp_path / "ada.json")
    assert (answered.code, "--verification-method" in answered.err) == (1, True)


def test_what_is_uploaded_is_not_blamed_for_what_sealing_adds(credseal, tmp_path):
    upload = tmp_path / "upload.json"
    upload.write_text(
        json.dumps(elm.to_upload(elm.to_document(credential(), replace(ISSUANCE, picture=PICTURE)).document))
    )
    assert [
        one["severity"] for one in credseal("check", upload, "--json").json["form"] if one["severity"] == "error"
    ] == []
