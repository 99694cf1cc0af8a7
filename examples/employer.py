"""An employer's script: asks an applicant's wallet for credentials, decides about each, and says why.

    python examples/employer.py

The wallet is that of ``wallet_backend.py``, in the same process. Between the two travel a request, in which there is a challenge that
counts once, and an answer.
"""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from home_university import HomeUniversity, register_of
from wallet_backend import BADGE, LEARNING, Request, Wallet

from credseal import MemoryNonces, Register, Report, Verifier
from credseal.encoding.inert import inert
from credseal.nonces import PRESENTATION

BADGE_GRADE = ("/credentialSubject/result",)  # of badges that can be shown in part
LEARNING_GRADE = ("/assessment_grade",)  # of learning credentials


class Employer:
    """Believes what the universities of a register say of whoever shows it."""

    def __init__(self, domain: str, register: Register) -> None:
        self.domain = domain
        self._verifier = Verifier(trust=[register], fetch=None)  # leave fetch out, and issuers are looked up on the web
        self._nonces = MemoryNonces()  # for one process; several share a store in a database

    def ask(self, **wanted: str | tuple[str, ...]) -> Request:
        """A request, to be kept with the application: its challenge is the one that the answer is held against."""
        challenge = self._nonces.issue(audience=self.domain, purpose=PRESENTATION)
        return Request(self.domain, challenge, **wanted)

    def decide(self, request: Request, answer: bytes) -> None:
        """Prints a decision on each credential, also where others are not accepted: ``verify_presentation`` takes all or none."""
        report = self._verifier.inspect_presentation(
            answer, challenge=request.challenge, audience=self.domain, nonces=self._nonces
        )
        if report.against_all:
            print("  NO, to all of it:", plain(report.against_all[0].message))
            return
        print("  Our challenge was signed with the key", plain(report.presenter.id))
        for one in report.accepted_credentials:  # none where anything is against all of it: nobody has to remember that
            accept(one.report)
        for one in report.credentials:
            if one.report.verdict != "accepted":
                refuse(one.report)


def accept(report: Report) -> None:
    """What the decision rests on, and what we wanted to know."""
    said = report.reading.credential if report.reading else None
    names = [name.full for name in said.learner.names if name.full] if said else []
    print("  YES:", plain(report.title() or "no title"))
    print(f"    Issuer:  {plain(report.issuer.confirmed_name)}, says {plain(report.issuer.confirmed_by)}.")
    print("    Learner:", plain(report.check("learner").message))
    print("    Name:   ", f"{plain(names[0])}, as the issuer says" if names else "not shown")
    print("    Grade:  ", plain(said.grade.value) if said and said.grade else "not shown")


def refuse(report: Report) -> None:
    """Why it is not accepted, or not yet."""
    print("  NO:" if report.verdict == "rejected" else "  NOT YET:", plain(report.title() or "no title"))
    for check in report.deciding:
        print("    Why not:", plain(check.message))


def plain(text: str | None) -> str:
    """What a document says is a stranger's text: no commands to the terminal, and no lines of its own."""
    return inert(text or "", most=400)


async def main(folder: Path) -> None:
    """Ada applies; then somebody tries again with what she sent, and somebody else with what she sent to them."""
    university, stranger = HomeUniversity(), HomeUniversity()
    register = register_of(university)
    wallet = Wallet(folder, register)
    await wallet.receive(university.badge(wallet.did))
    await wallet.receive(university.badge(wallet.did, title="Sampling lakes and rivers", securing="ecdsa-sd-2023"))
    await wallet.receive(stranger.badge(wallet.did, title="Knowing everything"))
    await wallet.receive(university.learning(wallet.did))
    employer = Employer("https://employer.example", register)

    print("Ada applies with all her badges; of the one that has parts she shows what we ask for:")
    request = employer.ask(type=BADGE, reveal=BADGE_GRADE)
    answer = await wallet.present(request, wallet.held(request))
    employer.decide(request, answer.data)

    print("\nThe same answer for the second time:")
    employer.decide(request, answer.data)

    print("\nThe same answer, sent in with another application:")
    employer.decide(employer.ask(type=BADGE), answer.data)

    print("\nA first selection by grade, without names:")
    request = employer.ask(type=LEARNING, title="water", reveal=LEARNING_GRADE)
    answer = await wallet.present(request, wallet.held(request))
    employer.decide(request, answer.data)

    print("\nAnother employer asked Ada with our challenge, and hands her answer on to us:")
    request = employer.ask(type=BADGE, title="water")
    theirs = Request("https://other.example", request.challenge, BADGE, "water")
    answer = await wallet.present(theirs, wallet.held(theirs))
    employer.decide(request, answer.data)
    wallet.close()


if __name__ == "__main__":
    with TemporaryDirectory() as temporary:
        asyncio.run(main(Path(temporary)))
