"""What stands in a trusted list: who keeps it, until when it counts, and its services with their history.

ETSI TS 119 612, clauses 5.3 (the scheme) and 5.5 (services), in versions 5 (v2.1.1) and 6 (v2.4.1) of the format; Commission Implementing
Decision (EU) 2015/1505. Only services that say something about seals and timestamps are kept: those that issue certificates, and
those that make timestamps.

    list_ = read_list(signed.root)
    list_.territory, list_.next_update
    list_.services[0].state_at(sealed_at).status
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Literal, TypeAlias

from credseal.errors import PkiError, TrustListError
from credseal.trust.eu_lists.criteria import Criteria, read_criteria
from credseal.trust.eu_lists.reading import (
    ADDITIONAL,
    QUALIFICATIONS,
    TSL,
    child,
    form,
    instant,
    local_name,
    name_in,
    needed,
    text,
)
from credseal.trust.eu_lists.signatures import decoded

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.pki.certificate import Certificate
    from credseal.trust.eu_lists.reading import Element

Kind: TypeAlias = Literal["lotl", "national"]

QUALIFIED_CERTIFICATES = "CA/QC"
OTHER_CERTIFICATES = "CA/PKC"
QUALIFIED_TIMESTAMPS = "TSA/QTST"
OTHER_TIMESTAMPS = frozenset({"TSA", "TSA/TSS-QC", "TSA/TSS-AdESQCandQES"})
CERTIFICATES = frozenset({QUALIFIED_CERTIFICATES, OTHER_CERTIFICATES})
TIMESTAMPS = OTHER_TIMESTAMPS | {QUALIFIED_TIMESTAMPS}
FOR_SEALS = "ForeSeals"

_KINDS: dict[str, Kind] = {
    "http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUlistofthelists": "lotl",
    "http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUgeneric": "national",
}
_VERSIONS = ("5", "6")
_TYPE = "http://uri.etsi.org/TrstSvc/Svctype/"
_STATUS = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/"
_MORE = "http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/"
_XML = "application/vnd.etsi.tsl+xml"
_PIVOT = ".xml"
# Extensions that change nothing about what is asked here: until when revocation is told, and who has taken a service over.
_WITHOUT_BEARING = frozenset({TSL + "ExpiredCertsRevocationInfo", ADDITIONAL + "TakenOverBy"})
# Codes of the Union for its members that are not those of ISO 3166-1.
_ISO = {"EL": "GR", "UK": "GB"}


@dataclass(frozen=True)
class Qualification:
    """Qualifiers, and the certificates that have them.

    Attributes:
        qualifiers: the last part of each URI of ETSI TS 119 612, clause 5.5.9.2.3, e.g. ``QCWithQSCD``; a whole URI where it is another.
        criteria: which certificates; None where that could not be read.
    """

    qualifiers: frozenset[str]
    criteria: Criteria | None


@dataclass(frozen=True)
class State:
    """What a service was from an instant on.

    Attributes:
        kind: the last part of its type's URI, e.g. ``CA/QC``; the whole URI where it is not one of ETSI's.
        status: the last part of its status' URI, e.g. ``granted``; the whole URI where it is another.
        since: from when.
        uses: what it was granted for: ``ForeSeals``, ``ForeSignatures``, ``ForWebSiteAuthentication``, and others.
        qualifications: what holds for some of its certificates.
        is_understood: False where an extension says that it must be understood, and is not.
    """

    kind: str
    status: str
    since: datetime
    uses: frozenset[str] = frozenset()
    qualifications: tuple[Qualification, ...] = ()
    is_understood: bool = True


@dataclass(frozen=True)
class Service:
    """A service of a list.

    Attributes:
        name: what it is called.
        provider: who provides it.
        certificates: by which it is known; those that cannot be read are left out.
        states: what it is and was, the newest first.
    """

    name: str
    provider: str
    certificates: tuple[Certificate, ...] = field(repr=False)
    states: tuple[State, ...] = field(repr=False)

    def state_at(self, at: datetime) -> State | None:
        """What it was at an instant; None where the list says nothing of that time."""
        return next((state for state in self.states if state.since <= at), None)


@dataclass(frozen=True)
class Pointer:
    """What the list of lists says of another.

    Attributes:
        kind: ``national``, or ``lotl`` where it points to itself.
        territory: whose list it is, as the lists write it (Greece is EL).
        location: where it is published, a URL.
        signers: the SHA-256 digests of the certificates that may sign it.
    """

    kind: Kind
    territory: str
    location: str
    signers: frozenset[bytes] = field(repr=False)


@dataclass(frozen=True)
class TrustedList:
    """A list, after its signature was checked.

    Attributes:
        kind: ``lotl`` (the list of lists) or ``national``.
        territory: whose it is, as the lists write it (Greece is EL, the list of lists EU).
        sequence: its number; each edition has the next.
        issued: when it was made.
        next_update: until when it must have been replaced; None where it says that it never will be.
        services: those that issue certificates or make timestamps.
        pointers: to other lists.
        pivots: where former editions of the list of lists lie that say who may sign the following ones, the newest first.
    """

    kind: Kind
    territory: str
    sequence: int
    issued: datetime
    next_update: datetime | None
    services: tuple[Service, ...] = field(default=(), repr=False)
    pointers: tuple[Pointer, ...] = field(default=(), repr=False)
    pivots: tuple[str, ...] = field(default=(), repr=False)

    @cached_property
    def country(self) -> str:
        """Whose it is, ISO 3166-1 alpha-2."""
        return _ISO.get(self.territory, self.territory)

    @cached_property
    def title(self) -> str:
        """What to call it in a report."""
        if self.kind == "lotl":
            return f"list of trusted lists no. {self.sequence}"
        return f"trusted list of {self.country} no. {self.sequence}"

    def is_up_to_date(self, at: datetime) -> bool:
        """Whether the list counts at an instant; one that will never be replaced does not any more."""
        return self.next_update is not None and self.issued <= at < self.next_update

    def signers_of(self, kind: Kind, territory: str) -> frozenset[bytes]:
        """The SHA-256 digests of the certificates that, by this list, may sign another."""
        named = (each.signers for each in self.pointers if (each.kind, each.territory) == (kind, territory))
        return frozenset[bytes]().union(*named)


def territory_of(root: Element) -> tuple[Kind, str]:
    """Which list it says it is, for finding out who may sign it.

    Raises:
        TrustListError: ``trust-list.form``, ``trust-list.scheme``.
    """
    scheme = needed(root, TSL, "SchemeInformation")
    kind = _KINDS.get(text(needed(scheme, TSL, "TSLType")))
    if kind is None:
        raise TrustListError(
            "The trusted list is neither the Union's list of lists nor that of a member.",
            code="trust-list.scheme",
            hint="Lists of other schemes and countries are not read.",
        )
    return kind, text(needed(scheme, TSL, "SchemeTerritory"))


def read_list(root: Element, *, services: bool = True) -> TrustedList:
    """Reads a list from its signed XML.

    Args:
        root: as ``signatures.open_signed`` gives it.
        services: False for what the list says of itself alone.

    Raises:
        TrustListError: ``trust-list.form``, ``trust-list.scheme``, ``trust-list.version``.
    """
    scheme = needed(root, TSL, "SchemeInformation")
    version = text(needed(scheme, TSL, "TSLVersionIdentifier"))
    if version not in _VERSIONS:
        raise TrustListError(
            "The trusted list is of a version other than 5 and 6.",
            code="trust-list.version",
            hint="Get the current list; what it says in another version might be misread.",
        )
    kind, territory = territory_of(root)
    update = child(scheme, TSL, "NextUpdate", "dateTime")
    sequence = text(needed(scheme, TSL, "TSLSequenceNumber"))
    if not (sequence.isascii() and sequence.isdecimal() and len(sequence) < len("1000000000")):
        raise form("TSLSequenceNumber is no number")
    uris = child(scheme, TSL, "SchemeInformationURI")
    return TrustedList(
        kind=kind,
        territory=territory,
        sequence=int(sequence),
        issued=instant(needed(scheme, TSL, "ListIssueDateTime")),
        next_update=None if update is None else instant(update),
        services=_services(root) if services and kind == "national" else (),
        pointers=_pointers(scheme) if kind == "lotl" else (),
        pivots=()
        if uris is None
        else tuple(uri for uri in map(text, uris.findall(TSL + "URI")) if uri.endswith(_PIVOT)),
    )


def _pointers(scheme: Element) -> tuple[Pointer, ...]:
    found = child(scheme, TSL, "PointersToOtherTSL")
    entries = [] if found is None else found.findall(TSL + "OtherTSLPointer")
    return tuple(pointer for entry in entries if (pointer := _pointer(entry)))


def _pointer(entry: Element) -> Pointer | None:
    """A pointer to a list in XML; None for others."""
    said = {
        local_name(part): text(part)
        for information in entry.findall(f"{TSL}AdditionalInformation/{TSL}OtherInformation")
        for part in information
        if local_name(part) in ("TSLType", "SchemeTerritory", "MimeType")
    }
    kind = _KINDS.get(said.get("TSLType", ""))
    if kind is None or said.get("MimeType") != _XML:
        return None
    identities = child(entry, TSL, "ServiceDigitalIdentities")
    carried = (
        ()
        if identities is None
        else identities.findall(f"{TSL}ServiceDigitalIdentity/{TSL}DigitalId/{TSL}X509Certificate")
    )
    return Pointer(
        kind=kind,
        territory=said.get("SchemeTerritory", ""),
        location=text(needed(entry, TSL, "TSLLocation")),
        signers=frozenset(sha256(decoded(text(each))).digest() for each in carried),
    )


def _services(root: Element) -> tuple[Service, ...]:
    providers = root.findall(f"{TSL}TrustServiceProviderList/{TSL}TrustServiceProvider")
    return tuple(
        service
        for provider in providers
        for entry in provider.findall(f"{TSL}TSPServices/{TSL}TSPService")
        if (service := _service(entry, name_in(child(provider, TSL, "TSPInformation", "TSPName"))))
    )


def _service(entry: Element, provider: str) -> Service | None:
    """A service; None for those that say nothing about seals and timestamps."""
    present = needed(entry, TSL, "ServiceInformation")
    past = entry.findall(f"{TSL}ServiceHistory/{TSL}ServiceHistoryInstance")
    # A state that is left out must still end the one before it: all are kept as soon as one matters.
    if not any(_kind(each) in CERTIFICATES | TIMESTAMPS for each in (present, *past)):
        return None
    states = sorted(map(_state, (present, *past)), key=lambda state: state.since, reverse=True)
    return Service(
        name=name_in(child(present, TSL, "ServiceName")),
        provider=provider,
        certificates=_certificates(present),
        states=tuple(states),
    )


def _certificates(instance: Element) -> tuple[Certificate, ...]:
    from credseal.pki.certificate import Certificate  # noqa: PLC0415  slow to load

    found = []
    for each in instance.findall(f"{TSL}ServiceDigitalIdentity/{TSL}DigitalId/{TSL}X509Certificate"):
        try:
            found.append(Certificate.parse(decoded(text(each))))
        except PkiError:  # what no path can end at says nothing about any
            continue
    return tuple(dict.fromkeys(found))


def _state(instance: Element) -> State:
    uses: set[str] = set()
    qualifications: list[Qualification] = []
    is_understood = True
    for extension in instance.findall(f"{TSL}ServiceInformationExtensions/{TSL}Extension"):
        for part in extension:
            if part.tag == TSL + "AdditionalServiceInformation":
                uses.add(text(needed(part, TSL, "URI")).removeprefix(_MORE))
            elif part.tag == QUALIFICATIONS + "Qualifications":
                qualifications += map(_qualification, part.findall(QUALIFICATIONS + "QualificationElement"))
            elif local_name(part) and part.tag not in _WITHOUT_BEARING and extension.get("Critical") != "false":
                is_understood = False
    return State(
        kind=_kind(instance),
        status=text(needed(instance, TSL, "ServiceStatus")).removeprefix(_STATUS),
        since=instant(needed(instance, TSL, "StatusStartingTime")),
        uses=frozenset(uses),
        qualifications=tuple(qualifications),
        is_understood=is_understood,
    )


def _qualification(element: Element) -> Qualification:
    uris = [each.get("uri", "") for each in element.findall(f"{QUALIFICATIONS}Qualifiers/{QUALIFICATIONS}Qualifier")]
    listed = child(element, QUALIFICATIONS, "CriteriaList")
    return Qualification(
        frozenset(uri.removeprefix(_MORE) for uri in uris), None if listed is None else read_criteria(listed)
    )


def _kind(instance: Element) -> str:
    return text(needed(instance, TSL, "ServiceTypeIdentifier")).removeprefix(_TYPE)
