"""The examples run, and the README's lines of Python are true."""

import json
import re
import subprocess
import sys

import pytest

from support import ROOT

EXAMPLES = ROOT / "examples"


def run(example, *words, folder):
    return subprocess.run(  # noqa: S603  our own
        [sys.executable, EXAMPLES / example, *words], cwd=folder, capture_output=True, text=True, check=False
    )


def test_issue_and_verify(tmp_path):
    done = run("issue_and_verify.py", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    found = re.findall(r"^(Undetermined|Accepted|Rejected): ", done.stdout, re.MULTILINE)
    assert found == ["Undetermined", "Accepted", "Rejected"]
    assert list(tmp_path.iterdir()) == []


def test_verify_with_register(tmp_path, issued):
    done = run("verify_with_register.py", issued.credential, issued.register, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Accepted.\nWho:  University of Example")
    assert run("verify_with_register.py", issued.tampered, issued.register, folder=tmp_path).returncode == 1
    assert run("verify_with_register.py", "none.json", issued.register, folder=tmp_path).returncode == 1
    assert run("verify_with_register.py", folder=tmp_path).returncode == 1


def test_issue_class_and_verify_applicants(tmp_path):
    done = run("issue_class.py", "badges", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    badges = tmp_path / "badges"
    assert {path.name for path in badges.iterdir()} == {
        f"{row}.{kind}" for row in (2, 3, 4) for kind in ("json", "png")
    }

    issuer = json.loads((badges / "2.json").read_bytes())["issuer"]["id"]
    listed = [{"id": issuer, "name": "University of Example"}]
    (tmp_path / "register.json").write_text(json.dumps({"name": "Universities of Example", "issuers": listed}))
    (tmp_path / "table.csv").write_text("file,email\n2.json,ada@example.org\n3.png,ada@example.org\n")
    done = run("verify_applicants.py", "badges", "register.json", "table.csv", folder=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert "2.json: accepted" in done.stdout
    assert "3.png: rejected" in done.stdout  # another learner's
    assert "5 of 6 accepted" in done.stdout


def test_async_wallet(tmp_path, issued):
    done = run("async_wallet.py", issued.credential, issued.tampered, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    kept = [json.loads(line)["keep"] for line in done.stdout.splitlines()]
    assert kept == [True, False]


def test_present_and_verify(tmp_path):
    done = run("present_and_verify.py", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Accepted.\n")
    assert done.stdout.count("Not accepted. Rejected: ") == 2
    assert "Not presented. The credential names another key" in done.stdout


def test_wallet_backend(tmp_path):
    done = run("wallet_backend.py", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    arriving, listed, employer, school = (part.splitlines()[1:] for part in done.stdout.split("\n\n"))
    assert [re.search(r"(kept|refused)( \(\w+\))?", line)[0] for line in arriving] == [
        *["kept (accepted)"] * 4,
        "kept (undetermined)",
        *["refused"] * 5,
    ]
    reasons = (
        "already",
        "signature does not match",
        "none that the issuer signed",
        "not the expected one",
        "a web page",
    )
    for line, reason in zip(arriving[5:], reasons, strict=True):
        assert reason in line
    found = [re.split(r"\s{2,}|\s*\| ", line.strip())[:2] for line in listed]
    assert found == [*[["accepted", "University of Example"]] * 4, ["undetermined", "issuer unknown"]]
    assert listed[-1].endswith('by "University of Example"')  # its own word, and nobody else's
    assert re.fullmatch(r"  the request +answered: [0-9]+ bytes of application/vp\.", employer[0])
    assert [line.partition("refused. ")[2].split(",")[0] for line in employer[1:]] == [
        "This request was answered already.",
        "The request has no challenge",
    ]
    assert re.fullmatch(r"  the request +answered: [0-9]+ bytes of application/dc\+sd-jwt\.", *school)
    assert list(tmp_path.iterdir()) == []


def test_employer(tmp_path):
    done = run("employer.py", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    whole, again, elsewhere, part, forwarded = (text.splitlines()[1:] for text in done.stdout.split("\n\n"))
    assert re.fullmatch(r"  Our challenge was signed with the key did:key:zDn\w+", whole[0])
    decisions = [line.strip() for line in whole if re.match(r"  [A-Z]", line)][1:]
    assert decisions == [
        "YES: Testing drinking water in small communities",
        "YES: Sampling lakes and rivers",
        "NOT YET: Knowing everything",
    ]
    shown = "    Learner: The presenter showed control of the key that the credential names."
    assert whole.count(shown) == 2
    assert [line.partition("Name:    ")[2] for line in whole if "Name: " in line] == [
        "Ada Example, as the issuer says",
        "not shown",  # nor asked for, of the badge that has parts
    ]
    assert whole.count("    Grade:   8") == 2
    assert whole[-1].startswith("    Why not: ")
    assert "nobody you trust says whose key that is" in whole[-1]
    assert again == [
        "  NO, to all of it: The challenge was answered before: the same presentation, or another, came already."
    ]
    assert elsewhere == ["  NO, to all of it: The proof answers another challenge, or none."]
    assert part[1:] == [
        "  YES: Testing drinking water in small communities",
        "    Issuer:  University of Example, says the register Universities of Example.",
        shown,
        "    Name:    not shown",
        "    Grade:   8",
    ]
    assert forwarded == ["  NO, to all of it: The proof was made for another domain."]
    assert list(tmp_path.iterdir()) == []


def test_own_signer_and_resolver(tmp_path):
    done = run("own_signer_and_resolver.py", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Accepted: issued by did:web:uni.example")


def test_seal_and_verify(tmp_path):
    done = run("seal_and_verify.py", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    verdicts = re.findall(r"^  (Undetermined|Accepted|Rejected): ", done.stdout, re.MULTILINE)
    codes = re.findall(r"^  \(([a-z.-]+)\)$", done.stdout, re.MULTILINE)
    assert (verdicts[:3], verdicts[-1]) == (["Undetermined", "Accepted", "Accepted"], "Rejected")
    assert codes == ["path.no-anchor", "seal.time-unproven", "issuer.certificate-other"]
    assert done.stdout.count("level LTA") == 3
    assert list(tmp_path.iterdir()) == []


def test_the_demo_leaves_its_files_and_can_be_run_again(tmp_path):
    for _ in range(2):
        done = run("demo.py", folder=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        found = re.findall(r"^(UNDETERMINED|ACCEPTED|REJECTED)  ", done.stdout, re.MULTILINE)
        assert found == ["UNDETERMINED", "ACCEPTED", "REJECTED"]
    names = {"ada.json", "seal.pem", "tampered.json", "universities.json"}
    assert {path.name for path in (tmp_path / "demo").iterdir()} == names


def blocks_of_python():
    return re.findall(
        r"^```python\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )


@pytest.mark.parametrize("block", blocks_of_python())
def test_the_python_of_the_readme_runs(block, tmp_path):
    (tmp_path / "examples").symlink_to(EXAMPLES)
    done = subprocess.run([sys.executable, "-c", block], cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603  our own
    assert (done.returncode, done.stderr) == (0, "")


def test_the_readme_has_lines_to_copy():
    assert blocks_of_python()
