"""Type metadata: what the publisher of a credential type says about it, and whether a credential keeps to that.

draft-ietf-oauth-sd-jwt-vc, section "SD-JWT VC Type Metadata"
(https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/). The documents are handed over, nothing is fetched. A type may extend another one:
its own metadata then override what it inherits, within limits.

    metadata = read("urn:example:badge:2", {"urn:example:badge:2": data, "urn:example:badge:1": base})
    metadata.types                            # ('urn:example:badge:2', 'urn:example:badge:1')
    check(metadata, verified.sd_jwt)          # ProofError, or nothing

That a type extends another says nothing about who may issue it, and what is said for display was written by whoever published it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, TypeAlias, cast, get_args

from credseal.encoding import strict_json
from credseal.errors import JsonError, ProofError, pointer_to
from credseal.securing.sd_jwt.claim_paths import is_step, select
from credseal.securing.sd_jwt.integrity import matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from credseal.encoding.strict_json import JsonObject
    from credseal.securing.sd_jwt.claim_paths import Place
    from credseal.securing.sd_jwt.processing import Processed

Disclosability: TypeAlias = Literal["always", "allowed", "never"]
"""Whether an issuer must, may or must not make a claim selectively disclosable."""

MOST_TYPES = 8
"""How many types extend one another at most; more are not read."""

LIMITS = strict_json.Limits(bytes=1024 * 1024, depth=32, items=20_000)

_SVG_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True)
class ClaimMetadata:
    """What is said about some claims.

    Attributes:
        path: which claims.
        mandatory: whether the issuer has to include them.
        sd: whether they are selectively disclosable.
        display: how they are called, an object for each language, unread.
        svg_id: what templates call them, or None.
    """

    path: tuple[str | int | None, ...]
    mandatory: bool = False
    sd: Disclosability = "allowed"
    display: tuple[JsonObject, ...] = field(default=(), repr=False)
    svg_id: str | None = None


@dataclass(frozen=True)
class TypeMetadata:
    """What is said about a type of credentials, all that it extends included.

    Attributes:
        types: its name, then those that it extends, the nearest first.
        name, description: for developers, or None.
        display: for learners, an object for each language, unread.
        claims: those of the furthest type first.
    """

    types: tuple[str, ...]
    name: str | None
    description: str | None
    display: tuple[JsonObject, ...] = field(repr=False)
    claims: tuple[ClaimMetadata, ...] = field(repr=False)


def read(vct: str, documents: Mapping[str, bytes], *, integrity: str | None = None) -> TypeMetadata:
    """The metadata of a type.

    Args:
        vct: the type's name.
        documents: the documents of this type and of those that it extends, byte for byte as published, by the types' names.
        integrity: ``vct#integrity`` of the credential; None where it has none.

    Raises:
        ProofError: ``sd-jwt.type-missing`` (a document was not handed over), ``sd-jwt.type-integrity`` (it is another one than is
            meant), ``sd-jwt.type-metadata`` (it cannot be read, or is not about the type), ``sd-jwt.type-extends`` (types extend one another in
            a circle, too many do, or one allows what those that it extends do not).
    """
    chain: list[JsonObject] = []
    types: list[str] = []
    wanted: str | None = vct
    while wanted is not None:
        if wanted in types or len(types) == MOST_TYPES:
            raise ProofError(
                f"The types extend one another in a circle, or more than {MOST_TYPES} of them do.",
                code="sd-jwt.type-extends",
                pointer="/extends",
            )
        document = _document(wanted, documents, integrity)
        chain.append(document)
        types.append(wanted)
        wanted, integrity = _text(document, "extends"), _text(document, "extends#integrity")
    claims: dict[tuple[str | int | None, ...], ClaimMetadata] = {}
    display: tuple[JsonObject, ...] = ()
    for document in reversed(chain):
        claims |= {path: _claim(entry, path, claims.get(path)) for path, entry in _entries(document).items()}
        display = _display(document, "name") if "display" in document else display
    _refuse_same_id(claims.values())
    return TypeMetadata(
        tuple(types), _text(chain[0], "name"), _text(chain[0], "description"), display, tuple(claims.values())
    )


def check(metadata: TypeMetadata, processed: Processed, *, complete: bool = False) -> None:
    """Whether a credential keeps to what is said about the claims of its type.

    Args:
        metadata: of its type.
        processed: the credential.
        complete: whether all its disclosures are there, as issuer and holder have them. Where they need not be, a mandatory claim
            counts as missing only if nothing is withheld where it would stand.

    Raises:
        ProofError: ``sd-jwt.type-other`` (the metadata are of another type), ``sd-jwt.type-claims``.
    """
    if processed.payload.get("vct") != metadata.types[0]:
        raise ProofError(
            "The type metadata are of another type than the credential.", code="sd-jwt.type-other", pointer="/vct"
        )
    look = _Look(processed)
    for claim in metadata.claims:
        places = look.select(claim.path)
        hidden, open_ = look.disclosabilities(claim.path, places)
        if claim.sd == "always" and open_:
            raise _breaks(claim, "is to be selectively disclosable, and is not")
        if claim.sd == "never" and hidden:
            raise _breaks(claim, "must not be selectively disclosable, and is")
        if claim.mandatory and not places and (complete or not look.may_be_withheld(claim.path)):
            raise _breaks(claim, "has to be there, and is not")


class _Look:
    """A credential, as the paths of claim metadata see it: numbers count the elements that were withheld."""

    def __init__(self, processed: Processed) -> None:
        self._payload = processed.payload
        self._disclosed = {one.place for one in processed.disclosed}
        self._withheld = {one.place for one in processed.withheld}
        self._positions = {one.place: one.positions for one in processed.withheld if one.positions}

    def select(self, path: tuple[str | int | None, ...]) -> list[Place]:
        try:
            return select(self._payload, path, self._positions)
        except ProofError as error:
            raise ProofError(
                f"The type metadata do not go with the credential: {error.message}",
                code="sd-jwt.type-claims",
                pointer=error.pointer,
            ) from error

    def disclosabilities(self, path: tuple[str | int | None, ...], places: list[Place]) -> tuple[bool, bool]:
        """Whether some claims of a path are selectively disclosable, and whether some are not."""
        disclosed = [place in self._disclosed for place in places]
        return any(disclosed) or self._selects_withheld(path), not all(disclosed)

    def may_be_withheld(self, path: tuple[str | int | None, ...]) -> bool:
        """Whether something is withheld on the way to a claim."""
        return any(place in self._withheld for depth in range(len(path)) for place in self._before(path[:depth]))

    def _selects_withheld(self, path: tuple[str | int | None, ...]) -> bool:
        last = path[-1]
        if isinstance(last, str):
            return False
        gone = (self._positions.get(array, ()) for array in self._before(path[:-1]))
        return any(bool(positions) if last is None else last in positions for positions in gone)

    def _before(self, path: tuple[str | int | None, ...]) -> list[Place]:
        return self.select(path) if path else [()]


def _document(vct: str, documents: Mapping[str, bytes], integrity: str | None) -> JsonObject:
    data = documents.get(vct)
    if data is None:
        raise ProofError(
            "The metadata of the credential's type, or of a type that it extends, are not there.",
            code="sd-jwt.type-missing",
            hint="They are handed over with the credential, and not fetched.",
        )
    if integrity is not None and not matches(data, integrity):
        raise ProofError(
            "The metadata of the type are not those that are meant: their digest is another one, or of an unknown kind ('#integrity').",
            code="sd-jwt.type-integrity",
            hint="Ask for the document as it was when the credential was issued.",
        )
    try:
        document = strict_json.loads(data, limits=LIMITS)
    except JsonError as error:
        raise _no_metadata(f"cannot be read: {error.message}") from error
    if not isinstance(document, dict) or document.get("vct") != vct:
        raise _no_metadata("are not a JSON object about this type", "/vct")
    return document


def _entries(document: JsonObject) -> dict[tuple[str | int | None, ...], JsonObject]:
    """The claim metadata of one document, by path."""
    found: dict[tuple[str | int | None, ...], JsonObject] = {}
    for index, entry in enumerate(_array(document, "claims")):
        path = entry.get("path")
        if not isinstance(path, list) or not path or not all(is_step(step) for step in path):
            raise _no_metadata("hold a claim without path", pointer_to("claims", index, "path"))
        key = tuple(cast("list[str | int | None]", path))
        if key in found:
            raise _no_metadata("hold two entries for one claim", pointer_to("claims", index, "path"))
        found[key] = entry
    return found


def _claim(entry: JsonObject, path: tuple[str | int | None, ...], inherited: ClaimMetadata | None) -> ClaimMetadata:
    """The metadata of a claim: what the entry says, and what it does not say as inherited."""
    base = inherited or ClaimMetadata(path)
    sd, mandatory = entry.get("sd", base.sd), entry.get("mandatory", base.mandatory)
    svg_id = entry.get("svg_id", base.svg_id)
    if sd not in get_args(Disclosability) or not isinstance(mandatory, bool):
        raise _no_metadata("say something unknown in a claim's 'sd' or 'mandatory'", "/claims")
    if svg_id is not None and not (isinstance(svg_id, str) and _SVG_ID.fullmatch(svg_id)):
        raise _no_metadata("hold a claim's 'svg_id' that is no name", "/claims")
    if base.sd not in ("allowed", sd) or (base.mandatory and not mandatory):
        raise ProofError(
            "A type says otherwise than the type that it extends what has to be there, or whether it may be withheld.",
            code="sd-jwt.type-extends",
            pointer="/claims",
        )
    display = _display(entry, "label") if "display" in entry else base.display
    said = cast("Disclosability", sd)
    return replace(base, mandatory=mandatory, sd=said, display=display, svg_id=svg_id)


def _refuse_same_id(claims: Iterable[ClaimMetadata]) -> None:
    """A template would show one claim in the place of the other."""
    ids = [claim.svg_id for claim in claims if claim.svg_id is not None]
    if len(set(ids)) < len(ids):
        raise _no_metadata("hold one 'svg_id' for two claims", "/claims")


def _display(said: JsonObject, name: str) -> tuple[JsonObject, ...]:
    entries = _array(said, "display")
    if not all(isinstance(entry.get("locale"), str) and isinstance(entry.get(name), str) for entry in entries):
        raise _no_metadata(f"hold a display without 'locale' or '{name}'", "/display")
    return tuple(entries)


def _array(said: JsonObject, member: str) -> list[JsonObject]:
    value = said.get(member, [])
    if not isinstance(value, list):
        raise _no_metadata("hold something else than an array", pointer_to(member))
    entries = [entry for entry in value if isinstance(entry, dict)]
    if len(entries) < len(value):
        raise _no_metadata("hold an array of something else than objects", pointer_to(member))
    return entries


def _text(document: JsonObject, member: str) -> str | None:
    value = document.get(member)
    if value is not None and not isinstance(value, str):
        raise _no_metadata("hold something else than text", pointer_to(member))
    return value


def _no_metadata(what: str, pointer: str | None = None) -> ProofError:
    return ProofError(f"The metadata of the type {what}.", code="sd-jwt.type-metadata", pointer=pointer)


def _breaks(claim: ClaimMetadata, what: str) -> ProofError:
    named = [step for step in claim.path if step is not None]
    return ProofError(
        f"By the metadata of the credential's type, a claim {what}.",
        code="sd-jwt.type-claims",
        pointer=pointer_to(*named) if len(named) == len(claim.path) else None,
    )
