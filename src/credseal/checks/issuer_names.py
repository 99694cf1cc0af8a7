"""Does the issuer call itself like somebody that it is not? Never decides: names are claims, and a copied one costs nothing.

The verdict rests on identifiers and keys. But a person who reads the report reads names, so that a name borrowed from a listed
university, or written to look like one (see ``lookalikes``), is said to be one.

* ``issuer.confusable-name``: the name looks like a register's, and is another
* ``issuer.borrowed-name``: the name is that of an issuer whom a register knows by another identifier
* ``issuer.further-name``: in another language than its certificate, the issuer of a sealed document has another legal name; or claims
  that were signed with a certificate call their issuer otherwise
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from credseal.checks.lookalikes import LONGEST, is_same, resembles, skeleton
from credseal.findings import Finding
from credseal.profiles import elm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from credseal.checks.evidence import Evidence
    from credseal.trust.register import Register

_POINTER = "/issuer/name"
_LEGAL_NAME = "/issuer/legalName"
_AUTHORITY = "/issuing_authority"
_MOST = 8
_HINT = "Go by the identifier, never by the name; ask the organisation whether this identifier is its own."


def notes_on(evidence: Evidence) -> tuple[Finding, ...]:
    """What there is to say about the issuer's names; at most one note for each name and register."""
    names = [name for name in evidence.issuer_names if len(name) <= LONGEST][:_MOST]
    return (*_beside(evidence), *(note for name in names for note in _notes(evidence, name, evidence.issuer)))


def _beside(evidence: Evidence) -> Iterator[Finding]:
    """Whoever has a certificate in its own name in one language could go by anybody's in another."""
    if evidence.binding is not None and evidence.binding.holds and evidence.binding.further_names:
        message = (
            "The document calls its issuer by other legal names, too, than the one in the certificate of the seal."
        )
        hint = "Go by the name in the certificate; nobody vouches for the others."
        yield Finding("issuer.further-name", "warning", message, _LEGAL_NAME, hint)
    organisation = evidence.certified.certificate.organisation if evidence.certified else None
    if organisation is not None and any(not is_same(name, organisation) for name in evidence.issuer_names):
        message = "The document calls its issuer otherwise than the certificate that it was signed with."
        hint = "Go by the name in the certificate; nobody vouches for the other."
        yield Finding("issuer.further-name", "warning", message, _pointer(evidence), hint)


def _notes(evidence: Evidence, name: str, issuer: str | None) -> Iterator[Finding]:
    pointer = _pointer(evidence)
    for register in evidence.registers:
        entry = register.find(issuer) if issuer else None
        if entry is not None:
            if len(entry.name) <= LONGEST and resembles(name, entry.name):
                message = f'The document\'s name of the issuer looks like "{entry.name}" and is another.'
                yield Finding("issuer.confusable-name", "warning", message, pointer, _HINT)
            continue
        for listed in _by_skeleton(_Same(register)).get(skeleton(name), ()):
            borrowed = is_same(name, listed)
            code = "issuer.borrowed-name" if borrowed else "issuer.confusable-name"
            how = "has the name" if borrowed else "has a name that looks like that"
            message = f'The issuer {how} of "{listed}", whom the register {register.name} knows by another identifier.'
            yield Finding(code, "warning", message, pointer, _HINT)
            break


def _pointer(evidence: Evidence) -> str:
    return _LEGAL_NAME if elm.is_edc(evidence.document) else _AUTHORITY if evidence.is_claims else _POINTER


class _Same:
    """A register by its identity: to compare two by what they hold would take longer than to look."""

    def __init__(self, register: Register) -> None:
        self.register = register

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.register is self.register

    def __hash__(self) -> int:
        return id(self.register)


@lru_cache(maxsize=8)
def _by_skeleton(same: _Same) -> Mapping[str, tuple[str, ...]]:
    """The names of a register by what they look like."""
    names: dict[str, tuple[str, ...]] = {}
    for entry in same.register.issuers:
        if len(entry.name) <= LONGEST:
            seen = skeleton(entry.name)
            names[seen] = (*names.get(seen, ()), entry.name)
    return names
