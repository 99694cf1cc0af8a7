"""Issuing: a record of learning becomes a signed document.

    issuer = Issuer(university, open_signer("file:seal.pem"), verification_method="did:web:uni.example#key-1")
    sealed = issuer.issue(course.award(ada, awarded_on=date(2026, 11, 20)))
    sealed.save(Path("ada.json"))

    sealed = Issuer(university, open_signer("file:seal.p12")).issue(record, profile="elm", securing=Sealing(level="B"))

    for sealed in issuer.issue_many(course.award(each, awarded_on=today) for each in learners):
        ...                                       # a SealedCredential, or a Failure for this one learner

Nothing is signed that credseal's own verifier would refuse, nor what says less than the European standard asks for.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from credseal.checks.completeness import check_completeness
from credseal.checks.holder_key import key_of_did
from credseal.checks.standards import DEFAULT
from credseal.did import jwk as did_jwk
from credseal.did import key as did_key
from credseal.encoding.one_or_many import as_list
from credseal.errors import CredsealError, IssuingError
from credseal.findings import Finding
from credseal.issuer import claims
from credseal.issuer.credential import Failure, SealedCredential
from credseal.issuer.refusing import refuse
from credseal.issuer.sealing import Sealing, certified, no_certificate, seal_credential
from credseal.issuer.tokens import FORMS, token_of
from credseal.issuer.withholding import refuse_choice
from credseal.jsonld.contexts import BUNDLED
from credseal.model.dates import order
from credseal.model.review import review
from credseal.profiles import elm, learning_credential, openbadges, readers, vcdm
from credseal.profiles.issuance import Issuance
from credseal.profiles.reading import Reading
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.securing.data_integrity.suites import ECDSA_SD_2023

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from typing import Any, Literal

    from credseal.encoding.strict_json import JsonObject
    from credseal.jsonld.contexts import Contexts
    from credseal.keys.public import PublicKey
    from credseal.keys.signer import Signer
    from credseal.model.achievement import MicroCredential
    from credseal.model.organisation import Organisation, Place
    from credseal.profiles.elm import Variant
    from credseal.profiles.issuance import Picture, Written
    from credseal.securing.sd_jwt.claim_paths import ClaimPath

__all__ = ["Failure", "Issuer", "SealedCredential", "Sealing", "seal_credential"]

_PROFILES = ("openbadges", "elm", "learning")
_OWN_COPY = Finding(
    "disclosure.own-copy",
    "info",
    "This file is for the learner alone: verifiers refuse it, and take the parts that the learner derives from it.",
    hint="Give it to nobody else, and put it into no picture.",
)


class Issuer:
    """An organisation with a key to sign with. Thread-safe if its signer is.

    Args:
        organisation: who issues. Its ``id`` is the issuer's identifier; without one, the did:key of the signer is, unless the
            signer has a certificate, which says who it is.
        signer: signs.
        verification_method: the URL under which the issuer's document lists the signer's key; it begins with the issuer's
            identifier and ``#``. Derived for did:key and did:jwk, required otherwise; seals need none. Without it, a signer that has a
            certificate puts that into its learning credentials.
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
        self._seals_with = certified(signer)
        if self._seals_with is not None and verification_method is None:
            self.organisation, self.verification_method = organisation, None
        else:
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
        securing: str | Sealing | None = None,
        require: str | None = DEFAULT,
        valid_until: datetime | None = None,
        place: Place | None = None,
        picture: Picture | None = None,
        extended: bool = False,
        disclose: Collection[Literal["birth_date", "national", "address", "email"]] = (),
        variant: Variant | None = None,
        holder_key: PublicKey | None = None,
        may_withhold: Iterable[ClaimPath] | None = None,
        pad_to: int = 1,
    ) -> SealedCredential:
        """Writes a record down, and signs it.

        ==============  ==========================  =======================================================================
        profile         securing                    what comes of it
        ==============  ==========================  =======================================================================
        ``openbadges``  a cryptosuite               an Open Badge 3.0 with a Data Integrity proof
        ``openbadges``  ``ecdsa-sd-2023``           ... of which the learner shows parts: all but what ``openbadges.always_shown`` lists
        ``openbadges``  ``vc+jwt``                  an Open Badge 3.0 in a token, as the data model 2.0 has it
        ``openbadges``  ``jwt``                     an Open Badge 3.0 in a token, as Open Badges 3.0 and 1EdTech's validator have it
        ``elm``         ``Sealing``                 a European Digital Credential, sealed with JAdES
        ``elm``         a cryptosuite               the same content for wallets: data model 2.0, with a Data Integrity proof
        ``elm``         ``vc+jwt``                  ... or in a token
        ``learning``    ``dc+sd-jwt``               a learning credential of the EU Digital Identity Wallet (SD-JWT VC), of which the learner shows parts
        ==============  ==========================  =======================================================================

        Args:
            credential: one learner's record.
            profile: how it is written.
            securing: how it is secured; by default with the seal of a signer that has a certificate, for ``elm``; else with the
                RDFC suite of the key (``eddsa-rdfc-2022``, ``ecdsa-rdfc-2019``). RSA keys make seals and tokens, and no proofs.
            require: the European list whose mandatory elements must all be there: ``eu-2021``, ``microbol-2021``, ``eu-2020``.
                None signs what says less, too.
            valid_until: until when it is valid, aware; without end by default.
            place: where it is sealed, if not at the achievement's place of issue.
            picture: of the credential.
            extended: also write texts in further languages, in an inline context that strict verifiers may refuse. The European
                Learning Model holds all languages as it is.
            disclose: what of the learner is withheld otherwise: ``birth_date``, ``national``, ``address``, and in European Digital
                Credentials ``email``, of which Open Badges tell a hash.
            variant: which of the profiles of European Digital Credentials: ``generic``, ``accredited``, ``issued-by-mandate``; by
                default what the record calls for, which is never ``accredited``.
            holder_key: the key that the learner can prove, to which a learning credential is bound; by default that of the learner's
                did:key or did:jwk.
            may_withhold: of a learning credential, paths to what the learner may withhold, each by itself, e.g.
                ``[("assessment_grade",), ("learning_outcomes", None)]``, where None stands for every entry of a list; what tells a claim again
                goes along. Nothing where there are none; by default what ``learning_credential.SELECTIVE`` lists.
            pad_to: of a learning credential, up to a multiple of which number decoys are added to the digests of what can be withheld, so
                that their number tells less; 1 adds none.

        Raises:
            IssuingError: ``issuing.profile``, ``issuing.securing`` (a pair that is not in the table), ``issuing.certificate`` (a seal
                needs one), ``issuing.expired``, ``issuing.incomplete`` (names the elements that are missing), ``issuing.withhold-*`` (see
                ``withholding``), or the first thing that keeps the document from being right.
            ProfileError, ModelError: the profile cannot write this record.
            MissingExtraError: a European Digital Credential needs a picture, and Pillow to draw one is not installed.
            ProofError, PkiError, JsonLdError: proof or seal cannot be made.
        """
        now = self._clock().replace(microsecond=0)
        if profile not in _PROFILES:
            raise IssuingError(
                f'There is no profile "{profile}".', code="issuing.profile", hint=f"Use {', '.join(_PROFILES)}."
            )
        if valid_until is not None and order(valid_until, now) <= 0:
            raise IssuingError("The validity would have ended already.", code="issuing.expired")
        how, suite = (securing, None) if isinstance(securing, Sealing) else (None, securing)
        _refuse_pair(profile, how, suite)
        refuse_choice(profile, may_withhold, pad_to)
        if self.verification_method is None and not self._certificate_will_do(profile):
            raise _no_method(self.organisation.id, certificate_would_do=profile == "learning")
        issuance = Issuance(
            id=f"urn:uuid:{uuid.uuid4()}",
            sealer=self.organisation,
            issued=now,
            valid_until=valid_until,
            picture=picture,
            place=place,
        )
        reviewed = (*review(credential), *review(self.organisation))
        refuse(reviewed)
        if require is not None:
            _refuse_incomplete(credential, issuance, require)
        written = self._written(credential, issuance, profile, disclose=disclose, extended=extended, variant=variant)
        refuse(written.findings)
        findings = (*written.findings, *reviewed)
        if profile == "openbadges":
            return self._signed(written.document, suite, now, findings)
        if profile == "learning":
            refuse(learning_credential.check(written.document))
            return claims.disclosable_of(
                written.document,
                self._signer,
                identifier=str(issuance.id),
                verification_method=self.verification_method,
                certificates=self._seals_with.certificates if self._seals_with and not self.verification_method else (),
                holder_key=holder_key or key_of_did(credential.learner.id or ""),
                may_withhold=may_withhold,
                pad_to=pad_to,
                findings=findings,
            )
        if how is None and (suite is not None or self._seals_with is None):
            return self._signed(elm.to_bridge(written.document), suite, now, findings)
        if self._seals_with is None:
            raise no_certificate()
        return seal_credential(written.document, self._seals_with, how, at=now, findings=findings)

    def _written(
        self, credential: MicroCredential, issuance: Issuance, profile: str, *, variant: Variant | None, **options: Any
    ) -> Written:
        if profile == "elm":
            return elm.to_document(credential, issuance, variant=variant, **options)
        if variant is not None:
            raise _pair(f"There is no variant {variant[:40]!r} of this format.", 'profile="elm"')
        if profile == "learning":
            return learning_credential.to_claims(credential, issuance, disclose=options["disclose"])
        return openbadges.to_document(credential, issuance, **options)

    def _certificate_will_do(self, profile: str) -> bool:
        """Whether the signer's certificate says whose key it is; beside a DID, a token would say so in two ways."""
        return profile == "elm" or (profile == "learning" and not (self.organisation.id or "").startswith("did:"))

    def _signed(
        self, document: JsonObject, securing: str | None, now: datetime, findings: tuple[Finding, ...]
    ) -> SealedCredential:
        """With a proof inside, or as a token."""
        refuse((*vcdm.check(document), *readers.check(document)))
        method = self.verification_method
        if method is None:
            raise _no_method(self.organisation.id)
        if securing in FORMS:
            return token_of(
                document,
                self._signer,
                form=FORMS[securing],
                verification_method=method,
                at=now,
                contexts=self._contexts,
                findings=findings,
            )
        always: tuple[str, ...] = ()
        if securing == ECDSA_SD_2023.name:
            always, findings = openbadges.always_shown(document), (*findings, _OWN_COPY)
        signed = sign(
            document,
            self._signer,
            verification_method=method,
            cryptosuite=securing,
            options=ProofOptions(created=now, mandatory_pointers=always),
            contexts=self._contexts,
        )
        # Open Badges writes sets as arrays, that of the proofs too: 1EdTech's schema and validator mind a lone one.
        signed["proof"] = as_list(signed["proof"])
        return SealedCredential(str(signed["id"]), signed, findings)

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
        if options.get("may_withhold") is not None:
            # An iterator would be used up by the first, and everything of the others' shown to everybody.
            options["may_withhold"] = tuple(options["may_withhold"])
        for position, credential in enumerate(credentials):
            try:
                yield self.issue(credential, **options)
            except CredsealError as error:
                yield Failure(position, error)


def _method(identifier: str, key: PublicKey, given: str | None) -> str:
    derived = None
    if identifier.startswith(did_key.PREFIX):
        derived = did_key.method_id_of(did_key.did_of(key))
    elif identifier.startswith(did_jwk.PREFIX):
        derived = f"{did_jwk.did_of(key)}#0"
    method = given or derived
    if method is None:
        raise _no_method(identifier)
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


def _no_method(identifier: str | None, *, certificate_would_do: bool = False) -> IssuingError:
    example = f"{(identifier or 'did:web:uni.example')[:60]}#key-1"
    otherwise = " Or leave the DID out of the organisation's record: the certificate then says who it is."
    return IssuingError(
        "The issuer's identifier does not tell under which URL verifiers find the key.",
        code="issuing.verification-method",
        hint=f'Give it (--verification-method, or verification_method=), e.g. "{example}".{otherwise if certificate_would_do else ""}',
    )


def _refuse_pair(profile: str, how: Sealing | None, suite: str | None) -> None:
    """A format and a way of securing that do not go together."""
    if profile == "openbadges" and how is not None:
        raise _pair("An Open Badge is not sealed as European Digital Credentials are.", 'profile="elm"')
    if profile != "openbadges" and suite == "jwt":
        raise _pair("A token of this form holds Open Badges alone.", 'securing="vc+jwt"')
    if profile != "openbadges" and suite == ECDSA_SD_2023.name:
        raise _pair("What must always be shown with a part is settled for Open Badges alone.", 'profile="openbadges"')
    if profile == "learning" and (how is not None or suite not in (None, claims.FORM)):
        raise _pair("A learning credential is an SD-JWT VC.", f'securing="{claims.FORM}"')
    if profile != "learning" and suite == claims.FORM:
        raise _pair("Only learning credentials are issued as SD-JWT VC.", 'profile="learning"')


def _pair(message: str, instead: str) -> IssuingError:
    return IssuingError(message, code="issuing.securing", hint=f"Use {instead}, or leave securing out.")


def _refuse_incomplete(credential: MicroCredential, issuance: Issuance, standard: str) -> None:
    missing = check_completeness(Reading(credential, issuance, {}, (), ()), standard).missing
    if missing:
        raise IssuingError(
            f"The micro-credential lacks what {standard} makes mandatory: {', '.join(one.name for one in missing)}.",
            code="issuing.incomplete",
            hint=f"{missing[0].advice[0]} To issue it as it is, require nothing (--require none, or require=None).",
        )
