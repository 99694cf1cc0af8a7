"""Is the issuer in the document the one whose certificate sealed it?

A certificate names an organisation (O), its identifier (2.5.4.97, ETSI EN 319 412-1, section 5.1.4) and its country (C); a European Digital
Credential names its issuer by ``legalName``, ``eIDASIdentifier`` and the country of that. Whoever has some certificate could otherwise
seal in anybody's name, and be shown by that name.

    found = compare(elm.issuer_identity(document), certificate)
    found.differs          # 'legal name', 'identifier', 'country'; None where nothing contradicts
    found.agrees           # ('legal name', 'identifier', 'country')

Names are compared without regard to case, diacritics and spaces, in which certificates and registers differ. An identifier may
stand in the document without the kind and country before it: ``17207834`` for ``NTREE-17207834``, if its country is the same.

The certificate of a person who works for an organisation names that organisation, too (ETSI EN 319 412-2, section 4.2.4), and nobody gave
that person its seal: such a certificate is nobody's seal here, whatever agrees.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal.checks.romanising import without_diacritics

if TYPE_CHECKING:
    from credseal.pki.certificate import Certificate
    from credseal.profiles.elm import IssuerIdentity

_KIND_AND_COUNTRY = re.compile(r"(?:[A-Z]{3}|[A-Z]{2}:)(?P<country>[A-Z]{2})-(?P<rest>.+)", re.DOTALL)
_ONE_COUNTRY = {"EL": "GR", "UK": "GB"}  # the Union's codes, and ISO's
_LONGEST = 500


@dataclass(frozen=True)
class Binding:
    """What came of comparing.

    Attributes:
        agrees: what both name, and name alike, in words.
        differs: what both name, and name otherwise, in words; the first.
        for_seals: whether the certificate can be one for seals, by what it says of itself.
        further_names: whether the document has other legal names besides the certificate's.
    """

    agrees: tuple[str, ...] = ()
    differs: str | None = None
    for_seals: bool = True
    further_names: bool = False

    @property
    def holds(self) -> bool:
        """Whether it is the same organisation: by its identifier or its name, with nothing against it."""
        named = "identifier" in self.agrees or "legal name" in self.agrees
        return self.differs is None and named and self.for_seals


def compare(stated: IssuerIdentity, certificate: Certificate) -> Binding:
    """Compares the issuer of a document with the holder of a certificate."""
    compared = {
        "legal name": _name(stated.names, certificate.organisation),
        "identifier": _identifier(stated, certificate.organisation_identifier),
        "country": _country(stated.country, certificate.country),
    }
    differing = next((what for what, same in compared.items() if same is False), None)
    return Binding(
        agrees=tuple(what for what, same in compared.items() if same),
        differs=differing,
        for_seals=certificate.may_seal,
        further_names=any(_name((name,), certificate.organisation) is False for name in stated.names),
    )


def _name(stated: tuple[str, ...], certified: str | None) -> bool | None:
    if not stated or certified is None:
        return None
    return _plain(certified) in {_plain(name) for name in stated}


def _identifier(stated: IssuerIdentity, certified: str | None) -> bool | None:
    if stated.identifier is None or certified is None:
        return None
    if stated.identifier == certified:
        return True
    parts = _KIND_AND_COUNTRY.fullmatch(certified)
    if parts is None or stated.country is None:
        return False
    return stated.identifier == parts["rest"] and _country(stated.country, parts["country"]) is True


def _country(stated: str | None, certified: str | None) -> bool | None:
    if stated is None or certified is None:
        return None
    one, other = stated.upper(), certified.upper()
    return _ONE_COUNTRY.get(one, one) == _ONE_COUNTRY.get(other, other)


def _plain(name: str) -> str:
    composed = unicodedata.normalize("NFKC", name[:_LONGEST]).casefold()
    return "".join(without_diacritics(composed).split())
