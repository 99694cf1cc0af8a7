"""Issuing: claims become digests and disclosures, as the issuer chooses, and what is left is signed.

RFC 9901, sections 4.1 and 4.2: https://www.rfc-editor.org/rfc/rfc9901#section-4.2. Any member of an object and any element of an array
can be made selectively disclosable, and again what is inside it ("recursive disclosures"). Every salt is fresh, 128 bits long and
used once; digests are sorted, so that their order tells nothing.

    text = issue(
        {"vct": "urn:example:1", "given_name": "Ada", "nationalities": ["GB", "FR"]},
        signer,
        typ="dc+sd-jwt",
        disclosable=[("given_name",), ("nationalities", None)],
    )

With ``pad_to=8`` decoys fill up the digests of every object and array to a multiple of eight, so that their number tells less. What never
should be selectively disclosable is for a profile to say: for credentials see ``vc``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from credseal.encoding import sd_jwt
from credseal.errors import ProofError, pointer_to
from credseal.securing.sd_jwt.claim_paths import select
from credseal.securing.sd_jwt.disclosures import (
    DEFAULT_HASH,
    DIGEST_ALGORITHM,
    DIGESTS,
    PLACEHOLDER,
    RESERVED,
    digest,
    fresh_salt,
    refuse_hash,
    write,
)
from credseal.securing.sd_jwt.parsing import parse
from credseal.securing.sd_jwt.processing import process, refuse_deep
from credseal.securing.sd_jwt.signing import signed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.keys.signer import Signer
    from credseal.securing.sd_jwt.claim_paths import ClaimPath, Place
    from credseal.securing.sd_jwt.processing import Processed

MOST_PADDING = 64


class Concealed(NamedTuple):
    """Claims of which some have become disclosures, not signed yet.

    Attributes:
        payload: what is to be signed.
        disclosures: their texts, what is inside another one first.
        processed: what a reader makes of them.
    """

    payload: JsonObject
    disclosures: tuple[str, ...]
    processed: Processed


def issue(
    claims: JsonObject,
    signer: Signer,
    *,
    typ: str,
    header: JsonObject | None = None,
    disclosable: Iterable[ClaimPath] = (),
    pad_to: int = 1,
    hash_name: str = DEFAULT_HASH,
) -> str:
    """An SD-JWT with all its disclosures, for its holder.

    Args:
        claims: what is signed.
        signer: makes the signature; its key decides the algorithm.
        typ: what kind of token it is, e.g. ``dc+sd-jwt``.
        header: further members of the protected header: ``kid``, ``x5c``.
        disclosable: see ``conceal``.
        pad_to: see ``conceal``.
        hash_name: see ``conceal``.

    Returns:
        The compact serialisation.

    Raises:
        ProofError, JsonError: as ``conceal`` and ``sign``.
        KeyMaterialError: ``key.unsupported``.
    """
    concealed = conceal(claims, disclosable, pad_to=pad_to, hash_name=hash_name)
    return sign(concealed, signer, typ=typ, header=header)


def conceal(
    claims: JsonObject, disclosable: Iterable[ClaimPath], *, pad_to: int = 1, hash_name: str = DEFAULT_HASH
) -> Concealed:
    """Makes digests and disclosures of claims.

    Args:
        claims: all of them.
        disclosable: paths to the claims that the holder may withhold, each by itself.
        pad_to: up to a multiple of which number decoys are added to the digests of each object and array; 1 adds none. Those of
            an array stand at its end.
        hash_name: ``sha-256``, ``sha-384`` or ``sha-512``, for the digests.

    Raises:
        ProofError: ``sd-jwt.reserved`` (a claim is called ``_sd``, ``_sd_alg`` or ``...``), ``sd-jwt.path`` (a path is none, or there is no
            such claim), ``sd-jwt.padding``, ``sd-jwt.hash``, ``sd-jwt.depth``.
        JsonError: a claim has no form in JSON.
    """
    if not 1 <= pad_to <= MOST_PADDING:
        raise ProofError(f"Digests are filled up to multiples of 1 to {MOST_PADDING}.", code="sd-jwt.padding")
    hiding = _Hiding(_places(claims, disclosable), refuse_hash(hash_name), pad_to)
    payload = hiding.members(claims, ())
    if hiding.disclosures:
        payload[DIGEST_ALGORITHM] = hash_name
    return Concealed(payload, tuple(hiding.disclosures), process(payload, hiding.disclosures))


def sign(concealed: Concealed, signer: Signer, *, typ: str, header: JsonObject | None = None) -> str:
    """Signs concealed claims; see ``issue``.

    Raises:
        ProofError: ``sd-jwt.size``, ``sd-jwt.count``, ``sd-jwt.payload``, ``jose.*``: our own reader would refuse it.
        JsonError: header or payload have no form in JSON.
        KeyMaterialError: ``key.unsupported``.
    """
    jwt = signed({**(header or {}), "typ": typ}, concealed.payload, signer)
    text = sd_jwt.join(jwt, concealed.disclosures)
    _ = parse(text).claims
    return text


def _places(claims: JsonObject, paths: Iterable[ClaimPath]) -> set[Place]:
    """Where the claims are that become selectively disclosable."""
    places: set[Place] = set()
    for path in paths:
        selected = select(claims, path)
        # An array without elements has none to withhold; anything else was probably misspelt, and would be shown to everybody.
        if not selected and None not in path:
            raise ProofError(
                "A claim that is to be selectively disclosable is not there.",
                code="sd-jwt.path",
                pointer=pointer_to(*(step for step in path if step is not None)),
            )
        places.update(selected)
    return places


class _Hiding:
    """One way through the claims: those of ``places`` become disclosures, the innermost first."""

    def __init__(self, places: set[Place], hash_name: str, pad_to: int) -> None:
        self.disclosures: list[str] = []
        self._places = places
        self._hash_name = hash_name
        self._pad_to = pad_to

    def members(self, given: JsonObject, place: Place) -> JsonObject:
        made: JsonObject = {}
        digests: list[JsonValue] = []
        for name, value in given.items():
            here = (*place, name)
            if name in RESERVED:
                raise ProofError(
                    f"A claim is called '{name}', which is kept for SD-JWT itself (RFC 9901, section 4.1).",
                    code="sd-jwt.reserved",
                    pointer=pointer_to(*here),
                )
            kept = self._inside(value, here)
            if here in self._places:
                digests.append(self._hide(name, kept))
            else:
                made[name] = kept
        if digests:
            # By their digests, which tell nothing of the order that the claims had.
            made[DIGESTS] = sorted([*digests, *self._decoys(len(digests))], key=str)
        return made

    def _elements(self, given: list[JsonValue], place: Place) -> list[JsonValue]:
        made: list[JsonValue] = []
        hidden = 0
        for index, value in enumerate(given):
            here = (*place, index)
            kept = self._inside(value, here)
            if here in self._places:
                hidden += 1
                kept = {PLACEHOLDER: self._hide(None, kept)}
            made.append(kept)
        # At the end: the places of the elements stay those that the claims have.
        made.extend({PLACEHOLDER: decoy} for decoy in self._decoys(hidden))
        return made

    def _inside(self, value: JsonValue, place: Place) -> JsonValue:
        if not isinstance(value, dict | list):
            return value
        refuse_deep(place)
        return self.members(value, place) if isinstance(value, dict) else self._elements(value, place)

    def _hide(self, name: str | None, value: JsonValue) -> str:
        """Makes a disclosure; its digest."""
        text = write(fresh_salt(), name, value)
        self.disclosures.append(text)
        return digest(text, self._hash_name)

    def _decoys(self, digests: int) -> list[str]:
        """Digests of nothing (RFC 9901, section 4.2.5)."""
        return [digest(fresh_salt(), self._hash_name) for _ in range(-digests % self._pad_to)]
