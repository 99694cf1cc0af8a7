"""Whose seal is it, since when does it exist, and did its certificate hold then?

ETSI EN 319 102-1 (https://www.etsi.org/deliver/etsi_en/319100_319199/31910201/), clauses 5.2 to 5.6, for JAdES seals. A certificate must
have held when the seal was made, and only a trusted timestamp shows when that was at the latest (*best signature time*):

* Timestamps are looked at from the outermost, an archive timestamp, inwards. The outermost counts if its authority's path to an anchor
  holds now; each further one if it held when the next outer believed archive timestamp was made. So one renewed archive timestamp keeps
  the inner ones alive after their authorities' certificates have ended.
* The best signature time is the earliest of the believed ones that cover the signature. Path and revocation are asked about that time.
* Without a believed timestamp everything is asked about now. The time in the header is the sealer's word, and somebody with the key of an
  expired or revoked certificate writes any time there: it rescues nothing. Where the path held at the claimed time and holds no longer, the
  answer is ``seal.time-unproven``: open, not refuted.

A timestamp that is broken or covers other data proves nothing, lowers the level and is reported; it refutes nothing, as items outside
the signature can be spoilt or dropped by anybody. That is so for ``adoTst`` too, which the sealer has signed: it is about the content,
which may be older than the seal, and never about the seal.

    examined = examine_seal(signature, seal_anchors=anchors, timestamp_anchors=anchors, now=now, validator=default_validator())
    examined.unverified, examined.unauthenticated          # None, None: the signature fits, and its certificate held
    examined.sealed_at, examined.known_by, examined.level  # datetime(...), 'trusted timestamp', 'LTA'
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from credseal.authenticity.paths import Answers, Paths, deciding, first_unknown, is_revoked
from credseal.errors import CredsealError, PkiError, ProofError
from credseal.findings import Finding
from credseal.pki.material import Material
from credseal.securing.jades.reached import Level, reached
from credseal.securing.jades.rules import faults
from credseal.securing.jades.stamps import CheckedStamp, examine
from credseal.securing.jades.unsigned import Unsigned, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from credseal.pki.certificate import Certificate
    from credseal.pki.paths import PathValidator
    from credseal.pki.revocation import Revocation
    from credseal.securing.jades.signature import JadesSignature

NOTHING = Material()
REVOCATION_UNKNOWN = (
    "Whether the certificate of the seal had been revoked is not known: nothing here tells about that time."
)
_REVOCATION_UNKNOWN_ABOVE = (
    "Whether an authority above the certificate of the seal had been revoked is not known: nothing here tells of it."
)
SKEW = timedelta(seconds=60)
"""By how much two clocks may differ before one contradicts the other."""


@dataclass(frozen=True)
class ExaminedTimestamp:
    """One timestamp of a seal, and what became of it.

    Attributes:
        kind: ``adoTst`` (of the content), ``sigTst`` (of the signature), ``arcTst`` (of all before it), ``sigRTst``, ``rfsTst``.
        pointer: JSON pointer to the token.
        time: when its authority says it was; None where it cannot be read. No more than a claim unless ``believed``.
        authority: the certificate that signed it; None where it did not verify.
        fault: why it is no timestamp of this seal; None where it is one.
        believed: whether it is one, and its authority's path leads to an anchor.
        disbelieved: why not; None where it is believed.
    """

    kind: str
    pointer: str
    time: datetime | None
    authority: Certificate | None
    fault: CredsealError | None
    believed: bool
    disbelieved: CredsealError | None

    @property
    def name(self) -> str | None:
        """Of the authority, as its certificate has it: the organisation, else the common name."""
        return (self.authority.organisation or self.authority.common_name) if self.authority else None


@dataclass(frozen=True)
class ExaminedSeal:
    """What is known about one signature.

    Attributes:
        signature: what was examined.
        unverified: why the signature does not fit; None where it does.
        path: from the sealer's certificate to the anchor; None where none holds.
        unauthenticated: why it is not known whose seal it is, of all reasons the first; None where it is known.
        level: reached; None where header or signature are at fault. See ``credseal.securing.jades.reached``.
        sealed_at: when, at the latest where a timestamp says so; as the header claims where ``known_by`` says that. Aware, or None.
        known_by: how.
        timestamps: in their order: those of the content, then those of ``etsiU``.
        revocation: what the answers in the seal, and the caller's, say of the sealer's certificate; of one above it, where that is not
            known of it: who has the key of a revoked authority says "good" of whatever it certifies. None where there is no path, or
            where the certificate is an anchor itself.
        findings: about what was added to the seal, and about times. Those about the header are ``rules.faults``'s.
    """

    signature: JadesSignature
    unverified: CredsealError | None
    path: tuple[Certificate, ...] | None = None
    unauthenticated: CredsealError | None = None
    level: Level | None = None
    sealed_at: datetime | None = None
    known_by: Literal["trusted timestamp", "claimed"] = "claimed"
    timestamps: tuple[ExaminedTimestamp, ...] = ()
    revocation: Revocation | None = None
    findings: tuple[Finding, ...] = ()


def examine_seal(
    signature: JadesSignature,
    *,
    seal_anchors: Sequence[Certificate],
    timestamp_anchors: Sequence[Certificate],
    now: datetime,
    validator: PathValidator,
    material: Material = NOTHING,
) -> ExaminedSeal:
    """Examines one signature. It never raises for what a seal says or lacks.

    Args:
        signature: taken apart, not yet checked.
        seal_anchors: certificates that are trusted for seals.
        timestamp_anchors: certificates that are trusted for timestamps.
        now: aware; the time at which paths must hold where no timestamp proves another one.
        validator: finds paths.
        material: certificates and answers about revocation that the caller has, besides those in the seal.
    """
    try:
        leaf = signature.certificate
        signature.verify(leaf.public_key)
    except CredsealError as error:
        # Whatever else it says, a seal that does not fit is nobody's.
        return ExaminedSeal(signature, error, unauthenticated=error, sealed_at=signature.signing_time)
    unsigned, stamps, found = _added(signature)
    others = (*material.certificates, *signature.chain, *unsigned.certificates)
    answers = Answers((*unsigned.ocsp, *material.ocsp), (*unsigned.crls, *material.crls))
    paths = Paths(validator, tuple(timestamp_anchors), others, answers)
    world = _World(paths, replace(paths, anchors=tuple(seal_anchors)), now)
    timestamps = _believed(stamps, world)
    proof = min(
        (each.time for each in timestamps if each.believed and each.time and _covers_signature(each)), default=None
    )
    headers = any(finding.severity == "error" for finding in faults(signature))
    examined = ExaminedSeal(
        signature,
        None,
        level=None if headers else reached(signature, unsigned, stamps),
        sealed_at=proof or signature.signing_time,
        known_by="trusted timestamp" if proof else "claimed",
        timestamps=timestamps,
        findings=(*found, *_about_stamps(timestamps), *_about_times(signature, timestamps, proof, now)),
    )
    return _with_path(examined, world, proof)


@dataclass(frozen=True)
class _World:
    """What is known around a seal.

    Attributes:
        timestamps: for the paths of timestamps.
        seals: for those of sealers; the same, with other anchors.
        now: the time of looking.
    """

    timestamps: Paths
    seals: Paths
    now: datetime


class _Added(NamedTuple):
    unsigned: Unsigned
    stamps: tuple[CheckedStamp, ...]
    findings: tuple[Finding, ...]


def _added(signature: JadesSignature) -> _Added:
    """What was added to the seal, and its timestamps; nothing of it where it cannot be read as a whole."""
    try:
        unsigned = read(signature.unprotected.get("etsiU"))
        return _Added(unsigned, examine(signature, unsigned), unsigned.findings)
    except ProofError as error:
        # That it is no list of items is among what ``rules.faults`` finds.
        told = () if error.code == "seal.unsigned-form" else (_finding(error),)
        return _Added(Unsigned(), (), told)


def _believed(stamps: Sequence[CheckedStamp], world: _World) -> tuple[ExaminedTimestamp, ...]:
    """Each timestamp with the answer whether its authority is believed; from the last item of ``etsiU`` to the first."""
    found: dict[int, ExaminedTimestamp] = {}
    covered_at = world.now
    numbered = sorted(enumerate(stamps), key=lambda each: -each[1].position)
    for _, same_item in groupby(numbered, key=lambda each: each[1].position):
        in_item = [(number, _examined(stamp, world, covered_at)) for number, stamp in same_item]
        found |= dict(in_item)
        archived = [each.time for _, each in in_item if each.believed and each.kind == "arcTst" and each.time]
        covered_at = min((covered_at, *archived))
    return tuple(found[number] for number in range(len(stamps)))


def _examined(stamp: CheckedStamp, world: _World, at: datetime) -> ExaminedTimestamp:
    """One timestamp, about which it is known that it existed at ``at``."""
    token, authority = stamp.token, stamp.authority
    disbelieved = stamp.fault
    if token and authority and not disbelieved:
        try:
            _refuse_later(token.time, at, stamp.pointer)
            path = world.timestamps.find(authority, at, "timestamp", token.certificates)
            _refuse_revoked(world.timestamps.revocations(path, at), "timestamp's authority")
        except PkiError as error:
            disbelieved = error
    return ExaminedTimestamp(
        kind=stamp.kind,
        pointer=stamp.pointer,
        time=token.time if token else None,
        authority=authority,
        fault=stamp.fault,
        believed=disbelieved is None,
        disbelieved=disbelieved,
    )


def _refuse_later(time: datetime, at: datetime, pointer: str) -> None:
    if time - at > SKEW:
        raise PkiError(
            "The timestamp names a time that is after the one at which it is known to have existed.",
            code="seal.time-order",
            pointer=pointer,
        )


def _refuse_revoked(revocations: Sequence[Revocation], whose: str) -> None:
    if is_revoked(revocations):
        raise PkiError(
            f"The certificate of the {whose}, or one above it, was revoked before it can be shown to have been used.",
            code="seal.revoked",
            hint="Ask the issuer for a credential with a new seal.",
        )


def _covers_signature(timestamp: ExaminedTimestamp) -> bool:
    return timestamp.kind in ("sigTst", "arcTst", "sigRTst")


def _with_path(examined: ExaminedSeal, world: _World, proof: datetime | None) -> ExaminedSeal:
    """With the path that held at the time that is proven, else now, and what was said of revocation then."""
    leaf = examined.signature.certificate
    at = proof or world.now
    try:
        path = world.seals.find(leaf, at, "seal")
    except PkiError as error:
        ended = proof is None and error.code == "path.expired"
        unproven = ended and _held_as_claimed(examined.signature, world)
        return replace(examined, unauthenticated=_unproven(error) if unproven else error)
    revocations = world.seals.revocations(path, at)
    examined = replace(
        examined,
        revocation=deciding(revocations),
        findings=(*examined.findings, *_about_revocation(revocations)),
    )
    try:
        _refuse_revoked(revocations, "sealer")
    except PkiError as error:
        return replace(examined, unauthenticated=error)
    return replace(examined, path=path)


def _held_as_claimed(signature: JadesSignature, world: _World) -> bool:
    """Whether the path held at the time that the header claims."""
    if signature.signing_time is None:
        return False
    try:
        world.seals.find(signature.certificate, signature.signing_time, "seal")
    except PkiError:
        return False
    return True


def _unproven(error: PkiError) -> PkiError:
    return PkiError(
        "The certificate of the seal held at the time that the seal claims for itself and holds no longer, and no trusted timestamp "
        f"shows that the seal was made before ({error.code}).",
        code="seal.time-unproven",
        hint="Trust the authority of its timestamp, if it has one; or ask the issuer for a credential with a new seal.",
    )


def _about_stamps(timestamps: Sequence[ExaminedTimestamp]) -> Iterator[Finding]:
    for each in timestamps:
        if each.fault:
            yield _finding(each.fault, each.pointer)


def _about_revocation(revocations: Sequence[Revocation]) -> Iterator[Finding]:
    unknown = first_unknown(revocations)
    if unknown == 0:
        hint = "Ask its authority for its list (CRL) and give that too, or ask the issuer for a seal with validation data (LT)."
        yield Finding("seal.revocation-unknown", "warning", REVOCATION_UNKNOWN, hint=hint)
    elif unknown is not None:
        hint = "Give the list (CRL) of the topmost authority too, or believe the one that issued the certificate, as trusted lists name it."
        yield Finding("seal.revocation-unknown", "warning", _REVOCATION_UNKNOWN_ABOVE, hint=hint)
    for each in revocations[:1]:
        if each.status == "good" and each.revoked_at is not None:
            yield Finding(
                "seal.revoked-later",
                "info",
                f"The sealer's certificate was revoked on {each.revoked_at:%Y-%m-%d}, after the seal was made.",
            )


def _about_times(
    signature: JadesSignature, timestamps: Sequence[ExaminedTimestamp], proof: datetime | None, now: datetime
) -> Iterator[Finding]:
    """Where the times that the seal has do not go together."""
    claimed, leaf = signature.signing_time, signature.certificate
    contents = [each.time for each in timestamps if each.kind == "adoTst" and each.believed and each.time]
    if claimed and claimed - (proof or now) > SKEW:
        yield _out_of_order("claims to have been made after " + ("its own timestamp" if proof else "now"))
    if proof and any(time - proof > SKEW for time in contents):
        yield _out_of_order("has a timestamp of its content from after the timestamp of its signature")
    if claimed and any(time - claimed > SKEW for time in contents):
        yield _out_of_order("claims to have been made before the timestamp of the content that it signs")
    if claimed and not leaf.not_before <= claimed <= leaf.not_after:
        yield _out_of_order("claims to have been made when its certificate was not valid")


def _out_of_order(what: str) -> Finding:
    return Finding(
        "seal.time-order",
        "error",
        f"The seal {what}.",
        hint="The clock of whoever sealed it was wrong, or the time is made up; do not rely on the time that the seal claims.",
    )


def _finding(error: CredsealError, pointer: str | None = None) -> Finding:
    return Finding(error.code, "error", error.message, error.pointer or pointer, error.hint)
