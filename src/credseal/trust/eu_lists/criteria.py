"""Which certificates a list's qualifiers are about.

ETSI TS 119 612, clause 5.5.9.2.2 (CriteriaList): a tree of assertions about key usage, certificate policies, extended key usage and parts of
the subject's name. A certificate may meet one, not meet it, or it cannot be said: a criterion that is not known here decides nothing,
and what it decides with others only where they would alone.

    criteria = read_criteria(element)
    criteria.met_by(certificate)          # True, False or None
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from credseal.errors import PkiError
from credseal.trust.eu_lists.reading import ADDITIONAL, QUALIFICATIONS, XADES, form, local_name, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from credseal.pki.certificate import Certificate
    from credseal.trust.eu_lists.reading import Element

Truth: TypeAlias = bool | None
_OID = re.compile(r"(?:urn:)?(?:oid:)?([0-2](?:\.[0-9]+)+)", re.IGNORECASE)
_BITS = {
    "digitalSignature": "digital_signature",
    "nonRepudiation": "content_commitment",
    "keyEncipherment": "key_encipherment",
    "dataEncipherment": "data_encipherment",
    "keyAgreement": "key_agreement",
    "keyCertSign": "key_cert_sign",
    "crlSign": "crl_sign",
    "encipherOnly": "encipher_only",
    "decipherOnly": "decipher_only",
}


class Criterion(Protocol):
    """One assertion about certificates."""

    def met_by(self, certificate: Certificate) -> Truth:
        """Whether it holds; None where that cannot be said."""


@dataclass(frozen=True)
class KeyUsage:
    """Bits of the key usage, each with the value that it must have."""

    bits: tuple[tuple[str, bool], ...]

    def met_by(self, certificate: Certificate) -> Truth:
        """Whether all bits are as wanted; a certificate without the extension has none."""
        from cryptography.x509 import KeyUsage as Extension  # noqa: PLC0415  slow to load

        try:
            found = certificate.extension(Extension)
        except PkiError:
            return None
        return all(_bit(found, name) == value for name, value in self.bits)


@dataclass(frozen=True)
class Identifiers:
    """Object identifiers, all of which the certificate must have in one of its parts."""

    part: Literal["policy", "extended-key-usage", "subject"]
    wanted: frozenset[str]

    def met_by(self, certificate: Certificate) -> Truth:
        """Whether it has them all."""
        try:
            return self.wanted <= _identifiers(certificate, self.part)
        except PkiError:
            return None


@dataclass(frozen=True)
class Unknown:
    """A criterion that is not known here."""

    def met_by(self, certificate: Certificate) -> Truth:  # noqa: ARG002  nothing is known of it
        """Never decided."""
        return None


@dataclass(frozen=True)
class Criteria:
    """Several criteria, of which all, at least one, or none must be met."""

    rule: Literal["all", "atLeastOne", "none"]
    criteria: tuple[Criterion, ...]

    def met_by(self, certificate: Certificate) -> Truth:
        """Whether the rule is kept; a list without criteria says nothing."""
        if not self.criteria:
            return None
        answers = [each.met_by(certificate) for each in self.criteria]
        if self.rule == "all":
            return all_of(answers)
        some = _negated(all_of(_negated(answer) for answer in answers))
        return some if self.rule == "atLeastOne" else _negated(some)


def all_of(answers: Iterable[Truth]) -> Truth:
    """Whether all hold: one that does not decides, one that cannot be said leaves it open."""
    found = set(answers)
    return False if False in found else None if None in found else True


def read_criteria(element: Element) -> Criteria:
    """Reads a CriteriaList.

    Raises:
        TrustListError: ``trust-list.form``.
    """
    rule = element.get("assert")
    if rule not in ("all", "atLeastOne", "none"):
        raise form("A CriteriaList does not say whether all, at least one or none must be met")
    return Criteria(rule, tuple(each for part in element for each in _read(part)))


def _read(part: Element) -> tuple[Criterion, ...]:
    """The criteria that an element of a CriteriaList holds."""
    name = local_name(part)
    if not name or part.tag == QUALIFICATIONS + "Description":
        return ()
    if part.tag == QUALIFICATIONS + "KeyUsage":
        return (_key_usage(part),)
    if part.tag == QUALIFICATIONS + "PolicySet":
        return (_object_identifiers("policy", part, f"{QUALIFICATIONS}PolicyIdentifier"),)
    if part.tag == QUALIFICATIONS + "CriteriaList":
        return (read_criteria(part),)
    if part.tag == QUALIFICATIONS + "otherCriteriaList":
        return tuple(_other(each) for each in part if local_name(each))
    return (Unknown(),)


def _other(part: Element) -> Criterion:
    if part.tag == ADDITIONAL + "ExtendedKeyUsage":
        return _object_identifiers("extended-key-usage", part, f"{ADDITIONAL}KeyPurposeId")
    if part.tag == ADDITIONAL + "CertSubjectDNAttribute":
        return _object_identifiers("subject", part, f"{ADDITIONAL}AttributeOID")
    return Unknown()


def _key_usage(part: Element) -> Criterion:
    bits = [(each.get("name"), text(each)) for each in part.findall(QUALIFICATIONS + "KeyUsageBit")]
    if not bits or any(name not in _BITS or value not in ("true", "false", "1", "0") for name, value in bits):
        return Unknown()
    return KeyUsage(tuple((_BITS[name], value in ("true", "1")) for name, value in bits))


def _object_identifiers(
    where: Literal["policy", "extended-key-usage", "subject"], part: Element, of: str
) -> Identifiers | Unknown:
    entries = part.findall(of)
    found = [_OID.fullmatch(text(each)) for entry in entries for each in entry.findall(XADES + "Identifier")]
    if not found or len(found) != len(entries) or not all(found):
        return Unknown()
    return Identifiers(where, frozenset(match[1] for match in found if match))


def _identifiers(certificate: Certificate, part: str) -> frozenset[str]:
    """The object identifiers in one part of a certificate."""
    from cryptography import x509  # noqa: PLC0415  slow to load

    if part == "subject":
        return frozenset(each.oid.dotted_string for each in certificate.native.subject)
    if part == "policy":
        policies = certificate.extension(x509.CertificatePolicies)
        return frozenset(each.policy_identifier.dotted_string for each in policies or ())
    usages = certificate.extension(x509.ExtendedKeyUsage)
    return frozenset(each.dotted_string for each in usages or ())


def _bit(usage: Any, name: str) -> bool:
    """A bit of the extension; the last two mean nothing where keys are not agreed, and cryptography raises then."""
    if usage is None or (name in ("encipher_only", "decipher_only") and not usage.key_agreement):
        return False
    return bool(getattr(usage, name))


def _negated(answer: Truth) -> Truth:
    return None if answer is None else not answer
