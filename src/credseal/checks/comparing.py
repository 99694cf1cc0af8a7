"""The learner of a document beside the learner that is expected: one comparison for each thing that both may state.

    compare(reading.credential.learner, ExpectedLearner(email="ada@example.org"))
    # (Comparison("email", Agreement.SAME, "hash", "exactly as written"),)

============================  =========================================================================================
what                          how it is compared
============================  =========================================================================================
DID                           exactly; where both are keys by themselves (did:key, did:jwk), also by thumbprint (RFC 7638)
identifiers of any type       exactly; everything that the document states of a type must be among what is expected
e-mail addresses              besides, without regard to the case of the letters A to Z: mail systems do not tell it apart
salted hashes of identifiers  by hashing what is expected (Open Badges 3.0, ``IdentityObject``:
                              https://www.imsglobal.org/spec/ob/v3p0/#identityobject-0)
birth date                    exactly; it can contradict, and confirms only beside a name
names                         see ``names``; they can contradict, and never confirm by themselves
============================  =========================================================================================

A hash without a salt, of MD5, or of a form that is none, is not compared: whoever has a list of addresses can make one that fits.
"""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

from credseal.checks.holder_key import BY_THUMBPRINT, key_of_did
from credseal.checks.names import AS_WRITTEN, Wanted, compare_names
from credseal.keys.jwk import thumbprint
from credseal.model.learner import EMAIL, HashedIdentifier
from credseal.profiles import openbadges
from credseal.report import Agreement, Comparison

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from credseal.checks.expectations import ExpectedLearner
    from credseal.model.learner import Learner

MOST = 64
"""Identifiers, hashes and names of a document that are compared. Who states more is not looking to be found."""

DID = "did"
BIRTH_DATE = "birth_date"
_SHA256 = re.compile(r"sha256\$[0-9A-Fa-f]{64}")
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_ANY_CASE = "without regard to the case of the letters A to Z"


def is_comparable(learner: Learner) -> bool:
    """Whether the document states no more than is compared."""
    return len(learner.identifiers) + len(learner.hashed_identifiers) + len(learner.names) <= MOST


def compare(learner: Learner, expected: ExpectedLearner) -> tuple[Comparison, ...]:
    """Compares a document's learner with the expected one.

    Args:
        learner: the document's, of whom ``is_comparable`` holds.
        expected: the caller's.

    Returns:
        A comparison for each thing that is expected, several where the document states several of one type.
    """
    return tuple(_compare(learner, expected))


def _compare(learner: Learner, expected: ExpectedLearner) -> Iterator[Comparison]:
    if expected.did is not None:
        yield _did(learner.id, expected.did)
    for type_, values in expected.by_type().items():
        stated = [
            *(_clear(type_, one, values) for one in learner.identifiers_of(type_)),
            *(_hashed(one, values) for one in learner.hashed_identifiers if one.type == type_),
        ]
        yield from stated or [_absent(type_)]
    if expected.birth_date is not None:
        yield _birth_date(learner, expected)
    if expected.has_name:
        wanted = Wanted(expected.given_name, expected.family_name, expected.also_known_as)
        yield compare_names(learner.names, wanted)


def _did(stated: str | None, expected: str) -> Comparison:
    if stated is None:
        return _absent(DID)
    if stated == expected:
        return Comparison(DID, Agreement.SAME, "clear", AS_WRITTEN)
    if _are_one_key(stated, expected):
        return Comparison(DID, Agreement.SAME, "clear", BY_THUMBPRINT)
    return Comparison(DID, Agreement.OTHER, "clear")


def _are_one_key(stated: str, expected: str) -> bool:
    """Whether both are a key by themselves, and the same: a document on the web could list another one tomorrow."""
    key, other = key_of_did(stated), key_of_did(expected)
    return key is not None and other is not None and thumbprint(key) == thumbprint(other)


def _clear(type_: str, stated: str, expected: Sequence[str]) -> Comparison:
    if stated in expected:
        return Comparison(type_, Agreement.SAME, "clear", AS_WRITTEN)
    if type_ == EMAIL and _lower(stated) in map(_lower, expected):
        return Comparison(type_, Agreement.SAME, "clear", _ANY_CASE)
    return Comparison(type_, Agreement.OTHER, "clear")


def _hashed(stated: HashedIdentifier, expected: Sequence[str]) -> Comparison:
    reason = _unusable(stated)
    if reason is not None:
        return Comparison(stated.type, Agreement.NOT_COMPARABLE, "hash", reason=reason)
    if any(openbadges.matches(stated, value) for value in expected):
        return Comparison(stated.type, Agreement.SAME, "hash", AS_WRITTEN)
    if stated.type == EMAIL and any(openbadges.matches(stated, _lower(value)) for value in expected):
        return Comparison(stated.type, Agreement.SAME, "hash", _ANY_CASE)
    return Comparison(stated.type, Agreement.OTHER, "hash")


def _unusable(hashed: HashedIdentifier) -> str | None:
    """Why a hash shows nothing; None where it does."""
    if hashed.hash.startswith("md5$"):
        return "Its hash is MD5, which can be made to fit."
    if not _SHA256.fullmatch(hashed.hash):
        return "Its hash is not of a kind that is compared."
    return None if hashed.salt else "Its hash has no salt, so that it fits whoever is on a list."


def _birth_date(learner: Learner, expected: ExpectedLearner) -> Comparison:
    if learner.birth_date is None:
        return _absent(BIRTH_DATE)
    if learner.birth_date != expected.birth_date:
        return Comparison(BIRTH_DATE, Agreement.OTHER, "clear")
    return Comparison(
        BIRTH_DATE, Agreement.WEAK, "clear", AS_WRITTEN, "Many people were born on one day; it counts beside a name."
    )


def _absent(what: str) -> Comparison:
    return Comparison(what, Agreement.NOT_COMPARABLE, reason="The document does not state it.")


def _lower(address: str) -> str:
    return address.translate(_LOWER)
