"""Whether claims are those of a learning credential: which are there, of which kind, and whether their values can be.

By the metadata of the reference issuers (see ``vocabulary``), which is all that is published. A claim that may be withheld may be missing in what is
presented: that is noted and nothing more. The other ones are there, or the credential is not of this type.

    check(claims)       # (): nothing to say
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from credseal.errors import ModelError, pointer_to
from credseal.findings import Finding, Severity
from credseal.model import vocabularies
from credseal.model.dates import order, parse_date, parse_instant
from credseal.model.level import EQF_LEVELS
from credseal.model.values import COUNTRY, shape_of
from credseal.profiles.learning_credential.kinds import FURTHER, is_learning_credential
from credseal.profiles.learning_credential.vocabulary import KNOWN, Claim

_IS: Mapping[str, Any] = {
    "text": lambda value: isinstance(value, str),
    "texts": lambda value: isinstance(value, list) and all(isinstance(each, str) for each in value),
    "whole number": lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
    "truth value": lambda value: isinstance(value, bool),
    "date": lambda value: isinstance(value, str),
    "seconds": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "object": lambda value: isinstance(value, Mapping),
}
_KINDS: Mapping[str, str] = {
    "text": "text",
    "texts": "a list of texts",
    "whole number": "a whole number",
    "truth value": "true or false",
    "date": "a date",
    "seconds": "a number of seconds",
    "object": "an object",
}


def check(claims: Mapping[str, Any]) -> tuple[Finding, ...]:
    """What the type demands of its claims.

    Args:
        claims: JSON values; those that were disclosed.

    Returns:
        ``error``: a claim that is always told is missing, or one is of another kind or cannot be; the rest is worth knowing.
    """
    known = {**KNOWN, FURTHER: Claim("", "object", "never")}
    found: list[Finding] = []
    if not is_learning_credential(claims):
        found.append(_finding("type", "The claims are not said to be those of a learning credential.", "vct"))
    for name, claim in known.items():
        if name not in claims:
            found += _missing(name, claim)
        elif not _IS[claim.kind](claims[name]):
            found.append(
                _finding(
                    "datatype",
                    f"The claim {name!r} must be {_KINDS[claim.kind]}, it is {shape_of(claims[name])}.",
                    name,
                )
            )
        else:
            found += _value(name, claim, claims[name])
    return (*found, *_order(claims))


def _missing(name: str, claim: Claim) -> Iterator[Finding]:
    if claim.mandatory and claim.sd == "never":
        yield _finding("missing-member", f"The claim {name!r} is missing.", name)
    elif claim.mandatory:
        yield _finding("not-told", f"The claim {name!r} is not told: it was left out or withheld.", name, "info")


def _value(name: str, claim: Claim, value: Any) -> Iterator[Finding]:
    if (isinstance(value, str) and not value.strip()) or (isinstance(value, list) and len(value) < claim.least):
        yield _finding("empty", f"The claim {name!r} says nothing.", name, "warning")
    elif claim.kind == "date" and _when(value) is None:
        yield _finding("date", f"The claim {name!r} is no date of the form YYYY-MM-DD.", name)
    elif name == "level_of_learning_experience" and str(value) not in EQF_LEVELS:
        yield _finding("level", "The level is none of the eight of the European Qualifications Framework.", name)
    elif name == "issuing_country" and not COUNTRY.test(value):
        yield _finding("country", "The issuing country is no code of ISO 3166-1 of two letters.", name, "warning")
    elif name == "language_of_classes" and any(
        vocabularies.concept("language", tag.partition("-")[0]) is None for tag in value
    ):
        yield _finding("language", "A language of the classes has no code of a language.", name, "warning")


def _order(claims: Mapping[str, Any]) -> Iterator[Finding]:
    issued, expires = (_when(claims.get(name)) for name in ("date_of_issuance", "date_of_expiry"))
    if issued is not None and expires is not None and order(expires, issued) < 0:
        yield _finding("dates", "It expires before it is issued.", "date_of_expiry")


def _when(value: Any) -> date | datetime | None:
    if not isinstance(value, str):
        return None
    for parse in (parse_date, parse_instant):
        try:
            return parse(value)
        except ModelError:
            continue
    return None


def _finding(word: str, message: str, claim: str, severity: Severity = "error") -> Finding:
    return Finding(f"learning.{word}", severity, message, pointer_to(claim))
