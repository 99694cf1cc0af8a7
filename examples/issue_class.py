"""A course for a class: everybody's micro-credential, as a file and as a badge picture.

    python examples/issue_class.py badges

The key is made on the spot and thrown away; a university opens its own with ``open_signer``.
"""

import sys
from datetime import date
from pathlib import Path

from credseal import Failure, Issuer
from credseal.keys.signer import generate
from credseal.model.class_list import read_class_list
from credseal.model.files import read_record
from credseal.model.load import load_achievement, load_organisation

DATA = Path(__file__).parent / "data"


def main(folder: Path) -> int:
    """Writes one file and one picture for each learner; the numbers are the rows of the class list."""
    course = load_achievement(read_record(DATA / "course.yaml"))
    issuer = Issuer(load_organisation(read_record(DATA / "university.yaml")), generate())
    # All rows are read before anything is signed: row 17 is wrong, or nobody waits for the registrar.
    entries = read_class_list(DATA / "class.csv")
    records = [entry.award(course, awarded_on=date(2026, 11, 20)) for entry in entries]

    folder.mkdir(exist_ok=True)
    failed = 0
    for entry, sealed in zip(entries, issuer.issue_many(records), strict=True):
        if isinstance(sealed, Failure):
            print(f"Row {entry.row}: {sealed.error}")
            failed += 1
            continue
        sealed.save(folder / f"{entry.row}.json")
        sealed.bake(folder / f"{entry.row}.png")
        print(f"Row {entry.row}: {sealed.id}")
    return 1 if failed else 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if len(arguments) != 1:
        sys.exit(__doc__)
    sys.exit(main(Path(*arguments)))
