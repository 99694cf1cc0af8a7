"""An SD-JWT VC, or a credential of the W3C data model as an SD-JWT: is it right, and is it the issuer's?

The answer has the form of that for other tokens (see ``tokens``), and whose key it is is found in the same way: by ``kid`` in what the
issuer named in ``iss`` publishes, or by the certificates in the header (``x5c``), where they lead to somebody whom the caller believes.

    examined = examine_sd_jwt(vc.parse(text), resolver=resolve, now=now)
    examined.verified.document    # the claims that are shown
    examined.notes                # how many are withheld, among others

    outer, *inner = examine_disclosed(credential.parse(text), resolver=resolve, contexts=BUNDLED, now=now)
    outer.verified.withheld       # of which objects and arrays parts are withheld
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from credseal.authenticity.examined import ExaminedToken
from credseal.authenticity.tokens import Examination, examine_token
from credseal.findings import Finding
from credseal.profiles import learning_credential
from credseal.securing.jose.credential import ALGORITHMS, key_in
from credseal.securing.jose.numeric_date import numeric_date

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.authenticity.certified import Certifiers
    from credseal.authenticity.examined import Examined
    from credseal.did.resolver import Resolver
    from credseal.encoding.strict_json import JsonObject
    from credseal.jsonld.contexts import Contexts
    from credseal.keys.public import PublicKey
    from credseal.securing.sd_jwt.credential import DisclosedCredential
    from credseal.securing.sd_jwt.parsing import SdJwt
    from credseal.securing.sd_jwt.processing import Processed
    from credseal.securing.sd_jwt.vc import SdJwtVc

_ISSUER = "iss"


def examine_sd_jwt(
    vc: SdJwtVc, *, resolver: Resolver, now: datetime, certifiers: Certifiers | None = None
) -> ExaminedToken:
    """Checks an SD-JWT VC; a proof of the holder's key behind it is not looked at.

    Args:
        vc: taken apart.
        resolver: from identifiers to controller documents.
        now: the present, aware; keys must be in force now.
        certifiers: who is believed about certificates; nobody by default.

    Raises:
        ProofError: its payload or its disclosures cannot be read.
    """
    token = DisclosedToken(vc, vc.token.processed())
    return Examination(token, token.issuer, resolver, None, now, certifiers=certifiers).examine()


def examine_disclosed(
    credential: DisclosedCredential,
    *,
    resolver: Resolver,
    contexts: Contexts,
    now: datetime,
    at: datetime | None = None,
    certifiers: Certifiers | None = None,
) -> tuple[Examined, ...]:
    """Checks a credential of the data model in an SD-JWT, and the proofs inside it; a proof of the holder's key behind it is not looked at.

    Args:
        credential: taken apart.
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
    token = credential.token
    told = replace(token, notes=(*token.notes, *_notes_on(credential.sd_jwt, credential.processed)))
    outer, *inner = examine_token(told, resolver=resolver, contexts=contexts, now=now, at=at, certifiers=certifiers)
    if isinstance(outer, ExaminedToken) and outer.verified is not None:
        withheld = tuple(one.place for one in credential.processed.withheld)
        outer = replace(outer, verified=replace(outer.verified, withheld=withheld))
    return (outer, *inner)


@dataclass(frozen=True)
class DisclosedToken:
    """An SD-JWT VC in the form in which ``tokens`` examines credentials."""

    vc: SdJwtVc
    processed: Processed

    kind = "dc+sd-jwt"

    @property
    def issuer(self) -> str:
        """Who is said to have issued it; empty where nobody is."""
        named = self.document.get(_ISSUER)
        return named if isinstance(named, str) else ""

    @property
    def algorithm(self) -> str:
        """What the header says that it was signed with."""
        return self.vc.token.algorithm

    @property
    def document(self) -> JsonObject:
        """The claims that are shown."""
        return self.processed.payload

    @property
    def key_id(self) -> str | None:
        """What the header calls the key; of a DID, in full."""
        return self.vc.signer.method

    @property
    def issued_at(self) -> datetime | None:
        """``iat``, aware."""
        return numeric_date(self.document.get("iat"))

    @property
    def begins(self) -> datetime | None:
        """``nbf``, aware."""
        return numeric_date(self.document.get("nbf"))

    @property
    def expires(self) -> datetime | None:
        """``exp``, aware."""
        return numeric_date(self.document.get("exp"))

    @cached_property
    def notes(self) -> tuple[Finding, ...]:
        """What a verifier should tell."""
        found = list(self.vc.findings)
        if not learning_credential.is_learning_credential(self.document):
            message = (
                "Its type (vct) is none that is known here, so that what it means by its claims was not looked at."
            )
            hint = "Rely on it only as far as you know the type, its own dates among them."
            found.append(Finding("sd-jwt.unknown-type", "warning", message, "/vct", hint))
        return (*found, *_notes_on(self.vc.token, self.processed))

    @property
    def certificates(self) -> tuple[bytes, ...]:
        """``x5c`` of the header in DER, the signer's first; empty where there is none."""
        return self.vc.signer.certificates

    def header_key(self) -> PublicKey | None:
        """The key in the header, in ``jwk`` or in the first certificate of ``x5c``; None where it holds none.

        Raises:
            KeyMaterialError: the key is private, weak, or of another form or kind than are supported.
            ProofError: ``token.header``, ``token.keys`` (two different keys).
        """
        return key_in(self.vc.token.header)

    def verify(self, key: PublicKey, *, algorithm: str | None = None) -> None:
        """Checks the signature, with the only algorithm that the key is for, if there is one."""
        accepted = ALGORITHMS if algorithm is None else ALGORITHMS & {algorithm}
        never = [path[0] for path in learning_credential.NEVER_SELECTIVE if len(path) == 1]
        is_known = learning_credential.is_learning_credential(self.document)
        # With contexts it would be a credential of the data model, too, which its holder must not choose.
        self.vc.verify(key, algorithms=accepted, never=[*(never if is_known else ()), "@context"])


def _notes_on(token: SdJwt, processed: Processed) -> list[Finding]:
    """What every SD-JWT that is verified for itself is noted for."""
    found = []
    digests = sum(one.digests for one in processed.withheld)
    if digests:
        message = f"Of what the issuer signed, {digests} {'part is' if digests == 1 else 'parts are'} not shown, or fewer: some may stand for nothing."
        found.append(Finding("sd-jwt.withheld", "info", message, hint="Ask the holder for what you need."))
    if token.key_binding is not None:
        message = "The holder's proof of their key is there, and was not looked at."
        found.append(Finding("sd-jwt.key-binding-unchecked", "info", message, hint="It was made for one occasion."))
    return found
