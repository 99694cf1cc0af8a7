"""A credential's token: is it right, and is it the issuer's?

The answer has the form of that for a proof inside a document (see ``proofs``), so that whoever asks need not know which it was.

    outer, *inner = examine_token(parse(text), resolver=resolve, contexts=BUNDLED, now=now)
    outer.verified.document    # the credential that the token's signature covers
    outer.method               # the issuer's verification method, or None

**Whose key it is.** Only what the issuer publishes says so: the issuer's own controller document, which must list the key for assertions,
or, for an https identifier, the JWK set at the well-known place of its host (see ``did.https``). The token helps to find it there:

* ``kid`` as an absolute URL is the verification method itself (VC-JOSE-COSE, section 4.1: https://www.w3.org/TR/vc-jose-cose/#kid). Otherwise
  it is the fragment of one, or the ``kid`` of its JSON Web Key, in the issuer's document or key set;
* without ``kid``, a key in the header (``jwk``, or the first certificate of ``x5c``) must be among the issuer's;
* without either, an issuer that is a key (did:key, did:jwk) is meant with that key;
* of an SD-JWT VC without certificates, whose issuer has an https address, the JWT VC Issuer Metadata decide if there are any (see ``did.https``).

A key in the header that the issuer could not be asked about checks the signature and authenticates nobody. Certificates (``x5c``) are
followed to those whom the caller believes about them, if there are any, before anybody is asked (see ``certified``).

**A proof inside** the document must be right as well, and the same issuer's: a token around somebody else's credential is not theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from credseal.authenticity.examined import ExaminedToken, TokenProof, VerifiedToken
from credseal.authenticity.method import NotAuthorisedError, UnresolvedError, anybodys_key, authenticate, methods_of
from credseal.authenticity.proofs import ASSERTION, examine_proofs
from credseal.did import https
from credseal.did import jwk as did_jwk
from credseal.did import key as did_key
from credseal.did.method import key_of
from credseal.errors import CredsealError, ProofError, ResolutionError
from credseal.jsonld.canonical import readable
from credseal.profiles import vcdm
from credseal.securing.data_integrity.verifying import parse
from credseal.securing.jose.credential import two_keys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from typing import Any

    from credseal.authenticity.certified import CertifiedKey, Certifiers
    from credseal.authenticity.examined import Examined, SignedToken
    from credseal.authenticity.method import VerificationMethod
    from credseal.authenticity.proofs import ExaminedProof
    from credseal.did.resolver import Resolver
    from credseal.jsonld.contexts import Contexts
    from credseal.keys.public import PublicKey
    from credseal.securing.jose.credential import CredentialToken

_ABSOLUTE = ("did:", "https:")
_KEY_IS_IDENTIFIER = (did_key.PREFIX, did_jwk.PREFIX)
# What nobody else's word mends: the key was given up, or the header says two things.
_FINAL = frozenset({"token.certificate-revoked", "token.keys"})
_GIVE_AUTHORITY = "If you believe the authority that issued its certificate, give that (--anchors FILE, Anchors.load)."


def examine_token(
    token: CredentialToken,
    *,
    resolver: Resolver,
    contexts: Contexts,
    now: datetime,
    at: datetime | None = None,
    certifiers: Certifiers | None = None,
) -> tuple[Examined, ...]:
    """Checks a token, and the proofs inside its document.

    Args:
        token: taken apart.
        resolver: from identifiers to controller documents.
        contexts: the contexts that are known.
        now: the present, aware; keys must be in force now, whatever the document's dates.
        at: the instant that the ``expires`` of proofs inside is compared with, aware; the present by default.
        certifiers: who is believed about certificates; nobody by default.

    Returns:
        The token, and behind it the proofs inside.

    Raises:
        ProofError: the proofs inside cannot be read.
    """
    issuer = vcdm.issuer_id(token.document) or ""
    outer = Examination(token, issuer, resolver, contexts, now, certifiers=certifiers).examine()
    if "proof" not in token.written:
        return (outer,)
    secured = parse(token.written, contexts=contexts)
    inner = examine_proofs(secured, issuer=issuer, resolver=resolver, now=now, at=at)
    return (_agreeing(outer, inner), *(_within(outer, one) for one in inner))


@dataclass(frozen=True)
class Examination:
    """Looks for the key of a token's issuer, and checks the signature with it.

    Attributes:
        token: taken apart.
        issuer: who it says has issued it.
        resolver: from identifiers to controller documents.
        contexts: the contexts that are known; None where it has claims, which no context explains.
        now: the present, aware.
        purpose: what the issuer's document must list the key for.
        certifiers: who is believed about certificates, or None.
    """

    token: SignedToken
    issuer: str
    resolver: Resolver
    contexts: Contexts | None
    now: datetime
    purpose: str = ASSERTION
    certifiers: Certifiers | None = None

    def examine(self) -> ExaminedToken:
        """What is known of the token."""
        token, refusal = self.token, None
        method: VerificationMethod | CertifiedKey | None = None
        try:
            held = token.header_key()
            try:
                method = self._whose(held)
            except ResolutionError as error:
                refusal = error
            proof = self._proof(method)
            verified = self._verified(proof, self._key(held, method, refusal), method)
        except CredsealError as error:
            return ExaminedToken(self._proof(method), None, error, method, refusal, token.notes)
        return ExaminedToken(proof, verified, None, method, refusal, token.notes)

    def _whose(self, held: PublicKey | None) -> VerificationMethod | CertifiedKey:
        """The issuer's key, by the word of somebody who is believed about certificates, else by the issuer's own."""
        doubt: ResolutionError | None = None
        try:
            certified = self._certified(self.issuer)
            if certified is not None:
                return certified
        except ResolutionError as error:
            if error.code in _FINAL:
                raise
            doubt = error
        try:
            return self._issuers(held)
        except UnresolvedError as error:
            certified = self._certified("") if self._is_silent(doubt) else None
            if certified is None:
                raise doubt or error from error
            return certified.of_its_holder()

    def _certified(self, issuer: str) -> CertifiedKey | None:
        """What those who are believed about certificates say of the token's; None where there is none, or nobody is believed."""
        if self.certifiers is None or not self.token.certificates or not self.certifiers.anchors:
            return None
        from credseal.authenticity.certified import follow  # noqa: PLC0415  few tokens have certificates

        return follow(
            self.token.certificates,
            issuer=issuer,
            kid=self.token.key_id,
            certifiers=self.certifiers,
            now=self.now,
            pointer="/iss" if self.contexts is None else "/issuer",
        )

    def _is_silent(self, doubt: ResolutionError | None) -> bool:
        """Whether all that is against a certificate is that it says nothing of the issuer whom a token names that is no linked data.

        A whole identifier of a key names that issuer once more: then the key is not said to be the certificate's holder's.
        """
        is_unbound = doubt is not None and doubt.code == "token.certificate-unbound"
        return self.contexts is None and is_unbound and not (self.token.key_id or "").startswith(_ABSOLUTE)

    def _proof(self, method: VerificationMethod | CertifiedKey | None) -> TokenProof:
        token = self.token
        named = method.id if method else token.key_id or ""
        suite = f"{token.kind}, {token.algorithm}"
        return TokenProof(suite, named, token.issued_at, token.begins, token.expires)

    def _verified(
        self, proof: TokenProof, key: PublicKey, method: VerificationMethod | CertifiedKey | None
    ) -> VerifiedToken:
        self.token.verify(key, algorithm=method.algorithm if method else None)
        if self.contexts is None:
            return VerifiedToken(self.token.document, proof, ())
        view, unpinned = readable(self.token.document, contexts=self.contexts)
        return VerifiedToken({name: value for name, value in view.items() if name != "proof"}, proof, unpinned)

    def _issuers(self, held: PublicKey | None) -> VerificationMethod:
        """The issuer's verification method that the token was signed with, by what it says of its key."""
        kid = self.token.key_id
        if kid is not None and kid.startswith(_ABSOLUTE):
            return self._authenticated(kid)
        if kid is None and held is None and not self.issuer.startswith(_KEY_IS_IDENTIFIER):
            raise UnresolvedError(
                "The token does not say which key it was signed with.",
                code="token.no-key",
                hint='Ask the issuer for a token with the key\'s name ("kid") in its header.',
            )
        if not self.issuer:
            raise UnresolvedError(
                "The token names nobody as its issuer, so that there is nobody whose keys could be looked up.",
                code="token.no-issuer",
                hint=f"{_GIVE_AUTHORITY} Or ask for a credential that names its issuer (iss).",
            )
        left_open: ResolutionError | None = None
        for identifier in self._places():
            try:
                listed = methods_of(identifier, resolver=self.resolver)
            except ResolutionError as error:
                left_open = left_open or error
                continue
            for method_id, definition in listed.items():
                if _is_meant(method_id, definition, kid, held):
                    return self._authenticated(method_id)
            if https.is_metadata(identifier):
                left_open = None
                break  # whoever publishes these lists their keys there and nowhere else
        if left_open is None:
            raise NotAuthorisedError(
                "The issuer's document does not list the key that the token was signed with.",
                code="token.unlisted",
                hint="The key may have been withdrawn, or the issuer named may not be the one who signed.",
            )
        if held is None:
            raise left_open
        raise UnresolvedError(
            f"The key stands in the token itself, and whose it is could not be looked up: {left_open.message}",
            code="token.header-key",
            hint=f"Anybody can put a key into a token and any issuer beside it.{f' {_GIVE_AUTHORITY}' if self.token.certificates else ''}",
        ) from left_open

    def _places(self) -> Iterator[str]:
        """Where the issuer's keys may be listed."""
        metadata = https.metadata_url(self.issuer) if self.contexts is None and not self.token.certificates else None
        if metadata is not None:
            yield metadata
        yield self.issuer
        key_set = https.key_set_url(self.issuer)
        if key_set is not None:
            yield key_set

    def _authenticated(self, method_id: str) -> VerificationMethod:
        return authenticate(self.issuer, method_id, purpose=self.purpose, resolver=self.resolver, now=self.now)

    def _key(
        self,
        held: PublicKey | None,
        method: VerificationMethod | CertifiedKey | None,
        refusal: ResolutionError | None,
    ) -> PublicKey:
        """The key to check the signature with: the issuer's, else one that is good for no more than that."""
        if method is not None and held is not None and held != method.key:
            raise two_keys()
        if method is not None:
            return method.key
        if held is not None:
            return held
        kid = self.token.key_id
        if refusal is not None and (kid is None or not kid.startswith(_ABSOLUTE)):
            raise refusal  # nothing but the issuer's own documents could have had it
        return anybodys_key(
            self.issuer, kid or "", refusal, purpose=self.purpose, resolver=self.resolver, now=self.now, pointer="/kid"
        )


def _is_meant(method_id: str, definition: Mapping[str, Any], kid: str | None, held: PublicKey | None) -> bool:
    """Whether a token was signed with a method, by what its header says."""
    if kid is not None:
        jwk = definition.get("publicKeyJwk")
        return method_id.partition("#")[2] == kid.removeprefix("#") or (
            isinstance(jwk, Mapping) and jwk.get("kid") == kid
        )
    if held is None:
        return True
    try:
        return key_of(definition) == held
    except ResolutionError:
        return False


def _agreeing(outer: ExaminedToken, inner: tuple[ExaminedProof, ...]) -> ExaminedToken:
    """The token, refused where it is known that it and a proof inside are not both the issuer's."""
    signed: tuple[Examined, ...] = (outer, *inner)
    others = [one for one in signed if one.verified is not None and _is_known_to_be_anothers(one)]
    if outer.verified is None or not others:
        return outer
    contradiction = ProofError(
        "The credential in the token has a proof of its own, and token and proof are not both the issuer's.",
        code="token.signers",
        pointer=others[0].proof.pointer,
        hint="Ask for the credential that is inside, as its issuer signed it.",
    )
    return replace(outer, verified=None, unverified=contradiction)


def _within(outer: ExaminedToken, one: ExaminedProof) -> ExaminedProof:
    """A proof inside a token; it authenticates nobody whom the token does not."""
    if outer.verified is not None and outer.method is not None:
        return one
    return replace(one, method=None, unauthenticated=one.unauthenticated or outer.unauthenticated)


def _is_known_to_be_anothers(one: Examined) -> bool:
    return one.unauthenticated is not None and not isinstance(one.unauthenticated, UnresolvedError)
