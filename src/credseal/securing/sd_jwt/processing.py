"""Disclosures put back where their digests stand, and an account of what stays withheld.

RFC 9901, section 7.1, steps 3 to 5: https://www.rfc-editor.org/rfc/rfc9901#section-7.1. Every disclosure has its one place, no digest
stands twice, nothing disclosed covers what is there already, and ``_sd``, ``_sd_alg`` and ``...`` stand only where SD-JWT puts them. The RFC
lets readers pass over reserved names in odd places; here they are refused, as two readers could take them for different claims.

    processed = process({"_sd": ["..."], "vct": "urn:example:1"}, disclosures)
    processed.payload        # {'vct': 'urn:example:1', 'given_name': 'Ada'}
    processed.withheld       # (Withheld(place=(), digests=2, positions=()),): two digests of the object have no disclosure
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from credseal.encoding import strict_json
from credseal.errors import ProofError, pointer_to
from credseal.securing.sd_jwt.disclosures import (
    DEFAULT_HASH,
    DIGEST_ALGORITHM,
    DIGESTS,
    PLACEHOLDER,
    RESERVED,
    digest,
    read,
    refuse_hash,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.securing.sd_jwt.claim_paths import Place
    from credseal.securing.sd_jwt.disclosures import Disclosure

_CONTAINERS = (dict, list)


class Disclosed(NamedTuple):
    """A claim that a disclosure brought.

    Attributes:
        place: where it is in the processed payload.
        disclosure: the disclosure's text.
    """

    place: Place
    disclosure: str


class Withheld(NamedTuple):
    """Digests without disclosure: claims that were not shown, or decoys; nobody but the issuer can tell which.

    Attributes:
        place: of the object or array that they stand in, in the processed payload; ``()`` is the payload itself.
        digests: how many.
        positions: in an array, the places that they have in it as it was issued; empty for an object.
    """

    place: Place
    digests: int
    positions: tuple[int, ...] = ()

    @property
    def pointer(self) -> str:
        """JSON pointer to ``place``."""
        return pointer_to(*self.place)


@dataclass(frozen=True)
class Processed:
    """What an SD-JWT says.

    Attributes:
        payload: the claims, without anything of SD-JWT itself (the "Processed SD-JWT Payload").
        disclosed: the claims that disclosures brought, in the order of their places, what is inside another behind it.
        withheld: where digests have no disclosure.
        hash_name: what the digests were made with.
    """

    payload: JsonObject = field(repr=False)
    disclosed: tuple[Disclosed, ...] = field(repr=False)
    withheld: tuple[Withheld, ...]
    hash_name: str


def process(payload: JsonObject, disclosures: Sequence[str]) -> Processed:
    """The claims of an SD-JWT.

    Args:
        payload: of the token that the issuer signed. It is not changed.
        disclosures: their texts.

    Raises:
        ProofError: ``sd-jwt.hash``, ``sd-jwt.disclosure``, ``sd-jwt.reserved``, ``sd-jwt.repeated-disclosure``,
            ``sd-jwt.repeated-digest``, ``sd-jwt.misplaced`` (of a member in an array, or of an element in an object),
            ``sd-jwt.shadowing`` (a claim of that name is there), ``sd-jwt.unreferenced`` (no digest stands for a disclosure),
            ``sd-jwt.depth``.
    """
    hash_name = refuse_hash(payload.get(DIGEST_ALGORITHM, DEFAULT_HASH))
    given = {digest(disclosure[0], hash_name): disclosure for disclosure in read(disclosures)}
    if len(given) < len(disclosures):
        raise ProofError(
            "A disclosure stands twice in the SD-JWT (RFC 9901, section 4).", code="sd-jwt.repeated-disclosure"
        )
    walk = _Walk(given)
    claims = walk.claims({name: value for name, value in payload.items() if name != DIGEST_ALGORITHM})
    if walk.left:
        raise ProofError(
            f"Of the disclosures, {len(walk.left)} belong to no digest that the issuer signed.",
            code="sd-jwt.unreferenced",
            hint="Their claims were changed or added, or the disclosure that they are part of is missing.",
        )
    # Made all at once, as named tuples take long to make one by one.
    disclosed = tuple(map(Disclosed._make, walk.disclosed))
    return Processed(claims, disclosed, tuple(walk.withheld), hash_name)


def refuse_deep(place: Place) -> None:
    """Refuse an object or array that is inside too many others.

    Raises:
        ProofError: ``sd-jwt.depth``.
    """
    if len(place) >= strict_json.DEFAULT.depth:
        raise ProofError(
            f"With its disclosures in place, the payload nests more than {strict_json.DEFAULT.depth} levels deep.",
            code="sd-jwt.depth",
            hint="No credential does that; the text is probably hostile.",
        )


class _Walk:
    """One way through a payload: what was found, and which disclosures have not been used."""

    def __init__(self, given: dict[str, Disclosure]) -> None:
        self.left = given
        self.disclosed: list[tuple[Place, str]] = []
        self.withheld: list[Withheld] = []
        self._seen: set[str] = set()

    def claims(self, payload: JsonObject) -> JsonObject:
        return self._object(payload, ())

    def _value(self, value: JsonValue, place: Place) -> JsonValue:
        if not isinstance(value, _CONTAINERS):
            return value
        refuse_deep(place)
        return self._object(value, place) if isinstance(value, dict) else self._array(value, place)

    def _object(self, given: JsonObject, place: Place) -> JsonObject:
        made: JsonObject = {}
        for name, value in given.items():
            if name not in RESERVED:
                made[name] = self._value(value, (*place, name)) if type(value) in _CONTAINERS else value
            elif name != DIGESTS:
                raise _reserved(place, name)
        if DIGESTS in given:
            self._members(given[DIGESTS], made, place)
        return made

    def _members(self, digests: JsonValue, made: JsonObject, place: Place) -> None:
        """The members of an object that disclosures bring."""
        if not isinstance(digests, list):
            raise _reserved(place, DIGESTS)
        withheld = 0
        for each in digests:
            if not isinstance(each, str):
                raise _reserved(place, DIGESTS)
            disclosure = self._take(each)
            if disclosure is None:
                withheld += 1
                continue
            text, name, value = disclosure
            if name is None:
                raise _misplaced(place, "an element of an array stands among the members of an object")
            if name in made:
                raise ProofError(
                    "A disclosure brings a claim of a name that its object has already (RFC 9901, section 7.1).",
                    code="sd-jwt.shadowing",
                    pointer=pointer_to(*place, name),
                    hint="Two readers would take different values for it.",
                )
            here = (*place, name)
            self.disclosed.append((here, text))
            made[name] = self._value(value, here) if type(value) in _CONTAINERS else value
        if withheld:
            self.withheld.append(Withheld(place, withheld))

    def _array(self, given: list[JsonValue], place: Place) -> list[JsonValue]:
        made: list[JsonValue] = []
        gone: list[int] = []
        for position, element in enumerate(given):
            here, value = (*place, len(made)), element
            if isinstance(element, dict) and PLACEHOLDER in element:
                each = element[PLACEHOLDER]
                if len(element) > 1 or not isinstance(each, str):
                    raise _reserved(here, PLACEHOLDER)
                disclosure = self._take(each)
                if disclosure is None:
                    gone.append(position)
                    continue
                text, name, value = disclosure
                if name is not None:
                    raise _misplaced(here, "a member of an object stands among the elements of an array")
                self.disclosed.append((here, text))
            made.append(self._value(value, here) if type(value) in _CONTAINERS else value)
        if gone:
            self.withheld.append(Withheld(place, len(gone), tuple(gone)))
        return made

    def _take(self, found: str) -> Disclosure | None:
        """The disclosure of a digest; None where there is none."""
        if found in self._seen:
            raise ProofError(
                "A digest stands twice in the SD-JWT (RFC 9901, section 7.1, step 4).", code="sd-jwt.repeated-digest"
            )
        self._seen.add(found)
        return self.left.pop(found, None)


def _reserved(place: Place, name: str) -> ProofError:
    return ProofError(
        f"The name '{name}' is kept for SD-JWT itself, and stands here in another way than SD-JWT has it (RFC 9901, section 4).",
        code="sd-jwt.reserved",
        pointer=pointer_to(*place),
        hint="'_sd' is an array of digests, '...' the only member of an object in an array, '_sd_alg' a member of the whole payload.",
    )


def _misplaced(place: Place, what: str) -> ProofError:
    return ProofError(
        f"A disclosure is of the wrong kind for its place: {what}.", code="sd-jwt.misplaced", pointer=pointer_to(*place)
    )
