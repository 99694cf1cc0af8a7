"""An admissions office: a folder of credentials, a register of universities, and what is known of each applicant.

    python examples/verify_applicants.py applicants/ universities.json applicants.csv

The table has the columns ``file`` and ``email``: whose credential each file must be. A file that is not in it is not asked about its
learner, and the answer says so. Exit code 0: all are accepted.
"""

import csv
import sys
from pathlib import Path

from credseal import CredsealError, ExpectedLearner, Register, VerificationError, Verifier
from credseal.encoding.inert import inert  # whatever a document says is a stranger's text: no commands to the terminal


def main(folder: Path, register: Path, table: Path) -> int:
    """Prints a line for each file."""
    with table.open(encoding="utf-8-sig", newline="") as rows:
        emails = {row["file"]: row["email"] for row in csv.DictReader(rows)}
    verifier = Verifier(trust=[Register.load(register)])  # one for all: it remembers what it has fetched
    accepted = 0
    files = sorted(path for path in folder.iterdir() if path.suffix in (".json", ".png", ".svg"))
    for path in files:
        email = emails.get(path.name)
        try:
            report = verifier.verify(
                path, learner=ExpectedLearner(email=email, source="application") if email else None
            )
        except VerificationError as error:
            print(f"{path.name}: {error.report.verdict}: {inert(error.message)}")
            continue
        except CredsealError as error:
            print(f"{path.name}: unreadable: {inert(str(error))}")
            continue
        accepted += 1
        print(f"{path.name}: {report.verdict}: {inert(report.headline)}")
    print(f"{accepted} of {len(files)} accepted")
    return 0 if files and accepted == len(files) else 1


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if len(arguments) != 3:  # noqa: PLR2004  folder, register, table
        sys.exit(__doc__)
    sys.exit(main(*map(Path, arguments)))
