"""A signer and a resolver of one's own: the key stays in a hardware module, and issuers' documents come from one's own store.

    python examples/own_signer_and_resolver.py

Both are small interfaces: a signer has a public key and signs bytes, a resolver is a function from an identifier to a document.
"""

from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ed25519

from credseal import Issuer, Verifier
from credseal.did.document import ControllerDocument, controller_document
from credseal.errors import ResolutionError
from credseal.keys.multikey import to_multikey
from credseal.keys.public import PublicKey
from credseal.model.files import read_record
from credseal.model.load import load_achievement, load_learner, load_organisation

DATA = Path(__file__).parent / "data"
UNIVERSITY = "did:web:uni.example"
METHOD = f"{UNIVERSITY}#key-1"


class ModuleSigner:
    """Stands for a hardware module or a cloud service: it signs, and never tells the key."""

    def __init__(self) -> None:
        self._inside = ed25519.Ed25519PrivateKey.generate()

    @property
    def public_key(self) -> PublicKey:
        """The public half, always the same."""
        return PublicKey.from_native(self._inside.public_key())

    def sign(self, data: bytes) -> bytes:
        """The signature over the data, 64 bytes."""
        return self._inside.sign(data)


def resolver_for(documents: dict[str, dict[str, object]]):  # noqa: ANN201  a Resolver
    """A resolver that knows these documents and asks nobody."""

    def resolve(identifier: str) -> ControllerDocument:
        if identifier not in documents:
            raise ResolutionError("This store has no document of that issuer.", code="store.unknown")
        return controller_document(documents[identifier], identifier=identifier, source="supplied")

    return resolve


def main() -> None:
    """Issues with the module, verifies with the store."""
    signer = ModuleSigner()
    course = load_achievement(read_record(DATA / "course.yaml"))
    ada = load_learner(read_record(DATA / "learner.yaml"))
    university = load_organisation({**read_record(DATA / "university.yaml"), "id": UNIVERSITY})
    sealed = Issuer(university, signer, verification_method=METHOD).issue(
        course.award(ada, awarded_on=date(2026, 11, 20))
    )

    # What the university publishes at https://uni.example/.well-known/did.json, and the store holds a copy of.
    document = {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": UNIVERSITY,
        "verificationMethod": [
            {
                "id": METHOD,
                "type": "Multikey",
                "controller": UNIVERSITY,
                "publicKeyMultibase": to_multikey(signer.public_key),
            }
        ],
        "assertionMethod": [METHOD],
    }
    verifier = Verifier(resolver=resolver_for({UNIVERSITY: document}), fetch=None)
    print(verifier.verify(sealed.data, issuer=UNIVERSITY).headline)


if __name__ == "__main__":
    main()
