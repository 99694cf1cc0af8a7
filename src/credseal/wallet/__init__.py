"""For whoever holds credentials: showing them, or a part of them, to one verifier, so that nobody else can show them there again.

    from credseal.wallet import derive, present

    part = derive(Path("ada-own.json"), ["/credentialSubject/result"])
    shown = present([part.data], open_signer("file:holder.pem"), challenge=challenge, domain="https://employer.example")
    shown.save("presentation.json")

An SD-JWT VC is shown by itself, with the proof of its holder's key: ``present`` makes that, too.

``deriving`` makes parts, ``presenting`` presentations; ``presentation`` is what comes of it.
"""

from credseal.wallet.deriving import Part, derive
from credseal.wallet.presentation import Presentation
from credseal.wallet.presenting import present

__all__ = ["Part", "Presentation", "derive", "present"]
