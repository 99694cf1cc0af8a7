r"""The statements of a document under pseudorandom names of its blank nodes, and those among them that a part of it states.

Data Integrity ECDSA Cryptosuites 1.0, section 3.4 (createHmacIdLabelMapFunction, canonicalizeAndGroup):
https://www.w3.org/TR/vc-di-ecdsa/#canonicalizeandgroup . The standard gives blank nodes URNs for a while, so that they are known again in a
part of the document. Here the walk tells what each blank node stands for, and the selection what each of its objects was taken from,
so that documents stay as they are and every rule of ``jsonld`` holds for their parts too.

    stated = state(document, hmac_key, contexts=BUNDLED)
    stated.lines                               # ('_:u3Lv2... <https://schema.org/name> "Ada" .\n', ...)
    stated.indexes_of(stated.part(["/issuer"]))     # frozenset({0, 12, 13, 17})
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal.encoding import base64url, strict_json
from credseal.errors import ProofError
from credseal.jsonld import rdfc
from credseal.jsonld.walker import Walk
from credseal.securing.data_integrity.selective.selection import select
from credseal.securing.data_integrity.selective.values import MOST_STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from credseal.encoding.strict_json import JsonObject
    from credseal.jsonld.contexts import Contexts
    from credseal.jsonld.rdfc import Quad
    from credseal.jsonld.walker import BlankNode

_CANONICAL = "_:"


@dataclass(frozen=True)
class Part:
    """A part of a document, and what it states.

    Attributes:
        document: the part.
        quads: its statements, with blank nodes as the walk labels them.
        names: the pseudorandom name of each of these, as a token.
    """

    document: JsonObject
    quads: Sequence[Quad]
    names: Mapping[str, str]

    @property
    def lines(self) -> list[str]:
        """Its statements under these names, in order."""
        return rdfc.relabelled(self.quads, self.names)


@dataclass(frozen=True)
class Stated:
    """A document and its statements.

    Attributes:
        document: a copy of the document; no two places of it are one object.
        lines: its statements as canonical N-Quads, under the pseudorandom names, in order.
    """

    document: JsonObject
    lines: tuple[str, ...]
    _names: Mapping[tuple[int, str], str]
    _contexts: Contexts

    def part(self, pointers: Collection[str]) -> Part:
        """The part of the document that pointers name; no pointers name nothing.

        Raises:
            ProofError: ``disclosure.pointer``, ``disclosure.secured``.
            JsonLdError: the part is no plain, strict JSON-LD by itself: half of a value, say.
        """
        selection = select(self.document, pointers)
        walk = Walk(self._contexts)
        walk.document(selection.document)
        origins = selection.origins
        names = {
            label: self._names.get((id(origins[id(owner)]), what), label)
            for label, (owner, what) in _labelled(walk.blank_nodes)
        }
        return Part(selection.document, walk.quads, names)

    def indexes_of(self, part: Part) -> frozenset[int]:
        """Which of the document's statements a part of it states.

        Raises:
            ProofError: ``disclosure.partial``, it states something that the document does not.
        """
        places = {line: index for index, line in enumerate(self.lines)}
        found = frozenset(places.get(line, -1) for line in part.lines)
        if -1 in found:
            raise ProofError(
                "The part that the pointers name states something that the document does not: of an ordered list, say, one item.",
                code="disclosure.partial",
                hint="Name the list, or the object around it, whole.",
            )
        return found


def state(document: JsonObject, hmac_key: bytes, *, contexts: Contexts) -> Stated:
    """The statements of a document under names that a key makes.

    Args:
        document: a document without its proofs.
        hmac_key: 32 bytes.
        contexts: the contexts that are known.

    Raises:
        ProofError: ``disclosure.size``, it makes more statements than are signed one by one.
        JsonLdError, JsonError: it is no plain, strict JSON-LD.
    """
    # Objects are told apart by their identity, and callers may use one object in two places.
    document = strict_json.loads(strict_json.dumps(document))  # type: ignore[assignment]  # an object still
    walk = Walk(contexts)
    walk.document(document)
    labels = rdfc.canonicalize(walk.quads).labels
    names = {label: name_of(canonical, hmac_key) for label, canonical in labels.items()}
    lines = tuple(rdfc.relabelled(walk.quads, names))
    if len(lines) > MOST_STATEMENTS:
        raise ProofError(
            f"The document makes {len(lines)} statements; at most {MOST_STATEMENTS} are signed one by one.",
            code="disclosure.size",
            hint="Use a suite that signs the document whole.",
        )
    known = {(id(owner), what): names[label] for label, (owner, what) in _labelled(walk.blank_nodes)}
    return Stated(document, lines, known, contexts)


def name_of(label: str, hmac_key: bytes) -> str:
    """The pseudorandom name of a blank node (createHmacIdLabelMapFunction), as a token.

    Args:
        label: its canonical label, ``_:c14n0``.
        hmac_key: 32 bytes.
    """
    return name_from(hmac.digest(hmac_key, label.removeprefix(_CANONICAL).encode(), hashlib.sha256))


def name_from(digest: bytes) -> str:
    """The token of a name, from its bytes (decompressLabelMap)."""
    return f"_:u{base64url.encode(digest)}"


def bytes_of(name: str) -> bytes:
    """The bytes of a name, from its token (compressLabelMap)."""
    return base64url.decode(name.removeprefix("_:u"))


def digest_of(lines: Collection[str]) -> bytes:
    """The hash of mandatory statements (hashMandatoryNQuads)."""
    return hashlib.sha256("".join(lines).encode()).digest()


def _labelled(blank_nodes: Sequence[BlankNode]) -> list[tuple[str, BlankNode]]:
    """The blank nodes of a walk, each with its label there."""
    return [(f"_:b{number}", node) for number, node in enumerate(blank_nodes, start=1)]
