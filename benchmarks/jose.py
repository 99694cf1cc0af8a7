"""The tasks of tokens: signing a badge as ``vc+jwt``, and checking it, beside jwcrypto and joserfc.

Checked is the signature, and what the claims say against the badge; the peers check the signature and parse the payload. The floor is
Ed25519, base64 and JSON.
"""

from __future__ import annotations

import base64
import json
import warnings
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import operations  # it has put the folder of the tests on the path
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws as joserfc_jws
from joserfc.jwk import import_key
from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS
from measuring import InPython, Operation

from credseal.did.key import did_of, method_id_of
from credseal.keys.signer import LocalSigner
from credseal.securing.jose.credential import parse
from credseal.securing.jose.signing import sign
from credseal.verifier import Verifier

if TYPE_CHECKING:
    from collections.abc import Callable

SIGN, VERIFY, WHOLE = "sign vc+jwt", "verify vc+jwt", "verify, whole, vc+jwt"
CREDSEAL, JWCRYPTO, JOSERFC = operations.CREDSEAL, "jwcrypto", "joserfc"
FLOOR = "nothing but Ed25519, base64 and JSON"


class BadgeToken:
    """A badge by a did:key, unsigned and as a token."""

    def __init__(self) -> None:
        self.private = Ed25519PrivateKey.generate()
        self.public = self.private.public_key()
        self.signer = LocalSigner(self.private)
        did = did_of(self.signer.public_key)
        self.method = method_id_of(did)
        self.document = operations.issued_by(did, operations.BADGE)
        self.at = datetime.now(UTC)
        self.token = self.by_credseal()
        self.header = {"alg": "EdDSA", "typ": "vc+jwt", "cty": "vc", "kid": self.method}
        self.payload = {**self.document, "iss": did, "iat": int(self.at.timestamp())}
        self.jwk = json.loads(JWK.from_pyca(self.private).export())

    def by_credseal(self) -> str:
        """Signed."""
        return sign(self.document, self.signer, form="vc+jwt", verification_method=self.method, at=self.at)


def operations_of(badge: BadgeToken) -> list[Operation]:
    """All operations, those of one task together."""
    warnings.filterwarnings("ignore", module="joserfc")  # of EdDSA it says that RFC 9864 has another name for it
    key = badge.signer.public_key
    verifier = Verifier(fetch=None)
    return [
        InPython(VERIFY, CREDSEAL, lambda: parse(badge.token).verify(key)),
        InPython(VERIFY, JWCRYPTO, _verified_by_jwcrypto(badge)),
        InPython(VERIFY, JOSERFC, _verified_by_joserfc(badge)),
        InPython(VERIFY, FLOOR, lambda: _least_to_verify(badge), is_floor=True),
        InPython(SIGN, CREDSEAL, badge.by_credseal),
        InPython(SIGN, JWCRYPTO, _signed_by_jwcrypto(badge)),
        InPython(SIGN, JOSERFC, _signed_by_joserfc(badge)),
        InPython(SIGN, FLOOR, lambda: _least_to_sign(badge), is_floor=True),
        InPython(WHOLE, CREDSEAL, lambda: verifier.inspect(badge.token)),
    ]


def _verified_by_jwcrypto(badge: BadgeToken) -> Callable[[], Any]:
    key = JWK(**badge.jwk)

    def run() -> Any:
        token = JWS()
        token.deserialize(badge.token, key=key, alg="EdDSA")
        return json.loads(token.payload)

    return run


def _verified_by_joserfc(badge: BadgeToken) -> Callable[[], Any]:
    key = import_key(badge.jwk)
    return lambda: json.loads(joserfc_jws.deserialize_compact(badge.token, key, algorithms=["EdDSA"]).payload)


def _signed_by_jwcrypto(badge: BadgeToken) -> Callable[[], str]:
    key = JWK(**badge.jwk)

    def run() -> str:
        token = JWS(json.dumps(badge.payload))
        token.add_signature(key, alg="EdDSA", protected=json.dumps(badge.header))
        return str(token.serialize(compact=True))

    return run


def _signed_by_joserfc(badge: BadgeToken) -> Callable[[], str]:
    key = import_key(badge.jwk)
    return lambda: joserfc_jws.serialize_compact(badge.header, json.dumps(badge.payload), key, algorithms=["EdDSA"])


def _least_to_verify(badge: BadgeToken) -> Any:
    header, payload, signature = badge.token.split(".")
    json.loads(_decoded(header))
    badge.public.verify(_decoded(signature), f"{header}.{payload}".encode())
    return json.loads(_decoded(payload))


def _least_to_sign(badge: BadgeToken) -> str:
    signed = f"{_encoded(json.dumps(badge.header).encode())}.{_encoded(json.dumps(badge.payload).encode())}"
    return f"{signed}.{_encoded(badge.private.sign(signed.encode()))}"


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
