"""Simulators of those who keep registers: one who publishes a signed file, and the trust anchor of a federation."""

import json
from datetime import UTC, datetime, timedelta

from credseal.did.key import did_of
from credseal.encoding import base64url, jcs, strict_json
from credseal.keys.jwk import to_jwk
from credseal.keys.signer import generate
from credseal.trust.publishing import seal_register
from credseal.trust.register import Register

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
_ALGORITHMS = {"Ed25519": "EdDSA", "P-256": "ES256", "P-384": "ES384"}


def token(header, payload, signer) -> str:
    """A compact JSON Web Signature over a payload (bytes, or what is written as JSON)."""
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    signed = f"{base64url.encode(json.dumps(header).encode())}.{base64url.encode(body)}"
    return f"{signed}.{base64url.encode(signer.sign(signed.encode()))}"


class RegisterKeeper:
    """Somebody who keeps a register, and publishes it in each of the forms that are read.

    >>> keeper = RegisterKeeper()
    >>> keeper.list("did:web:uni.example", name="University of Example")
    >>> Register.load(keeper.sealed(), signed_by=keeper.did).find("did:web:uni.example").name
    'University of Example'
    """

    def __init__(self, name="Universities of Example", kind="Ed25519") -> None:
        self.signer = generate(kind)
        self.did = did_of(self.signer.public_key)
        self.name = name
        self.entries = []

    def list(self, identifier, **entry) -> None:
        self.entries.append({"id": identifier, "name": "University of Example", **entry})

    def plain(self, **members):
        """The register as anybody could have written it."""
        return {"name": self.name, "updated": "2026-11-20", "issuers": self.entries, **members}

    def sealed(self, **members) -> bytes:
        """The register with a proof, as it is published."""
        register = Register.load(self.plain(**members))
        return strict_json.dumps(seal_register(register, self.signer, created=NOW), indent=2).encode()

    def token(self, header=None, **members) -> bytes:
        """The register as a compact token."""
        algorithm = _ALGORITHMS[self.signer.public_key.kind]
        typed = {"alg": algorithm, "typ": "issuer-register+jwt", **(header or {})}
        return token(typed, jcs.canonicalize(self.plain(**members)), self.signer).encode()


class TrustAnchor:
    """The trust anchor of an OpenID Federation, which makes statements about issuers for a day.

    >>> anchor = TrustAnchor()
    >>> statement = anchor.about("did:web:uni.example", name="University of Example")
    """

    def __init__(self, identifier="https://register.example", kind="P-256") -> None:
        self.id = identifier
        self.signer = generate(kind)
        self.header = {"alg": _ALGORITHMS[kind], "typ": "entity-statement+jwt", "kid": "key-1"}
        self.keys = {"keys": [{**to_jwk(self.signer.public_key), "kid": "key-1"}]}

    def about(self, subject, *, name="University of Example", header=None, signer=None, **claims) -> str:
        """A statement; claims that are None are left out."""
        stated = {
            "iss": self.id,
            "sub": subject,
            "iat": int(NOW.timestamp()),
            "exp": int((NOW + timedelta(days=1)).timestamp()),
            "metadata": {"federation_entity": {"organization_name": name}},
            "jti": "n1",
            **claims,
        }
        kept = {claim: value for claim, value in stated.items() if value is not None}
        return token({**self.header, **(header or {})}, kept, signer or self.signer)
