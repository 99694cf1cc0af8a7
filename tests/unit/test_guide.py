"""The guide is true: its commands end as it says, its Python runs, its files are what it says, in the order of the page.

What the page shows, and how it is taken:

* a block of ``sh``: commands, nothing else; ``# exit code 3`` behind one says how it ends, 0 where nothing is said
* a block of ``python``: run; what one block of a chapter defines, the next ones know
* a block behind ``<!-- file: NAME -->``: written into the folder, behind ``<!-- added to: NAME -->``: put at the end of that file; ``z6Mk...``
  stands for the Multikey of seal.pem, in a command for that of register.pem
* the home-made authority of the chapter on European Digital Credentials runs, at a port of its own, and has a place on made-up trusted lists
"""

import re
import shlex
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass, fields
from datetime import UTC, datetime

import pytest

from command import DATA, PASSPHRASE
from credseal.findings import Finding
from credseal.keys.multikey import to_multikey
from credseal.keys.signer import open_signer
from credseal.pki.certificate import load_certificates
from credseal.profiles.dates import DateFact
from credseal.report import answers, europass
from credseal.verifier import Verifier
from diplomas import University
from simulators import Clock
from support import ROOT
from trusted_lists import Union, service, state

DOCS = ROOT / "docs"
PAGE = (DOCS / "guide.md").read_text(encoding="utf-8")
BLOCK = re.compile(
    r"(?:<!-- (?P<how>file|added to): (?P<file>[\w.-]+) -->\n\n?)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
EXIT = re.compile(r"\s+# exit code (\d+)$")
MULTIKEY = "z6Mk..."
SERVICES = "http://127.0.0.1:8318"


@dataclass(frozen=True)
class Block:
    """One fenced block: what kind, which text, at which line, in which chapter, and what is to be done with it."""

    kind: str
    text: str
    line: int
    chapter: int
    how: str | None
    file: str | None


def blocks():
    for found in BLOCK.finditer(PAGE):
        before = PAGE[: found.start("text")]
        yield Block(
            found["kind"],
            found["text"],
            before.count("\n"),
            len(re.findall(r"^## ", before, re.MULTILINE)),
            found["how"],
            found["file"],
        )


def commands(text):
    """Each command's words, one list for each program of a pipe, and the exit code that it should have."""
    for line in text.replace("\\\n", " ").splitlines():
        expected = EXIT.search(line)
        words = shlex.split(EXIT.sub("", line))
        pipe = [[]]
        for word in words:
            if word == "|":
                pipe.append([])
            else:
                pipe[-1].append(word)
        assert all(part and part[0] == "credseal" for part in pipe), line
        yield [part[1:] for part in pipe], int(expected[1]) if expected else 0


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The folder that the guide works in: the records of examples/data, and a passphrase."""
    for path in DATA.iterdir():
        shutil.copy(path, tmp_path)
    (tmp_path / "passphrase.txt").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def services(folder):
    """``python examples/home_authority.py pki --serve`` in that folder; where it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(ROOT / "examples" / "home_authority.py"), "pki", "--serve", "--port", str(port)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=folder, stdin=pipe, stdout=pipe, text=True) as running:  # noqa: S603  our own
        for line in running.stdout:
            if line.startswith("Timestamps: "):
                break
        (folder / "eseal.txt").write_text("example\n", encoding="utf-8")
        publish_lists(folder)
        yield f"http://127.0.0.1:{port}"
        running.communicate("\n")
    assert running.returncode == 0


def publish_lists(folder):
    """Trusted lists on which that authority stands, and who has signed the list of the lists."""
    issuing, stamping = (
        load_certificates((folder / "pki" / f"{name}.pem").read_bytes())[0] for name in ("issuing", "tsa")
    )
    union = Union(clock=lambda: datetime.now(UTC))
    for_stamps = state(kind="TSA/QTST", uses=())
    (folder / "eu-lists").mkdir()
    union.publish(folder / "eu-lists", {"ES": [service(issuing), service(stamping, for_stamps)]})
    (folder / "official-journal.pem").write_bytes(union.operator.held.pem)


def filled(text, key):
    """A text with the Multikey of a key of the folder in it."""
    if MULTIKEY not in text:
        return text
    return text.replace(MULTIKEY, to_multikey(open_signer(f"file:{key}", passphrase=PASSPHRASE).public_key))


def put(block, folder):
    path = folder / block.file
    before = path.read_text(encoding="utf-8") if block.how == "added to" else ""
    path.write_text(before + filled(block.text, "seal.pem"), encoding="utf-8")


def test_all_of_it_runs_in_its_order(folder, services, credseal):
    names = {}
    for block in blocks():
        here = f"docs/guide.md, line {block.line}"
        if block.file:
            put(block, folder)
        elif block.kind == "sh":
            for pipe, expected in commands(filled(block.text, "register.pem").replace(SERVICES, services)):
                out = ""
                for words in pipe:
                    done = credseal(*words, stdin=out.encode())
                    out = done.out
                assert done.code == expected, f"{here}: {shlex.join(pipe[-1])}\n{done.out}\n{done.err}"
        elif block.kind == "python":
            space = names.setdefault(block.chapter, {"__name__": "guide"})
            code = block.text.replace(SERVICES, services)
            exec(compile("\n" * block.line + code, str(DOCS / "guide.md"), "exec"), space)  # noqa: S102  our own page


def test_it_has_something_to_run_for_everybody():
    for chapter in (1, 2, 3, 4):
        kinds = {block.kind for block in blocks() if block.chapter == chapter}
        assert "python" in kinds, chapter
    assert sum(block.kind == "sh" for block in blocks()) >= 10


def test_no_block_is_of_a_kind_that_is_not_looked_at():
    assert {block.kind for block in blocks()} <= {"sh", "python", "json", "yaml", "csv"}
    assert len(re.findall(r"^```", PAGE, re.MULTILINE)) == 2 * len(list(blocks()))
    assert all(block.file for block in blocks() if block.kind in {"json", "yaml", "csv"})


def test_every_member_of_the_report_is_explained(issued):
    of_a_badge = Verifier(fetch=None).inspect(issued.credential)
    university = University(Clock(datetime(2026, 11, 22, 10, tzinfo=UTC)))
    sealed = university.verifier().inspect(university.issue("B").data)
    table = PAGE.partition("### The report as JSON")[2].partition("\n### ")[0]
    explained = re.findall(r"^\| `([a-z_]+)`", table, re.MULTILINE)
    assert explained == list(sealed.to_dict()) == [*of_a_badge.to_dict(), "seal", "europass"]
    for answer in (
        answers.Check,
        answers.IssuerAnswer,
        answers.DateAnswer,
        answers.PlaceAnswer,
        answers.ProofAnswer,
        answers.Comparison,
        answers.LearnerAnswer,
        answers.AssessedAnswer,
        answers.SealAnswer,
        answers.CertificateAnswer,
        answers.TimestampAnswer,
        europass.EuropassCheck,
        DateFact,
        Finding,
    ):
        for each in fields(answer):
            assert f"`{each.name}`" in table, each.name


@pytest.mark.parametrize("page", ["guide.md", "glossary.md", "threat-model.md"])
def test_links_lead_to_files(page):
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", (DOCS / page).read_text(encoding="utf-8")):
        assert (DOCS / target).exists(), target


def source():
    files = [path for path in (ROOT / "src" / "credseal").rglob("*") if path.suffix in {".py", ".yaml"}]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("page", ["guide.md", "glossary.md"])
def test_codes_are_codes_of_ours(page):
    code = source()
    text = (DOCS / page).read_text(encoding="utf-8")
    areas = (
        "issuer|standing|dates|learner|contexts|signature|structure|issuing|class-list|register|seal|path|accreditation"
    )
    named = set(re.findall(rf"`((?:{areas})\.[a-z-]+)`", text))
    assert named
    for each in named:
        area, _, name = each.partition(".")
        # Some are put together where they are made: by the area of the module, or by the status of an entry.
        assert f'"{each}"' in code or f'"{name}"' in code, each
        assert f'"{area}.' in code or f'f"{area}.' in code, each


def test_the_glossary_has_the_words_of_the_code():
    code = source()
    for words in re.findall(r"`([^`]+)`", (DOCS / "glossary.md").read_text(encoding="utf-8")):
        for word in words.split("."):
            assert word in code, words
