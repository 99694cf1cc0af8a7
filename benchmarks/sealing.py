"""The tasks of European Digital Credentials: the seal and the form of one of some 130 kB, and sealing it.

The peer of the form is pyshacl with the official shapes, where these are at hand ($CREDSEAL_CORPUS, else beside the project); nobody
else checks them in Python. The floor is RSA, SHA-256 and JSON: the signature over the payload as it was received.
"""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import operations  # noqa: F401  it has put the folder of the tests on the path
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from measuring import InPython, Operation

from authority import HomeAuthority  # isort: skip
from long_term import AtHome, Stamps  # isort: skip
from records import COURSE, credential  # isort: skip
from support import CORPUS  # isort: skip

from credseal.issuer import Issuer, Sealing
from credseal.model.picture import Picture
from credseal.pki.certificate import Certificate
from credseal.profiles import elm
from credseal.securing import jades
from credseal.securing.jades.signing import seal
from credseal.trust.anchors import Anchors
from credseal.verifier import Verifier

if TYPE_CHECKING:
    from collections.abc import Callable

CREDSEAL = "credseal"


class Diploma:
    """A micro-credential of a home-made authority's university, sealed with RSA of 2048 bits."""

    def __init__(self) -> None:
        self.authority = HomeAuthority()
        held = self.authority.seal("University of Example", "VATPL-0000000000", "PL")
        self.signer = self.authority.signer(held)
        self.private = held.key
        self.issuer = Issuer(COURSE.awarding_bodies[0], self.signer)
        picture = _picture()
        self.sealed = self.issuer.issue(credential(), profile="elm", picture=picture)
        how = Sealing(
            level="LTA", authority=Stamps(self.authority.timestamp_authority()), material=AtHome(self.authority)
        )
        self.archived = self.issuer.issue(credential(), profile="elm", picture=picture, securing=how)
        self.document = self.sealed.document
        self.payload = json.dumps(self.document, ensure_ascii=False).encode()


def operations_of(diploma: Diploma) -> list[Operation]:
    """All operations, those of one task together."""
    root = Certificate.parse(diploma.authority.root.der)
    verifier = Verifier(fetch=None, trust=[Anchors("home", (root,), (root,))])
    task = "seal and form of a European Digital Credential"
    found: list[Operation] = [InPython(task, CREDSEAL, lambda: _seal_and_form(diploma.sealed.data))]
    if shapes := _shapes(diploma):
        found.append(InPython(task, "the form by pyshacl, official shapes", shapes))
    found.append(InPython(task, "nothing but RSA, SHA-256 and JSON", _least(diploma), is_floor=True))
    sealing = "seal a European Digital Credential, level B"
    return [
        *found,
        InPython(sealing, CREDSEAL, lambda: seal(diploma.payload, diploma.signer, at=datetime.now(UTC))),
        InPython(
            sealing,
            "nothing but RSA",
            lambda: diploma.private.sign(diploma.payload, PKCS1v15(), hashes.SHA256()),
            is_floor=True,
        ),
        InPython("verify, whole, sealed", f"{CREDSEAL}, level B", lambda: verifier.inspect(diploma.sealed.data)),
        InPython("verify, whole, sealed", f"{CREDSEAL}, level LTA", lambda: verifier.inspect(diploma.archived.data)),
    ]


def _seal_and_form(data: bytes) -> None:
    """From bytes to what is wrong with them."""
    sealed = jades.parse(data)
    (signature,) = sealed.signatures
    assert not jades.faults(signature)
    signature.verify(signature.certificate.public_key)
    assert not elm.check(json.loads(sealed.payload))


def _least(diploma: Diploma) -> Callable[[], None]:
    public, data = diploma.private.public_key(), diploma.sealed.data

    def verify() -> None:
        file = json.loads(data)
        (one,) = file["signatures"]
        signed = f"{one['protected']}.{file['payload']}".encode()
        public.verify(base64.urlsafe_b64decode(one["signature"] + "=="), signed, PKCS1v15(), hashes.SHA256())
        json.loads(file["payload"])

    return verify


def _shapes(diploma: Diploma) -> Callable[[], object] | None:
    if not (CORPUS / "edc" / "shapes").is_dir():
        return None
    import elm_oracle  # noqa: PLC0415  it takes a while

    return lambda: elm_oracle.results(diploma.document)


def _picture() -> Picture:
    """Bytes that look like a JPEG, so many that the credential has the usual size."""
    content = b"\xff\xd8\xff\xe0" + b"".join(hashlib.sha256(bytes([n % 256, n // 256])).digest() for n in range(2400))
    return Picture(f"data:image/jpeg;base64,{base64.b64encode(content).decode()}")
