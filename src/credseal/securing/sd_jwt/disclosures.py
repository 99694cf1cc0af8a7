"""Disclosures: one claim each, with the salt that keeps its digest from being guessed.

RFC 9901, section 4.2: https://www.rfc-editor.org/rfc/rfc9901#section-4.2. A disclosure is the JSON array ``[salt, name, value]`` for a
member of an object, ``[salt, value]`` for an element of an array, in base64url. Its digest is taken over that text, so that the issuer's
spelling of the JSON counts and no other.

    text = write(fresh_salt(), "given_name", "Ada")
    read([text])                    # [(text, 'given_name', 'Ada')]
    digest(text, "sha-256")         # what stands in the signed token in place of the claim
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING, TypeAlias

from credseal.encoding import base64url, jcs, strict_json
from credseal.errors import EncodingError, JsonError, ProofError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from credseal.encoding.strict_json import JsonValue

DIGESTS = "_sd"
DIGEST_ALGORITHM = "_sd_alg"
PLACEHOLDER = "..."
RESERVED = frozenset({DIGESTS, DIGEST_ALGORITHM, PLACEHOLDER})
"""Names that no claim can have (RFC 9901, sections 4.1 and 4.1.1)."""

DEFAULT_HASH = "sha-256"
# RFC 9901, section 9.4: being registered is not enough, the registry also holds digests cut off to 32 bits.
_HASHES: Mapping[str, Callable[[bytes], hashlib._Hash]] = {
    "sha-256": hashlib.sha256,
    "sha-384": hashlib.sha384,
    "sha-512": hashlib.sha512,
}

_SALT_BYTES = 16
_OF_A_MEMBER, _OF_AN_ELEMENT = 3, 2

Disclosure: TypeAlias = "tuple[str, str | None, JsonValue]"
"""One claim, as it was disclosed: the disclosure's text; the claim's name, None for an element of an array; its value, in which digests
may stand. A bare tuple, as there are many and each is read once."""


def fresh_salt() -> str:
    """128 bits from the operating system's randomness, in base64url."""
    return secrets.token_urlsafe(_SALT_BYTES)


def write(salt: str, name: str | None, value: JsonValue) -> str:
    """A disclosure.

    Args:
        salt: used for this one claim and never again.
        name: of the claim; None for an element of an array.
        value: of the claim.

    Raises:
        JsonError: the value has no form in JSON.
    """
    claim: list[JsonValue] = [salt, value] if name is None else [salt, name, value]
    return base64url.encode(jcs.canonicalize(claim))


def read(texts: Sequence[str]) -> list[Disclosure]:
    """Disclosures taken apart.

    Args:
        texts: in base64url, as they stand between tildes.

    Raises:
        ProofError: ``sd-jwt.disclosure`` (no canonical base64url, no strict JSON, or not one of the two arrays),
            ``sd-jwt.reserved`` (one is to disclose ``_sd``, ``_sd_alg`` or ``...``).
    """
    try:
        values = strict_json.loads_each([base64url.decode(text) for text in texts])
    except (EncodingError, JsonError) as error:
        # The code alone: the sentence may quote what is disclosed.
        raise _no_disclosure(f"cannot be read ({error.code})") from None
    return [_disclosure(text, value) for text, value in zip(texts, values, strict=True)]


def _disclosure(text: str, value: JsonValue) -> Disclosure:
    if not isinstance(value, list) or len(value) not in (_OF_A_MEMBER, _OF_AN_ELEMENT):
        raise _no_disclosure("is not a JSON array of two or three items")
    if not isinstance(value[0], str):
        raise _no_disclosure("has no salt: its first item is not text")
    if len(value) == _OF_AN_ELEMENT:
        return text, None, value[1]
    _, name, claim = value
    if not isinstance(name, str):
        raise _no_disclosure("has no name for its claim: its second item is not text")
    if name in RESERVED:
        raise ProofError(
            f"A disclosure is to disclose a claim of the name '{name}', which is kept for SD-JWT itself.",
            code="sd-jwt.reserved",
            hint="Digests could be smuggled in this way; nobody discloses such a claim in good faith.",
        )
    return text, name, claim


def digest(text: str, hash_name: str) -> str:
    """The digest of a disclosure, or of an SD-JWT, in base64url.

    Args:
        text: ASCII.
        hash_name: ``sha-256``, ``sha-384`` or ``sha-512``.
    """
    return base64url.encode(_HASHES[hash_name](text.encode("ascii")).digest())


def refuse_hash(name: JsonValue) -> str:
    """The name of a hash, if it is one that is accepted.

    Args:
        name: what ``_sd_alg`` says, as the IANA registry "Named Information Hash Algorithm" has it.

    Raises:
        ProofError: ``sd-jwt.hash``.
    """
    if not isinstance(name, str) or name not in _HASHES:
        raise ProofError(
            f"The digests of the SD-JWT are said to be made with a hash that is not accepted here; {', '.join(_HASHES)} are.",
            code="sd-jwt.hash",
            pointer=f"/{DIGEST_ALGORITHM}",
        )
    return name


def _no_disclosure(what: str) -> ProofError:
    return ProofError(
        f"A disclosure {what} (RFC 9901, section 4.2).",
        code="sd-jwt.disclosure",
        hint="Ask for the SD-JWT again, byte for byte.",
    )
