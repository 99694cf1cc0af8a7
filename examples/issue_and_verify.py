"""From a course and a learner to a signed credential, and back to a verdict: all of it in Python, in a temporary folder.

Run it with ``python examples/issue_and_verify.py``.
"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from credseal import ExpectedLearner, Issuer, Register, Undetermined, VerificationError, Verifier, open_signer
from credseal.keys.signer import generate
from credseal.model.files import read_record
from credseal.model.load import load_achievement, load_learner, load_organisation

DATA = Path(__file__).parent / "data"
PASSPHRASE = "correct horse battery staple"  # noqa: S105  made up; a real one comes from wherever secrets are kept


def main() -> None:
    """Makes a key, issues, and verifies three times."""
    with TemporaryDirectory() as folder:
        run(Path(folder))


def run(folder: Path) -> None:
    """Works in a folder that may be thrown away."""
    # The registrar: a key, which stays with the university, and the records.
    key_file = folder / "seal.pem"
    key_file.write_bytes(generate("Ed25519").to_pem(passphrase=PASSPHRASE))
    signer = open_signer(f"file:{key_file}", passphrase=PASSPHRASE)

    course = load_achievement(read_record(DATA / "course.yaml"))
    ada = load_learner(read_record(DATA / "learner.yaml"))
    university = load_organisation(read_record(DATA / "university.yaml"))

    issuer = Issuer(university, signer)
    sealed = issuer.issue(course.award(ada, awarded_on=date(2026, 11, 20), grade="8", obtained_by="course"))
    sealed.save(folder / "ada.json")
    print(f"Issued {sealed.id}\n    by {issuer.organisation.id}\n")

    # The employer, who knows nobody yet: nothing is wrong, and still there is no reason to believe it.
    try:
        Verifier(fetch=None).verify(folder / "ada.json")
    except Undetermined as undetermined:
        print(undetermined.report.headline, "\n")

    # With a register that lists the university, and with what the applicant says about herself.
    register = Register.load(
        {
            "name": "Universities of Example",
            "issuers": [{"id": issuer.organisation.id, "name": "University of Example"}],
        }
    )
    verifier = Verifier(fetch=None, trust=[register])
    report = verifier.verify(folder / "ada.json", learner=ExpectedLearner(email="ada@example.org"))
    print(report.headline)
    print("Learner:", report.check("learner").message, "\n")

    # A better grade than the university gave.
    forged = sealed.data.replace(b'"value": "8"', b'"value": "10"')
    try:
        verifier.verify(forged)
    except VerificationError as rejection:
        print(rejection.report.headline)
        print("What to do:", rejection.hint)


if __name__ == "__main__":
    main()
