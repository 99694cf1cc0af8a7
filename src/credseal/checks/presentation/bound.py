"""An SD-JWT that its holder shows with a proof of their key (RFC 9901, section 7.3), examined as presentations are.

https://www.rfc-editor.org/rfc/rfc9901#section-7.3. The proof is looked at first, with the key that the credential names: for what was shown to
somebody else, or earlier, no document is fetched. Whoever forges a credential can name a key of their own in it; that is told by the report on
the credential, which the verdict asks for as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.authenticity.method import UnresolvedError, retrieve_verification_method
from credseal.authenticity.presenting import AUTHENTICATION
from credseal.checks import signature, structure
from credseal.checks.evidence import failed, inconclusive
from credseal.checks.presentation.examined import HOLDER, Examined
from credseal.checks.presentation.occasion import FRESHNESS
from credseal.checks.presentation.occasion import NAME as OCCASION
from credseal.checks.presenter import Presenter
from credseal.did.resolver import offline
from credseal.errors import CredsealError
from credseal.keys.jwk import thumbprint_uri
from credseal.profiles import pid
from credseal.report import Check, Outcome
from credseal.report.presentation import PresenterAnswer
from credseal.securing.jose.credential import ALGORITHMS, refuse_other_algorithm
from credseal.securing.sd_jwt import vc
from credseal.securing.sd_jwt.key_binding import check_key_binding, is_for
from credseal.securing.sd_jwt.parsing import parse

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.checks.presentation.occasion import Occasion
    from credseal.did.resolver import Resolver
    from credseal.envelope import Envelope
    from credseal.keys.public import PublicKey
    from credseal.securing.sd_jwt.key_binding import KeyBinding
    from credseal.securing.sd_jwt.parsing import SdJwt

BY_CONFIRMATION = "cnf"
"""How the key is known to be the holder's: the credential names it (RFC 7800)."""

# In the order in which the proof is looked at: where one fails, those before it were found right.
_ASKED = (signature.NAME, OCCASION, FRESHNESS)
_OF = {
    "sd-jwt.key-binding-nonce": OCCASION,
    "sd-jwt.key-binding-audience": OCCASION,
    "sd-jwt.key-binding-time": FRESHNESS,
}
_RIGHT = {
    signature.NAME: (
        "presentation.key-binding",
        "It was signed with the key that the credential names, over what is shown.",
    ),
    OCCASION: ("presentation.for-us", "It was made for you, and answers your challenge."),
}


def examine_bound(envelope: Envelope, occasion: Occasion, *, resolver: Resolver, now: datetime) -> Examined:
    """Examines an SD-JWT, of either kind of credential, as a presentation of itself.

    Args:
        envelope: the token as it came.
        occasion: what the proof of the holder's key must have been made for.
        resolver: from identifiers to controller documents, for a key that the credential names and does not hold.
        now: the present, aware.
    """
    text = envelope.token or ""
    try:
        token = vc.parse(text).token if envelope.is_claims else parse(text)
        processed = token.processed()
    except CredsealError as error:
        return Examined((failed(structure.NAME, error),), Presenter(""), PresenterAnswer(), (), (), envelope.notes)
    kind = "an SD-JWT VC" if envelope.is_claims else "a credential of the W3C data model, in an SD-JWT,"
    shape = Check(structure.NAME, Outcome.PASSED, "presentation.shape", f"It is {kind} by its form.")
    if token.key_binding is None:
        return _of(token, envelope, (shape, *_unbound()))
    # Who merely found a presentation must not choose whom we talk to.
    said = is_for(token, nonce=occasion.challenge, audience=occasion.audience, at=now, max_age=occasion.max_age)
    asking = resolver if said and occasion.counts else offline(resolver)
    signed_by = token.key_binding.algorithm

    def key_of(name: str) -> PublicKey:
        method = retrieve_verification_method(name, purpose=AUTHENTICATION, resolver=asking, now=now)
        refuse_other_algorithm(method.algorithm, signed_by)
        return method.key

    try:
        binding = check_key_binding(
            token,
            processed,
            nonce=occasion.challenge,
            audience=occasion.audience,
            at=now,
            max_age=occasion.max_age,
            algorithms=ALGORITHMS,
            resolve=key_of,
        )
    except CredsealError as error:
        broken = _broken(error)
        if not occasion.counts:  # whatever else is wrong
            used = occasion.check_age(None, "/iat", now=now)
            broken = tuple(used if check.name == FRESHNESS else check for check in broken)
        return _of(token, envelope, (shape, *broken))
    fresh = occasion.check_age(binding.made, "/iat", now=now)
    holder = Check(HOLDER, Outcome.PASSED, "presentation.by-holder", "Whoever presents it has a key of its holder.")
    checks = (shape, _passed(signature.NAME), _passed(OCCASION), fresh, holder)
    return _of(token, envelope, checks, binding)


def _of(token: SdJwt, envelope: Envelope, checks: tuple[Check, ...], binding: KeyBinding | None = None) -> Examined:
    is_shown = all(check.outcome is Outcome.PASSED for check in checks)
    held = Presenter("")
    answer = PresenterAnswer()
    if binding is not None and is_shown:
        named = binding.method or thumbprint_uri(binding.key)
        held = Presenter(named, binding.key, binding.method, is_confirmed=True)
        answer = PresenterAnswer(held.id, shown=True, by=BY_CONFIRMATION)
    # The credential is verified as its issuer made it: the proof behind it is this module's business.
    return Examined(checks, held, answer, (("", token.text),), (), envelope.notes, pid.is_pid(token.claims))


def _unbound() -> tuple[Check, ...]:
    message = "There is no proof of the holder's key: whoever has a copy could show it like this."
    hint = "Ask for a presentation with key binding, over your challenge."
    return tuple(
        Check(name, Outcome.INCONCLUSIVE, "presentation.no-proof", message, hint) for name in (*_ASKED, HOLDER)
    )


def _broken(error: CredsealError) -> tuple[Check, ...]:
    """What is known where the proof does not hold: what comes before was found right, what comes after was not looked at."""
    wrong = _ASKED.index(_OF.get(error.code, signature.NAME))
    message = "As the proof of the holder's key does not hold, this stayed open."
    later = (*_ASKED[wrong + 1 :], HOLDER)
    return (
        *(_passed(name) for name in _ASKED[:wrong]),
        (inconclusive if isinstance(error, UnresolvedError) else failed)(_ASKED[wrong], error),
        *(Check(name, Outcome.INCONCLUSIVE, "presentation.not-shown", message) for name in later),
    )


def _passed(name: str) -> Check:
    return Check(name, Outcome.PASSED, *_RIGHT[name])
