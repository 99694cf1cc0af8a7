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

from credseal import Register, Report, Verifier
from credseal.encoding.inert import inert
from credseal.nonces import PRESENTATION, MemoryNonces

DECISIONS = {"accepted": "YES", "rejected": "NO", "undetermined": "NOT YET"}


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
        wrong = [check for check in report.checks if check.outcome != "passed"]
        if wrong:  # then nothing in it counts, however good it is by itself
            print("  NO, to all of it:", plain(wrong[0].message))
            return
        print("  Our challenge was signed with the key", plain(report.presenter.id))
        for one in report.credentials:
            tell(one.report)


def tell(report: Report) -> None:
    """The decision on one credential, and what it rests on."""
    said = report.reading.credential if report.reading else None
    title = said.achievement.title.in_language("en")[1] if said and said.achievement.title else "no title"
    print(f"  {DECISIONS[report.verdict]}: {plain(title)}")
    for check in report.deciding:  # none where it is accepted
        print("    Why not:", plain(check.message))
    if report.verdict != "accepted" or said is None:
        return
    names = [name.full for name in said.learner.names if name.full]
    print(f"    Issuer:  {plain(report.issuer.confirmed_name)}, says {plain(report.issuer.confirmed_by)}.")
    print("    Learner:", plain(report.check("learner").message))
    print("    Name:   ", f"{plain(names[0])}, as the issuer says" if names else "not shown")
    print("    Grade:  ", plain(said.grade.value) if said.grade else "not shown")


def plain(text: str | None) -> str:
    """What a document says is a stranger's text: no commands to the terminal, and no lines of its own."""
    return inert(text or "", most=400)


async def main(folder: Path) -> None:
    """Ada applies; then somebody tries again with what she sent, and somebody else with what she sent to them."""
    university, school, stranger = HomeUniversity(), HomeUniversity("School of Example"), HomeUniversity()
    register = register_of(university, school)
    wallet = Wallet(folder, register)
    await wallet.receive(university.badge(wallet.did))
    await wallet.receive(school.badge(wallet.did, title="Sampling lakes and rivers"))
    await wallet.receive(stranger.badge(wallet.did, title="Knowing everything"))
    await wallet.receive(university.learning(wallet.did))
    employer = Employer("https://employer.example", register)

    print("Ada applies, and shows all her badges:")
    request = employer.ask(type=BADGE)
    answer = await wallet.present(request, wallet.held(request))
    employer.decide(request, answer.data)

    print("\nThe same answer for the second time:")
    employer.decide(request, answer.data)

    print("\nThe same answer, sent in with another application:")
    employer.decide(employer.ask(type=BADGE), answer.data)

    print("\nA first selection by grade, without names:")
    request = employer.ask(type=LEARNING, title="water", claims=("assessment_grade",))
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
