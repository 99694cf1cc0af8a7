r"""RDFC-1.0: the same labels for the same blank nodes, whoever serialises the dataset.

RDF Dataset Canonicalization (W3C Recommendation 21 May 2024), section 4: https://www.w3.org/TR/rdf-canon/#canon-algorithm.
The hash is a parameter, because ecdsa-rdfc-2019 with P-384 uses SHA-384 inside the algorithm too. The search among
blank nodes that look alike is exponential for datasets made to be so ("dataset poisoning", section 7.1 there): it runs
under a budget of work and is given up with an error, at once, when that is spent.

    labelled = canonicalize({("_:b0", "<urn:p>", "_:b1", "")})
    labelled.nquads     # b'_:c14n1 <urn:p> _:c14n0 .\n'
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal.errors import JsonLdError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Quad = tuple[str, str, str, str]
"""Subject, predicate, object, graph name as N-Quads tokens; the default graph is ``""``."""

WORK_BUDGET = 20_000
"""Paths tried between look-alike blank nodes; the W3C test suite needs 2,880 at most, a credential a few a list."""

_RELATED_POSITIONS = ((0, "s"), (2, "o"), (3, "g"))


@dataclass(frozen=True)
class Canonical:
    """A dataset in canonical form.

    Attributes:
        nquads: the canonical N-Quads, UTF-8, sorted by code point, one line feed after every line.
        labels: each blank node of the input (``_:...``) and the label it was given (``_:c14n0``, ...).
    """

    nquads: bytes
    labels: Mapping[str, str]


def canonicalize(quads: Iterable[Quad], *, hash_name: str = "sha256", budget: int = WORK_BUDGET) -> Canonical:
    """The canonical form of a dataset.

    Args:
        quads: tokens as ``rdf_terms`` makes them; duplicates count once.
        hash_name: ``sha256`` or ``sha384``.
        budget: how many paths between look-alike blank nodes may be tried.

    Raises:
        JsonLdError: ``rdfc.budget``, the dataset needs more work than any real credential; ``jsonld.surrogate``, a text
            that UTF-8 cannot hold.
    """
    run = _Canonicalization(set(quads), hash_name, budget)
    try:
        labels = run.labels()
        return Canonical(run.serialized(labels), labels)
    except RecursionError:  # a path through alike nodes that is longer than the interpreter's stack
        raise _too_much_work() from None
    except UnicodeEncodeError:
        raise JsonLdError(
            "A text holds a lone surrogate, which is no character.", code="jsonld.surrogate", pointer=""
        ) from None


def relabelled(quads: Iterable[Quad], labels: Mapping[str, str]) -> list[str]:
    """A dataset as lines of N-Quads under labels of somebody's choice, sorted by code point; duplicates count once.

    Args:
        quads: the dataset.
        labels: the label of each of its blank nodes, both as tokens (``_:...``).

    Raises:
        KeyError: a blank node has no label.
    """
    lines = set()
    for quad in quads:
        subject, predicate, value, graph = (labels[token] if token[:1] == "_" else token for token in quad)
        lines.add(f"{subject} {predicate} {value} {graph} .\n" if graph else f"{subject} {predicate} {value} .\n")
    return sorted(lines)


class _Issuer:
    """Identifier Issuer (section 4.5): labels in the order in which they are asked for."""

    __slots__ = ("issued", "prefix")

    def __init__(self, prefix: str, issued: dict[str, str] | None = None) -> None:
        self.prefix = prefix
        self.issued = issued or {}

    def issue(self, node: str) -> str:
        label = self.issued.get(node)
        if label is None:
            label = self.issued[node] = f"_:{self.prefix}{len(self.issued)}"
        return label

    def copy(self) -> _Issuer:
        return _Issuer(self.prefix, dict(self.issued))


class _Canonicalization:
    """The canonicalization state (section 4.3) of one run."""

    def __init__(self, dataset: set[Quad], hash_name: str, budget: int) -> None:
        self.new_hash = getattr(hashlib, hash_name)
        self.budget = budget
        self.canonical = _Issuer("c14n")
        self.first_degree: dict[str, str] = {}
        # Nearly every line is the same for any labels but that of its subject, so the rest of it is written once:
        self.lines: list[str] = []  # lines without blank nodes,
        self.ends: dict[str, list[str]] = defaultdict(list)  # what follows the one blank node, a line's subject,
        self.links: list[Quad] = []  # and statements with a blank node elsewhere,
        self.mentions: dict[str, list[Quad]] = defaultdict(list)  # by each of their blank nodes.
        lines, ends = self.lines, self.ends
        for quad in dataset:
            subject, predicate, value, graph = quad
            if value[0] == "_" or graph[:1] == "_":
                self._link(quad)
                continue
            end = f" {predicate} {value} {graph} .\n" if graph else f" {predicate} {value} .\n"
            if subject[0] == "_":
                ends[subject].append(end)
            else:
                lines.append(subject + end)

    def _link(self, quad: Quad) -> None:
        subject, _, value, graph = quad
        self.links.append(quad)
        if subject[0] == "_":
            self.mentions[subject].append(quad)
        if value[0] == "_" and value != subject:
            self.mentions[value].append(quad)
        if graph[:1] == "_" and graph not in (subject, value):
            self.mentions[graph].append(quad)

    def serialized(self, labels: Mapping[str, str]) -> bytes:
        """The dataset as sorted lines, with these labels for its blank nodes."""
        lines = self.lines.copy()
        for node, ends in self.ends.items():
            label = labels[node]
            lines += [label + end for end in ends]
        for subject, predicate, value, graph in self.links:
            start = f"{labels.get(subject, subject)} {predicate} {labels.get(value, value)}"
            lines.append(f"{start} {labels.get(graph, graph)} .\n" if graph else f"{start} .\n")
        lines.sort()
        return "".join(lines).encode()

    def labels(self) -> dict[str, str]:
        """Section 4.4.3, steps 3 to 5."""
        alike: dict[str, list[str]] = defaultdict(list)
        for node in self.ends.keys() | self.mentions.keys():
            alike[self._hash_first_degree(node)].append(node)
        by_hash = sorted(alike)
        for key in by_hash:
            if len(alike[key]) == 1:
                self.canonical.issue(alike[key][0])
        for key in by_hash:
            if len(alike[key]) > 1:
                self._label_alike(alike[key])
        return self.canonical.issued

    def _label_alike(self, nodes: list[str]) -> None:
        paths: list[tuple[str, _Issuer]] = []
        for node in nodes:
            if node in self.canonical.issued:
                continue
            issuer = _Issuer("b")
            issuer.issue(node)
            paths.append(self._hash_n_degree(node, issuer))
        for _, issuer in sorted(paths, key=lambda path: path[0]):
            for node in issuer.issued:
                self.canonical.issue(node)

    def _digest(self, text: str) -> str:
        return self.new_hash(text.encode()).hexdigest()  # type: ignore[no-any-return]  # hashlib.new is untyped here

    def _hash_first_degree(self, node: str) -> str:
        """Section 4.6: a hash of all that is said about a node without naming any other blank node."""
        digest = self.first_degree.get(node)
        if digest is None:
            lines = [f"_:a{end}" for end in self.ends.get(node, ())]
            lines += [_first_degree_line(quad, node) for quad in self.mentions.get(node, ())]
            lines.sort()
            digest = self.first_degree[node] = self._digest("".join(lines))
        return digest

    def _hash_related(self, related: str, quad: Quad, issuer: _Issuer, position: str) -> str:
        """Section 4.7."""
        label = self.canonical.issued.get(related) or issuer.issued.get(related) or self._hash_first_degree(related)
        return self._digest(f"{position}{'' if position == 'g' else quad[1]}{label}")

    def _hash_n_degree(self, node: str, issuer: _Issuer) -> tuple[str, _Issuer]:
        """Section 4.8: a hash of the paths that lead from a node to its look-alikes."""
        related: dict[str, list[str]] = defaultdict(list)
        for quad in self.mentions.get(node, ()):
            for index, position in _RELATED_POSITIONS:
                other = quad[index]
                if other and other[0] == "_" and other != node:
                    related[self._hash_related(other, quad, issuer, position)].append(other)
        data = []
        for key in sorted(related):
            path, issuer = self._shortest_path(related[key], issuer)
            data.append(key + path)
        return self._digest("".join(data)), issuer

    def _shortest_path(self, nodes: list[str], issuer: _Issuer) -> tuple[str, _Issuer]:
        """Section 4.8.3, steps 5.2 to 5.4: the least path over all orders of ``nodes``."""
        chosen_path, chosen_issuer = "", issuer
        for order in _orders(nodes):
            self._spend()
            attempt = self._path(order, issuer.copy(), chosen_path)
            if attempt is not None and (not chosen_path or attempt[0] < chosen_path):
                chosen_path, chosen_issuer = attempt
        return chosen_path, chosen_issuer

    def _path(self, order: Iterable[str], issuer: _Issuer, best: str) -> tuple[str, _Issuer] | None:
        """The path in one order, or None once it cannot become the least one."""
        path = ""
        to_follow = []
        for node in order:
            label = self.canonical.issued.get(node)
            if label is None:
                if node not in issuer.issued:
                    to_follow.append(node)
                label = issuer.issue(node)
            path += label
            if _cannot_win(path, best):
                return None
        for node in to_follow:
            digest, following = self._hash_n_degree(node, issuer)
            path += f"{issuer.issue(node)}<{digest}>"
            issuer = following
            if _cannot_win(path, best):
                return None
        return path, issuer

    def _spend(self) -> None:
        self.budget -= 1
        if self.budget < 0:
            raise _too_much_work()


def _too_much_work() -> JsonLdError:
    return JsonLdError(
        "The document's unnamed nodes are so alike that telling them apart would take more work than any real credential "
        "needs.",
        code="rdfc.budget",
        pointer="",
        hint="Give the nodes an id. A document made like this on purpose is an attack on verifiers.",
    )


def _orders(nodes: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """All orders of ``nodes``, those that read alike once: they make the same path.

    A node stands here once for each statement that relates it, so that the blank graph of one of several credentials in a presentation
    stands here as often as anything in it has members. Of eight times the same there are 40,320 permutations, and one order.
    """
    left = Counter(nodes)
    if len(left) <= 1:
        yield tuple(nodes)
        return
    for first in left:
        rest = list((left - Counter([first])).elements())
        for order in _orders(rest):
            yield (first, *order)


def _cannot_win(path: str, best: str) -> bool:
    return bool(best) and len(path) >= len(best) and path > best


def _first_degree_line(quad: Quad, node: str) -> str:
    subject, predicate, value, graph = quad
    if subject[0] == "_":
        subject = "_:a" if subject == node else "_:z"
    if value[0] == "_":
        value = "_:a" if value == node else "_:z"
    if not graph:
        return f"{subject} {predicate} {value} .\n"
    if graph[0] == "_":
        graph = "_:a" if graph == node else "_:z"
    return f"{subject} {predicate} {value} {graph} .\n"
