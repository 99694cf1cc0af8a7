"""What a token claims beside its credential: held against the credential, or about the token itself.

Verifiable Credentials Data Model 1.1, section 6.3.1 (https://www.w3.org/TR/vc-data-model/#json-web-token), and Open Badges 3.0, section
8.2.4.1 (https://www.imsglobal.org/spec/ob/v3p0/#jwt-proof), let the registered claims say again what the credential says, or in its stead.
Securing Verifiable Credentials using JOSE and COSE, section 3.1.3 (https://www.w3.org/TR/vc-jose-cose/#jose-header-parameters-jwt-claims), has
the times of the signature in them.

=================  ==================================  ===================================================
claim              in a token of the kind ``JWT``      in ``vc+jwt``
=================  ==================================  ===================================================
``iss``            is ``issuer``                       is ``issuer``
``jti``            is ``id``                           is ``id``
``sub``            is ``credentialSubject.id``         is ``credentialSubject.id``
``nbf``            is ``validFrom``, ``issuanceDate``  the signature counts from then on
``exp``            is ``validUntil``,                  ... and until then
                   ``expirationDate``
``iat``            when it was signed                  when it was signed
``aud``            nothing                             nothing
``cnf``,           beside ``vc``: ``cnf``, ``status``  members of the credential
``status``
=================  ==================================  ===================================================

Where claim and credential both say something, it must be the same, to the second for times. What only the claim says is written into the
credential in the kind ``JWT`` (an end of the validity above all), and is left at that in ``vc+jwt``.

    told = reconcile({"issuer": "did:web:uni.example"}, {"iss": "did:web:uni.example", "iat": 1795168800}, kind="vc+jwt")
    told.document, told.issued_at
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from credseal.encoding.credential_token import OF_THE_HOLDER_AND_STATUS
from credseal.encoding.one_or_many import as_list
from credseal.errors import ModelError, ProofError, pointer_to
from credseal.findings import Finding
from credseal.model.dates import format_instant, parse_instant
from credseal.profiles import vcdm
from credseal.securing.jose.numeric_date import numeric_date

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.encoding.credential_token import TokenKind
    from credseal.encoding.strict_json import JsonObject, JsonValue

_SECOND = timedelta(seconds=1)  # NumericDates are mostly whole seconds, which a credential's instants need not be
_DATES = {vcdm.CONTEXT_V1: ("issuanceDate", "expirationDate"), vcdm.CONTEXT_V2: ("validFrom", "validUntil")}


@dataclass(frozen=True)
class Reconciled:
    """A credential and the claims of its token, which do not contradict each other.

    Attributes:
        document: the credential, with what only the claims say of it.
        issued_at: when the token says that it was signed, aware; None where it says nothing that can be read.
        begins, expires: from when and until when the signature is to count, aware; None where nothing says so.
        notes: what a verifier should tell.
    """

    document: JsonObject = field(repr=False)
    issued_at: datetime | None = None
    begins: datetime | None = None
    expires: datetime | None = None
    notes: tuple[Finding, ...] = ()


def reconcile(document: JsonObject, claims: JsonObject, *, kind: TokenKind) -> Reconciled:
    """Hold the registered claims of a token against its credential.

    Args:
        document: the credential, as the token has it; it stays as it is.
        claims: the registered claims.
        kind: of the token.

    Raises:
        ProofError: ``token.claim`` (a claim that is not of its kind), ``token.contradiction`` (claim and credential disagree).
    """
    fills = kind == "JWT"
    told = dict(document)
    begins, expires = time_claim(claims, "nbf"), time_claim(claims, "exp")
    _issuer(told, text_claim(claims, "iss"), fills=fills)
    _identifier(told, text_claim(claims, "jti"), fills=fills)
    _subject(told, text_claim(claims, "sub"), fills=fills)
    if fills:
        starts, ends = _DATES[vcdm.first_context(document) or vcdm.CONTEXT_V2]
        _instant(told, "nbf", begins, starts)
        _instant(told, "exp", expires, ends)
        for name in OF_THE_HOLDER_AND_STATUS:
            _beside(told, claims, name)
        begins = expires = None
    issued_at = numeric_date(claims.get("iat"))
    notes = (_NO_TIME,) if "iat" in claims and issued_at is None else ()
    return Reconciled(told, issued_at, begins, expires, notes)


def missing_in_badge(claims: JsonObject) -> tuple[str, ...]:
    """The claims that Open Badges 3.0, section 8.2.4.1, demands of a token with a badge and that are not there."""
    return tuple(name for name in ("iss", "jti", "nbf", "sub") if name not in claims)


def _issuer(document: JsonObject, claimed: str | None, *, fills: bool) -> None:
    if claimed is None:
        return
    issuer = document.get("issuer")
    if "issuer" not in document:
        if fills:
            document["issuer"] = claimed
    elif fills and isinstance(issuer, dict) and "id" not in issuer:
        document["issuer"] = {"id": claimed, **issuer}
    elif vcdm.issuer_id(document) != claimed:
        raise _contradiction("iss", "issuer")


def _identifier(document: JsonObject, claimed: str | None, *, fills: bool) -> None:
    if claimed is None:
        return
    if "id" not in document:
        if fills:
            document["id"] = claimed
    elif document["id"] != claimed:
        raise _contradiction("jti", "id")


def _subject(document: JsonObject, claimed: str | None, *, fills: bool) -> None:
    """``sub`` is the id of the only subject, or of one of several."""
    if claimed is None:
        return
    subjects = vcdm.subjects(document)
    named = [subject["id"] for subject in subjects if "id" in subject]
    if named:
        if claimed not in named:
            raise _contradiction("sub", "credentialSubject")
    elif fills and len(subjects) == 1:
        filled: JsonObject = {"id": claimed, **subjects[0]}
        document["credentialSubject"] = [filled] if isinstance(document["credentialSubject"], list) else filled


def _beside(document: JsonObject, claims: JsonObject, name: str) -> None:
    """What stands beside a credential in ``vc`` and decides about it as if it stood inside."""
    if name in claims and document.setdefault(name, claims[name]) != claims[name]:
        raise _contradiction(name, name)


def _instant(document: JsonObject, name: str, claimed: datetime | None, member: str) -> None:
    if claimed is None:
        return
    if member not in document:
        document[member] = format_instant(claimed)
        return
    try:
        (stated,) = as_list(document[member])
        same = isinstance(stated, str) and abs(parse_instant(stated) - claimed) < _SECOND
    except (ModelError, ValueError):
        same = False
    if not same:
        raise _contradiction(name, member)


def text_claim(claims: JsonObject, name: str) -> str | None:
    """A claim that is text; None where it is not there.

    Raises:
        ProofError: ``token.claim``.
    """
    value = claims.get(name)
    if name in claims and not isinstance(value, str):
        raise _malformed(name, "text")
    return value if isinstance(value, str) else None


def time_claim(claims: JsonObject, name: str) -> datetime | None:
    """A claim that is an instant, aware; None where it is not there.

    Raises:
        ProofError: ``token.claim``.
    """
    value: JsonValue = claims.get(name)
    if name not in claims:
        return None
    instant = numeric_date(value)
    if instant is None:
        raise _malformed(name, "a number of seconds since 1970")
    return instant


def _malformed(name: str, kind: str) -> ProofError:
    return ProofError(f'The token\'s claim "{name}" is not {kind}.', code="token.claim", pointer=pointer_to(name))


def _contradiction(name: str, member: str) -> ProofError:
    return ProofError(
        f'The token\'s claim "{name}" and the "{member}" of the credential in it say different things.',
        code="token.contradiction",
        pointer=pointer_to(name),
        hint="Readers disagree on which of the two counts; the issuer has to issue it anew.",
    )


_NO_TIME = Finding(
    "token.issued-at",
    "info",
    'The token\'s claim "iat" is no number of seconds since 1970, so that it does not say when it was signed.',
    "/iat",
)
