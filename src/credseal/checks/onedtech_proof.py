"""What 1EdTech's validator would say of a credential's proof: its two proof probes, answered from the examined proofs.

``EmbeddedProofProbe`` and ``ExternalProofProbe`` of https://github.com/1EdTech/digital-credentials-public-validator . It looks at the first proof
only that has a type it knows, takes the key from the fragment of a URL without asking anybody, and reads one RDF suite for Ed25519 keys
(and ecdsa-sd-2023). Where credseal could not have a key because it did not fetch, the answer stays open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from credseal.authenticity.method import fragment_key
from credseal.encoding import compact_jws, credential_token
from credseal.encoding.one_or_many import as_list
from credseal.encoding.sd_jwt import SEPARATOR
from credseal.errors import FetchError, JsonError, JsonLdError, ResolutionError, SignatureError
from credseal.net.urls import shorten
from credseal.profiles import vcdm
from credseal.profiles.openbadges.probes import NO_PROOF, CredentialKind, ProbeAnswer
from credseal.securing.jose.numeric_date import numeric_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from credseal.authenticity.examined import Examined
    from credseal.checks.evidence import Evidence
    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.errors import CredsealError
    from credseal.profiles.openbadges.probes.answers import Level

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_FRAGMENT_KEYS = ("Ed25519", "P-256", "P-384")
# By whatever name DataIntegrityProof calls its suite, the validator computes one of these.
_CRYPTOSUITES = ("eddsa-2022", "eddsa-rdfc-2022", "ecdsa-sd-2023")
_ALGORITHMS = ("RS256", "ES256")
# DID Core, section 7: a method for examples, which nobody resolves.
_NOBODYS = "did:example:"
_NO_KEY = "Verification method does not contain either an Ed25519, P256 or P384 public key"


def proof(evidence: Evidence, kind: CredentialKind) -> Iterator[ProbeAnswer]:
    """What the validator would say of the proof, embedded or external.

    Args:
        evidence: the document as it was handed over, its proofs examined.
        kind: what the validator takes it for.
    """
    if evidence.token is not None and SEPARATOR in evidence.token:
        yield ProbeAnswer("ExternalProofProbe", "open", "What the validator makes of an SD-JWT is not known.")
        return
    if evidence.token is not None:
        yield from _external(evidence, evidence.token)
        return
    given = as_list(evidence.given.get("proof", []))
    if not given:
        yield NO_PROOF
        return
    for index, one in enumerate(given):
        if (
            not isinstance(one, dict)
            or one.get("proofPurpose") != "assertionMethod"
            or one.get("type") not in kind.proof_types
        ):
            continue
        pointer = f"/proof/{index}" if isinstance(evidence.given["proof"], list) else "/proof"
        yield from _method(evidence, one, pointer)
        return
    yield _embedded(
        "error",
        f'No proof with type any of ({", ".join(kind.proof_types)}), or "DataIntegrityProof" with cryptosuite attr of'
        ' "eddsa-rdfc-2022" or "eddsa-2022", or proof purpose "assertionMethod" found',
        "/proof",
    )


def _method(evidence: Evidence, one: JsonObject, pointer: str) -> Iterator[ProbeAnswer]:
    """Whose key the proof names, then whether it fits."""
    named = one.get("verificationMethod")
    method = named if isinstance(named, str) else ""
    here = f"{pointer}/verificationMethod"
    key = fragment_key(method)
    scheme = _SCHEME.match(method)
    if key is not None and key.kind in _FRAGMENT_KEYS:
        if method.partition("#")[0] != vcdm.issuer_id(evidence.given):
            yield _embedded("error", "Key controller does not match issuer.", here)
            return
    elif scheme is None:
        yield _embedded("error", "The verification method must be a valid URI (missing scheme)", here)
        return
    elif scheme[1] not in ("did", "http", "https"):
        yield _embedded("error", f"Unknown verification method scheme: {shorten(scheme[1])}", here)
        return
    elif method.startswith("did:jwk:"):
        yield _embedded("error", _NO_KEY, here)
        return
    if one.get("type") == "DataIntegrityProof" and one.get("cryptosuite") not in _CRYPTOSUITES:
        yield _embedded(
            "error", "Embedded proof verification failed: its cryptosuite is none that the validator computes.", pointer
        )
        return
    yield from _signature(evidence, method, pointer)


def _signature(evidence: Evidence, method: str, pointer: str) -> Iterator[ProbeAnswer]:
    examined = next((each for each in evidence.proofs if each.proof.pointer == pointer), None)
    error: CredsealError | None = examined.unverified if examined else evidence.proof_error
    if error is None:
        if examined is not None and examined.method is None and fragment_key(method) is None:
            yield from _unauthenticated(examined.unauthenticated, method, pointer)
    elif isinstance(error, SignatureError):
        yield _embedded("error", "Embedded proof verification failed.", pointer)
    elif isinstance(error, ResolutionError):
        yield from _unauthenticated(error, method, pointer)
    elif isinstance(error, JsonLdError | JsonError) or error.code == "proof.unsupported":
        yield _embedded("open", f"Whether the proof fits was not computed: {error.message}", pointer)
    else:
        yield _embedded("fatal", f"Embedded proof verification failed: {error.message}", pointer)


def _unauthenticated(error: CredsealError | None, method: str, pointer: str) -> Iterator[ProbeAnswer]:
    """What follows where the key's document was not had, or does not say what it must."""
    here = f"{pointer}/verificationMethod"
    if error is None or method.startswith("did:key:"):
        return  # to the validator, did:key without a fragment has no controller, and goes with any issuer
    if method.startswith(_NOBODYS):
        yield _embedded("error", f"Error solving did: {shorten(method)}", here)
    elif isinstance(error, FetchError) or isinstance(error.__cause__, FetchError):
        yield _embedded("error", f"Key document not found at {shorten(method)}", here)
    else:
        yield _embedded("open", f"Whose key it is was not found out: {error.message}", here)


def _external(evidence: Evidence, token: str) -> Iterator[ProbeAnswer]:
    """What it would say of a token: algorithm and key, then signature and times; it holds no claim against the credential."""
    parts = compact_jws.split(token)
    if parts.header.get("alg") not in _ALGORITHMS:
        yield _outside("alg must be present and must be either 'RS256' or 'ES256'")
        return
    kid = parts.header.get("kid")
    if parts.header.get("jwk") is None and kid is None:
        yield _outside("Key must present in either jwk or kid value.")
        return
    examined = next(iter(evidence.proofs), None)
    error: CredsealError | None = examined.unverified if examined else evidence.proof_error
    if kid is not None and _leads_to_no_jwk(kid, examined, error):
        yield _outside("Unable to retrieve jwk value from url specified in kid.")
    elif isinstance(error, SignatureError):
        yield _outside("JWT Invalid signature")
    elif error is not None and not isinstance(error, JsonLdError):
        message = f"Whether the token fits was not computed: {error.message}"
        yield ProbeAnswer("ExternalProofProbe", "open", message)
    else:
        claims = credential_token.read(parts.header, parts.payload).claims
        yield from _times(claims, evidence.at)


def _leads_to_no_jwk(kid: JsonValue, examined: Examined | None, error: CredsealError | None) -> bool:
    """Whether it would find no JSON Web Key where ``kid`` leads. It expects one at every web address, and none in a did:key."""
    if not isinstance(kid, str) or not kid.startswith(("did:", "https:")) or kid.startswith("did:key:"):
        return True
    if isinstance(error, FetchError):
        return True
    method = examined.method if examined else None
    if method is None or kid.startswith("did:jwk:"):
        return False
    return method.type == "Multikey" or (kid.startswith("https:") and "#" in kid)


def _times(claims: JsonObject, at: datetime) -> Iterator[ProbeAnswer]:
    """To the second, and with no patience for clocks."""
    expires = numeric_date(claims.get("exp"))
    if expires is not None and expires <= at:
        yield _outside("JWT Token expired")
        return
    begin = [numeric_date(claims.get(name)) for name in ("nbf", "iat")]
    if any(instant is not None and instant > at for instant in begin):
        yield _outside("JWT, one or more claims are invalid")


def _outside(message: str) -> ProbeAnswer:
    return ProbeAnswer("ExternalProofProbe", "fatal", f"Error verifying jwt signature: {message}")


def _embedded(level: Level, message: str, pointer: str) -> ProbeAnswer:
    return ProbeAnswer("EmbeddedProofProbe", level, message, pointer)
