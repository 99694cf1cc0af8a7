"""The errors credseal raises, and nothing else.

Every error carries a stable ``code`` for programs, a sentence for people, where it applies a JSON pointer (RFC 6901) to
the offending member, and a hint that says what to do.

    try:
        strict_json.loads(data)
    except CredsealError as error:
        print(error.code, error, error.hint)

The tree, by whose fault it is::

    CredsealError
    |-- InputError            what was handed over cannot be read
    |   |-- EncodingError     base64url, base58, multibase, multicodec, compact JWS
    |   |-- JsonError         not the JSON that credseal accepts
    |   |-- MediaError        a picture that is broken, or carries no credential or several
    |   `-- EnvelopeError     not a credential in any form that credseal knows
    |-- JsonLdError           JSON-LD that is broken, ambiguous or spelled in a second way
    |-- ModelError            a record of learning that cannot be what it says
    |-- RenderError           a record that cannot be drawn
    |-- ProfileError          a record or document that the standard cannot hold
    |-- KeyMaterialError      a key that is broken, weak or of an unsupported type
    |-- PkiError              a certificate, path, revocation answer or timestamp that is broken or does not hold
    |-- ProofError            a proof that is broken, unsupported or does not fit
    |   `-- SignatureError    the signature does not match what is said to be signed
    |-- ResolutionError       a controller document that cannot be had or is wrong
    |   |-- FetchError        an address that was not, or must not be, fetched
    |   |-- UnresolvedError   (in credseal.authenticity.method) whose key it is stays unknown
    |   `-- NotAuthorisedError  (there too) the key does not speak for the issuer
    |-- RegisterError         a register of issuers that cannot be read, or is not the one that was meant
    |-- TrustListError        anchors or a trusted list of the Union that cannot be read, or are not those that were meant
    |-- PolicyError           a policy that nobody could follow
    |-- IssuingError          what our own verifier would refuse is not signed
    |-- PresentingError       the same of presentations
    |-- OutputError           a file that cannot be written, or would be overwritten
    |-- MissingExtraError     an optional dependency is not installed
    |-- VerificationError     (in credseal.report) the verdict is not "accepted"
    |   `-- Undetermined      (in credseal.report) nothing failed, something is undecided
    `-- PresentationError     (in credseal.report.presentation) the same of a presentation
        `-- UndeterminedPresentation   (there too)

Messages never hold key material or personal data: they name a member and the shape of its value.
"""

from __future__ import annotations


class CredsealError(Exception):
    """Base of every error that credseal raises on purpose.

    Args:
        message: one sentence for people, without a trailing newline.
        code: stable, lower-case, dotted, e.g. ``json.duplicate-key``; it never changes once released.
        pointer: JSON pointer (RFC 6901) to the member at fault; ``""`` is the whole document, None where none applies.
        hint: what to do about it, one sentence.
    """

    def __init__(self, message: str, *, code: str, pointer: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.pointer = pointer
        self.hint = hint

    def __str__(self) -> str:
        """The sentence, and where; on one line, as what a document calls its members and types may stand in it."""
        text = f"{self.message} (at {self.pointer})" if self.pointer else self.message
        if text.isprintable():
            return text
        return "".join(each if each.isprintable() else each.encode("unicode_escape").decode("ascii") for each in text)


class InputError(CredsealError):
    """What was handed over cannot be read."""


class EncodingError(InputError):
    """Text that is not the base64url, base58btc, multibase, multicodec or compact JWS it should be."""


class JsonError(InputError):
    """Bytes that are not the JSON that credseal accepts."""


class MediaError(InputError):
    """A picture that is broken, cannot carry a credential, or carries none or several."""


class EnvelopeError(InputError):
    """Input that is not a credential in any form that credseal knows."""


class JsonLdError(CredsealError):
    """JSON-LD that is broken, ambiguous or spelled in a second way."""


class ModelError(CredsealError):
    """A record of learning that cannot be what it says."""


class RenderError(CredsealError):
    """A record that cannot be drawn as a picture."""


class ProfileError(CredsealError):
    """A record or a document that the standard cannot hold."""


class KeyMaterialError(CredsealError):
    """A key that is broken, weak, private where it must be public, or of an unsupported type."""


class PkiError(CredsealError):
    """A certificate, a path of certificates, an answer about revocation or a timestamp that is broken or does not hold."""


class ProofError(CredsealError):
    """A proof that is broken, unsupported or does not fit what it stands in."""


class SignatureError(ProofError):
    """The signature does not match what is said to be signed."""


class ResolutionError(CredsealError):
    """A controller document that cannot be had, or does not say what it must."""


class FetchError(ResolutionError):
    """An address that was not, or must not be, fetched."""


class RegisterError(CredsealError):
    """A register of issuers that cannot be read, or is not the one that was meant."""


class TrustListError(CredsealError):
    """Anchors or a trusted list of the Union that cannot be read, or are not those that were meant."""


class PolicyError(CredsealError):
    """A policy that nobody could follow."""


class IssuingError(CredsealError):
    """What our own verifier would refuse is not signed."""


class PresentingError(CredsealError):
    """What our own verifier would refuse is not presented."""


class OutputError(CredsealError):
    """A file that cannot be written, or would be overwritten."""


class MissingExtraError(CredsealError):
    """An optional dependency is not installed; the message names the extra."""


def pointer_to(*steps: str | int) -> str:
    """A JSON pointer (RFC 6901, section 3) to the member reached by ``steps``."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
