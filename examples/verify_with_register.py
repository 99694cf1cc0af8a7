"""An employer's script: is this credential from a university on our list, and what does it say?

    python examples/verify_with_register.py ada.json universities.json

Exit code 0: accepted. Anything else: not.
"""

import sys
from pathlib import Path

from credseal import CredsealError, Register, VerificationError, Verifier
from credseal.encoding.inert import inert  # whatever a document says is a stranger's text: no commands to the terminal


def main(credential: str, register: str) -> int:
    """Prints who, what and why."""
    try:
        verifier = Verifier(trust=[Register.load(Path(register))])
        report = verifier.verify(Path(credential))
    except VerificationError as error:
        print("Not accepted.", inert(error.message))
        print("What to do:", inert(error.hint or "Ask the issuer."))
        return 1
    except CredsealError as error:  # no credential at all, or no register
        print("Not readable.", inert(str(error)))
        return 1

    title = report.title() or "no title"
    workload = report.reading.credential.workload if report.reading else None
    print("Accepted.")
    print("Who: ", inert(report.issuer.confirmed_name or ""), "says", inert(report.issuer.confirmed_by or ""))
    print("What:", inert(title), f"({workload.ects} ECTS credits)" if workload and workload.ects else "")
    print("Why: ", inert(report.check("issuer_recognised").message))
    print("     ", inert(report.check("signature").message))
    return 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if len(arguments) != 2:  # noqa: PLR2004  credential and register
        sys.exit(__doc__)
    sys.exit(main(*arguments))
