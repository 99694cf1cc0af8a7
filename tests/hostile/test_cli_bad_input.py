"""Whatever a person hands to the command: one clear error, the right exit code, nothing overwritten, never a traceback."""

import json
import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa, x25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from command import DATA
from credseal.errors import RegisterError
from credseal.keys.signer import open_signer
from credseal.trust.register import Register
from credseal.verifier import Verifier

BADGE = b'{"@context": ["https://www.w3.org/ns/credentials/v2"]}'


def is_one_error(answered, *words, code=1):
    """One sentence and at most one hint on standard error, nothing on standard output."""
    lines = answered.err.splitlines()
    assert (answered.code, answered.out) == (code, ""), answered
    assert lines[0].startswith("credseal: ")
    assert 2 <= len(lines) <= 3
    assert lines[-1].startswith("More: credseal explain ")
    assert "Traceback" not in answered.err
    for word in words:
        assert word in answered.err
    return True


UNREADABLE = {
    "nothing": (b"", "not JSON"),
    "spaces": (b" \n ", "not JSON"),
    "half a badge": (BADGE[:30], "not JSON"),
    "ten megabytes": (b'"' + b"x" * 10_000_000 + b'"', "is larger than"),
    "too deep": (b"[" * 50_000, "deep"),
    "deep and closed": (b'{"a":' * 150 + b"1" + b"}" * 150, "deep"),
    "far too many values": (b"[" + b"0," * 300_000 + b"0]", "values"),
    "no text": (bytes(range(256)), "credseal: "),
    "UTF-16": (BADGE.decode().encode("utf-16"), "byte order mark"),
    "a byte order mark": (b"\xef\xbb\xbf" + BADGE, "byte order mark"),
    "a repeated member": (b'{"issuer": 1, "issuer": 2}', "occurs twice"),
    "not a number": (b'{"a": NaN}', "not JSON"),
    "infinite": (b'{"a": 1e999}', "number"),
    "half a character": (rb'{"a": "\ud800"}', "surrogate"),
    "two documents": (BADGE * 2, "not JSON"),
    "a list": (b"[" + BADGE + b"]", "not an object"),
    "a text": (b'"did:key:z6Mk"', "not an object"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture was changed or damaged"),
    "a drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no credential"),
    "a PDF": (b"%PDF-1.7\n", "a PDF"),
    "a token": (b"eyJhbGciOiJub25lIn0.e30.", "no compact JSON Web Signature"),
    "YAML": (b"issuer: did:web:uni.example\n", "not JSON"),
    "a web page": (b"<!doctype html><title>404</title>", "a web page"),
}


@pytest.mark.parametrize(("content", "words"), UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize("verb", ["verify", "inspect"])
def test_what_cannot_be_read_is_said_once(credseal, tmp_path, verb, content, words):
    (tmp_path / "given.json").write_bytes(content)
    assert is_one_error(credseal(verb, tmp_path / "given.json"), "given.json", words)
    assert credseal(verb, "-", "--json", stdin=content).json["schema"] == "credseal.error.v1"
    assert is_one_error(
        credseal("verify", "-", "--proof-only", stdin=content), words if "larger" not in words else "than"
    )


def test_a_badge_cut_off_anywhere_is_an_error(credseal, issued, tmp_path):
    whole = issued.credential.read_bytes()
    for length in range(1, len(whole) - 1, 173):
        (tmp_path / "cut.json").write_bytes(whole[:length])
        assert is_one_error(credseal("verify", tmp_path / "cut.json"), "cut.json")


def test_what_is_no_file_is_said_to_be_none(credseal, tmp_path, issued):
    assert is_one_error(credseal("verify", tmp_path / "none.json"), "There is no file", "none.json")
    assert is_one_error(credseal("verify", tmp_path), "holds no file that may be a credential")
    assert is_one_error(credseal("verify", ""), "is a folder")
    assert is_one_error(credseal("verify", issued.credential / "below"), "cannot be read")
    assert is_one_error(credseal("verify", tmp_path / ("n" * 300)), "cannot be read")
    assert is_one_error(credseal("verify", issued.credential, "--register", tmp_path / "none.json"), "none.json")
    assert is_one_error(credseal("verify", issued.credential, "--document", tmp_path), "is a folder")
    assert is_one_error(credseal("key", "show", tmp_path), "key file")
    assert is_one_error(credseal("contexts", "lint", tmp_path / "none.json"), "There is no file")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said_not_to_be_readable(credseal, tmp_path):
    (tmp_path / "closed.json").touch(mode=0)
    assert is_one_error(credseal("verify", tmp_path / "closed.json"), "cannot be read")


def pointers(value, path=()):
    """The path to every member and entry."""
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in below:
        yield (*path, step)
        yield from pointers(item, (*path, step))


def put(document, path, value):
    """A copy with another value at a path."""
    copy = json.loads(json.dumps(document))
    node = copy
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return copy


STRANGE = [
    None,
    True,
    -1,
    1e300,
    "",
    "x",
    " ",
    [],
    {},
    [[]],
    [{}],
    {"@id": []},
    {"id": None},
    ["a", None],
    "\u0000\u202e",
    "9" * 5000,
]


@pytest.mark.parametrize("part", range(8))
def test_wrong_types_anywhere_are_an_answer_and_never_a_fault(credseal, issued, tmp_path, part):
    document = json.loads(issued.credential.read_bytes())
    for number, path in enumerate(pointers(document)):
        if number % 8 != part:
            continue
        shallow = len(path) <= 2
        for value in STRANGE if shallow else [STRANGE[number // 8 % len(STRANGE)]]:
            (tmp_path / "strange.json").write_text(json.dumps(put(document, path, value)))
            answered = credseal("verify", tmp_path / "strange.json", "--offline", "--register", issued.register)
            said = f"{'/'.join(map(str, path))} = {value!r:.40}: {answered.err}"
            assert answered.code in (1, 3), said
            assert "ACCEPTED" not in answered.out, said
            assert answered.out.startswith(("REJECTED", "UNDETERMINED")), said


def test_missing_members_are_an_answer_and_never_a_fault(credseal, issued, tmp_path):
    document = json.loads(issued.credential.read_bytes())
    for path in pointers(document):
        if isinstance(path[-1], str):
            copy = put(document, path, None)
            node = copy
            for step in path[:-1]:
                node = node[step]
            del node[path[-1]]
            (tmp_path / "less.json").write_text(json.dumps(copy))
            answered = credseal("verify", tmp_path / "less.json", "--offline", "--issuer", issued.id)
            # A proof without its cryptosuite is one of an unknown kind.
            assert (answered.code, answered.err) == (3 if path[-1] == "cryptosuite" else 1, ""), path


def test_dates_at_the_ends_of_the_calendar_are_an_answer(credseal, issued, tmp_path):
    document = json.loads(issued.credential.read_bytes())
    for member in ("validFrom", "validUntil", "awardedDate"):
        for date in (
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-14:00",
            "0000-01-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
        ):
            (tmp_path / "dated.json").write_text(json.dumps({**document, member: date}))
            answered = credseal("inspect", tmp_path / "dated.json", "--offline")
            assert (answered.code, answered.err) == (0, ""), date


def private(key):
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


WRONG_KEYS = {
    "nothing": (b"", "no private key"),
    "no key": (b"just some text", "no private key"),
    "a credential": (b'{"id": "urn:uuid:1"}', "kty"),
    "a broken PEM": (b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "damaged"),
    "half a PEM": (b"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw", "damaged"),
    "broken DER": (b"\x30\x82\x01\x00", "damaged"),
    "RSA": (private(rsa.generate_private_key(65537, 2048)), "with a key of type RSA"),
    "P-521": (private(ec.generate_private_key(ec.SECP521R1())), "does not sign with P-521"),
    "secp256k1": (private(ec.generate_private_key(ec.SECP256K1())), "secp256k1"),
    "X25519": (private(x25519.X25519PrivateKey.generate()), "X25519"),
    "too large": (b"x" * 2_000_000, "larger than"),
}


@pytest.mark.parametrize(("content", "words"), WRONG_KEYS.values(), ids=WRONG_KEYS)
def test_a_wrong_key_signs_nothing(credseal, records, tmp_path, content, words):
    (tmp_path / "seal.pem").write_bytes(content)
    answered = credseal("issue", *records, "--key", f"file:{tmp_path}/seal.pem", "--out", tmp_path / "ada.json")
    assert is_one_error(answered, words)
    assert not (tmp_path / "ada.json").exists()


def test_a_public_key_signs_nothing(credseal, records, issued, tmp_path):
    native = open_signer(f"file:{issued.plain_key}").public_key.native
    (tmp_path / "public.pem").write_bytes(native.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    answered = credseal("issue", *records, "--key", f"file:{tmp_path}/public.pem", "--out", tmp_path / "ada.json")
    assert is_one_error(answered, "holds no private key")


@pytest.mark.parametrize(
    "uri", ["seal.pem", "pkcs11:token=x", "file:", "file://elsewhere/seal.pem", "", ":", "file:\x00"]
)
def test_a_key_that_cannot_be_found_is_an_error(credseal, records, tmp_path, uri):
    assert is_one_error(credseal("issue", *records, "--key", uri, "--out", tmp_path / "ada.json"))


COURSE = (DATA / "course.yaml").read_text(encoding="utf-8")
RECORDS = {
    "broken YAML": ("title: [", "no YAML"),
    "a tab": ("title:\n\t- x", "no YAML"),
    "nothing": ("", "no mapping"),
    "a list": ("- title", "no mapping"),
    "an unknown member": ("titel: Water", "titel"),
    "a wrong type": ("title: 5", "title"),
    "a wrong level": ("levels: [{framework: EQF, value: 9}]", "EQF level"),
    "too much work": ("workload: {ects: 1e999}", "ects"),
    "a repeated key": ("title: a\ntitle: b", "occurs twice"),
    "an alias": ("title: &a x\ndescription: *a", "anchor or alias"),
    "a bomb": ("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]", "anchor or alias"),
    "a tag": ("title: !!python/object/apply:os.system ['true']", "a tag"),
    "too deep": ("title: " + "[" * 1000, "levels"),
    "too large": ("# " + "x" * 300_000, "more than"),
    "not UTF-8": (b"title: \xff", "UTF-8"),
    "a control character": ('title: "\\e[2J"', "control characters"),
    "two documents": ("title: a\n---\ntitle: b", "second document"),
}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_a_wrong_record_is_named_with_its_file(credseal, records, issued, tmp_path, record):
    content, words = record
    file = tmp_path / "record.yaml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    for option in ("--course", "--learner", "--issuer"):
        given = list(records)
        given[given.index(option) + 1] = file
        answered = credseal("issue", *given, "--key", f"file:{issued.plain_key}", "--out", tmp_path / "ada.json")
        assert is_one_error(answered, "record.yaml", *([words] if option == "--course" else []))
    assert not (tmp_path / "ada.json").exists()


def test_a_record_that_lacks_what_the_format_needs_is_not_signed(credseal, records, issued, tmp_path):
    (tmp_path / "course.yaml").write_text("language: en\ndescription: A course without a title.\n")
    answered = credseal(
        "issue",
        "--course",
        tmp_path / "course.yaml",
        *records[2:],
        "--key",
        f"file:{issued.plain_key}",
        "--out",
        tmp_path / "a.json",
    )
    assert is_one_error(answered)
    assert not (tmp_path / "a.json").exists()


def test_nothing_that_is_there_is_overwritten(credseal, records, issued, tmp_path):
    mine = tmp_path / "mine"
    mine.write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for out in (mine, tmp_path / "link", tmp_path):
        for words in (["issue", *records, "--key", f"file:{issued.plain_key}"], ["key", "new", "--no-passphrase"]):
            assert is_one_error(credseal(*words, "--out", out), "is there already")
    for words in (["issue", *records, "--key", f"file:{issued.plain_key}"], ["key", "new", "--no-passphrase"]):
        assert is_one_error(credseal(*words, "--out", tmp_path / "none" / "x"), "There is no folder")
    assert mine.read_text() == "mine"
    assert {path.name for path in tmp_path.iterdir()} == {"mine", "link"}


@pytest.mark.parametrize(
    "words",
    [
        ["--valid-until", "2001-01-01T00:00:00Z"], ["--securing", "bbs-2023"], ["--securing", "ecdsa-rdfc-2019"],
        ["--securing", ""], ["--verification-method", "did:web:uni.example#key-1"], ["--verification-method", "x"],
        ["--grade", ""], ["--grade", "\x1b[2J"], ["--award-date", "1900-01-01"],
        ["--award-date", "9999-12-31"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_cannot_be_issued_is_refused_before_anything_is_written(credseal, records, issued, tmp_path, words):
    answered = credseal("issue", *records, "--key", f"file:{issued.plain_key}", "--out", tmp_path / "ada.json", *words)
    assert is_one_error(answered)
    assert list(tmp_path.iterdir()) == []


JSON_FILES = {
    "nothing": b"",
    "not JSON": b"name: x",
    "a list": b"[]",
    "a number": b"1",
    "an empty object": b"{}",
    "wrong types": b'{"id": 5, "name": {}, "issuers": {}, "@context": 5}',
    "wrong entries": b'{"id": "did:web:uni.example", "name": "x", "issuers": [null], "@context": [[]]}',
    "a loop of sorts": b'{"id": "x", "@context": "https://example.org/self", "name": "x", "issuers": [{"id": "x", "name": "y"}]}',
    "an evil context": b'{"@context": {"@vocab": 5, "type": null, "@import": "x", "issuer": {"@id": {}}}, "id": "did:key:x"}',
    "an empty context": b'{"@context": []}',
    "a context of nothing": b'{"@context": null}',
    "too deep": b"[" * 1000,
    "too large": b" " * 20_000_000,
}


@pytest.mark.parametrize("content", JSON_FILES.values(), ids=JSON_FILES)
def test_wrong_registers_and_documents_are_errors_before_anything_is_verified(credseal, issued, tmp_path, content):
    (tmp_path / "given.json").write_bytes(content)
    assert is_one_error(credseal("verify", issued.credential, "--register", tmp_path / "given.json"), "given.json")
    answered = credseal("verify", issued.credential, "--offline", "--document", tmp_path / "given.json")
    # A document of somebody else's is none of this credential's business; one that is no document is.
    assert answered.code in (1, 3)
    assert answered.code == 3 or is_one_error(answered)


@pytest.mark.parametrize("content", JSON_FILES.values(), ids=JSON_FILES)
def test_wrong_contexts_are_errors_or_keep_the_credential_from_being_accepted(credseal, issued, tmp_path, content):
    (tmp_path / "given.json").write_bytes(content)
    for url in ("https://www.w3.org/ns/credentials/v2", "https://uni.example/other", "x"):
        answered = credseal(
            "verify", issued.credential, "--issuer", issued.id, "--context", f"{url}={tmp_path}/given.json"
        )
        harmless = url != "https://www.w3.org/ns/credentials/v2"
        assert answered.code in ((0, 1) if harmless else (1, 3)), answered
        assert answered.out or is_one_error(answered)
    linted = credseal("contexts", "lint", tmp_path / "given.json")
    assert linted.code in (0, 1)
    assert "Traceback" not in linted.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--learner-source", "identity card seen"], "learner.nothing-expected"),
        (["--learner-source", ""], "model.empty-text"),
        (["--register-signer", "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"], "usage.register"),
        (["--register-signer", ""], "usage.register"),
        (["--register-sha256", "0" * 64], "usage.register"),
    ],
)
def test_an_option_that_asks_for_more_care_is_not_passed_over_in_silence(credseal, tmp_path, words, code):
    (tmp_path / "a.json").write_bytes(BADGE)
    answered = credseal("verify", str(tmp_path / "a.json"), "--offline", "--policy", "domain", *words, "--json")
    assert json.loads(answered.out)["code"] == code
    assert answered.code in (1, 2)


def test_a_name_with_a_null_is_the_name_of_no_file():
    assert Verifier(fetch=None).inspect(Path("a\0b.json")).check("structure").code == "file.unreadable"
    with pytest.raises(RegisterError) as caught:
        Register.load(Path("a\0b.json"))
    assert caught.value.code == "register.unreadable"
