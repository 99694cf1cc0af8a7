"""A learner's wallet and an employer: the wallet takes a credential in and shows it; the employer asks, and relies on the answer.

    python examples/present_and_verify.py

Both are backends in one process here. What travels between them is a challenge one way and a presentation the other, over whatever
protocol they speak: OpenID4VP, VC-API, or a file attached to a letter.
"""

from datetime import date
from pathlib import Path

from credseal import CredsealError, Issuer, MemoryNonces, PresentationError, Register, VerificationError, Verifier
from credseal.did.key import did_of
from credseal.encoding.inert import inert  # whatever a document says is a stranger's text: no commands to the terminal
from credseal.keys.signer import generate
from credseal.model.files import read_record
from credseal.model.load import load_achievement, load_learner, load_organisation
from credseal.nonces import PRESENTATION
from credseal.wallet import present

DATA = Path(__file__).parent / "data"


class Wallet:
    """Keeps what its learner was given, and shows it when the learner says so."""

    def __init__(self) -> None:
        self._signer = generate()  # a real wallet has its keys in a secure element: open_signer("pkcs11:...")
        self._kept: dict[str, bytes] = {}
        self._verifier = Verifier()

    @property
    def key(self) -> dict[str, str]:
        """What the learner gives to the university: the key that the credential is to name."""
        return {"id": did_of(self._signer.public_key)}

    def receive(self, credential: bytes) -> str:
        """Stores a credential, unless it is broken; whose it is, and whether its issuer is known, is for those who rely on it."""
        report = self._verifier.inspect(credential)
        if report.verdict == "rejected" or report.document is None:
            raise VerificationError(report)
        identifier = str(report.document["id"])
        self._kept[identifier] = credential
        return identifier

    def show(self, *identifiers: str, challenge: str, domain: str) -> bytes:
        """A presentation of what the learner chose, for one verifier and one occasion."""
        chosen = [self._kept[identifier] for identifier in identifiers]
        return present(chosen, self._signer, challenge=challenge, domain=domain).data


class Employer:
    """Asks for credentials, and believes what a register's universities say of whoever shows them."""

    name = "https://employer.example"

    def __init__(self, register: Register) -> None:
        self._verifier = Verifier(trust=[register])
        self._nonces = MemoryNonces()  # several processes share a store of their own, in a database

    def ask(self) -> tuple[str, str]:
        """What the wallet is told: a challenge that counts once, and for whom to answer it."""
        return self._nonces.issue(audience=self.name, purpose=PRESENTATION), self.name

    def take(self, presentation: bytes, *, challenge: str) -> None:
        """Says what was accepted, or why nothing was. The challenge is the one of this session, never one out of the presentation."""
        try:
            report = self._verifier.verify_presentation(
                presentation, challenge=challenge, audience=self.name, nonces=self._nonces
            )
        except PresentationError as error:
            print("Not accepted.", inert(error.report.headline))
            return
        except CredsealError as error:  # no presentation at all
            print("Not readable.", inert(str(error)))
            return
        print("Accepted.")
        for one in report.credentials:
            title, issuer = one.report.title() or "no title", one.report.issuer.confirmed_name or ""
            print(f"  {inert(title)}, by {inert(issuer)}.")
            print(f"  {inert(one.report.check('learner').message)}")


def main() -> None:
    """A university issues; Ada's wallet shows it to the employer, and somebody shows a copy."""
    wallet, thief = Wallet(), Wallet()
    university = Issuer(load_organisation(read_record(DATA / "university.yaml")), generate())
    course = load_achievement(read_record(DATA / "course.yaml"))
    ada = load_learner({**read_record(DATA / "learner.yaml"), **wallet.key})
    sealed = university.issue(course.award(ada, awarded_on=date(2026, 11, 20), grade="8"))
    listed = [{"id": university.organisation.id, "name": "University of Example"}]
    employer = Employer(Register.load({"name": "Universities of Example", "issuers": listed}))

    kept = wallet.receive(sealed.data)
    challenge, domain = employer.ask()
    shown = wallet.show(kept, challenge=challenge, domain=domain)
    employer.take(shown, challenge=challenge)

    print("\nThe same presentation for the second time:")
    employer.take(shown, challenge=challenge)

    print("\nThe same presentation, in answer to a new challenge:")
    challenge, domain = employer.ask()
    employer.take(shown, challenge=challenge)

    print("\nA thief's wallet has a copy of the credential:")
    challenge, domain = employer.ask()
    copied = thief.receive(sealed.data)
    try:
        employer.take(thief.show(copied, challenge=challenge, domain=domain), challenge=challenge)
    except CredsealError as error:
        print("Not presented.", inert(error.message))


if __name__ == "__main__":
    main()
