"""A did:key that both credseal and the Node.js peer can sign with, and the moment that tests happen at."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from credseal.encoding.strict_json import JsonObject
from credseal.keys.multikey import secret_from_multikey
from credseal.keys.signer import LocalSigner
from credseal.securing.data_integrity.signing import ProofOptions, sign
from interop.node_peer import NodePeer

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOW_TEXT = "2026-11-22T12:00:00Z"


@dataclass(frozen=True)
class Holder:
    """A key, as the peer takes it and as credseal does."""

    for_peer: dict[str, str]
    signer: LocalSigner

    @classmethod
    def made_by(cls, peer: NodePeer, kind: str) -> Self:
        """A new key of the peer's, read by credseal."""
        key = peer.ask("key", kind=kind)
        return cls(key, LocalSigner(secret_from_multikey(key["secretKeyMultibase"])))

    @property
    def did(self) -> str:
        return "did:key:" + self.for_peer["publicKeyMultibase"]

    @property
    def method(self) -> str:
        return f"{self.did}#{self.for_peer['publicKeyMultibase']}"

    def sign(self, document: JsonObject, suite: str, **options: Any) -> JsonObject:
        """The document signed by credseal."""
        said = ProofOptions(created=NOW, **options)
        return sign(document, self.signer, verification_method=self.method, cryptosuite=suite, options=said)

    def sign_at(self, peer: NodePeer, document: JsonObject, suite: str) -> JsonObject:
        """The document signed by the peer."""
        return peer.ask("sign", document=document, suite=suite, key=self.for_peer, created=NOW_TEXT)


def verified_by(peer: NodePeer, document: JsonObject) -> Any:
    """What the peer answers about a signed document."""
    return peer.ask("verify", document=document, now=NOW_TEXT)
