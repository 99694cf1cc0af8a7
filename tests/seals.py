"""Seals as nobody should make them: any header, any payload, signed with a key of the home-made authority."""

import base64
import json
from datetime import UTC, datetime
from functools import cache

from authority import HomeAuthority
from credseal.encoding import base64url
from credseal.pki.certificate import Certificate
from credseal.securing.jades import faults, parse

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
PAYLOAD = b'{"id":"urn:example:1","name":"Ada"}'


@cache
def authority():
    return HomeAuthority(clock=lambda: AT)


def signer(algorithm="ES256"):
    """The one signer of each algorithm."""
    return _signer(algorithm)


@cache
def _signer(algorithm):
    kind = {"ES256": "P-256", "ES384": "P-384"}.get(algorithm, "RSA")
    return authority().seal_key(kind=kind, algorithm=algorithm)


def certificate(of=None):
    return Certificate.parse((of or signer()).certificates[0])


def good_header(of=None):
    """The header that a baseline seal of that signer has."""
    of = of or signer()
    leaf = certificate(of)
    return {
        "alg": of.algorithm,
        "cty": "json",
        "kid": base64.b64encode(leaf.issuer_serial).decode(),
        "x5t#S256": base64url.encode(leaf.sha256),
        "x5c": [base64.b64encode(leaf.der).decode()],
        "typ": "jose+json",
        "b64": False,
        "iat": int(AT.timestamp()),
        "crit": ["b64"],
    }


def header_with(of=None, **changes):
    """That header with some members changed; None takes one out."""
    changed = {**good_header(of), **{name.replace("_", "#"): value for name, value in changes.items()}}
    return {name: value for name, value in changed.items() if value is not None}


def as_bytes(header):
    return header if isinstance(header, bytes) else json.dumps(header, separators=(",", ":")).encode()


def signature_of(header, payload=PAYLOAD, *, of=None, sign=None):
    """One signature object."""
    protected = base64url.encode(as_bytes(header))
    body = payload if b'"b64":false' in as_bytes(header) else base64url.encode(payload).encode()
    made = (sign or (of or signer()).sign)(protected.encode() + b"." + body)
    return {"protected": protected, "signature": base64url.encode(made)}


def file_of(*signatures, payload=None, **members):
    text = PAYLOAD.decode() if payload is None else payload
    return json.dumps({"payload": text, "signatures": list(signatures), **members}, ensure_ascii=False).encode()


def forged(header, payload=PAYLOAD, *, of=None, sign=None, unprotected=None):
    """A file in the general form with one signature."""
    signature = signature_of(header, payload, of=of, sign=sign)
    if unprotected is not None:
        signature["header"] = unprotected
    text = payload.decode() if b'"b64":false' in as_bytes(header) else base64url.encode(payload)
    return file_of(signature, payload=text)


def compact(header, payload=PAYLOAD, *, of=None):
    signature = signature_of(header, payload, of=of)
    return f"{signature['protected']}.{base64url.encode(payload)}.{signature['signature']}".encode()


def only(file):
    """The one signature of a file."""
    (signature,) = parse(file).signatures
    return signature


def found(file, severity=None):
    """The codes of what is said about its header."""
    return [each.code for each in faults(only(file)) if severity in (None, each.severity)]
