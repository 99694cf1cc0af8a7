"""Whatever a document says, it cannot act on the terminal, hide, or pass for the verifier's words."""

import io
import json
import unicodedata
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badges import open_badge
from credseal.cli import main
from credseal.encoding.inert import inert
from credseal.errors import CredsealError
from credseal.findings import Finding
from credseal.keys.signer import open_signer
from credseal.report import Check, IssuerAnswer, Outcome, PlaceAnswer, ProofAnswer, Report, VerificationError
from credseal.securing.data_integrity.signing import sign
from credseal.verifier import Verifier
from credseal.views.lines import columns_of
from credseal.views.text import render

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = "\u00ad\u034f\u115f\u1160\u17b4\u180e\u200b\u200c\u200d\u2060\u2064\u2800\u3164\ufe0f\ufeff\uffa0"
CONTROL = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)]))
SEPARATORS = "\u0085\u2028\u2029"
TAGS = "\U000e0001\U000e0041\U000e007f\U000e0100"
OTHERS = "\ufff9\ufffb\ud800\udfff\ue000\U0010ffff\ufdd0"
EVERY = BIDI + INVISIBLE + CONTROL + SEPARATORS + TAGS + OTHERS

NAMES = {
    "clears the screen": "\x1b[2J\x1b[HACCEPTED",
    "colours itself": "\x1b[1;32mACCEPTED\x1b[0m",
    "sets the title and answers back": "\x1b]0;owned\x07\x1b[6n\x9b31m",
    "overwrites its line": "University\r\x08\x08\x08\x08ACCEPTED",
    "begins a line": "University\nACCEPTED  Issued by University of Example",
    "begins a paragraph": "University\u2029ACCEPTED\u2028ACCEPTED\u0085ACCEPTED\x0b\x0cACCEPTED",
    "turns around": "\u202eelpmaxE fo ytisrevinU\u2066",
    "hides letters": "Uni\u200bver\u2060sity\ufeff of\u00ad Exam\u034fple\u3164",
    "hides a message": "University" + "".join(chr(0xE0000 + ord(letter)) for letter in "trust me"),
    "piles up marks": "U" + "\u0300\u0489" * 200,
    "pushes itself onto the next line": "University" + " " * 90 + "ACCEPTED  Issued by University of Example",
    "is as wide as two": "\u611b" * 60 + "ACCEPTED",
    "is endless": "University of " * 5000,
    "is half a character": "University \ud83d of \udc00",
}


def is_inert(text):
    """Nothing but letters and line feeds."""
    return all(character == "\n" or unicodedata.category(character)[0] != "C" for character in text) and not any(
        unicodedata.category(character) in ("Zl", "Zp") for character in text
    )


@pytest.mark.parametrize("character", EVERY, ids=lambda character: f"U+{ord(character):04X}")
def test_every_character_that_acts_or_hides_is_shown(character):
    shown = inert(f"a{character}b")
    point = ord(character)
    assert shown == (f"a\\u{point:04x}b" if point < 0x10000 else f"a\\U{point:08x}b")


@pytest.mark.parametrize("text", ["Łódź", "Ελλάδα", "naïve", "Đặng Thị Ngọc", "愛子", "محمد", "שרה", "कमल", "O'Neill"])
def test_names_of_the_world_stay_as_they_are(text):
    assert inert(text) == text


def test_marks_are_bounded_and_need_a_letter():
    assert inert("e\u0301\u0302\u0303") == "e\u0301\u0302\u0303"
    assert inert("e" + "\u0301" * 9).count("\\u0301") == 6
    assert inert("\u0301a") == "\\u0301a"


def test_long_text_is_cut_and_its_length_told():
    assert inert("x" * 1_000_000, most=5) == "xxxxx... (1000000 characters)"


@given(st.text(st.characters()))
def test_no_text_is_anything_but_inert(text):
    shown = inert(text, most=1000)
    assert is_inert(shown)
    assert "\n" not in shown


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("verdict", list(Outcome), ids=str)
def test_no_part_of_a_report_acts_on_the_terminal(name, verdict):
    checks = tuple(
        Check(check, verdict, "code", f"A message with {name}.", f"A hint with {name}.", f"/{name}")
        for check in ("signature", "issuer_authenticated", "learner")
    )
    report = Report(
        checks,
        datetime.now(UTC),
        IssuerAnswer(name, name, name, name),
        proofs=(ProofAnswer(f"/{name}", name, name, verdict, "code", name),) * 2,
        remarks=(Finding("code", "error", name, f"/{name}", name),),
    )
    vars(report)["place"] = PlaceAnswer(name, "stated")
    for full in (False, True):
        text = render(report, full=full)
        assert is_inert(text)
        words = {line.split()[0] for line in text.splitlines() if line and line[0] != " "}
        assert words <= {
            report.verdict.upper(),
            "Also",
            "What",
            "Holder",
            "Issuer",
            "Date",
            "Place",
            "Checks",
            "Proofs",
            "Notes",
        }


@pytest.fixture
def signed(issued, tmp_path):
    """A badge with this name in every place that is shown, rightly signed."""

    def sign_badge(name):
        badge = open_badge()
        del badge["credentialStatus"]
        badge["issuer"] |= {"id": issued.id, "name": name}
        badge["name"] = badge["credentialSubject"]["achievement"]["name"] = name
        badge["issuer"]["address"]["addressLocality"] = name
        badge["credentialSubject"]["identifier"][1]["identityHash"] = name
        badge["credentialSubject"]["achievement"]["alignment"][0]["targetName"] = name
        badge["credentialSubject"]["achievement"]["creator"]["name"] = name
        badge["credentialSubject"]["result"][0]["value"] = name
        method = f"{issued.id}#{issued.id.removeprefix('did:key:')}"
        proved = sign(badge, open_signer(f"file:{issued.plain_key}"), verification_method=method)
        (tmp_path / "badge.json").write_text(json.dumps(proved))
        return tmp_path / "badge.json"

    return sign_badge


@pytest.mark.parametrize(
    "name", [name for name in NAMES.values() if "\ud83d" not in name], ids=[key for key in NAMES if "half" not in key]
)
@pytest.mark.parametrize("verb", ["verify", "inspect"])
def test_no_signed_name_passes_for_the_verifiers_words(credseal, signed, issued, name, verb):
    badge = signed(name)
    for words, verdict in (([], "UNDETERMINED"), (["--issuer", issued.id], "ACCEPTED")):
        answered = credseal(verb, badge, "--offline", *words)
        assert is_inert(answered.out + answered.err)
        assert answered.out.startswith(verdict)
        claims = answered.out.partition("\nThe document says")[2].partition("\n")[2]
        assert all(line.startswith("  |") for line in claims.splitlines())
        verdict_zone = answered.out.partition("\n\n")[0]
        assert verdict_zone.count("ACCEPTED") == (verdict == "ACCEPTED")


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_json_acts_on_no_terminal_either(credseal, issued, tmp_path, name):
    document = json.loads(issued.credential.read_bytes())
    document["issuer"]["name"] = document["@context"][0] = document[name[:100]] = name
    (tmp_path / "badge.json").write_text(json.dumps(document))
    answered = credseal("verify", tmp_path / "badge.json", "--offline", "--json")
    assert is_inert(answered.out)
    assert answered.out.isascii()


@pytest.mark.parametrize(
    "name", [name for name in NAMES.values() if len(name) < 200], ids=lambda name: ascii(name)[:20]
)
def test_no_file_name_acts_on_the_terminal(credseal, tmp_path, name):
    file = tmp_path / name.replace("/", "").encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape")
    for words in (["verify", file], ["verify", file, file], ["key", "show", file], ["contexts", "lint", file], [name]):
        answered = credseal(*words)
        assert answered.code in (1, 2)
        assert is_inert(answered.err + answered.out)


MARKUP = {
    "html": "<script>alert(1)</script><img src=https://tracker.example/p.png>",
    "an entity": "&lt;b&gt;bold&#x202e;",
    "markdown": "[click](javascript:alert(1)) ![](https://tracker.example/p.png) # ACCEPTED",
    "a code fence": "```\nACCEPTED\n```",
}


@pytest.mark.parametrize("markup", MARKUP.values(), ids=MARKUP)
def test_html_and_markdown_in_narratives_are_shown_as_the_text_that_they_are(credseal, issued, tmp_path, markup):
    badge = open_badge()
    del badge["credentialStatus"]
    badge["issuer"]["id"] = issued.id
    badge["credentialSubject"]["achievement"]["criteria"]["narrative"] = markup
    method = f"{issued.id}#{issued.id.removeprefix('did:key:')}"
    proved = sign(badge, open_signer(f"file:{issued.plain_key}"), verification_method=method)
    (tmp_path / "badge.json").write_text(json.dumps(proved))
    answered = credseal("inspect", tmp_path / "badge.json", "--offline", "--issuer", issued.id)
    assert is_inert(answered.out)
    shown = "".join(line.removeprefix("  |").strip() for line in answered.out.splitlines() if line.startswith("  |"))
    assert "".join(inert(markup.split("\n")[0]).split()) in "".join(shown.split())


@pytest.mark.parametrize("accepted", [False, True], ids=["undetermined", "accepted"])
def test_the_verdict_zone_holds_the_verifier_s_words_and_authenticated_identifiers_only(
    credseal, issued, signed, accepted
):
    badge = signed("Forged Words Of A Document")
    answered = credseal("verify", badge, "--offline", *(["--issuer", issued.id] if accepted else []))
    zone = answered.out.partition("\n\n")[0]
    assert "Forged" not in zone
    above = answered.out.partition("The document says")[0]
    # The place alone, once the issuer's words are accepted, and then in quotation marks.
    assert above.count("Forged") == above.count('"Forged') == accepted


TYPES = [f'x".\nACCEPTED  Issued by the University of Example{tail}' for tail in ("", "\x1b[2J", "\u202e", "\u2028")]


@pytest.mark.parametrize("type_", TYPES, ids=ascii)
def test_a_headline_and_an_error_are_one_line_whatever_the_document_calls_its_types(type_):
    document = open_badge()
    document["type"].append(type_)
    document["proof"] = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "proofPurpose": "assertionMethod",
        "verificationMethod": "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK#z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
        "proofValue": "z" + "1" * 64,
    }
    report = Verifier(fetch=None).inspect(document)
    with pytest.raises(VerificationError) as caught:
        Verifier(fetch=None).verify(document)
    assert "University" in report.headline
    for words in (report.headline, str(caught.value), report.to_dict()["headline"]):
        assert is_inert(words)
        assert "\n" not in words


@pytest.mark.parametrize("text", ["a\nb", "\x1b[2J", "\u202ea", "a\u2028b", "\udc80"])
def test_an_error_is_one_line_whatever_the_document_calls_its_members(text):
    error = CredsealError(f'The member "{text}" is odd.', code="x.y", pointer=f"/{text}")
    assert str(error).isprintable()


class Terminal(io.StringIO):
    """A terminal of 80 columns, or the beginning of one."""

    def isatty(self):
        return True


FILES = [
    "ACCEPTED  Issued by the University of Example",
    "x" * 80 + "ACCEPTED",
    "x " * 40 + "ACCEPTED",
    "\u611b" * 40 + "ACCEPTED",
]


@pytest.mark.parametrize("name", FILES, ids=lambda name: name[:10])
@pytest.mark.parametrize(
    "content", [None, b"", json.dumps(open_badge()).encode()], ids=["missing", "empty", "rejected"]
)
def test_the_name_of_a_file_does_not_begin_a_line_like_a_verdict(tmp_path, monkeypatch, name, content):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    terminal = Terminal()
    for each in (name, "b.json") if content is not None else ():
        (tmp_path / each).write_bytes(content)
    with redirect_stdout(terminal), redirect_stderr(terminal):
        main(["verify", name, "b.json", "--offline"])
        main(["check", name, "b.json"])
    shown = terminal.getvalue().replace("\x1b[1;31m", "").replace("\x1b[1m", "").splitlines()
    assert len(shown) > 3
    for line in shown:
        assert not line.startswith("ACCEPTED"), line
        assert "\x1b" in line or columns_of(line) <= 80, line
