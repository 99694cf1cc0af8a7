"""Presenting: credentials as they are, in a presentation that the holder signs for one verifier.

Verifiable Credentials Data Model 2.0, section 4.13 "Verifiable Presentations" (https://www.w3.org/TR/vc-data-model-2.0/#verifiable-presentations),
with a Data Integrity proof of the purpose ``authentication`` over the verifier's ``challenge`` and for its ``domain`` (Data Integrity 1.0,
section 2.1: https://www.w3.org/TR/vc-data-integrity/#proofs), or as a token (``vp+jwt``: Securing Verifiable Credentials using JOSE and
COSE, section 3.1.2: https://www.w3.org/TR/vc-jose-cose/#securing-vps-with-jose).

    present([Path("ada.json"), Path("badge.png")], signer, challenge="kQ3...", domain="https://employer.example").document
    present([Path("ada.json")], signer, challenge="kQ3...", domain="https://employer.example", securing="vp+jwt").token

===========================  ====================================================================================
credential                   how it stands in the presentation
===========================  ====================================================================================
with a Data Integrity proof  as it is, of version 1.1 or 2.0 of the data model
a token (``vc+jwt``)         enveloped: a ``data:`` URL (section 4.13.2)
a token of version 1.1       in a presentation of the form ``jwt`` alone, which is of version 1.1 too and holds nothing but tokens
an SD-JWT VC                 in no presentation: it is shown by itself, with the proof of its holder's key behind it
                             (RFC 9901, section 4.3)
``vc+sd-jwt``                likewise where it is the only one; enveloped where others stand beside it, or another form is
                             asked for
with an e-seal (JAdES)       not at all: the file of a European Digital Credential is shown itself, as no standard says how
                             it could stand in a presentation
with an ecdsa-sd-2023 base   not at all: it is the holder's alone, who derives from it what a verifier is to see
proof
===========================  ====================================================================================

Of the holder nothing is written but the identifier, no ``id`` is made that would let two verifiers recognise a presentation, and nothing is signed
that credseal's own verifier would refuse.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from credseal.checks.holder_key import key_of_did
from credseal.checks.presenter import Presenter, compare_presenter
from credseal.did import jwk as did_jwk
from credseal.did import key as did_key
from credseal.encoding import compact_jws, credential_token
from credseal.envelope import open_envelope
from credseal.errors import PresentingError
from credseal.jsonld.contexts import BUNDLED
from credseal.keys.jwk import thumbprint, thumbprint_uri
from credseal.profiles import presentation, vcdm
from credseal.report import Agreement
from credseal.securing.data_integrity.selective.values import refuse_base
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.securing.jose.signing import sign_presentation
from credseal.securing.sd_jwt import parsing as sd_jwt
from credseal.securing.sd_jwt.key_binding import bind
from credseal.wallet.presentation import Presentation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from credseal.encoding.presentation_token import PresentationKind
    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.envelope import Envelope, Source
    from credseal.jsonld.contexts import Contexts
    from credseal.keys.public import PublicKey
    from credseal.keys.signer import Signer

OF_TOKENS = "jwt"
"""The form of presentations that hold nothing but tokens."""
_FORMS: dict[str | None, PresentationKind] = {"vp+jwt": "vp+jwt", OF_TOKENS: "JWT"}
_METHODS = {did_key.PREFIX: did_key.method_id_of, did_jwk.PREFIX: did_jwk.method_id_of}
_JWT, _SD_JWT = "application/vc+jwt", "application/vc+sd-jwt"


def present(
    credentials: Iterable[Source],
    signer: Signer,
    *,
    challenge: str,
    domain: str,
    holder: str | None = None,
    verification_method: str | None = None,
    securing: str | None = None,
    contexts: Contexts = BUNDLED,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Presentation:
    """Wraps credentials into a presentation and signs it.

    Args:
        credentials: each a file (``Path``), its content, or parsed JSON; a picture that carries one will do.
        signer: the holder's key.
        challenge: the verifier's, as it came.
        domain: the verifier, as it calls itself.
        holder: the identifier of whoever presents; by default that by which a credential names the key (a did:key or did:jwk), else the
            key's did:key.
        verification_method: the URL under which the holder's document lists the key for authentication; derived for did:key and did:jwk,
            required otherwise.
        securing: a cryptosuite, by default the RDFC suite of the key; or ``vp+jwt``, a token; or ``jwt``, a token of version 1.1 of the
            data model with tokens in it, as wallets of OpenID's format ``jwt_vc_json`` have them.
        contexts: the JSON-LD contexts that are known.
        clock: tells the present, aware.

    Raises:
        InputError: a credential cannot be read, or is itself a presentation (``envelope.presentation``).
        PresentingError: ``wallet.occasion`` (no challenge or domain), ``wallet.token`` (a token of
            version 1.1 where none can stand), ``wallet.no-token`` (no token where nothing else can stand), ``wallet.sealed``, ``wallet.sd-jwt``,
            ``wallet.unsigned``, ``wallet.shape`` (what is no credential), ``wallet.others`` (it names another learner's key), ``wallet.key`` (the holder
            is another key), ``wallet.verification-method``; ``presentation.empty``, ``presentation.count``, ``presentation.duplicate``.
        ProofError: ``disclosure.base``, a credential of which parts are to be derived and shown (``credseal derive``), and not all; or
            the proof cannot be made.
        JsonLdError: likewise.
    """
    if not (challenge and domain):
        raise PresentingError(
            "A presentation is made for one verifier and one occasion, and these were not named.",
            code="wallet.occasion",
            hint="Give the challenge and the domain that the verifier sent.",
        )
    envelopes = [open_envelope(source) for source in credentials]
    alone = _by_itself(envelopes, is_chosen=bool(holder or verification_method or securing))
    if alone is not None:
        return _bound(alone, signer, challenge, domain, clock())
    of_tokens = securing == OF_TOKENS
    held: list[JsonValue] = [_text_of(envelope) if of_tokens else _held(envelope) for envelope in envelopes]
    holder = holder or _named_holder(envelopes, signer.public_key)
    for envelope in envelopes:
        _refuse_others(envelope.document, Presenter(holder, signer.public_key))
    document: JsonObject = {
        "@context": [vcdm.CONTEXT_V1 if of_tokens else vcdm.CONTEXT_V2],
        "type": [presentation.TYPE],
        "holder": holder,
        "verifiableCredential": held,
    }
    opened: list[JsonValue] = [envelope.document for envelope in envelopes]
    for problem in presentation.check({**document, "verifiableCredential": opened} if of_tokens else document):
        raise PresentingError(problem.message, code=problem.code, pointer=problem.pointer, hint=problem.hint)
    method = _method(holder, signer.public_key, verification_method)
    if securing in _FORMS:
        token = sign_presentation(
            document,
            signer,
            form=_FORMS[securing],
            verification_method=method,
            holder=holder,
            nonce=challenge,
            audience=domain,
            at=clock(),
        )
        return Presentation(document, holder, _FORMS[securing], token)
    signed = sign(
        document,
        signer,
        verification_method=method,
        cryptosuite=securing,
        options=ProofOptions(purpose="authentication", created=clock(), challenge=challenge, domain=(domain,)),
        contexts=contexts,
    )
    return Presentation(signed, holder, _suite(signed))


def _by_itself(envelopes: list[Envelope], *, is_chosen: bool) -> str | None:
    """The SD-JWT that is shown by itself, with the proof of its holder's key; None where all are put into a presentation.

    Args:
        envelopes: what is to be shown.
        is_chosen: whether a holder or a form of the presentation was asked for.
    """
    if any(envelope.is_claims for envelope in envelopes):
        if len(envelopes) > 1 or is_chosen:
            raise _not_alone()
        return envelopes[0].token
    is_one = len(envelopes) == 1 and envelopes[0].form == "sd-jwt"
    return envelopes[0].token if is_one and not is_chosen else None


def _bound(token: str, signer: Signer, challenge: str, domain: str, at: datetime) -> Presentation:
    """An SD-JWT, shown as it is with the proof of its holder's key behind it."""
    shown = bind(token, signer, nonce=challenge, audience=domain, at=at)
    claims = sd_jwt.parse(shown).processed().payload
    return Presentation(claims, thumbprint_uri(signer.public_key), sd_jwt.KEY_BINDING_TYPE, shown)


def _suite(signed: JsonObject) -> str:
    proof = signed["proof"]
    return str(proof["cryptosuite"]) if isinstance(proof, dict) else ""  # our own, an object


def _not_alone() -> PresentingError:
    return PresentingError(
        "An SD-JWT VC is presented by itself, with the key that it names: nothing stands beside it, and its holder is not chosen.",
        code="wallet.sd-jwt",
        hint="Present it alone, without holder, verification method and securing.",
    )


def _text_of(envelope: Envelope) -> str:
    """A credential as it stands in a presentation of version 1.1 that is a token."""
    if envelope.form == "jades":
        raise _sealed()
    if envelope.token is None or envelope.form == "sd-jwt":
        raise PresentingError(
            "In a presentation of this form stand JSON Web Tokens, and one of these credentials is none.",
            code="wallet.no-token",
            hint="Present it with a Data Integrity proof, or as vp+jwt.",
        )
    return envelope.token


def _sealed() -> PresentingError:
    return PresentingError(
        "A European Digital Credential with an e-seal cannot stand in a presentation: no standard says how.",
        code="wallet.sealed",
        hint="Show its file itself; its seal is checked as it is.",
    )


def _held(envelope: Envelope) -> JsonObject:
    """A credential as it stands in a presentation."""
    if envelope.form == "jades":
        raise _sealed()
    refuse_base(envelope.document)
    if envelope.token is not None:
        return _enveloped(envelope.token, _SD_JWT if envelope.form == "sd-jwt" else _media_type_of(envelope.token))
    problem = next((one for one in vcdm.check(envelope.document) if one.severity == "error"), None)
    if problem is not None:
        raise PresentingError(problem.message, code="wallet.shape", pointer=problem.pointer, hint=problem.hint)
    if "proof" not in envelope.document:
        raise PresentingError(
            "The credential has no proof, so that nobody would believe it.",
            code="wallet.unsigned",
            hint="Ask the issuer for the signed file.",
        )
    return envelope.document


def _media_type_of(token: str) -> str:
    parts = compact_jws.split(token.encode("ascii"))
    if credential_token.read(parts.header, parts.payload).kind != "vc+jwt":
        raise PresentingError(
            "The credential is a token of version 1.1 of the data model, which cannot stand in a presentation that is JSON.",
            code="wallet.token",
            hint="Present it as a token of that version (jwt), or ask the issuer for the credential as vc+jwt.",
        )
    return _JWT


def _enveloped(token: str, media_type: str) -> JsonObject:
    return {"@context": vcdm.CONTEXT_V2, "id": f"data:{media_type},{token}", "type": vcdm.ENVELOPED}


def _refuse_others(document: JsonObject, presenter: Presenter) -> None:
    if any(one.outcome is Agreement.OTHER for one in compare_presenter(document, presenter)):
        raise PresentingError(
            "The credential names another key than the one that would present it; every verifier would take it for somebody else's.",
            code="wallet.others",
            pointer="/credentialSubject",
            hint="Present it with the key that its issuer was given for it.",
        )


def _named_holder(envelopes: list[Envelope], key: PublicKey) -> str:
    """The first identifier by which a credential names the key; else the key's did:key."""
    for envelope in envelopes:
        for subject in vcdm.subjects(envelope.document):
            identifier = subject.get("id")
            if isinstance(identifier, str) and _is_of(identifier, key):
                return identifier
    return did_key.did_of(key)


def _is_of(identifier: str, key: PublicKey) -> bool:
    named = key_of_did(identifier)
    return named is not None and thumbprint(named) == thumbprint(key)


def _method(holder: str, key: PublicKey, given: str | None) -> str:
    by_itself = next((name for prefix, name in _METHODS.items() if holder.startswith(prefix)), None)
    if by_itself is not None and not _is_of(holder, key):
        raise PresentingError(
            "The holder's identifier is that of another key than the signer's.",
            code="wallet.key",
            hint="Leave the holder out, and it will be the signer's key.",
        )
    method = given or (by_itself(holder) if by_itself else None)
    if method is None or not method.startswith(f"{holder}#"):
        raise PresentingError(
            "Under which URL the holder's document lists the key is not known, or is not the holder's.",
            code="wallet.verification-method",
            hint="Give it (--verification-method): the holder's identifier, # and the name of the key.",
        )
    return method
