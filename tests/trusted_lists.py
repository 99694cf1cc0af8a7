"""A simulator of the Union's trusted lists: the list of lists, members' lists, and those who sign them (ETSI TS 119 612).

operator = Operator("ES", clock=lambda: NOW)
data = operator.sign(national("ES", [service(authority.issuing)]))
union = Union(clock=lambda: NOW)
union.publish(folder, {"ES": [service(authority.issuing)]})
TrustedLists.load(folder, signers=[union.operator.digest])
"""

import base64
import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

from lxml import etree
from signxml import CanonicalizationMethod
from signxml.util import ds_tag
from signxml.xades import XAdESSigner

from authority import Held, HomeAuthority, named, new_key, usage
from credseal.pki.certificate import Certificate

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
_DAY = timedelta(days=1)
_TYPE = "http://uri.etsi.org/TrstSvc/Svctype/"
_STATUS = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/"
_MORE = "http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/"
_TYPE_OF_LIST = "http://uri.etsi.org/TrstSvc/TrustedList/TSLType/"
_NAMESPACES = (
    'xmlns="http://uri.etsi.org/02231/v2#" xmlns:tslx="http://uri.etsi.org/02231/v2/additionaltypes#" '
    'xmlns:ecc="http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#" '
    'xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"'
)


def stamp(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def state(
    status="granted", since=datetime(2017, 1, 1, tzinfo=UTC), *, kind="CA/QC", uses=("ForeSeals",), extensions=""
) -> str:
    """What a service is or was, without its identity. ``status`` and ``kind`` may be whole URIs."""
    more = "".join(
        _extension(
            f"<AdditionalServiceInformation><URI xml:lang='en'>{_MORE}{use}</URI></AdditionalServiceInformation>"
        )
        for use in uses
    )
    return (
        f"<ServiceTypeIdentifier>{kind if ':' in kind else _TYPE + kind}</ServiceTypeIdentifier>"
        "<ServiceName><Name xml:lang='es'>Servicio</Name><Name xml:lang='en'>Seal service</Name></ServiceName>"
        "<!--identity-->"
        f"<ServiceStatus>{status if ':' in status else _STATUS + status}</ServiceStatus>"
        f"<StatusStartingTime>{stamp(since)}</StatusStartingTime>"
        + (
            f"<ServiceInformationExtensions>{more}{extensions}</ServiceInformationExtensions>"
            if more or extensions
            else ""
        )
    )


def service(certificate, present=None, *past, provider="Trust Services of Example") -> tuple[str, str]:
    """A service of a provider, with its history, the newest state first."""
    identity = _identity(certificate) if certificate is not None else "<ServiceDigitalIdentity/>"
    known_again = "<ServiceDigitalIdentity><DigitalId><X509SKI>AAAA</X509SKI></DigitalId></ServiceDigitalIdentity>"
    present = (present or state()).replace("<!--identity-->", identity)
    history = "".join(
        f"<ServiceHistoryInstance>{each.replace('<!--identity-->', known_again)}</ServiceHistoryInstance>"
        for each in past
    )
    written = f"<TSPService><ServiceInformation>{present}</ServiceInformation>"
    return provider, written + (f"<ServiceHistory>{history}</ServiceHistory>" if past else "") + "</TSPService>"


def qualifications(*elements: tuple[tuple[str, ...], str]) -> str:
    """An extension with qualifiers (names) and the CriteriaList for which they hold."""
    written = "".join(
        "<ecc:QualificationElement><ecc:Qualifiers>"
        + "".join(f'<ecc:Qualifier uri="{each if ":" in each else _MORE + each}"/>' for each in qualifiers)
        + f"</ecc:Qualifiers>{criteria}</ecc:QualificationElement>"
        for qualifiers, criteria in elements
    )
    return _extension(f"<ecc:Qualifications>{written}</ecc:Qualifications>")


def criteria(rule: str, *inside: str) -> str:
    return f'<ecc:CriteriaList assert="{rule}">{"".join(inside)}</ecc:CriteriaList>'


def key_usage(**bits: bool) -> str:
    written = "".join(
        f'<ecc:KeyUsageBit name="{name}">{str(value).lower()}</ecc:KeyUsageBit>' for name, value in bits.items()
    )
    return f"<ecc:KeyUsage>{written}</ecc:KeyUsage>"


def policies(*identifiers: str) -> str:
    written = "".join(
        f'<ecc:PolicyIdentifier><xades:Identifier Qualifier="OIDAsURN">urn:oid:{each}</xades:Identifier></ecc:PolicyIdentifier>'
        for each in identifiers
    )
    return f"<ecc:PolicySet>{written}</ecc:PolicySet>"


def other_criterion(inside: str) -> str:
    return f"<ecc:otherCriteriaList>{inside}</ecc:otherCriteriaList>"


def national(territory, services, **scheme) -> str:
    """A member's list, unsigned: services by provider."""
    providers: dict[str, list[str]] = {}
    for provider, written in services:
        providers.setdefault(provider, []).append(written)
    listed = "".join(
        f"<TrustServiceProvider><TSPInformation><TSPName><Name xml:lang='en'>{escape(provider)}</Name></TSPName></TSPInformation>"
        f"<TSPServices>{''.join(written)}</TSPServices></TrustServiceProvider>"
        for provider, written in providers.items()
    )
    return _list("EUgeneric", territory, f"<TrustServiceProviderList>{listed}</TrustServiceProviderList>", **scheme)


def lotl(pointers, *, uris=(), **scheme) -> str:
    """A list of lists, unsigned: (type, territory, location, certificates of signers) for each list."""
    written = "".join(
        f"<OtherTSLPointer><ServiceDigitalIdentities>{''.join(map(_identity, signers))}</ServiceDigitalIdentities>"
        f"<TSLLocation>{location}</TSLLocation><AdditionalInformation>"
        f"<OtherInformation><TSLType>{_TYPE_OF_LIST}{kind}</TSLType></OtherInformation>"
        f"<OtherInformation><SchemeTerritory>{territory}</SchemeTerritory></OtherInformation>"
        "<OtherInformation><tslx:MimeType>application/vnd.etsi.tsl+xml</tslx:MimeType></OtherInformation>"
        "</AdditionalInformation></OtherTSLPointer>"
        for kind, territory, location, signers in pointers
    )
    said = "".join(f"<URI xml:lang='en'>{uri}</URI>" for uri in uris)
    middle = f"<SchemeInformationURI>{said}</SchemeInformationURI>" if uris else ""
    return _list(
        "EUlistofthelists", "EU", "", middle=f"{middle}<PointersToOtherTSL>{written}</PointersToOtherTSL>", **scheme
    )


def sign(xml: str | bytes, held: Held, *, signer=None) -> bytes:
    """A list with its signature, as real ones have it."""
    root = etree.fromstring(xml.encode() if isinstance(xml, str) else xml)
    made = signer or ListSigner(
        signature_algorithm="ecdsa-sha256", c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0
    )
    signed = made.sign(root, key=held.key, cert=[held.certificate], always_add_key_value=False)
    return etree.tostring(signed, xml_declaration=True, encoding="UTF-8")


class ListSigner(XAdESSigner):
    """Signs the list and the signed properties, and says in which canonical form; by itself signxml would sign the KeyInfo, too."""

    def _add_reference_to_signed_info(self, sig_root, node_to_reference, **attrs):
        if node_to_reference.tag.endswith("KeyInfo"):
            return
        super()._add_reference_to_signed_info(sig_root, node_to_reference, **attrs)
        transforms = etree.Element(ds_tag("Transforms"))
        etree.SubElement(transforms, ds_tag("Transform"), Algorithm=self.c14n_alg.value)
        sig_root.find(ds_tag("SignedInfo"))[-1].insert(0, transforms)


class Operator:
    """Who keeps a list, with a certificate to sign it that nobody else vouches for."""

    def __init__(self, territory, *, clock=lambda: datetime.now(UTC), days=365) -> None:
        self.territory = territory
        name = named(organisation=f"Operator of {territory}", country=territory, common_name=f"List signer {territory}")
        now = clock().replace(microsecond=0)
        self.held = HomeAuthority(clock=clock).certify(
            name,
            new_key("P-256"),
            [(usage("digital_signature"), True)],
            issuer=None,
            not_before=now - 30 * _DAY,
            not_after=now + days * _DAY,
        )

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.held.der).hexdigest()

    def sign(self, xml: str) -> bytes:
        return sign(xml, self.held)


@dataclass
class Union:
    """The Commission and the members, who publish their lists.

    Attributes:
        operator: of the list of lists.
        members: by territory; made when first asked for.
    """

    clock: object = field(default=lambda: datetime.now(UTC))

    def __post_init__(self) -> None:
        self.operator = Operator("EU", clock=self.clock)
        self.members: dict[str, Operator] = {}

    def member(self, territory) -> Operator:
        return self.members.setdefault(territory, Operator(territory, clock=self.clock))

    def list_of_lists(self, territories, *, successor=None, **scheme) -> bytes:
        """Signed; says that itself, or a successor, may sign it next."""
        itself = ("EUlistofthelists", "EU", "https://union.example/eu-lotl.xml", [(successor or self.operator).held])
        others = [
            ("EUgeneric", each, f"https://lists.example/{each.lower()}.xml", [self.member(each).held])
            for each in territories
        ]
        return self.operator.sign(lotl([itself, *others], **self._times(scheme)))

    def list_of(self, territory, services, **scheme) -> bytes:
        return self.member(territory).sign(national(territory, services, **self._times(scheme)))

    def publish(self, folder, members, **scheme):
        """Writes a snapshot: services by territory."""
        folder.mkdir(exist_ok=True)
        (folder / "eu-lotl.xml").write_bytes(self.list_of_lists(members, **scheme))
        for territory, services in members.items():
            (folder / f"{territory.lower()}.xml").write_bytes(self.list_of(territory, services, **scheme))
        return folder

    def _times(self, scheme):
        now = self.clock()
        return {"issued": now - _DAY, "next_update": now + 90 * _DAY, **scheme}


def certificate(held) -> Certificate:
    return Certificate.parse(held.der)


def _list(
    kind,
    territory,
    after,
    *,
    middle="",
    sequence=7,
    version=6,
    issued=NOW - _DAY,
    next_update=NOW + 90 * _DAY,
    identifier="list",
) -> str:
    until = f"<dateTime>{stamp(next_update)}</dateTime>" if next_update else ""
    return (
        f'<TrustServiceStatusList {_NAMESPACES} Id="{identifier}"><SchemeInformation>'
        f"<TSLVersionIdentifier>{version}</TSLVersionIdentifier><TSLSequenceNumber>{sequence}</TSLSequenceNumber>"
        f"<TSLType>{kind if ':' in kind else _TYPE_OF_LIST + kind}</TSLType>"
        f"<SchemeTerritory>{territory}</SchemeTerritory>{middle}"
        f"<ListIssueDateTime>{stamp(issued)}</ListIssueDateTime><NextUpdate>{until}</NextUpdate>"
        f"</SchemeInformation>{after}</TrustServiceStatusList>"
    )


def _identity(held) -> str:
    written = base64.b64encode(held.der).decode()
    return f"<ServiceDigitalIdentity><DigitalId><X509Certificate>{written}</X509Certificate></DigitalId></ServiceDigitalIdentity>"


def _extension(inside, *, critical="true") -> str:
    return f'<Extension Critical="{critical}">{inside}</Extension>'
