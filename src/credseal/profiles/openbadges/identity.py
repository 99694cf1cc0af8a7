"""Identifiers of learners as Open Badges writes them: in the clear, or as a salted hash.

Open Badges 3.0, ``IdentityObject``: https://www.imsglobal.org/spec/ob/v3p0/#identityobject-0 . The hash is taken over the UTF-8 of
the identifier with the salt appended, without any normalisation, and written as ``sha256$`` and hexadecimal digits.

    hash_identifier("ada@example.org", salt="...")                  # 'sha256$9f86d0...'
    matches(hashed, "ada@example.org")                              # True, False, or None: cannot be told

A salt that lies beside its hash keeps nobody from guessing: a hash serves to compare, not to hide.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping

from credseal.model.learner import EMAIL, EUROPEAN_STUDENT_IDENTIFIER, NATIONAL, STUDENT_NUMBER, HashedIdentifier
from credseal.profiles.openbadges.vocabulary import IDENTIFIER_TYPES

NAME = "name"
FORMER_NAME = "ext:FormerName"
BIRTH_DATE = "ext:BirthDate"
# Types of identifiers in the model, and what Open Badges calls them.
_IDENTITY_TYPES: Mapping[str, str] = {
    EMAIL: "emailAddress",
    NATIONAL: "nationalIdentityNumber",
    STUDENT_NUMBER: "ext:StudentNumber",
    EUROPEAN_STUDENT_IDENTIFIER: "ext:EuropeanStudentIdentifier",
}
_MODEL_TYPES = {written: type_ for type_, written in _IDENTITY_TYPES.items()}
_EXTENSION = "ext:"
_SALT_BYTES = 16


def new_salt() -> str:
    """A salt of 128 random bits, for one identifier of one credential."""
    return secrets.token_urlsafe(_SALT_BYTES)


def hash_identifier(identifier: str, salt: str) -> str:
    """The salted SHA-256 hash of an identifier, as ``identityHash`` has it."""
    return "sha256$" + hashlib.sha256((identifier + salt).encode("utf-8")).hexdigest()


def matches(hashed: HashedIdentifier, identifier: str) -> bool | None:
    """Compare a hash from a credential with an identifier that is expected.

    Returns:
        Whether it is this identifier, exactly as it is written; None where the hash proves nothing: not SHA-256, no salt.
    """
    algorithm, _, digest = hashed.hash.partition("$")
    if algorithm != "sha256" or not hashed.salt:
        return None
    expected = hash_identifier(identifier, hashed.salt).partition("$")[2]
    return hmac.compare_digest(expected.encode(), digest.lower().encode("utf-8", "replace"))


def written_type(type_: str) -> str:
    """What Open Badges calls a type of identifier of the model."""
    known = _IDENTITY_TYPES.get(type_)
    # A "name" in the clear would be read as the person's name.
    return known or (type_ if type_ in IDENTIFIER_TYPES - {NAME} else _EXTENSION + type_)


def model_type(written: str) -> str:
    """What the model calls a type of identifier of Open Badges."""
    return _MODEL_TYPES.get(written) or written.removeprefix(_EXTENSION)
