"""The main job on made-up data: make a key, issue, verify without trust, with trust, and after tampering. Run by ``make demo``.

What it makes is left in ``demo/`` of the current folder, new each time; other files there are left alone.
"""

import json
import shlex
import subprocess
import sys
from pathlib import Path

DATA = Path(__file__).parent / "data"
DEMO = Path("demo")
KEY, CREDENTIAL, REGISTER, TAMPERED = (
    DEMO / name for name in ("seal.pem", "ada.json", "universities.json", "tampered.json")
)
ACCEPTED, REJECTED, UNDETERMINED = 0, 1, 3


def main() -> None:
    """Five steps, each with the command that does it."""
    DEMO.mkdir(exist_ok=True)
    for made in (KEY, CREDENTIAL, REGISTER, TAMPERED):
        made.unlink(missing_ok=True)

    step("1. The university makes a key (with a passphrase, outside of demos).")
    credseal("key", "new", "--out", KEY, "--no-passphrase")

    step("2. The registrar issues: a course, a learner and the university, from YAML to a signed Open Badge 3.0.")
    credseal(
        "issue", "--course", DATA / "course.yaml", "--learner", DATA / "learner.yaml",
        "--issuer", DATA / "university.yaml", "--key", f"file:{KEY}", "--grade", "8", "--out", CREDENTIAL,
    )  # fmt: skip

    step("3. An employer verifies it, and knows nobody yet. Nothing is wrong, but anyone could have made it.")
    credseal("verify", CREDENTIAL, "--offline", expected=UNDETERMINED)

    step("4. The employer has a register of universities, which lists this one. It also asks whether it is Ada's.")
    issuer = json.loads(CREDENTIAL.read_text(encoding="utf-8"))["issuer"]["id"]
    listed = {"name": "Universities of Example", "issuers": [{"id": issuer, "name": "University of Example"}]}
    REGISTER.write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")
    credseal(
        "verify",
        CREDENTIAL,
        "--offline",
        "--register",
        REGISTER,
        "--learner-email",
        "ada@example.org",
        expected=ACCEPTED,
    )

    step("5. Somebody makes the grade a 10.")
    credential = json.loads(CREDENTIAL.read_text(encoding="utf-8"))
    credential["credentialSubject"]["result"][0]["value"] = "10"
    TAMPERED.write_text(json.dumps(credential, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    credseal("verify", TAMPERED, "--offline", "--register", REGISTER, expected=REJECTED)

    step("Your turn. The files are in demo/; change any letter of demo/ada.json and verify again, or try:")
    for words in (
        ("inspect", CREDENTIAL, "--offline"),
        ("verify", CREDENTIAL, TAMPERED, "--offline", "--register", REGISTER, "--json"),
        ("key", "show", KEY),
        ("--help",),
    ):
        print(f"    {typed(*words)}")


def step(words: str) -> None:
    """Says what comes next."""
    print(f"\n{'-' * 100}\n{words}\n", flush=True)


def credseal(*words: object, expected: int = ACCEPTED) -> None:
    """Runs the command; ends the demo where it does not answer as it should."""
    print(f"$ {typed(*words)}\n", flush=True)
    code = subprocess.run([sys.executable, "-m", "credseal", *map(str, words)], check=False).returncode  # noqa: S603  our own
    print(f"\n(exit code {code})", flush=True)
    if code != expected:
        sys.exit(f"The demo expected exit code {expected}: something is wrong with this installation.")


def typed(*words: object) -> str:
    """The command as a person would type it."""
    command = Path(sys.executable).with_name("credseal")
    name = command.relative_to(Path.cwd()) if command.is_relative_to(Path.cwd()) else "credseal"
    here = Path.cwd()
    shown = [word.relative_to(here) if isinstance(word, Path) and word.is_relative_to(here) else word for word in words]
    return shlex.join(map(str, (name, *shown)))


if __name__ == "__main__":
    main()
