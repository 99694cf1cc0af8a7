"""For whoever holds credentials: showing them to one verifier, so that nobody else can show them there again.

    from credseal.wallet import present

    shown = present([Path("ada.json")], open_signer("file:holder.pem"), challenge=challenge, domain="https://employer.example")
    shown.save("presentation.json")

An SD-JWT VC is shown by itself, with the proof of its holder's key: ``present`` makes that, too.

``presenting`` makes presentations, ``presentation`` is what comes of it.
"""

from credseal.wallet.presentation import Presentation
from credseal.wallet.presenting import present

__all__ = ["Presentation", "present"]
