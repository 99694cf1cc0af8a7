"""Whose key signed: from the name of a verification method to its key, and to the one who controls it.

Controlled Identifiers 1.0, section 3.3, *Retrieve Verification Method*, whole
(https://www.w3.org/TR/cid-1.0/#retrieve-verification-method): the document is the one that the identifier leads to and says
so itself, the method is in it under exactly that identifier, names it as its controller, and is listed for the purpose. It
serves credentials, status lists, register records and presentations alike.

    method = authenticate(issuer, proof["verificationMethod"], purpose="assertionMethod", resolver=resolve)
    method.key.verify(signature, data)

Two errors, because a verifier must tell them apart: ``UnresolvedError``, nothing is known (offline, not supported), and
``NotAuthorisedError``, it is known that this key does not speak for this issuer. Only today's document counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from credseal.did import https, key
from credseal.did.document import method_of, split
from credseal.did.material import key_of_multikey
from credseal.did.method import controller_of, definitions, end_of, find, key_of
from credseal.errors import ResolutionError
from credseal.findings import Finding
from credseal.net.urls import parse, shorten

if TYPE_CHECKING:
    from credseal.did.document import ControllerDocument
    from credseal.did.resolver import Resolver
    from credseal.errors import ProofError
    from credseal.keys.public import PublicKey

# What leaves nothing open: the document is another's or withholds the key, or nobody may use the key. All other codes
# (offline, unreachable, no document, not supported) leave open whose key it is.
_REFUSALS = frozenset({
    "did.syntax", "document.id", "method.controller", "method.duplicate", "method.expired", "method.id", "method.key",
    "method.key-use", "method.material", "method.not-found", "method.private", "method.relationship", "method.revoked",
    "method.time",
})  # fmt: skip


_OFFLINE = ("did:key:", "did:jwk:")


class UnresolvedError(ResolutionError):
    """Nothing is known about whose key it is: a document that cannot be had, or something that is not supported."""


class NotAuthorisedError(ResolutionError):
    """The key does not speak for the one it is said to speak for: their document, had today, says otherwise."""


@dataclass(frozen=True)
class VerificationMethod:
    """A key, who controls it, and the document that says so.

    Attributes:
        id: the absolute identifier; for a did:key that was named without fragment, with it.
        type: the type of the method as its document has it.
        controller: who controls it, which is the document's identifier; for a key of a JWK set the issuer that the
            key names, None where it names none.
        key: the key.
        document: where it was found.
        algorithm: the ``alg`` of a JWK as written there (RFC 7517, section 4.4); a signature by any other algorithm is
            to be refused.
        expires: when the method ends, if its document says so; in the future.
        revoked: when the method will be revoked, if its document says so; in the future.
        notes: what a verifier should tell.
    """

    id: str
    type: str
    controller: str | None
    key: PublicKey
    document: ControllerDocument
    algorithm: str | None = None
    expires: datetime | None = None
    revoked: datetime | None = None
    notes: tuple[Finding, ...] = field(default=(), compare=False)

    @property
    def source(self) -> str:
        """How it is known to be its controller's: where the document came from."""
        return self.document.source


def authenticate(
    issuer: str, method_id: str, *, purpose: str, resolver: Resolver, now: datetime | None = None
) -> VerificationMethod:
    """Retrieve a verification method that speaks for an issuer.

    Nothing is resolved but the issuer's own document, or the JWK set or JWT VC Issuer Metadata of the issuer's host: where the method
    lies elsewhere, the answer is known beforehand.

    Args:
        issuer: the issuer's identifier, as the secured document has it.
        method_id: the verification method that the proof or token names.
        purpose: the verification relationship, e.g. ``assertionMethod``.
        resolver: from identifiers to controller documents.
        now: the instant at which the method must be in force; the present by default.

    Raises:
        UnresolvedError: as ``retrieve_verification_method``, and ``method.unbound`` (a JWK that names no issuer).
        NotAuthorisedError: as ``retrieve_verification_method``, and ``method.issuer`` (the method is another's).
    """
    identifier, fragment = _parsed(method_id)
    if identifier != issuer and not https.may_speak_for(identifier, issuer):
        # Without fragment it can only be a single JWK, which names nobody.
        raise _anothers(method_id, issuer) if fragment or method_of(identifier) else _unbound(method_id)
    method = _retrieve(method_id, identifier, fragment, purpose=purpose, resolver=resolver, now=now)
    if issuer_controls(issuer, method):
        return method
    raise _unbound(method_id) if method.controller is None else _anothers(method_id, issuer)


def issuer_controls(issuer: str, method: VerificationMethod) -> bool:
    """Whether a verification method is the issuer's own.

    The method's controller and the issuer must be the same string: nothing is normalised, so that no two spellings of
    one address, and no two addresses of one spelling, meet. A key of a JWK set that names no issuer belongs to the bare
    origin of its host, as ``credseal.did.https`` explains.
    """
    if method.controller is None:
        return method.document.key_set and method.document.document.get("controller") == issuer
    return method.controller == issuer


def fragment_key(method_id: str) -> PublicKey | None:
    """The key that a verification method's fragment spells out, ``https://issuer.example#z6Mk...``.

    It checks a signature and says nothing about whose it is: anybody can write any issuer before the ``#``. None where
    the fragment is no Multikey of a supported kind.
    """
    try:
        _, fragment = split(method_id)
        return key_of_multikey(fragment) if fragment and fragment.startswith("z") else None
    except ResolutionError:
        return None


def anybodys_key(
    issuer: str,
    method_id: str,
    why: ResolutionError | ProofError | None,
    *,
    purpose: str,
    resolver: Resolver,
    now: datetime,
    pointer: str,
) -> PublicKey:
    """The key of a method that is not the issuer's, or not known to be: good for checking a signature, no more.

    Args:
        issuer: the issuer's identifier.
        method_id: the verification method that the proof or token names.
        why: why it is not known to be the issuer's.
        purpose: the verification relationship that must list the method in its own document.
        resolver: from identifiers to controller documents; asked for nobody but the issuer, and those who need no asking.
        now: the instant at which the method must be in force.
        pointer: JSON pointer to where the method is named.

    Raises:
        UnresolvedError: as ``why``, or ``method.others``: it is somebody else's, who was not asked.
        NotAuthorisedError: as ``retrieve_verification_method``.
    """
    spelled_out = fragment_key(method_id)
    if spelled_out is not None:
        return spelled_out
    if isinstance(why, UnresolvedError):
        raise why
    if not method_id.startswith((*_OFFLINE, f"{issuer}#")):
        raise UnresolvedError(
            "The proof names a key of somebody other than the issuer, whose document was not asked for.",
            code="method.others",
            pointer=pointer,
            hint="A document does not choose whom a verifier talks to; the issuer's own proof is what counts.",
        )
    return retrieve_verification_method(method_id, purpose=purpose, resolver=resolver, now=now).key


def methods_of(identifier: str, *, resolver: Resolver) -> dict[str, Mapping[str, Any]]:
    """The verification methods that the document of an identifier defines, by their absolute identifiers, whatever they are for.

    Raises:
        UnresolvedError, NotAuthorisedError: as ``retrieve_verification_method``; the document cannot be had, or is another's.
    """
    try:
        return definitions(_resolved(identifier, resolver))
    except ResolutionError as error:
        raise _classified(error) from error


def retrieve_verification_method(
    method_id: str, *, purpose: str, resolver: Resolver, now: datetime | None = None
) -> VerificationMethod:
    """Retrieve a verification method as Controlled Identifiers 1.0, section 3.3, demands.

    Args:
        method_id: an absolute DID URL or https URL with fragment. A did:key without fragment is understood as its only
            key, with a note; an https URL without fragment only where it leads to a single JWK.
        purpose: the verification relationship that must list the method.
        resolver: from identifiers to controller documents.
        now: the instant at which the method must be in force; the present by default.

    Raises:
        UnresolvedError: the codes of the resolver, ``document.size`` (too many methods), ``document.shape``,
            ``method.type`` and ``method.key-type`` (not supported).
        NotAuthorisedError: ``method.id`` (malformed), ``did.syntax``, ``document.id``, ``method.not-found``,
            ``method.duplicate``, ``method.controller``, ``method.relationship``, ``method.revoked``, ``method.expired``,
            ``method.time``, ``method.material``, ``method.private``, ``method.key``, ``method.key-use``.
    """
    return _retrieve(method_id, *_parsed(method_id), purpose=purpose, resolver=resolver, now=now)


def _retrieve(
    method_id: str, identifier: str, fragment: str | None, *, purpose: str, resolver: Resolver, now: datetime | None
) -> VerificationMethod:
    by_itself = fragment is None and method_of(identifier) == "key"
    if by_itself:
        method_id = key.method_id_of(identifier)
    now = now or datetime.now(UTC)
    try:
        document = _resolved(identifier, resolver)
        if fragment is None and not by_itself and not document.key_set:
            raise _malformed(method_id, "has no fragment that would say which key of the document it is")
        definition = find(document, method_id, purpose=purpose)
        jwk = definition.get("publicKeyJwk")
        algorithm = jwk.get("alg") if isinstance(jwk, Mapping) else None
        return VerificationMethod(
            id=method_id,
            controller=controller_of(document, definition),
            revoked=end_of(definition, "revoked", now=now),
            expires=end_of(definition, "expires", now=now),
            key=key_of(definition),
            type=definition["type"],
            document=document,
            algorithm=algorithm if isinstance(algorithm, str) else None,
            notes=(_no_fragment(),) if by_itself else (),
        )
    except ResolutionError as error:
        raise _classified(error) from error


def _parsed(method_id: str) -> tuple[str, str | None]:
    """Document identifier and fragment of a method's identifier, which must be an absolute DID URL or https URL."""
    try:
        identifier, fragment = split(method_id)
        if method_of(identifier) is None:
            parse(identifier)
    except ResolutionError as error:
        if error.code in {"method.id", "fetch.url"}:
            raise _malformed(method_id, "is neither a DID nor an https URL with a fragment") from error
        raise _classified(error) from error
    return identifier, fragment


def _resolved(identifier: str, resolver: Resolver) -> ControllerDocument:
    document = resolver(identifier)
    # A resolver can be anybody's; the standard asks this of whoever uses the document.
    if document.id != identifier or document.document.get("id") != identifier:
        raise ResolutionError(
            f"The document had for '{shorten(identifier)}' is another's by its 'id'.", code="document.id", pointer="/id"
        )
    return document


def _classified(error: ResolutionError) -> UnresolvedError | NotAuthorisedError:
    kind = NotAuthorisedError if error.code in _REFUSALS else UnresolvedError
    return kind(error.message, code=error.code, pointer=error.pointer, hint=error.hint)


def _no_fragment() -> Finding:
    return Finding(
        "method.no-fragment",
        "warning",
        "The verification method is a did:key without fragment; it was read as the identifier's only key.",
        hint="Controlled Identifiers 1.0 wants the key repeated behind a '#'.",
    )


def _malformed(method_id: str, how: str) -> NotAuthorisedError:
    return NotAuthorisedError(f"The verification method '{shorten(method_id)}' {how}.", code="method.id")


def _anothers(method_id: str, issuer: str) -> NotAuthorisedError:
    return NotAuthorisedError(
        f"The verification method '{shorten(method_id)}' is not one of the issuer '{shorten(issuer)}'.",
        code="method.issuer",
        hint="The part before the '#' and the issuer's identifier are compared letter for letter.",
    )


def _unbound(method_id: str) -> UnresolvedError:
    return UnresolvedError(
        f"The key '{shorten(method_id)}' stands in a JWK or JWK set and does not say that it is the issuer's.",
        code="method.unbound",
        hint="Each key of a set that serves several issuers needs an 'iss' member with the issuer's identifier.",
    )
