"""A learner's wallet as a service: it takes credentials in, lists what it has, and shows what its learner chooses to whoever asks.

    python examples/wallet_backend.py

``receive``, ``held`` and ``present`` are what a web framework's handlers would call; behind them is the database of ``wallet_store.py``.
``employer.py`` asks this wallet; ``async_wallet.py`` takes in many credentials at once.
"""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from home_university import HomeUniversity, register_of
from wallet_store import Held, Store

from credseal import CredsealError, ExpectedLearner, Register, Verifier, open_signer
from credseal.did.key import did_of
from credseal.encoding.inert import inert  # whatever a document says is a stranger's text: no commands to the terminal
from credseal.keys.signer import generate
from credseal.wallet import Part, Presentation, derive, present

PASSPHRASE = "correct horse battery staple"  # noqa: S105  made up; a real one comes from wherever secrets are kept
BADGE, LEARNING = "OpenBadgeCredential", "urn:eu.europa.ec.eudi:learning:credential:1"
SHOWN_AS_IT_IS = ("disclosure.none", "disclosure.derived")


class Refused(Exception):  # noqa: N818  it is an outcome, and reads as one
    """What the wallet does not do, and why."""


@dataclass(frozen=True)
class Request:
    """What a verifier asks for. ``domain`` is whom the wallet talks to, as the connection shows: nobody asks in another's name."""

    domain: str
    challenge: str
    type: str
    title: str = ""  # words of it
    reveal: tuple[str, ...] = ()  # JSON pointers: of what can be shown in part no more is shown than this


class Wallet:
    """One learner's key and credentials, in a folder; and the register by which the wallet knows issuers."""

    def __init__(self, folder: Path, register: Register) -> None:
        key = folder / "wallet.pem"
        if not key.exists():  # the keys of a real wallet are in hardware: open_signer("pkcs11:...")
            key.write_bytes(generate("P-256").to_pem(passphrase=PASSPHRASE))
        self._signer = open_signer(f"file:{key}", passphrase=PASSPHRASE)
        self.did = did_of(self._signer.public_key)  # the learner gives it to whoever issues
        self._verifier = Verifier(trust=[register], fetch=None)  # leave fetch out, and issuers are looked up on the web
        self._store = Store(folder / "wallet.db")

    async def receive(self, body: bytes) -> str:
        """Verifies in a thread, as that may wait for an issuer's web server; then stores."""
        own = ExpectedLearner(did=self.did, source="the wallet's key")
        whole = await asyncio.to_thread(_whole, body)
        report = await asyncio.to_thread(self._verifier.inspect, whole.data if whole else body, learner=own)
        if report.verdict == "rejected":  # broken, changed, expired; or it names another learner's key
            raise Refused(report.headline)
        if report.verdict != "accepted" and report.check("issuer_authenticated").outcome != "passed":
            raise Refused(report.headline)  # who signed it could not be found out: it may come again
        held = Held.of(report, body, in_parts=whole is not None)
        if not self._store.add(held):
            raise Refused("It is in the wallet already.")
        return f"kept ({held.verdict})."

    def held(self, request: Request | None = None) -> list[Held]:
        """All that is in the wallet; or what could answer a request, for the learner to choose from."""
        found = self._store.all()
        if request is None:
            return found
        return [one for one in found if request.type in one.says["types"] and request.title in one.says["title"]]

    async def present(self, request: Request, chosen: Sequence[Held]) -> Presentation:
        """Shows what the learner chose, to this verifier: once for each request, and never without a challenge."""
        if not (request.challenge and request.domain):
            raise Refused("The request has no challenge, so that whoever gets hold of the answer could use it again.")
        shown = [derive(one.body, request.reveal).data if one.in_parts else one.body for one in chosen]
        if not self._store.answer(request.domain, request.challenge):
            raise Refused("This request was answered already.")
        occasion = {"challenge": request.challenge, "domain": request.domain}
        return await asyncio.to_thread(present, shown, self._signer, **occasion)

    def close(self) -> None:
        """Closes the database."""
        self._store.close()


def _whole(body: bytes) -> Part | None:
    """Of a credential with parts all that can be shown, which is what is verified: a learner's own copy no verifier takes as it is."""
    try:
        return derive(body, [""])
    except CredsealError as error:
        if error.code not in SHOWN_AS_IT_IS:
            raise
        return None


async def main(folder: Path) -> None:
    """Credentials arrive, and not all are kept; then two verifiers ask."""
    university, stranger = HomeUniversity(), HomeUniversity()
    wallet = Wallet(folder, register_of(university))
    badge = university.badge(wallet.did)
    print("What arrives:")
    await tell("a badge", wallet.receive(badge))
    own = university.badge(wallet.did, title="Sampling lakes and rivers", securing="ecdsa-sd-2023")
    await tell("a badge with parts", wallet.receive(own))
    token = university.badge(wallet.did, title="Reading water meters", securing="vc+jwt")
    await tell("a badge as a token", wallet.receive(token))
    await tell("a learning credential", wallet.receive(university.learning(wallet.did)))
    await tell("a stranger's badge", wallet.receive(stranger.badge(wallet.did)))
    await tell("the first badge again", wallet.receive(badge))
    for each in (badge, own):
        await tell("with a better grade", wallet.receive(each.replace(b'"value": "8"', b'"value": "10"')))
    await tell("another learner's", wallet.receive(university.badge(did_of(generate().public_key))))
    await tell("something else", wallet.receive(b"<html>Please log in</html>"))

    print("\nWhat the wallet lists: what it found out, then what the document says.")
    for one in wallet.held():
        title, issuer, awarded = (inert(str(one.says[name])) for name in ("title", "issuer", "awarded"))
        print(f'  {one.verdict:12}  {one.issuer or "issuer unknown":21} | "{title}", {awarded}, by "{issuer}"')

    print("\nAn employer asks for badges, for their results alone. The learner chooses those of known issuers:")
    reveal = ("/credentialSubject/result",)
    request = Request("https://employer.example", "kQ3vT9xWb2hZ7pLm0sYdRg", BADGE, reveal=reveal)
    chosen = [one for one in wallet.held(request) if one.issuer]
    await tell("the request", wallet.present(request, chosen))
    await tell("the same once more", wallet.present(request, chosen))
    await tell("without a challenge", wallet.present(Request(request.domain, "", BADGE), chosen))

    print("\nA school asks for the grade in a course on water, and need not know the name:")
    request = Request("https://school.example", "w8JrN5cUe1fXq4aHt6oBvA", LEARNING, "water", ("/assessment_grade",))
    await tell("the request", wallet.present(request, wallet.held(request)))
    wallet.close()


async def tell(what: str, doing: Awaitable[str | Presentation]) -> None:
    """Prints how it ended."""
    try:
        done = await doing
    except (CredsealError, Refused) as error:
        print(f"  {what:21} refused.", inert(str(error)))
        return
    answer = done if isinstance(done, str) else f"answered: {len(done.data)} bytes of {done.media_type}."
    print(f"  {what:21} {answer}")


if __name__ == "__main__":
    with TemporaryDirectory() as temporary:
        asyncio.run(main(Path(temporary)))
