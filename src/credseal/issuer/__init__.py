"""Issuing: a record of learning becomes a signed document.

    issuer = Issuer(university, open_signer("file:seal.pem"), verification_method="did:web:uni.example#key-1")
    sealed = issuer.issue(course.award(ada, awarded_on=date(2026, 11, 20)))
    sealed.save(Path("ada.json"))

    for sealed in issuer.issue_many(course.award(each, awarded_on=today) for each in learners):
        ...                                       # a SealedCredential, or a Failure for this one learner

Nothing is signed that credseal's own verifier would refuse, nor what says less than the European standard asks for.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from credseal.checks.completeness import check_completeness
from credseal.checks.standards import DEFAULT
from credseal.did import jwk as did_jwk
from credseal.did import key as did_key
from credseal.encoding import strict_json
from credseal.encoding.one_or_many import as_list
from credseal.errors import CredsealError, IssuingError, OutputError
from credseal.files import read, write
from credseal.jsonld.contexts import BUNDLED
from credseal.media import baked
from credseal.model.dates import order
from credseal.model.review import review
from credseal.profiles import openbadges, vcdm
from credseal.profiles.issuance import Issuance
from credseal.profiles.reading import Reading
from credseal.securing.data_integrity.signing import ProofOptions, sign

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from typing import Any, Literal

    from credseal.encoding.strict_json import JsonObject
    from credseal.findings import Finding
    from credseal.jsonld.contexts import Contexts
    from credseal.keys.public import PublicKey
    from credseal.keys.signer import Signer
    from credseal.model.achievement import MicroCredential
    from credseal.model.organisation import Organisation, Place
    from credseal.profiles.issuance import Picture

MEDIA_TYPE = "application/vc"
_PROFILES = {"openbadges": openbadges}


@dataclass(frozen=True)
class SealedCredential:
    """A signed credential.

    Attributes:
        id: its identifier, a URN.
        document: its JSON.
        findings: what the format could not hold, and what readers may stumble over.
        media_type: of ``data``.
    """

    id: str
    document: JsonObject = field(repr=False)
    findings: tuple[Finding, ...] = ()
    media_type: str = MEDIA_TYPE

    @property
    def suite(self) -> str:
        """The cryptosuite of the proof."""
        (proof,) = as_list(self.document["proof"])
        return str(proof["cryptosuite"])  # type: ignore[index,call-overload]  # our own, an object

    @property
    def data(self) -> bytes:
        """The document as UTF-8 JSON."""
        return (strict_json.dumps(self.document, indent=2) + "\n").encode()

    def save(self, path: Path | str, *, overwrite: bool = False) -> None:
        """Writes ``data`` to a file, whole or not at all.

        Raises:
            OutputError: the file is there already (unless ``overwrite``), or cannot be written.
        """
        write(Path(path), self.data, overwrite=overwrite)

    def bake(self, path: Path | str, *, picture: Path | bytes | None = None, overwrite: bool = False) -> None:
        """Writes a picture that carries the credential: a badge that is shown, and verified as it is.

        Programs that show pictures may drop what they carry when they save them: give learners the file of ``save`` too.

        Args:
            path: where to; its ending is that of the picture, ``.png`` or ``.svg``.
            picture: the PNG or SVG to put the credential into, as a file or its content; by default one is drawn that shows
                what the credential says.
            overwrite: whether a file that is there may be replaced.

        Raises:
            InputError: the picture cannot be read, is broken, or is not one that can carry a credential.
            MissingExtraError: a picture is to be drawn, and Pillow is not installed.
            OutputError: ``output.ending``; the file is there already (unless ``overwrite``), or cannot be written.
        """
        if picture is None:
            picture = _drawn(self.document)
        elif isinstance(picture, Path):
            picture = read(picture, limit=strict_json.DEFAULT.bytes)
        path = Path(path)
        data = baked.bake(picture, strict_json.dumps(self.document))
        ending = f".{baked.carrier_of(data)}"
        if path.suffix.lower() != ending:
            raise OutputError(
                f"The picture is to be named {path.name}, but its name must end in {ending}.",
                code="output.ending",
                hint="Programs tell pictures apart by the end of their names.",
            )
        write(path, data, overwrite=overwrite)


@dataclass(frozen=True)
class Failure:
    """One record of many that was not issued.

    Attributes:
        position: of the record among the others, from 0.
        error: why.
    """

    position: int
    error: CredsealError


class Issuer:
    """An organisation with a key to sign with. Thread-safe if its signer is.

    Args:
        organisation: who issues. Its ``id`` is the issuer's identifier; without one, the did:key of the signer is.
        signer: signs.
        verification_method: the URL under which the issuer's document lists the signer's key; it begins with the issuer's
            identifier and ``#``. Derived for did:key and did:jwk, required otherwise.
        contexts: the JSON-LD contexts that are known.
        clock: tells the present, aware.

    Raises:
        IssuingError: ``issuing.verification-method`` (missing, or another's), ``issuing.key`` (the identifier is another
            key's).
    """

    def __init__(
        self,
        organisation: Organisation,
        signer: Signer,
        *,
        verification_method: str | None = None,
        contexts: Contexts = BUNDLED,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        identifier = organisation.id or did_key.did_of(signer.public_key)
        self.organisation = replace(organisation, id=identifier)
        self.verification_method = _method(identifier, signer.public_key, verification_method)
        self._signer = signer
        self._contexts = contexts
        self._clock = clock

    def issue(
        self,
        credential: MicroCredential,
        *,
        profile: str = "openbadges",
        securing: str | None = None,
        require: str | None = DEFAULT,
        valid_until: datetime | None = None,
        place: Place | None = None,
        picture: Picture | None = None,
        extended: bool = False,
        disclose: Collection[Literal["birth_date", "national", "address"]] = (),
    ) -> SealedCredential:
        """Writes a record down, and signs it.

        Args:
            credential: one learner's record.
            profile: how it is written: ``openbadges``.
            securing: the cryptosuite of the Data Integrity proof; by default the RDFC suite of the key
                (``eddsa-rdfc-2022``, ``ecdsa-rdfc-2019``).
            require: the European list whose mandatory elements must all be there: ``eu-2021``, ``microbol-2021``, ``eu-2020``.
                None signs what says less, too.
            valid_until: until when it is valid, aware; without end by default.
            place: where it is sealed, if not at the achievement's place of issue.
            picture: of the credential.
            extended: also write texts in further languages, in an inline context that strict verifiers may refuse.
            disclose: what of the learner is withheld otherwise: ``birth_date``, ``national``, ``address``.

        Raises:
            IssuingError: ``issuing.profile``, ``issuing.expired``, ``issuing.incomplete`` (names the elements that are
                missing), or the first thing that keeps the document from being right.
            ProfileError, ModelError: the profile cannot write this record.
            ProofError, JsonLdError: the proof cannot be made.
        """
        now = self._clock().replace(microsecond=0)
        if profile not in _PROFILES:
            raise IssuingError(
                f'There is no profile "{profile}".', code="issuing.profile", hint=f"Use {', '.join(_PROFILES)}."
            )
        if valid_until is not None and order(valid_until, now) <= 0:
            raise IssuingError("The validity would have ended already.", code="issuing.expired")
        identifier = f"urn:uuid:{uuid.uuid4()}"
        issuance = Issuance(
            id=identifier, sealer=self.organisation, issued=now, valid_until=valid_until, picture=picture, place=place
        )
        reviewed = (*review(credential), *review(self.organisation))
        _refuse(reviewed)
        if require is not None:
            _refuse_incomplete(credential, issuance, require)
        written = _PROFILES[profile].to_document(credential, issuance, disclose=disclose, extended=extended)
        _refuse((*written.findings, *vcdm.check(written.document), *_PROFILES[profile].check(written.document)))
        document = sign(
            written.document,
            self._signer,
            verification_method=self.verification_method,
            cryptosuite=securing,
            options=ProofOptions(created=now),
            contexts=self._contexts,
        )
        # Open Badges writes sets as arrays, that of the proofs too: 1EdTech's schema and validator mind a lone one.
        document["proof"] = as_list(document["proof"])
        return SealedCredential(identifier, document, (*written.findings, *reviewed))

    def issue_many(
        self, credentials: Iterable[MicroCredential], **options: Any
    ) -> Iterator[SealedCredential | Failure]:
        """Issues one after the other; what is wrong with one learner's record keeps no other learner waiting.

        Args:
            credentials: the records; taken one at a time, so that they may come from a generator.
            options: those of ``issue``, the same for all.

        Yields:
            For each record, in order, a credential or a failure.
        """
        for position, credential in enumerate(credentials):
            try:
                yield self.issue(credential, **options)
            except CredsealError as error:
                yield Failure(position, error)


def _drawn(document: JsonObject) -> bytes:
    from credseal.render import badge_picture  # noqa: PLC0415  whoever has pictures of their own need not load it

    return badge_picture(openbadges.from_document(document).credential)


def _method(identifier: str, key: PublicKey, given: str | None) -> str:
    derived = None
    if identifier.startswith(did_key.PREFIX):
        derived = did_key.method_id_of(did_key.did_of(key))
    elif identifier.startswith(did_jwk.PREFIX):
        derived = f"{did_jwk.did_of(key)}#0"
    method = given or derived
    if method is None:
        raise IssuingError(
            "The issuer's identifier does not tell under which URL verifiers find the key.",
            code="issuing.verification-method",
            hint=f'Give it (--verification-method, or verification_method=), e.g. "{identifier[:60]}#key-1".',
        )
    if not method.startswith(f"{identifier}#"):
        if given is None:
            raise IssuingError(
                "The issuer's identifier is that of another key than the signer's.",
                code="issuing.key",
                hint="Leave the organisation's id out, and it will be that of the signer's key.",
            )
        raise IssuingError(
            "The verification method is not the issuer's: it does not begin with the issuer's identifier and #.",
            code="issuing.verification-method",
        )
    return method


def _refuse_incomplete(credential: MicroCredential, issuance: Issuance, standard: str) -> None:
    missing = check_completeness(Reading(credential, issuance, {}, (), ()), standard).missing
    if missing:
        raise IssuingError(
            f"The micro-credential lacks what {standard} makes mandatory: {', '.join(one.name for one in missing)}.",
            code="issuing.incomplete",
            hint=f"{missing[0].advice[0]} To issue it as it is, require nothing (--require none, or require=None).",
        )


def _refuse(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        if finding.severity == "error":
            raise IssuingError(finding.message, code=finding.code, pointer=finding.pointer, hint=finding.hint)
