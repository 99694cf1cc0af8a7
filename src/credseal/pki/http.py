"""The services of a public key infrastructure over HTTP: timestamps, OCSP, revocation lists, certificates of authorities.

RFC 3161, section 3.4; RFC 6960, appendix A; RFC 5280, sections 4.2.1.13 and 4.2.2.1. Plain http is allowed here and nowhere else in
credseal: that is what these services speak, and whatever they answer is signed and checked as such.

    authority = HttpTimestampAuthority("http://tsa.example/")
    extend(sealed, level="LTA", authority=authority, material=HttpMaterial())

A timestamp authority is named by the operator. The addresses of the other services stand in certificates, so that these are only asked on
the public internet, unless the operator has named their host. One request, no redirects, bounded in time and size.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp as native_ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID

from credseal.errors import FetchError, PkiError
from credseal.pki import timestamping
from credseal.pki.certificate import Certificate, load_certificates
from credseal.pki.http_exchange import Question, exchange
from credseal.pki.material import MOST_STEPS, Material, is_self_issued, issued, issuer_of
from credseal.pki.revocation import revocation_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from credseal.pki.timestamp import TimestampToken

_MOST_ANSWER = 256 * 1024
_MOST_LIST = 8 * 1024 * 1024
_MOST_ADDRESSES = 3  # of one kind in one certificate that are tried


@dataclass(frozen=True)
class HttpTimestampAuthority:
    """A timestamp authority with an address (RFC 3161, section 3.4).

    Args:
        url: http or https.
        policy: the object identifier (dotted) of the policy it shall work by; None leaves it to the authority.
    """

    url: str
    policy: str | None = None

    def timestamp(self, data: bytes) -> TimestampToken:
        """A token that covers ``data``, of which the authority sees the hash only.

        Raises:
            FetchError: the authority does not answer; ``fetch.address``, ``fetch.resolve``, ``fetch.connect``, ``fetch.timeout``,
                ``fetch.tls``, ``fetch.status``, ``fetch.size``, ``fetch.response``.
            PkiError: its answer is no timestamp for this request; see ``timestamping.read_response``.
        """
        asked = timestamping.request(data, policy=self.policy)
        question = Question(timestamping.RESPONSE_TYPE, _MOST_ANSWER, asked.der, timestamping.REQUEST_TYPE)
        try:
            answer = exchange(self.url, question)
        except FetchError as error:
            raise FetchError(
                f"The timestamp authority does not answer: {error.message}",
                code=error.code,
                hint=error.hint or "Look at its address, and whether it can be reached from here.",
            ) from None
        return timestamping.read_response(answer, asked)


class Answer(NamedTuple):
    """What was said about revocation: an OCSP response, or a revocation list, in DER."""

    kind: Literal["ocsp", "crl"]
    der: bytes


@dataclass(frozen=True)
class HttpMaterial:
    """Gathers what certificates say is to be had: those of authorities, OCSP answers, revocation lists.

    Args:
        hosts: host names or addresses that may be asked although they are not on the public internet: an institution's own.
        clock: gives the time; answers must hold now.
    """

    hosts: frozenset[str] = frozenset()
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def gather(self, certificates: Sequence[Certificate]) -> Material:
        """What validating these certificates takes: those above them, and an answer for all but the topmost.

        Raises:
            PkiError: ``seal.material``, one of them names services for that, and none answers.
        """
        known = dict.fromkeys(certificates)
        answers: list[Answer] = []
        asked: set[Certificate] = set()
        for certificate in certificates:
            below = certificate
            while not is_self_issued(below) and below not in asked and len(asked) < MOST_STEPS:
                asked.add(below)
                above = issuer_of(below, known) or self._fetched_issuer(below)
                if above is None:
                    break
                known[above] = None
                if _has_services(below):
                    answers.append(fetch_revocation(below, above, hosts=self.hosts, at=self.clock()))
                below = above
        return Material(
            tuple(known),
            tuple(dict.fromkeys(each.der for each in answers if each.kind == "ocsp")),
            tuple(dict.fromkeys(each.der for each in answers if each.kind == "crl")),
        )

    def _fetched_issuer(self, certificate: Certificate) -> Certificate | None:
        """Who signed it, from where the certificate says; None where that is not to be had, which is usual for the topmost."""
        for url in _access(certificate, AuthorityInformationAccessOID.CA_ISSUERS):
            answer = _answer_or_none(url, Question("application/pkix-cert", _MOST_ANSWER, hosts=self.hosts))
            try:
                found = load_certificates(answer) if answer else ()
            except PkiError:
                continue
            for each in found:
                if issued(each, certificate):
                    return each
        return None


def fetch_revocation(
    certificate: Certificate, issuer: Certificate, *, at: datetime, hosts: frozenset[str] = frozenset()
) -> Answer:
    """Asks whether a certificate was revoked: its OCSP responder first, then for its revocation list.

    Args:
        certificate: says where to ask (RFC 5280, sections 4.2.1.13 and 4.2.2.1).
        issuer: of the certificate.
        at: aware; the answer must tell about this instant, which is now.
        hosts: see ``HttpMaterial``.

    Returns:
        The first answer that is signed as it must be and knows the certificate, "revoked" among them.

    Raises:
        PkiError: ``seal.material``, there is none.
    """
    for url in _access(certificate, AuthorityInformationAccessOID.OCSP):
        question = Question(
            "application/ocsp-response",
            _MOST_ANSWER,
            _ocsp_request(certificate, issuer),
            "application/ocsp-request",
            hosts,
        )
        answer = _answer_or_none(url, question)
        if answer and revocation_of(certificate, issuer, ocsp=[answer], crls=[], at=at).status != "unknown":
            return Answer("ocsp", answer)
    for url in _lists(certificate):
        answer = _answer_or_none(url, Question("application/pkix-crl", _MOST_LIST, hosts=hosts))
        if answer and revocation_of(certificate, issuer, ocsp=[], crls=[answer], at=at).status != "unknown":
            return Answer("crl", answer)
    raise PkiError(
        "No answer is to be had whether a certificate of the seal or of its timestamp was revoked.",
        code="seal.material",
        hint="Its authority's services may be down; try again later.",
    )


def _answer_or_none(url: str, question: Question) -> bytes | None:
    """The answer; None where a service does not answer, as there may be another one."""
    try:
        return exchange(url, question)
    except FetchError:
        return None


def _ocsp_request(certificate: Certificate, issuer: Certificate) -> bytes:
    # Certificates are named with SHA-1 (RFC 6960, section 4.3): responders know no other way, and it hides nothing.
    builder = native_ocsp.OCSPRequestBuilder().add_certificate(certificate.native, issuer.native, hashes.SHA1())  # noqa: S303
    return builder.build().public_bytes(Encoding.DER)


def _has_services(certificate: Certificate) -> bool:
    return any(_access(certificate, AuthorityInformationAccessOID.OCSP)) or any(_lists(certificate))


def _access(certificate: Certificate, method: x509.ObjectIdentifier) -> Iterator[str]:
    """The addresses of one kind of service, as the certificate names them."""
    found = certificate.extension(x509.AuthorityInformationAccess) or ()
    named = (each.access_location for each in found if each.access_method == method)
    return islice((each.value for each in named if isinstance(each, x509.UniformResourceIdentifier)), _MOST_ADDRESSES)


def _lists(certificate: Certificate) -> Iterator[str]:
    """The addresses of revocation lists, as the certificate names them."""
    points = certificate.extension(x509.CRLDistributionPoints) or ()
    named = (name for point in points for name in point.full_name or ())
    return islice((each.value for each in named if isinstance(each, x509.UniformResourceIdentifier)), _MOST_ADDRESSES)
