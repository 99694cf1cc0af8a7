"""The signature of a trusted list: whose it is, and what exactly it covers. The only module that knows signxml.

ETSI TS 119 612, clause 5.7 and annex B (https://www.etsi.org/deliver/etsi_ts/119600_119699/119612/): an enveloped XAdES signature
(ETSI EN 319 132-1) over the whole list. Of all that XML Signature (https://www.w3.org/TR/xmldsig-core1/) could do, this alone is accepted:
one signature, right below the root; one reference to the whole document, taken without the signature and in exclusive canonical form; one to
the signed properties inside the signature, which name the signing certificate. Whatever else would leave open what was signed.

    signed = open_signed(data, frozenset({sha256_of_the_signers_certificate}))
    signed.root                     # made of the bytes that were signed: nothing unsigned can be read from it

The digests of the certificates that may sign come from outside: for the list of lists from the Official Journal of the Union, for a
national list from the list of lists.
"""

from __future__ import annotations

import binascii
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from credseal.errors import MissingExtraError, PkiError, TrustListError
from credseal.trust.eu_lists.reading import (
    DS,
    TSL,
    XADES,
    child,
    instant,
    local_name,
    needed,
    parse,
    parser,
    text,
)

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.pki.certificate import Certificate
    from credseal.trust.eu_lists.reading import Element

_ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
_EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
_CANONICAL = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
_SIGNED_PROPERTIES = "http://uri.etsi.org/01903#SignedProperties"
_OF_THE_LIST = ((_ENVELOPED,), (_EXCLUSIVE,))
_OF_THE_PROPERTIES: tuple[tuple[tuple[str, ...], ...], ...] = ((), ((_EXCLUSIVE,),), ((_CANONICAL,),))
_REFERENCES = 2
_DIGESTS = ("SHA256", "SHA384", "SHA512")
_METHODS = frozenset(form.format(digest) for form in ("RSA_{}", "ECDSA_{}", "{}_RSA_MGF1") for digest in _DIGESTS)
_MOST_CERTIFICATES = 10


@dataclass(frozen=True)
class Signed:
    """A list whose signature holds.

    Attributes:
        root: the list, made of the bytes that were signed.
        signer: the certificate that signed it.
    """

    root: Element
    signer: Certificate


def open_signed(data: bytes, signers: frozenset[bytes]) -> Signed:
    """Reads a list and checks its signature.

    Args:
        data: the file.
        signers: the SHA-256 digests of the certificates that may sign it.

    Raises:
        TrustListError: ``trust-list.unsigned``, ``trust-list.signer`` (by none of these), ``trust-list.signature`` (changed since, or
            signed in a way that is not accepted), ``trust-list.size``, ``trust-list.xml``, ``trust-list.form``.
        MissingExtraError: ``extra.trust``.
    """
    root = parse(data)
    if root.tag != TSL + "TrustServiceStatusList":
        raise TrustListError("The XML is no trusted list.", code="trust-list.form")
    signature = _only_signature(root)
    signer = _signer(signature, signers)
    place = _place_of_the_list(signature, root)
    issued = instant(needed(root, TSL, "SchemeInformation", "ListIssueDateTime"))
    if not signer.not_before <= issued <= signer.not_after:
        raise _refused("its certificate was not valid when the list was issued")
    results = _verified(data, signer, issued)
    signed = results[place].signed_xml
    if len(results) != _REFERENCES or signed is None or signed.tag != root.tag:
        raise _refused("it does not cover the list")
    return Signed(signed, signer)


def _only_signature(root: Element) -> Element:
    found = root.findall(DS + "Signature")
    if not found:
        raise TrustListError(
            "The trusted list is not signed, so that anybody could have written it.",
            code="trust-list.unsigned",
            hint="Get the file again from its publisher.",
        )
    if len(found) > 1:
        raise _refused("there is more than one")
    return found[0]


def _signer(signature: Element, signers: frozenset[bytes]) -> Certificate:
    from credseal.pki.certificate import Certificate  # noqa: PLC0415  slow to load

    found = signature.findall(f"{DS}KeyInfo/{DS}X509Data/{DS}X509Certificate")[:_MOST_CERTIFICATES]
    carried = [decoded(text(each)) for each in found]
    named = next((each for each in carried if hashlib.sha256(each).digest() in signers), None)
    if named is None:
        said = hashlib.sha256(carried[0]).hexdigest() if carried else None
        raise TrustListError(
            "The trusted list is not signed with a certificate that may sign it."
            + (f" Its signature names the one with the SHA-256 digest {said}." if said else ""),
            code="trust-list.signer",
            hint="The certificates of the list of lists stand in the Official Journal of the Union, those of national lists in the list "
            "of lists: compare, and name the right ones.",
        )
    try:
        return Certificate.parse(named)
    except PkiError:
        raise _refused("its certificate cannot be read") from None


def decoded(base64_text: str) -> bytes:
    """The bytes of base64 with white space in it; empty where it is none, which is no certificate's form.

    Args:
        base64_text: what stands in an element.
    """
    try:
        return binascii.a2b_base64("".join(base64_text.split()), strict_mode=True)
    except (binascii.Error, ValueError):
        return b""


def _place_of_the_list(signature: Element, root: Element) -> int:
    """Which of the two references is the list's; refuses all but the form that is accepted."""
    info = needed(signature, DS, "SignedInfo")
    if needed(info, DS, "CanonicalizationMethod").get("Algorithm") not in (_EXCLUSIVE, _CANONICAL):
        raise _refused("its canonical form is not one that is accepted")
    references = info.findall(DS + "Reference")
    properties = [each for each in references if each.get("Type") == _SIGNED_PROPERTIES]
    documents = [each for each in references if each.get("Type") != _SIGNED_PROPERTIES]
    if len(references) != _REFERENCES or len(documents) != 1:
        raise _refused("it does not cover the list and its own properties, and nothing else")
    (of_list,), (of_properties,) = documents, properties
    wanted = {""} | ({f"#{root.get('Id')}"} if root.get("Id") else set())
    if of_list.get("URI") not in wanted or _transforms(of_list) != _OF_THE_LIST:
        raise _refused("what it covers is not the whole list")
    inside = signature.findall(f"{DS}Object/{XADES}QualifyingProperties/{XADES}SignedProperties")
    if (
        len(inside) != 1
        or not inside[0].get("Id")
        or of_properties.get("URI") != f"#{inside[0].get('Id')}"
        or _transforms(of_properties) not in _OF_THE_PROPERTIES
    ):
        raise _refused("it does not cover its own properties")
    place: int = references.index(of_list)
    return place


def _transforms(reference: Element) -> tuple[tuple[str, ...], ...]:
    """The algorithms of the transforms, each with the names of what else it holds."""
    found = child(reference, DS, "Transforms")
    if found is None:
        return ()
    return tuple((each.get("Algorithm", ""), *(local_name(part) for part in each)) for each in found)


def _verified(data: bytes, signer: Certificate, issued: datetime) -> list[Any]:
    """What signxml says was signed: an item for each reference."""
    algorithms, xades = _signxml()
    config = xades.XAdESSignatureConfiguration(
        location="./",
        expect_references=_REFERENCES,
        signature_methods=frozenset(each for each in algorithms.SignatureMethod if each.name in _METHODS),
        digest_algorithms=frozenset(each for each in algorithms.DigestAlgorithm if each.name in _DIGESTS),
        default_reference_c14n_method=algorithms.CanonicalizationMethod.CANONICAL_XML_1_0,
        verification_time=issued,
    )
    try:
        return list(xades.XAdESVerifier().verify(data, x509_cert=signer.native, parser=parser(), expect_config=config))
    except Exception as error:  # whatever stops it, nothing is verified: signxml raises many kinds for broken input
        raise _refused("it does not fit: the list was changed since, or the signature is broken") from error


def _signxml() -> tuple[Any, Any]:
    try:
        from signxml import algorithms, xades  # noqa: PLC0415  heavy, and only here
    except ImportError:
        raise MissingExtraError(
            "The signatures of trusted lists are checked with signxml, which is not installed.",
            code="extra.trust",
            hint='Install it: pip install "credseal[trust]".',
        ) from None
    return algorithms, xades


def _refused(why: str) -> TrustListError:
    return TrustListError(
        f"The signature of the trusted list does not count: {why}.",
        code="trust-list.signature",
        hint="Do not use the file; get it again from its publisher.",
    )
