"""Paths of certificates, and what is known of their revocation: the same for seals, timestamps and tokens.

RFC 5280, section 6 (https://www.rfc-editor.org/rfc/rfc5280#section-6): the validator finds the path; the answers about revocation are
those that came along and those that the caller has. Nothing is fetched.

    paths = Paths(default_validator(), anchors, others, Answers(ocsp, crls))
    path = paths.find(leaf, at, "seal")                       # (leaf, ..., anchor), or PkiError
    deciding(paths.revocations(path, at))                     # Revocation("good"), or the first that leaves it open; None: an anchor itself
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from credseal.pki.material import issuer_of
from credseal.pki.revocation import ReadAnswer, Revocation, judge, read_answers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from credseal.pki.certificate import Certificate
    from credseal.pki.paths import PathValidator, Purpose


class Answers(NamedTuple):
    """What was said about revocation, in DER."""

    ocsp: tuple[bytes, ...]
    crls: tuple[bytes, ...]


@dataclass(frozen=True)
class Paths:
    """What paths are looked for with.

    Attributes:
        validator: finds them.
        anchors: where they end.
        others: certificates that came along, or that the caller has.
        answers: about revocation; those that came along are bounded where they are read, so that they cannot crowd out the caller's.
    """

    validator: PathValidator
    anchors: tuple[Certificate, ...]
    others: tuple[Certificate, ...]
    answers: Answers
    _read: dict[tuple[Certificate, Certificate], tuple[ReadAnswer, ...]] = field(default_factory=dict, repr=False)

    def find(
        self, leaf: Certificate, at: datetime, purpose: Purpose, more: Sequence[Certificate] = ()
    ) -> tuple[Certificate, ...]:
        """The path of a certificate; ``more`` are further ones that may stand between.

        Raises:
            PkiError: as ``PathValidator.validate``.
        """
        return self.validator.validate(leaf, (*more, *self.others), self.anchors, at=at, purpose=purpose)

    def revocations(self, path: Sequence[Certificate], at: datetime) -> tuple[Revocation, ...]:
        """Of each certificate on a path but the anchor, the leaf first."""
        if len(path) == 1:
            return self._against(path[0], at)
        return tuple(judge(self._about(below, above), below, at=at) for below, above in pairwise(path))

    def _against(self, anchor: Certificate, at: datetime) -> tuple[Revocation, ...]:
        """Who is believed for itself needs no answer; one that says that it was revoked counts all the same."""
        issuer = issuer_of(anchor, (*self.anchors, *self.others))
        said = judge(self._about(anchor, issuer), anchor, at=at) if issuer else None
        return (said,) if said and said.status == "revoked" else ()

    def _about(self, below: Certificate, above: Certificate) -> tuple[ReadAnswer, ...]:
        """Read once, as several timestamps mostly have one authority."""
        if (below, above) not in self._read:
            ocsp, crls = self.answers
            self._read[below, above] = read_answers(below, above, ocsp=ocsp, crls=crls, others=self.others)
        return self._read[below, above]


def deciding(revocations: Sequence[Revocation]) -> Revocation | None:
    """What is known of a path of which nothing is revoked: the first that leaves it open, else the leaf's.

    Whoever has the key of a revoked authority says "good" of whatever it certifies.
    """
    return next((each for each in revocations if each.status == "unknown"), next(iter(revocations), None))


def first_unknown(revocations: Sequence[Revocation]) -> int | None:
    """How far above the leaf, which is 0, nobody knows; None where all is known."""
    return next((above for above, each in enumerate(revocations) if each.status == "unknown"), None)


def is_revoked(revocations: Sequence[Revocation]) -> bool:
    """Whether any certificate of a path was revoked."""
    return any(each.status == "revoked" for each in revocations)
