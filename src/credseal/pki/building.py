"""Which certificates lead from one to an anchor: each is signed by the next, and none stands there twice.

The building of RFC 4158 (https://www.rfc-editor.org/rfc/rfc4158), within bounds: whoever sends a seal chooses the certificates that come
with it, and enough of them that certify each other would keep a verifier busy for years. Names are compared byte for byte, as
RFC 5280, section 4.1.2.4, has authorities write them.

    for path in paths_to_anchors(leaf, others, anchors):
        path[0], path[-1]    # the leaf, an anchor
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from credseal.errors import PkiError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from credseal.pki.certificate import Certificate

MAX_OTHERS = 100
MAX_LENGTH = 8  # leaf and anchor included; the longest ones in use have five
_MAX_SIGNATURES = 200
_MAX_PATHS = 16


def paths_to_anchors(
    leaf: Certificate, others: Sequence[Certificate], anchors: Sequence[Certificate]
) -> Iterator[tuple[Certificate, ...]]:
    """All paths, short ones and those by an anchor first.

    Args:
        leaf: where they begin.
        others: what may stand between.
        anchors: where they may end. A leaf that is an anchor is a path by itself.

    Yields:
        At least one, if nothing is raised.

    Raises:
        PkiError: ``path.unsupported``, there are too many certificates or ways; ``path.signature``, the certificate that should
            be signed by the next is not; ``path.no-anchor``, the way ends before an anchor.
    """
    distinct = tuple(dict.fromkeys(others))
    if len(distinct) > MAX_OTHERS:
        raise _too_many(f"{len(distinct)} certificates came along, and at most {MAX_OTHERS} are looked at")
    search = _Search(distinct, tuple(dict.fromkeys(anchors)))
    found = 0
    for path in search.from_here((leaf,)):
        yield path
        found += 1
        if found == _MAX_PATHS:
            return
    if found:
        return
    if search.forged:
        raise PkiError(
            "A certificate is not signed by the authority that it names.",
            code="path.signature",
            hint="It was changed, or somebody took the authority's name.",
        )
    raise PkiError(
        "No path of certificates leads from this one to an authority that is trusted here.",
        code="path.no-anchor",
        hint="Trust the authority that issued it (--anchors FILE, Anchors.load), or have the certificates between them sent along.",
    )


class _Search:
    """One search; it counts what it has done."""

    def __init__(self, others: Sequence[Certificate], anchors: Sequence[Certificate]) -> None:
        self._others = others
        self._anchors = anchors
        self._signatures = 0
        self.forged = False  # a signature did not match although it should

    def from_here(self, path: tuple[Certificate, ...]) -> Iterator[tuple[Certificate, ...]]:
        last = path[-1]
        if last in self._anchors:
            yield path
            return
        if len(path) == MAX_LENGTH:
            return
        above = [
            each
            for group in (self._anchors, self._others)
            for each in group
            if each.subject_name == last.issuer_name and not _stands_in(path, each)
        ]
        signed = [each for each in dict.fromkeys(above) if self._signed_by(last, each)]
        self.forged = self.forged or (not signed and any(_has_the_named_key(each, last) for each in above))
        for each in signed:
            yield from self.from_here((*path, each))

    def _signed_by(self, certificate: Certificate, issuer: Certificate) -> bool:
        self._signatures += 1
        if self._signatures > _MAX_SIGNATURES:
            raise _too_many(f"more than {_MAX_SIGNATURES} signatures among them would have to be checked")
        return _is_signed_by(certificate, issuer)


@lru_cache(
    maxsize=256
)  # a seal with timestamps is many searches among the same certificates, some with keys made to be slow
def _is_signed_by(certificate: Certificate, issuer: Certificate) -> bool:
    try:
        certificate.native.verify_directly_issued_by(issuer.native)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True


def _has_the_named_key(issuer: Certificate, certificate: Certificate) -> bool:
    """Whether the issuer's key is the one that the certificate says signed it; authorities change keys and keep their names."""
    named = certificate.extension(x509.AuthorityKeyIdentifier)
    own = issuer.extension(x509.SubjectKeyIdentifier)
    return named is None or named.key_identifier is None or own is None or named.key_identifier == own.digest


def _stands_in(path: tuple[Certificate, ...], certificate: Certificate) -> bool:
    """Whether the same name with the same key is there already: such a path goes in a circle."""
    identity = certificate.subject_name, certificate.key_info
    return any((each.subject_name, each.key_info) == identity for each in path)


def _too_many(what: str) -> PkiError:
    return PkiError(
        f"The path of certificates is not looked for: {what}.",
        code="path.unsupported",
        hint="Send only the certificates between this one and the trusted authority.",
    )
