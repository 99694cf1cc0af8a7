"""Where a document speaks of one node, an ``id``, in several places: JSON-LD takes them for one, and so does whoever reads it.

mentions = Mentions(document)
mentions.of("did:web:uni.example", known=1)      # (('/issuer', {...}), ('/credentialSubject/achievement/creator', {...}))
mentions.follow("urn:epass:org:1")               # those that describe it, for a mere reference
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from credseal.errors import pointer_to

APART = frozenset({"@context", "proof", "endorsement", "endorsementJwt"})
"""What is said below these is said by somebody else, or of no node that a reader looks up."""
REFERENCE = frozenset({"id", "type"})
"""The members of an object that refers to a node and says nothing of it."""

_HOLDERS = (dict, list)  # what JSON is read as
_DEEPEST = 32  # levels at which nodes are looked for
_MOST_FOLLOWED = 500  # references may multiply: each of ten to ten others
_Mention: TypeAlias = tuple[str, Mapping[str, Any]]


class Mentions:
    """The nodes of one document by their ids; it is searched when the first one is asked for.

    Args:
        document: a JSON value.
    """

    def __init__(self, document: Any) -> None:
        self._document = document
        self._ids: Mapping[str, int] | None = None
        self._all: Mapping[str, Sequence[_Mention]] | None = None
        self._followed = 0

    def of(self, id_: str, *, known: int) -> Sequence[_Mention]:
        """Where the document describes the node with this id: pointers and objects; none where there are no more than ``known``."""
        if self._ids is None:
            self._ids = _ids(self._document)
        if self._ids.get(id_, 0) <= known:
            return ()
        if self._all is None:
            self._all = _by_id(_mentions(self._document))
        return self._all.get(id_, ())

    def follow(self, id_: str) -> Sequence[_Mention]:
        """What the document says of a node that is referred to; nothing once too many were followed, and the rest stays unread."""
        if self._followed == _MOST_FOLLOWED:
            return ()
        described = [mention for mention in self.of(id_, known=0) if not mention[1].keys() <= REFERENCE]
        self._followed += bool(described)
        return described


def pointer_below(pointer: str, step: str | int) -> str:
    """The pointer one step further; most steps need no escaping, and most of the time of a reading went into pointers."""
    if isinstance(step, int) or ("/" not in step and "~" not in step):
        return f"{pointer}/{step}"
    return pointer + pointer_to(step)


def _ids(document: Any) -> Mapping[str, int]:
    """How many objects have each id; without their pointers, which cost most and are seldom needed."""
    seen: dict[str, int] = {}
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if type(value) is dict:
            id_ = value.get("id")
            if type(id_) is str:
                seen[id_] = seen.get(id_, 0) + 1
            waiting += [each for name, each in value.items() if type(each) in _HOLDERS and name not in APART]
        else:
            waiting += [each for each in value if type(each) in _HOLDERS]
    return seen


def _by_id(mentions: Iterable[_Mention]) -> Mapping[str, Sequence[_Mention]]:
    found: dict[str, list[_Mention]] = {}
    for mention in mentions:
        found.setdefault(mention[1]["id"], []).append(mention)
    return found


def _mentions(document: Any) -> Iterator[_Mention]:
    waiting = [("", document, 0)]
    while waiting:
        pointer, value, depth = waiting.pop()
        below: Iterable[tuple[Any, Any]] = enumerate(value)
        if isinstance(value, dict):
            if isinstance(value.get("id"), str):
                yield pointer, value
            below = value.items()
        if depth < _DEEPEST:
            waiting += [
                (pointer_below(pointer, name), each, depth + 1)
                for name, each in below
                if type(each) in _HOLDERS and name not in APART
            ]
