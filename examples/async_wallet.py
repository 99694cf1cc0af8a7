"""A wallet's backend: credentials arrive together, and the event loop must not wait for any of them.

    python examples/async_wallet.py ada.json badge.png ...

Issuer and Verifier are synchronous and safe to share between threads. So one verifier serves all requests, each in a thread of its own, and
a semaphore bounds how many there are at once: verifying may wait for an issuer's web server.
"""

import asyncio
import json
import sys
from pathlib import Path

from credseal import Verifier

AT_ONCE = 8


class Intake:
    """What a web framework's handler would call with the body of a request."""

    def __init__(self, verifier: Verifier) -> None:
        self._verifier = verifier
        self._places = asyncio.Semaphore(AT_ONCE)

    async def receive(self, body: bytes) -> dict[str, object]:
        """What to store beside the credential, and to show. Never raises for what a stranger sent."""
        async with self._places:
            report = await asyncio.to_thread(self._verifier.inspect, body)
        # A wallet keeps what its holder was given, also where the issuer is unknown to it; what is broken it does not take.
        return {"keep": report.verdict != "rejected", "report": report.to_dict()}


async def main(bodies: dict[str, bytes]) -> None:
    """Takes all in at once and prints what the wallet would answer."""
    intake = Intake(Verifier(fetch=None))
    answers = await asyncio.gather(*(intake.receive(body) for body in bodies.values()))
    for name, answer in zip(bodies, answers, strict=True):
        print(json.dumps({"file": name, "keep": answer["keep"], "headline": answer["report"]["headline"]}))


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit(__doc__)
    asyncio.run(main({name: Path(name).read_bytes() for name in sys.argv[1:]}))
